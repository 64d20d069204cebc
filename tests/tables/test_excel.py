"""Workbooks as people and programs make them."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from tables.excel import column_number
from tables.model import Cell, Remark, Table, Tables
from tables.reading import read_tables
from tests.choosing import examples
from tests.tables.files import SHEET, changed, text_cell, xlsx


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(book: openpyxl.Workbook | bytes) -> Tables:
    return read_tables(book if isinstance(book, bytes) else saved(book), filename="plan.xlsx")


def only(book: openpyxl.Workbook | bytes) -> Table:
    (table,) = read(book).tables
    return table


def cells(row: str) -> tuple[Cell, ...]:
    """The cells of one row that is given as XML."""
    return only(xlsx(f"<sheetData><row r='1'>{row}</row></sheetData>", strings="<si><t>Q3 2026</t></si>")).rows[0].cells


def test_typed_cells_title_rows_and_gaps():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actielijn 1"
    sheet["A1"] = "Uitvoeringsplan"
    sheet.append([])
    sheet["B4"], sheet["C4"], sheet["D4"] = "Wat", "Start", "Kosten"
    sheet["B5"], sheet["C5"], sheet["D5"] = "Scholing\nartsen", datetime.date(2026, 3, 1), 1250.55
    sheet["D5"].number_format = '"€" #,##0.00'
    sheet["B7"], sheet["D7"] = "Onderzoek", True
    sheet["B5"].comment = Comment("een notitie", "iemand")
    table = only(book)
    assert (table.name, table.number, table.heading, table.width) == ("Actielijn 1", 1, "", 4)
    assert [(row.number, row.texts) for row in table.rows] == [
        (1, ("Uitvoeringsplan", "", "", "")),
        (4, ("", "Wat", "Start", "Kosten")),
        (5, ("", "Scholing\nartsen", "01-03-2026", "€ 1.250,55")),
        (7, ("", "Onderzoek", "", "WAAR")),
    ]
    assert [cell.value for cell in table.rows[2].cells] == [
        None,
        "Scholing\nartsen",
        datetime.date(2026, 3, 1),
        Decimal("1250.55"),
    ]


def test_visible_sheets_in_order():
    book = openpyxl.Workbook()
    book.active.append(["Wat", "Wie"])
    book.create_sheet("Leeg")
    book.create_sheet("Tweede").append(["Actie", "Trekker"])
    hidden = book.create_sheet("Oud")
    hidden.append(["Weg", "Weg"])
    hidden.sheet_state = "hidden"
    lists = book.create_sheet("Lijsten")
    lists.append(["Gepland"])
    lists.sheet_state = "veryHidden"
    book.create_chartsheet("Grafiek")
    found = read(book)
    assert [(table.number, table.name) for table in found.tables] == [(1, "Sheet"), (2, "Tweede")]
    assert found.remarks == (Remark("Het verborgen blad “Oud” is niet gelezen."),)


def test_hidden_rows_are_read_and_named_once():
    book = openpyxl.Workbook()
    for number in range(1, 8):
        book.active.append([f"Actie {number}", "GGD"])
    for number in (2, 3, 4, 6):
        book.active.row_dimensions[number].hidden = True
    found = read(book)
    assert len(found.tables[0].rows) == 7
    assert found.remarks == (Remark("Deze rijen zijn in het bestand verborgen, en wel gelezen: 2-4, 6.", table=1),)


def test_merged_cells():
    book = openpyxl.Workbook()
    for number in range(1, 5):
        book.active.append([f"{number}a", f"{number}b", f"{number}c"])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A2:A4")
    rows = only(book).rows
    assert [[cell.merged for cell in row.cells] for row in rows] == [
        ["", "left", "left"],
        ["", "", ""],
        ["above", "", ""],
        ["above", "", ""],
    ]
    assert rows[2].texts == ("", "3b", "3c")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<c r='A1'><f>1+1</f><v>2</v></c>", Cell("2", 2)),
        ("<c r='A1'><f>1+1</f></c>", Cell(formula=True)),
        ("<c r='A1'><f>1+1</f><v></v></c>", Cell(formula=True)),
        ("<c r='A1'><f t='shared' si='0'/></c>", Cell(formula=True)),
        ("<c r='A1' t='str'><f>\"Q\"&amp;3</f><v>Q3</v></c>", Cell("Q3", "Q3")),
        ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", Cell("#DIV/0!", error=True)),
        ("<c r='A1' t='s'><v>0</v></c>", Cell("Q3 2026", "Q3 2026")),
        ("<c r='A1' t='b'><v>0</v></c>", Cell("ONWAAR", False)),
        ("<c r='A1' t='d'><v>2026-03-01T00:00:00</v></c>", Cell("01-03-2026", datetime.date(2026, 3, 1))),
        (
            "<c r='A1' t='d'><v>2026-03-01T13:30:00Z</v></c>",
            Cell("01-03-2026 13:30", datetime.datetime(2026, 3, 1, 13, 30)),
        ),
        ("<c><v>5</v></c>", Cell("5", 5)),
        ("<c r='A1' s='99'><v>5</v></c>", Cell("5", 5)),
        (
            "<c r='A1' t='inlineStr'><is><r><t>een </t></r><r><t>twee</t></r><rPh><t>x</t></rPh></is></c>",
            Cell("een twee", "een twee"),
        ),
        (text_cell("A1", "a_x000D_&#10;b_x005F_x0041_"), Cell("a\nb_x0041_", "a\nb_x0041_")),
    ],
)
def test_cells_of_all_types(row, expected):
    assert cells(row + text_cell("B1", "x"))[0] == expected


def test_a_formula_that_gives_nothing_is_empty():
    book = xlsx(
        "<sheetData><row r='1'>" + text_cell("A1", "x") + "<c r='B1' t='str'><f>A9</f><v></v></c></row></sheetData>"
    )
    assert only(book).rows[0].cells == (Cell("x", "x"),)


def test_names_with_a_prefix_and_capitals_elsewhere():
    """As the libraries of .NET write them."""
    sheet = (
        "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData><x:row r='1'>"
        "<x:c r='A1' t='str'><x:v>Wat</x:v></x:c><x:c r='B1' t='str'><x:v>Wie</x:v></x:c></x:row></x:sheetData>"
        "</x:worksheet>"
    )
    assert only(changed(xlsx(SHEET), {"xl/worksheets/sheet1.xml": sheet})).rows[0].texts == ("Wat", "Wie")


def test_dates_of_1904():
    styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    book = xlsx(
        "<sheetData><row><c s='0'><v>44620</v></c></row></sheetData>",
        styles=styles,
        properties="<workbookPr date1904='1'/>",
    )
    assert only(book).rows[0].cells[0].value == datetime.date(2026, 3, 1)


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("GR", 199), ("XFD", 16383)])
def test_columns_by_letter(letters, number):
    assert column_number(letters) == number


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda text: not text.startswith("=") and "_x" not in text
)
values = st.one_of(
    st.none(),
    plain_text,
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=2).map(float),
    st.booleans(),
    st.dates(datetime.date(1900, 3, 1), datetime.date(2999, 12, 31)),
)


@settings(deadline=None, max_examples=examples(50))
@given(st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=6))
def test_the_same_values_as_openpyxl_wrote_and_calamine_reads(rows):
    book = openpyxl.Workbook()
    for row in [["Wat", "Wie", "Hoe", "Start", "Kosten"], *rows]:
        book.active.append(row)
    data = saved(book)
    mine = [[cell.value for cell in row.cells] for row in only(data).rows]
    filled = [row for row in rows if any(value is not None for value in row)]
    assert mine[1:] == [[_exact(value) for value in row] + [None] * (5 - len(row)) for row in filled]
    theirs = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert mine == [[_exact(value) if value != "" else None for value in row] for row in theirs if set(row) != {""}]


def _exact(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value
