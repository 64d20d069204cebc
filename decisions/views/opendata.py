"""What was decided, asked and promised as open data."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts import standing
from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.pages.region import region_page
from decisions.exports import open_data
from tables.open_files import CSV, described, open_file
from tables.writing import csv_lines

ROWS = {"besluiten": open_data.decision_rows, "toezeggingen": open_data.promise_rows}
DATA = {"besluiten": open_data.decisions, "toezeggingen": open_data.promises}


@shows_past("region")
@require_safe
def comma(request: PortalRequest, slug: str, data: str) -> HttpResponseBase:
    """The comma csv."""
    programme = region_page(request, slug).programme
    rows = ROWS[data](programme, standing.today())
    response = StreamingHttpResponse(csv_lines(rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{data}-{programme.slug}.csv"'
    return described(response, data)


@shows_past("region")
@require_safe
def file(request: PortalRequest, slug: str, data: str, kind: str) -> HttpResponseBase:
    """The same as a workbook, as csv for a Dutch Excel, or the description of the columns."""
    programme = region_page(request, slug).programme
    return open_file(DATA[data](programme, standing.today()), kind, name=f"{data}-{programme.slug}")
