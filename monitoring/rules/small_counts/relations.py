"""How counts hang together: which count should be the sum of which others, by period, by area and by kind. Pure.

What a sum lacks gets a name of its own, a cell that nobody delivers. Those of periods are parts in sums of areas, and
both in sums of kinds: what is left of a region, in the months between two others, without a kind, is a number of people
like any other, and cannot be less than none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, permutations
from typing import NamedTuple

from monitoring.rules.small_counts.counts import Sum
from monitoring.rules.small_counts.lattices import Cover, closed_covers, filled, in_order

PERIOD = re.compile(r"(\d{4})(?:([HQM])(\d{1,2}))?(?:-(\d{4})M(\d{2}))?")
LENGTHS = {"H": 6, "Q": 3, "M": 1}  # months
ROUNDS = 3  # of what is left of areas in periods that are left


class Span(NamedTuple):
    """The months of a period, counted from year nought; the end lies just after it."""

    start: int
    end: int

    @property
    def months(self) -> frozenset[int]:
        """Each of its months."""
        return frozenset(range(self.start, self.end))


class Cell(NamedTuple):
    """What a count is about. A first quarter and "January to March" are the same months, so the same cell.

    Of cells that nobody delivers the area is a set of pieces, the indicator says what it is without, and the months
    are a set when they do not follow each other.
    """

    indicator: Hashable
    area: Hashable
    months: Hashable


class Family(NamedTuple):
    """An indicator and others that are parts of it, or that it may be the sum of."""

    total: int
    parts: tuple[int, ...]
    dimension: str = ""


_Divided = tuple[Hashable, tuple[Hashable, ...], Hashable]  # an area, areas within it, and what they leave, if anything
Areas = Mapping[str, frozenset[str]]  # the pieces of each area
Layouts = Callable[[Span], Sequence[Areas]]  # areas as they were in a period: municipalities merge, regions change


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


def period_of(months: Span) -> str:
    """How the portal writes these months: the year, the month, or the first and the last."""
    first, last = (f"{each // 12:04}M{each % 12 + 1:02}" for each in (months.start, months.end - 1))
    if months.end - months.start == 12 and not months.start % 12:
        return first[:4]
    return first if first == last else f"{first}-{last}"


def within(whole: str, areas: Iterable[str]) -> Layouts:
    """The layout of a region of which nothing is known but which areas lie in it."""
    parts = {area: frozenset([area]) for area in areas if area != whole}
    layout = [{whole: frozenset().union(*parts.values(), [f"{whole} zelf"] if not parts else []), **parts}]
    return lambda _span: layout


def sums(cells: Iterable[Cell], *, layouts: Layouts, families: Iterable[Family]) -> list[Sum]:
    """All sums that the counts of these cells should obey; those of which the rest is a part in others come first.

    What is left of a region in a quarter has months as well, and what is left of those lies in regions again.
    """
    present: dict[Cell, None] = dict.fromkeys(cells)
    found: dict[Sum, None] = dict.fromkeys(computed(present, layouts=layouts))
    present |= dict.fromkeys(each.total for each in found)
    for _round in range(ROUNDS):
        before = len(present)
        for made in (_over_time, partial(_over_areas, layouts=layouts)):
            new = dict.fromkeys(made(present))
            found |= new
            present |= dict.fromkeys(each.rest for each in new if not each.complete)
        if len(present) == before:
            break
    return [*found, *_over_kinds(present, list(families))]


def computed(cells: Iterable[Cell], *, layouts: Layouts) -> Iterator[Sum]:
    """Counts that nobody delivers and that others are made of: the region in a quarter, of its municipalities in it.

    Without them a half-year of the region and quarters of its municipalities would have nothing to do with each other.
    First those of periods, then those of areas, which may be made of the first.
    """
    present = dict.fromkeys(cells)
    spans: dict[tuple[Hashable, Hashable], set[Span]] = defaultdict(set)
    for cell in present:
        if isinstance(cell.months, Span):
            spans[cell.indicator, cell.area].add(cell.months)
    wanted = sorted(set().union(*spans.values()))
    for (indicator, area), have in spans.items():
        sets: dict[Hashable, frozenset[int]] = {each: each.months for each in sorted(have)}
        for total in (each for each in wanted if each not in have):
            parts, left = filled([], sets, total.months)
            if not left:
                present[Cell(indicator, area, total)] = None
                yield _computed(Cell(indicator, area, total), (Cell(indicator, area, part) for part in parts))
    yield from _computed_areas(present, layouts)


def _computed_areas(cells: Iterable[Cell], layouts: Layouts) -> Iterator[Sum]:
    areas: dict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for cell in cells:
        if isinstance(cell.months, Span):
            areas[cell.indicator, cell.months].add(cell.area)
    wanted = set().union(*areas.values())
    known: dict[tuple[Hashable, frozenset[Hashable]], dict[Hashable, tuple[Hashable, ...]]] = {}
    for (indicator, months), have in areas.items():
        key = months, frozenset(have)
        if key not in known:
            known[key] = {}
            for layout in layouts(hull(months)):
                sets: dict[Hashable, frozenset[str]] = {each: layout[str(each)] for each in have if each in layout}
                for total in sorted(wanted & layout.keys() - have, key=str):
                    parts, left = filled([], sets, layout[str(total)])
                    if not left:
                        known[key].setdefault(total, parts)
        for total, parts in known[key].items():
            yield _computed(Cell(indicator, total, months), (Cell(indicator, part, months) for part in parts))


def _computed(total: Cell, parts: Iterable[Cell]) -> Sum:
    return Sum(total, tuple(parts), complete=True, computed=True)


def _over_time(cells: Iterable[Cell]) -> Iterator[Sum]:
    series: dict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for cell in cells:
        series[cell.indicator, cell.area].add(cell.months)
    known: dict[frozenset[Hashable], list[Cover[Hashable, int]]] = {}
    for (indicator, area), periods in series.items():
        key = frozenset(periods)
        if key not in known:
            known[key] = list(closed_covers({each: months_in(each) for each in sorted(periods, key=in_order)}, named))
        for total, parts, rest in known[key]:
            yield _sum(
                Cell(indicator, area, total),
                (Cell(indicator, area, part) for part in parts),
                Cell(indicator, area, named(rest) if rest else ("niet verdeeld", total, parts)),
                over_time=True,
                complete=not rest,
            )


def overlapping(cells: Iterable[Cell]) -> bool:
    """Whether periods of one series share some months that nothing tells apart: what those tell is not guarded."""
    series: dict[tuple[Hashable, Hashable], set[Span]] = defaultdict(set)
    for cell in cells:
        if isinstance(cell.months, Span):
            series[cell.indicator, cell.area].add(cell.months)
    return any(_is_crossed(spans) for spans in {frozenset(spans) for spans in series.values()})


def _is_crossed(spans: frozenset[Span]) -> bool:
    pairs = combinations([each.months for each in sorted(spans)], 2)
    shared = {one & other for one, other in pairs if one & other and not one <= other and not other <= one}
    if not shared:
        return False
    sets: dict[Hashable, frozenset[int]] = {each: each.months for each in sorted(spans)}
    known = [*sets.values(), *(each.rest for each in closed_covers(sets, named))]
    return any(not _is_filled(months, known) for months in shared)


def _is_filled(months: frozenset[int], known: Iterable[frozenset[int]]) -> bool:
    left = set(months)
    for each in sorted(known, key=len, reverse=True):
        if each <= left:
            left -= each
    return not left


def named(months: frozenset[int]) -> Hashable:
    """A period for months that follow each other; other months are the set that they are."""
    start, end = min(months), max(months) + 1
    return Span(start, end) if end - start == len(months) else months


def _over_areas(cells: Iterable[Cell], layouts: Layouts) -> Iterator[Sum]:
    places: dict[tuple[Hashable, Hashable], list[Hashable]] = defaultdict(list)
    for cell in cells:
        places[cell.indicator, cell.months].append(cell.area)
    known: dict[tuple[Hashable, frozenset[Hashable]], list[_Divided]] = {}
    for (indicator, months), areas in places.items():
        for total, parts, rest in _area_covers(months, frozenset(areas), layouts, known):
            yield _sum(
                Cell(indicator, total, months),
                (Cell(indicator, part, months) for part in parts),
                Cell(indicator, ("niet verdeeld", total, parts) if rest == "" else rest, months),
                complete=rest == "",
            )


def _area_covers(
    months: Hashable,
    areas: frozenset[Hashable],
    layouts: Layouts,
    known: dict[tuple[Hashable, frozenset[Hashable]], list[_Divided]],
) -> list[_Divided]:
    """Covers of these areas in all layouts. What is left of one is named by the code of that land, if it has one."""
    if (months, areas) not in known:
        found: dict[_Divided, None] = {}
        for layout in layouts(hull(months)):
            codes = {layout[code]: code for code in sorted(layout, reverse=True)}
            sets = {area: land for area in sorted(areas, key=in_order) if (land := _land_of(area, layout))}
            made = [*closed_covers(sets, partial(_code_of, codes)), *_left_for_others(sets, layout)]
            found |= dict.fromkeys(_crossed(sets))
            found |= dict.fromkeys((total, parts, _code_of(codes, rest) if rest else "") for total, parts, rest in made)
        known[months, areas] = list(found)
    return known[months, areas]


def _code_of(codes: Mapping[frozenset[str], str], pieces: frozenset[str]) -> Hashable:
    return codes.get(pieces, pieces)


def _land_of(area: Hashable, layout: Areas) -> frozenset[str]:
    """The pieces of an area; none when it was not there."""
    if isinstance(area, frozenset):
        return area if any(area <= pieces for pieces in layout.values()) else frozenset()
    return layout.get(str(area), frozenset())


def _crossed(sets: Mapping[Hashable, frozenset[str]]) -> Iterator[_Divided]:
    """Areas that share land that nobody counted: one less the other is the least that there is in the first alone."""
    for one, other in permutations(sets, 2):
        shared = sets[one] & sets[other]
        crossing = shared and shared not in (sets[one], sets[other])
        if crossing and filled([], sets, shared)[1]:
            yield one, (other,), ("buiten", one, other)


def _left_for_others(sets: Mapping[Hashable, frozenset[str]], layout: Areas) -> Iterator[Cover[Hashable, str]]:
    """Areas that nobody counted, yet that are what is left of one without others."""
    for area in sorted(layout.keys() - sets.keys(), key=str):
        for total, pieces in sets.items():
            if layout[area] < pieces:
                parts, left = filled([], sets, pieces - layout[area])
                if not left:
                    yield Cover(total, parts, layout[area])


def months_in(months: Hashable) -> frozenset[int]:
    """Each month of a period or of a set of months."""
    if isinstance(months, Span):
        return months.months
    assert isinstance(months, frozenset)
    return months


def hull(months: Hashable) -> Span:
    """From the first to the last month of a period or of a set of months."""
    if isinstance(months, Span):
        return months
    assert isinstance(months, frozenset)
    return Span(min(months), max(months) + 1)


def _over_kinds(cells: Iterable[Cell], families: Collection[Family]) -> Iterator[Sum]:
    places: dict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for cell in cells:
        places[cell.area, cell.months].add(cell.indicator)
    for (area, months), indicators in places.items():
        for total, every, dimension in families:
            parts = tuple(part for part in every if part in indicators)
            if total in indicators and parts:
                name = ("zonder", total, parts, dimension)
                yield _sum(
                    Cell(total, area, months),
                    (Cell(part, area, months) for part in parts),
                    Cell(name, area, months),
                    complete=len(parts) == len(every),
                )


def _sum(total: Cell, parts: Iterable[Cell], rest: Cell, *, over_time: bool = False, complete: bool = False) -> Sum:
    double = Cell(*(one if one == other else ("dubbel", one) for one, other in zip(rest, total, strict=True)))
    return Sum(total, tuple(parts), over_time, complete, rest, double)
