"""How counts hang together: which count should be the sum of which others, by area, by kind and by period. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from monitoring.disclosure import Sum

PERIOD = re.compile(r"(\d{4})(?:([HQM])(\d{1,2}))?(?:-(\d{4})M(\d{2}))?")
LENGTHS = {"H": 6, "Q": 3, "M": 1}  # months


class Span(NamedTuple):
    """The months of a period, counted from year nought; the end lies just after it."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether another period lies within this one."""
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        """How many months."""
        return self.end - self.start

    def is_regular(self, length: int) -> bool:
        """Whether it is a half-year (6 months), a quarter (3) or a month (1) of the calendar."""
        return self.length == length and not self.start % length


class Cell(NamedTuple):
    """What a count is about. A first quarter and "January to March" are the same months, so the same cell."""

    indicator: int
    area: str
    months: Span


WholeOf = Callable[[Cell], tuple[Cell, str] | None]


def span(period: str) -> Span:
    """The months of `2023`, `2023H1`, `2023Q3`, `2023M07` or `2023M01-2023M07`. Raises ValueError for anything else."""
    match = PERIOD.fullmatch(period)
    if not match or (match[4] and match[2] != "M"):
        raise ValueError(period)
    start = int(match[1]) * 12
    if not match[2]:
        return Span(start, start + 12)
    length = LENGTHS[match[2]]
    start += (int(match[3]) - 1) * length
    return Span(start, int(match[4]) * 12 + int(match[5]) if match[4] else start + length)


def sums(cells: Iterable[Cell], *, within: Mapping[str, str], kinds: Mapping[int, tuple[int, str]]) -> Iterator[Sum]:
    """All sums that the counts of these cells should obey.

    `within` gives the area that an area is part of, `kinds` the indicator that one is a part of and the dimension
    ("aard van het geweld") that it belongs to.
    """
    present = set(cells)
    yield from _parts_of(present, lambda cell: _inside(cell, within))
    yield from _parts_of(present, lambda cell: _kind(cell, kinds))
    series: dict[tuple[int, str], set[Span]] = defaultdict(set)
    for cell in present:
        series[cell.indicator, cell.area].add(cell.months)
    for (indicator, area), spans in series.items():
        for total, parts in _over_time(spans):
            yield Sum(
                Cell(indicator, area, total), tuple(Cell(indicator, area, part) for part in parts), over_time=True
            )


def overlapping(cells: Iterable[Cell]) -> bool:
    """Whether periods of one series share some months while neither holds the other: what those tell is not guarded."""
    series: dict[tuple[int, str], set[Span]] = defaultdict(set)
    for cell in cells:
        series[cell.indicator, cell.area].add(cell.months)
    return any(
        one.start < other.end and other.start < one.end and not one.holds(other) and not other.holds(one)
        for spans in series.values()
        for one, other in combinations(spans, 2)
    )


def _inside(cell: Cell, within: Mapping[str, str]) -> tuple[Cell, str] | None:
    whole = within.get(cell.area)
    return (cell._replace(area=whole), "") if whole else None


def _kind(cell: Cell, kinds: Mapping[int, tuple[int, str]]) -> tuple[Cell, str] | None:
    if cell.indicator not in kinds:
        return None
    whole, dimension = kinds[cell.indicator]
    return cell._replace(indicator=whole), dimension


def _parts_of(present: set[Cell], whole_of: WholeOf) -> Iterator[Sum]:
    found: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    for cell in sorted(present):
        whole = whole_of(cell)
        if whole and whole[0] in present:
            found[whole].append(cell)
    for (total, _dimension), parts in found.items():
        yield Sum(total, tuple(parts))


def _over_time(spans: set[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Each period with what lies within it: all half-years, quarters or months, or the nearest shorter period that
    begins (or ends) with it and what comes after (or before); what was not counted apart is a rest."""
    for months in sorted(spans):
        shorter = sorted(part for part in spans if months.holds(part) and part != months)
        for length in LENGTHS.values():
            if parts := [part for part in shorter if part.is_regular(length)]:
                yield months, parts
        beginnings = [part for part in shorter if part.start == months.start]
        if beginnings:
            nearest = max(beginnings)
            yield months, [nearest, *_fill(Span(nearest.end, months.end), shorter)]
        ends = [part for part in shorter if part.end == months.end]
        if ends:
            nearest = min(ends)
            yield months, [nearest, *_fill(Span(months.start, nearest.start), shorter)]


def _fill(gap: Span, spans: Iterable[Span]) -> list[Span]:
    """The periods that fill a gap, the longest first; what they leave open is a rest."""
    found: list[Span] = []
    at = gap.start
    while at < gap.end:
        fitting = [one for one in spans if one.start == at and one.end <= gap.end]
        if fitting:
            found.append(max(fitting))
        at = found[-1].end if fitting else at + 1
    return found
