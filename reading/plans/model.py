"""What reading a plan gives: rows with the words of the plan and beside them how they are read, and problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reading.plans.own_format import Value
from reading.plans.own_marks import Then
from reading.vocabulary import CostKind, Heap, Per, Priority, Recurrence, Status


@dataclass(frozen=True, slots=True)
class Planning:
    """When something happens: first and last quarter as `2021Q3`, each None when open or unknown."""

    text: str = ""
    start: str | None = None
    end: str | None = None
    recurrence: Recurrence | None = None
    approximate: bool = False
    understood: bool = True  # False: the text says something that was not read at all
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """What something costs, in euros. `amount` to `max` is a range; `by_year` is in the place of an amount."""

    text: str = ""
    kind: CostKind = CostKind.UNSTATED
    amount: Decimal | None = None
    max: Decimal | None = None
    per: Per | None = None  # None unless there is an amount
    total: Decimal | None = None
    by_year: Mapping[int, Decimal] = field(default_factory=dict)
    approximate: bool = False
    funding: str | None = None
    understood: bool = True
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Who leads and who joins. `lead` is the lead as written, `leads` the same split when there are several."""

    text: str = ""
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    lead: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a row that the user must look at: `field` as in the JSON of design section 8."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something beside the rows of the plan: a row that was left out, a column that was not recognised."""

    message: str
    table: int | None = None  # None: about the file
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what: for the page on which the user corrects it."""

    table: int
    name: str  # of the sheet, or the heading above
    header: tuple[int, ...]  # numbers of the rows that hold the headings; empty when none were found
    headings: tuple[str, ...]  # per column, as written
    fields: tuple[str, ...]  # per column; "" is not read
    thousands: bool = False  # amounts are in thousands of euros


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of the document, that the user may correct in the preview."""

    column: int  # from 0
    heading: str
    code: str  # what the column means; "" is not read
    text: str


@dataclass(slots=True)
class PlanRow:
    """One action of a plan, as read."""

    table: int
    row: int
    id: int | None = None
    number: str | None = None
    line: str | None = None
    theme: str | None = None
    municipalities: tuple[str, ...] = ()
    for_all: bool = False  # the plan says that it is for all municipalities; none named is not the same
    what: str = ""
    how: str = ""
    who: Who = field(default_factory=Who)
    goals: tuple[str, ...] = ()
    status: Status | None = None
    secured_with: str = ""
    priority: Priority | None = None
    planning: Planning = field(default_factory=Planning)
    cost: Money = field(default_factory=Money)
    problems: list[Problem] = field(default_factory=list)
    # Beside the JSON: for matching with the plan, for the preview and for comments in the user's own workbook.
    covered: frozenset[str] = frozenset()  # codes of the columns that the table has ("cost" for each year too)
    places: Mapping[str, int] = field(default_factory=dict)  # field of a problem -> column, from 0
    cells: tuple["SourceCell", ...] = ()  # of its own row, in the order of the columns
    topics: tuple[str, ...] = ()
    classification: str | None = None
    own: Mapping[str, Value] | None = None  # by code, of a row of our own export; None: another document
    then: Then | None = None  # what that row was when the export was made; None: the file does not say
    in_words: bool = False  # of our own Word document: when and who and what it costs are words, as in any plan


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where each row of a file ended: every row in exactly one heap."""

    heaps: Mapping[tuple[int, int], Heap] = field(default_factory=dict)  # (table, row) of rows with something in them
    empty: tuple[tuple[int, int, int], ...] = ()  # (table, first, last) of runs of wholly empty rows above filled ones

    def rows(self, heap: Heap) -> list[tuple[int, int]]:
        """The rows of a heap, as (table, row), in the order of the file."""
        if heap != Heap.EMPTY:
            return sorted(place for place, one in self.heaps.items() if one == heap)
        found = [(table, row) for table, first, last in self.empty for row in range(first, last + 1)]
        return sorted(found + [place for place, one in self.heaps.items() if one == heap])

    def count(self, heap: Heap) -> int:
        """How many rows a heap has."""
        filled = sum(one == heap for one in self.heaps.values())
        return filled + (self._empty if heap == Heap.EMPTY else 0)

    @property
    def total(self) -> int:
        """How many rows the file has, up to the last one with something in it of each table."""
        return len(self.heaps) + self._empty

    @property
    def _empty(self) -> int:
        return sum(last - first + 1 for _table, first, last in self.empty)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A whole plan: its actions, what was left out, how the columns were understood, and where each row ended."""

    rows: tuple[PlanRow, ...]
    problems: tuple[TableProblem, ...]
    columns: tuple[Columns, ...]
    accounting: Accounting = field(default_factory=Accounting)
    uncertain: tuple[int, ...] = ()  # numbers of tables (of a pdf) that somebody must confirm

    @property
    def clean(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.problems and not any(row.problems for row in self.rows)
