"""The figures of a region, as pages, as pictures and as open data."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.asked import not_understood
from accounts.standing import shows_past
from actions.pages.region import region_page
from monitoring.exports import open_data as exports
from monitoring.models import Indicator
from monitoring.pages import pictures, themes
from monitoring.pages.comparisons import comparison
from monitoring.rules import series
from monitoring.rules.areas import areas_of
from monitoring.rules.rights import reads_in
from tables.open_files import described, open_file
from tables.writing import csv_lines


@shows_past("region")
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """All figures about the region by theme, each with what it does and does not say."""
    page = region_page(request, slug)
    areas = areas_of(page.programme)
    read = list(series.all_figures_of(page.programme, areas))
    indicators = series.put_together(read, areas)
    general = [item for item in indicators if not item.indicator.source.programme_id]
    printed = series.printed_in(read, areas)
    context = page.context(
        "figures",
        themes=themes.by_theme(general),
        printed=themes.by_theme(printed),
        documents=list(dict.fromkeys(source for item in printed for source in item.sources)),
        what_is_missing=series.what_is_missing(indicators, page.region.name),
        missing=series.without_figures(page.programme, indicators),
        reads_in=reads_in(request.user, page.programme),
    )
    return render(request, "monitoring/figures.html", context)


@shows_past("region")
@require_safe
def indicator(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """One figure in all places and periods; `?gemeente=` puts one municipality beside the wider areas."""
    page = region_page(request, slug)
    found = comparison(page.programme, indicator)
    if found is None:
        raise Http404("Dit cijfer is er niet voor deze regio.")
    earlier = {"programma": page.programme.slug} if page.query else {}
    place = request.GET.get("gemeente", "")
    beside = found.beside(place)
    if place and beside is None:
        not_understood(request, "gemeente")
    context = page.context(
        "figures",
        data_query="?" + urlencode({"indicator": found.item.indicator.slug} | earlier),
        comparison=found,
        item=found.item,
        choices=found.choices,
        beside=beside,
        pictures=pictures.choices_of(found.item),
    )
    return render(request, "monitoring/indicator.html", context)


@shows_past("region")
@require_safe
def chart(request: HttpRequest, slug: str, indicator: str, area: str, kind: str) -> HttpResponse:
    """The line of one area over time as a picture to put in a letter."""
    page = region_page(request, slug)
    found = comparison(page.programme, indicator)
    file = pictures.chart_file(found.item, area.upper(), kind) if found else None
    if file is None:
        raise Http404("Deze grafiek is er niet.")
    response = render(request, "charts/line_file.svg", {"file": file}, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


@shows_past("region")
@require_safe
def figures_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same figures as CSV; `?indicator=` keeps one of them."""
    page = region_page(request, slug)
    rows = exports.figure_rows(page.programme, indicator=_indicator(request))
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cijfers-{page.programme.slug}.csv"'
    return described(response, "cijfers")


@shows_past("region")
@require_safe
def figures_file(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The same as a workbook, as csv for a Dutch Excel, or the description of the columns and indicators."""
    page = region_page(request, slug)
    data = exports.dataset(page.programme, indicator=_indicator(request))
    return open_file(data, kind, name=f"cijfers-{page.programme.slug}")


def _indicator(request: HttpRequest) -> str:
    """The indicator that the address asks for; empty for all. Unknown: 404, and never a file with a header only."""
    asked = request.GET.get("indicator", "")
    if "\x00" in asked or (asked and not Indicator.objects.filter(slug=asked).exists()):
        raise Http404("Dit cijfer bestaat niet.")
    return asked
