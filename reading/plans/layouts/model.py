"""What laying out a file gives."""

from dataclasses import dataclass, field

from reading.plans.model import TableProblem
from reading.vocabulary import Heap
from tables.model import Table

Place = tuple[int, int, int]  # table, row, column from 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the file a cell of a table that was laid out comes from, and what else stands in that cell."""

    row: int
    column: int
    before: str = ""
    after: str = ""


@dataclass
class Laid:
    """The tables of a file, each action in a row of its own."""

    tables: list[Table] = field(default_factory=list)
    heaps: dict[tuple[int, int], Heap] = field(default_factory=dict)  # rows that no longer stand in their table
    spots: dict[Place, Spot] = field(default_factory=dict)  # cells that stand elsewhere in the file
    problems: list[TableProblem] = field(default_factory=list)
