"""Amounts in thousands on one sheet and not on another: told, because nobody knows which is meant."""

import io

import pytest
from openpyxl import Workbook

from reading.plans.money import read_money
from reading.plans.reader import read_plan
from tables.reading import read_tables

UNIT = "hier staat dat er niet bij"


def read(first, second, **options):
    book = Workbook()
    for sheet, title in ((book.active, first), (book.create_sheet("Hulp"), second)):
        for row in ([title], ["Wat", "Wanneer", "Budget 2025"], ["Training", "2025", 25]):
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return read_plan(read_tables(file.getvalue(), filename="plan.xlsx"), **options)


@pytest.mark.parametrize(
    ("first", "second", "tables"),
    [
        ("Bedragen x € 1.000", "Uitvoeringsagenda", [2]),
        ("Uitvoeringsagenda", "(x € 1.000)", [1]),
        ("Bedragen x € 1.000", "Bedragen x € 1.000", []),
        ("Agenda", "Agenda", []),
    ],
)
def test_a_sheet_without_a_unit_beside_one_in_thousands_is_told(first, second, tables):
    reading = read(first, second)
    assert [problem.table for problem in reading.problems if UNIT in problem.message] == tables


def test_who_says_what_amounts_are_in_is_not_asked():
    assert not any(UNIT in problem.message for problem in read("x € 1.000", "Agenda", amounts_in="euro").problems)


@pytest.mark.parametrize(
    "heading", ["Wanneer zijn we tevreden?", "Wanneer is het gelukt?", "Wanneer noemen we het een succes?"]
)
def test_a_question_about_success_is_about_goals(heading):
    tables = read_tables(f"Wat;{heading};Wanneer\nTraining;Honderd ouders;2025".encode(), filename="plan.csv")
    (row,) = read_plan(tables).rows
    assert (row.goals, row.planning.start, row.planning.text) == (("Honderd ouders",), "2025Q1", "2025")


@pytest.mark.parametrize("text", ["Geen extra kosten", "geen meerkosten", "geen aanvullende kosten"])
def test_no_more_costs_is_no_costs(text):
    money = read_money(text)
    assert (money.kind, money.problems) == ("none", ())
