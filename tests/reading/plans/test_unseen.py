"""Plans in layouts and words of their own: each cell is read right, or it is told that it was not.

`unseen/*.txt` is a plan (cells apart by `;`, `---` begins the next page, `#` is a heading above a table), the json
beside it what it says: "?" must be told; of a list in a list each is right.
"""

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import TextChoices

from reading.plans.model import PlanReading, PlanRow
from reading.plans.reader import read_plan
from tables.model import Refused, Tables
from tests.reading.plans.generated.truth import Block, Cell, Plan, Row
from tests.reading.plans.generated.writers import write

FOLDER = Path(__file__).parent / "unseen"
PLANS = sorted(path.stem for path in FOLDER.glob("*.txt"))
TOLD_IN = {
    **dict.fromkeys(("start", "end", "recurrence", "approximate"), "planning"),
    **dict.fromkeys(("amount", "max", "per", "by_year", "funding"), "cost"),
}
REFUSED = ("09_op_zijn_kant",)
HEADING = re.compile(r"(#{1,3}) ([^;]+)")
RIGHT = 0.97  # of all cells
NEEDLESS = 0.05


def in_file(name: str, kind: str) -> Tables:
    """The tables of a plan, from a file of this kind."""
    blocks: list[Block] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        heading = HEADING.fullmatch(line)
        if heading:
            blocks.append(Block([], heading[2], len(heading[1])))
        elif line == "---":
            blocks.append(Block([], repeats=True))
        else:
            blocks = blocks or [Block([])]
            blocks[-1].rows.append(Row([*map(cell, next(csv.reader([line], delimiter=";"), [""]))], frozenset()))
    return write(Plan(0, name, kind, blocks, [])).tables  # type: ignore[arg-type]


def cell(text: str) -> Cell:
    return Cell(text, value=int(text) if text.isdigit() else None)


def as_read(row: PlanRow, name: str) -> Any:
    """A field of an action in the form of the json."""
    cost, planning = row.cost, row.planning
    found = {
        "lead": row.who.leads,
        "partners": row.who.partners,
        **{one: getattr(planning, one) for one in ("start", "end", "recurrence", "approximate")},
        "cost": cost.kind,
        **{one: getattr(cost, one) for one in ("amount", "max", "per", "by_year", "funding")},
    }
    read = found[name] if name in found else getattr(row, name)
    return read.value if isinstance(read, TextChoices) else read


def is_same(truth: Any, read: Any) -> bool:
    if isinstance(truth, dict):
        return {int(year): Decimal(amount) for year, amount in truth.items()} == read
    if isinstance(read, Decimal):
        return truth is not None and Decimal(truth) == read
    if isinstance(read, tuple):
        return tuple(truth) == read
    return bool(truth == read) or (isinstance(truth, list) and read in truth)


@dataclass
class Compared:
    """A plan as read beside what it says."""

    name: str
    plan: dict[str, Any]
    reading: PlanReading
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        read = {(row.table, row.row): row for row in self.reading.rows}
        actions = [dict(zip(self.plan["fields"], one, strict=True)) for one in self.plan["actions"]]
        said = {(one.get("table", 1), one["row"]): one for one in actions}
        self.wrong += [f"lost: {place}" for place in said.keys() - read.keys()]
        self.wrong += [f"invented: {place}" for place in read.keys() - said.keys()]
        for place in said.keys() & read.keys():
            for name in said[place].keys() - {"table", "row"}:
                self.field(place, name, said[place][name], read[place])

    def field(self, place: tuple[int, int], name: str, truth: Any, row: PlanRow) -> None:
        """Compare one field of one action."""
        kind, read = TOLD_IN.get(name, name), as_read(row, name)
        told = kind in {"lead" if problem.field == "who" else problem.field for problem in row.problems}
        right = told if truth == "?" else is_same(truth, read)
        self.counts["cells"] += 1
        self.counts["right"] += right
        asked = any(TOLD_IN.get(one, one) == kind and value == "?" for one, value in self.said(place).items())
        self.counts["needless"] += right and told and not asked
        if not right and not told and not self.told_beside(place, kind):
            self.wrong.append(f"in silence: {place} {name}: {truth!r}, read {read!r}")

    def said(self, place: tuple[int, int]) -> dict[str, Any]:
        actions = [dict(zip(self.plan["fields"], one, strict=True)) for one in self.plan["actions"]]
        return next(one for one in actions if (one.get("table", 1), one["row"]) == place)

    def told_beside(self, place: tuple[int, int], kind: str) -> bool:
        """Whether something is told of the row, or of a column by its heading."""
        columns = {"who": ("lead", "partners")}
        headings = [
            heading for heading, one in self.plan["columns"].items() if kind == one or kind in columns.get(one, ())
        ]
        return any(
            (problem.table, problem.row) == place
            or (problem.table == place[0] and any(f"'{heading}" in problem.message for heading in headings))
            for problem in self.reading.problems
        )


def compared(name: str) -> Compared:
    plan = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Compared(name, plan, read_plan(in_file(name, plan["kind"])))


@pytest.mark.parametrize("name", [name for name in PLANS if name not in REFUSED])
def test_a_plan_is_read_right_or_told(name):
    found = compared(name)
    assert found.wrong == []
    assert found.counts["needless"] <= max(1, NEEDLESS * found.counts["right"])


def test_nearly_all_is_read_right():
    counts: Counter[str] = Counter()
    for name in PLANS:
        if name not in REFUSED:
            counts += compared(name).counts
    assert counts["cells"] > 300
    assert counts["right"] >= RIGHT * counts["cells"]
    assert counts["needless"] <= NEEDLESS * counts["right"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_plan_on_its_side_is_refused_or_told(name):
    """Actions side by side, a field in each row."""
    try:
        reading = compared(name).reading
    except Refused:
        return
    assert reading.rows == ()
    assert reading.problems
