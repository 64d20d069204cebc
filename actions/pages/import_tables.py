"""The tables of a pdf in the preview: each as it was read, to be confirmed beside the pdf."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.imports import readings, uncertain
from actions.imports.proposals import Preview
from actions.models import PlanImport
from reading.plans.corrections import with_edits
from tables.model import Row, Table

SHOWN = 8  # rows: enough to see whether columns and rows are right


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
    def rows(self) -> Sequence[Row]:
        """Its first rows."""
        return self.table.rows[:SHOWN]

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return max(len(self.table.rows) - SHOWN, 0)

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
