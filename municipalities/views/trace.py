"""The trace of the portal or of a region: for administrators, not for leaders, whom it is about as well."""

from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import trace
from accounts.asked import sentences
from accounts.models import PortalRequest
from municipalities.access import access
from municipalities.models import Region
from municipalities.pages.trace import Asked, asked_of, read_trace, sheet_of
from tables.open_files import CSV, XLSX
from tables.sheets import Sheet
from tables.writing import csv_lines
from tables.writing_excel import write_xlsx


@never_cache
@login_required
@require_safe
def show(request: PortalRequest, slug: str = "") -> HttpResponse:
    """The entries as the address asks, the last first."""
    region = _administered(request, slug)
    return render(request, "municipalities/trace.html", {"region": region, "trace": read_trace(request, region)})


@never_cache
@login_required
@require_safe
def export(request: PortalRequest, kind: str, slug: str = "") -> HttpResponseBase:
    """The same entries as a file; that somebody took them stands in the trace too."""
    region = _administered(request, slug)
    if kind not in ("csv", "xlsx"):
        raise Http404("Dit soort bestand bestaat niet.")
    asked = asked_of(request)
    if not sentences(request):  # else it is refused (accounts.asked), and nobody takes anything
        _tell(request, asked, kind, region)
    sheet = sheet_of(asked, region)
    answer = _csv(sheet) if kind == "csv" else _xlsx(sheet)
    name = f"VERTROUWELIJK-spoor-{region.slug if region else 'portaal'}-{timezone.localdate():%Y-%m-%d}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _tell(request: PortalRequest, asked: Asked, kind: str, region: Region | None) -> None:
    detail = "; ".join(filter(None, (kind, asked.in_words)))
    where: dict[str, Any] = {"region_id": region.pk, "place_name": region.name} if region else {}
    trace.record(trace.Kind.TRACE_EXPORTED, by=request.user, detail=detail, **where)


def _csv(sheet: Sheet) -> HttpResponseBase:
    headings = [column.heading for column in sheet.columns]
    rows = ([str(value) for value in row] for row in sheet.rows)
    return StreamingHttpResponse(csv_lines(chain([headings], rows)), content_type=CSV)


def _xlsx(sheet: Sheet) -> HttpResponseBase:
    return HttpResponse(write_xlsx([sheet], title="Spoor", mark="VERTROUWELIJK"), content_type=XLSX)


def _administered(request: PortalRequest, slug: str) -> Region | None:
    """The region of the address, or None for the portal; 403 for who does not administer it."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug) if slug else None
    may = access(request.user).allows("administer_region" if region else "administer_portal", region)
    if not may:
        raise PermissionDenied
    return region
