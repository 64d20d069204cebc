"""Cells that the user corrects in the preview."""

from decimal import Decimal

import pytest

from reading.plans.corrections import with_edits
from reading.plans.reader import read_plan
from tables.model import Cell
from tests.reading.plans.plans import only, read, table, tables

PLAN = tables(
    table(["Wat", "Wanneer", "Kosten"], ["Folder", "ooit", Cell(formula=True)], [], ["Training", "2025", 500]),
    table(["Wat", "Wie"], ["Folder", "GGD"], number=2),
)


def texts(given, number=1):
    return [row.texts for row in given.tables[number - 1].rows]


def test_an_edited_cell_is_read_as_if_it_were_in_the_file():
    edited = with_edits(PLAN, {"1:2:1": " Q3\u00a02025 ", "1:2:2": "€ 750"})
    row = read_plan(edited).rows[0]
    assert (row.planning.start, row.planning.end, row.cost.amount, row.problems) == (
        "2025Q3",
        "2025Q3",
        Decimal("750.00"),
        [],
    )


def test_a_typed_value_is_replaced_by_text():
    edited = with_edits(PLAN, {"1:4:2": "n.t.b."})
    assert edited.tables[0].rows[2].cells[2] == Cell("n.t.b.", "n.t.b.")


def test_the_row_is_the_number_of_the_file_and_other_tables_stay():
    edited = with_edits(PLAN, {"1:4:0": "Cursus"})
    assert texts(edited) == [("Wat", "Wanneer", "Kosten"), ("Folder", "ooit", ""), ("Cursus", "2025", "500")]
    assert edited.tables[1] is PLAN.tables[1]


@pytest.mark.parametrize("key", ["", "1:2", "1:2:9", "9:2:1", "1:3:1", "1:x:1", "1:2:1:1", "1:-2:1", "1:²:1", "a"])
def test_unknown_keys_change_nothing(key):
    assert with_edits(PLAN, {key: "x"}) == PLAN


def test_the_tables_given_stay_as_they_are():
    before = texts(PLAN)
    with_edits(PLAN, {"1:2:0": "x"})
    assert texts(PLAN) == before


def test_a_row_that_is_emptied_is_left_out():
    edited = with_edits(PLAN, {"2:2:0": "", "2:2:1": " "})
    assert texts(edited, 2) == [("Wat", "Wie")]


def test_a_formula_that_is_emptied_is_no_longer_reported():
    plan = with_edits(PLAN, {"1:2:2": "", "1:2:1": "2025"})
    assert read_plan(plan).rows[0].problems == []


def test_a_merged_cell_that_stays_empty_stays_merged():
    plan = tables(table(["Wat", "Wie"], ["Folder", "GGD"], ["Cursus", Cell(merged="above")]))
    assert with_edits(plan, {"1:3:1": ""}) == plan
    assert read_plan(with_edits(plan, {"1:3:1": "Politie"})).rows[1].who.lead == "Politie"


# What a row keeps for the preview and for comments


def test_a_row_says_which_columns_its_table_has():
    row = only(read(["Wat", "Kosten 2025", "Kosten 2026", "Trekker", "Iets"], ["Folder", 1, 2, "GGD", "x"]))
    assert row.covered == {"what", "cost", "lead"}


def test_a_row_keeps_its_cells_empty_ones_included_but_not_those_without_a_heading():
    row = only(read(["Wat", "Iets", "", "Kosten 2025"], ["Folder", "", "los", 12]))
    assert [(one.column, one.heading, one.code, one.text) for one in row.cells] == [
        (0, "Wat", "what", "Folder"),
        (1, "Iets", "", ""),
        (3, "Kosten 2025", "cost:2025", "12"),
    ]


def test_cells_are_those_of_its_own_row():
    row = only(read(["Wat", "Hoe", "Doel"], ["Folder", "drukken", "bereik"], ["", "", "gebruik"]))
    assert (row.goals, [one.text for one in row.cells]) == (("bereik", "gebruik"), ["Folder", "drukken", "bereik"])


def test_a_field_has_the_place_of_a_filled_column():
    row = only(read(["Wat", "Start", "Eind", "Kosten", "Dekking", "Wie"], ["Folder", "", "ooit", "", "DUVO", "GGD"]))
    assert row.places == {"what": 0, "planning": 2, "cost": 4, "who": 5, "lead": 5}
    assert [row.places[problem.field] for problem in row.problems] == [2]


def test_a_lead_has_its_own_place():
    row = only(read(["Wat", "Wie", "Trekker", "Wanneer"], ["Folder", "GGD", "n.t.b.", ""]))
    assert row.places == {"what": 0, "who": 1, "lead": 2, "planning": 3}
