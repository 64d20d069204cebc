"""The figures of a region, as page and as open data."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.pages import region_page
from monitoring import exports, series
from tables.writing import csv_lines


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """All figures about the region, each with what it does and does not say."""
    page = region_page(request, slug)
    indicators = series.indicators_of(page.programme)
    general = [item for item in indicators if not item.indicator.source.programme_id]
    printed = [item for item in indicators if item.indicator.source.programme_id]
    own = any(item.nearest.area.level != "country" for item in general)
    grouped = series.by_interpretation(printed)
    missing = series.without_figures(page.programme, indicators)
    shown = {"general": general, "printed": printed, "grouped": grouped}
    context = page.context("figures", **shown, has_own_figures=own, missing=missing)
    return render(request, "monitoring/figures.html", context)


@require_safe
def figures_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The same figures as CSV."""
    page = region_page(request, slug)
    rows = exports.figure_rows(page.programme)
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cijfers-{page.programme.slug}.csv"'
    return response
