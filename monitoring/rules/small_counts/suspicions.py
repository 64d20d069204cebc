"""Columns that add up to another, whatever was said about them: readers see that too. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import permutations

from monitoring.rules.small_counts.counts import SMALLEST
from monitoring.rules.small_counts.relations import Cell, Family

NEARLY = 10  # a rest of one in so many, over all places together
MOST = 5  # sums for one total, the closest first
ALIKE = 3  # places where two columns are the same, not by chance
EFFORT = 20_000  # sums tried for one total

Column = dict[tuple[object, object], int]  # by area and months


def adding_up(
    counts: Mapping[Cell, int], declared: Collection[Family] = (), shared: Collection[int] = ()
) -> list[Family]:
    """Indicators that are, exactly or nearly, the sum of some others in all places where those were counted.

    Sums that follow from what was declared are left out. So are those that are nearly so and cannot be: in a small
    region many a column is nearly the sum of some others, and taking all of those as sums hides everything. `shared`
    are the indicators that the portal itself describes: what those are parts of is sure.
    """
    columns = _columns(counts)
    said = _Said(declared, shared)
    found = []
    for total in columns:
        below = said.below(total)
        sums = [each for each in _sums_to(total, columns) if not each[0] or said.may_be(total, each[1])]
        closest = sorted(sums, key=lambda each: each[0])[:MOST]
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


class _Said:
    """What was declared about how indicators hang together."""

    def __init__(self, families: Iterable[Family], shared: Collection[int]) -> None:
        self.families, self.shared = list(families), shared

    def below(self, total: int) -> set[int]:
        """All that is declared a part of an indicator, or of its parts."""
        found = {total}
        while more := {part for each in self.families if each.total in found for part in each.parts} - found:
            found |= more
        return found - {total}

    def may_be(self, total: int, parts: tuple[int, ...]) -> bool:
        """Whether parts can together be a total: they count nobody twice, and are not of something else.

        Kinds in one division are no parts of each other, and what the portal itself describes has one place.
        """
        double = any(part in self.below(other) for part in parts for other in parts)
        beside = any(total in each.parts and not set(parts).isdisjoint(each.parts) for each in self.families)
        elsewhere = total in self.shared and any(
            part in self.shared and self._tops(part).isdisjoint(self._tops(total)) for part in parts
        )
        return not (double or beside or elsewhere)

    def _tops(self, indicator: int) -> set[int]:
        """The indicators that it is a part of and that are themselves part of nothing; itself when it is of none."""
        above = {each.total for each in self.families if indicator in self.below(each.total)} or {indicator}
        return above - {part for each in self.families for part in each.parts} or above


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
