"""Our own export with changes of a user: read literally, and told where it cannot be read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reading.plans import own_table as own
from reading.plans.reader import read_plan
from tables.model import Cell, Remark, Row, Table, Tables

HEADINGS = (
    "id", "Nummer", "Actielijn", "Wat", "Doelen", "Trekker", "Wie zoals opgeschreven", "Start", "Eind", "Herhaling",
    "Planning bij benadering", "Planning zoals opgeschreven", "Soort kosten", "Bedrag", "Hoogste bedrag", "Per",
    "Kosten 2025", "Kosten 2026", "Dekking", "Kosten zoals opgeschreven", "Alle kosten", "Status", "Wie mag dit zien",
    "Versie",
)  # fmt: skip


def cell(value):
    return value if isinstance(value, Cell) else Cell(str(value), value) if value not in ("", None) else Cell()


def tables(*rows, headings=HEADINGS, kind="xlsx", name="Acties", more=()):
    cells = [tuple(Cell(text, text) for text in headings)]
    given = [{"Versie": "3 ...abcde"} | row for row in rows]
    cells += [tuple(cell(row.get(heading)) for heading in headings) for row in given]
    table = Table(1, tuple(Row(number, row) for number, row in enumerate(cells, start=1)), name)
    return Tables(kind, (table, *more))


def read(**row):
    given = {"id": 7, "Wat": "Iets"} | {key.replace("_", " "): value for key, value in row.items()}
    return read_plan(tables(given)).rows[0]


def told(row):
    return [problem.field for problem in row.problems]


def test_a_row_is_read_as_it_stands():
    row = read(Doelen="Een\n- Twee; en drie", Trekker="GGD\nJan, Piet", Start="Q1 2026", Eind="4e kwartaal 2026")
    assert row.goals == ("Een", "- Twee; en drie")
    assert row.who.leads == ("GGD", "Jan, Piet")
    assert (row.planning.start, row.planning.end) == ("2026Q1", "2026Q4")
    assert row.own["lead"] == ("GGD", "Jan, Piet")
    assert (row.id, row.problems) == (7, [])


@pytest.mark.parametrize(
    ("column", "text", "field"),
    [
        ("Start", "zsm", "planning"),
        ("Herhaling", "Soms", "planning"),
        ("Planning bij benadering", "misschien", "planning"),
        ("Status", "Half", "status"),
        ("Wie mag dit zien", "Iedereen", "classification"),
        ("Bedrag", "veel", "cost"),
        ("Kosten 2025", "PM", "cost"),
        ("Per", "per maand", "cost"),
        ("Wat", "x" * 2001, "what"),
        ("Nummer", "x" * 21, "number"),
        ("Trekker", "x" * 161, "lead"),
        ("id", "zeven", "id"),
        ("Bedrag", Cell(formula=True), "cost"),
        ("Status", Cell("#REF!", error=True), "status"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_cell(column, text, field):
    given = {"id": 7, "Wat": "Iets", "Bedrag": 5 if column == "Per" else "", column: text}
    row = read_plan(tables(given)).rows[0]
    assert told(row) == [field]
    assert row.places[field] == HEADINGS.index(column)


def test_a_text_that_is_too_long_changes_nothing():
    assert "what" not in read(Wat="x" * 2001).covered


@pytest.mark.parametrize("text", ["1250,5", "€ 1.250,50", Decimal("1250.5")])
def test_amounts_as_people_type_them(text):
    row = read(Bedrag=text, Per="per jaar")
    assert (row.own["amount"], row.cost.amount, row.cost.per, row.problems) == (
        Decimal("1250.50"), Decimal("1250.50"), "year", [],
    )  # fmt: skip


def test_amounts_per_year_are_that_and_a_nought_is_an_amount():
    row = read(**{"Kosten 2025": 0, "Kosten 2026": 10})
    assert (row.cost.kind, row.cost.by_year) == ("amount", {2025: Decimal("0.00"), 2026: Decimal("10.00")})
    assert row.problems == []


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"Soort kosten": "Bedrag"}, "unclear"),
        ({"Soort kosten": "Geen kosten", "Bedrag": 5}, "none"),
        ({"Kosten 2025": 5, "Bedrag": 5}, "amount"),
        ({"Bedrag": 5, "Hoogste bedrag": 4}, "amount"),
        ({"Soort kosten": "Meer posten", "Bedrag": 5}, "unclear"),
        ({"Soort kosten": "Gratis"}, "unstated"),
    ],
)
def test_costs_that_do_not_go_together_are_told(cells, kind):
    row = read(**cells)
    assert (told(row), row.cost.kind) == (["cost"], kind)


def test_more_costs_than_fit_stay_as_they_are():
    row = read(**{"Soort kosten": "Meer posten", "Bedrag": 5})
    assert not row.covered & {"cost_kind", "amount"}
    assert read(**{"Soort kosten": "Meer posten"}).problems == []


def test_words_say_something_only_in_a_row_that_somebody_added():
    words = {"Planning zoals opgeschreven": "vanaf Q3 2026", "Kosten zoals opgeschreven": "5.000 euro per jaar"}
    known, added = read_plan(tables({"id": 7, "Wat": "a"} | words, {"Wat": "b"} | words)).rows
    assert (known.planning.start, known.cost.amount) == (None, None)
    assert (added.planning.start, added.cost.amount) == ("2026Q3", Decimal(5000))
    assert added.planning.text == "vanaf Q3 2026"
    assert (known.problems, added.problems) == ([], [])


def test_a_new_row_without_what_is_told():
    assert told(read_plan(tables({"Bedrag": 5})).rows[0]) == ["what"]
    assert told(read_plan(tables({"id": 3, "Bedrag": 5})).rows[0]) == []


def test_columns_may_be_moved_left_out_and_added():
    headings = ("Stadium", "Opmerking", "Alle kosten", "Wat", "id", "Geborgd bij", "Versie")
    reading = read_plan(tables({"id": 7, "Wat": "Iets", "Opmerking": "x"}, headings=headings))
    assert reading.rows[0].own == {"id": 7, "what": "Iets", "stage": "", "secured_with": "", "costs": ()}
    assert [(problem.row, "'Opmerking'" in problem.message) for problem in reading.problems] == [(1, True)]
    assert reading.columns[0].fields == ("stage", "", "", "what", "id", "secured_with", "version")


def test_the_user_says_what_an_added_column_is():
    reading = read_plan(tables({"id": 7, "Uitleg": "x"}, headings=(*HEADINGS, "Uitleg")), mapping={1: {24: "how"}})
    assert (reading.rows[0].how, reading.problems) == ("x", ())


def test_a_copied_row_is_told():
    assert [told(row) for row in read_plan(tables({"id": 7, "Wat": "a"}, {"id": 7, "Wat": "b"})).rows] == [[], ["id"]]


def test_our_explanation_is_skipped_and_another_sheet_is_told():
    ours = Table(2, (Row(1, (Cell("Toelichting bij dit bestand"), Cell())),), "Toelichting")
    theirs = Table(3, (Row(1, (Cell("Notities"), Cell("van Jan"))),), "Blad3")
    reading = read_plan(tables({"id": 7, "Wat": "Iets"}, more=(ours, theirs)))
    assert [problem.table for problem in reading.problems] == [3]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_apostrophe_is_a_sign_like_any_other(kind):
    assert read_plan(tables({"id": 7, "Wat": "'=1+1"}, kind=kind)).rows[0].what == "'=1+1"


def test_our_lists_are_no_hidden_sheet_to_tell_of():
    """LibreOffice saves the sheet that nobody can see as one that a user hid."""
    remarks = (
        Remark("Het verborgen blad “Lijsten” is niet gelezen."),
        Remark("Het verborgen blad “Jan” is niet gelezen."),
    )
    reading = read_plan(replace(tables({"id": 7, "Wat": "Iets"}), remarks=remarks))
    assert [problem.message for problem in reading.problems] == [remarks[1].message]


def test_another_plan_is_not_taken_for_ours():
    assert not own.is_own(tables({"Wat": "Iets"}, headings=("id", "Wat", "Wie", "Kosten", "Status", "Prioriteit")))
    assert not own.is_own(tables({"Wat": "Iets"}, headings=HEADINGS[1:]))


def test_a_file_that_does_not_know_its_version_is_told_once_and_a_single_row_at_the_row():
    known, unknown = {"id": 7, "Wat": "a"}, {"id": 8, "Wat": "b", "Versie": ""}
    reading = read_plan(tables(unknown, unknown | {"id": 9}, {"Wat": "new", "Versie": ""}))
    assert ([problem.row for problem in reading.problems], [told(row) for row in reading.rows]) == (
        [None],
        [[], [], []],
    )
    reading = read_plan(tables(known, unknown))
    assert (reading.problems, [told(row) for row in reading.rows]) == ((), [[], ["id"]])
    assert (reading.rows[0].then.version, reading.rows[1].then) == (3, None)
