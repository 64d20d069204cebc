"""What a page holds, from top to bottom: tables of cells with their lines of text, and lines beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tables.gather import Area
from tables.pdf.grid import Grid, grids
from tables.pdf.lines import Line, lines_of
from tables.pdf.page import Page, Piece
from tables.pdf.strikes import has_overlap, take_struck

BESIDE = 2.0  # points: how far outside a table a text may start that is in it
GAP = 1.2  # of the size of the letters: between two columns without a line
ROWS = 3  # lines with as many columns below each other: a table without lines
COLUMNS = 3


@dataclass(slots=True)
class Part:
    """A table, as far as it stands on one page."""

    page: int
    grid: Grid
    lines: dict[int, list[Line]]  # by number of the cell

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.grid.rows[0]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.grid.rows[-1]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of its text."""
        return tuple(line.text for number in range(len(self.grid.cells)) for line in self.lines.get(number, []))

    def first_row(self, number: int) -> list[tuple[Area, list[Line]]]:
        """The cells that start in a row, from 0, with their lines."""
        return [(area, self.lines.get(at, [])) for at, area in enumerate(self.grid.cells) if area.top == number]


@dataclass(slots=True)
class Sheet:
    """One page, with its texts put in the cells of its tables."""

    number: int
    width: float
    height: float
    parts: list[Part] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    is_picture: bool = False  # nothing to read, and something to see
    looks_like_table: bool = False  # columns of text without lines between them
    struck: tuple[str, ...] = ()  # what is struck out, and is not read
    has_overlap: bool = False  # texts over each other


def sheet_of(page: Page) -> Sheet:
    """Put each text of a page in the cell that it starts in, also when it goes on over the next one."""
    struck = take_struck(page)
    found = grids(page)
    inside: list[dict[int, list[Piece]]] = [{} for _ in found]
    loose: list[Piece] = []
    before: tuple[Piece, int, int] | None = None
    for piece in page.pieces:
        number = next((at for at, grid in enumerate(found) if grid.box.holds(*piece.seen, around=BESIDE)), -1)
        if number < 0:
            loose.append(piece)
            before = None
            continue
        cell = found[number].cell_at(*piece.seen)
        if before and before[1] == number and _goes_on(before[0], piece, found[number]):
            cell = before[2]
        inside[number].setdefault(cell, []).append(piece)
        before = piece, number, cell
    parts = [
        Part(page.number, grid, {cell: lines_of(pieces) for cell, pieces in held.items()})
        for grid, held in zip(found, inside, strict=True)
        if held
    ]
    lines = lines_of(loose)
    return Sheet(
        page.number,
        page.width,
        page.height,
        parts,
        lines,
        is_picture=page.has_image and not page.signs,
        looks_like_table=_is_like_table(loose),
        struck=tuple(struck),
        has_overlap=has_overlap(page.pieces),
    )


def _goes_on(before: Piece, piece: Piece, grid: Grid) -> bool:
    """Whether a text goes on where the one before it ended, with no line between them."""
    near = abs(piece.y - before.y) < 1 and -1 < piece.x - before.end < 0.3 * piece.size
    return near and not any(before.end - 1 <= edge <= piece.x + 1 for edge in grid.columns)


def _is_like_table(pieces: Sequence[Piece]) -> bool:
    """Whether texts stand in columns, with wide gaps and nothing between: some lines below each other."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.turned, piece.y, piece.x)):
        if rows and piece.y - rows[-1][0].y <= 1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    in_a_row, starts = 0, set[int]()
    for row in rows:
        row.sort(key=lambda piece: piece.x)
        columns = {round(row[0].x)} | {
            round(piece.x) for before, piece in pairwise(row) if piece.x - before.end > GAP * piece.size
        }
        shared = len(columns & starts) if in_a_row else len(columns)
        in_a_row = in_a_row + 1 if len(columns) >= COLUMNS and shared >= COLUMNS - 1 else int(len(columns) >= COLUMNS)
        starts = columns
        if in_a_row >= ROWS:
            return True
    return False
