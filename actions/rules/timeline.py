"""The plan in time: every action as cells of a table with quarters as columns. Pure functions.

A table rather than a drawing: readable aloud, in print and without styles. What the plan leaves open stays open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from actions.models import Action, Phase, Programme
from reading import quarters as periods

MOST_QUARTERS = 24  # more than this and a column is a year
YEARS_BEFORE, YEARS_AFTER = 3, 10  # how far outside its programme an action is still drawn
CONTINUOUS = (Action.Recurrence.ONGOING, Action.Recurrence.QUARTERLY, Action.Recurrence.MONTHLY)

Span = tuple[int | None, int | None]  # from and until as counts of quarters; None is open


@dataclass(frozen=True)
class Column:
    """A quarter, or a year when there are many: first and last quarter as counts of `periods.index`."""

    first: int
    last: int
    label: str
    name: str  # in full, for who does not see the year above it

    @property
    def starts_year(self) -> bool:
        """Whether a year begins here."""
        return self.first % 4 == 0


@dataclass(frozen=True)
class Cell:
    """Some columns of a row: empty, or a part of the time that an action runs."""

    span: int
    runs: bool = False
    open_start: bool = False
    open_end: bool = False
    starts_year: bool = False

    @property
    def open_ends(self) -> str:
        """The classes of a bar of which the beginning or the end is not known, after a space each."""
        ends = {"timeline__runs--from": self.open_start, "timeline__runs--on": self.open_end}
        return "".join(f" {name}" for name, is_open in ends.items() if is_open)

    @property
    def text(self) -> str:
        """What the cell says to who cannot see its colour."""
        if not self.runs:
            return ""
        parts = ["begin niet genoemd" if self.open_start else "", "einde open" if self.open_end else ""]
        return ", ".join(["gepland", *[part for part in parts if part]])


@dataclass(frozen=True)
class Row:
    """One action in the timeline; without cells when it cannot be drawn."""

    title: str
    action: Action
    cells: list[Cell] = field(default_factory=list)

    @property
    def planning(self) -> str:
        """When it runs, in words."""
        return self.action.planning

    @property
    def kind(self) -> str:
        """How sure the bar is: `exact`, `approximate`, or `recurring` when no quarter is named."""
        if not (self.action.starts_in or self.action.ends_in):
            return "recurring"
        return "approximate" if self.action.planning_approximate else "exact"


@dataclass(frozen=True)
class PhaseRow:
    """One phase of the programme in the timeline, in months."""

    title: str
    planning: str
    cells: list[Cell]


@dataclass(frozen=True)
class Timeline:
    """Columns with their years, rows in plan order, and the actions that cannot be drawn."""

    columns: list[Column]
    years: list[tuple[str, int]]  # a heading with the number of columns under it
    later: bool  # whether there is a last column for what goes on after the others
    phases: list[PhaseRow]
    rows: list[Row]
    undated: list[Row]  # the plan writes a planning, but no quarter follows from it
    unplanned: list[Row]  # the plan says nothing about when

    @property
    def span(self) -> int:
        """The number of columns, those for the name and for later included."""
        return 1 + len(self.columns) + self.later


def build(actions: Iterable[tuple[str, Action]], programme: Programme, phases: Sequence[Phase] = ()) -> Timeline:
    """Lay actions of one programme, each with its title, out in time, and the phases of the programme above them."""
    drawn, undated, unplanned = _sort_out(actions)
    whole = _whole(programme)
    phase_spans = [_phase_span(phase) for phase in phases]
    known = [quarter for row in drawn for quarter in (row.action.starts_in, row.action.ends_in) if quarter]
    known += [periods.from_index(count) for span in phase_spans for count in span if count is not None]
    first, last = years_of(known, programme)
    columns = _columns(first, last)
    spans = [_spans(row.action, whole, columns[-1].last) for row in drawn]
    later = any(end is None or end > columns[-1].last for found in [*spans, phase_spans] for _, end in found)
    by_quarter = columns[0].first == columns[0].last
    return Timeline(
        columns=columns,
        years=[(str(year), 4) for year in range(first, last + 1)] if by_quarter else [],
        later=later,
        phases=[
            PhaseRow(phase.title, phase.months, _cells([span], columns, later=later))
            for phase, span in zip(phases, phase_spans, strict=True)
        ],
        rows=[
            Row(row.title, row.action, _cells(found, columns, later=later))
            for row, found in zip(drawn, spans, strict=True)
        ],
        undated=undated,
        unplanned=unplanned,
    )


def _phase_span(phase: Phase) -> Span:
    starts, ends = (periods.index(periods.of(day)) if day else None for day in (phase.starts, phase.ends))
    return starts, ends


def _sort_out(actions: Iterable[tuple[str, Action]]) -> tuple[list[Row], list[Row], list[Row]]:
    drawn: list[Row] = []
    undated: list[Row] = []
    unplanned: list[Row] = []
    for title, action in actions:
        if action.starts_in or action.ends_in or action.recurrence in CONTINUOUS:
            drawn.append(Row(title, action))
        elif action.planning_text or action.recurrence:
            undated.append(Row(title, action))
        else:
            unplanned.append(Row(title, action))
    return drawn, undated, unplanned


def years_of(quarters: Sequence[str], programme: Programme) -> tuple[int, int]:
    """First and last year of a plan: those of the programme, widened to its actions within reason."""
    years = [programme.first_year, *[periods.split(quarter)[0] for quarter in quarters]]
    if programme.last_year:
        years.append(programme.last_year)
    first = max(min(years), programme.first_year - YEARS_BEFORE)
    last = min(max(years), (programme.last_year or programme.first_year) + YEARS_AFTER)
    return first, last


def _columns(first: int, last: int) -> list[Column]:
    years = range(first, last + 1)
    if len(years) * 4 > MOST_QUARTERS:
        return [Column(year * 4, year * 4 + 3, str(year), str(year)) for year in years]
    quarters = [periods.from_index(count) for count in range(first * 4, last * 4 + 4)]
    return [
        Column(periods.index(quarter), periods.index(quarter), f"K{quarter[-1]}", periods.label(quarter))
        for quarter in quarters
    ]


def _whole(programme: Programme) -> Span:
    """The years of the programme as quarters."""
    return programme.first_year * 4, programme.last_year * 4 + 3 if programme.last_year else None


def _spans(action: Action, whole: Span, until: int) -> list[Span]:
    """When an action runs. Yearly without end: each year again. Ongoing without quarters: the whole programme."""
    if not action.starts_in and not action.ends_in:
        return [whole]
    start = periods.index(action.starts_in) if action.starts_in else None
    end = periods.index(action.ends_in) if action.ends_in else None
    if action.recurrence == Action.Recurrence.YEARLY and start is not None and end is None:
        again = [(count, count) for count in range(start, until + 1, 4)]
        return [*again, (until + 1, None)]
    return [(start, end)]


def _cells(spans: list[Span], columns: list[Column], *, later: bool) -> list[Cell]:
    """The row as cells: each run of columns that an action takes is one cell, each other column is empty."""
    taken: list[int | None] = [None] * (len(columns) + later)  # which span takes a column
    for number, (start, end) in enumerate(spans):
        for place, column in enumerate(columns):
            if (start is None or start <= column.last) and (end is None or end >= column.first):
                taken[place] = number
        if later and (end is None or end > columns[-1].last):
            taken[-1] = number
    return _join(taken, spans, columns)


def _join(taken: list[int | None], spans: list[Span], columns: list[Column]) -> list[Cell]:
    cells: list[Cell] = []
    place = 0
    while place < len(taken):
        number = taken[place]
        if number is None:
            cells.append(Cell(1, starts_year=place < len(columns) and columns[place].starts_year))
            place += 1
            continue
        length = next((n for n, other in enumerate(taken[place:]) if other != number), len(taken) - place)
        start, end = spans[number]
        cells.append(Cell(length, runs=True, open_start=start is None, open_end=end is None))
        place += length
    return cells
