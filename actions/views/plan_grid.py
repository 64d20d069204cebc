"""The plan as a grid for who may change it: cells are saved one by one or all together, and a save is taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.grid import NEW, Filled, ReasonForm, read_grid
from actions.forms.offer import Offer, offer_in
from actions.models import Action
from actions.pages import grid_saves
from actions.pages.plan_grid import Grid, labels_of, read_grid_page, what_was_saved
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import moment_sent
from actions.rules.filters import PAGE, PARAMETERS, PlanFilter, options_of
from actions.rules.grid import field_of
from actions.services import grid as service
from actions.services.editing import NothingToUndo

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: PortalRequest, slug: str) -> HttpResponse:
    """The grid; sent by a script each answer is about the cells that were sent, else it is the page."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    offer = offer_in(page.programme)
    if request.method == "POST" and request.headers.get("Accept") == JSON:
        return _cells(page, offer)
    form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
    form.refuse_unknown()
    if request.method == "POST":
        return _saved(page, form, offer)
    shown = read_grid_page(form, request.user, number=request.GET.get(PAGE, "1"))
    return _page(page, form, offer, shown, ReasonForm())


@require_POST
def undo(request: PortalRequest, slug: str) -> HttpResponse:
    """Take one save back, unless somebody changed one of its cells since."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    at = moment_sent(request)
    try:
        number = service.undo_cells(page.programme, at=at, by=request.user)
    except NothingToUndo:
        messages.warning(request, _("Hier is daarna nog iets aan gewijzigd. Daarom is er niets ongedaan gemaakt."))
    else:
        messages.success(request, _("Ongedaan gemaakt. Aantal acties dat weer is zoals het was: %d.") % number)
    grid_saves.forget(request, page.programme, at)
    return redirect(_address(page))


def _saved(page: RegionPage, form: PlanFilter, offer: Offer) -> HttpResponse:
    """Save all that was changed, or nothing: then the page says at each cell what is wrong."""
    request: Any = page.request
    filled, why = read_grid(request.POST, offer), ReasonForm(request.POST)
    if why.is_valid() and not filled.wrong:
        reason = why.cleaned_data["reason"]
        outcome = service.save_cells(page.programme, filled.cells, reason=reason, by=request.user, whole=True)
        if not outcome.wrong and not outcome.clashes:
            _say(page, outcome)
            return redirect(_address(page))
    else:
        outcome = service.Outcome()
    return _page(page, form, offer, _as_sent(page, form, filled, outcome), why, outcome=outcome)


def _say(page: RegionPage, outcome: service.Outcome) -> None:
    if outcome.at is None:
        messages.info(page.request, _("Er is niets veranderd."))
        return
    what = what_was_saved(labels_of(outcome.saved, page.request.user))  # type: ignore[arg-type]
    grid_saves.remember(page.request, page.programme, outcome.at, what)
    messages.success(page.request, _("Opgeslagen: %s.") % what)


def _as_sent(page: RegionPage, form: PlanFilter, filled: Filled, outcome: service.Outcome) -> Grid:
    """The rows that were sent, with every text as it was typed; what was seen is what is there now."""
    request: Any = page.request
    shown = read_grid_page(form, request.user, number=request.GET.get(PAGE, "1"), only=filled.actions)
    for place, cell in shown.cells.items():
        if place not in filled.texts or not cell.is_open:
            continue
        if filled.texts[place] != filled.seen.get(place):  # else its writer left it, and it is as it is now
            cell.text = filled.texts[place]
        cell.error = filled.wrong.get(place) or outcome.wrong.get(place, "")
        cell.now, cell.new = outcome.clashes.get(place), filled.new.get(place, [])
    return shown


def _cells(page: RegionPage, offer: Offer) -> JsonResponse:
    """Save each cell that can be saved, and answer for each: what it is now, or what is wrong with it."""
    request: Any = page.request
    filled, why = read_grid(request.POST, offer), ReasonForm(request.POST)
    reason = why.cleaned_data["reason"] if why.is_valid() else ""
    outcome = service.save_cells(page.programme, filled.cells, reason=reason, by=request.user, whole=False)
    labels = labels_of(filled.texts, request.user)
    if outcome.at is not None:
        what = what_was_saved({place: labels[place] for place in outcome.saved})
        grid_saves.remember(request, page.programme, outcome.at, what)
    wrong = filled.wrong | outcome.wrong
    cells: dict[str, dict[str, Any]] = {field_of(place): {"text": text} for place, text in outcome.saved.items()}
    cells |= {
        field_of(place): {"error": said, "new": filled.new.get(place, []), "reason": place in outcome.unexplained}
        for place, said in wrong.items()
    }
    cells |= {field_of(place): {"now": text} for place, text in outcome.clashes.items()}
    undo = render_to_string("actions/_grid_undo.html", _undo_context(page), request)
    answer = {"cells": cells, "labels": {field_of(place): label for place, label in labels.items()}, "undo": undo}
    return JsonResponse(answer, status=409 if outcome.clashes else 422 if wrong else 200)


def _undo_context(page: RegionPage) -> dict[str, Any]:
    return {
        "saves": grid_saves.saves_of(page.request, page.programme),
        "undo": reverse("actions:grid-undo", args=[page.region.slug]) + _asked(page),
    }


def _page(
    page: RegionPage,
    form: PlanFilter,
    offer: Offer,
    shown: Grid,
    why: ReasonForm,
    outcome: service.Outcome | None = None,
) -> HttpResponse:
    context = page.context(
        "plan",
        form=form,
        grid=shown,
        why=why,
        names=list(offer.organisations.values()),
        statuses=Action.Status.labels,
        priorities=Action.Priority.labels,
        clashes=bool(outcome and outcome.clashes),
        action=_address(page),
        new=NEW,
        grid_pages=form.query(**{PAGE: ""}),
        view="raster",
        **_undo_context(page),
    )
    status = 409 if outcome and outcome.clashes else 200
    return render(page.request, "actions/grid.html", context, status=status)


def _asked(page: RegionPage) -> str:
    """The query of the address, as far as it asks something of the plan."""
    asked = {name: page.request.GET[name] for name in (*PARAMETERS, PAGE) if page.request.GET.get(name)}
    return f"?{urlencode(asked)}" if asked else ""


def _address(page: RegionPage) -> str:
    return reverse("actions:grid", args=[page.region.slug]) + _asked(page)
