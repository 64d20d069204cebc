"""Taking a release back, right after it: what became public is a concept again, unless somebody changed it since."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models import User
from actions.models import Action, Programme, ProgressUpdate
from actions.services import tracing

REASON = "Vrijgave ongedaan gemaakt"
STATUS = ("status", "secured_with", "merged_into_id")


@dataclass
class Undone:
    """How many actions and updates are concepts again, and which actions were changed since and stay public."""

    count: int = 0
    changed: list[Action] = field(default_factory=list)


@transaction.atomic
def undo_release(programme: Programme, *, at: datetime.datetime, by: User) -> Undone:
    """Take back what somebody released at a moment; the history of that moment tells what it was."""
    told = Action.history.filter(history_date=at, history_user=by, programme=programme).values("id")
    found = Undone()
    actions = (
        Action.objects.select_for_update(of=("self",))
        .select_related("programme")
        .filter(pk__in=list(told.values_list("id", flat=True)))
    )
    for action in actions:
        news = list(action.updates.select_for_update().filter(released_at=at))
        before = action.history.filter(history_date__lt=at).order_by("-history_date", "-history_id").first()
        if before is None or any(_changed_since(row, at) for row in (action, *news)):
            found.changed.append(action)
            continue
        found.count += _back(action, before, at=at, by=by) + _concepts(news, by=by)
        tracing.tell(tracing.Kind.WITHDRAWN, action, by=by, detail="vrijgave ongedaan gemaakt")
    return found


def _changed_since(row: Any, at: datetime.datetime) -> bool:
    return bool(row.history.filter(history_date__gt=at).exists())


def _back(action: Action, before: Any, *, at: datetime.datetime, by: User) -> int:
    """Give an action the status that it had, and make it a concept when it was one: 1, else 0."""
    was_concept = action.released_at == at and before.released_at is None
    if was_concept:
        action.released_at = None
    if any(getattr(action, name) != getattr(before, name) for name in STATUS):
        action.version += 1
    for name in STATUS:
        setattr(action, name, getattr(before, name))
    action.updated_at = before.updated_at
    action.save_with_reason(REASON, by=by)
    return int(was_concept)


def _concepts(news: list[ProgressUpdate], *, by: User) -> int:
    for update in news:
        update.released_at = None
        update.save_with_reason(REASON, by=by)
    return len(news)
