"""Columns that add up to another, whatever was said about them: readers see that too. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import permutations

from monitoring.counts import SMALLEST
from monitoring.relations import Cell, Family

NEARLY = 10  # a rest of one in so many, over all places together
MOST = 5  # sums for one total, the closest first
ALIKE = 3  # places where two columns are the same, not by chance
EFFORT = 20_000  # sums tried for one total

Column = dict[tuple[object, object], int]  # by area and months


def adding_up(counts: Mapping[Cell, int], declared: Collection[Family] = ()) -> list[Family]:
    """Indicators that are, exactly or nearly, the sum of some others in all places where those were counted.

    Sums that follow from what was declared are left out.
    """
    columns = _columns(counts)
    found = []
    for total in columns:
        below = _below(total, declared)
        closest = sorted(_sums_to(total, columns), key=lambda each: each[0])[:MOST]
        every = [set(parts) for _rest, parts in closest]
        found += [
            Family(total, parts)
            for _rest, parts in closest
            if not below.issuperset(parts) and not any(set(parts) < other for other in every)
        ]
    return found


def parts_of_anything(counts: Mapping[Cell, int], unknown: Collection[int]) -> list[Family]:
    """The worst case for indicators of which nobody said what they are: each is a part of all that are larger."""
    columns = _columns(counts)
    found = []
    for total, part in permutations(columns, 2):
        common = columns[total].keys() & columns[part].keys()
        more = sum(columns[total][place] - columns[part][place] for place in common)
        if common and more >= 0 and (total in unknown or part in unknown):
            found.append(Family(total, (part,)))
    return found


def _columns(counts: Mapping[Cell, int]) -> dict[int, Column]:
    found: dict[int, Column] = defaultdict(dict)
    for cell, count in counts.items():
        assert isinstance(cell.indicator, int)
        found[cell.indicator][cell.area, cell.months] = count
    return found


def _below(total: int, families: Iterable[Family]) -> set[int]:
    """All that is declared a part of an indicator, or of its parts."""
    every, found = list(families), {total}
    while more := {part for each in every if each.total in found for part in each.parts} - found:
        found |= more
    return found - {total}


def _sums_to(total: int, columns: Mapping[int, Column]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Two or more indicators with what they lack together, where that is little; or one that is the same."""
    whole = columns[total]
    fitting = [
        each
        for each, column in columns.items()
        if each != total and (common := column.keys() & whole.keys()) and all(column[at] <= whole[at] for at in common)
        and any(column[at] for at in common)
    ]  # fmt: skip
    fitting.sort(key=lambda each: (-sum(columns[each].values()), each))
    waiting: list[tuple[int, tuple[int, ...], Column]] = [(0, (), whole)]
    for _trial in range(EFFORT):
        if not waiting:
            return
        start, parts, left = waiting.pop()
        rest = sum(left.values())
        if (len(parts) > 1 or _is_same(left, whole)) and _is_little(left, sum(whole[at] for at in left)):
            yield rest, tuple(sorted(parts))
        for at in range(start, len(fitting)):
            column = columns[fitting[at]]
            less = {place: count - column[place] for place, count in left.items() if place in column}
            if less and min(less.values()) >= 0:
                waiting.append((at + 1, (*parts, fitting[at]), less))


def _is_same(left: Column, whole: Column) -> bool:
    """Whether nothing is left in all places of a total, and in so many that it is no chance: one topic, two names."""
    return left.keys() == whole.keys() and not any(left.values()) and sum(map(bool, whole.values())) >= ALIKE


def _is_little(left: Column, whole: int) -> bool:
    return sum(left.values()) * NEARLY <= whole or max(left.values()) < SMALLEST
