"""What the user types for an action beside the cells of the file: fields for which its table has no column.

The same readers read it as read the cells. What was told of the field before is told no more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from reading import formats
from reading.plans import messages
from reading.plans.choices import read_municipalities, read_number, read_priority, read_status, says_all
from reading.plans.costs import CostCell, CostCells
from reading.plans.goals import read_goals
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import PlanReading, PlanRow, Problem, Who
from reading.plans.planning import read_planning
from reading.plans.texts import plain
from reading.plans.who import read_lead
from tables.model import Cell

Reader = Callable[[PlanRow, str, int | None], Iterable[str]]  # changes the row, gives what is unclear
Texts = Mapping[str, str]  # code of a field -> what was typed; empty: the action gets nothing there
# The fields of an action, and the columns that hold them: one of these in a table, and its cell is corrected instead.
COLUMNS: Mapping[str, frozenset[str]] = {
    "line": frozenset({"line"}),
    "theme": frozenset({"theme"}),
    "number": frozenset({"number"}),
    "what": frozenset({"what"}),
    "how": frozenset({"how"}),
    "goals": frozenset({"goals"}),
    "lead": frozenset({"who", "lead"}),
    "partners": frozenset({"who", "partners"}),
    "planning": frozenset({"planning", "start", "end", "recurrence"}),
    "cost": frozenset({"cost", "amount", "amount_max", "cost_kind", "per", "total"}),
    "funding": frozenset({"funding"}),
    "status": frozenset({"status"}),
    "priority": frozenset({"priority"}),
    "municipalities": frozenset({"municipalities"}),
}


def without_column(row: PlanRow) -> tuple[str, ...]:
    """The fields of an action for which its table has no column."""
    columns = {cell.code.partition(":")[0] for cell in row.cells}
    return tuple(code for code, of in COLUMNS.items() if not columns & of)


def with_typed(reading: PlanReading, typed: Mapping[tuple[int, int], Texts], *, year: int | None = None) -> PlanReading:
    """The reading with what was typed for its rows, by (table, row). Rows that are not there change nothing."""
    if not typed:
        return reading
    rows = (_with(row, texts, year) if (texts := typed.get((row.table, row.row))) else row for row in reading.rows)
    return replace(reading, rows=tuple(rows))


def as_typed(row: PlanRow, code: str) -> str:
    """A field as it would be typed: what stands in the form that corrects it."""
    texts = {
        "line": row.line,
        "theme": row.theme,
        "number": row.number,
        "what": row.what,
        "how": row.how,
        "goals": "\n".join(row.goals),
        "lead": row.who.lead or "; ".join(row.who.leads),
        "partners": "; ".join(row.who.partners),
        "planning": row.planning.text,
        "cost": row.cost.text,
        "funding": row.cost.funding,
        "status": str(row.status.label) if row.status else "",
        "priority": str(row.priority.label) if row.priority else "",
        "municipalities": formats.FOR_ALL if row.for_all else "; ".join(row.municipalities),
    }
    return texts[code] or ""


def _with(row: PlanRow, texts: Texts, year: int | None) -> PlanRow:
    told = [problem for problem in row.problems if problem.field not in texts]
    made = replace(row, problems=told, covered=row.covered | texts.keys())
    for code, read in READERS.items():
        if code in texts:
            problems = read(made, plain(texts[code]), year)
            made.problems += [Problem(code, problem) for problem in problems]
    return made


def _text(name: str, read: Callable[[str], object]) -> Reader:
    """A reader of a field of its own, in which nothing can be unclear."""

    def taken(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
        setattr(row, name, read(text))
        return ()

    return taken


def _name(text: str) -> str | None:
    return " ".join(text.split()) or None


def _lead(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    read = read_lead(text, partners="; ".join(row.who.partners))
    row.who = Who(row.who.text or read.text, read.leads, row.who.partners or read.partners, read.lead)
    return read.problems


def _partners(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    names = (_name(name) for name in text.replace("\n", ";").split(";"))
    row.who = replace(row.who, text=row.who.text or text, partners=tuple(dict.fromkeys(filter(None, names))))
    return ()


def _planning(row: PlanRow, text: str, year: int | None) -> Iterable[str]:
    row.planning = read_planning(text, text, year=year)
    return row.planning.problems


def _cost(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    row.cost = CostCells([CostCell(Cell(text, text))], funding=row.cost.funding or "").read()
    return row.cost.problems


def _funding(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    row.cost = replace(row.cost, funding=text or None)
    return ()


def _status(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    row.status, row.secured_with = read_status(text) if text else (None, "")
    return [say(messages.STATUS_UNKNOWN, text=shortened(text))] if text and row.status is None else []


def _priority(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    row.priority = read_priority(text) if text else None
    return [say(messages.PRIORITY_UNKNOWN, text=shortened(text))] if text and row.priority is None else []


def _municipalities(row: PlanRow, text: str, _year: int | None) -> Iterable[str]:
    row.municipalities, row.for_all = read_municipalities(text), says_all(text)
    return ()


# In this order: the cover is that of the cost, the partners stand beside the lead.
READERS: Mapping[str, Reader] = {
    "line": _text("line", _name),
    "theme": _text("theme", _name),
    "number": _text("number", lambda text: read_number(text, text) or None),
    "what": _text("what", str),
    "how": _text("how", str),
    "goals": _text("goals", read_goals),
    "lead": _lead,
    "partners": _partners,
    "planning": _planning,
    "cost": _cost,
    "funding": _funding,
    "status": _status,
    "priority": _priority,
    "municipalities": _municipalities,
}
