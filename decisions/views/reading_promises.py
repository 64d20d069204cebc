"""Reading in a term list: the file, what it would do row by row, one confirmation, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from accounts.once import answered
from accounts.uploads import receives_files
from actions.pages.region import region_page, sign_in_or_refuse
from decisions.forms.reading_in import ListForm
from decisions.imports.promises import CHANGED, NEW, counts_of
from decisions.models import PromiseImport
from decisions.rules.offers import Place, places_of_council, places_of_programme
from decisions.services import reading_in
from municipalities.models import Municipality
from tables.model import Refused

PASTED = gettext_lazy("Geplakte tabel")
ANY = ["GET", "HEAD", "POST"]


def _of_council(request: PortalRequest, slug: str) -> list[Place]:
    place = get_object_or_404(Municipality, slug=slug)
    return places_of_council(place, request.user)


def _of_region(request: PortalRequest, slug: str) -> list[Place]:
    page = region_page(request, slug)
    return places_of_programme(page.programme, request.user)


def _may_council(request: PortalRequest, slug: str) -> HttpResponse | None:
    return None if _of_council(request, slug) else sign_in_or_refuse(request)


def _may_region(request: PortalRequest, slug: str) -> HttpResponse | None:
    return None if _of_region(request, slug) else sign_in_or_refuse(request)


@receives_files(_may_council)
@require_http_methods(ANY)
def start_council(request: PortalRequest, slug: str) -> HttpResponse:
    """Give the list of one council."""
    return _start(request, _of_council(request, slug), reverse("decisions:promises-of-council", args=[slug]), True)


@receives_files(_may_region)
@require_http_methods(ANY)
def start_region(request: PortalRequest, slug: str) -> HttpResponse:
    """Give a list of several councils: each row names its own."""
    return _start(request, _of_region(request, slug), reverse("decisions:promises-of-region", args=[slug]), False)


def _start(request: PortalRequest, places: list[Place], back: str, of_one: bool) -> HttpResponse:
    if not places:
        return sign_in_or_refuse(request)
    context = {"form": ListForm(), "back": back, "council": places[0].municipality if of_one else None}
    if request.method != "POST":
        return render(request, "decisions/promise_read.html", context)
    return answered(request, lambda: _given(request, places, context), any_page=True)


def _given(request: PortalRequest, places: list[Place], context: dict[str, object]) -> HttpResponse:
    form = ListForm(request.POST, request.FILES)
    if form.is_valid() and request.user.is_authenticated:
        first, council = places[0], context["council"]
        try:
            return redirect(
                reading_in.keep(
                    first.programme, council if isinstance(council, Municipality) else None, content=form.content(),
                    name=form.name(pasted=str(PASTED)), pasted=form.source == "paste", by=request.user,
                )
            )  # fmt: skip
        except Refused as reason:
            form.add_error(form.source, str(reason))
    return render(request, "decisions/promise_read.html", {**context, "form": form}, status=400)


def _mine(request: PortalRequest, pk: int) -> tuple[PromiseImport, list[Place]]:
    """A list that this person read in, and the councils that they keep. Of somebody else: 404."""
    if not request.user.is_authenticated:
        raise Http404
    rows = PromiseImport.objects.select_related("programme__region", "programme__successor", "municipality")
    found = get_object_or_404(rows, pk=pk, created_by=request.user)
    places = places_of_programme(found.programme, request.user)
    if not places:
        raise Http404
    return found, places


@require_safe
def show(request: PortalRequest, pk: int) -> HttpResponse:
    """What the list would do, row by row; once it is taken over, what it did."""
    found, places = _mine(request, pk)
    proposals = [] if found.applied_at else reading_in.proposals_of(found, places, request.user)
    counts = counts_of(proposals)
    context = {
        "found": found,
        "proposals": proposals,
        "counts": counts,
        "to_write": counts[NEW] + counts[CHANGED],
        "done": {kind: len(rows) for kind, rows in found.outcome.items()},
        "back": _back(found),
    }
    return render(request, "decisions/promise_import.html", context)


@require_POST
def confirm(request: PortalRequest, pk: int) -> HttpResponse:
    """Take over what was shown."""
    found, places = _mine(request, pk)
    try:
        done = reading_in.apply(found, places, by=request.user)
    except reading_in.AlreadyDone:
        messages.info(request, _("Deze lijst is al overgenomen."))
    else:
        said = {kind: len(rows) for kind, rows in done.outcome.items()}
        messages.success(request, _("Overgenomen: %(new)d nieuw, %(changed)d gewijzigd.") % said)
    return redirect(found)


@require_POST
def undo(request: PortalRequest, pk: int) -> HttpResponse:
    """Take the list back; what somebody went on with stays, and is named."""
    found, _places = _mine(request, pk)
    try:
        stays = reading_in.undo(found, by=request.user)
    except reading_in.AlreadyDone:
        messages.info(request, _("Hier is niets meer ongedaan te maken."))
        return redirect(found)
    messages.success(request, _("Het inlezen is ongedaan gemaakt."))
    if stays:
        names = "; ".join(one.label for one in stays[:10])
        messages.warning(request, _("Daarna gewijzigd of niet aan u, en dus gebleven: %s") % names)
    return redirect(found)


def _back(found: PromiseImport) -> str:
    if found.municipality:
        return reverse("decisions:promises-of-council", args=[found.municipality.slug])
    return reverse("decisions:promises-of-region", args=[found.programme.region.slug]) + found.programme.query
