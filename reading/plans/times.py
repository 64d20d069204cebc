"""Puts the planning of an action together from all its columns of time: what fits is combined, else it is told.

`Wanneer` and `Gereed`, `Start` and `Looptijd`, `Jaar` and `Kwartaal`, two plannings beside each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reading import quarters
from reading.plans import messages
from reading.plans.durations import Duration, first_day, last_day, read_duration
from reading.plans.headings import YEAR
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Planning
from reading.plans.planning import read_planning, says_end, span_of
from reading.plans.texts import plain, words
from reading.plans.timing import read_timing, recurring
from tables.model import EMPTY, Cell

QUARTER_OFF = 1  # quarters that an end may differ from what a length says: dates lie within quarters


@dataclass(frozen=True, slots=True)
class TimeCell:
    """A cell of a column of plannings, and what its heading says."""

    cell: Cell
    heading: str = ""
    year: int | None = None

    @property
    def length(self) -> Duration | None:
        """How long it takes, when the cell says that and not when."""
        return read_duration(self.cell.text, self.heading)


@dataclass(frozen=True, slots=True)
class Times:
    """All cells of a row about time."""

    plannings: Sequence[TimeCell]
    start: Cell = EMPTY
    end: Cell = EMPTY
    recurrence: Cell = EMPTY

    def read(self, year: int | None) -> Planning:
        """The planning of the action; `year` is for quarters without one, and reported."""
        lengths = [one for one in self.plannings if one.length]
        periods = [one for one in _with_years(self.plannings) if one.cell and not one.length]
        stated = next((one.year for one in self.plannings if one.year), None)
        period = _one_period(periods, stated or year)
        start, end = self._dated(period)
        read = _combined(period, start, end, stated or year)
        read = _with_length(read, lengths, period, start, end)
        if self.recurrence.text:
            read = recurring(read, self.recurrence, end_stands=bool(end))
        return read

    def _dated(self, period: "Period") -> tuple[Cell, Cell]:
        """Start and Eind, with the year of a column Jaar when they have none."""
        cells = []
        for cell in (self.start, self.end):
            bare = cell.text and isinstance(cell.value, str) and not re.search(r"\d\d\d\d|'\d\d", cell.text)
            fits = bare and period.year and read_planning(f"{cell.text} {period.year}").start
            cells.append(_cell(f"{cell.text} {period.year}") if fits else cell)
        return cells[0], cells[1]


def _cell(text: str) -> Cell:
    return Cell(text, text)


# --- Plannings beside each other ---


@dataclass(frozen=True, slots=True)
class Period:
    """The planning of the columns that say when as a whole."""

    cell: Cell
    read: Planning

    @property
    def year(self) -> int | None:
        """The year when it is nothing but a year."""
        text = words(self.cell.text)
        return int(text) if text.isdigit() and len(text) == 4 else None

    @property
    def is_range(self) -> bool:
        """Whether it writes an end of its own, or is a whole year or longer."""
        return bool(self.read.start and self.read.end) and says_end(self.cell.text)


def _one_period(cells: Sequence[TimeCell], year: int | None) -> Period:
    """One planning of all cells: year and quarter together, the wider of two that start together."""
    if len(cells) < 2 and not any(one.year for one in cells):
        cell = cells[0].cell if cells else EMPTY
        return Period(cell, read_planning(cell.text, cell.value, year=year))
    texts = list(dict.fromkeys(filter(None, map(_worded, cells))))
    readings = [read_planning(text, year=None) for text in texts]
    if len(texts) > 1 and all(one.start and one.end for one in readings):
        return _agreed(texts, readings)
    joined = _cell(" ".join(texts))
    return Period(joined, read_planning(joined.text, year=year))


def _agreed(texts: Sequence[str], readings: Sequence[Planning]) -> Period:
    """Of plannings that say the same: the widest of those that start together, a quarter beside the year it is in."""
    text = "; ".join(texts)
    narrow = [one for one in readings if not _is_year_around(one, readings)]
    if len({one.start for one in narrow}) == 1:
        widest = max(narrow, key=lambda one: one.end or "")
        problems = tuple(dict.fromkeys(problem for one in readings for problem in one.problems))
        return Period(_cell(widest.text), replace(widest, text=text, problems=problems))
    note = say(messages.PLANNING_SEVERAL, text=shortened(text))
    return Period(_cell(text), Planning(text, understood=False, problems=(note,)))


def _is_year_around(one: Planning, readings: Sequence[Planning]) -> bool:
    """Whether a planning is a bare year in which all others lie."""
    return words(one.text).isdigit() and all(
        (one.start or "") <= (other.start or "") and (other.end or "9") <= (one.end or "") for other in readings
    )


def _with_years(cells: Sequence[TimeCell]) -> list[TimeCell]:
    """Of columns Planning 2025 and Planning 2026, each cell with its year."""
    if len({one.year for one in cells} - {None}) < 2:
        return list(cells)
    return [replace(one, cell=_cell(f"{one.cell.text} {one.year}")) if _lacks_year(one) else one for one in cells]


def _lacks_year(one: TimeCell) -> bool:
    return bool(one.year and one.cell.text and not YEAR.search(one.cell.text))


def _worded(one: TimeCell) -> str:
    """What a cell says; a number under "Kwartaal" is a quarter."""
    text = plain(one.cell.text)
    return f"Q{text}" if words(one.heading) in ("kwartaal", "kwartalen") and text in ("1", "2", "3", "4") else text


# --- A planning beside Start and Eind ---


def _combined(period: Period, start: Cell, end: Cell, year: int | None) -> Planning:
    """The planning with what the columns Start and Eind add to it."""
    if not (start or end):
        return period.read
    if not (period.read.start or period.read.end):
        read = read_timing(period.cell, start, end, EMPTY, year=year)
        return read if period.read.understood else replace(read, problems=(*period.read.problems, *read.problems))
    if start and end:
        return _beside_both(period, read_timing(EMPTY, start, end, EMPTY, year=year))
    return _beside_start(period, start, year) if start else _beside_end(period, end, year)


def _beside_both(period: Period, read: Planning) -> Planning:
    """Start and Eind win; a planning that is wider or narrower says nothing else."""
    one, text = period.read, period.read.text
    begins, ends = read.start or "", read.end or "9"
    inside = begins <= (one.start or "") and (one.end or "9") <= ends
    around = (one.start or "") <= begins and ends <= (one.end or "9")
    fits = (one.start, one.end) == (read.start, read.end) or (not period.is_range and (inside or around))
    notes = () if fits or not read.start else (say(messages.PLANNING_DIFFERS, text=shortened(text)),)
    recurrence = one.recurrence or read.recurrence
    return replace(read, text=text, recurrence=recurrence, problems=(*read.problems, *notes))


def _beside_start(period: Period, start: Cell, year: int | None) -> Planning:
    """`Start` = Q2 2025 and `Planning` = 2025-2026: the start of the first, the end of the second."""
    one, first = period.read, read_planning(start.text, start.value, year=year)
    if not first.start:
        return replace(one, problems=(*one.problems, *first.problems), understood=one.understood and first.understood)
    text = f"Start: {plain(start.text)}; {one.text}"
    outside = not (one.start or "") <= first.start <= (one.end or "9")
    if outside:
        return _contradiction(text, one.text, first.problems)
    end = first.end if says_end(start.text) else one.end if period.is_range or one.start == first.start else None
    return Planning(
        text, first.start, end, one.recurrence, first.approximate or one.approximate,
        problems=(*first.problems, *one.problems),
    )  # fmt: skip


def _beside_end(period: Period, end: Cell, year: int | None) -> Planning:
    """`Wanneer` = Q1 2025 and `Gereed` = Q4 2025: the start of the first, the end of the second."""
    one, last = period.read, read_planning(end.text, end.value, year=year)
    if not last.end:
        only = read_timing(EMPTY, EMPTY, end, EMPTY, year=year)
        return replace(one, problems=(*one.problems, *only.problems), understood=one.understood and only.understood)
    text = f"{one.text}; gereed: {plain(end.text)}"
    differs = period.is_range and one.end and one.end != last.end
    if differs or (one.start or "") > last.end:
        return _contradiction(text, one.text, last.problems)
    return Planning(
        text, one.start, last.end, one.recurrence, last.approximate or one.approximate,
        problems=(*one.problems, *last.problems),
    )  # fmt: skip


def _contradiction(text: str, planning: str, problems: tuple[str, ...]) -> Planning:
    note = say(messages.PLANNING_CONTRADICTS, text=shortened(planning))
    return Planning(text, understood=False, problems=(*problems, note))


# --- A length beside them ---


def _with_length(read: Planning, cells: Sequence[TimeCell], period: Period, start: Cell, end: Cell) -> Planning:
    """With a length: the end of what has a start, the start of what has an end; or else whether it fits."""
    if not cells:
        return read
    shown = plain(cells[0].cell.text)
    text = f"{read.text}; {shown}" if read.text else shown
    length = cells[0].length
    if len(cells) > 1 or length is None or not (read.start or read.end):
        note = say(messages.PLANNING_DURATION, text=shown)
        return replace(read, text=text, understood=False, problems=(*read.problems, note))
    says_both = bool(start and end) or period.is_range or bool(read.start and end)
    if read.start and read.end and says_both:
        return replace(_checked(read, length, shown), text=text)
    cell = (start or period.cell) if read.start else (end or period.cell)
    return replace(_reckoned(read, cell, length, shown), text=text)


def _checked(read: Planning, length: Duration, shown: str) -> Planning:
    """Whether start and end are as far apart as the length says."""
    months = length.months or length.days / 30
    lasts = quarters.index(read.end or "") - quarters.index(read.start or "") + 1
    if abs(lasts - months / 3) <= QUARTER_OFF:
        return read
    return replace(read, problems=(*read.problems, say(messages.PLANNING_LENGTH_DIFFERS, text=shown)))


def _reckoned(read: Planning, cell: Cell, length: Duration, shown: str) -> Planning:
    """The end from the start and the length, or the start from the end."""
    span = span_of(cell.text, cell.value)
    reckon = last_day if read.start else first_day
    day = reckon(span, length) if span else None
    if day is None:
        note = say(messages.PLANNING_LENGTH_UNREAD, text=shown)
        return replace(read, problems=(*read.problems, note))
    quarter = quarters.of(day)
    return replace(read, end=quarter) if read.start else replace(read, start=quarter)
