"""Sheets to an xlsx, streamed: typed cells, a frozen and filtered row of headings, drop-downs and notes."""

import datetime
import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tables.sheets import LISTS, Column, Sheet, Written, storable
from tables.writing import RUNNABLE

EURO = "[$€-413] #,##0.00"  # 413: Dutch
DATE = "dd-mm-yyyy"
A3, A4 = 8, 9
LAST_ROW = 5_001  # drop-downs reach as far as a plan can be read in, so that they are there for new rows too
LINE, HIGHEST = 12.75, 300  # points: of one line of Arial 10, and of a row that still fits on a screen
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
RIGHT = ("amount", "number", "date")
DARK, PALE = "FF1F3A5F", "FFD5DCE6"
NOTE_WIDTH, NOTE_LINE = 320, 18  # points, and per line of about 50 characters


def write_xlsx(sheets: list[Sheet], *, title: str, mark: str = "") -> bytes:
    """The workbook with these sheets; `mark` stands at the head and foot of every page that is printed."""
    book = Workbook(write_only=True)
    book.properties.title = storable(title)
    book.properties.creator = "Regiovisieportaal"
    for style in _styles():
        book.add_named_style(style)
    lists = _Lists()
    for sheet in sheets:
        _write(book, sheet, lists)
        if mark:
            _mark(book[sheet.name], mark)
    lists.write(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _styles() -> list[NamedStyle]:
    """One style per kind of column, and one for headings."""
    line = Border(bottom=Side(style="thin", color=PALE))
    formats = {"text": "General", "short": "@", "label": "General", "amount": EURO, "number": "General", "date": DATE}
    styles = [
        NamedStyle(
            f"plan-{name}",
            font=Font(name="Arial", size=10, bold=name == "label"),
            alignment=Alignment(vertical="top", wrap_text=True, horizontal="right" if name in RIGHT else "left"),
            border=line,
            number_format=form,
        )
        for name, form in formats.items()
    ]
    heading = NamedStyle(
        "plan-heading",
        font=Font(name="Arial", size=10, bold=True, color="FFFFFFFF"),
        fill=PatternFill("solid", fgColor=DARK),
        alignment=Alignment(vertical="center", wrap_text=True),
    )
    return [*styles, heading]


class _Lists:
    """What the drop-downs offer, a column for each: longer lists do not fit in the drop-down itself."""

    def __init__(self) -> None:
        self.columns: list[tuple[str, ...]] = []

    def reference(self, choices: tuple[str, ...]) -> str:
        """Where a list stands."""
        if choices not in self.columns:
            self.columns.append(choices)
        letter = get_column_letter(self.columns.index(choices) + 1)
        return f"{LISTS}!${letter}$1:${letter}${len(choices)}"

    def write(self, book: Workbook) -> None:
        """Add the sheet that holds them."""
        if not self.columns:
            return
        sheet = book.create_sheet(LISTS)
        sheet.sheet_state = "veryHidden"  # which is not read back
        for number in range(max(map(len, self.columns))):
            texts = [column[number] if number < len(column) else None for column in self.columns]
            sheet.append([_Pen(sheet, "plan-text").cell(text) for text in texts])


def _write(book: Workbook, sheet: Sheet, lists: _Lists) -> None:
    made: Any = book.create_sheet(sheet.name)  # the stubs know the sheet that is not streamed
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        made.column_dimensions[letter].width = column.width
        if column.choices:
            made.data_validations.append(_drop_down(column, letter, lists))
    _page(made, sheet)
    count = 0
    if sheet.has_headings:
        made.row_dimensions[1].height = 32
        made.append([_heading(made, column) for column in sheet.columns])
        count = 1
    pens = [_Pen(made, f"plan-{column.style}") for column in sheet.columns]
    for row in sheet.rows:
        count += 1
        lines = max(_lines(value, column) for value, column in zip(row, sheet.columns, strict=True))
        if lines > 1:  # LibreOffice makes no room for wrapped text by itself
            made.row_dimensions[count].height = min(lines * LINE + 3, HIGHEST)
        made.append([pen.cell(value) for pen, value in zip(pens, row, strict=True)])
    if sheet.has_headings:
        made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _lines(value: Written, column: Column) -> int:
    """How many lines a text takes in a column, about."""
    if not isinstance(value, str) or (len(value) <= column.width and "\n" not in value):
        return 1
    return sum(1 + len(line) // column.width for line in value.split("\n"))


def _page(made: Any, sheet: Sheet) -> None:
    """How it prints and scrolls: landscape, with the headings and the first columns on every page."""
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = A3 if sheet.has_headings else A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = sheet.pages_wide, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.has_headings:
        made.print_title_rows = "1:1"
        if sheet.fixed_columns:
            made.print_title_cols = f"A:{get_column_letter(sheet.fixed_columns)}"
        made.freeze_panes = f"{get_column_letter(sheet.fixed_columns + 1)}2"
    else:
        made.sheet_view.showGridLines = False


def _mark(made: Any, mark: str) -> None:
    text = storable(mark).replace("&", "&&")[:200]  # Excel allows 255 signs, with its own marks
    made.oddHeader.center.text = made.oddFooter.center.text = text
    made.oddHeader.center.size = made.oddFooter.center.size = 9


def _drop_down(column: Column, letter: str, lists: _Lists) -> DataValidation:
    made = DataValidation("list", formula1=lists.reference(column.choices), allow_blank=True)
    made.showErrorMessage = column.strict
    made.errorTitle, made.error = column.heading[:32], "Kies een waarde uit de lijst."
    made.add(f"{letter}2:{letter}{LAST_ROW}")
    return made


def _heading(made: Any, column: Column) -> Any:
    cell = _Pen(made, "plan-heading").cell(column.heading)
    if column.note:
        lines = sum(1 + len(part) // 50 for part in column.note.split("\n"))
        cell.comment = Comment(column.note, "Portaal", width=NOTE_WIDTH, height=NOTE_LINE * (lines + 1))
    return cell


class _Pen:
    """Writes the cells of a column, one after the other in the same two objects: a streamed row is written at once."""

    def __init__(self, made: Any, style: str) -> None:
        self.plain: Any = WriteOnlyCell(made)
        self.quoted: Any = WriteOnlyCell(made)
        self.plain.style = self.quoted.style = style
        self.quoted.quotePrefix = True  # stays text when somebody edits the cell

    def cell(self, value: Written) -> Any:
        """The cell with a value. Its kind is set here: openpyxl takes "=1" for a formula and "#N/A" for an error."""
        if isinstance(value, str):
            text = storable(value)
            cell = self.quoted if text.startswith(RUNNABLE) else self.plain
            cell._value = LOOKS_ESCAPED.sub("_x005F_", text) or None
            cell.data_type = "s" if text else "n"
            return cell
        self.plain._value = value
        self.plain.data_type = "d" if isinstance(value, datetime.date) else "n"
        return self.plain
