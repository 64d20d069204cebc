"""What stands in our own Word document of an action, cell by cell: for writing it, and for knowing it again."""

from collections.abc import Callable, Mapping

from actions.models import Action, ActionLine
from actions.rules import cost_cells, people
from reading.plans import own_format
from reading.plans.own_document import CONCEPT, LEAD, UNNAMED, theme_in
from reading.plans.own_format import Value
from tables.text import clean


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line for line in clean(text).split("\n") if line]


def planning(action: Action) -> list[str]:
    """When, as read; else in the words of the plan, while these hold."""
    written = "" if action.planning_replaced_on else action.planning_text
    return lines_of(action.planning or written) or [UNNAMED]


def leads(action: Action) -> list[str]:
    """A line for each lead; that there is none, where somebody joins. Empty: nobody is known."""
    found = _lines(people.leads_of(action))
    if not found and not action.partners.all():
        return []
    return [f"{LEAD} {name}" for name in found or [UNNAMED]]


def partners(action: Action) -> list[str]:
    """A line for each partner; when nobody is known, the words of the plan, while these hold."""
    found = _lines(people.partners_of(action))
    if found or action.leads.all():
        return found
    return lines_of("" if action.who_replaced_on else action.who_text) or [UNNAMED]


def _lines(names: list[str]) -> list[str]:
    return [line for name in names if (line := own_format.one_line(name))]


def goals(action: Action) -> list[str]:
    """A line for each goal."""
    return [text for goal in action.goals.all() if (text := own_format.one_line(goal.text))]


def costs(action: Action) -> list[str]:
    """A line for each cost, with its cover."""
    return list(cost_cells.in_words(action.costs.all())) or [UNNAMED]


def line_title(line: ActionLine) -> str:
    """The heading above the table."""
    return own_format.one_line(str(line))


def theme_title(action: Action) -> str:
    """The row above actions of a theme; empty for none."""
    return own_format.one_line(action.theme.title) if action.theme else ""


def _joined(lines: Callable[[Action], list[str]]) -> Callable[[Action], Value]:
    return lambda action: clean("\n".join(lines(action)))


VALUES: Mapping[str, Callable[[Action], Value]] = {
    "id": lambda action: action.pk,
    "line": lambda action: line_title(action.line),
    "theme": lambda action: theme_in(theme_title(action)),
    "number": lambda action: clean(action.number),
    "what": _joined(lambda action: lines_of(action.what)),
    "planning": _joined(planning),
    "how": _joined(lambda action: lines_of(action.how)),
    "who": _joined(lambda action: [*leads(action), *partners(action)]),
    "goals": lambda action: tuple(goals(action)),
    "cost": _joined(costs),
}


def values_of(action: Action) -> dict[str, Value]:
    """What the cells hold, by code, as they read back. Wants what `cells.with_all` loads."""
    return {code: value(action) for code, value in VALUES.items()}


def concept(action: Action) -> list[str]:
    """The line that says of an action that it is not released."""
    return [] if action.is_released else [CONCEPT]
