"""One action: what was agreed, how it goes, and how it came to be what it is."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions import history, money
from actions.models import Action, Document, ProgressUpdate
from municipalities.models import Municipality

HANGING = (
    *("line", "leads", "partners", "goals", "origins", "topics", "municipalities"),
    *("homes__line", "homes__theme", "costs__fundings__source"),
)


@require_safe
def action(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything about one action that this reader may see."""
    visible = Action.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("programme__region", "programme__successor", "theme"), pk=pk)
    models.prefetch_related_objects([found], *HANGING)
    return render(request, "actions/action.html", _context(request, found))


def _context(request: PortalRequest, action: Action) -> dict[str, Any]:
    visible = Action.objects.visible_to(request.user)
    may_read = request.user.has_perm("actions.read_programme", action.programme)
    versions = history.versions(action)
    previous, following = _neighbours(visible, action)
    documents = Document.objects.visible_to(request.user).filter(programme=action.programme)
    return {
        "action": action,
        "programme": action.programme,
        "region": action.programme.region,
        "costs": [(cost, money.describe(cost)) for cost in action.costs.all()],
        "updates": ProgressUpdate.objects.visible_to(request.user).filter(action=action),
        "merged": visible.filter(Q(pk=action.merged_into_id or 0) | Q(merged_into=action)).prefetch_related("goals"),
        "participants": Municipality.objects.filter(participations__document__in=documents).distinct(),
        "versions": versions if may_read else history.public_versions(versions, action),
        "may_read": may_read,
        "may_change": request.user.has_perm("actions.change_action", action),
        "may_report": request.user.has_perm("actions.report_action", action),
        "previous": previous,
        "following": following,
    }


def _neighbours(visible: Any, action: Action) -> tuple[Action | None, Action | None]:
    """The actions before and after this one in the plan, among those that the reader may see."""
    rows = visible.filter(programme=action.programme).in_plan_order().prefetch_related("goals")
    ids = list(rows.values_list("pk", flat=True))
    place = ids.index(action.pk)
    around = rows.in_bulk([*ids[max(place - 1, 0) : place], *ids[place + 1 : place + 2]])
    before = around.get(ids[place - 1]) if place else None
    return before, around.get(ids[place + 1]) if place + 1 < len(ids) else None
