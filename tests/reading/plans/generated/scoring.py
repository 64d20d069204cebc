"""Scores how a generated plan is read: what is lost or invented, right, told, or wrong without a word."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from reading.plans import messages
from reading.plans.model import Money, PlanReading, PlanRow, TableProblem
from reading.plans.reader import read_plan
from tables.model import Refused
from tests.reading.plans.generated.truth import FIELDS, Action, Costs, When
from tests.reading.plans.generated.writers import Place, Written

AGAIN = str(messages.HEADING_AGAIN).partition("%")[0]  # each further row of headings is told, as it must be
TOLD_AS = {"lead": {"lead", "who"}, "section": {"line", "theme"}, "partners": {"partners", "lead", "who"}}


@dataclass(frozen=True)
class Fault:
    """One thing that went wrong: where, what the plan says and what was read."""

    what: str  # lost, invented, silent, needless, told, heap
    place: Place
    field: str = ""
    truth: Any = None
    read: Any = None


@dataclass
class Score:
    """The counts of one plan."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, what: str, place: Place = (0, 0), name: str = "", truth: Any = None, read: Any = None) -> None:
        self.counts[what] += 1
        if what not in ("cells", "right"):
            self.faults.append(Fault(what, place, name, truth, read))


def score(written: Written) -> Score:
    """Read a plan and compare it with the truth."""
    found = Score()
    try:
        reading = read_plan(written.tables)
    except Refused as refused:
        found.counts["refused"] += 1
        for place, row in written.places.items():
            if row.is_action:
                found.add("lost", place, read=str(refused))
        return found
    rows = {(row.table, row.row): row for row in reading.rows}
    for place, row in written.places.items():
        if row.is_action and row.action:
            if place in rows:
                _cells(found, written, reading, place, row.action, rows[place])
            else:
                found.add("lost", place, truth=row.texts)
        elif place in rows:
            found.add("invented", place, truth=row.texts)
    _needless_beside(found, written, reading)
    _heaps(found, written, reading)
    return found


def _cells(found: Score, written: Written, reading: PlanReading, place: Place, action: Action, row: PlanRow) -> None:
    """Compare an action field by field."""
    for name in FIELDS:
        truth, read = action.value(name), as_read(name, row)
        if name in ("line", "theme") and "section" in action.means and name not in action.means:
            continue  # the name of the section may be either
        if name == "partners" and name not in action.means and "lead" in action.told:
            continue  # of a doubtful "who" nothing is asked but that it is told
        told = {problem.field for problem in row.problems} & TOLD_AS.get(name, {name})
        if name in action.stated:
            found.add("cells")
        if name in action.told:
            right = told or _told_beside(written, reading, place, action, name)
            found.add("right" if right else "silent", place, name, "to be told", read)
        elif _same(name, truth, read, row):
            if name in action.stated:
                found.add("right")
            if told and not action.told & {*told, name}:
                found.add("needless", place, name, truth, [one.message for one in row.problems if one.field in told])
        elif told or _told_beside(written, reading, place, action, name):
            found.add("told", place, name, truth, read)
        else:
            found.add("silent", place, name, truth, read)


def _same(name: str, truth: Any, read: Any, row: PlanRow) -> bool:
    if name == "section":
        return truth is None or truth in (row.line, row.theme) or (row.line or "").endswith(truth)
    return bool(truth == read)


def as_read(name: str, row: PlanRow) -> Any:
    """A field of an action as read, as the truth has it."""
    if name == "planning":
        one = row.planning
        return When(one.start, one.end, one.recurrence.value if one.recurrence else None, one.approximate)
    if name == "cost":
        return _costs(row.cost)
    if name in ("lead", "partners"):
        return row.who.leads if name == "lead" else row.who.partners
    if name == "section":
        return row.theme or row.line
    read = getattr(row, name)
    return read.value if name in ("status", "priority") and read else read


def _costs(money: Money) -> Costs:
    by_year = tuple(sorted(money.by_year.items()))
    per = money.per.value if money.per else None
    return Costs(money.kind.value, money.amount, money.max, per, by_year, money.funding, money.approximate)


def _told_beside(written: Written, reading: PlanReading, place: Place, action: Action, name: str) -> bool:
    """Whether something is told at the row, at the heading of its column, or at a row that says it too."""
    mark = action.instead.get(name)
    headings = _headings(written, place)
    for problem in reading.problems:
        at = (problem.table or 0, problem.row or 0)
        row = written.places.get(at)
        if at == place or (mark and row and row.mark == mark):
            return True
        if row and row.heaps == {"heading"} and at[0] == place[0] and _names(problem, headings.get(name, [])):
            return True
    return False


def _headings(written: Written, place: Place) -> dict[str, list[str]]:
    """The headings of the columns of each field; only what the plan itself knows."""
    found: dict[str, list[str]] = {}
    for group in written.plan.columns:
        found.setdefault(group.field, []).extend(group.headings)
        if group.field == "lead":
            found.setdefault("partners", []).extend(group.headings)
    return found


def _names(problem: TableProblem, headings: list[str]) -> bool:
    return any(f"'{heading}" in problem.message or f"{heading}'" in problem.message for heading in headings)


def _needless_beside(found: Score, written: Written, reading: PlanReading) -> None:
    """What is told at an action or its headings, though its cells are read well."""
    wrong = {fault.field for fault in found.faults if fault.what in ("told", "silent")}
    for problem in reading.problems:
        at = (problem.table or 0, problem.row or 0)
        row = written.places.get(at)
        if row is None or (row.heaps != {"heading"} and not row.is_action) or problem.message.startswith(AGAIN):
            continue
        named = [group for group in written.plan.columns if _names(problem, group.headings)]
        if row.is_action or (named and all(group.field and group.field not in wrong for group in named)):
            found.add("needless", at, "", None, problem.message)


def _heaps(found: Score, written: Written, reading: PlanReading) -> None:
    """Whether each row is in the heap where it belongs, and in one heap only."""
    heaps = reading.accounting.heaps
    filled = {(table.number, row.number) for table in written.tables.tables for row in table.rows}
    for place in filled ^ set(heaps):
        found.add("uncounted", place)
    for place in filled & set(heaps):
        row = written.places[place]
        found.counts["rows"] += 1
        if heaps[place].value not in row.heaps:
            found.add("heap", place, "", sorted(row.heaps), f"{heaps[place].value}: {row.texts}")
