"""The tables of a docx, with the headings and paragraphs above them.

Read from the XML and not with python-docx, which leaves out rows and cells in content controls and text that was
inserted with tracked changes, and holds the whole document in memory. The tests compare with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from tables import limits
from tables.gather import TOO_MANY_COLUMNS, TOO_MUCH, Budget, Sparse, dense, numbered
from tables.grid import Placed, columns
from tables.marks import SHOWN, STRUCK_HEADING, Marks, colour
from tables.markup import TOO_LARGE, attribute
from tables.model import Cell, Paragraph, Refused, Table, Tables
from tables.package import Package
from tables.word_text import (
    StyleMarks,
    blocks,
    boxes,
    cell_text,
    has_table,
    inside,
    is_bold,
    is_on,
    paragraph_text,
    value,
)

HEADING = re.compile(r"(?:heading|kop) ?([1-9])")
NOT_READ = "In dit document is een ander bestand ingesloten (bijvoorbeeld een Excel-tabel); dat is niet gelezen."
BESIDE = "urn:regiovisieportaal:kept"  # the namespace of a part with <kept key="...">text</kept>
KEPT_ABOVE = 200  # paragraphs: what stands further from the table says nothing about it


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a paragraph style."""

    level: int | None = None
    bold: bool = False
    struck: bool | None = None  # None: as the style it is based on
    item: bool | None = None  # of a list
    based_on: str = ""


@dataclass(slots=True)
class Open:
    """A table while it is being read."""

    widths: list[int] = field(default_factory=list)  # between the edges, in twentieths of a point
    count: int = 0  # rows so far, the empty ones too
    lines: dict[int, list[Placed]] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)  # rows of headings
    merging: set[int] = field(default_factory=set)  # edges where the row above has a cell that may go on below it
    fills: dict[int, list[Placed]] = field(default_factory=dict)  # the lines again, with colours for texts
    marks: Marks = field(default_factory=Marks)
    frames: list[Element] = field(default_factory=list)  # cells with a table in them, in rows of one cell


def read_docx(package: Package, part: str) -> Tables:
    """The tables of a document; `part` is its main part. Raises `Refused`."""
    styles = next((item.part for item in package.relations(part).values() if item.kind == "styles"), "")
    reader = _Reader(_styles(package, styles) if styles in package else {})
    reader.read(package, part)
    return Tables("docx", numbered(reader.tables), tuple(reader.budget.remarks), _beside(package, part))


def _beside(package: Package, part: str) -> dict[str, str]:
    """What we put beside the text of a document (`BESIDE`), by key; Word and LibreOffice keep it. Others are passed."""
    parts = [item.part for item in package.relations(part).values() if item.kind == "customXml"]
    ours = [name for name in parts if name in package and BESIDE.encode() in package.start(name, 500)]
    kept = (element for name in ours for element in package.elements(name, "kept"))
    return {attribute(element, "key") or "": element.text or "" for element in kept}


def _styles(package: Package, part: str) -> dict[str, Style]:
    """The paragraph styles by id. The names of headings are English in every language of Word."""
    styles: dict[str, Style] = {}
    for element in package.elements(part, "style"):
        if len(styles) == limits.MAX_STYLES:
            raise Refused(TOO_LARGE)
        found = HEADING.fullmatch(value(element, "name").lower())
        outline = value(element, "pPr/outlineLvl")
        styles[attribute(element, "styleId") or ""] = Style(
            level=int(found[1]) if found else _level(outline),
            bold=is_on(element.find("rPr/b")),
            struck=_struck(element),
            item=value(element, "pPr/numPr/numId") != "0" if element.find("pPr/numPr/numId") is not None else None,
            based_on=value(element, "basedOn"),
        )
    return styles


def _struck(style: Element) -> bool | None:
    lines = [line for name in ("strike", "dstrike") if (line := style.find(f"rPr/{name}")) is not None]
    return any(map(is_on, lines)) if lines else None


def _style_marks(styles: dict[str, Style]) -> StyleMarks:
    """What the styles say of the text in cells; numbered headings are no items of a list."""
    chains = {name: list(_chain(styles, name)) for name in styles}

    def of(attribute: str) -> frozenset[str]:
        said = {name: [getattr(style, attribute) for style in chain] for name, chain in chains.items()}
        return frozenset(name for name, values in said.items() if next((v for v in values if v is not None), False))

    headings = {name for name, chain in chains.items() if any(style.level is not None for style in chain)}
    return StyleMarks(of("struck"), of("item") - headings)


def _chain(styles: dict[str, Style], name: str) -> Iterator[Style]:
    """A style and those it is based on."""
    for _ in range(10):
        if name not in styles:
            return
        yield styles[name]
        name = styles[name].based_on


def _number(text: str, *, most: int = 10**6) -> int:
    return min(int(text), most) if text.isdecimal() and len(text) < 20 else 0


def _level(outline: str) -> int | None:
    """The level of a heading, from 1, by its outline level, from 0."""
    return int(outline) + 1 if outline in set("012345678") else None


class _Reader:
    """Reads a document from front to back."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self.styles = styles
        self.marks = _style_marks(styles)
        self.budget = Budget()
        self.tables: list[Table] = []
        self.headings: list[Paragraph] = []
        self.above: list[Paragraph] = []
        self.placed = 0

    def read(self, package: Package, part: str) -> None:
        table: Open | None = None
        marks = frozenset({"tbl"})
        for event, element in package.pieces(part, {"p", "tr", "tblGrid", "altChunk"}, marks):
            if event == "start":
                table = Open()
            elif event == "end":
                if table:
                    self.close(table)
                table = None
            elif element.tag == "p":
                self.paragraph(element)
            elif element.tag == "altChunk":
                self.budget.remark(NOT_READ)
            elif table and element.tag == "tblGrid":
                table.widths = _widths(element)
            elif table:
                self.row(table, element)

    def paragraph(self, element: Element, *, in_box: bool = False) -> None:
        """Keep a paragraph outside tables, and what stands in the text boxes on it: tables and headings."""
        if element.find(".//OLEObject") is not None:
            self.budget.remark(NOT_READ)
        if text := paragraph_text(element):
            self.text(element, text, in_box=in_box)
        for box in boxes(element):
            self.frame(box, in_box=True)

    def text(self, element: Element, text: str, *, in_box: bool) -> None:
        """Keep the text of a paragraph, unless it is struck through; a heading ends those of its level and below."""
        name = value(element, "pPr/pStyle")
        style = self.styles.get(name, Style())
        outline = value(element, "pPr/outlineLvl")
        level = _level(outline) if outline else self.level(name)
        if in_box and level is None:
            return
        kept = paragraph_text(element, self.marks)
        paragraph = Paragraph(kept, level, bold=style.bold or is_bold(element))
        if kept != text and (level is not None or paragraph.bold):
            self.budget.remark(STRUCK_HEADING.format(text=" ".join(text.split())[:SHOWN]))
        if not kept:
            return
        if level is not None:
            self.headings = [heading for heading in self.headings if (heading.level or 0) < level] + [paragraph]
        self.above = [*self.above, paragraph][-KEPT_ABOVE:]

    def level(self, name: str) -> int | None:
        """The level of a style, its own or that of the style it is based on."""
        return next((style.level for style in _chain(self.styles, name) if style.level is not None), None)

    def row(self, table: Open, element: Element) -> None:
        """Add a row; one that a tracked change has deleted does not exist."""
        if element.find("trPr/del") is not None:
            return
        table.count += 1
        cells = list(inside(element, "tc"))
        if len(cells) == 1 and any(block.tag == "tbl" for block in blocks(cells[0])):
            table.frames.append(cells[0])
        above = table.merging
        line = list(_placed(element, cells, table, self.whole))
        if len(line) > limits.MAX_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
        if not any(cell.text for cell in line):
            return
        self.placed += len(line)
        if self.placed > limits.MAX_CELLS:
            raise Refused(TOO_MUCH)
        self.budget.take_row(first=not table.lines)
        if self.marks.struck or element.find(".//strike") is not None or element.find(".//dstrike") is not None:
            table.merging = above
            line = _in_force(table, line, list(_placed(element, cells, table, self.in_force)))
        if element.find(".//shd") is not None:
            table.merging = above
            table.fills[table.count] = list(_placed(element, cells, table, _fill))
        if element.find(".//tbl") is not None and any(map(has_table, cells)):
            table.marks.nested.append(table.count)
        table.lines[table.count] = line
        if is_on(element.find("trPr/tblHeader")):
            table.marked.add(table.count)

    def whole(self, cell: Element) -> str:
        """All of the text of a cell."""
        return cell_text(cell, self.marks)

    def in_force(self, cell: Element) -> str:
        """The text of a cell without what is struck through."""
        return cell_text(cell, self.marks, without_struck=True)

    def close(self, table: Open) -> None:
        """Add a table that is complete; one that only frames other tables gives those."""
        if len(table.frames) == table.count > 0:
            for frame in table.frames:
                self.frame(frame)
            return
        if not table.lines:  # for the layout, for a signature: nothing in it to read
            return
        filled = dict(zip(table.lines, columns(list(table.lines.values()), table.widths), strict=True))
        for cells in filled.values():
            for column, cell in cells.items():
                if cell:
                    self.budget.take(column, cell)
        if not (rows := dense(filled, marked=table.marked, struck=table.marks.wholly)):
            return
        if table.fills:
            _note_colours(table, filled)
        table.marks.tell(self.budget, len(self.tables) + 1)
        number = len(self.tables) + 1
        above, self.above = tuple(self.above), []
        self.tables.append(Table(number, rows, headings=tuple(self.headings), above=above))

    def frame(self, cell: Element, *, in_box: bool = False) -> None:
        """Read what stands in a cell or text box as if it stood in the document itself."""
        for block in blocks(cell):
            if block.tag == "p":
                self.paragraph(block, in_box=in_box)
                continue
            grid = block.find("tblGrid")
            table = Open(widths=[] if grid is None else _widths(grid))
            for row in inside(block, "tr"):
                self.row(table, row)
            self.close(table)


def _widths(grid: Element) -> list[int]:
    return [_number(attribute(column, "w") or "") for column in grid]


def _in_force(table: Open, line: list[Placed], kept: list[Placed]) -> list[Placed]:
    """A row without what is struck through in it; `kept` is the same row with only what is not."""
    remaining = {place: Cell(new.text) for place, (old, new) in enumerate(zip(line, kept, strict=True)) if old != new}
    if not remaining:
        return line
    cells = table.marks.in_force(table.count, {place: Cell(old.text) for place, old in enumerate(line)}, remaining)
    return [replace(old, text=cells[place].text, struck=cells[place].struck) for place, old in enumerate(line)]


def _fill(cell: Element) -> str:
    """The colour of a cell."""
    shade = cell.find("tcPr/shd")
    return "" if shade is None else colour(attribute(shade, "fill") or "")


def _note_colours(table: Open, filled: Sparse) -> None:
    """Count the colours by column: the grid of the table once more, with colours for texts."""
    blank = {number: [replace(cell, text="") for cell in line] for number, line in table.lines.items()}
    fills = columns(list((blank | table.fills).values()), table.widths)
    for number, colours in zip(table.lines, fills, strict=True):
        table.marks.coloured(filled[number], {column: cell.text for column, cell in colours.items()})


def _placed(row: Element, cells: list[Element], table: Open, text: Callable[[Element], str]) -> Iterator[Placed]:
    """The cells of a row between their edges, with the text of each."""
    edge = _number(value(row, "trPr/gridBefore"))
    above, table.merging = table.merging, set()
    held: Placed | None = None
    for cell in cells:
        span = max(_number(value(cell, "tcPr/gridSpan")), 1)
        side, down = cell.find("tcPr/hMerge"), cell.find("tcPr/vMerge")
        if held and side is not None and attribute(side, "val") != "restart":
            held = Placed(held.start, edge + span, held.text, held.continues)
        else:
            if held:
                yield held
            continues = down is not None and attribute(down, "val") != "restart" and edge in above
            held = Placed(edge, edge + span, "" if continues else text(cell), continues)
        if down is not None:
            table.merging.add(edge)
        edge += span
    if held:
        yield held
