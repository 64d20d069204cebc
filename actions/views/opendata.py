"""The actions of a region as open data."""

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.exports import open_data
from actions.pages.region import RegionPage, region_page
from actions.rules.filters import PlanFilter, options_of
from tables.open_files import CSV, described, open_file
from tables.writing import csv_lines


@require_safe
def actions_csv(request: PortalRequest, slug: str) -> HttpResponseBase:
    """What is public of a plan as CSV, with the filters of the plan page."""
    page = region_page(request, slug)
    form = _filter(request, page)
    actions = open_data.public_actions(page.programme).filter(form.where())
    response = StreamingHttpResponse(csv_lines(open_data.action_rows(page.programme, actions)), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="acties-{page.programme.slug}.csv"'
    return described(response, "acties")


@require_safe
def actions_file(request: PortalRequest, slug: str, kind: str) -> HttpResponseBase:
    """The same as a workbook, as csv for a Dutch Excel, or the description of the columns."""
    page = region_page(request, slug)
    form = _filter(request, page)
    actions = open_data.public_actions(page.programme).filter(form.where())
    selection = "; ".join(f"{chip.label}: {chip.value}" for chip in form.chips)
    data = open_data.dataset(page.programme, actions, selection=selection)
    return open_file(data, kind, name=f"acties-{page.programme.slug}")


def _filter(request: PortalRequest, page: RegionPage) -> PlanFilter:
    form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
    if not form.is_valid():
        raise Http404("Dit filter bestaat niet.")
    return form
