"""Giving an action another place in the plan, ending it, taking it up again, and removing a concept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.closing import MERGED, CloseForm, PlaceForm, ReopenForm
from actions.forms.editing import places_of
from actions.forms.removing import RemoveForm
from actions.models import Action
from actions.pages.action import action_page
from actions.pages.region import RegionPage, sign_in_or_refuse
from actions.services import closing, moving, removing
from actions.services.editing import ActionChanged
from reading.plans.lexer import shortened

STEPS = {"omhoog": -1, "omlaag": 1}
CHANGED = "De actie is intussen gewijzigd. Kijk hieronder of uw keuze nog klopt en sla dan opnieuw op."
REMOVE_CHANGED = "De actie is intussen gewijzigd. Kijk of zij nog weg mag, en verwijder haar dan."


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PortalRequest, pk: int) -> HttpResponse:
    """Move an action up or down, or to another line or theme."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    step = STEPS.get(request.POST.get("stap", ""))
    if step:
        if not moving.shift_action(action, places=step, by=request.user):
            messages.info(request, "De actie staat al helemaal aan die kant.")
        return redirect("actions:move", pk=action.pk)
    lines, themes = list(page.programme.lines.all()), list(page.programme.themes.all())
    here = f"{action.line_id}-{action.theme_id or ''}"
    places = places_of(lines, themes)
    form = PlaceForm(request.POST if request.method == "POST" else None, places=places, initial={"place": here})
    if form.is_valid():
        return _moved(request, action, form, page)
    siblings = Action.objects.visible_to(request.user).filter(line=action.line_id, theme=action.theme_id)
    rows = siblings.order_by("position", "pk").prefetch_related("goals")
    context = page.context("plan", action=action, form=form, siblings=rows, place=places.get(here, ""))
    return render(request, "actions/move.html", context)


def _moved(request: PortalRequest, action: Action, form: PlaceForm, page: RegionPage) -> HttpResponse:
    line, _dash, theme = form.cleaned_data["place"].partition("-")
    moved = moving.move_action(
        action,
        line=page.programme.lines.get(pk=line),
        theme=page.programme.themes.get(pk=theme) if theme else None,
        by=request.user,
    )
    messages.success(request, "De actie is verplaatst." if moved else "De actie staat daar al.")
    return redirect("actions:move", pk=action.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PortalRequest, pk: int) -> HttpResponse:
    """End an action, or take a closed one up again; each says why."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    form = _form(request, page, action)
    changed = False
    if form.is_valid():
        try:
            return _closed(request, page, action, form)
        except ActionChanged:
            changed = True
            action = Action.objects.select_related("merged_into").get(pk=action.pk)
            form = _again(request, page, action, form)
    context = page.context("plan", action=action, form=form, changed=CHANGED if changed else "")
    return render(request, "actions/close.html", context, status=409 if changed else 200)


def _form(request: PortalRequest, page: RegionPage, action: Action, **more: Any) -> CloseForm | ReopenForm:
    data = request.POST if request.method == "POST" and not more else None
    first = {"version": action.version, **more}
    sent = {"outcome", "status"} & set(data or ())  # sent twice, a form finds the action as it has just made it
    if sent == {"status"} or (action.is_closed and not sent):
        return ReopenForm(data, initial=first)
    return CloseForm(data, others=_others(request, page, action), initial=first)


def _again(request: PortalRequest, page: RegionPage, action: Action, form: Any) -> CloseForm | ReopenForm:
    """The form as typed, for the action as it is now."""
    typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    return _form(request, page, action, **typed)


def _others(request: PortalRequest, page: RegionPage, action: Action) -> dict[int, str]:
    """The actions that this one can merge into: of the same programme, and not merged into this one themselves."""
    actions = Action.objects.visible_to(request.user).filter(programme=page.programme)
    found = {other.pk: other for other in actions.in_plan_order().prefetch_related("goals")}
    ends = {action.pk}
    while more := {other.pk for other in found.values() if other.merged_into_id in ends} - ends:
        ends |= more
    return {pk: f"{other.number} {other.label}".strip()[:120] for pk, other in found.items() if pk not in ends}


def _closed(request: PortalRequest, page: RegionPage, action: Action, form: CloseForm | ReopenForm) -> HttpResponse:
    """Write what was chosen. Raises ActionChanged."""
    typed = form.cleaned_data
    if isinstance(form, ReopenForm):
        closing.reopen_action(
            action, status=typed["status"], reason=typed["reason"], version=typed["version"], by=request.user
        )
        messages.success(request, "De actie is weer open.")
        return redirect(action)
    merges = typed["outcome"] == MERGED
    ending = closing.Ending(
        status=Action.Status.STOPPED if merges else typed["outcome"],
        reason=typed["reason"],
        secured_with=typed["secured_with"],
        merged_into=page.programme.actions.get(pk=typed["merged_into"]) if merges else None,
    )
    closing.close_action(action, ending=ending, version=typed["version"], by=request.user)
    messages.success(request, "De actie is afgesloten. Heropenen kan op dezelfde plek.")
    return redirect(action)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Remove an action that was never public, after asking; of another one it says why it stays."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    form = RemoveForm(request.POST if request.method == "POST" else None, initial={"version": action.version})
    why, changed = removing.why_kept(action), ""
    if form.is_valid() and not why:
        try:
            removing.remove_concept(action, version=form.cleaned_data["version"], by=request.user)
        except ActionChanged:
            action = get_object_or_404(Action, pk=action.pk)
            form, changed = RemoveForm(initial={"version": action.version}), REMOVE_CHANGED
        except removing.CannotRemove as reason:
            why = str(reason)
        else:
            messages.success(request, f"Het concept ‘{shortened(action.label)}’ is verwijderd.")
            return redirect(page.programme)
    context = page.context("plan", action=action, form=form, why=why, changed=changed)
    return render(request, "actions/remove.html", context, status=409 if changed or (why and form.is_bound) else 200)
