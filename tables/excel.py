"""The visible sheets of an xlsx, streamed: sparse cells, so that a sheet of a million empty rows costs nothing.

Not by python-calamine: it makes room for the whole area between the first and the last cell and then aborts the process
(two cells are enough), and it drops line breaks of ods, errors and number formats. The tests compare with it.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tables import formats
from tables.excel_looks import Part, Styles, cell_kept, parts, read_styles, text_of
from tables.gather import Area, Budget, dense, hidden_rows, hidden_sheet, merge, numbered
from tables.marks import Look, Marks
from tables.markup import attribute
from tables.model import Cell, Refused, Table, Tables
from tables.package import DAMAGED, MACROS, Package
from tables.text import clean

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
NO_LOOK = Look()
Placed = tuple[int, Element]  # a cell in its column, from 0
BOOLEANS = {"1": Cell("WAAR", True), "0": Cell("ONWAAR", False)}


@dataclass(slots=True)
class Sheet:
    """The filled cells of one sheet while it is being read."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)  # numbers of filled rows that are hidden, for instance by a filter
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the cells of all sheets refer to."""

    strings: list[Cell]
    rich: dict[str, list[Part]]  # of the strings with runs of their own, by number as text
    styles: Styles
    from_1904: bool


def read_xlsx(package: Package, part: str) -> Tables:
    """The tables of a workbook; `part` is its main part. Raises `Refused`."""
    budget = Budget()
    related = package.relations(part)
    properties, listed = _contents(package, part)
    of_kind = {relation.kind: relation.part for relation in related.values()}
    rich: dict[str, list[Part]] = {}
    workbook = Workbook(
        strings=list(_strings(package, of_kind.get("sharedStrings"), rich)),
        rich=rich,
        styles=read_styles(package, of_kind.get("styles")),
        from_1904=properties.get("date1904") in ("1", "true", "on"),
    )
    tables: list[Table] = []
    for entry in listed:
        relation = related.get(attribute(entry, "id") or "")
        if relation is None or relation.part not in package:
            raise Refused(DAMAGED)
        if "macro" in relation.kind.lower():
            raise Refused(MACROS)
        name = clean(entry.get("name", ""))
        state = entry.get("state", "visible")
        if state == "hidden":  # by a user; "veryHidden" is by a program, for the lists of its drop-downs
            budget.remark(hidden_sheet(name))
        if state != "visible" or relation.kind != "worksheet":  # a chart may be a sheet too
            continue
        sheet = _sheet(package, relation.part, workbook, budget)
        if rows := dense(sheet.rows, struck=sheet.marks.wholly):
            tables.append(Table(number=len(tables) + 1, rows=rows, name=name))
            if sheet.hidden:
                budget.remark(hidden_rows(sheet.hidden), table=len(tables))
            sheet.marks.tell(budget, len(tables))
    return Tables("xlsx", numbered(tables), tuple(budget.remarks))


def _contents(package: Package, part: str) -> tuple[Element, list[Element]]:
    """The properties of a workbook, and its list of sheets in their order."""
    elements = list(package.elements(part, "sheet", "workbookPr"))
    properties = [element for element in elements if element.tag == "workbookPr"]
    return [*properties, Element("workbookPr")][0], [element for element in elements if element.tag == "sheet"]


def _strings(package: Package, part: str | None, rich: dict[str, list[Part]]) -> Iterator[Cell]:
    """The texts that cells refer to by number; `rich` gets the parts of those with runs."""
    if part and part in package:
        for number, element in enumerate(package.elements(part, "si")):
            pieces = parts(element)
            if any(struck is not None for _, struck in pieces):
                rich[str(number)] = pieces
            yield _text_cell(text_of(pieces))


def _text_cell(text: str) -> Cell:
    text = clean(unescaped(text))
    return Cell(text, text or None)


def unescaped(text: str) -> str:
    """Without the way in which xlsx writes control characters: "_x000D_"."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _sheet(package: Package, part: str, workbook: Workbook, budget: Budget) -> Sheet:
    sheet = Sheet()
    areas: list[Area] = []
    number = 0
    for element in package.elements(part, "row", "mergeCell"):
        if element.tag == "mergeCell":
            areas += _areas(element.get("ref", ""))
            continue
        given = element.get("r", "")
        number = int(given) if given.isdecimal() and len(given) <= 7 else number + 1
        placed = list(_placed(element))
        if cells := dict(_cells(placed, workbook)):
            if number in sheet.rows:
                raise Refused(DAMAGED)
            budget.take_row(first=not sheet.rows)
            for column, cell in cells.items():
                budget.take(column, cell)
            sheet.rows[number] = _in_force(number, placed, cells, workbook, sheet.marks)
            if element.get("hidden") in ("1", "true"):
                sheet.hidden.append(number)
    merge(sheet.rows, areas)
    return sheet


def _areas(reference: str) -> list[Area]:
    """The merged area of "B2:C4"; none when it is something else."""
    corners = [PLACE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not (corners[0] and corners[1]):
        return []
    (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
    return [Area(int(top), int(bottom), column_number(left), column_number(right))]


def _cells(row: list[Placed], workbook: Workbook) -> Iterator[tuple[int, Cell]]:
    """The filled cells of a row by column, from 0."""
    for column, element in row:
        if len(element) and (cell := _cell(element, workbook)):
            yield column, cell


def _placed(row: Element) -> Iterator[Placed]:
    """The cells of a row by column, the empty ones too."""
    column = -1
    for element in row:
        if element.tag == "c":
            place = PLACE.fullmatch(element.get("r", ""))
            column = column_number(place[1]) if place else column + 1
            yield column, element


def _in_force(
    number: int, row: list[Placed], cells: dict[int, Cell], workbook: Workbook, marks: Marks
) -> dict[int, Cell]:
    """The cells of a row without what is struck through; notes the colours of its cells."""
    looks = workbook.styles.looks
    if not looks and not workbook.rich:
        return cells
    kept: dict[int, Cell] = {}
    fills: dict[int, str] = {}
    for column, element in row:
        look = looks.get(element.get("s", "0"), NO_LOOK)
        if look.fill:
            fills[column] = look.fill
        if column not in cells:
            continue
        cell = cell_kept(_pieces(element, workbook), look, _text_cell)
        if cell is not None:
            kept[column] = cell
    if looks:
        marks.coloured(cells, fills)
    return marks.in_force(number, cells, kept) if kept else cells


def _pieces(element: Element, workbook: Workbook) -> list[Part]:
    """The runs of a text, when it has any."""
    kind = element.get("t")
    if kind == "s" and workbook.rich:
        return workbook.rich.get(element.findtext("v", "").strip(), [])
    inline = element.find("is") if kind == "inlineStr" else None
    return [] if inline is None else parts(inline)


def column_number(letters: str) -> int:
    """The number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(element: Element, workbook: Workbook) -> Cell:
    """One cell by its type (ECMA-376 part 1, 18.18.11)."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find("is")
        return Cell() if inline is None else _text_cell(text_of(parts(inline)))
    stored = element.findtext("v")
    if not stored and kind != "str":
        return Cell(formula=element.find("f") is not None)
    text = stored or ""
    if kind == "s":
        return _shared(text, workbook)
    if kind == "b":
        return BOOLEANS.get(text.strip(), _text_cell(text))
    if kind == "e":
        return Cell(clean(text), error=True)
    if kind == "d":
        return _iso(text)
    if kind == "str" or (number := formats.number_in(text.strip())) is None:
        return _text_cell(text)
    style = element.get("s", "0")
    codes = workbook.styles.formats
    known = style.isdecimal() and len(style) <= 6 and int(style) < len(codes)
    return formats.shown(number, codes[int(style)] if known else "", from_1904=workbook.from_1904)


def _shared(text: str, workbook: Workbook) -> Cell:
    if not text.strip().isdecimal() or len(text) > 9 or int(text) >= len(workbook.strings):
        raise Refused(DAMAGED)
    return workbook.strings[int(text)]


def _iso(text: str) -> Cell:
    """A date as text, such as "2026-03-01T00:00:00"; strict files have them."""
    try:
        moment = datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return _text_cell(text)
    return formats.dated(moment)
