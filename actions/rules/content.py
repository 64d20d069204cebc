"""What an edit can change of an action, as one value that can be compared: of now, or of an earlier version.

Where an action stands (line, theme, position) and whether it is released are no content: moving and releasing
change those.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils.text import capfirst
from django_stubs_ext import StrOrPromise

from actions.models import Action, Cost, Funding, Goal

Named = int | str  # the id of a row that exists, or the name of one that is to be made
Chosen = frozenset[Named]
EMPTY: Chosen = frozenset()

# The parts of an action, in the order of the form.
PARTS = (
    *("number", "what", "how", "goals", "leads", "partners", "who_text"),
    *("planning_text", "starts_in", "ends_in", "recurrence", "planning_approximate", "planned_part"),
    *("costs", "cost_text", "status", "secured_with", "merged_into_id", "priority"),
    *("municipalities", "for_all", "topics", "classification"),
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
    planned_part: str = ""
    status: str = Action.Status.UNKNOWN
    secured_with: str = ""
    merged_into_id: int | None = None
    priority: str = ""
    classification: str = "public"
    leads: Chosen = EMPTY
    partners: Chosen = EMPTY
    municipalities: Chosen = EMPTY
    for_all: bool = False
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
