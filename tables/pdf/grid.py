"""The cells between the lines on a page: lines that touch are a table, and where a line is missing cells are merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tables.gather import Area
from tables.pdf.page import Box, Page, Stroke, TooMuchOnPage

NEAR = 3.0  # points: lines so close are one line, ends so close touch
SHORTEST = 6.0  # of a line
SMALLEST = 15.0  # width and height of a table
MAX_STROKES = 3_000  # of one page, once they are joined
MAX_PLACES = 100_000  # cells of one table, the empty ones too


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: where its columns and rows begin and end, and its cells."""

    columns: tuple[float, ...]  # edges, one more than there are columns
    rows: tuple[float, ...]
    cells: tuple[Area, ...]  # numbers of rows and columns, both from 0
    owner: tuple[tuple[int, ...], ...]  # by row and column: the number of its cell

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell at a point, or of the nearest."""
        return self.owner[_place(self.rows, y)][_place(self.columns, x)]

    def box_of(self, cell: Area) -> Box:
        """Where a cell stands."""
        return Box(
            self.columns[cell.left], self.rows[cell.top], self.columns[cell.right + 1], self.rows[cell.bottom + 1]
        )


def grids(page: Page) -> list[Grid]:
    """The tables of a page from top to bottom; frames around something, and tables inside a cell, are left out."""
    found = _grids(joined(page.level), joined(page.upright))
    loose = [shade for shade in page.shades if not any(_holds(grid.box, shade) for grid in found)]
    if loose:
        level = [Stroke(at, box.left, box.right) for box in loose for at in (box.top, box.bottom)]
        upright = [Stroke(at, box.top, box.bottom) for box in loose for at in (box.left, box.right)]
        found = _grids(joined([*page.level, *level]), joined([*page.upright, *upright]))
    inside = {
        number
        for number, one in enumerate(found)
        for other in found
        if other is not one and any(_holds(other.box_of(cell), one.box) for cell in other.cells)
    }
    outer = [one for number, one in enumerate(found) if number not in inside]
    return sorted(outer, key=lambda one: (one.box.top, one.box.left))


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Lines beside each other made one, and pieces behind each other too."""
    found: list[Stroke] = []
    for group in _near(sorted(strokes)):
        at = sum(one.at for one in group) / len(group)
        start, end = None, 0.0
        for one in sorted(group, key=lambda one: one.start):
            if start is not None and one.start <= end + NEAR:
                end = max(end, one.end)
                continue
            if start is not None and end - start >= SHORTEST:
                found.append(Stroke(at, start, end))
            start, end = one.start, one.end
        if start is not None and end - start >= SHORTEST:
            found.append(Stroke(at, start, end))
    if len(found) > MAX_STROKES:
        raise TooMuchOnPage
    return found


def _near(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Lines in order, those that lie beside each other together."""
    groups: list[list[Stroke]] = []
    for one in strokes:
        if groups and one.at - groups[-1][0].at <= NEAR:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _holds(outer: Box, inner: Box) -> bool:
    """Whether most of a box lies inside another: its middle, and no more of it than the other is wide and high."""
    middle = outer.holds((inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2)
    wide = inner.right - inner.left <= outer.right - outer.left + NEAR
    return middle and wide and inner.bottom - inner.top <= outer.bottom - outer.top + NEAR


def _grids(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Grid]:
    found = []
    for across, down in _touching(level, upright):
        grid = _grid(across, down)
        if grid and len(grid.cells) > 1:
            found.append(grid)
    return found


def _touching(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """The lines that hang together."""
    group = list(range(len(level) + len(upright)))

    def first(number: int) -> int:
        while group[number] != number:
            group[number] = number = group[group[number]]
        return number

    for place, one in enumerate(upright, start=len(level)):
        for number, other in enumerate(level):
            if _reaches(one, other.at) and _reaches(other, one.at):
                group[first(place)] = first(number)
    parts: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for number, one in enumerate([*level, *upright]):
        parts.setdefault(first(number), ([], []))[number >= len(level)].append(one)
    return [part for part in parts.values() if all(part)]


def _reaches(line: Stroke, at: float) -> bool:
    return line.start - NEAR <= at <= line.end + NEAR


def _grid(level: Sequence[Stroke], upright: Sequence[Stroke]) -> Grid | None:
    """The cells between lines that hang together; None when there is no room for any."""
    columns = _edges(upright, level)
    rows = _edges(level, upright)
    if columns[-1] - columns[0] < SMALLEST or rows[-1] - rows[0] < SMALLEST:
        return None
    width, height = len(columns) - 1, len(rows) - 1
    if width * height > MAX_PLACES:
        raise TooMuchOnPage
    across, down = range(width), range(height)
    left = [[_crossed(upright, columns[column], _middle(rows, row)) for column in across] for row in down]
    above = [[_crossed(level, rows[row], _middle(columns, column)) for column in across] for row in down]
    return _merged(columns, rows, left, above)


def _edges(lines: Sequence[Stroke], others: Sequence[Stroke]) -> tuple[float, ...]:
    """Where columns (or rows) begin and end: at each line, and at the outer ends of those across it."""
    places = sorted([line.at for line in lines] + [min(one.start for one in others), max(one.end for one in others)])
    found = [places[0]]
    for place in places[1:]:
        if place - found[-1] > NEAR:
            found.append(place)
    return tuple(found)


def _middle(edges: Sequence[float], number: int) -> float:
    return (edges[number] + edges[number + 1]) / 2


def _crossed(lines: Sequence[Stroke], at: float, middle: float) -> bool:
    """Whether a line stands at this edge, as far as the middle of a cell."""
    return any(abs(line.at - at) <= NEAR and line.start <= middle <= line.end for line in lines)


def _merged(
    columns: tuple[float, ...], rows: tuple[float, ...], left: list[list[bool]], above: list[list[bool]]
) -> Grid:
    """Places without a line between them are one cell; where that is no rectangle, one cell in each row."""
    width, height = len(columns) - 1, len(rows) - 1
    owner = [[-1] * width for _ in range(height)]
    cells: list[Area] = []
    for row in range(height):
        for column in range(width):
            if owner[row][column] >= 0:
                continue
            right = column
            while right + 1 < width and not left[row][right + 1] and owner[row][right + 1] < 0:
                right += 1
            bottom = row
            while bottom + 1 < height and _goes_on(left, above, bottom + 1, column, right):
                bottom += 1
            for y in range(row, bottom + 1):
                owner[y][column : right + 1] = [len(cells)] * (right - column + 1)
            cells.append(Area(row, bottom, column, right))
    return Grid(columns, rows, tuple(cells), tuple(map(tuple, owner)))


def _goes_on(left: list[list[bool]], above: list[list[bool]], row: int, first: int, last: int) -> bool:
    """Whether a cell of these columns goes on in the row below it: nothing above it, and nothing between."""
    ends = first == 0 or left[row][first]
    closed = last + 1 == len(left[row]) or left[row][last + 1]
    return ends and closed and not any(above[row][first : last + 1]) and not any(left[row][first + 1 : last + 1])


def _place(edges: Sequence[float], at: float) -> int:
    """Between which two edges a place lies, or the nearest two."""
    for number, (_start, end) in enumerate(pairwise(edges)):
        if at < end:
            return number
    return len(edges) - 2
