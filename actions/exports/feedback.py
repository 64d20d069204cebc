"""The workbook that goes back to who gave a plan: their own xlsx, with a comment at each cell to look at."""

import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from actions.imports import previews, readings
from actions.imports.proposals import Preview
from actions.imports.shown_rows import place_of, with_warnings
from actions.models import PlanImport
from reading.plans.layouts import Spot, laid_out, real_place
from tables import limits
from tables.model import Table, Tables
from tables.sheets import storable
from tables.writing import RUNNABLE

AUTHOR = "Regiovisieportaal"
FILL = PatternFill("solid", fgColor="FFFFF2CC")
WIDTH, LINE, PER_LINE = 320, 18, 45  # points, points per line, signs per line
LONGEST_COMMENT = 5_000  # signs; Excel shows no more than 32,767
WIDEST = 60  # signs in a column of a workbook that we make
# What openpyxl may raise on a workbook that is damaged in a way that our own reader passes over.
UNREADABLE = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, EOFError),
    *(SyntaxError, zlib.error, zipfile.BadZipFile, InvalidFileException),  # XML that is broken is a SyntaxError
)
AREA = re.compile(rb"""(?:hyperlink|mergeCell)\b[^<>]*?\bref\s*=\s*["']([A-Za-z$]+[0-9$]+:[A-Za-z$]+[0-9$]+)["']""")
Place = tuple[int, int, int]  # table, row and column from 0
Comments = Mapping[Place, list[str]]


def file_name(found: PlanImport) -> str:
    """What the file is called when it is downloaded."""
    return f"{slugify(PurePath(found.name).stem)[:80] or 'plan'}-opmerkingen.xlsx"


def workbook_of(found: PlanImport) -> bytes:
    """The workbook of an import. Raises Refused; FileNotFoundError when the file is gone."""
    tables, reading = previews.read_file(found)
    comments = comments_of(found, with_warnings(previews.compared(found, reading)))
    if tables.kind == "xlsx":
        with found.file.open("rb") as file:
            content = file.read()
        try:
            return _saved(_in_own_book(content, readings.tables_in(found), comments))
        except UNREADABLE:
            pass  # then at least the tables as they were read
    return _saved(_in_new_book(tables, comments))


def comments_of(found: PlanImport, preview: Preview) -> Comments:
    """What is said at each cell: of actions, of rows that were left out, and what was corrected in the preview."""
    said: dict[Place, list[str]] = defaultdict(list)
    spots = laid_out(readings.tables_in(found)).spots
    for place, text in _told(preview):
        texts = said[_in_file(place, spots)]
        if text not in texts:
            texts.append(text)
    for key, text in found.edits.items():
        table, row, column = map(int, key.split(":"))
        said[_in_file((table, row, column), spots)].append(
            _("In het portaal verbeterd tot: %(text)s") % {"text": text or _("(leeg)")}
        )
    return said


def _in_file(place: Place, spots: Mapping[Place, Spot]) -> Place:
    """Where a cell of a table that was laid out stands in the file."""
    spot = real_place(spots, place)
    return place[0], spot.row, spot.column


def _told(preview: Preview) -> Iterator[tuple[Place, str]]:
    for proposal in preview.proposals:
        row = proposal.row
        first = min((cell.column for cell in row.cells if cell.text), default=0)
        for problem in proposal.problems:
            column = place_of(row.places, problem)
            yield (row.table, row.row, first if column is None else column), problem.message
    rows = {proposal.key: proposal.row for proposal in preview.proposals}
    for question in preview.open_questions:
        row = rows[question.rows[0]]
        yield (row.table, row.row, row.places.get(question.field, 0)), question.said
    for about in preview.reading.problems:
        yield (about.table or 1, about.row or 1, 0), about.message


def _in_own_book(content: bytes, tables: Tables, comments: Comments) -> Workbook:
    if _has_endless_areas(content):
        raise ValueError("openpyxl makes each cell of a link and of a merged cell, also on sheets that we pass over")
    book = load_workbook(io.BytesIO(content), rich_text=True)
    sheets = {table.number: table.name for table in tables.tables}
    for (table, row, column), texts in sorted(comments.items()):
        sheet = book[sheets[table]] if sheets.get(table) in book.sheetnames else None
        if isinstance(sheet, Worksheet):
            _mark(sheet, row, column, texts)
    return book


def _has_endless_areas(content: bytes) -> bool:
    """Whether links and merged cells cover more cells than people select."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    areas = (CellRange(found.decode()) for part in parts for found in AREA.findall(part))
    return sum(area.size["rows"] * area.size["columns"] for area in areas) > limits.MAX_COVERED


def _mark(sheet: Worksheet, row: int, column: int, texts: list[str]) -> None:
    """Put a comment at a cell, under what the user's own comment says; in a merged cell at its first."""
    cell: Any = sheet.cell(row, column + 1)
    if isinstance(cell, MergedCell):
        around = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(around.min_row, around.min_col)
    before = [cell.comment.text] if cell.comment else []
    text = storable("\n\n".join([*before, *texts]))[:LONGEST_COMMENT]
    lines = sum(1 + len(part) // PER_LINE for part in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, width=WIDTH, height=LINE * (lines + 1))
    cell.fill = FILL


def _in_new_book(tables: Tables, comments: Comments) -> Workbook:
    """A workbook with each table on a sheet of its own, row by row as in the file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = AUTHOR
    for table in tables.tables:
        sheet = book.create_sheet(_("Tabel %(number)s") % {"number": table.number})
        _fill(sheet, table)
        for (number, row, column), texts in sorted(comments.items()):
            if number == table.number:
                _mark(sheet, row, column, texts)
    return book


def _fill(sheet: Worksheet, table: Table) -> None:
    for row in table.rows:
        for place, source in enumerate(row.cells, start=1):
            if not source.text:
                continue
            cell: Any = sheet.cell(row.number, place)
            text = storable(source.text)
            cell.value = text[:32_000]
            cell.data_type = "s"  # text that begins with = stays text
            cell.quotePrefix = text.startswith(RUNNABLE)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row is table.rows[0]:
                cell.font = Font(bold=True)
    for place in range(table.width):
        longest = max(max(map(len, row.cells[place].text.split("\n"))) for row in table.rows)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, 8), WIDEST)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
