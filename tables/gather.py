"""What the readers gather: cells that are counted, merged areas, rows. Over a limit the file is refused."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from tables import limits
from tables.model import ABOVE, EMPTY, LEFT, Cell, Refused, Remark, Row, Table

TOO_MANY_ROWS = "Dit bestand heeft meer dan 5.000 ingevulde rijen; verdeel het over meer bestanden."
TOO_MANY_COLUMNS = "Dit bestand heeft een tabel van meer dan 200 kolommen; laat alleen de kolommen van het plan staan."
TOO_MUCH = "Dit bestand bevat te veel tekst om in één keer te lezen; verdeel het over meer bestanden."
LONG_CELL = "Een cel in dit bestand bevat meer dan 100.000 tekens; verdeel of verkort die tekst."

NO_TABLE = "In dit bestand staat geen ingevulde tabel; lever een tabel aan met koppen erboven en een rij per actie."
MANY_MERGED = "Dit bestand heeft een blad met te veel samengevoegde cellen; splits die cellen en probeer het opnieuw."

Sparse = dict[int, dict[int, Cell]]  # filled cells by column (from 0), by number of the row


class Area(NamedTuple):
    """A merged area: numbers of rows (from 1) and columns (from 0), the last ones included."""

    top: int
    bottom: int
    left: int
    right: int


class Budget:
    """The rows, cells and text that one file may still give, and the remarks about it."""

    def __init__(self) -> None:
        self.rows = limits.MAX_ROWS
        self.cells = limits.MAX_CELLS
        self.text = limits.MAX_TEXT
        self.remarks: list[Remark] = []

    def take(self, column: int, cell: Cell) -> None:
        """Count a filled cell in a column (from 0)."""
        if column >= limits.MAX_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
        if len(cell.text) > limits.MAX_CELL_TEXT:
            raise Refused(LONG_CELL)
        self.cells -= 1
        self.text -= len(cell.text)
        if self.cells < 0 or self.text < 0:
            raise Refused(TOO_MUCH)

    def take_row(self, *, first: bool) -> None:
        """Count a filled row; the first of a table is free."""
        self.rows -= not first
        if self.rows < 0:
            raise Refused(TOO_MANY_ROWS)

    def remark(self, message: str, *, table: int | None = None, row: int | None = None) -> None:
        """Keep a remark; beyond the first hundred they would only hide the rest."""
        if len(self.remarks) < limits.MAX_REMARKS:
            self.remarks.append(Remark(message, table, row))


def hidden_sheet(name: str) -> str:
    """A remark about a sheet that a user hid."""
    return f"Het verborgen blad “{name}” is niet gelezen."


def hidden_rows(numbers: Sequence[int]) -> str:
    """A remark about rows that the file hides, for instance with a filter."""
    return f"Deze rijen zijn in het bestand verborgen, en wel gelezen: {listed(numbers)}."


def listed(numbers: Sequence[int]) -> str:
    """Numbers of rows in order, those after each other as one: "4, 7-9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, ends)) for ends in ranges)


def dense(
    filled: Sparse, *, marked: Collection[int] = frozenset(), struck: Collection[int] = frozenset()
) -> tuple[Row, ...]:
    """The rows that hold something, all as wide as the widest.

    `marked` and `struck` are the numbers of rows of headings, and of rows that are struck through.
    """
    width = 1 + max((column for cells in filled.values() for column, cell in cells.items() if cell), default=-1)
    return tuple(
        Row(
            number,
            tuple(cells.get(column, EMPTY) for column in range(width)),
            heading=number in marked,
            struck=number in struck,
        )
        for number, cells in sorted(filled.items())
        if any(cells.values())
    )


def merge(filled: Sparse, areas: Iterable[Area]) -> None:
    """Mark the cells that merged cells cover, in the rows that hold something."""
    numbers = sorted(filled)
    last = max((max(cells) for cells in filled.values()), default=-1)
    room = limits.MAX_COVERED
    for area in areas:
        rows = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        columns = range(area.left, min(area.right, last) + 1)
        room -= 1 + len(rows) * len(columns)
        if room < 0:
            raise Refused(MANY_MERGED)
        for number in rows:
            for column in columns:
                if (number, column) != (area.top, area.left):
                    filled[number][column] = LEFT if column > area.left else ABOVE


def numbered(tables: list[Table]) -> tuple[Table, ...]:
    """The tables of a file; none is a reason to refuse it."""
    if not tables:
        raise Refused(NO_TABLE)
    return tuple(tables)
