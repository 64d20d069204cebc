"""Columns that add up while nobody said that they are parts of one another. Pure: it knows numbers, no database.

A table with "Ontvangen meldingen 103, Partnergeweld 47, Kindermishandeling 47, Ouderenmishandeling 9" tells of itself
that the last three are parts of the first. Who does not know that, hides the 9 and publishes what it can be computed
from.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Column = TypeVar("Column", bound=Hashable)
Where = Hashable  # an area with a period
EFFORT = 20_000  # steps in search of the parts of one column
NEARLY = 0.02  # what may be missing of the whole
NEARLY_IN_ROW = 0.1  # ... and of one row
LEAST = 3  # people that may be missing in a row, however small it is


@dataclass(frozen=True)
class AddsUp(Generic[Column]):
    """A column that is, or nearly is, the sum of others in every row that has them all."""

    total: Column
    parts: tuple[Column, ...]
    exactly: bool


def adding_up(columns: Mapping[Column, Mapping[Where, int]]) -> Iterator[AddsUp[Column]]:
    """For each column the smallest set of others that it is the sum of: exactly, else nearly.

    Two columns that are the same everywhere are a sum of one part: probably one topic under two names.
    """
    for total, values in columns.items():
        others = {each: found for each, found in columns.items() if each != total}
        found = _parts(values, others, exactly=True) or _parts(values, others, exactly=False)
        if found:
            yield found_of(total, found, columns)


def found_of(total: Column, parts: Collection[Column], columns: Mapping[Column, Mapping[Where, int]]) -> AddsUp[Column]:
    """The sum with whether it is so exactly."""
    exactly = all(
        value == sum(columns[part][where] for part in parts)
        for where, value in columns[total].items()
        if all(where in columns[part] for part in parts)
    )
    return AddsUp(total, tuple(parts), exactly)


def _parts(
    total: Mapping[Where, int], others: Mapping[Column, Mapping[Where, int]], *, exactly: bool
) -> tuple[Column, ...]:
    """The fewest columns that add up to a total in all rows that they share."""
    wanted = [where for where, value in total.items() if value]
    usable = {
        name: values
        for name, values in others.items()
        if any(values.get(where) for where in wanted)
        and all(values.get(where, 0) <= total[where] + (0 if exactly else LEAST) for where in total)
        and len([where for where in wanted if where in values]) * 2 >= len(wanted)
    }
    names = sorted(usable, key=lambda name: -sum(usable[name].get(where, 0) for where in wanted))
    search = _Search([total[where] for where in wanted], [[usable[n].get(w) for w in wanted] for n in names], exactly)
    for size in range(1 if exactly else 2, min(len(names), 8) + 1):
        if found := search.of_size(size):
            return tuple(names[index] for index in found)
    return ()


class _Search:
    """Looks for columns that fill a total, in a bounded number of steps."""

    def __init__(self, total: list[int], columns: list[list[int | None]], exactly: bool) -> None:
        self.total, self.columns, self.exactly = total, columns, exactly
        self.steps = EFFORT

    def of_size(self, size: int) -> tuple[int, ...]:
        """So many columns that add up; () when there are none."""
        return self._further((), 0, size)

    def _further(self, chosen: tuple[int, ...], start: int, left: int) -> tuple[int, ...]:
        if not left:
            return chosen if self._fits(chosen) else ()
        for index in range(start, len(self.columns) - left + 1):
            self.steps -= 1
            if self.steps < 0:
                return ()
            if not self._has_room((*chosen, index)):
                continue
            if found := self._further((*chosen, index), index + 1, left - 1):
                return found
        return ()

    def _has_room(self, chosen: tuple[int, ...]) -> bool:
        return all(
            sum(self.columns[index][row] or 0 for index in chosen) <= value + self._slack(value)
            for row, value in enumerate(self.total)
        )

    def _fits(self, chosen: tuple[int, ...]) -> bool:
        rows = [row for row in range(len(self.total)) if all(self.columns[i][row] is not None for i in chosen)]
        off = [abs(self.total[row] - sum(self.columns[i][row] or 0 for i in chosen)) for row in rows]
        if not rows or any(each > self._slack(self.total[row]) for each, row in zip(off, rows, strict=True)):
            return False
        return self.exactly or (len(rows) > 1 and sum(off) <= NEARLY * sum(self.total[row] for row in rows))

    def _slack(self, value: int) -> float:
        return 0 if self.exactly else max(LEAST, value * NEARLY_IN_ROW)
