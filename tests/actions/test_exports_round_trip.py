"""What goes out as a file comes back as it was: values to bytes to tables to values, with the nastiest of texts."""

import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.exports.sheets import ACTIONS, csv_of, look
from reading.plans import own_format, own_marks
from reading.plans.own_format import Kind
from reading.plans.reader import read_plan
from tables.reading import read_tables
from tables.sheets import Sheet
from tables.text import clean
from tables.writing_calc import write_ods
from tables.writing_excel import write_xlsx
from tests.choosing import examples

YEARS = (2025, 2026, 2027)
COLUMNS = own_format.columns(YEARS)
BY_CODE = {column.code: column for column in COLUMNS}
WRITERS = {
    "xlsx": lambda sheet: write_xlsx([sheet], title="t"),
    "ods": lambda sheet: write_ods([sheet], title="t"),
    "csv": csv_of,
}
NASTY = [
    "=1+1", "+31", "-", "-5", "@sum", "'=al", "''=twee", "'", "'n begin", "\t=tab", "\r=return", "#N/A", "WAAR", "1,5",
    "2026-01-01", "_x0041_", 'zeg "ja"', '"open', "a;b,c|d\te", "a\n\nb", "a\r\nb", "  twee  spaties  ", "a\xa0b",
    "👩\u200d👧 samen", "a\x00\x07b", "\ufffe\uffff", "\ud800", "<b>&amp;</b>", "financiÃ«le", "•\u2011–", "x\x85y",
    "0",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(), max_size=40), st.text("=+-@'\";,\n \t_x0A", max_size=12)
)
AMOUNT = st.decimals(0, "9999999999.99", places=2)
NAMES = st.lists(TEXT, max_size=3)


def labels(code):
    return st.sampled_from(("", *BY_CODE[code].choices))


@st.composite
def costs(draw):
    """The cells of costs that go together."""
    shape = draw(st.sampled_from(["none", "more", "one", "years", "reason"]))
    by_year = st.dictionaries(st.sampled_from([f"cost:{year}" for year in YEARS]), AMOUNT)
    if shape in ("none", "more"):
        return {"cost_kind": own_format.MORE} | draw(by_year) if shape == "more" else {}
    values = {"nature": draw(labels("nature")), "funding": own_format.names(draw(NAMES))}
    if shape == "reason":
        return values | {"cost_kind": "Nader te bepalen"}
    values |= {"cost_kind": "Bedrag", "stage": "geraamd", "cost_approximate": draw(st.sampled_from(["ja", "nee"]))}
    if shape == "years":
        return values | draw(by_year.filter(bool))
    low, high = sorted((draw(AMOUNT), draw(AMOUNT)))
    more = {"amount": low, "amount_max": draw(st.sampled_from([None, high])), "total": draw(st.none() | AMOUNT)}
    return values | more | {"per": draw(labels("per"))}


@st.composite
def values(draw):
    """What the cells of an action hold, as `cells.own_values` spells it."""
    found = {"id": draw(st.integers(1, 10**8))} | draw(costs())
    for column in COLUMNS:
        if column.kind is Kind.TEXT:
            found[column.code] = clean(draw(TEXT))[: column.longest].strip()
        elif column.kind is Kind.LIST:
            found[column.code] = tuple(filter(None, map(own_format.one_line, draw(NAMES))))
        elif column.kind is Kind.NAMES and column.code != "funding":
            found[column.code] = own_format.names(draw(NAMES))
    for code in ("start", "end"):
        found[code] = draw(st.sampled_from(["", "Q1 2026", "Q4 2026"]) if code == "end" else st.just("Q1 2026"))
    for code in ("recurrence", "status", "priority", "classification"):
        found[code] = draw(labels(code))
    return found | {"approximate": draw(st.sampled_from(["ja", "nee"])), "updated": datetime.date(2026, 3, 1)}


def sheet_of(rows):
    looks = tuple(look(column, ("Jan", "Piet")) if column.code == "lead" else look(column) for column in COLUMNS)
    rows = [row | {"version": own_marks.written(3, row)} for row in rows]
    return Sheet(ACTIONS, looks, [tuple(own_format.shown(row.get(column.code)) for column in COLUMNS) for row in rows])


def read(kind, data):
    return read_plan(read_tables(data, filename=f"plan.{kind}"))


def expected(row):
    """What reads back: without what says nothing of the action, and what was too long for a cell."""
    return {
        column.code: row.get(column.code) if row.get(column.code) not in ("", ()) else None
        for column in COLUMNS
        if (column.read_back or column.code in own_format.TOLD)
        and column.code != "version"
        and not own_format.is_cut(own_format.shown(row.get(column.code)))
    }


def found(row):
    return {code: value if value not in ("", ()) else None for code, value in row.own.items()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=examples(60), deadline=None)
@given(rows=st.lists(values(), min_size=1, max_size=4, unique_by=lambda row: row["id"]))
def test_every_plan_reads_back_as_it_was(kind, rows):
    reading = read(kind, WRITERS[kind](sheet_of(rows)))
    assert [found(row) for row in reading.rows] == [expected(row) for row in rows]
    assert (reading.problems, [row.problems for row in reading.rows]) == ((), [[] for _row in rows])
    changed = [[code for code, value in row.own.items() if row.then.changed(code, value)] for row in reading.rows]
    assert changed == [["id"] for _row in rows]  # by which it is known; nothing that somebody can change


@pytest.mark.parametrize("kind", WRITERS)
def test_every_nasty_text_reads_back_in_every_column(kind):
    rows = [
        {"id": number, "what": clean(text), "how": clean(f"a\n{text}"), "goals": own_format.names([text])}
        for number, text in enumerate(NASTY, start=1)
    ]
    reading = read(kind, WRITERS[kind](sheet_of(rows)))
    assert [found(row) for row in reading.rows] == [expected(row) for row in rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_text_too_long_for_a_cell_says_so_and_changes_nothing(kind):
    rows = [{"id": 1, "goals": tuple(f"Doel {number} {'x' * 90}" for number in range(400))}]
    data = WRITERS[kind](sheet_of(rows))
    reading = read(kind, data)
    assert "goals" not in reading.rows[0].own
    assert reading.clean
    cell = next(cell for cell in reading.rows[0].cells if cell.code == "goals")
    assert cell.text.endswith(own_format.CUT)
    assert len(cell.text.encode("utf-16-le")) / 2 < 32_767


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_no_spreadsheet_sees_a_formula(kind, tmp_path):
    """Looked at with other readers than our own."""
    file = tmp_path / f"plan.{kind}"
    file.write_bytes(WRITERS[kind](sheet_of([{"id": 1, "what": "=1+1", "how": "@sum", "amount": Decimal("12.50")}])))
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(file)[ACTIONS]
        cells = {sheet.cell(1, cell.column).value: cell for cell in sheet[2]}
        assert [(cells[name].value, cells[name].data_type) for name in ("Wat", "Hoe")] == [("=1+1", "s"), ("@sum", "s")]
        assert (cells["Bedrag"].value, cells["Bedrag"].data_type) == (12.5, "n")
        assert cells["Wat"].quotePrefix
    python_calamine = pytest.importorskip("python_calamine")
    rows = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_name(ACTIONS).to_python()
    row = dict(zip(*rows, strict=True))
    assert (row["Wat"], row["Hoe"], row["Bedrag"]) == ("=1+1", "@sum", 12.5)


def test_csv_guards_what_would_run_and_has_a_decimal_comma():
    text = csv_of(sheet_of([{"id": 1, "what": "=1+1", "amount": Decimal("12.50")}])).decode()
    assert text.startswith("\ufeffid;Nummer;")
    assert ";\u200b=1+1;" in text
    assert ";12,50;" in text
