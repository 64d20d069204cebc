"""The actions of a region as open data."""

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.exports import open_data
from actions.filters import PlanFilter
from actions.pages import region_page
from actions.plan import options_of
from tables.writing import csv_lines


@require_safe
def actions_csv(request: PortalRequest, slug: str) -> StreamingHttpResponse:
    """What is public of a plan as CSV, with the filters of the plan page."""
    page = region_page(request, slug)
    form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
    if not form.is_valid():
        raise Http404("Dit filter bestaat niet.")
    actions = open_data.public_actions(page.programme).filter(form.where())
    response = StreamingHttpResponse(
        csv_lines(open_data.action_rows(page.programme, actions)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="acties-{page.programme.slug}.csv"'
    return response
