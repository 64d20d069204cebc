"""One action: what was agreed, how it goes, and how it came to be what it is."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.models import Action, Document, Funding, Home, ProgressUpdate
from actions.models.action import ActionQuerySet
from actions.models.plan import first_goal
from actions.pages import history
from actions.pages.named_places import named_places
from actions.rules import people
from actions.rules.cost_words import cost_in_words
from municipalities.models import Municipality

HANGING = (
    *("leads", "partners", "goals", "origins", "topics", "municipalities"),
    Prefetch("homes", Home.objects.select_related("line", "theme")),
    Prefetch("costs__fundings", Funding.objects.select_related("source")),
)

NAMED = ("pk", "number", "what", "goal", "classification", "released_at")


@shows_past("action")
@require_safe
def action(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything about one action that this reader may see."""
    visible = Action.objects.visible_to(request.user)
    found = get_object_or_404(
        visible.select_related("programme__region", "programme__successor", "line", "theme"), pk=pk
    )
    prefetch_related_objects([found], *HANGING)
    return render(request, "actions/action.html", _context(request, found))


def _context(request: PortalRequest, action: Action) -> dict[str, Any]:
    visible = Action.objects.visible_to(request.user)
    may_read = request.user.has_perm("actions.read_programme", action.programme)
    may_change = request.user.has_perm("actions.change_action", action)
    versions = history.versions(action, request.user)
    previous, following = _neighbours(visible, action)
    return {
        "action": action,
        "programme": action.programme,
        "region": action.programme.region,
        "leads": people.leads_of(action),
        "partners": people.partners_of(action),
        "costs": [(cost, cost_in_words(cost)) for cost in action.costs.all()],
        "updates": _updates(request, action, may_change=may_change),
        "merged": visible.filter(Q(pk=action.merged_into_id or 0) | Q(merged_into=action)).prefetch_related("goals"),
        "participants": _participants(request, action),
        "versions": versions if may_read else history.public_versions(versions, action),
        "updated": action.programme.day_in_words(action.updated_at),
        "unchanged": history.unchanged_in_words(action),
        "may_read": may_read,
        "may_change": may_change,
        "named": named_places(action) if may_change else [],
        "may_report": request.user.has_perm("actions.report_action", action),
        "previous": previous,
        "following": following,
    }


def _updates(request: PortalRequest, action: Action, *, may_change: bool) -> list[ProgressUpdate]:
    """The messages that this reader may see, with the author's own words where the leader edited them and they may."""
    found = list(ProgressUpdate.objects.visible_to(request.user).filter(action=action))
    originals = history.originals(found, request.user, may_change=may_change)
    for update in found:
        update.original = originals.get(update.pk, "")  # type: ignore[attr-defined]
    return found


def _participants(request: PortalRequest, action: Action) -> QuerySet[Municipality]:
    """The municipalities that take part in a document of the programme."""
    return Document.objects.visible_to(request.user).filter(programme=action.programme).participants()


def _neighbours(visible: ActionQuerySet, action: Action) -> tuple[Any, Any]:
    """The actions before and after this one in the plan, among those that the reader may see; None at an end."""
    rows = visible.filter(programme=action.programme).in_plan_order()
    plan = list(rows.annotate(goal=first_goal("pk")).values(*NAMED))
    place = next(index for index, row in enumerate(plan) if row["pk"] == action.pk)
    beside = plan[place - 1] if place else None, plan[place + 1] if place + 1 < len(plan) else None
    named = [row["pk"] for row in beside if row and (row["classification"] != "public" or not row["released_at"])]
    if named:
        list(visible.filter(pk__in=named))  # read, so that the page is stamped for them too (actions/seen.py)
    return beside
