"""What is typed for an action beside the cells of its file is read as those cells are, and only that."""

import pytest

from reading.plans.typed import COLUMNS, READERS, as_typed, with_typed, without_column
from tests.reading.plans.plans import fields, only, read

TYPED = {
    "line": ("Lijn 2", lambda row: row.line, "Lijn 2"),
    "theme": ("Onderwijs", lambda row: row.theme, "Onderwijs"),
    "number": ("1.2.", lambda row: row.number, "1.2"),
    "what": ("Anders", lambda row: row.what, "Anders"),
    "how": ("Zo", lambda row: row.how, "Zo"),
    "goals": ("Een\nTwee", lambda row: row.goals, ("Een", "Twee")),
    "lead": ("GGD; politie", lambda row: row.who.leads, ("GGD", "politie")),
    "partners": ("GGD;\npolitie; GGD", lambda row: row.who.partners, ("GGD", "politie")),
    "planning": ("Q3 2026", lambda row: (row.planning.start, row.planning.end), ("2026Q3", "2026Q3")),
    "cost": ("€ 1.250 per jaar", lambda row: (str(row.cost.amount), row.cost.per.value), ("1250.00", "year")),
    "funding": ("DUVO", lambda row: row.cost.funding, "DUVO"),
    "status": ("loopt", lambda row: row.status.value, "running"),
    "priority": ("hoog", lambda row: row.priority.value, "high"),
    "municipalities": ("Waterdorp; Veendam", lambda row: row.municipalities, ("Waterdorp", "Veendam")),
}


@pytest.fixture
def reading():
    """A plan with nothing but a what, and a time that is not understood."""
    return read(("Wat", "Wanneer"), ("Training", "ooit"))


def typed(reading, **texts):
    return with_typed(reading, {(1, 2): texts})


@pytest.mark.parametrize("code", TYPED)
def test_each_field_is_read_as_its_cell_would_be(reading, code):
    text, value, expected = TYPED[code]
    once = typed(reading, **{code: text})
    assert value(only(once)) == expected
    assert typed(once, **{code: text}) == once  # as often as one likes
    assert code in only(once).covered
    assert only(reading) == only(read(("Wat", "Wanneer"), ("Training", "ooit")))  # what was read is left as it was


def test_every_field_can_be_typed():
    assert TYPED.keys() == COLUMNS.keys() == READERS.keys()


def test_only_what_was_told_of_the_field_is_told_no_more(reading):
    assert fields(only(reading)) == ["planning"]
    assert fields(only(typed(reading, planning="2026"))) == []
    assert fields(only(typed(reading, funding="DUVO", partners="GGD", status="blauw"))) == ["planning", "status"]
    assert fields(only(typed(reading, cost="veel", priority="soms", lead="nog onbekend"))) == [
        "planning",
        "lead",
        "cost",
        "priority",
    ]


def test_what_is_typed_stands_in_the_form_again(reading):
    given = {code: text for code, (text, _value, _expected) in TYPED.items() if code not in ("number", "goals")}
    row = only(typed(reading, **given))
    again = {code: as_typed(row, code) for code in given}
    assert only(typed(reading, **again)) == row


def test_fields_with_a_column_are_corrected_in_their_cell(reading):
    assert {"what", "planning"}.isdisjoint(without_column(only(reading)))
    with_who = only(read(("Wat", "Wie"), ("Training", "GGD")))
    assert {"lead", "partners", "what"}.isdisjoint(without_column(with_who))
    assert {"planning", "cost", "line"} <= set(without_column(with_who))
