"""A table that goes on over pages made one: its headings once, and a row that a page cut in two made whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tables.gather import Area
from tables.pdf.grid import NEAR
from tables.pdf.lines import Line
from tables.pdf.page import Box
from tables.pdf.parts import Part, Sheet

MOST_HEADINGS = 4  # rows that are repeated on each page
ENDS = re.compile(r"[.;:!?)]$")
FAR = 1_000.0  # points: so far apart, lines are two paragraphs
FULL = 1.9  # sizes of letters: so near the lower edge of its cell, a text may have been cut off


@dataclass(slots=True)
class Held:
    """A cell of the whole table: rows and columns from 0."""

    area: Area
    lines: list[Line]
    box: Box  # where it (or its first part) stands
    covered: bool = False  # goes on from the cell above it, on the page before


@dataclass(slots=True)
class Chain:
    """A table and what follows it on the next pages."""

    parts: list[Part]
    columns: tuple[float, ...] = ()
    cells: list[Held] = field(default_factory=list)
    rows: int = 0
    repeated: int = 0  # rows of headings that stand on each page

    def takes(self, part: Part) -> bool:
        """Whether a table on the next page is the same one: the same outer edges, and no other columns."""
        mine, other = self.parts[-1].grid.columns, part.grid.columns
        if abs(mine[0] - other[0]) > NEAR or abs(mine[-1] - other[-1]) > NEAR:
            return False
        known = [edge for one in self.parts for edge in one.grid.columns]
        few, many = (other, known) if len(other) <= len(set(known)) else (known, other)
        return all(any(abs(edge - one) <= NEAR for one in many) for edge in few)

    def complete(self) -> None:
        """Put the cells of all parts below each other."""
        edges: list[float] = []
        for edge in sorted(edge for part in self.parts for edge in part.grid.columns):
            if not edges or edge - edges[-1] > NEAR:
                edges.append(edge)
        self.columns = tuple(edges)
        for part in self.parts:
            self._add(part)

    def _add(self, part: Part) -> None:
        skipped = self._repeated_in(part) if self.cells else 0
        self.repeated = max(self.repeated, skipped)
        cells = [held for held in self._placed(part, skipped) if held.area.bottom >= self.rows]
        if not cells:
            return
        first = [held for held in cells if held.area.top <= self.rows]
        last = self.last_row()
        if last and _is_cut(last, first):
            self._join(last, first)
            cells = [held for held in cells if held not in first]
            cells = [_moved(held, -1) for held in cells]
        elif last:
            _go_on(last, first)
        self.cells += cells
        self.rows = max((held.area.bottom + 1 for held in self.cells), default=0)

    def _placed(self, part: Part, skipped: int) -> Iterator[Held]:
        """The cells of a part by the columns of the whole table, below what is there; `skipped` rows are left out."""
        for number, area in enumerate(part.grid.cells):
            if area.bottom < skipped:
                continue
            box = part.grid.box_of(area)
            left, right = self._column(box.left), self._column(box.right) - 1
            top = self.rows + max(area.top, skipped) - skipped
            placed = Area(top, self.rows + area.bottom - skipped, left, max(left, right))
            yield Held(placed, list(part.lines.get(number, [])), box)

    def _column(self, edge: float) -> int:
        return min(range(len(self.columns)), key=lambda at: abs(self.columns[at] - edge))

    def last_row(self) -> list[Held]:
        """The cells that reach the last row so far."""
        return [held for held in self.cells if held.area.bottom == self.rows - 1]

    def _repeated_in(self, part: Part) -> int:
        """How many rows at the top of a part are those at the top of the table."""
        first = self.parts[0]
        count = 0
        while count < min(MOST_HEADINGS, len(first.grid.rows) - 1, len(part.grid.rows) - 1):
            mine, other = _row_key(first, count), _row_key(part, count)
            if mine != other or not any(mine):
                break
            count += 1
        return count

    def _join(self, last: Sequence[Held], first: Sequence[Held]) -> None:
        """The rest of a row that was cut: its lines go on in the cells above."""
        above = {held.area.left: held for held in last}
        for held in first:
            if held.lines:
                lines = above[held.area.left].lines
                starts = held.lines[0].text[:1].isupper() and not lines[-1].spaced
                lines.append(replace(held.lines[0], y=lines[-1].y + (FAR if starts else held.lines[0].size)))
                lines += held.lines[1:]


def _row_key(part: Part, number: int) -> tuple[str, ...]:
    return tuple(" ".join(line.text for line in lines) for _area, lines in part.first_row(number))


def _moved(held: Held, by: int) -> Held:
    area = held.area
    return Held(Area(area.top + by, area.bottom + by, area.left, area.right), held.lines, held.box)


def _is_cut(last: Sequence[Held], first: Sequence[Held]) -> bool:
    """Whether the first row on a page is the rest of the last row on the page before.

    Its texts stand under texts that went on to the foot of the page; and the words show it, a sentence that was not
    finished goes on, or as many cells are done as go on.
    """
    above = {held.area.left: held for held in last}
    rest = sorted((held for held in first if held.lines), key=lambda held: held.area.left)
    if not rest or any(held.area.bottom > held.area.top for held in rest) or len(first) < 2:
        return False
    pairs = [(above.get(held.area.left), held) for held in rest]
    if any(one is None or not one.lines or one.area.right != held.area.right for one, held in pairs):
        return False
    joints = [(one.lines[-1], held.lines[0], one.box) for one, held in pairs if one]
    if any(box.bottom - line.y > FULL * line.size for line, _next, box in joints):
        return False
    done = sum(bool(held.lines) for held in last) - len(rest)
    goes_on = [not ENDS.search(line.text) and following.text[:1].islower() for line, following, _box in joints]
    starts_later = min(held.area.left for held in rest) > min(held.area.left for held in last if held.lines)
    if goes_on[0] and 2 * sum(goes_on) >= len(goes_on) and (done or all(goes_on)):
        return True
    is_long = any(len(held.lines) > 1 for held in last)
    return is_long and done >= len(rest) and (starts_later or any(goes_on))


def _go_on(last: Sequence[Held], first: Sequence[Held]) -> None:
    """Cells without text at the top of a page, under a merged cell: it goes on in them."""
    for held in first:
        above = next((one for one in last if one.area.left == held.area.left), None)
        if above and not held.lines and above.area.right == held.area.right:
            held.covered = above.covered or above.area.bottom > above.area.top or held.area.bottom > held.area.top


def chains(sheets: Sequence[Sheet]) -> list[Chain]:
    """The tables of a document in order."""
    found: list[Chain] = []
    foot = max((end for sheet in sheets for end in _ends(sheet)), default=0.0)
    for number, sheet in enumerate(sheets):
        for at, part in enumerate(sheet.parts):
            before = sheets[number - 1] if number else None
            follows = not at and before and _is_last(before, found, foot, part) and _is_first(sheet, part)
            if follows and found[-1].takes(part):
                found[-1].parts.append(part)
            else:
                found.append(Chain([part]))
    for chain in found:
        chain.complete()
    return found


def _ends(sheet: Sheet) -> list[float]:
    return [part.bottom for part in sheet.parts] + [line.y for line in sheet.loose]


def _is_last(sheet: Sheet, found: Sequence[Chain], foot: float, following: Part) -> bool:
    """Whether the last table so far ends a page, and what follows had no room on it."""
    if not found or not sheet.parts or found[-1].parts[-1] is not sheet.parts[-1]:
        return False
    bottom = sheet.parts[-1].bottom
    rows = following.grid.rows
    highest = max(end - start for start, end in pairwise(rows[: MOST_HEADINGS + 1]))
    return not any(line.y > bottom for line in sheet.loose) and foot - bottom <= highest + NEAR


def _is_first(sheet: Sheet, part: Part) -> bool:
    """Whether nothing stands above a table."""
    return not any(line.y < part.top for line in sheet.loose)
