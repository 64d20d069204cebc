"""The tables of a pdf in the preview: each as it was read, to be confirmed beside the pdf."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.imports import readings, uncertain
from actions.imports.proposals import Preview
from actions.models import PlanImport
from reading.plans.corrections import with_edits
from tables.model import Row, Table

FIRST = 8  # rows: enough to see whether columns and rows are right
MOST = 300  # rows on the page; all of them are on that of the rows


@dataclass(frozen=True)
class CellShown:
    """One cell, as wide as the cells that it covers."""

    text: str
    span: int
    goes_on: bool  # the cell above it goes on in it


@dataclass(frozen=True)
class RowShown:
    """One row of a table, as it was read."""

    number: int
    cells: Sequence[CellShown]


@dataclass(frozen=True)
class TableShown:
    """One table, its first rows, and what the user said of it."""

    table: Table
    is_confirmed: bool
    is_left_out: bool
    actions: int

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.table.number

    @property
    def title(self) -> str:
        """What stands above it, or else where it stands."""
        return self.table.heading or self.pages

    @property
    def pages(self) -> str:
        """Where it stands in the pdf."""
        return uncertain.pages_in_words(self.table.pages)

    @property
    def rows(self) -> list[RowShown]:
        """Its first rows."""
        return [_row(row) for row in self.table.rows[:FIRST]]

    @property
    def further_rows(self) -> list[RowShown]:
        """Those after the first."""
        return [_row(row) for row in self.table.rows[FIRST:MOST]]

    @property
    def more(self) -> int:
        """How many rows are not shown here."""
        return max(len(self.table.rows) - MOST, 0)

    @property
    def is_open(self) -> bool:
        """Whether the user must still say something of it."""
        return not self.is_confirmed and not self.is_left_out


def tables_shown(found: PlanImport, preview: Preview) -> list[TableShown]:
    """The tables that must be confirmed, or were; none for a file that is no pdf."""
    if not preview.reading.uncertain:
        return []
    tables = with_edits(readings.tables_in(found), found.edits)
    shown = []
    for table in tables.tables:
        keys = uncertain.keys_of(preview, table.number)
        if table.number in preview.reading.uncertain and keys:
            is_left_out = set(keys) <= set(found.left_out)
            shown.append(TableShown(table, table.number in found.confirmed_tables, is_left_out, len(keys)))
    return shown


def _row(row: Row) -> RowShown:
    cells: list[CellShown] = []
    for cell in row.cells:
        if cell.merged == "left" and cells:
            cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
        else:
            cells.append(CellShown(cell.text, 1, goes_on=cell.merged == "above"))
    return RowShown(row.number, cells)
