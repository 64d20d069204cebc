"""Reading in figures, page by page: the files, the preview, one confirmation, and what came of it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from accounts.once import answered
from accounts.uploads import receives_files
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.views.incoming import of_one
from jobs.incoming import flow
from jobs.incoming.flow import NoDraft
from monitoring.forms.deliveries import ConfirmForm, SendBackForm, UploadForm
from monitoring.forms.topics import TopicsForm
from monitoring.models import Delivery, FigureImport
from monitoring.rules.rights import keeps_figures, reads_in
from monitoring.services import importing, offering
from tables.model import Refused

LISTED = 30  # earlier imports
WITH = (
    *("programme__region", "veilig_thuis"),
    *("created_by", "applied_by", "offered_by", "returned_by"),
)
# A view of one import, for who reads in figures here. Exact counts are there for their Veilig Thuis only.
_of_reporter = of_one(
    FigureImport.objects.prefetch_related("files").select_related(*WITH),
    lambda request, page: reads_in(request.user, page.programme),
)


def _may_start(request: PortalRequest, slug: str) -> HttpResponse | None:
    """Refuses, before files are read, who reads in no figures of the region."""
    may = reads_in(request.user, region_page(request, slug).programme)
    return None if may else sign_in_or_refuse(request)


@receives_files(_may_start)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PortalRequest, slug: str) -> HttpResponse:
    """Give files; no figure changes yet. Beneath: what was read in before."""
    page = region_page(request, slug)
    if not reads_in(request.user, page.programme):
        return sign_in_or_refuse(request)
    if request.method != "POST":
        return _start(request, page)
    return answered(request, lambda: _start(request, page), any_page=True)


def _start(request: PortalRequest, page: RegionPage) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, programme=page.programme, by=request.user)
    if form.is_valid():
        try:
            key = form.cleaned_data["source"]
            return redirect(importing.keep(page.programme, uploads=form.uploads(), source_key=key, by=request.user))
        except Refused as reason:
            form.refuse(reason)
    earlier = page.programme.figure_imports.readable_by(request.user).select_related(*WITH)
    if form.only_own:
        earlier = earlier.exclude(veilig_thuis=None)
    listed = [(each, each.name_for(request.user)) for each in earlier.prefetch_related("files")[:LISTED]]
    context = page.context("figures", form=form, earlier=listed)
    return render(request, "monitoring/import_start.html", context, status=400 if form.errors else 200)


@never_cache
@require_safe
@_of_reporter
def show(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """How far the job is; the preview; or what was done. htmx asks for that part only."""
    return _show(request, page, found)


@require_POST
@_of_reporter
def confirm(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """Take over what the preview says, in the background and in one go."""
    if not request.user.has_perm("monitoring.apply_figureimport", found):
        raise PermissionDenied
    form = ConfirmForm(request.POST, figure_import=found)
    if not form.is_valid():
        return _show(request, page, found, unclear=True, status=400)
    with suppress(NoDraft):
        importing.confirm(found, by=request.user)
    return redirect(found)


@require_POST
@_of_reporter
def offer(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """Give what all regions read to the cijferbeheerder, as it was seen."""
    form = ConfirmForm(request.POST, figure_import=found)
    if not form.is_valid():
        return _show(request, page, found, unclear=True, status=400)
    with suppress(NoDraft):
        offering.offer(found, by=request.user)
        messages.success(request, _("De cijfers zijn aangeboden. De cijferbeheerder kijkt ze na."))
    return redirect(found)


@require_POST
@_of_reporter
def topics(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """Say what the topics are, which sums are chance and which odd figures are true; then the preview is made anew."""
    if not found.preview or found.applied_at:
        return redirect(found)
    form = TopicsForm(request.POST, figure_import=found, known=importing.known_topics(found))
    if not form.is_valid():
        return _show(request, page, found, topics_form=form, status=400)
    try:
        importing.choose(found, form.choices(), by=request.user)
        messages.success(request, _("Uw keuzes zijn bewaard. Kijk het voorbeeld nog eens na."))
    except NoDraft:
        pass  # its page says how it stands
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect(found)


@require_POST
@_of_reporter
def send_back(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """Send back what was offered, with the reason: the cijferbeheerder."""
    if not request.user.has_perm("monitoring.apply_figureimport", found):
        raise PermissionDenied
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _show(request, page, found, send_back_form=form, status=400)
    with suppress(NoDraft):
        offering.send_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("De cijfers zijn teruggestuurd. Wie ze aanbood, ziet waarom."))
    return redirect(found)


@login_required
@require_safe
def offered(request: PortalRequest) -> HttpResponse:
    """What waits for the cijferbeheerder, from all regions."""
    if not keeps_figures(request.user):
        raise PermissionDenied
    waiting = FigureImport.objects.offered().select_related(*WITH).prefetch_related("files")
    return render(request, "monitoring/offered.html", {"waiting": waiting})


@require_POST
@_of_reporter
def delete(request: PortalRequest, page: RegionPage, found: FigureImport) -> HttpResponse:
    """Remove the files before anything is taken over."""
    try:
        flow.remove(found)
    except NoDraft:
        messages.info(request, _("Deze cijfers zijn al overgenomen, of een taak is er nu mee bezig."))
        return redirect(found)
    messages.success(request, _("Het bestand is weggehaald. Er is niets veranderd."))
    return redirect(reverse("monitoring:import-start", args=[page.region.slug]) + page.query)


def _show(
    request: PortalRequest, page: RegionPage, found: FigureImport, *, status: int = 200, **more: Any
) -> HttpResponse:
    name = found.name_for(request.user)
    context = page.context("figures", figure_import=found, name=name, preview=found.preview, job=None, **more)
    if found.applied_at:
        wrote = list(found.deliveries.select_related("source__veilig_thuis", "source__organisation"))
        mine = [each for each in wrote if request.user.has_perm("monitoring.release_delivery", each)]
        waiting = [each for each in mine if each.state == Delivery.State.WAITING]
        context |= {"deliveries": wrote, "releasable": waiting}
    else:
        context["job"] = found.jobs().first()
        context["may_apply"] = request.user.has_perm("monitoring.apply_figureimport", found)
        context.setdefault("send_back_form", SendBackForm())
        if found.preview and "topics_form" not in context:
            known = importing.known_topics(found)
            context["topics_form"] = TopicsForm(figure_import=found, known=known)
    template = "monitoring/_import.html" if request.wants_fragment else "monitoring/import.html"
    return render(request, template, context, status=status)
