"""Whole plans: several tables, kinds of files, what the user says beside the file, refusals."""

import datetime
from decimal import Decimal

import pytest

from reading.plans.as_json import reading_as_json
from reading.plans.reader import read_plan
from reading.vocabulary import Heap
from tables.model import Cell, Paragraph, Refused
from tests.reading.plans.plans import fields, only, read, table, tables

HEADINGS = ["Wat", "Wie", "Wanneer", "Kosten"]
ACTION = ["Folder", "GGD", "Q3", "€ 5"]
TWO_AMOUNTS = "15.000 euro per jaar; totaal 30.000"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Naam", "Telefoon"], ["x", "y"]], "Geen van de tabellen"),
        ([["Wat"], ["Folder"]], "Geen van de tabellen"),
        ([HEADINGS], "Onder de koppen"),
    ],
)
def test_a_plan_without_actions_is_refused(rows, sentence):
    with pytest.raises(Refused, match=sentence):
        read(*rows)


def test_the_json_of_a_row():
    reading = read(
        ["Nr", "Actielijn", "Wat", "Hoe", "Wie", "Doel", "Wanneer", "Kosten", "Status"],
        ["1.1", "Zien", "Folder", "drukken", "GGD, OM", "• Bereik", "Q3-Q4 2021", TWO_AMOUNTS, "ooit"],
    )  # fmt: skip
    assert reading_as_json(reading) == {
        "rows": [
            {
                **{
                    "table": 1,
                    "row": 2,
                    "id": None,
                    "number": "1.1",
                    "line": "Zien",
                    "theme": None,
                    "municipalities": [],
                },
                **{"what": "Folder", "how": "drukken", "who": "GGD, OM", "lead": "GGD", "partners": ["OM"]},
                **{"goals": ["Bereik"], "status": None},
                "planning": {
                    "text": "Q3-Q4 2021",
                    "start": "2021Q3",
                    "end": "2021Q4",
                    "recurrence": None,
                    "approximate": False,
                    "understood": True,
                },
                "cost": {
                    "text": TWO_AMOUNTS,
                    "kind": "amount",
                    "amount": "15000.00",
                    "max": None,
                    "per": "year",
                    "total": "30000.00",
                    "by_year": {},
                    "approximate": False,
                    "funding": None,
                    "understood": True,
                },
                "problems": [
                    {"field": "status", "message": "De status 'ooit' kent het portaal niet. Kies zelf de status."}
                ],
            }
        ],
        "problems": [],
        "accounting": {
            "rows": 2,
            **{heap: {"count": 0, "rows": []} for heap in Heap.values},
            "heading": {"count": 1, "rows": [[1, 1, 1]]},
            "action": {"count": 1, "rows": [[1, 2, 2]]},
        },
    }


# The year


@pytest.mark.parametrize(
    ("options", "start", "told_of"),
    [
        ({}, None, ["planning"]),
        ({"year": 2025}, "2025Q3", ["planning"]),
        ({"programme_years": (2024, 2024)}, "2024Q3", ["planning"]),
        ({"programme_years": (2024, 2025)}, None, ["planning"]),
        ({"programme_years": (2024, None)}, None, ["planning"]),
        ({"year": 2026, "programme_years": (2024, 2024)}, "2026Q3", ["planning"]),
    ],
)
def test_a_quarter_without_a_year(options, start, told_of):
    row = only(read(HEADINGS, ACTION, **options))
    assert (row.planning.start, fields(row)) == (start, told_of)


def test_the_heading_may_say_the_year():
    assert only(read(["Wat", "Planning 2025"], ["Folder", "Q3"])).planning.start == "2025Q3"


@pytest.mark.parametrize(
    ("first", "second", "start", "told_of"),
    [("Q3", "", "2025Q3", []), ("", "Q3", "2026Q3", []), ("Q3", "Q1", None, ["planning"]), ("", "", None, [])],
)
def test_a_column_of_planning_for_each_year(first, second, start, told_of):
    row = only(read(["Wat", "Wie", "Planning 2025", "Planning 2026"], ["Folder", "GGD", first, second]))
    assert (row.planning.start, fields(row)) == (start, told_of)


def test_columns_for_year_and_quarter_are_one_planning():
    row = only(read(["Wat", "Jaar", "Kwartaal"], ["Folder", 2025, 2]))
    assert (row.planning.start, row.planning.end, row.problems) == ("2025Q2", "2025Q2", [])


# Money


@pytest.mark.parametrize(
    ("heading", "amounts_in", "amount"),
    [
        ("Kosten", None, "12.50"),
        ("Kosten (x € 1.000)", None, "12500.00"),
        ("Kosten", "thousands", "12500.00"),
        ("Kosten (x € 1.000)", "euro", "12.50"),
    ],
)
@pytest.mark.parametrize("given", ["12,5", Decimal("12.5")])
def test_amounts_in_thousands(heading, amounts_in, amount, given):
    shown = Cell("12,5", given)
    row = only(read(["Wat", heading, "Wie"], ["Folder", shown, "GGD"], amounts_in=amounts_in))
    assert (row.cost.amount, row.problems) == (Decimal(amount), [])


def test_a_title_may_say_that_amounts_are_in_thousands():
    row = only(read(["Begroting (bedragen x € 1.000)"], ["Wat", "Kosten"], ["Folder", 5]))
    assert row.cost.amount == Decimal("5000.00")


def test_costs_by_year_with_their_total_and_cover():
    row = only(read(["Wat", "Kosten 2025", "Kosten 2026", "Totaal", "Dekking"], ["Folder", 10, "€ 20", 30, "DUVO"]))
    assert row.cost.by_year == {2025: Decimal("10.00"), 2026: Decimal("20.00")}
    assert (row.cost.total, row.cost.funding, row.cost.amount, row.problems) == (Decimal("30.00"), "DUVO", None, [])


def test_a_total_that_is_not_the_sum_is_told():
    assert fields(only(read(["Wat", "Kosten 2025", "Kosten 2026", "Totaal"], ["Folder", 10, 20, 40]))) == ["cost"]


@pytest.mark.parametrize(
    ("cost", "label", "per", "told_of"),
    [
        ("€ 5", "structureel", "year", []),
        ("€ 5", "incidenteel", "once", []),
        ("€ 5 per jaar", "structureel", "year", []),
        ("€ 5 per jaar", "eenmalig", "year", ["cost"]),
        ("€ 5", "soms", "unstated", ["cost"]),
        ("€ 5", "", "unstated", []),
        ("n.t.b.", "structureel", None, []),
    ],
)
def test_a_column_that_says_per_year_or_once(cost, label, per, told_of):
    row = only(read(["Wat", "Wie", "Kosten", "Incidenteel/structureel"], ["Folder", "GGD", cost, label]))
    assert (row.cost.per, fields(row)) == (per, told_of)


# Dates, formulas and errors of a sheet


def test_columns_for_start_and_end_are_read_each_by_itself():
    day = datetime.date(2025, 2, 1)
    row = only(read(["Wat", "Start", "Eind"], ["Folder", Cell("01-02-2025", day), None]))
    assert (row.planning.text, row.planning.start, row.planning.end) == ("Start: 01-02-2025", "2025Q1", None)
    assert row.problems == []


def test_a_start_after_its_end_is_told_and_left_out():
    row = only(read(["Wat", "Start", "Eind"], ["Folder", "2026", "2025"]))
    assert (row.planning.start, row.planning.end, fields(row)) == (None, None, ["planning"])


def test_a_start_in_the_column_for_ends_is_told():
    row = only(read(["Wat", "Gereed"], ["Folder", "2027 e.v."]))
    assert (row.planning.start, row.planning.end, fields(row)) == (None, None, ["planning"])


def test_formulas_without_a_result_and_with_an_error_are_told():
    row = only(read(HEADINGS, ["Folder", Cell(formula=True), "2025", Cell("#REF!", error=True)]))
    assert sorted(fields(row)) == ["cost", "who"]


def test_a_number_that_became_a_date_is_told():
    row = only(read(["Nr", "Wat", "Wie"], [Cell("01-01-2025", datetime.date(2025, 1, 1)), "Folder", "GGD"]))
    assert (row.number, fields(row)) == (None, ["number"])


def test_numbers_and_ids_that_come_twice_are_told():
    reading = read(["Id", "Nr", "Wat", "Wie"], ["7", "1", "Folder", "GGD"], ["7", "1", "Congres", "GGD"])
    assert [sorted(fields(row)) for row in reading.rows] == [[], ["id", "number"]]


# Several tables


def test_the_name_of_a_sheet_is_the_line():
    plan = tables(
        table(HEADINGS, ["Folder", "GGD", "2025"], name="1. Zien"),
        table(HEADINGS, ["Congres", "GGD", "2025"], name="Blad2", number=2),
    )
    assert [row.line for row in read_plan(plan).rows] == ["Zien", None]


def test_the_heading_above_a_word_table_is_the_line():
    first = table(HEADINGS, ["Folder", "GGD", "2025"], headings=["Plan", "Actielijn 1: Zien"])
    second = table(HEADINGS, ["Congres", "GGD", "2025"], number=2, headings=["Plan", "Actielijn 1: Zien", "Scholen"])
    rows = read_plan(tables(first, second, kind="docx")).rows
    assert [(row.line, row.theme) for row in rows] == [("Actielijn 1: Zien", None), ("Actielijn 1: Zien", "Scholen")]


def test_a_bold_paragraph_above_a_word_table_is_the_line():
    bold = (Paragraph("Speerpunt 1. Zien", bold=True), Paragraph("Acties:"))
    first = table(HEADINGS, ["Folder", "GGD", "2025"], above=bold)
    second = table(HEADINGS, ["Congres", "GGD", "2025"], number=2, above=[Paragraph("Acties:")])
    rows = read_plan(tables(first, second, kind="docx")).rows
    assert [row.line for row in rows] == ["Speerpunt 1. Zien"] * 2


def test_a_table_that_goes_on_without_headings_is_read_and_told():
    first = table(HEADINGS, ["Folder", "GGD", "2025"])
    second = table(["Congres", "OM", "2026", "€ 5"], ["", "politie", "", ""], number=2)
    reading = read_plan(tables(first, second, kind="docx"))
    assert [(row.table, row.what, row.who.lead) for row in reading.rows] == [(1, "Folder", "GGD"), (2, "Congres", "OM")]
    assert [problem.table for problem in reading.problems] == [2]


def test_a_table_that_is_no_plan_is_told():
    other = table(["Naam", "Telefoon"], ["x", "y"], number=2, above=[Paragraph("Contact")])
    reading = read_plan(tables(table(HEADINGS, ["Folder", "GGD", "2025"]), other, kind="docx"))
    assert [(problem.table, problem.row) for problem in reading.problems] == [(2, 1)]
