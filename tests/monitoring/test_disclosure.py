"""Nobody can narrow a hidden count to less than 1-9, whatever was published together."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.disclosure import DisclosureError, Known, Release, Sum, publish, rate, rounded
from monitoring.relations import Cell, Family, Span, span, sums, within
from tests.monitoring.attack import Attack, bounds_of

SMALL = range(1, 10)
ALL = "VT77"
MONTHS = [span(f"2024M0{month}") for month in (1, 2, 3)]
PERIODS = [*MONTHS, span("2024M01-2024M02"), span("2024Q1")]
TOTAL_KIND = 0


@dataclass
class World:
    """Reports by area, kind and month. A version of a group is a name; corrected groups get another name."""

    areas: list[str]
    kinds: list[int]
    groups: dict[tuple[str, int, int], tuple[str, int]]  # name and count
    truth: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.truth |= dict(self.groups.values())

    def corrected(self, changes: dict[tuple[str, int, int], int], version: int) -> "World":
        new = {
            place: (f"{place}v{version}", count) for place, count in changes.items() if count != self.groups[place][1]
        }
        return World(self.areas, self.kinds, self.groups | new, dict(self.truth))

    def names(self, cell: Cell) -> frozenset[str]:
        areas = self.areas if cell.area == ALL else [cell.area]
        kinds = self.kinds if cell.indicator == TOTAL_KIND else [cell.indicator]
        return frozenset(self.groups[place][0] for place in product(areas, kinds, months_of(cell)))

    def count(self, cell: Cell) -> int:
        return sum(self.truth[name] for name in self.names(cell))

    def cells(self, periods: list[Span]) -> list[Cell]:
        areas = [ALL, *self.areas] if len(self.areas) > 1 else [ALL]
        kinds = [TOTAL_KIND, *self.kinds] if len(self.kinds) > 1 else [TOTAL_KIND]
        if len(self.areas) == 1:
            areas = [ALL]
        return [Cell(kind, area, period) for kind, area, period in product(kinds, areas, periods)]


def months_of(cell: Cell) -> list[int]:
    return [month + 1 - 2024 * 12 for month in range(cell.months.start, cell.months.end)]


counts = st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(10, 60))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    areas = [f"GM000{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    kinds = list(range(1, draw(st.integers(1, 3)) + 1))
    places = product(areas, kinds, (1, 2, 3))
    return World(areas, kinds, {place: (f"{place}", draw(counts)) for place in places})


def released(world: World, periods: list[Span], before: list[Release]) -> Release:
    """What the portal publishes of a world."""
    cells = world.cells(periods)
    layouts = within(ALL, {cell.area for cell in cells})
    families = [Family(TOTAL_KIND, tuple(world.kinds), "aard")]
    counts = {cell: world.count(cell) for cell in cells}
    ever = dict.fromkeys([*counts, *(cell for release in before for cell in release.counts)])
    return publish(counts, sums(ever, layouts=layouts, families=families), before=before)


def told(release: Release) -> set[Cell]:
    """What a release is about, and what lies between its periods: the difference of two that follow each other."""
    edges = sorted({edge for cell in release.counts for edge in cell.months})
    between = {Span(*both) for both in pairwise(edges)}
    return set(release.counts) | {cell._replace(months=months) for cell in release.counts for months in between}


def attacked(history: list[tuple[World, Release]]) -> list[tuple[Cell, tuple[int, int]]]:
    """All small counts that the releases are about, with how far readers of everything can narrow them."""
    facts = [
        (world.names(cell), bounds_of(shown))
        for world, release in history
        for cell in release.counts
        if (shown := release.shown(cell)) is not None
    ]
    attack = Attack(facts, history[-1][0].truth)
    found = {}
    for world, release in history:
        for cell in told(release):
            names = world.names(cell)
            if world.count(cell) in SMALL and names not in found:
                found[names] = (cell, attack.interval(names, within=(1, 9)))
    return list(found.values())


def assert_safe(history: list[tuple[World, Release]]) -> None:
    assert [each for each in attacked(history) if each[1] != (1, 9)] == []


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[World, Release]]:
    """One to three deliveries: each brings periods, and may correct months that earlier ones counted apart.

    Readers are taken to know which months were corrected, which is more than deliveries tell.
    """
    world = draw(worlds())
    history: list[tuple[World, Release]] = []
    periods: set[Span] = set()
    apart: set[Span] = set()  # months that every delivery so far counted
    for version in range(draw(st.integers(1, 3))):
        may_change = [place for place in sorted(world.groups) if MONTHS[place[2] - 1] in apart]
        if may_change:
            places = draw(st.lists(st.sampled_from(may_change), max_size=2, unique=True))
            world = world.corrected({place: draw(counts) for place in places}, version)
        periods |= draw(st.sets(st.sampled_from(PERIODS), min_size=1, max_size=3))
        apart = apart & periods if version else periods & set(MONTHS)
        history.append((world, released(world, sorted(periods), [release for _world, release in history])))
    return history


quick = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(history=histories())
def test_no_small_count_can_be_narrowed_from_all_deliveries_together(history):
    assert_safe(history)


def one_sum(total, *parts, before=(), known=None):
    names = [f"deel {number}" for number in range(1, len(parts) + 1)]
    counts = {"totaal": total, **dict(zip(names, parts, strict=True))}
    release = publish(counts, [Sum("totaal", tuple(names))], before=before, known=known)
    return release, [release.shown(key) for key in counts]


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (0, 0)])
def test_counts_are_rounded_to_five(count, shown):
    assert (rounded(count), one_sum(count)[1]) == (shown, [shown])


@pytest.mark.parametrize("count", SMALL)
def test_counts_of_one_to_nine_are_hidden(count):
    assert one_sum(count)[1] == [None]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((104, 4, 30, 70), [105, None, None, 70]),  # the smallest other count
        ((62, 0, 12, 50), [60, 0, 10, 50]),  # nought needs no company
        ((108, 4, 4, 100), [110, None, None, None]),
        ((18, 9, 9), [20, None, None]),  # just as well 1, and 17 to protect it
        ((9, 9, 0), [None, None, None]),  # a nought under a hidden total is hidden, so that 9 and 9 are not the same
        ((100, 4, 30), [100, None, 30]),  # 66 were not counted apart
        ((38, 4, 34), [40, None, None]),
        ((40, 20, 25), [40, 20, 25]),  # counted double, as kinds of violence are
        ((30, 20, 25), [30, 20, None]),  # five were not of the second kind
    ],
)
def test_a_second_count_is_hidden_where_a_total_would_tell_the_first(counts, shown):
    assert one_sum(*counts)[1] == shown


def test_what_was_hidden_stays_hidden():
    first, _shown = one_sum(104, 4, 30, 70)
    assert one_sum(115, 15, 30, 70, before=[first])[1] == [115, None, None, 70]


def test_a_count_that_others_publish_protects_nothing():
    assert one_sum(104, 4, 30, 70, known={"deel 2": Known(30, 2)})[1] == [105, None, 30, None]


def test_counts_below_nought_are_refused():
    with pytest.raises(DisclosureError, match="onder nul"):
        one_sum(10, -1)


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(35, 145, "24.1"), (0, 10, "0.0"), (None, 145, None), (35, None, None), (35, 0, None)]
)
def test_a_rate_is_made_of_what_is_published(part, whole, share):
    assert rate(part, whole, per=100) == (share and Decimal(share))


@pytest.mark.parametrize("text", ["2026H1-2026M09", "januari", "2026-2026M09", ""])
def test_what_is_no_period_has_no_months(text):
    with pytest.raises(ValueError, match=f"^{text}$"):
        span(text)
