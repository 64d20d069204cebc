"""Files that LibreOffice really wrote are read to the tables of their sources."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tables import marks
from tables.encoding import DOUBT
from tables.gather import hidden_sheet
from tables.model import Remark, Tables
from tables.reading import read_tables

FOLDER = Path(__file__).parent / "libreoffice"
TITLE = ("Uitvoeringsplan Voorbeeldregio", *[""] * 6)
HEADINGS = ("Nr", "Wat gaan we doen?", "Trekker", "Start", "Eind", "Kosten", "Stand")
TRAINING = "Scholing van huisartsen\nen cliëntondersteuners"
SHEET = [
    (1, False, TITLE),
    (3, False, HEADINGS),
    (4, False, ("1.1", TRAINING, "GGD", "01-03-2026", "jun 2027", "€ 1.250,50", "")),
    (5, False, ("1.2", "Campagne “Het houdt niet op”", "Veilig Thuis", "Q3 2026", "", "€ 2.501,00", "")),
    (6, True, ("1.3", "Onderzoek naar wachttijden", "GGD", "2026", "", "", "")),
    (7, False, ("1.4", "Meldcode; vervolg", "Politie", "2027", "", "PM", "")),
]


def read(name: str) -> Tables:
    return read_tables(FOLDER / name, filename=name)


def rows(found: Tables) -> list[list[tuple[int, bool, tuple[str, ...]]]]:
    return [[(row.number, row.struck, row.texts) for row in table.rows] for table in found.tables]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls", "plan.ods"])
def test_a_workbook(name):
    found = read(name)
    (table,) = found.tables
    assert (found.kind, table.name, rows(found)) == (name.rpartition(".")[2], "Actielijn 1", [SHEET])
    assert [cell.value for cell in table.rows[2].cells[3:6]] == [
        *(datetime.date(2026, 3, 1), datetime.date(2027, 6, 1)),
        Decimal("1250.5"),
    ]
    assert [cell.merged for cell in table.rows[0].cells] == ["", *["left"] * 6]
    assert found.remarks == (
        Remark(marks.WHOLLY, 1, 6),
        Remark(marks.STRUCK.format(text="Folder"), 1, 5),
        Remark(marks.COLOURS.format(columns="kolom “Stand”"), 1),
        Remark(hidden_sheet("Oud")),
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("plan.csv", ""),
        ("plan-windows.csv", ""),
        ("plan-mac.csv", "cli‘ntondersteuners"),
        ("plan-dos.csv", "cli‰ntondersteuners"),
    ],
)
def test_a_csv_has_the_same_words_without_their_looks(name, other):
    """In the encodings of Mac and DOS one word is too little to be certain."""
    found = read(name)
    quotes = '""' if "dos" in name else "“”"
    assert rows(found) == [
        [
            *((number, False, texts) for number, _, texts in SHEET[:2]),
            (4, False, ("1.1", TRAINING, "GGD", "01-03-2026", "01-06-2027", "1250,5", "")),
            (
                5,
                False,
                (
                    "1.2",
                    f"Folder Campagne {quotes[0]}Het houdt niet op{quotes[1]}",
                    "Veilig Thuis",
                    "Q3 2026",
                    "",
                    "2501",
                    "",
                ),
            ),
            *((number, False, texts) for number, _, texts in SHEET[4:]),
        ]
    ]
    doubt = Remark(DOUBT.format(read="cliëntondersteuners", other=other), 1)
    assert found.remarks == ((doubt,) if other else ())


def test_a_document():
    found = read("plan.docx")
    assert rows(found) == [
        [
            (1, False, ("Wat", "Wie", "Wanneer", "Stand")),
            (2, False, ("• Training\n• Folder", "GGD", "Q3 2026", "")),
            (3, False, ("Meldcode borgen", "", "2027", "")),
            (4, True, ("Onderzoek", "Politie", "2026", "")),
            (5, False, ("Overleg\nvoorjaar | najaar", "Veilig Thuis", "jaarlijks", "")),
        ],
        [(1, False, ("Wat", "Wie")), (2, False, ("Tijdelijk huisverbod", "Politie"))],
    ]
    assert [table.heading for table in found.tables] == ["Actielijn 1: Eerder in beeld", "Actielijn 2: Stoppen"]
    assert [row.heading for row in found.tables[0].rows] == [True, False, False, False, False]
    assert found.tables[0].rows[2].cells[1].merged == "above"
    assert found.remarks == (
        Remark(marks.WHOLLY, 1, 4),
        Remark(marks.STRUCK.format(text="invoeren"), 1, 3),
        Remark(marks.NESTED, 1, 5),
        Remark(marks.COLOURS.format(columns="kolom “Stand”"), 1),
    )
