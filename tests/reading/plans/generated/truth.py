"""What a generated plan says: actions with what each means, and rows of tables that are no actions.

A cell whose notation has more than one reading, or none, has no value: that it is told is what is right.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Carrier = Literal["docx", "xlsx", "ods", "csv", "pasted"]
CARRIERS: tuple[Carrier, ...] = ("docx", "xlsx", "ods", "csv", "pasted")
# What is compared of each action; "section" is the name of a section, of which the plan does not say if it is a theme.
FIELDS = (
    "line", "theme", "section", "number", "what", "how", "lead", "partners", "goals", "status", "priority", "planning",
    "cost",
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """A planning: quarters as `2025Q3`."""

    start: str | None = None
    end: str | None = None
    recurrence: str | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Costs:
    """A cost in euros, or why there is no amount."""

    kind: str = "unstated"
    amount: Decimal | None = None
    max: Decimal | None = None
    per: str | None = None
    by_year: tuple[tuple[int, Decimal], ...] = ()
    funding: str | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Either:
    """Meanings that are right alike."""

    found: tuple[Any, ...]

    def __eq__(self, other: object) -> bool:
        return other in self.found

    __hash__ = object.__hash__


NOTHING: dict[str, Any] = {
    "line": None, "theme": None, "section": None, "number": None, "what": "", "how": "", "lead": (), "partners": (),
    "goals": (), "status": None, "priority": None, "planning": When(), "cost": Costs(),
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """Words with what they mean. `told`: they have more than one meaning or none, and the reader must say so."""

    text: str
    means: Any = None
    told: bool = False
    value: int | datetime.date | None = None  # a number or date in the sheets of a workbook


@dataclass(eq=False)
class Action:
    """An action: what the plan says of it (fields that it does not say are not in it)."""

    means: dict[str, Any] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    instead: dict[str, str] = field(default_factory=dict)  # field -> mark of another row where it may be told as well

    def says(self, name: str, said: Said) -> str:
        """Keep what words in a cell say of this action; gives the words."""
        if said.told:
            self.told.add(name)
        else:
            self.means[name] = said.means
        return said.text

    def value(self, name: str) -> Any:
        return self.means.get(name, NOTHING[name])

    @property
    def stated(self) -> set[str]:
        return {*self.means, *self.told}


@dataclass(frozen=True)
class Cell:
    """A cell of a table, over more rows or columns when it is merged; None in a row is a cell that is covered."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    value: int | datetime.date | None = None


@dataclass
class Group:
    """Columns about one field of an action. `over`: a heading over them, of which `headings` are the parts."""

    field: str
    headings: list[str]
    fill: Callable[[Action], list[Cell]]
    over: str = ""


@dataclass(eq=False)
class Row:
    """A row of a table, and in which heaps it belongs: `action`, `heading`..., as `reading.vocabulary.Heap`."""

    cells: list[Cell | None]
    heaps: frozenset[str]
    action: Action | None = None  # also of a row that goes on with it
    mark: str = ""  # a name, for what may be told at this row

    @property
    def texts(self) -> list[str]:
        return [cell.text if cell else "" for cell in self.cells]

    @property
    def is_action(self) -> bool:
        return self.heaps == {"action"}


@dataclass(eq=False)
class Block:
    """A table: of a Word document, a sheet, or a part of a csv. `heading`: above it, or the name of its sheet.

    Without rows it is a heading of a document alone.
    """

    rows: list[Row]
    heading: str = ""
    level: int = 2  # of the heading
    repeats: bool = False  # goes on with the block before it, on a next page


@dataclass(eq=False)
class Plan:
    """A plan as it is written down in one kind of file."""

    seed: int
    kind: str
    carrier: Carrier
    blocks: list[Block]
    columns: list[Group]
    title: str = ""

    @property
    def rows(self) -> Iterator[Row]:
        for block in self.blocks:
            yield from block.rows

    @property
    def actions(self) -> list[Action]:
        return [row.action for row in self.rows if row.is_action and row.action]
