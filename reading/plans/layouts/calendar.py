"""Quarters, months or years as columns with crosses: their crosses become one planning, in the first of the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reading.plans import messages
from reading.plans.headings import SURE, YEAR, means
from reading.plans.layouts.model import Laid
from reading.plans.layouts.units import LEAST_SHORT, Unit, unit_of, units_of
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import TableProblem
from reading.plans.planning import read_planning
from reading.plans.texts import plain, words
from reading.vocabulary import Heap
from tables.model import EMPTY, Cell, Row, Table

HEADING = "Planning"
MARKS = frozenset("x xx v 1 * + ja ✓ ✔ ☑ ☒ ✗ ✘ √ ● • ■ ▪ █ ▇ ◼ ⬛ ▓ ▒ ░ ← → ↔ > >> -> --> <-> ═ ━ ─".split()) | {
    "\uf0fc"
}
NOTHING = frozenset({"", "-", "0", "nee", "n.v.t.", "nvt", "o", "☐", "□"})
AMOUNT = re.compile(r"(?:€\s*)?\d[\d.,]*\s*(?:k|,-|euro|%)?")
LEAST = {"quarter": 2, "half": 2, "month": 3, "year": 2}  # columns that make a calendar
SHORT_TEXT = 25  # signs: "start", "evaluatie"; a longer text says what happens, and not only when
SURELY = 60  # score of a heading that is no guess
TITLE_ROWS = 20  # rows from the top in which a year for all columns may stand


@dataclass
class Calendar:
    """A run of columns that are units of time, under one header, and the rows beneath it."""

    header: Row
    units: dict[int, Unit]  # by column
    group: Row | None = None  # the row above with the years
    rows: list[Row] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The column in which the planning comes to stand."""
        return min(self.units)

    def texts(self) -> Iterator[str]:
        """What stands in its cells, as far as something does."""
        headers = {row.texts for row in (self.header, self.group) if row}
        for row in self.rows:
            if row.texts in headers or is_alone(row):
                continue
            for place in self.units:
                if (text := words(row.cells[place].text)) not in NOTHING:
                    yield text

    def has_mark(self, row: Row) -> bool:
        """Whether a row has a cross in it."""
        return any(words(row.cells[place].text) in MARKS - {"1"} for place in self.units)

    def without_amounts(self) -> "Calendar":
        """Without whole years after the quarters, when these hold amounts."""
        kind = self.units[self.first].kind
        years = {place: unit for place, unit in self.units.items() if unit.kind == "year"}
        if kind == "year" or not any(map(AMOUNT.fullmatch, replace(self, units=years).texts())):
            return self
        return replace(self, units={place: unit for place, unit in self.units.items() if place not in years})

    def is_of_marks(self) -> bool:
        """Whether its cells say when, and not how much: crosses, with here and there a word."""
        texts = list(self.texts())
        marks = sum(text in MARKS for text in texts)
        others = [text for text in texts if text not in MARKS]
        if any(map(AMOUNT.fullmatch, others)) or any(map(_is_time, others if not marks else self._later())):
            return False
        kind = self.units[self.first].kind
        if kind == "year":
            return marks > 0 and 2 * marks >= len(texts)
        return marks > 0 or (bool(texts) and all(len(text) <= SHORT_TEXT for text in texts))

    def _later(self) -> Iterator[str]:
        """What stands in its cells without the first, in which the user may have typed a planning."""
        later = {place: unit for place, unit in self.units.items() if place != self.first}
        return (text for text in replace(self, units=later).texts() if text not in MARKS)

    def has_nothing(self) -> bool:
        """Whether its cells are all empty: then they may be coloured."""
        kind = self.units[self.first].kind
        return kind != "year" and not any(self.texts()) and any(any(row.cells) for row in self.rows)


def is_alone(row: Row) -> bool:
    """Whether a row has one text only: a heading between actions."""
    return sum(map(bool, row.cells)) == 1


def _is_time(text: str) -> bool:
    """Whether a cell says itself when: then "Q3 2027 | Q4 2027" above it is an action and no header."""
    return unit_of(text) is not None or bool(read_planning(text).start or read_planning(text).end)


def lay(table: Table, laid: Laid, before: Calendar | None) -> tuple[Table, Calendar | None]:
    """The table with a planning in the place of its calendars; `before` is the calendar of the table just above."""
    calendars = [calendar.without_amounts() for calendar in _calendars(table)]
    if not calendars and before and _goes_on(table, before):
        calendars = [replace(before, header=Row(0, ()), group=None, rows=list(table.rows))]
    changed: dict[int, Row | None] = {}
    for calendar in calendars:
        if calendar.is_of_marks():
            headings = _headings(table, calendar, laid)
            again = {row.texts: headings[row.number] for row in (calendar.group, calendar.header) if row and row.cells}
            changed |= headings
            for row in calendar.rows:
                if row.texts in again:
                    changed[row.number] = _repeated(row, again[row.texts], table, laid)
                else:
                    changed[row.number] = _with_planning(row, calendar, table, laid)
        elif calendar.has_nothing():
            laid.problems.append(TableProblem(say(messages.CALENDAR_EMPTY), table.number, calendar.header.number))
    rows = (changed.get(row.number, row) for row in table.rows)
    return replace(table, rows=tuple(row for row in rows if row)), calendars[-1] if calendars else None


# --- Where a calendar is ---


def _calendars(table: Table) -> Iterator[Calendar]:
    """Each header of a calendar with the rows up to the next one."""
    open_: Calendar | None = None
    above: Row | None = None
    for row in table.rows:
        found = None if open_ and open_.has_mark(row) else _calendar(table, row, above)
        if found and open_ and row.texts == open_.header.texts:
            open_.rows.append(row)
        elif found:
            if open_:
                open_.rows = [one for one in open_.rows if one is not found.group]
                yield open_
            open_ = found
        elif open_ and _is_other_header(row, open_):
            yield open_
            open_ = None
        elif open_:
            open_.rows.append(row)
        above = row
    if open_:
        yield open_


def _calendar(table: Table, row: Row, above: Row | None) -> Calendar | None:
    """The calendar that a row is the header of."""
    if not _may_be_header(row):
        return None
    years = _years_above(above, len(row.cells))
    units = units_of(row.texts, years)
    kinds = {unit.kind for unit in units.values()}
    later = {place: units.pop(place) for place in [*units] if units[place].kind == "year"} if len(kinds) > 1 else {}
    if len(kinds - {"year"} or kinds) != 1 or len(units) < LEAST[next(iter(units.values())).kind]:
        return None
    has_group = above is not None and any(years[place] and not unit.year for place, unit in units.items())
    units = {place: unit.of_year(years[place] or 0) if years[place] else unit for place, unit in units.items()}
    units = _of_only_year(units, table, row)
    if all(unit.year for unit in units.values()):  # "Q1 2025 ... Q4 2025, 2026": years after the quarters
        units |= {place: unit for place, unit in later.items() if unit.order[0] > units[max(units)].order[0]}
    in_order = all(one.order < other.order for one, other in pairwise(units[place] for place in sorted(units)))
    return Calendar(row, units, above if has_group else None) if in_order else None


def _may_be_header(row: Row) -> bool:
    """A quick look: most rows of a file have no two units, nor three numbers or initials."""
    short = sum(0 < len(cell.text) <= 2 for cell in row.cells)
    return short >= LEAST_SHORT or sum(unit_of(cell.text) is not None for cell in row.cells) > 1


def _years_above(above: Row | None, width: int) -> tuple[int | None, ...]:
    """The year that stands above each column: in its own cell or in the nearest to the left, as far as that reaches."""
    years: list[int | None] = []
    last: int | None = None
    for place in range(width):
        text = above.cells[place].text if above else ""
        if text:
            found = {int(year) for year in YEAR.findall(text)}
            last = found.pop() if len(found) == 1 and len(text) <= 40 else None
        years.append(last)
    return tuple(years)


def _of_only_year(units: dict[int, Unit], table: Table, header: Row) -> dict[int, Unit]:
    """Units without a year get the only year that stands above them: in a title, the name of the sheet, a heading."""
    if all(unit.year for unit in units.values()):
        return units
    titles = [text for row in table.rows[:TITLE_ROWS] if row.number < header.number for text in row.texts]
    said = [*titles, table.name, *(paragraph.text for paragraph in (*table.headings, *table.above))]
    years = {int(year) for text in said for year in YEAR.findall(text)}
    return {place: unit.of_year(min(years)) for place, unit in units.items()} if len(years) == 1 else units


def _is_other_header(row: Row, calendar: Calendar) -> bool:
    """Whether a row has headings of another kind where the calendar had its columns."""
    meanings = [means(text) for text in row.texts if text]
    if not any(one.field in ("what", "goals") and one.score == SURE for one in meanings):
        return False
    return sum(means(row.cells[place].text).score >= SURELY for place in calendar.units) > 1


def _goes_on(table: Table, before: Calendar) -> bool:
    """Whether a table without headings has crosses where the table before it has a calendar."""
    places = before.units
    if table.width <= max(places) or table.above:
        return False
    texts = [words(row.cells[place].text) for row in table.rows for place in places]
    return any(text in MARKS for text in texts) and all(text in MARKS | NOTHING for text in texts)


# --- What it becomes ---


def _headings(table: Table, calendar: Calendar, laid: Laid) -> dict[int, Row | None]:
    """The rows of headings, with one heading for the planning."""
    rows = [row for row in (calendar.group, calendar.header) if row and row.cells]
    if not rows:
        return {}
    bare = {row.number: _blank(row, calendar) for row in rows}
    best = max(rows, key=lambda row: (sum(map(bool, bare[row.number].cells)), row.number))
    done: dict[int, Row | None] = {}
    for row in rows:
        blank = bare[row.number]
        if row is best:
            done[row.number] = _replaced(blank, calendar.first, HEADING)
        elif any(blank.cells):
            done[row.number] = blank
        else:
            done[row.number] = None
            laid.heaps[table.number, row.number] = Heap.HEADING
    return done


def _blank(row: Row, calendar: Calendar) -> Row:
    cells = (EMPTY if place in calendar.units else cell for place, cell in enumerate(row.cells))
    return replace(row, cells=tuple(cells))


def _replaced(row: Row, place: int, text: str) -> Row:
    cells = list(row.cells)
    cells[place] = Cell(text, text)
    return replace(row, cells=tuple(cells))


def _repeated(row: Row, became: Row | None, table: Table, laid: Laid) -> Row | None:
    """A repeated row of headings as the first one has become."""
    if became is None:
        laid.heaps[table.number, row.number] = Heap.HEADING
        return None
    return replace(became, number=row.number)


def _with_planning(row: Row, calendar: Calendar, table: Table, laid: Laid) -> Row:
    """The row with the planning that its crosses say."""
    marked = [row.cells[place].text for place in calendar.units if row.cells[place].text]
    if not marked or (is_alone(row) and words(marked[0]) not in MARKS):
        return row  # without a time, or the name of a line in the first column
    planning, notes = _planning(row, calendar)
    if notes:
        text = shortened("; ".join(notes))
        laid.problems.append(TableProblem(say(messages.CALENDAR_TEXT, text=text), table.number, row.number))
    return _replaced(_blank(row, calendar), calendar.first, planning)


def _planning(row: Row, calendar: Calendar) -> tuple[str, list[str]]:
    """The planning in words, and what is no cross; what the user typed as a planning in the first cell stands."""
    typed = plain(row.cells[calendar.first].text)
    read = read_planning(typed) if any(sign.isdigit() for sign in typed) and typed != "1" else None
    if read and (read.start or read.end):
        return typed, []
    marked: list[Unit] = []
    notes: list[str] = []
    inside = False  # of a cell that is merged over several columns
    for place, unit in sorted(calendar.units.items()):
        cell = row.cells[place]
        text = words(cell.text)
        inside = text not in NOTHING or (inside and cell.merged == "left")
        if inside:
            marked.append(unit)
        if text not in NOTHING | MARKS:
            notes.append(plain(cell.text))
    return ", ".join(_written(run) for run in _runs(marked)), notes


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units in runs without time between them."""
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and unit.follows(runs[-1][-1]):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _written(run: Sequence[Unit]) -> str:
    first, last = run[0].written, run[-1].written
    return first if first == last else f"{first} - {last}"
