"""The columns of a Word table.

Word keeps no columns, only the left and right edges of each cell. Who drags an edge in a few rows gets a table that
looks the same and has more edges; who merges cells gets one with fewer. Here the edges become columns again.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tables.model import ABOVE, EMPTY, LEFT, Cell

DRAGGED = 600  # twentieths of a point (1 cm): edges so close are one edge, unless one row uses both


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell between two edges, counted from 0."""

    start: int
    end: int
    text: str
    continues: bool = False  # it belongs to the merged cell above it
    struck: str = ""  # `Cell.struck`


Line = Sequence[Placed]  # one row


def columns(lines: Sequence[Line], widths: Sequence[int]) -> list[dict[int, Cell]]:
    """The cells of each row by column from 0; `widths` are those between the edges, in twentieths of a point.

    Where rows of as many cells have other edges, and no row has more cells, the first cell is the first column,
    and so on. Otherwise each edge where some cell starts begins a column.
    """
    joined = _join_edges(lines, widths)
    count, usual = _usual(joined)
    starts = {tuple(cell.start for cell in line) for line in usual}
    if len(starts) <= 1 or count < max(map(len, joined)):
        edges = sorted({cell.start for line in joined for cell in line})
        return [_by_column(line, edges) for line in joined]
    cells = []
    model = usual[0]
    for line in joined:
        model = line if len(line) == count else model
        cells.append(_like(line, model))
    return cells


def _join_edges(lines: Sequence[Line], widths: Sequence[int]) -> list[list[Placed]]:
    """The same cells, with edges that lie within a centimetre of each other made one."""
    position = [0]
    for width in widths:
        position.append(position[-1] + width)
    used = {(cell.start, index) for index, line in enumerate(lines) for cell in line}
    rows_of: dict[int, set[int]] = {}
    for start, index in used:
        rows_of.setdefault(start, set()).add(index)
    as_one: dict[int, int] = {}
    first, rows = -1, set[int]()
    for start in sorted(rows_of):
        near = first >= 0 and start < len(position) and position[start] - position[first] <= DRAGGED
        if near and position[-1] and rows.isdisjoint(rows_of[start]):
            rows |= rows_of[start]
        else:
            first, rows = start, set(rows_of[start])
        as_one[start] = first
    return [
        [replace(cell, start=as_one[cell.start], end=as_one.get(cell.end, cell.end)) for cell in line] for line in lines
    ]


def _usual(lines: Sequence[Line]) -> tuple[int, list[Line]]:
    """The number of cells that most rows have, and the rows that have it."""
    counts = Counter(len(line) for line in lines)
    count = max(counts, key=lambda size: (counts[size], size))
    return count, [line for line in lines if len(line) == count]


def _by_column(line: Line, edges: Sequence[int]) -> dict[int, Cell]:
    """The cells by the number of the edge they start at; the columns that a wide cell covers say so."""
    cells: dict[int, Cell] = {}
    for cell in line:
        first, after = bisect_left(edges, cell.start), bisect_left(edges, cell.end)
        cells[first] = _cell(cell)
        cells.update(dict.fromkeys(range(first + 1, after), LEFT))
    return cells


def _like(line: Line, model: Line) -> dict[int, Cell]:
    """The cells at the columns of another row: a column goes to the cell that lies at its middle."""
    if len(line) == len(model):
        return {column: _cell(cell) for column, cell in enumerate(line)}
    cells: dict[int, Cell] = {}
    placed: set[Placed] = set()
    for column, place in enumerate(model):
        middle = (place.start + place.end) / 2
        if cell := next((cell for cell in line if cell.start <= middle < cell.end), None):
            cells[column] = LEFT if cell in placed else _cell(cell)
            placed.add(cell)
    for cell in line:
        if cell.text and cell not in placed:  # too narrow to lie at a middle: no text goes missing
            column = max((at for at, place in enumerate(model) if place.start <= cell.start), default=0)
            text = "\n".join(filter(None, [cells.get(column, EMPTY).text, cell.text]))
            cells[column] = Cell(text, text)
    return cells


def _cell(cell: Placed) -> Cell:
    return ABOVE if cell.continues else Cell(cell.text, cell.text or None, struck=cell.struck)
