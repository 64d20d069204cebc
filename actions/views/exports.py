"""The plan as a file: at once when it is small, else made by a job for who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest, User
from accounts.standing import shows_past
from actions.exports import files, selection
from actions.models import PlanExport
from actions.pages.region import RegionPage, region_page
from actions.rules.filters import PlanFilter
from actions.services import exporting


@shows_past("region")
@never_cache
@require_safe
def export(request: PortalRequest, slug: str, kind: str) -> HttpResponse:
    """The plan with the filters of its page, as far as the reader may see it. Unknown filters and kinds are 404."""
    page = region_page(request, slug)
    if kind not in files.WRITERS:
        raise Http404("Dit soort bestand bestaat niet.")
    form = selection.filter_of(page.programme, request.GET, request.user)
    if not form.is_valid():
        raise Http404("Dit filter bestaat niet.")
    if selection.count(form, request.user) > exporting.AT_ONCE and (later := _large(request, page, form, kind)):
        return later
    made = selection.select(form, request.user)
    response = HttpResponse(files.write(made, kind), content_type=files.CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{made.name}.{kind}"'
    return response


def _large(request: HttpRequest, page: RegionPage, form: PlanFilter, kind: str) -> HttpResponse | None:
    """A job for who is signed in; a visitor hears how to go on, unless it is quick enough to write it now."""
    if isinstance(request.user, User):
        return redirect(exporting.start(page.programme, kind=kind, query=form.query(), by=request.user))
    if kind in exporting.QUICK:
        return None
    return render(request, "actions/export_large.html", page.context("plan", form=form, most=exporting.AT_ONCE))


@never_cache
@login_required
@require_safe
def download(request: PortalRequest, pk: int) -> HttpResponseBase:
    """A file that a job made, for who asked for it and may still see all of it.

    404 without the rights it was made with, or when it is not there (any more); 410 when something in it is now hidden.
    """
    wanted = PlanExport.objects.filter(created_by=request.user.pk).select_related("programme__region")
    found = get_object_or_404(wanted, pk=pk)
    if not found.file or not exporting.may_have(found, request.user):
        raise Http404("Dit bestand is er (nog) niet, of niet meer voor u.")
    if exporting.is_outdated(found, request.user):
        return render(request, "actions/export_outdated.html", {"export": found}, status=410)
    try:
        return FileResponse(
            found.file.open("rb"),
            as_attachment=True,
            filename=exporting.file_name(found),
            content_type=files.CONTENT_TYPES[found.format],
        )
    except (ValueError, FileNotFoundError) as reason:
        raise Http404("Dit bestand is er (nog) niet.") from reason
