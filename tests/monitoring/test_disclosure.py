"""Nobody can narrow a hidden count to less than 1-9, whatever was published together."""

from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings

from monitoring.rules.disclosure import DisclosureError, Known, Sum, publish, rate, rounded
from monitoring.rules.small_counts import moves
from monitoring.rules.small_counts.relations import Cell, Family, computed, overlapping, span, sums, within
from monitoring.rules.small_counts.suspicions import adding_up, parts_of_anything
from tests.choosing import examples
from tests.monitoring.publications import MONTHS, Publication, World, publications

SMALL = range(1, 10)
ALL = "VT77"
quick = settings(max_examples=examples(150), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@quick
@given(publication=publications())
def test_nothing_that_was_ever_published_narrows_a_small_count(publication):
    assert publication.narrowed() == []


def test_what_is_left_of_areas_in_a_quarter_is_not_told_by_months_of_others():
    land = {"VT": "abc", "AB": "ab", "A": "a", "B": "b", "C": "c"}
    groups = {(piece, "x", month): (f"{piece}{month}", 10) for piece in "abc" for month in range(3)}
    groups |= {("c", "x", month): (f"c{month}", count) for month, count in enumerate([20, 20, 9])}
    world = World(land, {0: "x"}, groups)
    made = Publication(land, {0: "x"}, "parts")
    made.others = {cell: world.count(cell) for cell in (Cell(0, "C", MONTHS[0]), Cell(0, "C", MONTHS[1]))}
    made.release(world, [Cell(0, "VT", span("2024Q1")), Cell(0, "AB", span("2024Q1"))])
    assert made.narrowed() == []


def test_areas_that_share_land_that_nobody_counted_do_not_tell_what_lies_beside_it():
    land = {"AB": "ab", "BC": "bc", "C": "c"}
    groups = {(piece, "x", 0): (piece, count) for piece, count in zip("abc", (0, 56, 7), strict=True)}
    made = Publication(land, {0: "x"}, "parts")
    made.release(World(land, {0: "x"}, groups), [Cell(0, "AB", MONTHS[0]), Cell(0, "BC", MONTHS[0])])
    assert made.narrowed() == []


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


def test_what_is_hidden_beside_a_small_count_does_not_tell_how_small_it_is():
    """Who runs the rule on all counts that it could be of, finds the same figures for each of 1 to 9."""
    shown, orders = (55, None, 20, None), list(permutations(("deel 1", "deel 2", "deel 3")))
    possible = set()
    for one, two, three in product(range(20, 48), range(18, 23), SMALL):
        if rounded(one + two + three) == 55:
            for order in orders:
                names = ("totaal", *sorted(order))
                counts = dict(zip(names, (one + two + three, one, two, three), strict=True))
                release = publish(counts, [Sum("totaal", names[1:])], chance=("totaal", *order).index)
                if tuple(release.shown(name) for name in names) == shown:
                    possible.add(three)
    assert possible == set(SMALL)


def test_what_takes_too_long_is_refused_with_what_to_do_instead(monkeypatch):
    monkeypatch.setattr(moves, "ALL_PRODUCTS", 2)
    counts = {Cell(1, area, span("2026")): count for area, count in (("VT77", 120), ("A", 4), ("B", 5), ("C", 111))}
    found = sums(counts, layouts=within("VT77", "ABC"), families=[])
    with pytest.raises(DisclosureError, match="Lever minder onderwerpen of gebieden tegelijk"):
        publish(counts, found)


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


def test_a_year_hangs_together_with_all_that_lies_within_it():
    cells = [Cell(1, ALL, span(period)) for period in ("2026", "2026H1", "2026Q1", "2026M01-2026M04", "2026M04")]
    year, half, quarter, four, april = (cell.months for cell in cells)
    found = {
        (each.total.months, frozenset(part.months for part in each.parts), each.complete)
        for each in sums(cells, layouts=within(ALL, []), families=[])
    }
    assert {(year, frozenset([half]), False), (half, frozenset([four]), False)} <= found
    assert (four, frozenset([quarter, april]), True) in found


def test_counts_of_different_periods_and_areas_hang_together_by_what_they_come_to():
    cells = [Cell(1, "VT", span("2026H1"))]
    cells += [Cell(1, area, span(quarter)) for area, quarter in product("AB", ("2026Q1", "2026Q2"))]
    half, first, second = (span(period) for period in ("2026H1", "2026Q1", "2026Q2"))
    layout = {"VT": frozenset("AB"), "A": frozenset("A"), "B": frozenset("B")}
    made = {each.total: each.parts for each in computed(cells, layouts=lambda _span: [layout])}
    assert made == {
        Cell(1, "A", half): (Cell(1, "A", first), Cell(1, "A", second)),
        Cell(1, "B", half): (Cell(1, "B", first), Cell(1, "B", second)),
        Cell(1, "VT", first): (Cell(1, "A", first), Cell(1, "B", first)),
        Cell(1, "VT", second): (Cell(1, "A", second), Cell(1, "B", second)),
    }


def test_periods_that_share_only_some_months_hang_together_by_what_lies_between():
    cells = [Cell(1, ALL, span(period)) for period in ("2026M01-2026M05", "2026Q1", "2026Q2", "2026M06")]
    five, first, second, june = (cell.months for cell in cells)
    found = {
        (each.total.months, frozenset(part.months for part in each.parts), each.rest.months)
        for each in sums(cells, layouts=within(ALL, []), families=[])
    }
    assert {(five, frozenset([first]), span("2026M04-2026M05"))} <= found
    assert {(second, frozenset([june]), span("2026M04-2026M05"))} <= found


@pytest.mark.parametrize(
    ("periods", "crossing"),
    [
        ("2026M01-2026M09 2025M11-2026M02", True),
        ("2026M01-2026M09 2026M01-2026M08", False),
        ("2026Q1 2026M03", False),
        ("2026M01-2026M05 2026Q2", True),
        ("2026M01-2026M05 2026Q2 2026Q1", False),
        ("2026M01-2026M05 2026Q2 2026M04 2026M05", False),
    ],
)
def test_periods_that_share_only_some_months_are_noticed(periods, crossing):
    assert overlapping([Cell(1, ALL, span(period)) for period in periods.split()]) is crossing


COLUMNS = {1: (103, 20), 2: (47, 10), 3: (47, 8), 4: (9, 2), 5: (60, 60)}


def counted(columns):
    return {
        Cell(topic, area, span("2026")): counts[at] for topic, counts in columns.items() for at, area in enumerate("AB")
    }


@pytest.mark.parametrize(
    ("change", "declared", "found"),
    [
        ({}, [], [Family(1, (2, 3, 4))]),
        ({}, [Family(1, (2, 3, 4))], []),
        ({1: (107, 21)}, [], [Family(1, (2, 3, 4))]),  # nearly
        ({1: (160, 40)}, [], []),
        ({4: (9, 30)}, [], [Family(1, (2, 3))]),  # more than the total in one place: no part of it
    ],
)
def test_columns_that_add_up_are_seen(change, declared, found):
    assert adding_up(counted(COLUMNS | change), declared) == found


NEARBY = {1: (103, 20), 2: (47, 10), 3: (47, 8), 6: (7, 1)}  # 6 is nearly what 1 lacks, as many a column is


@pytest.mark.parametrize(
    ("declared", "shared", "found"),
    [
        ([], (), [Family(1, (2, 3, 6))]),
        ([Family(9, (2, 3), "aard")], (), [Family(1, (2, 3, 6))]),
        ([Family(2, (6,), "aard")], (), [Family(1, (2, 3))]),  # 2 and 6 together count those of 6 twice
        ([Family(1, (2, 3), "aard")], (), [Family(1, (2, 3, 6))]),  # what else 1 consists of is not known
        ([Family(9, (1, 3), "aard")], (), []),  # beside each other in one division
        ([Family(9, (3,), "aard")], (1, 3), []),  # the portal knows that 1 stands alone
        ([Family(9, (3,), "aard")], (3,), [Family(1, (2, 3, 6))]),  # somebody says that 1 does
        ([Family(9, (1, 3), "aard"), Family(9, (2, 3), "wie")], (), []),
    ],
)
def test_what_nearly_adds_up_and_cannot_be_a_sum_is_none(declared, shared, found):
    assert adding_up(counted(NEARBY), declared, shared) == found


def test_what_adds_up_exactly_is_a_sum_whatever_was_said():
    exact = [Family(1, (2, 3, 4))]
    assert adding_up(counted(COLUMNS), [Family(9, (1, 2, 3), "aard"), Family(3, (4,), "wie")], (1, 2, 3, 4)) == exact


def test_two_columns_that_are_the_same_everywhere_are_one_topic():
    found = {
        Cell(topic, area, span("2026")): count
        for topic in (1, 2)
        for area, count in zip("ABC", (47, 9, 12), strict=True)
    }
    assert adding_up(found) == [Family(1, (2,)), Family(2, (1,))]
    assert adding_up({cell: count for cell, count in found.items() if cell.area != "C"}) == []


def test_what_nobody_said_anything_of_may_be_part_of_all_that_is_larger():
    assert set(parts_of_anything(counted({1: (30, 20), 2: (20, 20), 3: (5, 1)}), {3})) == {
        Family(1, (3,)),
        Family(2, (3,)),
    }
