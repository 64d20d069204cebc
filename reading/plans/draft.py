"""An action while its rows are read: its cells as they stand, by what their columns mean; then read as a whole."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from reading.plans import messages
from reading.plans.choices import (
    read_municipalities,
    read_number,
    read_priority,
    read_status,
    says_all,
    status_with_more,
    why_no_status,
)
from reading.plans.columns import Layout, code
from reading.plans.costs import CostCell, CostCells
from reading.plans.goals import continued, read_goals
from reading.plans.headings import Meaning
from reading.plans.labels import Labels
from reading.plans.lexer import shortened
from reading.plans.lines import LONG, Place
from reading.plans.messages import say
from reading.plans.model import Money, PlanRow, Problem, SourceCell, Who
from reading.plans.placeholders import is_placeholder
from reading.plans.texts import has_points, plain, words
from reading.plans.times import TimeCell, Times
from reading.plans.who import partner_problems, read_lead, read_partners, read_who
from tables.model import EMPTY, Cell, Row

SHARED = (
    "planning", "start", "end", "recurrence", "who", "lead", "partners", "status", "priority", "municipalities", "how",
    "goals", "funding",
)  # fmt: skip
NO_STATUS = {"-", "n.v.t", "nvt", "niet van toepassing"}
JOINED = ("how", "who", "lead", "partners", "municipalities", "funding")  # of a row that goes on, added as a new line
# The field of the JSON (design section 8) in which a problem of a column is told.
FIELDS = {
    "start": "planning", "end": "planning", "recurrence": "planning", "total": "cost", "amount": "cost",
    "amount_max": "cost", "cost_kind": "cost", "per": "cost", "funding": "cost",
}  # fmt: skip


@dataclass
class Draft:
    """The cells of an action, and of the rows that go on with it."""

    table: int
    row: int
    layout: Layout
    cells: dict[int, Cell]  # by column; only what is filled
    source: tuple[Cell, ...] = ()  # all cells of its own row, as they stand
    under_merged: frozenset[int] = frozenset()  # columns under a cell that is merged downwards
    is_wide: bool = False  # one cell over most of the row
    merged_away: int = 0  # cells that merged cells to the left of them cover
    goals_after: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    line: str | None = None
    theme: str | None = None
    year: int | None = None  # of its place in the document

    @classmethod
    def of(cls, table: int, row: Row, layout: Layout) -> "Draft":
        """The cells of a row."""
        source = row.cells
        cells = {place: cell for place, cell in enumerate(source) if cell}
        under_merged = frozenset(place for place, cell in enumerate(row.cells) if cell.merged == "above")
        merged = sum(cell.merged == "left" for cell in row.cells)
        wide = len(cells) == 1 and merged >= max(2, len(row.cells) // 2)
        return cls(table, row.number, layout, cells, source, under_merged, wide, merged)

    # --- What the row has ---

    def _meaning(self, place: int) -> Meaning:
        return self.layout.meanings[place]

    @cached_property
    def filled(self) -> set[str]:
        """The meanings of the columns with something in them."""
        return {self._meaning(place).field for place in self.cells} - {"", "programme"}

    @property
    def filled_now(self) -> set[str]:
        """The same with what it took from rows above."""
        return {self._meaning(place).field for place in self.cells}

    @property
    def what(self) -> str:
        """What the action is, as written."""
        return self.text("what")

    @property
    def has_planning(self) -> bool:
        """Whether it has a planning of its own."""
        return bool(self.filled & {"planning", "start", "end"})

    def shares(self, names: set[str]) -> bool:
        """Whether it is under a cell with one of these meanings that is merged downwards."""
        return any(self._meaning(place).field in names for place in self.under_merged)

    @property
    def is_heading(self) -> bool:
        """Whether it is one wide cell with a short text: the name of a line or theme, and no remark."""
        return self.is_wide and len(self.first_text) <= LONG and not self.first_text.endswith(".")

    @property
    def first_text(self) -> str:
        """The text of the first filled cell."""
        return plain(self.cells[min(self.cells)].text) if self.cells else ""

    @property
    def number_text(self) -> str:
        """The number of the action as text; "" when it has none."""
        number = self.cell("number")
        return read_number(number.text, number.value) if number else ""

    @property
    def has_name_and_money(self) -> bool:
        """Whether it has one text, and amounts beside it."""
        others = [place for place in self.cells if self._meaning(place).field not in ("cost", "total", "amount")]
        return len(others) == 1 < len(self.cells) and others[0] == min(self.cells)

    @property
    def all_text(self) -> str:
        """All texts of the row, to show the user which it is."""
        return "; ".join(plain(cell.text) for _, cell in sorted(self.cells.items()) if cell.text)

    def by_field(self) -> Iterator[tuple[str, Cell]]:
        """The filled cells with what their columns mean."""
        return ((self._meaning(place).field, cell) for place, cell in self.cells.items())

    def places(self, name: str) -> list[int]:
        """The filled columns with a meaning."""
        return [place for place in self.layout.places(name) if place in self.cells]

    def cell(self, name: str) -> Cell:
        """The first filled cell with a meaning."""
        return next((self.cells[place] for place in self.places(name)), EMPTY)

    def text(self, name: str) -> str:
        """The texts of all cells with a meaning, as people read them."""
        return "\n".join(filter(None, (plain(self.cells[place].text) for place in self.places(name))))

    # --- Rows together ---

    def take_from_above(self, above: "Draft | None") -> None:
        """Cells that are merged downwards hold for this row too; an amount is not counted twice."""
        if above is None or above.layout is not self.layout:
            return
        for place in self.under_merged:
            name = self._meaning(place).field
            if name in (*SHARED, "what", "line", "theme") and place in above.cells and place not in self.cells:
                self.cells[place] = above.cells[place]
            elif name in ("cost", "total", "amount") and place in above.cells:
                self.problems.append(Problem("cost", say(messages.COST_SHARED)))

    def go_on(self, more: "Draft") -> None:
        """Add a row without a what and without a planning."""
        for their_place, cell in more.cells.items():
            name = more._meaning(their_place).field
            place = self._place_of(name, their_place, more.layout)
            if name == "goals":
                self.goals_after.append(cell.text)
            elif name in ("line", "theme") and plain(cell.text) == (self.line if name == "line" else self.theme):
                continue
            elif place is not None and place not in self.cells and name not in ("line", "theme"):
                self.cells[place] = cell
            elif name in JOINED and place is not None:
                text = f"{self.cells[place].text}\n{cell.text}"
                self.cells[place] = Cell(text, text)
            elif name and (place is None or place not in self.cells or cell.text != self.cells[place].text):
                note = say(messages.CONTINUED_TWICE, row=more.row, text=shortened(cell.text))
                self.problems.append(Problem(FIELDS.get(name, name), note))

    def _place_of(self, name: str, place: int, layout: Layout) -> int | None:
        """The column in which a cell of a row under another layout belongs; None when there is none."""
        if layout is self.layout or (place < len(self.layout.meanings) and self._meaning(place).field == name):
            return place
        return next(iter(self.layout.places(name)), None) if name else None

    def take_from_group(self, group: "Draft | None") -> None:
        """Take what a row above says of all rows under it: who leads them, or their goal."""
        for place, cell in group.cells.items() if group and group.layout is self.layout else ():
            self.cells.setdefault(place, cell)

    def settle(self, place: Place, labels: Labels) -> None:
        """Take the line and theme of its place in the document, unless it has columns for them, and the year."""
        self.year = place.year
        for name in labels.once - self.filled_now:
            note = say(messages.LABEL_EMPTY["goals" if name == "goals" else "lead"])
            self.problems.append(Problem("goals" if name == "goals" else "lead", note))
        if self.layout.places("line"):
            line = self.text("line")
            if line and line != place.line:
                place.line, place.theme = line, None
            self._empty_label("line", line, labels)
            self.line = line or (place.line if labels.carries("line") else None)
        else:
            self.line = place.line
        if self.layout.places("theme") and not self.text("theme") and self.text("line"):
            place.theme = self.theme = None  # beside a line of its own row an empty cell is no theme
        elif self.layout.places("theme"):
            theme = self.text("theme")
            place.theme = theme or place.theme
            self._empty_label("theme", theme, labels)
            self.theme = theme or (place.theme if labels.carries("theme") else None)
        else:
            self.theme = place.theme

    def _empty_label(self, name: str, text: str, labels: Labels) -> None:
        if not text and labels.doubtful(name):
            self.problems.append(Problem(name, say(messages.LABEL_EMPTY[name])))

    # --- Reading ---

    def read(self, year: int | None) -> PlanRow:
        """The action as read; `year` is for quarters without one."""
        self._set_placeholders_aside()
        row = PlanRow(
            self.table,
            self.row,
            line=self.line,
            theme=self.theme,
            municipalities=read_municipalities(self.text("municipalities")),
            for_all=says_all(self.text("municipalities")),
            what=self._what(),
            how=self.text("how"),
            who=self._who(),
            goals=self._goals(),
            planning=self._times().read(self.year or year),
            cost=self._cost(),
            covered=self.layout.covered,
            places=self._places(),
            cells=self._source_cells(),
        )
        self._identity(row)
        self._state(row)
        row.problems += self.problems
        row.problems += _told("planning", row.planning.problems)
        row.problems += _told("lead", row.who.problems)
        row.problems += _told("cost", row.cost.problems)
        if not row.what and "what" not in (problem.field for problem in self.problems):
            row.problems.append(Problem("what", say(messages.WHAT_EMPTY)))
        row.problems += self._cells_without_value()
        return row

    def _set_placeholders_aside(self) -> None:
        """Cells that nobody filled in yet are empty, and told."""
        for place, cell in [*self.cells.items()]:
            name = self._meaning(place).field
            if name and name != "programme" and is_placeholder(cell.text):
                del self.cells[place]
                field_name = "lead" if name == "who" else FIELDS.get(name, name)
                self.problems.append(Problem(field_name, say(messages.FILL_IN, text=shortened(cell.text))))
        self.line, self.theme = (None if is_placeholder(text or "") else text for text in (self.line, self.theme))

    def _places(self) -> dict[str, int]:
        """The column of each field in which a problem may be told: a filled one when there is one."""
        found: dict[str, int] = {}
        for place, meaning in sorted(enumerate(self.layout.meanings), key=lambda one: one[0] not in self.cells):
            if meaning.field:
                found.setdefault(FIELDS.get(meaning.field, meaning.field), place)
        if "who" in found:
            found.setdefault("lead", found["who"])
        return found

    def _source_cells(self) -> tuple[SourceCell, ...]:
        """The cells under a heading, for correcting them."""
        columns = enumerate(zip(self.layout.meanings, self.source, strict=True))
        return tuple(
            SourceCell(place, meaning.heading, code(meaning), cell.text)
            for place, (meaning, cell) in columns
            if meaning.heading or meaning.field
        )

    def _what(self) -> str:
        """On one line, unless there are several points in the cell."""
        points = self.what.split("\n")
        if has_points(self.cell("what").text):
            self.problems.append(Problem("what", say(messages.WHAT_SEVERAL)))
            return self.what
        return " ".join(points)

    def _times(self) -> Times:
        def time(place: int) -> TimeCell:
            return TimeCell(self.cells.get(place, EMPTY), self._meaning(place).heading, self._meaning(place).year)

        return Times(
            [time(place) for place in self.layout.places("planning")], *map(self.cell, ("start", "end", "recurrence"))
        )

    def _who(self) -> Who:
        if self.layout.places("lead"):
            return read_lead(self.text("lead"), partners=self.text("partners"), who=self.text("who"))
        who = read_who(self.text("who"))
        more = tuple(name for name in read_partners(self.text("partners")) if name not in who.partners)
        problems = (*who.problems, *partner_problems(self.text("partners")))
        return Who(who.text, who.leads, (*who.partners, *more), who.lead, problems)

    def _goals(self) -> tuple[str, ...]:
        goals = read_goals("\n".join(self.cells[place].text for place in self.places("goals")))
        for text in self.goals_after:
            goals = continued(goals, text)
        return goals

    def _cost(self) -> Money:
        def cell(place: int) -> CostCell:
            meaning = self._meaning(place)
            thousands = self.layout.in_thousands(place)
            return CostCell(self.cells[place], meaning.heading, meaning.year, thousands, meaning.per)

        def first(name: str) -> CostCell | None:
            return next((cell(place) for place in self.places(name)), None)

        costs = [cell(place) for place in self.places("cost")]
        return CostCells(
            [one for one in costs if one.year is None],
            [one for one in costs if one.year is not None],
            first("total"),
            first("amount"),
            first("amount_max"),
            self.text("cost_kind"),
            self.text("per"),
            self.text("funding"),
        ).read()

    def _identity(self, row: PlanRow) -> None:
        number, identity = self.cell("number"), self.cell("id")
        if number:
            row.number = read_number(number.text, number.value) or None
            if isinstance(number.value, datetime.date):  # 1-1 becomes a day in January
                row.number = None
                row.problems.append(Problem("number", say(messages.NUMBER_IS_DATE, text=number.text)))
        if identity.text:
            text = words(identity.text)
            if text.isascii() and text.isdigit() and len(text) < 10:
                row.id = int(text)
            else:
                row.problems.append(Problem("id", say(messages.ID_UNKNOWN, text=shortened(identity.text))))

    def _state(self, row: PlanRow) -> None:
        status, priority = self.text("status"), self.text("priority")
        if status and words(status).strip(" .") not in NO_STATUS:
            row.status, row.secured_with = read_status(status)
            if row.status is None:
                row.status, rest = status_with_more(status)
                why = messages.STATUS_MORE if row.status else why_no_status(status)
                row.problems.append(Problem("status", say(why, text=shortened(rest or status))))
        if priority and words(priority) != "-":
            row.priority = read_priority(priority)
            if row.priority is None:
                row.problems.append(Problem("priority", say(messages.PRIORITY_UNKNOWN, text=shortened(priority))))

    def _cells_without_value(self) -> list[Problem]:
        """Formulas of which the file holds no result or an error."""
        found = []
        for place, cell in sorted(self.cells.items()):
            name = self._meaning(place).field
            if name and name != "programme" and (cell.formula or (cell.error and name != "cost")):
                message = messages.CELL_FORMULA if cell.formula else messages.CELL_ERROR
                found.append(Problem(FIELDS.get(name, name), say(message)))
        return found


def _told(name: str, problems: Iterable[str]) -> list[Problem]:
    return [Problem(name, problem) for problem in problems]
