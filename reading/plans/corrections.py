"""What the user corrects in the preview of an import: cells of the file itself, read again with everything else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reading.plans.layouts import laid_out, real_place
from tables.model import EMPTY, Cell, Row, Table, Tables
from tables.text import clean


def with_edits(tables: Tables, edits: Mapping[str, str]) -> Tables:
    """The tables with some cells replaced by what the user typed.

    A key is `table:row:column`, with the numbers of `Table` and `Row` and the column from 0, as the reading shows the
    cell: of a table that was laid out, it may stand elsewhere. The text is read like pasted text: nothing is left of
    a typed value or a formula. Keys of cells that are not there change nothing.
    """
    if not edits:
        return tables
    spots = laid_out(tables).spots
    by_place: dict[tuple[int, int, int], str] = {}
    for key, text in edits.items():
        if place := _place(key):
            spot = real_place(spots, place)
            by_place[place[0], spot.row, spot.column] = f"{spot.before}{text}{spot.after}"
    changed = {place[0] for place in by_place}
    edited = (_edited(table, by_place) if table.number in changed else table for table in tables.tables)
    return replace(tables, tables=tuple(edited))


def _place(key: str) -> tuple[int, int, int] | None:
    """The table, row and column of a key; None when it is not one."""
    parts = key.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])


def _edited(table: Table, edits: Mapping[tuple[int, int, int], str]) -> Table:
    """The table with its edits; a row that is empty now is left out, as in a file."""
    rows = tuple(replace(row, cells=tuple(_cells(table.number, row, edits))) for row in table.rows)
    return replace(table, rows=tuple(row for row in rows if any(row.cells)) or rows[:1])


def _cells(table: int, row: Row, edits: Mapping[tuple[int, int, int], str]) -> Iterable[Cell]:
    for column, cell in enumerate(row.cells):
        text = edits.get((table, row.number, column))
        yield cell if text is None else _typed(clean(text), cell)


def _typed(text: str, cell: Cell) -> Cell:
    """The cell of a text; what a merged cell covers stays covered while nothing is typed in it."""
    if text:
        return Cell(text, text)
    return Cell(merged=cell.merged) if cell.merged else EMPTY
