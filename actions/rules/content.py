"""What an edit can change of an action, as one value that can be compared: of now, or of an earlier version.

Where an action stands (line, theme, position) and whether it is released are no content: moving and releasing
change those.
"""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.db.models import Prefetch
from django.utils.text import capfirst
from django_stubs_ext import StrOrPromise

from actions.models import Action, Cost, Funding, Goal
from municipalities.models import FormerName, Organisation

Named = int | str  # the id of a row that exists, or the name of one that is to be made
Chosen = frozenset[Named]
EMPTY: Chosen = frozenset()
Row = TypeVar("Row", bound=models.Model)

# The parts of an action, in the order of the form.
PARTS = (
    *("number", "what", "how", "goals", "leads", "partners", "who_text"),
    *("planning_text", "starts_in", "ends_in", "recurrence", "planning_approximate", "costs", "cost_text"),
    *("status", "secured_with", "merged_into_id", "priority", "municipalities", "topics", "classification"),
)
# What they are called to who edits, where the model has another word for it, or none.
OWN_LABELS: dict[str, Any] = {
    "goals": Goal._meta.verbose_name_plural,
    "planning_text": "planning in woorden",
    "costs": "kosten en dekking",
    "classification": "wie dit mag zien",
}
SETS = ("leads", "partners", "municipalities", "topics")
PLAIN = tuple(name for name in PARTS if name not in (*SETS, "goals", "costs"))
HANGING: dict[str, Any] = {"goals": Goal, "costs": Cost}
COST_FIELDS = ("kind", "amount", "amount_max", "total", "per", "year", "nature", "stage", "approximate", "text")


@dataclass(frozen=True)
class Cover:
    """A source pays a cost: in full when no amount (in euros) is given. The source by id, or by name when it is new."""

    source: Named
    amount: Decimal | None = None


@dataclass(frozen=True)
class CostItem:
    """One cost, as in the table `Cost`, with what covers it. `pk` is None for a new one."""

    pk: int | None = None
    kind: str = Cost.Kind.AMOUNT
    amount: Decimal | None = None
    amount_max: Decimal | None = None
    total: Decimal | None = None
    per: str = Cost.Per.UNSTATED
    year: int | None = None
    nature: str = ""
    stage: str = Cost.Stage.ESTIMATED
    approximate: bool = False
    text: str = ""
    cover: tuple[Cover, ...] = ()


@dataclass(frozen=True)
class Content:
    """All that an edit can change of an action. Sets hold ids, or names of organisations that are still to be made."""

    number: str = ""
    what: str = ""
    how: str = ""
    who_text: str = ""
    cost_text: str = ""
    planning_text: str = ""
    starts_in: str | None = None
    ends_in: str | None = None
    recurrence: str = ""
    planning_approximate: bool = False
    status: str = Action.Status.UNKNOWN
    secured_with: str = ""
    merged_into_id: int | None = None
    priority: str = ""
    classification: str = "public"
    leads: Chosen = EMPTY
    partners: Chosen = EMPTY
    municipalities: Chosen = EMPTY
    topics: Chosen = EMPTY
    goals: tuple[str, ...] = ()
    costs: tuple[CostItem, ...] = ()


def label_of(part: str) -> str:
    """What a part of an action is called in a conflict, a preview and a message; in small letters."""
    return str(_label(part))


def heading_of(part: str) -> StrOrPromise:
    """The same with a capital, above a field or a column."""
    return capfirst(_label(part))


def _label(part: str) -> StrOrPromise:
    if part in OWN_LABELS:
        own: StrOrPromise = OWN_LABELS[part]
        return own
    return Action._meta.get_field(part).verbose_name  # type: ignore[union-attr]


def name_of(named: Named, names: Mapping[int, str]) -> str:
    """What a row that exists, or is to be made, is called."""
    return named if isinstance(named, str) else names.get(named, "onbekend")


def as_line(text: str) -> str:
    """A goal on one line: what people type cannot hold the line breaks that a document may have."""
    return " ".join(text.split())


def changed(old: Content, new: Content) -> list[str]:
    """The names of the parts that differ, in the order of the form."""
    return [name for name in PARTS if getattr(old, name) != getattr(new, name)]


def content_of(action: Action) -> Content:
    """What an action holds now: 8 queries, however much it holds."""
    return contents_of(Action.objects.filter(pk=action.pk))[action.pk]


def contents_of(actions: "models.QuerySet[Action]") -> dict[int, Content]:
    """What each of these actions holds now, by id: 8 queries, however many there are."""
    return {action.pk: content_in(action) for action in with_content(actions)}


def with_content(actions: "models.QuerySet[Action]") -> "models.QuerySet[Action]":
    """The actions with all that `content_in` reads."""
    hanging = [Prefetch(name, kind.objects.order_by("position", "pk")) for name, kind in HANGING.items()]
    return actions.prefetch_related(*SETS, *hanging, "costs__fundings")


def mark_of(action: Action) -> str:
    """A short mark of all that an action says and where it stands, to see whether it changed; of `with_content`."""
    place = [(row.pk, str(row), row.text) for row in (action.line, action.theme) if row]
    said = json.dumps([asdict(content_in(action)), place], sort_keys=True, default=_plain)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)


def content_in(action: Action) -> Content:
    """What an action of `with_content` holds, without asking the database."""
    values: dict[str, Any] = {name: getattr(action, name) for name in PLAIN}
    for name in SETS:
        values[name] = frozenset(row.pk for row in getattr(action, name).all())
    return Content(
        **values,
        goals=tuple(as_line(goal.text) for goal in action.goals.all()),
        costs=tuple(
            cost_item(cost, sorted(cost.fundings.all(), key=lambda funding: funding.pk)) for cost in action.costs.all()
        ),
    )


def cost_item(cost: Cost, fundings: Iterable[Funding]) -> CostItem:
    """A row of the table, or of its history, as a value."""
    cover = tuple(Cover(funding.source_id, funding.amount) for funding in fundings)
    return CostItem(pk=cost.pk, cover=cover, **{name: getattr(cost, name) for name in COST_FIELDS})


def content_at(action: Action, version: int) -> Content | None:
    """What an action held at a version, as its history tells; None when the history does not know that version."""
    lines = list(action.history.filter(version__in=[version, version + 1]).order_by("history_date", "history_id"))
    then = [line for line in lines if line.version == version]
    if not then:
        return None
    later = [line for line in lines if line.version == version + 1]
    before = later[0].history_date - datetime.timedelta(microseconds=1) if later else None
    costs = rows_at(Cost, before, action_id=action.pk)
    covers: dict[int, list[Funding]] = defaultdict(list)
    for funding in rows_at(Funding, before, cost_id__in=[cost.pk for cost in costs]):
        covers[funding.cost_id].append(funding)
    values: dict[str, Any] = {name: getattr(then[-1], name) for name in PLAIN}
    return Content(
        **values | {name: _set_at(then[-1], name) for name in SETS},
        goals=tuple(as_line(goal.text) for goal in rows_at(Goal, before, action_id=action.pk)),
        costs=tuple(cost_item(cost, covers[cost.pk]) for cost in costs),
    )


def _set_at(line: Any, name: str) -> Chosen:
    """The members of a many-to-many set in a line of history, as far as they still exist.

    An organisation that was merged with another is that other one.
    """
    kind: Any = Action._meta.get_field(name).related_model
    ids = set(getattr(line, name).values_list(f"{kind._meta.model_name}_id", flat=True))
    known = set(kind.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if kind is Organisation and ids - known:
        became = FormerName.objects.filter(former_id__in=ids - known)
        known |= set(became.values_list("organisation", flat=True))
    return frozenset(known)


def rows_at(kind: type[Row], moment: datetime.datetime | None, **which: Any) -> list[Row]:
    """The rows of a table that there were at a moment (None: now), in their order, out of its history.

    A row that history never heard of (loaded without it) was always there: no edit made it, no undo takes it away.
    """
    rows: dict[Any, Any] = {row.pk: row for row in kind._default_manager.filter(**which)}
    if moment is not None:
        told: dict[Any, Any] = {}
        for line in kind.history.filter(**which).order_by("history_date", "history_id"):  # type: ignore[attr-defined]
            told[line.id] = line if line.history_date <= moment else told.get(line.id)
        then = {pk: line.instance for pk, line in told.items() if line and line.history_type != "-"}
        rows = {pk: row for pk, row in rows.items() if pk not in told} | then
    return sorted(rows.values(), key=lambda row: (getattr(row, "position", 0), row.pk))
