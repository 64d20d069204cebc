"""What changed in plans, told from the changes themselves: messages that were released, and edits that are in force.

Only what everybody may know: of actions that are public and released, what changed while they were, and of an edit
which parts changed and never their values; only a status, which the page of the action shows, is told.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Action, Classification, ProgressUpdate
from actions.models.action import name_of
from actions.models.base import Viewer
from actions.models.plan import first_goal
from actions.pages.history import LINKED, PLAIN, label_of
from reading import formats

AT_ONCE = datetime.timedelta(seconds=10)  # within which a message and the status that it brings are one
BEFORE = ("history_id", "version", "released_at", "classification")


@dataclass(frozen=True)
class News:
    """One thing that changed. `status` is a code, empty when the news is about something else."""

    programme: int
    action: int
    on: datetime.date
    moment: datetime.datetime  # when it became public
    title: str
    status: str
    text: str
    edited: str = ""  # that the project leader edited the message
    page: str = ""  # where it stands, of what is no action

    @property
    def address(self) -> str:
        """The page of the action, or where it stands in the plan."""
        return self.page or reverse("actions:action", args=[self.action])

    @property
    def status_label(self) -> str:
        """The status in words; empty without one."""
        return str(Action.Status(self.status).label) if self.status else ""


def news_of(actions: QuerySet[Action], user: Viewer, *, most: int) -> list[News]:
    """The last changes in these actions, the last first; four queries, however many there are."""
    updates = list(ProgressUpdate.objects.visible_to(user).filter(action__in=actions).news()[:most])
    lines = list(_edits(actions)[:most])
    before = Action.history.in_bulk([line.before_history_id for line in lines if line.before_history_id])
    named = Action.objects.filter(pk__in={line.id for line in lines})
    titles = {
        pk: name_of(what=what, goal=goal, number=number, pk=pk)
        for pk, what, number, goal in named.values_list("pk", "what", "number", Substr(first_goal("pk"), 1, 200))
    }
    told = [_of_update(update) for update in updates]
    told += _of_edits(lines, before, titles, updates)
    return sorted(told, key=lambda news: (news.on, news.moment), reverse=True)[:most]


def _of_update(update: ProgressUpdate) -> News:
    action = update.action
    goal: str = getattr(update, "first_goal", "")
    return News(
        action.programme_id,
        action.pk,
        update.on,
        update.released_at or timezone.now(),
        name_of(what=action.what, goal=goal, number=action.number, pk=action.pk),
        update.status,
        update.text,
        update.edited_in_words,
    )


def _edits(actions: QuerySet[Action]) -> Any:
    """The lines of history that tell an edit, or that an action came to the plan, while everybody might see it."""
    earlier = Action.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    told = {f"before_{name}": Subquery(earlier.values(name)[:1]) for name in BEFORE}
    edited = Q(version__gt=F("before_version"), before_classification=Classification.PUBLIC)
    edited &= Q(before_released_at__isnull=False)
    released = Q(before_history_id__isnull=False, before_released_at__isnull=True)
    made = Q(before_history_id__isnull=True, history_user__isnull=False)
    return (
        Action.history.filter(id__in=actions.values("pk"), released_at__isnull=False)
        .filter(classification=Classification.PUBLIC)
        .exclude(history_type="-")
        .annotate(**told)
        .filter(edited | released | made)
        .order_by("-history_date", "-history_id")
    )


def _of_edits(
    lines: Iterable[Any], before: dict[int, Any], titles: dict[int, str], updates: Iterable[ProgressUpdate]
) -> Iterable[News]:
    moments: dict[tuple[int, str], list[datetime.datetime]] = defaultdict(list)
    for update in updates:
        if update.released_at:
            moments[update.action_id, update.status].append(update.released_at)
    for line in lines:
        then = before.get(line.before_history_id)
        if then is None or then.released_at is None:
            yield _news(line, titles, "", _("Nieuw in het plan."))
            continue
        parts = changed_parts(then, line)
        is_told = any(abs(at - line.history_date) < AT_ONCE for at in moments[line.id, line.status])
        if is_told and set(parts) <= {"status", "secured_with"}:
            continue  # the message says it
        yield _news(line, titles, line.status if "status" in parts else "", _in_words(parts))


def _news(line: Any, titles: dict[int, str], status: str, text: str) -> News:
    day = timezone.localtime(line.history_date).date()
    return News(line.programme_id, line.id, day, line.history_date, titles.get(line.id, ""), status, text)


def changed_parts(old: Any, new: Any) -> list[str]:
    """The fields that differ between two lines of history, of those that everybody may know."""
    fields = [*PLAIN, *(f"{name}_id" for name in LINKED)]
    return [name.removesuffix("_id") for name in fields if getattr(old, name) != getattr(new, name)]


def _in_words(parts: list[str]) -> str:
    labels = list(dict.fromkeys(label_of(name) for name in parts if name != "status"))
    if not labels:
        return "" if parts else _("Gewijzigd.")
    return _("Gewijzigd: %s.") % formats.listed(labels)
