"""Columns that add up while nobody said that they are parts."""

import random

import pytest

from monitoring.rules.small_counts.adding_up import adding_up


def found(**columns):
    cells = {
        name: {row: value for row, value in enumerate(values) if value is not None} for name, values in columns.items()
    }
    return {each.total: (set(each.parts), each.exactly) for each in adding_up(cells)}


def test_parts_of_one_row_add_up():
    assert found(meldingen=[103], partner=[47], kind=[47], oud=[9])["meldingen"] == ({"partner", "kind", "oud"}, True)


def test_parts_among_others_are_found_in_all_rows():
    rows = {
        "meldingen": [103, 60, 45],
        "adviezen": [12, 90, 31],
        "partner": [47, 30, 20],
        "kind": [47, 21, 20],
        "oud": [9, 9, 5],
    }
    assert found(**rows) == {"meldingen": ({"partner", "kind", "oud"}, True)}


def test_nearly_is_found_too_and_says_so():
    rows = {"meldingen": [103, 260, 145], "partner": [60, 140, 80], "kind": [42, 118, 64]}
    assert found(**rows)["meldingen"] == ({"partner", "kind"}, False)


def test_the_same_column_twice_is_one_topic():
    assert found(een=[3, 7], twee=[3, 7]) == {"een": ({"twee"}, True), "twee": ({"een"}, True)}


def test_columns_that_have_nothing_to_do_with_each_other_are_left_alone():
    assert found(een=[103, 60, 80], twee=[50, 3, 71], drie=[7, 41, 22]) == {}
    assert found(een=[0, 0], twee=[0, 0], drie=[0, 0]) == {}
    assert found() == {}


def test_an_empty_cell_is_not_nought():
    assert found(een=[10, 20, 30], twee=[4, 5, None], drie=[6, 15, 3])["een"] == ({"twee", "drie"}, True)


@pytest.mark.parametrize("seed", range(20))
def test_what_was_split_is_always_found(seed):
    chance = random.Random(seed)
    parts = {f"deel {n}": [chance.randint(1, 90) for _ in range(8)] for n in range(chance.randint(2, 5))}
    total = [sum(values) for values in zip(*parts.values(), strict=True)]
    others = {f"ander {n}": [chance.randint(100, 900) for _ in range(8)] for n in range(5)}
    assert found(geheel=total, **parts, **others)["geheel"] == (set(parts), True)


def test_many_columns_take_bounded_time():
    chance = random.Random(1)
    columns = {f"k{n}": [chance.randint(1, 9) for _ in range(3)] for n in range(40)}
    assert isinstance(found(**columns), dict)
