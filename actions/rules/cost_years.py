"""In which calendar years a cost falls, by its own year or by the planning of its action. Besluit 089.

An amount counts in full in every year that it is for. What the plan ties to no year is never guessed: it says why.
"""

from dataclasses import dataclass, replace
from enum import Enum

from actions.models import Action, Cost, Programme
from reading import quarters


@dataclass(frozen=True)
class Years:
    """Calendar years from the first to the last; `last` is None when the plan names no end."""

    first: int
    last: int | None

    def holds(self, year: int) -> bool:
        """Whether a year is one of them."""
        return self.first <= year and (self.last is None or year <= self.last)

    def meets(self, other: "Years") -> bool:
        """Whether they have a year in common."""
        return self.holds(other.first) or other.holds(self.first)

    @property
    def words(self) -> str:
        """`2021`, `2021 tot en met 2023`, `2022 en verder`."""
        if self.last is None:
            return f"{self.first} en verder"
        return str(self.first) if self.first == self.last else f"{self.first} tot en met {self.last}"


class NoYear(Enum):
    """Why a cost with an amount counts in no year; in the order in which they are listed."""

    UNSTATED = "niet gezegd of het per jaar is"
    SEVERAL = "eenmalig, niet gezegd in welk jaar"
    UNPLANNED = "per jaar, niet gezegd vanaf welk jaar"
    GRANTED = "geraamd naast een toegekend bedrag voor hetzelfde jaar"


@dataclass(frozen=True)
class Placed:
    """A cost with an amount, of an action, with the years that it is for; without years it says why."""

    action: Action
    cost: Cost
    years: Years | None
    why_not: NoYear | None = None
    granted: tuple[Years, ...] = ()  # of an estimate: years in which what was granted counts instead
    until: int | None = None  # what names no end counts until its programme ends

    @property
    def is_spent(self) -> bool:
        """Whether it was spent; else it is planned (estimated or granted)."""
        return self.cost.stage == Cost.Stage.SPENT

    @property
    def words(self) -> str:
        """The years in words, or why there are none."""
        if self.years is None:
            return self.why_not.value if self.why_not else ""
        return f"{self.years.words}; {NoYear.GRANTED.value}" if self.granted else self.years.words

    def counts_in(self, year: int) -> bool:
        """Whether it counts in a year."""
        if self.years is None or not self.years.holds(year) or (self.until is not None and year > self.until):
            return False
        return not any(one.holds(year) for one in self.granted)


def placed(action: Action, programme: Programme) -> list[Placed]:
    """The costs of an action that are an amount, each in its years. Wants costs loaded.

    Estimated and granted are often the same money: in a year that has both, what was granted counts.
    """
    found = [_placed(action, cost, programme) for cost in action.costs.all() if cost.has_amount]
    granted = [one.years for one in found if one.years and one.cost.stage == Cost.Stage.GRANTED]
    return [
        replace(one, granted=tuple(other for other in granted if one.years.meets(other)))
        if one.years and one.cost.stage == Cost.Stage.ESTIMATED
        else one
        for one in found
    ]


def _placed(action: Action, cost: Cost, programme: Programme) -> Placed:
    found = years_of(cost, action, programme)
    if not isinstance(found, Years):
        return Placed(action, cost, None, found)
    goes_on = found.last is None and programme.last_year is not None
    return Placed(action, cost, found, until=max(found.first, programme.last_year or 0) if goes_on else None)


def years_of(cost: Cost, action: Action, programme: Programme) -> Years | NoYear:
    """The years of one cost with an amount.

    Its own calendar year; once: the one year in which its action is planned; per year: from the year in which the
    action begins until it ends (the end of a first part, `planned_part`, is none). An action that goes on all the time
    and names no beginning begins with its programme.
    """
    if cost.year is not None:
        return Years(cost.year, cost.year)
    if cost.per == Cost.Per.UNSTATED:
        return NoYear.UNSTATED
    first, last = _year(action.starts_in), _year(None if action.planned_part else action.ends_in)
    if cost.per == Cost.Per.ONCE:
        return Years(first, first) if first is not None and first == last else NoYear.SEVERAL
    if first is None and action.recurrence == Action.Recurrence.ONGOING:
        first = min(programme.first_year, last or programme.first_year)
    return NoYear.UNPLANNED if first is None else Years(first, last)


def _year(quarter: str | None) -> int | None:
    return quarters.split(quarter)[0] if quarter else None
