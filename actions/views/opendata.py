"""The actions of a region as open data."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.exports import costs, open_data
from actions.pages.region import RegionPage, region_page
from actions.rules.filters import PlanFilter, options_of
from tables.open_files import CSV, XLSX, described, open_file
from tables.writing import csv_lines


@shows_past("region")
@require_safe
def actions_csv(request: PortalRequest, slug: str) -> HttpResponseBase:
    """What is public of a plan as CSV, with the filters of the plan page."""
    page = region_page(request, slug)
    form = _filter(request, page)
    actions = open_data.public_actions(page.programme).filter(form.where())
    response = StreamingHttpResponse(csv_lines(open_data.action_rows(page.programme, actions)), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="acties-{page.programme.slug}.csv"'
    return described(response, "acties")


@shows_past("region")
@require_safe
def actions_file(request: PortalRequest, slug: str, kind: str) -> HttpResponseBase:
    """The same as a workbook, as csv for a Dutch Excel, or the description of the columns."""
    page = region_page(request, slug)
    form = _filter(request, page)
    actions = open_data.public_actions(page.programme).filter(form.where())
    selection = "; ".join(f"{chip.label}: {chip.value}" for chip in form.chips)
    data = open_data.dataset(page.programme, actions, selection=selection)
    return open_file(data, kind, name=f"acties-{page.programme.slug}")


@shows_past("region")
@require_safe
def costs_csv(request: PortalRequest, slug: str) -> HttpResponseBase:
    """What is public of costs and cover as CSV: a row for each amount."""
    page = region_page(request, slug)
    rows = costs.cost_rows(costs.public_costs(page.programme))
    response = StreamingHttpResponse(csv_lines(rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="kosten-{page.programme.slug}.csv"'
    return described(response, "kosten")


@require_safe
def costs_about(request: PortalRequest, slug: str) -> HttpResponseBase:
    """The description of its columns."""
    page = region_page(request, slug)
    found = costs.dataset(costs.public_costs(page.programme))
    return open_file(found, "uitleg", name=f"kosten-{page.programme.slug}")


@shows_past("region")
@require_safe
def costs_xlsx(request: PortalRequest, slug: str) -> HttpResponseBase:
    """The page of the costs as a workbook."""
    page = region_page(request, slug)
    response = HttpResponse(costs.workbook(costs.public_costs(page.programme)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="kosten-{page.programme.slug}.xlsx"'
    return response


def _filter(request: PortalRequest, page: RegionPage) -> PlanFilter:
    form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
    if not form.is_valid():
        raise Http404("Dit filter bestaat niet.")
    return form
