"""OpenDocument spreadsheets, of LibreOffice and of programs."""

import datetime
import io
from decimal import Decimal

import pytest
import python_calamine
import tablib
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import LineBreak, P, S

from tables.model import Cell, Remark, Table, Tables
from tables.reading import read_tables
from tests.choosing import examples
from tests.tables.files import OPEN, ods, ods_cell, ods_table


def read(data: bytes) -> Tables:
    return read_tables(data, filename="plan.ods")


def only(data: bytes) -> Table:
    (table,) = read(data).tables
    return table


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_a_document_of_odfpy():
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name="Actielijn 1")
    document.spreadsheet.addElement(table)
    line = TableRow()
    table.addElement(line)
    cell = TableCell(valuetype="string")
    note = Annotation()
    note.addElement(P(text="een notitie"))
    cell.addElement(note)
    paragraph = P(text="een")
    paragraph.addElement(S(c=2))
    paragraph.addText("twee")
    paragraph.addElement(LineBreak())
    paragraph.addText("drie")
    cell.addElement(paragraph)
    cell.addElement(P(text="vier"))
    line.addElement(cell)
    date = TableCell(valuetype="date", datevalue="2026-03-01")
    date.addElement(P(text="1-3-26"))
    line.addElement(date)
    file = io.BytesIO()
    document.save(file)
    found = only(file.getvalue())
    assert (found.name, found.number) == ("Actielijn 1", 1)
    assert found.rows[0].cells == (
        Cell("een  twee\ndrie\nvier", "een  twee\ndrie\nvier"),
        Cell("1-3-26", datetime.date(2026, 3, 1)),
    )


@pytest.mark.parametrize(
    ("text", "attributes", "expected"),
    [
        ("Q3", 'office:value-type="string"', Cell("Q3", "Q3")),
        ("", 'office:value-type="string" office:string-value="Q3"', Cell("Q3", "Q3")),
        ("5", 'office:value-type="float" office:value="5"', Cell("5", 5)),
        ("1.250,55 €", 'office:value-type="currency" office:value="1250.55"', Cell("1.250,55 €", Decimal("1250.55"))),
        ("50%", 'office:value-type="percentage" office:value="0.5"', Cell("50%", Decimal("0.5"))),
        ("", 'office:value-type="float" office:value="1250.5"', Cell("1250,5", Decimal("1250.5"))),
        ("25 k", 'office:value-type="float" office:value="25"', Cell("25 k", "25 k")),
        ("1E+03", 'office:value-type="float" office:value="1000"', Cell("1E+03", 1000)),
        ("WAAR", 'office:value-type="boolean" office:boolean-value="true"', Cell("WAAR", True)),
        (
            "mrt 26",
            'office:value-type="date" office:date-value="2026-03-01"',
            Cell("mrt 26", datetime.date(2026, 3, 1)),
        ),
        (
            "1-3-26 13:30",
            'office:value-type="date" office:date-value="2026-03-01T13:30:00"',
            Cell("1-3-26 13:30", datetime.datetime(2026, 3, 1, 13, 30)),
        ),
        (
            "30:00",
            'office:value-type="time" office:time-value="PT30H00M00S"',
            Cell("30:00", datetime.timedelta(hours=30)),
        ),
        ("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"', Cell("2", 2)),
        ("", 'table:formula="of:=1+1"', Cell(formula=True)),
        ("", 'table:formula="of:=1+1" office:value-type="float"', Cell(formula=True)),
        (
            "#DEEL/0!",
            'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
            Cell("#DEEL/0!", error=True),
        ),
    ],
)
def test_cells_of_all_types(text, attributes, expected):
    assert only(ods(ods_table(row(ods_cell(text, attributes), ods_cell("x"))))).rows[0].cells[0] == expected


def test_repeated_cells_and_rows():
    table = only(
        ods(
            ods_table(
                row(ods_cell("Wat"), ods_cell("x", 'table:number-columns-repeated="2"'), ods_cell("Wie")),
                row(ods_cell(""), attributes='table:number-rows-repeated="3"'),
                row(ods_cell("a"), attributes='table:number-rows-repeated="2"'),
                row("<table:table-cell table:number-columns-repeated='3'/>", ods_cell("b")),
            )
        )
    )
    assert [(line.number, line.texts) for line in table.rows] == [
        (1, ("Wat", "x", "x", "Wie")),
        (5, ("a", "", "", "")),
        (6, ("a", "", "", "")),
        (7, ("", "", "", "b")),
    ]


def test_merged_cells():
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell><text:p>onzichtbaar</text:p></table:covered-table-cell>"
    table = only(
        ods(ods_table(row(ods_cell("Lijn 1", wide), covered, ods_cell("x")), row(covered, covered, ods_cell("y"))))
    )
    assert [[(cell.text, cell.merged) for cell in line.cells] for line in table.rows] == [
        [("Lijn 1", ""), ("", "left"), ("x", "")],
        [("", "above"), ("", "left"), ("y", "")],
    ]


def test_rows_of_headings_and_groups_count():
    table = ods_table(
        "<table:table-header-rows>" + row(ods_cell("Wat"), ods_cell("Wie")) + "</table:table-header-rows>",
        "<table:table-row-group>" + row(ods_cell("a"), ods_cell("b")) + "</table:table-row-group>",
    )
    assert [line.texts for line in only(ods(table)).rows] == [("Wat", "Wie"), ("a", "b")]


def test_only_visible_sheets_of_the_document_itself():
    style = (
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
    )
    line = row(ods_cell("Wat"), ods_cell("Wie"))
    tables = [
        ods_table(line, name="Een", style="ta1"),
        ods_table(line, name="Oud", style="ta2"),
        ods_table(line, name="'file:///elders.ods'#$Blad1", style="ta2"),
        f"<table:dde-links><table:dde-link>{ods_table(line, name='Elders')}</table:dde-link></table:dde-links>",
        f"<table:tracked-changes>{ods_table(line, name='Gewist')}</table:tracked-changes>",
        ods_table(line, name="Twee"),
    ]
    found = read(ods(*tables, styles=style))
    assert [(table.number, table.name) for table in found.tables] == [(1, "Een"), (2, "Twee")]
    assert found.remarks == (Remark("Het verborgen blad “Oud” is niet gelezen."),)


def test_hidden_rows_are_read_and_named_once():
    lines = [
        row(ods_cell("a"), ods_cell("b"), attributes=f'table:visibility="{how}"')
        for how in ("visible", "filter", "collapse")
    ]
    found = read(ods(ods_table(*lines)))
    assert len(found.tables[0].rows) == 3
    assert found.remarks == (Remark("Deze rijen zijn in het bestand verborgen, en wel gelezen: 2-3.", table=1),)


simple = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
values = st.one_of(simple, st.integers(0, 10**9), st.dates(datetime.date(1900, 3, 1)))


@settings(deadline=None, max_examples=examples(30))
@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=6))
def test_the_same_values_as_tablib_wrote_and_calamine_reads(rows):
    data = tablib.Dataset(*rows, headers=["Wat", "Wie", "Start"]).export("ods")
    mine = [tuple(cell.value for cell in line.cells) for line in only(data).rows]
    theirs = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert mine[1:] == rows
    assert mine == [tuple(line) for line in theirs]


def test_a_style_may_come_from_another_style_a_row_or_a_column():
    """What is struck through and red by the style of a column, by that of a row, and by a style of styles.xml."""
    named = (
        '<style:style style:name="Weg" style:family="table-cell"><style:table-cell-properties'
        ' fo:background-color="#ff0000"/><style:text-properties style:text-line-through-type="single"/></style:style>'
    )
    own = (
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Weg"/>'
        '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    plain = ods_cell("blijft", 'table:style-name="ce2" office:value-type="string"')
    data = ods(
        ods_table(
            '<table:table-column/><table:table-column-group><table:table-column table:default-cell-style-name="ce1"/>'
            "</table:table-column-group>",
            f"<table:table-row>{plain * 2}</table:table-row>",
            f"<table:table-row>{ods_cell('a')}{ods_cell('weg')}</table:table-row>",
            f'<table:table-row table:default-cell-style-name="ce1">{plain}{ods_cell("weg")}</table:table-row>',
            f"<table:table-row>{ods_cell('b')}<table:table-cell/></table:table-row>" * 2,
            f"<table:table-row>{ods_cell('b')}{plain}</table:table-row>",
        ),
        styles=own,
        more={"styles.xml": f"<office:document-styles {OPEN}>{named}</office:document-styles>"},
    )
    (table,) = read_tables(data, filename="plan.ods").tables
    assert [[(cell.text, cell.struck) for cell in row.cells] for row in table.rows[:3]] == [
        [("blijft", ""), ("blijft", "")],
        [("a", ""), ("", "weg")],
        [("blijft", ""), ("", "weg")],
    ]
