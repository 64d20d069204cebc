"""What every table file becomes: tables of rows of cells, whatever kind of file they were in.

Plain types without any meaning: what a column is about, where the headings are and what "Q3" means, the caller knows.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["docx", "xlsx", "xls", "ods", "csv", "pasted", "pdf"]
Value = str | int | Decimal | bool | datetime.date | datetime.datetime | datetime.timedelta | None


class Refused(Exception):
    """This file is not read at all. The message is one Dutch sentence for the user: what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. A cell without anything in it is `EMPTY`; cells that a merged cell covers are empty and say so.

    `text` is what the user sees, lines apart by "\\n", trimmed, without odd spaces and without invisible characters;
    numbers and dates in the Dutch way ("1250,5", "15-06-2022", "mrt 2026") with what their format adds ("€", "%").
    `value` is the typed value: in docx, pdf, csv and pasted tables always the text; None when the cell is empty.
    Numbers are int or Decimal (never float), in units: 50 % is Decimal("0.5").
    """

    text: str = ""
    value: Value = None
    formula: bool = False  # a formula of which the file holds no result: text is empty, value is None
    error: bool = False  # the result of a formula is an error: text is what a spreadsheet shows ("#REF!"), value None
    merged: Literal["", "left", "above"] = ""  # covered by the merged cell that starts to the left of it, or above it
    struck: str = ""  # what is struck through in it (told by a remark) and so not in its text; shortened

    def __bool__(self) -> bool:
        """Whether there is something in it that must be read or reported."""
        return bool(self.text) or self.formula


EMPTY = Cell()
LEFT = Cell(merged="left")
ABOVE = Cell(merged="above")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it; the wholly empty rows of a file are left out, their numbers are not used again.

    `number` counts from 1: the row that the spreadsheet shows, the row of the Word table, the record of the csv.
    """

    number: int
    cells: tuple[Cell, ...]  # the same number in all rows of a table; cells[0] is column A
    heading: bool = False  # marked in Word as a row that repeats on each page: a row of headings
    struck: bool = False  # all of it is struck through: no longer in force, told by a remark, its texts kept

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all cells, empty ones included: two rows of headings are the same when these are."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph above a Word table."""

    text: str
    level: int | None = None  # of a heading: 1 is the highest; None: not a heading by its style
    bold: bool = False  # all of it: often a heading in all but style


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a Word document, one sheet, or the whole csv or pasted text. It has at least one row."""

    number: int  # from 1, in the order of the document; hidden and empty sheets are not counted
    rows: tuple[Row, ...]
    name: str = ""  # of the sheet
    headings: tuple[Paragraph, ...] = ()  # Word: the chain of headings in force above the table, highest first
    above: tuple[Paragraph, ...] = ()  # Word: all paragraphs between the previous table and this one, in order
    uncertain: bool = False  # pdf: its rows and columns are derived, so somebody must confirm them
    pages: tuple[int, int] | None = None  # pdf: the first and the last page it stands on, from 1

    @property
    def heading(self) -> str:
        """The nearest heading above the table, or "" when there is none."""
        return self.headings[-1].text if self.headings else ""

    @property
    def width(self) -> int:
        return len(self.rows[0].cells)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the user must know that reading could not mend: a hidden sheet, a broken line of csv."""

    message: str  # one Dutch sentence
    table: int | None = None  # Table.number; None: about the file
    row: int | None = None  # Row.number


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a file: at least one."""

    kind: Kind
    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)  # Word: what we put beside the text, by key (`word.BESIDE`)
