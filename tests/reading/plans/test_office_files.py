"""The same plan in all kinds of files that LibreOffice wrote: read to the same actions."""

from pathlib import Path

import pytest

from reading.plans import messages
from reading.plans.messages import say
from reading.plans.reader import read_plan
from reading.vocabulary import Heap
from tables.reading import read_tables

FOLDER = Path(__file__).parents[2] / "tables" / "libreoffice"


def read(name):
    return read_plan(read_tables(FOLDER / name, filename=name))


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls", "plan.ods"])
def test_a_workbook_of_any_kind_gives_the_same_actions(name):
    reading = read(name)
    assert [
        (row.number, row.line, row.what, row.who.leads, row.planning.start, row.planning.end, str(row.cost.amount))
        for row in reading.rows
    ] == [
        (
            "1.1",
            "Actielijn 1",
            "Scholing van huisartsen en cliëntondersteuners",
            ("GGD",),
            "2026Q1",
            "2027Q2",
            "1250.50",
        ),
        ("1.2", "Actielijn 1", "Campagne “Het houdt niet op”", ("Veilig Thuis",), "2026Q3", None, "2501.00"),
        ("1.4", "Actielijn 1", "Meldcode; vervolg", ("Politie",), "2027Q1", None, "None"),
    ]
    assert reading.accounting.rows(Heap.NOTE) == [(1, 1), (1, 6)]  # the title, and the row that is struck through


def test_a_document():
    reading = read("plan.docx")
    assert [(row.row, row.line, row.what, row.who.leads) for row in reading.rows] == [
        (2, "Actielijn 1: Eerder in beeld", "Training\nFolder", ("GGD",)),
        (3, "Actielijn 1: Eerder in beeld", "Meldcode borgen", ("GGD",)),
        (5, "Actielijn 1: Eerder in beeld", "Overleg voorjaar | najaar", ("Veilig Thuis",)),
        (2, "Actielijn 2: Stoppen", "Tijdelijk huisverbod", ("Politie",)),
    ]
    assert [problem.message for problem in reading.rows[0].problems] == [say(messages.WHAT_SEVERAL)]
    assert reading.accounting.rows(Heap.NOTE) == [(1, 4)]
