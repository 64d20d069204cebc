"""Workbooks in the old form of Excel, built by hand; `test_libreoffice` reads one that a program wrote."""

import datetime
import io
import struct
from decimal import Decimal

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.gather import hidden_rows, hidden_sheet
from tables.model import Cell, Remark, Table, Tables
from tables.reading import read_tables
from tests.choosing import examples
from tests.tables.old_files import SHEET, begin, font, label, number, record, style, text, xls

STYLES = style() + style(0, 14) + style(0, 164) + record(0x41E, struct.pack("<H", 164) + text('"€" #,##0.00'))


def read(data: bytes) -> Tables:
    return read_tables(data, filename="Plan 2004.XLS")


def only(sheet: bytes, more: bytes = b"") -> Table:
    (table,) = read(xls(sheet, more=more)).tables
    return table


def formula(result: bytes, style: int = 0) -> bytes:
    return record(0x06, struct.pack("<HHH", 0, 0, style) + result + bytes(8))


def small(value: int, *, hundredths: bool = False, whole: bool = True) -> int:
    return value << 2 | whole << 1 | hundredths


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (label(0, 0, "Scholing\r\nvan  artsen é€"), Cell("Scholing\nvan  artsen é€", "Scholing\nvan  artsen é€")),
        (record(0x204, struct.pack("<HHHHB", 0, 0, 0, 3, 0) + b"\xe9\xe9n"), Cell("één", "één")),
        (number(0, 0, 1250.55), Cell("1250,55", Decimal("1250.55"))),
        (number(0, 0, 0.1 + 0.2), Cell("0,3", Decimal("0.3"))),
        (number(0, 0, 46082, 1), Cell("01-03-2026", datetime.date(2026, 3, 1))),
        (number(0, 0, 1250.5, 2), Cell("€ 1.250,50", Decimal("1250.5"))),
        (number(0, 0, 5, 99), Cell("5", 5)),
        (number(0, 0, float("nan")), Cell("#NUM!", error=True)),
        (record(0x27E, struct.pack("<HHHi", 0, 0, 0, small(-7))), Cell("-7", -7)),
        (record(0x27E, struct.pack("<HHHi", 0, 0, 0, small(1255, hundredths=True))), Cell("12,55", Decimal("12.55"))),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 0, 0x3FF80000)), Cell("1,5", Decimal("1.5"))),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 0, 0x40F86A01)), Cell("1000", 1000)),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), Cell("WAAR", True)),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)), Cell("#REF!", error=True)),
        (formula(struct.pack("<d", 2026)), Cell("2026", 2026)),
        (formula(b"\0" + bytes(5) + b"\xff\xff") + record(0x4BC) + record(0x207, text("Q3")), Cell("Q3", "Q3")),
        (formula(b"\1\0\0" + bytes(3) + b"\xff\xff"), Cell("ONWAAR", False)),
        (formula(b"\2\0\x2a" + bytes(3) + b"\xff\xff"), Cell("#N/A", error=True)),
        (formula(b"\3\0\0" + bytes(3) + b"\xff\xff"), Cell()),
    ],
)  # fmt: skip
def test_a_cell(cell, expected):
    assert only(cell + label(0, 1, "x"), STYLES).rows[0].cells[0] == expected


def test_numbers_in_one_record():
    numbers = struct.pack("<HH", 0, 1) + struct.pack("<Hi", 0, small(1)) + struct.pack("<Hi", 1, small(46082)) + b"\2\0"
    assert only(record(0xBD, numbers), STYLES).rows[0].texts == ("", "1", "01-03-2026")


def test_dates_of_1904():
    assert only(number(0, 0, 1, 1), STYLES + record(0x22, b"\1\0")).rows[0].texts == ("02-01-1904",)


def test_what_is_hidden_and_merged():
    row = record(0x208, struct.pack("<HHHHHHBBH", 1, 0, 2, 300, 0, 0, 0x20, 1, 15))
    merged = record(0xE5, struct.pack("<5H", 1, 0, 1, 0, 0))
    found = read(xls(row + SHEET + merged, SHEET, SHEET, SHEET[:0], states=(0, 1, 2, 0)))
    (table,) = found.tables
    assert [cell.merged for row in table.rows for cell in row.cells] == ["", "", "above", ""]
    assert (table.name, found.remarks) == (
        "Blad1",
        (Remark(hidden_rows([2]), 1), Remark(hidden_sheet("Blad2"))),
    )


def test_a_chart_within_a_sheet_is_no_part_of_it():
    assert [row.texts for row in only(begin(0x20) + label(0, 0, "grafiek") + record(0x0A) + SHEET).rows] == [
        ("Wat", "Wie"),
        ("Meldcode", "GGD"),
    ]


def shared(*texts: str) -> bytes:
    """The record of texts, cut off in the middle of each so that the rest goes on in a record of its own."""
    begun, records = struct.pack("<II", len(texts), len(texts)), b""
    kind = 0xFC
    for written in texts:
        half = len(written) // 2
        begun += struct.pack("<HB", len(written), 1) + written[:half].encode("utf-16-le")
        if half:
            records += record(kind, begun)
            kind, narrow = 0x3C, written[half:].isascii()
            begun = bytes([not narrow]) + written[half:].encode("ascii" if narrow else "utf-16-le")
        else:
            begun += written.encode("utf-16-le")
    return records + record(kind, begun)


values = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Z"], max_codepoint=0xFFFF),
        max_size=8,
    ),
    st.integers(-(10**6), 10**6),
    st.integers(-(10**8), 10**8).map(lambda cents: cents / 100),
)


@settings(deadline=None, max_examples=examples(100))
@given(st.lists(st.lists(values, min_size=2, max_size=4), min_size=1, max_size=6))
def test_the_same_values_as_were_written_and_calamine_reads(rows):
    texts = [value for row in rows for value in row if isinstance(value, str) and value]
    sheet, count = b"", 0
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet += record(0xFD, struct.pack("<HHHI", at, column, 0, count)) if value else b""
                count += bool(value)
            else:
                sheet += number(at, column, value)
    data = xls(label(20, 0, "einde") + sheet, more=STYLES + shared(*texts))
    (table,) = read(data).tables
    found = {row.number: [cell.value for cell in row.cells] for row in table.rows}
    theirs = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for at, row in enumerate(rows):
        ours = [*found.get(at + 1, []), *[None] * 4][: len(row)]
        assert [value or None if isinstance(value, str) else value for value in row] == [
            float(value) if isinstance(value, Decimal) else value for value in ours
        ]
        assert [value if isinstance(value, str) else float(value) for value in row] == [*theirs[at], *[""] * 4][
            : len(row)
        ]


def test_fonts_are_numbered_without_four():
    more = font() * 5 + font(struck=True) + font() + style(5) + style(6) + style(7)
    sheet = SHEET + b"".join(label(2, column, text, column) for column, text in enumerate(["a", "weg", "b"]))
    assert only(sheet, more).rows[2].texts == ("a", "", "b")
