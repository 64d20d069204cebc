"""The visible sheets of an .xls (BIFF8, [MS-XLS]) to the same tables as an .xlsx.

Not by python-calamine, see `tables.excel`; the tests compare with it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from tables import biff, formats, limits
from tables.biff import Record, Records, Styles, Text
from tables.compound import Compound
from tables.excel_looks import Part, cell_kept, text_of
from tables.gather import TOO_MUCH, Area, Budget, Sparse, dense, hidden_rows, hidden_sheet, merge, numbered
from tables.marks import Look, Marks
from tables.model import Cell, Refused, Row, Table, Tables
from tables.package import DAMAGED, MACROS, PASSWORD
from tables.text import clean

BROKEN = (struct.error, IndexError, KeyError, ValueError, OverflowError)  # of records that are not what they should be
ERRORS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"},
    0x2A: "#N/A",
}
BOOLEANS = {True: Cell("WAAR", True), False: Cell("ONWAAR", False)}
VISIBLE, HIDDEN = 0, 1  # 2: by a program
AS_TEXT, AS_LOGICAL, AS_ERROR = 0, 1, 2  # results of a formula that are no number
NO_LOOK = Look()


@dataclass(slots=True)
class Workbook:
    """What the cells of all sheets refer to."""

    sheets: list[tuple[int, int, str]] = field(default_factory=list)  # place, state, name
    styles: Styles = field(default_factory=Styles)
    strings: list[Cell] = field(default_factory=list)
    rich: dict[int, list[Part]] = field(default_factory=dict)  # of the strings with fonts of their own
    from_1904: bool = False
    looks: dict[int, Look] = field(default_factory=dict)


def read_xls(compound: Compound, *, too_old: str) -> Tables:
    """The tables of a workbook. Raises `Refused`, with `too_old` when it was made before Excel 97."""
    if "_VBA_PROJECT_CUR" in compound:
        raise Refused(MACROS)
    if "Workbook" not in compound:
        raise Refused(too_old)
    records = Records(compound.stream("Workbook"))
    try:
        workbook = _workbook(records, too_old)
        return _tables(records, workbook)
    except BROKEN as error:
        raise Refused(DAMAGED) from error


def _workbook(records: Records, too_old: str) -> Workbook:
    """The part before the sheets."""
    book = Workbook()
    strings: list[bytes] = []
    before = -1
    for number, (kind, record) in enumerate(records.after(0)):
        if number == 0 and (kind != biff.BOF or struct.unpack_from("<H", record)[0] != biff.VERSION):
            raise Refused(too_old if kind & 0xFF == biff.BOF & 0xFF else DAMAGED)
        if kind == biff.EOF:
            break
        if kind == biff.FILEPASS:
            raise Refused(PASSWORD)
        if kind == biff.SHEET:
            place, state, sort = struct.unpack_from("<IBB", record)
            name = clean(text_of(Text(record[6:]).string([], short=True)))
            book.sheets.append((place, state & 3 if not sort else -1, name))
        elif kind == biff.STRINGS or (kind == biff.CONTINUE and before == biff.STRINGS):
            strings.append(record)
            kind = biff.STRINGS
        elif kind == biff.DATEMODE:
            book.from_1904 = record[:1] == b"\1"
        else:
            book.styles.add(kind, record)
        before = kind
    book.looks = book.styles.looks()
    _add_strings(book, strings)
    return book


def _add_strings(book: Workbook, pieces: list[bytes]) -> None:
    """The texts that cells refer to by number."""
    if not pieces:
        return
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    if count > limits.MAX_CELLS:
        raise Refused(TOO_MUCH)
    text = Text(pieces[0][8:], *pieces[1:])
    for number in range(count):
        parts = text.string(book.styles.struck)
        if any(struck is not None for _, struck in parts):
            book.rich[number] = parts
        book.strings.append(_text_cell(text_of(parts)))


def _text_cell(text: str) -> Cell:
    text = clean(text)
    return Cell(text, text or None)


def _tables(records: Records, book: Workbook) -> Tables:
    budget = Budget()
    tables: list[Table] = []
    for place, state, name in book.sheets:
        if state == HIDDEN:
            budget.remark(hidden_sheet(name))
        if state != VISIBLE:  # or no sheet with cells
            continue
        sheet = _Sheet(book, budget)
        for record in _own(records.after(place)):
            sheet.add(*record)
        if rows := sheet.finish():
            tables.append(Table(len(tables) + 1, rows, name=name))
            if sheet.hidden:
                budget.remark(hidden_rows(sorted(sheet.hidden)), table=len(tables))
            sheet.marks.tell(budget, len(tables))
    return Tables("xls", numbered(tables), tuple(budget.remarks))


def _own(records: Iterator[Record]) -> Iterator[Record]:
    """The records of a sheet itself, without those of the charts in it."""
    depth = 0
    for kind, record in records:
        if depth == 0 and (kind != biff.BOF or struct.unpack_from("<H", record, 2)[0] != biff.WORKSHEET):
            raise Refused(DAMAGED)
        depth += (kind == biff.BOF) - (kind == biff.EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, record
    raise Refused(DAMAGED)


class _Sheet:
    """The cells of one sheet while it is being read."""

    def __init__(self, book: Workbook, budget: Budget) -> None:
        self.book = book
        self.budget = budget
        self.rows: Sparse = {}
        self.areas: list[Area] = []
        self.zero: set[int] = set()  # numbers of rows that are hidden, filled or not
        self.hidden: list[int] = []
        self.marks = Marks()
        self.styles: dict[int, dict[int, int]] = {}  # of the filled cells
        self.blanks: dict[int, list[bytes]] = {}  # records of cells without contents, by row
        self.rich: dict[tuple[int, int], list[Part]] = {}
        self.waiting = b""  # a formula whose text is in a later record

    def add(self, kind: int, record: bytes) -> None:
        """Take what a record says."""
        if kind == biff.SHARED:
            self.put(record, self.book.strings[int.from_bytes(record[6:10], "little")])
            self.note_parts(record)
        elif kind == biff.NUMBER:
            self.put(record, self.number(*_long(record)))
        elif kind == biff.SMALL:
            self.put(record, self.number(_small(record, 6), int.from_bytes(record[4:6], "little")))
        elif kind == biff.SMALLS:
            self.add_numbers(record)
        elif kind == biff.FORMULA:
            self.add_formula(record)
        elif kind == biff.RESULT and self.waiting:
            self.put(self.waiting, _text_cell(text_of(Text(record).string([]))))
            self.waiting = b""
        elif kind in (biff.LABEL, biff.RICH_LABEL):
            self.put(record, _text_cell(text_of(Text(record[6:]).string([]))))
        elif kind == biff.LOGICAL:
            self.put(record, _logical(record[6], is_error=bool(record[7])))
        elif kind in (biff.BLANK, biff.BLANKS) and self.book.looks:
            self.blanks.setdefault(int.from_bytes(record[:2], "little") + 1, []).append(record)
        elif kind == biff.ROW and record[12] & 0x20:
            self.zero.add(int.from_bytes(record[:2], "little") + 1)
        elif kind == biff.MERGED:
            for top, bottom, left, right in struct.iter_unpack(
                "<HHHH", record[2 : len(record) - (len(record) - 2) % 8]
            ):
                self.areas.append(Area(top + 1, bottom + 1, left, right))
        elif kind == biff.FILEPASS:
            raise Refused(PASSWORD)

    def put(self, record: bytes, cell: Cell) -> None:
        """Keep the cell of a record, which begins with its place and style."""
        row, column, style = struct.unpack_from("<HHH", record)
        self.put_at(row, column, style, cell)

    def put_at(self, row: int, column: int, style: int, cell: Cell) -> None:
        """Keep a cell; row and column from 0."""
        if not cell:
            return
        cells = self.rows.get(row + 1)
        if cells is None:
            self.budget.take_row(first=not self.rows)
            cells = self.rows[row + 1] = {}
        if column in cells:
            raise Refused(DAMAGED)
        self.budget.take(column, cell)
        cells[column] = cell
        if style in self.book.looks:
            self.styles.setdefault(row + 1, {})[column] = style

    def note_parts(self, record: bytes) -> None:
        """Keep the parts of a text that has fonts of its own."""
        row, column, _, number = struct.unpack_from("<HHHI", record)
        if parts := self.book.rich.get(number):
            self.rich[row + 1, column] = parts

    def number(self, value: float | Decimal, style: int) -> Cell:
        """A number as its style shows it."""
        number = formats.number_in(str(value))
        if number is None:  # not a number at all
            return Cell("#NUM!", error=True)
        return formats.shown(number, self.book.styles.form(style), from_1904=self.book.from_1904)

    def add_numbers(self, record: bytes) -> None:
        row, first = struct.unpack_from("<HH", record)
        for step, place in enumerate(range(4, len(record) - 6, 6)):
            (style,) = struct.unpack_from("<H", record, place)
            self.put_at(row, first + step, style, self.number(_small(record, place + 2), style))

    def add_formula(self, record: bytes) -> None:
        """The stored result of a formula."""
        self.waiting = b""
        if record[12:14] != b"\xff\xff":
            self.put(record, self.number(*_long(record)))
        elif record[6] == AS_TEXT:
            self.waiting = record
        elif record[6] in (AS_LOGICAL, AS_ERROR):
            self.put(record, _logical(record[8], is_error=record[6] == AS_ERROR))

    def finish(self) -> tuple[Row, ...]:
        """The rows, without what is struck through."""
        for number in sorted(self.rows):
            self.rows[number] = self.in_force(number, self.rows[number])
        self.hidden = [number for number in sorted(self.rows) if number in self.zero]
        merge(self.rows, self.areas)
        return dense(self.rows, struck=self.marks.wholly)

    def in_force(self, number: int, cells: dict[int, Cell]) -> dict[int, Cell]:
        """The cells of a row without what is struck through; notes the colours of its cells."""
        looks, styles = self.book.looks, self.styles.get(number, {})
        kept: dict[int, Cell] = {}
        for column in cells:
            look = looks[styles[column]] if column in styles else NO_LOOK
            cell = cell_kept(self.rich.get((number, column), []), look, _text_cell)
            if cell is not None:
                kept[column] = cell
        if looks:
            fills = {column: looks[style].fill for column, style in (*self.without_text(number), *styles.items())}
            self.marks.coloured(cells, fills)
        return self.marks.in_force(number, cells, kept) if kept else cells

    def without_text(self, number: int) -> Iterator[tuple[int, int]]:
        """The styles that say something of the cells without contents in a row, by column."""
        for record in self.blanks.get(number, ()):
            first = int.from_bytes(record[2:4], "little")
            styles = record[4:6] if len(record) == 6 else record[4:-2]
            for step, (style,) in enumerate(struct.iter_unpack("<H", styles[: len(styles) // 2 * 2])):
                if style in self.book.looks and first + step < limits.MAX_COLUMNS:
                    yield first + step, style


def _long(record: bytes) -> tuple[float, int]:
    """A number in eight bytes, and its style."""
    style, number = struct.unpack_from("<4xHd", record)
    return number, style


def _small(record: bytes, place: int) -> float | Decimal:
    """A number in four bytes (RK): whole, or the first half of a long one; in hundredths or not."""
    (raw,) = struct.unpack_from("<i", record, place)
    if raw & 2:
        return Decimal(raw >> 2) / 100 if raw & 1 else Decimal(raw >> 2)
    number: float = struct.unpack("<d", struct.pack("<Ii", 0, raw & ~3))[0]
    return number / 100 if raw & 1 else number


def _logical(value: int, *, is_error: bool) -> Cell:
    return Cell(ERRORS.get(value, "#N/A"), error=True) if is_error else BOOLEANS[bool(value)]
