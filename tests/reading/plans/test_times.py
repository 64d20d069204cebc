"""Two columns of time: combined where they fit, told where they contradict each other."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import quarters
from reading.plans.durations import Duration, read_duration
from reading.plans.model import Planning
from reading.plans.times import TimeCell, Times
from tests.reading.plans.plans import cell, fields, only, read


def planned(headings: str, cells: list[object]) -> tuple[str, list[str]]:
    """`start..end`, `!` when something is told."""
    row = only(read(["Wat", "Wie", *headings.split(";")], ["Folder", "GGD", *cells]))
    start, end = row.planning.start or "", row.planning.end or ""
    told = " !" if "planning" in fields(row) else ""
    recurs = f" {row.planning.recurrence}" if row.planning.recurrence else ""
    return f"{start}..{end}{recurs}{told}"


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        # The smallest cases
        ("Wanneer;Gereed", "Q1 2025;Q4 2025", "2025Q1..2025Q4"),
        ("Start;Looptijd", "Q1 2025;2 jaar", "2025Q1..2026Q4"),
        # A planning beside an end
        ("Wanneer;Gereed", "2025;2026", "2025Q1..2026Q4"),
        ("Wanneer;Deadline", "vanaf Q1 2025;31-12-2025", "2025Q1..2025Q4"),
        ("Wanneer;Streefdatum", "Q4 2025;Q4 2025", "2025Q4..2025Q4"),
        ("Wanneer;Gereed", "jaarlijks;2026", "..2026Q4 yearly"),
        ("Wanneer;Gereed", "Q1 2025;", "2025Q1..2025Q1"),
        ("Wanneer;Gereed", ";Q4 2025", "..2025Q4"),
        ("Wanneer;Gereed", "Q1-Q4 2025;Q4 2025", "2025Q1..2025Q4"),
        ("Wanneer;Gereed", "Q1-Q2 2025;Q4 2025", ".. !"),
        ("Wanneer;Gereed", "Q3 2025;Q1 2025", ".. !"),
        ("Wanneer;Gereed", "Q1 2025;n.t.b.", "2025Q1..2025Q1 !"),
        ("Wanneer;Gereed", "z.s.m.;Q4 2025", "..2025Q4 !"),
        # A planning beside a start
        ("Start;Periode", "Q3 2025;2025-2027", "2025Q3..2027Q4"),
        ("Start;Periode", "Q3 2024;2025-2027", ".. !"),
        ("Start;Deadline", "Q1 2025;31-12-2025", "2025Q1..2025Q4"),
        # A length
        ("Wanneer;Looptijd", "Q1 2025;2 jaar", "2025Q1..2026Q4"),
        ("Wanneer;Looptijd", "2025-2026;2 jaar", "2025Q1..2026Q4"),
        ("Wanneer;Looptijd", "2025-2026;4 jaar", "2025Q1..2026Q4 !"),
        ("Start;Duur", "1 maart 2025;6 maanden", "2025Q1..2025Q3"),
        ("Start;Duur", "Q1 2025;anderhalf jaar", "2025Q1..2026Q2"),
        ("Start;Duur", "2025;6 maanden", "2025Q1.. !"),
        ("Start;Duur (maanden)", "Q1 2025;6", "2025Q1..2025Q2"),
        ("Start;Duur", "Q1 2025;6", "2025Q1.. !"),
        ("Start;Eind;Duur", "Q1 2025;Q4 2026;2 jaar", "2025Q1..2026Q4"),
        ("Start;Eind;Duur", "Q1 2025;Q4 2026;4 jaar", "2025Q1..2026Q4 !"),
        ("Gereed;Looptijd", "Q4 2026;1 jaar", "2026Q1..2026Q4"),
        ("Start;Looptijd", ";2 jaar", ".. !"),
        ("Wanneer", "2 jaar", ".. !"),
        ("Wanneer", "anderhalf jaar", ".. !"),
        # Year and quarter
        ("Jaar;Kwartaal", "2025;3", "2025Q3..2025Q3"),
        ("Kwartaal;Jaar", "Q1-Q2;2025", "2025Q1..2025Q2"),
        ("Jaar;Maand", "2025;maart", "2025Q1..2025Q1"),
        ("Jaar;Start;Gereed", "2025;Q1;Q3", "2025Q1..2025Q3"),
        # Two plannings
        ("Planning;Wanneer", "Q1 2025;Q1 2025", "2025Q1..2025Q1"),
        ("Planning;Jaar", "Q2 2025;2025", "2025Q2..2025Q2"),
        ("Planning;Jaar", "Q2 2025;2026", ".. !"),
        ("Planning;Periode", "Q1 2025;2025-2026", "2025Q1..2026Q4"),
        ("Planning;Wanneer", "Q1 2025;Q4 2025", ".. !"),
    ],
)  # fmt: skip
def test_columns_of_time(headings, cells, expected):
    assert planned(headings, list(cells.split(";"))) == expected


def test_a_typed_date_with_a_length():
    assert planned("Start;Duur", [datetime.date(2025, 3, 15), "6 maanden"]) == "2025Q1..2025Q3"


def test_a_length_alone_says_what_to_do():
    row = only(read(["Wat", "Wanneer"], ["Folder", "2 jaar"]))
    assert "hoe lang" in row.problems[0].message


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 jaar", Duration(24)),
        ("één jaar", Duration(12)),
        ("half jaar", Duration(6)),
        ("1,5 jaar", Duration(18)),
        ("ca. 6 mnd.", Duration(6)),
        ("3 kwartalen", Duration(9)),
        ("6 weken", Duration(days=42)),
        ("2025", None),
        ("elke 2 jaar", None),
        ("2-3 jaar", None),
        ("1e kwartaal", None),
    ],
)
def test_a_length_of_time(text, length):
    assert read_duration(text) == length


QUARTER = st.integers(quarters.index("2024Q1"), quarters.index("2028Q4")).map(quarters.from_index)
WRITTEN = QUARTER.map(lambda quarter: f"Q{quarter[-1]} {quarter[:4]}") | st.integers(2024, 2028).map(str)
RANGE = st.tuples(WRITTEN, WRITTEN).map(" - ".join)
LENGTH = st.tuples(st.integers(1, 36), st.sampled_from(["maanden", "kwartalen", "jaar", "weken"])).map(
    lambda pair: f"{pair[0]} {pair[1]}"
)
FREE = st.sampled_from(["", "jaarlijks", "z.s.m.", "vanaf 2025", "maart"])


@given(
    st.lists(st.one_of(WRITTEN, RANGE, LENGTH, FREE), max_size=3),
    st.one_of(WRITTEN, FREE, RANGE),
    st.one_of(WRITTEN, FREE),
    st.sampled_from(["", "jaarlijks"]),
)
def test_no_end_before_a_start_and_nothing_dropped_in_silence(plannings, start, end, recurrence):
    times = Times([TimeCell(cell(text)) for text in plannings], cell(start), cell(end), cell(recurrence))
    found: Planning = times.read(None)
    if found.start and found.end:
        assert found.start <= found.end
    if not (found.start or found.end or found.recurrence) and any([*plannings, start, end]):
        assert found.problems
    if any(read_duration(text) for text in plannings) and not found.problems:
        assert (found.start and found.end) or not any([start, end])
