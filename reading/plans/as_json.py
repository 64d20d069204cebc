"""A reading as the JSON of design section 8: codes in English, amounts as text with two decimals."""

from decimal import Decimal
from typing import Any

from reading.plans.model import Accounting, Money, Planning, PlanReading, PlanRow
from reading.vocabulary import Heap


def reading_as_json(reading: PlanReading) -> dict[str, Any]:
    """The whole reading, ready for `json.dumps`."""
    return {
        "rows": [row_as_json(row) for row in reading.rows],
        "problems": [
            {"table": problem.table, "row": problem.row, "message": problem.message} for problem in reading.problems
        ],
        "accounting": accounting_as_json(reading.accounting),
        "uncertain_tables": list(reading.uncertain),
    }


def accounting_as_json(accounting: Accounting) -> dict[str, Any]:
    """How many rows each heap has, and which: runs of rows as `[table, first, last]`; the counts add up to `rows`."""
    heaps = {heap.value: {"count": accounting.count(heap), "rows": _rows(accounting, heap)} for heap in Heap}
    return {"rows": accounting.total, **heaps}


def _rows(accounting: Accounting, heap: Heap) -> list[list[int]]:
    if heap != Heap.EMPTY:
        return _runs(accounting.rows(heap))
    rows = _runs(sorted(place for place, one in accounting.heaps.items() if one == heap))
    return sorted([*map(list, accounting.empty), *rows])


def _runs(rows: list[tuple[int, int]]) -> list[list[int]]:
    runs: list[list[int]] = []
    for table, row in rows:
        if runs and runs[-1][0] == table and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([table, row, row])
    return runs


def row_as_json(row: PlanRow) -> dict[str, Any]:
    """One action."""
    return {
        "table": row.table,
        "row": row.row,
        "id": row.id,
        "number": row.number,
        "line": row.line,
        "theme": row.theme,
        "municipalities": list(row.municipalities),
        "what": row.what,
        "how": row.how,
        "who": row.who.text,
        "lead": row.who.lead,
        "partners": list(row.who.partners),
        "goals": list(row.goals),
        "status": row.status.value if row.status else None,
        "planning": planning_as_json(row.planning),
        "cost": money_as_json(row.cost),
        "problems": [{"field": problem.field, "message": problem.message} for problem in row.problems],
    }


def planning_as_json(planning: Planning) -> dict[str, Any]:
    """A planning: quarters as `2021Q3`."""
    return {
        "text": planning.text,
        "start": planning.start,
        "end": planning.end,
        "recurrence": planning.recurrence.value if planning.recurrence else None,
        "approximate": planning.approximate,
        "understood": planning.understood,
    }


def money_as_json(money: Money) -> dict[str, Any]:
    """A cost: amounts in euros as `15000.00`."""
    return {
        "text": money.text,
        "kind": money.kind.value,
        "amount": _amount(money.amount),
        "max": _amount(money.max),
        "per": money.per.value if money.per else None,
        "total": _amount(money.total),
        "by_year": {str(year): _amount(amount) for year, amount in sorted(money.by_year.items())},
        "approximate": money.approximate,
        "funding": money.funding,
        "understood": money.understood,
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
