"""The visible sheets of an ods, streamed (OpenDocument 1.3 part 3, chapter 9).

Like xlsx: not by python-calamine, see `tables.excel`.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from tables import formats, limits
from tables.calc_looks import NO_LOOK, Styles
from tables.gather import (
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Area,
    Budget,
    Sparse,
    dense,
    hidden_rows,
    hidden_sheet,
    merge,
    numbered,
)
from tables.marks import Look, Marks
from tables.markup import attribute
from tables.model import Cell, Refused, Table, Tables
from tables.package import PASSWORD, Package
from tables.text import clean

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}style-name"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d*)?S)?")
SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
NOT_TEXT = {"annotation", "frame", "note", "ruby-text", "bookmark", "custom-shape", "tracked-changes"}
Placed = tuple[int, int, Element]  # the column from 0, over how many columns it is repeated, and the cell
LAST_ROW = 2**24  # more than any spreadsheet has


def read_ods(package: Package) -> Tables:
    """The tables of an OpenDocument spreadsheet. Raises `Refused`."""
    manifest = "META-INF/manifest.xml"
    if manifest in package and next(package.elements(manifest, "encryption-data"), None) is not None:
        raise Refused(PASSWORD)
    return _Reader(package).read()


class _Reader:
    """Reads content.xml from front to back: first the styles, then the sheets."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.budget = Budget()
        self.styles = Styles()
        self.tables: list[Table] = []

    def read(self) -> Tables:
        sheet: _Sheet | None = None
        marks = frozenset({"spreadsheet", "table", "tracked-changes", "dde-links"})
        level: list[str] = []
        if "styles.xml" in self.package:
            for element in self.package.elements("styles.xml", "style"):
                self.styles.add(element)
        for event, element in self.package.pieces("content.xml", {"style", "table-column", "table-row"}, marks):
            if event == "start":
                level.append(element.tag)
                if level == ["spreadsheet", "table"]:
                    sheet = self.begin(element)
            elif event == "end":
                level.pop()
                if level == ["spreadsheet"] and element.tag == "table" and sheet:
                    self.end(sheet)
                    sheet = None
            elif element.tag == "style":
                self.styles.add(element)
            elif sheet and level == ["spreadsheet", "table"]:
                sheet.add(element) if element.tag == "table-row" else sheet.column(element)
        return Tables("ods", numbered(self.tables), tuple(self.budget.remarks))

    def begin(self, element: Element) -> "_Sheet | None":
        """A new sheet, or None when it is not shown."""
        name = clean(attribute(element, "name") or "")
        if attribute(element, "style-name") not in self.styles.hidden:
            return _Sheet(name, self.budget, self.styles)
        if not name.startswith("'file:"):  # what LibreOffice keeps of another file
            self.budget.remark(hidden_sheet(name))
        return None

    def end(self, sheet: "_Sheet") -> None:
        merge(sheet.rows, sheet.areas)
        if rows := dense(sheet.rows, struck=sheet.marks.wholly):
            self.tables.append(Table(number=len(self.tables) + 1, rows=rows, name=sheet.name))
            if sheet.hidden:
                self.budget.remark(hidden_rows(sheet.hidden), table=len(self.tables))
            sheet.marks.tell(self.budget, len(self.tables))


class _Sheet:
    """The filled cells of one sheet while it is being read."""

    def __init__(self, name: str, budget: Budget, styles: Styles) -> None:
        self.name = name
        self.budget = budget
        self.styles = styles
        self.marks = Marks()
        self.columns: list[Look] = []  # of cells that say none themselves
        self.rows: Sparse = {}
        self.areas: list[Area] = []
        self.hidden: list[int] = []
        self.number = 0  # of the last row read

    def column(self, element: Element) -> None:
        """Note the style of one or more columns."""
        times = min(_times(element, "number-columns-repeated"), limits.MAX_COLUMNS - len(self.columns))
        self.columns += [self.styles.look(attribute(element, "default-cell-style-name") or "")] * times

    def add(self, row: Element) -> None:
        """Add a row as often as it says to be repeated."""
        times = _times(row, "number-rows-repeated")
        placed = list(_placed(row))
        if cells := dict(self.cells(placed)):
            if times > limits.MAX_ROWS + 1:
                raise Refused(TOO_MANY_ROWS)
            kept, fills = self.looks(placed, attribute(row, "default-cell-style-name"), cells)
            for number in range(self.number + 1, self.number + times + 1):
                self.budget.take_row(first=not self.rows)
                for column, cell in cells.items():
                    self.budget.take(column, cell)
                self.marks.coloured(cells, fills)
                self.rows[number] = self.marks.in_force(number, cells, kept) if kept else dict(cells)
                if attribute(row, "visibility") in ("collapse", "filter"):
                    self.hidden.append(number)
        self.number = min(self.number + times, LAST_ROW)

    def cells(self, row: list[Placed]) -> Iterator[tuple[int, Cell]]:
        """The filled cells of a row by column, from 0; notes the merged areas that start in it."""
        for column, times, element in row:
            if element.tag == "table-cell" and (cell := _cell(element)):
                if column + times > limits.MAX_COLUMNS:
                    raise Refused(TOO_MANY_COLUMNS)
                yield from ((column + step, cell) for step in range(times))
            self.span(element, column)

    def looks(
        self, row: list[Placed], of_row: str | None, cells: dict[int, Cell]
    ) -> tuple[dict[int, Cell], dict[int, str]]:
        """What remains of the cells that are struck through, and the colours of cells, by column."""
        kept: dict[int, Cell] = {}
        fills: dict[int, str] = {}
        if not self.styles.own:
            return kept, fills
        for column, times, element in row:
            name = element.get(STYLE) or of_row
            own = self.styles.look(name) if name else None
            if not own and column not in cells and (name or not any(self.columns[column:])):
                continue
            for place in range(column, min(column + times, limits.MAX_COLUMNS)):
                look = own or (self.columns[place] if not name and place < len(self.columns) else NO_LOOK)
                if look.fill:
                    fills[place] = look.fill
                if self.styles.strike and place in cells:
                    text = _kept_text(element, self.styles, struck=look.struck)
                    if look.struck or text != _text(element):
                        kept[place] = Cell(text, text or None)
        return kept, fills

    def span(self, element: Element, column: int) -> None:
        down, right = _times(element, "number-rows-spanned"), _times(element, "number-columns-spanned")
        if down > 1 or right > 1:
            top = self.number + 1
            self.areas.append(Area(top, top + down - 1, column, column + right - 1))


def _placed(row: Element) -> Iterator[Placed]:
    """The cells of a row, the empty ones too."""
    column = 0
    for element in row:
        if element.tag in ("table-cell", "covered-table-cell"):
            times = _times(element, "number-columns-repeated")
            yield column, times, element
            column = min(column + times, LAST_ROW)


def _times(element: Element, name: str) -> int:
    value = attribute(element, name) or "1"
    return max(int(value), 1) if value.isdecimal() and len(value) <= 8 else 1


def _cell(element: Element) -> Cell:
    """One cell by its type."""
    text = _text(element)
    kind = element.get(f"{OFFICE}value-type")
    formula = attribute(element, "formula") is not None
    if element.get(f"{CALC}value-type") == "error" or (formula and text.startswith(("#", "Err:"))):
        return Cell(text, error=True)
    if kind == "string" or kind is None:
        own = element.get(f"{OFFICE}string-value")
        text = text or clean(own or "")
        return Cell(text, text or None, formula=formula and kind is None and not text)
    if kind == "date":
        return _date(element.get(f"{OFFICE}date-value", ""), text)
    if kind == "time":
        return _time(element.get(f"{OFFICE}time-value", ""), text)
    stored = element.get(f"{OFFICE}boolean-value" if kind == "boolean" else f"{OFFICE}value")
    if stored is None:
        return Cell(text, text or None, formula=formula and not text)
    if kind == "boolean":
        return Cell("WAAR" if stored == "true" else "ONWAAR", stored == "true")
    number = formats.number_in(stored)
    return Cell(text, text or None) if number is None else _number(number, text)


def _number(number: Decimal, text: str) -> Cell:
    """A number as it is shown; with letters beside it ("25 k", "Q3") the value is that text, as in xlsx."""
    if not any(sign.isdigit() for sign in text):
        return Cell(formats.dutch(number), formats.plain_number(number))
    if not formats.ONLY_SIGNS.fullmatch(re.sub(r"(?<=\d)E[+-]?(?=\d)|\d", "", text)):
        return Cell(text, text)
    return Cell(text, formats.plain_number(number))


def _date(stored: str, text: str) -> Cell:
    try:
        moment = datetime.datetime.fromisoformat(stored).replace(tzinfo=None)
    except ValueError:
        return Cell(text, text or None)
    cell = formats.dated(moment)
    return Cell(text or cell.text, cell.value)


def _time(stored: str, text: str) -> Cell:
    found = DURATION.fullmatch(stored)
    if not found or len(stored) > 40:
        return Cell(text, text or None)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    if days + hours + minutes + seconds > 10**9:
        return Cell(text, text or None)
    length = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return Cell(text or str(length), -length if found[1] else length)


def _text(cell: Element) -> str:
    """The paragraphs of a cell, each on its own line; without notes and drawings."""
    return clean("\n".join("".join(_runs(part)) for part in cell if part.tag in ("p", "h")))


def _kept_text(cell: Element, styles: Styles, *, struck: bool) -> str:
    """The text of a cell without what is struck through; `struck`: whether the style of the cell does so."""
    kept = (
        "".join(_kept_runs(part, styles, struck=struck, family="paragraph")) for part in cell if part.tag in ("p", "h")
    )
    return clean("\n".join(kept))


def _runs(element: Element) -> Iterator[str]:
    """The text of a paragraph; the white space between its parts counts (OpenDocument 1.3 part 3, 6.1.2)."""
    yield element.text or ""
    for part in element:
        if part.tag in SIGNS:
            yield SIGNS[part.tag] * min(_times(part, "c"), 100)
        elif part.tag not in NOT_TEXT:
            yield from _runs(part)
        yield part.tail or ""


def _kept_runs(element: Element, styles: Styles, *, struck: bool, family: str = "text") -> Iterator[str]:
    """The same without what is struck through."""
    own = styles.struck(family, attribute(element, "style-name"))
    struck = struck if own is None else own
    yield "" if struck else element.text or ""
    for part in element:
        if part.tag in SIGNS:
            yield SIGNS[part.tag] * min(_times(part, "c"), 100)
        elif part.tag not in NOT_TEXT:
            yield from _kept_runs(part, styles, struck=struck)
        yield "" if struck else part.tail or ""
