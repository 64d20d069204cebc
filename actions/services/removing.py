"""Removing concepts: what was never public may go. What was public stays in the plan and is closed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from actions.models import Action, Cost, Funding, Goal
from actions.services.editing import claim_all
from actions.services.writing import Stamp

# What others hang on an action; it would go with the action.
USED = (
    Q(updates__isnull=False)
    | Q(absorbed__isnull=False)
    | Q(homes__isnull=False)
    | Q(origins__isnull=False)
    | Q(goals__indicators__isnull=False)
    | Q(goals__children__isnull=False)
)
WAS_PUBLIC = _("Deze actie is of was openbaar. Zij blijft in het plan; u kunt haar wel afsluiten.")
IN_USE = _("Bij deze actie hoort al iets van anderen, zoals voortgang. Zij blijft in het plan; u kunt haar afsluiten.")


class CannotRemove(Exception):
    """An action stays; the message is a Dutch sentence that says why."""


def used(actions: Iterable[int]) -> set[int]:
    """Which of these actions (ids) others hang something on, in one query."""
    return set(Action.objects.filter(pk__in=actions).filter(USED).values_list("pk", flat=True))


def why_kept(action: Action) -> str:
    """Why an action cannot be removed, as a sentence; empty when it can."""
    if action.is_released or action.history.filter(released_at__isnull=False).exists():
        return str(WAS_PUBLIC)
    return str(IN_USE) if used([action.pk]) else ""


@transaction.atomic
def remove_concept(action: Action, *, version: int, by: User) -> None:
    """Remove an action that was never public, with all that hangs on it; its history stays.

    Raises ActionChanged when `version` is not the last one, CannotRemove when it has to stay.
    """
    (claimed,) = claim_all({action.pk: version}).values()
    if why := why_kept(claimed):
        raise CannotRemove(why)
    delete_all([claimed], Stamp(str(_("Concept verwijderd")), by, timezone.now()))


def delete_all(actions: Iterable[Action], stamp: Stamp) -> None:
    """Delete actions with their costs, cover and goals; the history of each row stays and says why."""
    ids = [action.pk for action in actions]
    collector = Collector(using="default")
    for kind, under in ((Funding, "cost__action"), (Cost, "action"), (Goal, "action"), (Action, "pk")):
        rows = list(kind._default_manager.filter(**{f"{under}__in": ids}))
        for row in rows:
            row._change_reason, row._history_user = stamp.reason[:100], stamp.by
            row._history_date = stamp.at
        collector.collect(rows)
    collector.delete()
