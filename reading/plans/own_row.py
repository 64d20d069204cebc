"""One row of our own export: its cells as they stand, and what they say by the same grammars as any plan."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from reading.plans import messages, own_marks
from reading.plans.amounts import to_cents
from reading.plans.choices import (
    names_none,
    read_number,
    read_priority,
    read_recurrence,
    read_status,
    says_all,
)
from reading.plans.goals import read_goals
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Money, Planning, PlanRow, Problem, SourceCell, Who
from reading.plans.money import read_money
from reading.plans.own_cost import CostCells
from reading.plans.own_format import NO, TOLD, YES, Column, Kind, Value, is_cut, labels, names
from reading.plans.texts import words
from reading.plans.timing import read_timing
from reading.vocabulary import Classification, Nature, Stage
from tables.model import EMPTY, Cell

TEXT_TOO_LONG = _("Deze tekst is te lang (hoogstens %(longest)s tekens) en niet gelezen. Maak hem korter.")
NOT_A_CHOICE = _("'%(text)s' kent de kolom '%(heading)s' niet. Kies een waarde uit de lijst.")
# The field of the JSON (design section 8) in which a problem of a column is told; others by their own code.
FIELDS = {
    **dict.fromkeys(("start", "end", "recurrence", "approximate", "planning_text"), "planning"),
    **dict.fromkeys(("cost_kind", "amount", "amount_max", "per", "total", "cost_approximate", "cost_text"), "cost"),
    **dict.fromkeys(("nature", "stage", "funding"), "cost"),
    "secured_with": "status",
    "who_text": "who",
}
AMOUNT = re.compile(r"\d{1,10}(?:,\d{1,2})?")  # in our csv
YES_WORDS, NO_WORDS = {YES, "j", "x", "waar", "true", "1"}, {NO, "n", "onwaar", "false", "0", ""}


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell, and the column that it stands in; None: a column that is not ours."""

    place: int  # from 0
    heading: str
    column: Column | None
    cell: Cell


class OwnRow:
    """A row while it is being read."""

    def __init__(self, table: int, row: int, cells: Sequence[OwnCell], year: int | None) -> None:
        self.made = PlanRow(table, row)
        self.year = year
        self.cells = cells
        self.by_code = {
            own.column.code: own for own in cells if own.column and (own.column.read_back or own.column.code in TOLD)
        }
        self.own: dict[str, Value] = {}

    def read(self) -> PlanRow:
        """The action as it stands in the row."""
        made = self.made
        for code, own in self.by_code.items():
            self._take(code, own)
        made.number, made.line, made.theme = (self._text(code) or None for code in ("number", "line", "theme"))
        made.what, made.how = self._text("what"), self._text("how")
        made.secured_with = self._text("secured_with")
        made.goals = self._goals()
        made.who = self._who()
        made.municipalities, made.for_all = self._municipalities(), self._is_for_all()
        made.topics = self._names("topics")
        made.planning = self._planning()
        made.cost = self._cost()
        self._state()
        if made.id is None and not made.what:
            self._tell("what", say(messages.WHAT_EMPTY))
        made.own = self.own
        made.covered = frozenset(self.own)
        made.cells = tuple(self._source(own) for own in self.cells if own.heading and not _is_then(own))
        made.places = self._places()
        return made

    # --- Cells as they stand ---

    def _take(self, code: str, own: OwnCell) -> None:
        """The value of one cell; a cell that says nothing of the action is left out, and told."""
        assert own.column is not None
        cell = own.cell
        if cell.formula or cell.error:
            self._tell(code, say(messages.CELL_FORMULA if cell.formula else messages.CELL_ERROR))
        elif is_cut(cell.text):
            return
        elif own.column.kind is Kind.ID:
            self._identity(cell)
        elif own.column.kind is Kind.THEN:
            self.made.then = own_marks.read(cell.text)
        else:
            value = _value(own.column, cell)
            longest = own.column.longest
            texts = value if isinstance(value, tuple) else (value,)
            if longest and any(isinstance(text, str) and len(text) > longest for text in texts):
                self._tell(code, say(TEXT_TOO_LONG, longest=f"{longest:,}".replace(",", ".")))
                return
            self.own[code] = value

    def _identity(self, cell: Cell) -> None:
        text = words(cell.text)
        if text.isascii() and text.isdigit() and len(text) < 10:
            self.made.id = self.own["id"] = int(text)
        elif text:
            self._tell("id", say(messages.ID_UNKNOWN, text=shortened(cell.text)))

    def _tell(self, code: str, problem: str) -> None:
        name = "cost" if code.startswith("cost:") else FIELDS.get(code, code)
        self.made.problems.append(Problem(name, problem))
        if code in self.by_code and name not in self.made.places:
            self.made.places = {**self.made.places, name: self.by_code[code].place}

    def _places(self) -> dict[str, int]:
        """Where each field stands: the cell with the first problem, else the first cell of the field."""
        found: dict[str, int] = {}
        for code, own in self.by_code.items():
            found.setdefault("cost" if code.startswith("cost:") else FIELDS.get(code, code), own.place)
        return found | dict(self.made.places)

    def _source(self, own: OwnCell) -> SourceCell:
        code = own.column.code if own.column and own.column.read_back else ""
        return SourceCell(own.place, own.heading, code, own.cell.text)

    # --- What they say ---

    def _text(self, code: str) -> str:
        value = self.own.get(code)
        return value if isinstance(value, str) else ""

    def _names(self, code: str) -> tuple[str, ...]:
        """Names, apart by lines or by `;`."""
        value = self.own.get(code)
        lines = value if isinstance(value, tuple) else ()
        return tuple(dict.fromkeys(name.strip() for line in lines for name in line.split(";") if name.strip()))

    def _goals(self) -> tuple[str, ...]:
        value = self.own.get("goals")
        goals = value if isinstance(value, tuple) else ()
        return read_goals("\n".join(goals)) if self.made.id is None else goals

    def _who(self) -> Who:
        leads = self._names("lead")
        return Who(self._text("who_text"), leads, self._names("partners"), "; ".join(leads) or None)

    def _municipalities(self) -> tuple[str, ...]:
        found = self._names("municipalities")
        return () if len(found) == 1 and names_none(found[0]) else found

    def _is_for_all(self) -> bool:
        found = self._names("municipalities")
        return len(found) == 1 and says_all(found[0])

    def _cell(self, code: str) -> Cell:
        return self.by_code[code].cell if code in self.own and code in self.by_code else EMPTY

    def _planning(self) -> Planning:
        """Start and Eind as in any plan. The words beside them only say something in a row that somebody added."""
        is_new = self.made.id is None
        beside = self._cell("planning_text") if is_new else EMPTY
        start, end, recurrence = map(self._cell, ("start", "end", "recurrence"))
        known = read_recurrence(recurrence.text)
        read = read_timing(beside, start, end, recurrence, year=self.year)
        if known is not None:
            read = replace(read, recurrence=known)
        for problem in read.problems:
            self._tell(self._guilty(problem, ("start", "end", "recurrence", "planning_text")), problem)
        approximate = self._yes("approximate") or read.approximate
        return replace(read, text=self._text("planning_text"), approximate=approximate)

    def _guilty(self, problem: str, codes: Iterable[str]) -> str:
        """The code of the cell that a problem quotes, else the first one that is filled."""
        filled = [code for code in codes if self._cell(code)]
        quoted = [code for code in filled if f"'{shortened(self._cell(code).text)}'" in problem]
        return next(iter([*quoted, *filled]), "start")

    def _yes(self, code: str) -> bool:
        text = words(self._text(code))
        if text not in YES_WORDS | NO_WORDS:
            self._tell(code, say(NOT_A_CHOICE, text=shortened(text), heading=self.by_code[code].heading))
        return text in YES_WORDS

    def _cost(self) -> Money:
        cells = CostCells(self.own, self._text("cost_text"), approximate=self._yes("cost_approximate"))
        money = cells.read()
        if self.made.id is None and not cells.is_filled and money.text:
            money = read_money(money.text)
            for problem in money.problems:
                self._tell("cost", problem)
        for code, problem in cells.problems:
            self._tell(code, problem)
        for code in cells.left_out:
            self.own.pop(code, None)
        for code, choices in (("nature", Nature), ("stage", Stage)):
            self._choice(code, choices)
        return money

    def _state(self) -> None:
        made = self.made
        status, priority = self._text("status"), self._text("priority")
        if status:
            made.status, secured_with = read_status(status)
            made.secured_with = made.secured_with or secured_with
            if made.status is None:
                self._tell("status", say(messages.STATUS_UNKNOWN, text=shortened(status)))
        if priority:
            made.priority = read_priority(priority)
            if made.priority is None:
                self._tell("priority", say(messages.PRIORITY_UNKNOWN, text=shortened(priority)))
        made.classification = self._choice("classification", Classification)
        number = self._cell("number").value
        if isinstance(number, datetime.date):  # 1-1 becomes a day in January
            self._tell("number", say(messages.NUMBER_IS_DATE, text=made.number))
            made.number = None

    def _choice(self, code: str, choices: type[models.TextChoices]) -> str | None:
        """The code of a choice by its label; None when the cell is empty or says something else, which is told."""
        text = words(self._text(code))
        found = {label.lower(): code for code, label in labels(choices).items() if label}.get(text)
        if text and found is None:
            self._tell(code, say(NOT_A_CHOICE, text=shortened(text), heading=self.by_code[code].heading))
        return found


def _is_then(own: OwnCell) -> bool:
    return own.column is not None and own.column.kind is Kind.THEN


def _value(column: Column, cell: Cell) -> Value:
    """The value of a cell as `reading.plans.own_format` spells it; an amount that is none stays text."""
    if column.kind is Kind.AMOUNT:
        return _amount(cell)
    if column.kind is Kind.LIST:
        return tuple(line for line in cell.text.split("\n") if line)
    if column.kind is Kind.NAMES:
        return names(cell.text.split("\n"))
    if column.code == "number" and isinstance(cell.value, Decimal | int):
        return read_number(cell.text, cell.value)
    return cell.text


def _amount(cell: Cell) -> Value:
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        amount = to_cents(Decimal(cell.value))
    elif AMOUNT.fullmatch(cell.text):
        amount = to_cents(Decimal(cell.text.replace(",", ".")))
    else:
        money = read_money(cell.text, cell.value)
        is_one = money.amount is not None and money.max is None and not money.problems
        amount = money.amount if is_one else None
    return cell.text or None if amount is None else amount
