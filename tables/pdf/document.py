"""A whole pdf to tables: pages drawn, cells filled, tables joined over pages, headings found above them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from tables import limits
from tables.gather import Budget, Sparse, dense, merge
from tables.model import ABOVE, Cell, Paragraph, Refused, Remark, Table, Tables
from tables.pdf import words as say
from tables.pdf.chain import Chain, Held, chains
from tables.pdf.furniture import without_furniture
from tables.pdf.lines import APART, Line, Room, Words, is_cutting, leave_spaces, text_of, usual_distance
from tables.pdf.operators import Operators
from tables.pdf.page import Drawn, Page
from tables.pdf.parts import Sheet, sheet_of

KEPT_ABOVE = 200  # paragraphs, as of a Word document
LARGER = 1.12  # times the usual size: a heading
UNKNOWN_SHARE = 0.1  # of the signs: more than this and nothing can be read
CELL_PADDING = 12.0  # points at most


def tables_of(data: bytes) -> Tables:
    """The tables of a pdf. Raises Refused, and whatever pdfminer raises on a file that is damaged."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
    except PDFEncryptionError as error:
        raise Refused(say.PASSWORD) from error
    sheets, budget = [], Budget()
    signs = unknown = 0
    for page in _pages(document):
        signs, unknown = signs + page.signs, unknown + page.unknown
        sheets.append(sheet_of(page))
    _refuse(sheets, signs, unknown)
    without_furniture(sheets)
    for message in _told(sheets):
        budget.remark(message)
    reader = _Reader(sheets, budget)
    found = reader.read()
    if not found:
        raise Refused(say.NO_TABLE)
    if reader.words.doubts:
        budget.remark(say.one_word(reader.words.doubts))
    budget.remarks.insert(0, Remark(say.UNCERTAIN))
    return Tables("pdf", found, tuple(budget.remarks))


def _pages(document: PDFDocument) -> Iterator[Page]:
    """The pages as they are drawn; not more than a plan has."""
    resources = PDFResourceManager()
    drawn = Drawn(resources)
    commands = Operators(resources, drawn)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > limits.MAX_PAGES:
            raise Refused(say.TOO_MANY_PAGES)
        commands.process_page(page)
        yield drawn.taken(number)


def _refuse(sheets: Sequence[Sheet], signs: int, unknown: int) -> None:
    if not signs:
        raise Refused(say.SCAN if any(sheet.is_picture for sheet in sheets) else say.NO_TEXT)
    if unknown > UNKNOWN_SHARE * signs:
        raise Refused(say.NO_LETTERS)


def _told(sheets: Sequence[Sheet]) -> Iterator[str]:
    """What to look at on which page."""
    for sheet in sheets:
        if sheet.is_picture:
            yield say.picture(sheet.number)
        if sheet.looks_like_table:
            yield say.without_lines(sheet.number)
        if sheet.struck:
            yield say.struck(sheet.number, sheet.struck)
        if sheet.has_overlap:
            yield say.overlap(sheet.number)


class _Reader:
    """Makes the tables of the pages, with what stands above each."""

    def __init__(self, sheets: Sequence[Sheet], budget: Budget) -> None:
        self.sheets, self.budget, self.words = sheets, budget, Words()
        loose = [line for sheet in sheets for line in sheet.loose]
        self.chains = chains(sheets)
        cells = [held.lines for chain in self.chains for held in chain.cells if held.lines]
        self.words.learn([loose, *cells])
        self.spaced = leave_spaces(cells)
        sizes = Counter[float]()
        for line in [*loose, *(line for lines in cells for line in lines)]:
            sizes[round(line.size, 1)] += len(line.text)
        self.usual = max(sizes, key=lambda size: sizes[size], default=10.0)
        larger = sorted({round(line.size, 1) for line in loose if line.size > LARGER * self.usual}, reverse=True)
        self.levels = {size: level for level, size in enumerate(larger[:6], start=1)}
        self.headings: list[Paragraph] = []

    def read(self) -> tuple[Table, ...]:
        """The tables in order."""
        found: list[Table] = []
        place = (0, 0.0)
        for chain in self.chains:
            first, last = chain.parts[0], chain.parts[-1]
            above = self._paragraphs(place, (first.page, first.top))
            place = (last.page, last.bottom)
            rows, marked = self._filled(chain)
            table = Table(
                number=len(found) + 1,
                rows=dense(rows, marked=marked),
                headings=tuple(self.headings),
                above=tuple(above[-KEPT_ABOVE:]),
                uncertain=True,
                pages=(first.page, last.page),
            )
            if table.rows:
                found.append(table)
        return tuple(found)

    # --- Cells ---

    def _filled(self, chain: Chain) -> tuple[Sparse, frozenset[int]]:
        """The cells with text by row and column, and the numbers of the rows of headings."""
        filled: Sparse = {}
        for held, room in self._rooms(chain.cells):
            text = text_of(held.lines, room, self.words)
            if text:
                cell = Cell(text, text)
                self.budget.take(held.area.left, cell)
                filled.setdefault(held.area.top + 1, {})[held.area.left] = cell
        for number in sorted(filled):
            self.budget.take_row(first=number == min(filled))
        merged = [held for held in chain.cells if held.area.top < held.area.bottom or held.area.left < held.area.right]
        merge(filled, [held.area._replace(top=held.area.top + 1, bottom=held.area.bottom + 1) for held in merged])
        for held in chain.cells:
            if held.covered:
                for row in range(held.area.top + 1, held.area.bottom + 2):
                    if row in filled:
                        filled[row][held.area.left] = ABOVE
        return _renumbered(filled, chain.repeated)

    def _rooms(self, cells: Sequence[Held]) -> list[tuple[Held, Room]]:
        """The cells of a table, each with the room for its lines."""
        apart, padding = usual_distance([held.lines for held in cells]), _padding(cells)
        found = [(held, Room(held.box.left + padding, held.box.right - padding, apart, self.spaced)) for held in cells]
        cutting = is_cutting((held.lines, room) for held, room in found)
        return [(held, replace(room, cutting=cutting)) for held, room in found]

    # --- What stands above ---

    def _paragraphs(self, after: tuple[int, float], before: tuple[int, float]) -> list[Paragraph]:
        """The paragraphs between two places; a heading ends the headings of its level and below."""
        found: list[Paragraph] = []
        for sheet in self.sheets:
            lines = [line for line in sheet.loose if after <= (sheet.number, line.y) < before]
            for group in _paragraphs_in(sorted(lines, key=lambda line: line.y)):
                room = Room(group[0].x, max(line.end for line in lines), 2.0)
                text = " ".join(text_of(group, room, self.words).split("\n"))
                level = self.levels.get(round(group[0].size, 1))
                paragraph = Paragraph(text, level, bold=group[0].bold)
                if level is not None:
                    self.headings = [one for one in self.headings if (one.level or 0) < level] + [paragraph]
                found.append(paragraph)
        return found


def _renumbered(filled: Sparse, repeated: int) -> tuple[Sparse, frozenset[int]]:
    """Rows counted without those in which there is nothing: of a double line, of room above a table."""
    numbers = {number: at for at, number in enumerate(sorted(filled), start=1)}
    return {numbers[number]: cells for number, cells in filled.items()}, frozenset(
        numbers[number] for number in filled if number <= repeated
    )


def _padding(cells: Sequence[Held]) -> float:
    """How far texts stay from the edges of their cells."""
    found = sorted(min(line.x for line in held.lines) - held.box.left for held in cells if held.lines)
    usual = found[len(found) // 4] if found else 0.0
    return max(0.0, min(usual, CELL_PADDING))


def _paragraphs_in(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one look, close below each other, are one paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        same = last and round(last.size, 1) == round(line.size, 1) and last.bold == line.bold
        if last and same and line.y - last.y <= APART * 1.2 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
