"""A document as it was decided on beside the document as it is: lines, goals, actions and their costs.

Only what everybody may know: what is public and released now, and what was so then and is gone since. What became
internal is in neither. How far an action is, is no change of what was decided.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import Action, ActionLine, Classification, Cost, Document, Goal, Programme
from actions.models.base import Viewer
from actions.rules.cost_words import cost_in_words
from decisions.models import Adoption
from decisions.rules.wording import changes_in_words
from decisions.services.steps import end_of
from municipalities.models import Assignment

Texts = dict[str, str]  # by the name of the part
Things = dict[tuple[str, int], tuple[str, Texts]]  # by kind and id: what it is called, and its parts
PARTS = ("what", "how", "planning_text", "who_text", "cost_text")
UNCHANGED, CHANGED, ADDED, REMOVED = "unchanged", "changed", "added", "removed"
MARKS = {
    UNCHANGED: gettext_lazy("Ongewijzigd"), CHANGED: gettext_lazy("Gewijzigd"), ADDED: gettext_lazy("Nieuw"),
    REMOVED: gettext_lazy("Vervallen"),
}  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """A moment of which the text was decided on, and by whom."""

    moment: datetime.datetime
    day: datetime.date
    by: tuple[str, ...]


@dataclass(frozen=True)
class Mandate:
    """One change since: when, in which role and why. For readers of the region."""

    on: datetime.datetime
    role: str
    why: str


@dataclass(frozen=True)
class Pair:
    """One thing then and now; `parts` are what differs: name, then, now."""

    kind: str
    name: str
    mark: str
    parts: list[tuple[str, str, str]]
    changes: list[Mandate]

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return str(MARKS[self.mark])


@dataclass(frozen=True)
class Since:
    """The comparison. `is_known`: whether the portal has the text of then."""

    pairs: list[Pair]
    is_known: bool

    @property
    def changed(self) -> list[Pair]:
        """What is not the same."""
        return [pair for pair in self.pairs if pair.mark != UNCHANGED]

    @property
    def in_words(self) -> str:
        """How many changes there are: `Sindsdien 3 wijzigingen`."""
        return changes_in_words(len(self.changed))

    @property
    def unchanged(self) -> list[Pair]:
        """What is the same."""
        return [pair for pair in self.pairs if pair.mark == UNCHANGED]


def decided_moments(document: Document, user: Viewer) -> list[Decided]:
    """When a document was adopted, as far as the reader may know that, the first first; one query."""
    rows = Adoption.objects.decisions().seen_by(user).filter(document=document).select_related("municipality")
    return moments_of(rows)


def moments_of(rows: Iterable[Adoption]) -> list[Decided]:
    """The same of decisions on one document, as the reader may know them."""
    found: dict[datetime.date, list[Adoption]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.municipality.name, row.body)):
        if row.kind == Adoption.Kind.DECISION and row.state in Adoption.DECIDED and row.decided_on:
            found[row.decided_on].append(row)
    return [
        Decided(
            max(row.text_as_of or end_of(day) for row in rows_then),
            day,
            tuple(dict.fromkeys(f"{row.get_body_display().lower()} van {row.municipality.name}" for row in rows_then)),
        )
        for day, rows_then in sorted(found.items())
    ]


def since(programme: Programme, moment: datetime.datetime, *, inside: bool) -> Since:
    """What a plan was at a moment beside what it is. `inside`: the reader may know in which role and why."""
    lines = list(ActionLine.objects.visible_to(AnonymousUser()).filter(programme=programme))
    actions = list(Action.objects.visible_to(AnonymousUser()).released().filter(programme=programme).in_plan_order())
    goals = Goal.objects.filter(programme=programme)
    now = things(lines, actions, goals, Cost.objects.filter(action__in=actions))
    then = things(*_then(programme, moment, {line.pk for line in lines}, {action.pk for action in actions}))
    changes = _mandates(programme, moment, now.keys() | then.keys()) if inside else {}
    keys = [*now, *sorted(then.keys() - now.keys())]
    found = [pair(key, then.get(key), now.get(key), changes.get(key, [])) for key in keys]
    return Since(found, bool(then))


def _then(programme: Programme, moment: datetime.datetime, lines: set[int], actions: set[int]) -> tuple[Any, ...]:
    """The rows of then that everybody may know still: what is there for everybody, and what was removed in public."""
    public = Q(classification=Classification.PUBLIC, released_at__isnull=False)
    gone_lines = set(
        ActionLine.history.filter(programme=programme, history_type="-", published=True).values_list("id", flat=True)
    )
    gone = set(Action.history.filter(public, programme=programme, history_type="-").values_list("id", flat=True))
    old_lines = [row for row in ActionLine.history.as_of(moment).filter(programme=programme) if row.published]
    old_actions = list(Action.history.as_of(moment).filter(public, programme=programme))
    shown = [row for row in old_actions if row.pk in actions | gone]
    return (
        [row for row in old_lines if row.pk in lines | gone_lines],
        shown,
        list(Goal.history.as_of(moment).filter(programme=programme)),
        list(Cost.history.as_of(moment).filter(action_id__in=[row.pk for row in shown])),
    )


def things(
    lines: Iterable[ActionLine], actions: Iterable[Action], goals: Iterable[Goal], costs: Iterable[Cost]
) -> Things:
    """Lines, goals of the programme and of lines, and actions with their goals and costs, each with its parts."""
    found: Things = {}
    by_action: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    shown_lines = set()
    for line in lines:
        shown_lines.add(line.pk)
        found["line", line.pk] = (str(line), {_("Titel"): line.title, _("Inleiding"): line.text})
    for goal in sorted(goals, key=lambda each: each.pk):  # what moved is not what changed
        if goal.action_id:
            by_action[goal.action_id][_("Doelen")].append(goal.text)
        elif goal.theme_id is None and (goal.line_id is None or goal.line_id in shown_lines):
            found["goal", goal.pk] = (goal.text, {_("Doel"): goal.text})
    for cost in sorted(costs, key=lambda each: each.pk):
        by_action[cost.action_id][_("Kosten")].append(cost_in_words(cost))
    for action in actions:
        texts = {str(Action._meta.get_field(name).verbose_name): str(getattr(action, name) or "") for name in PARTS}  # type: ignore[union-attr]
        more = {label: "\n".join(said) for label, said in by_action[action.pk].items()}
        name = action.what or more.get(_("Doelen"), "") or action.number or _("Actie")
        found["action", action.pk] = (name, texts | more)
    return found


def pair(
    key: tuple[str, int],
    then: tuple[str, Texts] | None,
    now: tuple[str, Texts] | None,
    changes: list[Mandate],
) -> Pair:
    """What became of one thing."""
    kind = {"line": _("Lijn"), "goal": _("Doel"), "action": _("Actie")}[key[0]]
    old, new = then[1] if then else {}, now[1] if now else {}
    names = list(dict.fromkeys([*old, *new]))
    parts = [(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name, "") != new.get(name, "")]
    mark = ADDED if then is None else REMOVED if now is None else CHANGED if parts else UNCHANGED
    return Pair(kind, (now or then or ("", {}))[0], mark, parts, changes if mark != UNCHANGED else [])


def _mandates(
    programme: Programme, moment: datetime.datetime, keys: Iterable[tuple[str, int]]
) -> Mapping[tuple[str, int], list[Mandate]]:
    """The lines of history since, with the role of who made them and the reason; six queries."""
    told: dict[tuple[str, int], list[Any]] = defaultdict(list)
    kinds: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        *(("line", ActionLine, ("title", "text")), ("goal", Goal, ("text",)), ("action", Action, PARTS)),
        *(("action", Goal, ("text",)), ("action", Cost, ("text", "amount", "kind", "year", "stage"))),
    )
    for kind, model, fields in kinds:
        hangs = kind == "action" and model is not Action
        owner = "action_id" if hangs else "id"
        ids = [key for name, key in keys if name == kind]
        before: dict[int, Any] = {}
        for line in model.history.filter(**{f"{owner}__in": ids}).order_by("history_date", "history_id"):
            was = before.get(line.id)
            before[line.id] = line
            same = was and line.history_type == "~" and all(getattr(was, one) == getattr(line, one) for one in fields)
            if line.history_date > moment and not same:
                told[kind, getattr(line, owner)].append(line)
    for lines in told.values():
        lines.sort(key=lambda line: line.history_date)
    users = {line.history_user_id for lines in told.values() for line in lines} - {None}
    region = programme.region
    held = Assignment.objects.within(region).filter(user__in=users) if users else ()
    roles = {assignment.user_id: assignment.role_in_text for assignment in held}
    return {
        key: list(
            dict.fromkeys(
                Mandate(line.history_date, roles.get(line.history_user_id, ""), line.history_change_reason or "")
                for line in lines
            )
        )
        for key, lines in told.items()
    }


def chosen(found: list[Decided], asked: str | None) -> Decided | None:
    """The moment that the address names by its day; without one the first. None: there is no such moment."""
    if asked is None:
        return next(iter(found), None)
    return next((each for each in found if each.day.isoformat() == asked), None)
