"""Keeping questions, motions and promises: add, change, answer, close, take up again, and take the last change back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.classifying import GROUNDS, ClassificationForm
from actions.pages.region import region_page, sign_in_or_refuse
from actions.pages.taking_back import say_done, version_sent
from actions.rules.kept import Clash
from actions.services import classifying
from decisions.forms.promises import AnswerForm, ClosePromiseForm, EditForm, PromiseForm, ReopenPromiseForm
from decisions.models import Promise
from decisions.pages.promise_history import clash_of
from decisions.rules.offers import Place, offer_for, offer_of, places_of_council, places_of_programme, readable_levels
from decisions.services import promises as services
from decisions.views.promises import seen
from municipalities.models import Municipality
from municipalities.services import keeping

FORM = "decisions/promise_form.html"
ANY = ["GET", "HEAD", "POST"]


@require_http_methods(ANY)
def add_for_council(request: PortalRequest, slug: str) -> HttpResponse:
    """Add one for a council."""
    place = get_object_or_404(Municipality, slug=slug)
    places = places_of_council(place, request.user)
    return _add(request, places, reverse("decisions:promises-of-council", args=[slug]))


@require_http_methods(ANY)
def add_in_region(request: PortalRequest, slug: str) -> HttpResponse:
    """Add one for any of the councils of a region that this person keeps for."""
    page = region_page(request, slug)
    places = places_of_programme(page.programme, request.user)
    return _add(request, places, reverse("decisions:promises-of-region", args=[slug]) + page.query)


def _add(request: PortalRequest, places: list[Place], back: str) -> HttpResponse:
    if not places or not request.user.is_authenticated:
        return sign_in_or_refuse(request)
    form = PromiseForm(request.POST or None, offer=offer_of(places, request.user))
    if form.is_valid():
        made = services.add_promise(form.content, by=request.user)
        messages.success(request, _("Toegevoegd aan de lijst van %s.") % made.municipality)
        return redirect(made)
    return render(request, FORM, {"form": form, "back": back})


@require_http_methods(ANY)
def edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change what was filled in. Changed by somebody else meanwhile: says what, and keeps what was typed."""
    found = get_object_or_404(seen(request), pk=pk)
    if not request.user.has_perm("decisions.change_promise", found):
        return sign_in_or_refuse(request)
    form = EditForm(request.POST or None, offer=offer_for(found, request.user), promise=found)
    clash = None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            parts = services.change_promise(
                found, form.content, version=typed["version"], by=request.user, reason=typed["reason"]
            )
        except keeping.Changed:
            found = get_object_or_404(seen(request), pk=pk)
            offer = offer_for(found, request.user)
            clash, first = _both(request, found, form)
            form = EditForm(offer=offer, promise=found, initial=first)
        else:
            return _saved(request, found, bool(parts))
    context = {"form": form, "promise": found, "conflict": clash, "back": found.get_absolute_url()}
    return render(request, FORM, context, status=409 if clash else 200)


@require_http_methods(ANY)
def classify(request: PortalRequest, pk: int) -> HttpResponse:
    """Change who may read it, with a second look before it opens."""
    found = get_object_or_404(seen(request), pk=pk)
    if not request.user.has_perm("decisions.change_promise", found):
        return sign_in_or_refuse(request)
    offered = readable_levels(Place(found.municipality, found.programme), request.user)
    form = ClassificationForm(request.POST if request.method == "POST" else None, thing=found, offered=offered)
    if form.is_valid():
        changed = classifying.classify(found, by=request.user, **form.values)
        messages.success(request, _("Opgeslagen: wie dit mag zien.") if changed else _("Er is niets veranderd."))
        return redirect(found)
    context = {"form": form, "promise": found, "grounds": GROUNDS}
    return render(request, "decisions/promise_classify.html", context, status=400 if form.errors else 200)


@require_http_methods(ANY)
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """Say what the answer is: after that it waits for the griffier, who may close it at once."""
    today = timezone.localdate()
    return _act(
        request, pk, permission="change_promise", template="decisions/promise_answer.html",
        form_of=lambda found, data, **first: AnswerForm(
            data,
            may_close=request.user.has_perm("decisions.close_promise", found),
            initial={"version": found.version, "answer": found.answer, "on": found.answered_on or today} | first,
        ),
        save=lambda found, typed: services.answer_promise(found, by=request.user, **typed),
    )  # fmt: skip


@require_http_methods(ANY)
def close(request: PortalRequest, pk: int) -> HttpResponse:
    """Close it, as done or as lapsed: only the griffier of the council."""
    return _act(
        request, pk, permission="close_promise", template="decisions/promise_close.html",
        form_of=lambda found, data, **first: ClosePromiseForm(
            data, initial={"version": found.version, "on": timezone.localdate()} | first
        ),
        save=lambda found, typed: services.close_promise(found, by=request.user, **typed),
    )  # fmt: skip


@require_http_methods(ANY)
def reopen(request: PortalRequest, pk: int) -> HttpResponse:
    """Take up again what was closed, or answered not well enough: only the griffier of the council."""
    return _act(
        request, pk, permission="close_promise", template="decisions/promise_reopen.html",
        form_of=lambda found, data, **first: ReopenPromiseForm(data, initial={"version": found.version} | first),
        save=lambda found, typed: services.reopen_promise(found, by=request.user, **typed),
    )  # fmt: skip


def _act(request: PortalRequest, pk: int, *, permission: str, template: str, form_of: Any, save: Any) -> HttpResponse:
    found = get_object_or_404(seen(request), pk=pk)
    if not request.user.has_perm(f"decisions.{permission}", found):
        return sign_in_or_refuse(request)
    form = form_of(found, request.POST or None)
    clash = None
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "personal_ok"}
        try:
            parts = save(found, typed)
        except keeping.Changed:
            found = get_object_or_404(seen(request), pk=pk)
            clash, first = _both(request, found, form)
            form = form_of(found, None, **first)
        else:
            return _saved(request, found, bool(parts))
    context = {"form": form, "promise": found, "conflict": clash}
    return render(request, template, context, status=409 if clash else 200)


@require_POST
def undo(request: PortalRequest, pk: int) -> HttpResponse:
    """Restore what it was before its last change. What that opens or closes, only the griffier may."""
    found = get_object_or_404(seen(request), pk=pk)
    line, before = keeping.last_line(Promise, found.pk), services.before(found)
    if not request.user.has_perm(services.right_to_undo(found, before or found), found):
        return sign_in_or_refuse(request)
    if before is None:
        messages.warning(request, _("De vorige versie is niet bewaard. Daarom is er niets ongedaan gemaakt."))
        return redirect(found)
    try:
        messages.success(request, keeping.undo(services.WAY, line, version=version_sent(request), by=request.user))
    except keeping.Changed:
        messages.warning(request, _("Dit is daarna nog gewijzigd. Daarom is er niets ongedaan gemaakt."))
    except keeping.Refusal as reason:
        messages.warning(request, str(reason))
    return redirect(found)


def _both(request: PortalRequest, found: Promise, form: Any) -> tuple[Clash, dict[str, Any]]:
    """What both people made of it: what to tell the second, and what their form shows then."""
    version = form.cleaned_data["version"]
    clash = clash_of(found, form.content, version=version, user=request.user, tied=form.tied)
    return clash, form.proposed(clash.proposal) | {"version": found.version}


def _saved(request: PortalRequest, found: Promise, is_changed: bool) -> HttpResponse:
    """Back to its page, with a button to take it back."""
    if is_changed:
        undo_at = reverse("decisions:promise-undo", args=[found.pk])
        say_done(request, _("Opgeslagen."), undo=undo_at, version=found.version)
    else:
        messages.info(request, _("Er is niets veranderd."))
    return redirect(found)
