"""Editing and adding an action, and taking the last edit back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.editing import places_of
from actions.forms.offer import offer_for
from actions.forms.sheet import Sheet, edit_sheet, filled_sheet, new_sheet, with_another_cost
from actions.models import Action, ActionLine, Theme
from actions.pages.action import action_page
from actions.pages.in_turn import Turn, turn_of
from actions.pages.named_places import named_places
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import say_done, version_sent
from actions.rules.conflicts import Conflict, conflict_of
from actions.rules.content import label_of
from actions.services import editing

ANOTHER_COST = "nog-een-kostenpost"
GO_ON = "en-verder"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Edit an action. Saved by somebody else meanwhile: both edits are shown, and nothing that was typed is lost."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    turn = turn_of(request, page, action)
    offer = offer_for(page.programme, action)
    sheet = edit_sheet(action, offer=offer, data=request.POST if request.method == "POST" else None)
    conflict = None
    if ANOTHER_COST in request.POST:
        sheet = with_another_cost(sheet)
    elif request.method == "POST" and sheet.is_valid:
        try:
            return _save(request, sheet, action, page=page, turn=turn)
        except editing.ActionChanged:
            sheet, conflict = _both(sheet, action)
    return _page(request, page, sheet, conflict=conflict, turn=turn)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """Add an action to the plan of a region; `?lijn=` names the number of the line to start with."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    places = _places(page)
    data = request.POST if request.method == "POST" else None
    place = _first_place(page, request.GET.get("lijn"))
    sheet = new_sheet(offer=offer_for(page.programme), places=places, place=place, data=data)
    if ANOTHER_COST in request.POST:
        sheet = with_another_cost(sheet)
    elif data is not None and sheet.is_valid:
        action = _add(request, sheet)
        said = "is toegevoegd aan het plan" if action.is_released else "is bewaard als concept"
        messages.success(request, f"‘{action.label}’ {said}.")
        return redirect(action)
    return _page(request, page, sheet)


@require_POST
def undo(request: PortalRequest, pk: int) -> HttpResponse:
    """Restore what an action was before its last edit, unless somebody edited it since."""
    action = action_page(request, pk)[1]
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    try:
        editing.undo_edit(action, version=version_sent(request), by=request.user)
    except editing.ActionChanged:
        messages.warning(request, "De actie is daarna nog bewerkt. Daarom is er niets ongedaan gemaakt.")
    except editing.NothingToUndo:
        messages.warning(request, "De vorige versie is niet bewaard. Daarom is er niets ongedaan gemaakt.")
    else:
        messages.success(request, "De laatste wijziging is ongedaan gemaakt.")
    return redirect(action)


def _save(request: PortalRequest, sheet: Sheet, action: Action, *, page: RegionPage, turn: Turn) -> HttpResponse:
    """Save and say so, with a button to take it back; then the action, or the next one. Raises ActionChanged."""
    typed = sheet.form.cleaned_data
    version = typed["version"]
    parts = editing.edit_action(action, content=sheet.content, version=version, reason=typed["reason"], by=request.user)
    goes_on = GO_ON in request.POST
    about = f"‘{action.label}’: " if goes_on else ""
    if not parts:
        messages.info(request, f"{about}Er is niets veranderd.")
    else:
        said = f"{about}Opgeslagen. Gewijzigd: {', '.join(label_of(part) for part in parts)}."
        say_done(request, said, undo=reverse("actions:undo", args=[action.pk]), version=version + 1)
    if goes_on and not turn.following:
        messages.info(request, "Dit was de laatste actie van de lijst.")
        return redirect(turn.list_address(page))
    return redirect(turn.next_address if goes_on else action)


def _both(sheet: Sheet, action: Action) -> tuple[Sheet, Conflict]:
    """What both people made of it: the second's form with the proposal, and what to tell them."""
    typed = sheet.form.cleaned_data
    version = typed["version"]
    conflict = conflict_of(action, version=version, mine=sheet.content, names=sheet.offer.names)
    again = filled_sheet(
        conflict.action,
        conflict.proposal,
        offer=sheet.offer,
        version=conflict.action.version,
        reason=typed["reason"],
        personal_ok=typed["personal_ok"],
    )
    return replace(again, told=frozenset(part.name for part in conflict.differences)), conflict


def _add(request: PortalRequest, sheet: Sheet) -> Action:
    typed = sheet.form.cleaned_data
    line, _dash, theme = typed["place"].partition("-")
    return editing.add_action(
        ActionLine.objects.select_related("programme").get(pk=line),
        theme=Theme.objects.get(pk=theme) if theme else None,
        content=sheet.content,
        release=typed["release"] == "now",
        by=request.user,
        reason=typed["reason"],
    )


def _places(page: RegionPage) -> dict[str, str]:
    return places_of(list(page.programme.lines.all()), list(page.programme.themes.all()))


def _first_place(page: RegionPage, number: str | None) -> str:
    """The place that `?lijn=` names; an unknown line is 404."""
    if number is None:
        return ""
    found = [line for line in page.programme.lines.all() if str(line.number) == number]
    if not found:
        raise Http404("Deze lijn bestaat niet.")
    return f"{found[0].pk}-"


def _page(
    request: PortalRequest,
    page: RegionPage,
    sheet: Sheet,
    *,
    conflict: Conflict | None = None,
    turn: Turn | None = None,
) -> HttpResponse:
    named = [place.name for place in named_places(sheet.action)] if sheet.action else []
    context: dict[str, Any] = page.context("plan", sheet=sheet, action=sheet.action, conflict=conflict, named=named)
    if turn:
        context |= {"turn": turn, "list_address": turn.list_address(page)}
    template = "actions/edit.html" if sheet.action else "actions/add.html"
    return render(request, template, context, status=409 if conflict else 200)
