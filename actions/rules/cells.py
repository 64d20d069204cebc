"""What the cells of our own table hold for an action: `reading.plans.own_format` has the columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Action, Classification
from actions.models.action import ActionQuerySet
from actions.rules import people
from actions.rules.cost_cells import cost_values, in_words
from actions.rules.origins import origins_listed
from reading.formats import FOR_ALL
from reading.plans import own_marks
from reading.plans.own_format import (
    NO,
    TOLD,
    YES,
    Column,
    Kind,
    Value,
    Written,
    columns,
    is_cut,
    labels,
    names,
    one_line,
    shown,
)
from tables.text import clean


class Entry:
    """An action with what hangs on it, as its row asks for it. Wants what `with_all` loads."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self._known: dict[str, Value] = {}  # the version asks for every cell again

    @cached_property
    def costs(self) -> Mapping[str, Value]:
        """The cells of the columns about money, by code."""
        return cost_values(list(self.action.costs.all()), cost_text=self.action.cost_text)

    def value(self, column: Column) -> Value:
        """What the cell of a column holds."""
        if column.code not in self._known:
            self._known[column.code] = self._value(column)
        return self._known[column.code]

    def shown(self, column: Column) -> Written:
        """The same as it stands in the cell: names in the order of the plan, which is nothing to compare by."""
        if column.code in PEOPLE:
            return shown(tuple(filter(None, map(one_line, PEOPLE[column.code](self.action)))))
        return shown(self.value(column))

    def _value(self, column: Column) -> Value:
        if column.kind is Kind.THEN:
            return own_marks.written(self.action.version, own_values(self.action, self))
        if column.code in VALUES:
            return VALUES[column.code](self)
        return self.costs.get(column.code)


def _text(field: str) -> Callable[[Entry], Value]:
    return lambda entry: clean(getattr(entry.action, field))


def _choice(field: str, choices: type[models.TextChoices]) -> Callable[[Entry], Value]:
    return lambda entry: labels(choices)[getattr(entry.action, field)]


def _names(field: str) -> Callable[[Entry], Value]:
    return lambda entry: names(str(row) for row in getattr(entry.action, field).all())


def _quarter(field: str) -> Callable[[Entry], Value]:
    """`2021Q3` as `Q3 2021`, which people and the reader of plans both know."""

    def value(entry: Entry) -> Value:
        quarter: str | None = getattr(entry.action, field)
        return f"{quarter[4:]} {quarter[:4]}" if quarter else ""

    return value


def _yes(field: str) -> Callable[[Entry], Value]:
    return lambda entry: YES if getattr(entry.action, field) else NO


def _updated(action: Action) -> Value:
    """The day, as a spreadsheet knows it; what is dated as the document, as precise as the document."""
    programme, day = action.programme, timezone.localtime(action.updated_at).date()
    return day if programme.is_day(day) else programme.day_in_words(day)


PEOPLE: Mapping[str, Callable[[Action], list[str]]] = {"lead": people.leads_of, "partners": people.partners_of}

# The columns about money are in `costs`
VALUES: Mapping[str, Callable[[Entry], Value]] = {
    "id": lambda entry: entry.action.pk,
    "number": _text("number"),
    "line": lambda entry: one_line(str(entry.action.line)),
    "theme": lambda entry: one_line(entry.action.theme.title) if entry.action.theme else "",
    "what": _text("what"),
    "how": _text("how"),
    "goals": lambda entry: tuple(filter(None, (one_line(goal.text) for goal in entry.action.goals.all()))),
    "lead": _names("leads"),
    "partners": _names("partners"),
    "who_text": _text("who_text"),
    "start": _quarter("starts_in"),
    "end": _quarter("ends_in"),
    "recurrence": _choice("recurrence", Action.Recurrence),
    "approximate": _yes("planning_approximate"),
    "planning_text": _text("planning_text"),
    "cost_text": _text("cost_text"),
    "costs": lambda entry: in_words(entry.action.costs.all()),
    "status": _choice("status", Action.Status),
    "secured_with": lambda entry: one_line(entry.action.secured_with),
    "priority": _choice("priority", Action.Priority),
    "municipalities": lambda entry: (FOR_ALL,) if entry.action.for_all else _names("municipalities")(entry),
    "topics": _names("topics"),
    "classification": _choice("classification", Classification),
    "replaced": lambda entry: _replaced(entry.action),
    "released": lambda entry: YES if entry.action.is_released else NO,
    "origins": lambda entry: tuple(origins_listed(entry.action.origins.all())),
    "updated": lambda entry: _updated(entry.action),
}


def _replaced(action: Action) -> tuple[str, ...]:
    """Which words of the plan do not hold any more, each with since when."""
    said = (
        (_("Planning"), action.planning_replaced),
        (_("Wie"), action.who_replaced),
        (_("Kosten"), action.cost_replaced),
    )
    return tuple(f"{what}: {since}" for what, since in said if since)


def with_all(actions: ActionQuerySet) -> ActionQuerySet:
    """The actions with everything that the columns ask for: a fixed number of queries, whatever their number."""
    return actions.select_related("line", "theme", "programme").prefetch_related(
        "leads", "partners", "goals", "municipalities", "origins", "topics", "costs__fundings__source"
    )


def years_of(actions: Sequence[Action]) -> set[int]:
    """The calendar years that their costs name."""
    return {cost.year for action in actions for cost in action.costs.all() if cost.year is not None}


def own_values(action: Action, entry: Entry | None = None) -> dict[str, Value]:
    """What the cells of an action hold, by code, as they read back; years and texts too long for a cell left out."""
    entry = entry or Entry(action)
    values = {
        column.code: entry.value(column)
        for column in columns(())
        if (column.read_back or column.code in TOLD) and column.kind is not Kind.THEN
    }
    values |= {code: value for code, value in entry.costs.items() if code.startswith("cost:")}
    return {code: value for code, value in values.items() if not is_cut(shown(value))}
