"""Tables of plans, as `tables` gives them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from reading.plans.model import PlanReading, PlanRow
from reading.plans.reader import read_plan
from tables.model import EMPTY, Cell, Kind, Paragraph, Row, Table, Tables

Given = Cell | str | int | Decimal | datetime.date | None


def cell(given: Given) -> Cell:
    """A cell of a text or a typed value."""
    if isinstance(given, Cell):
        return given
    return EMPTY if given in (None, "") else Cell(str(given), given)


def table(
    *rows: Sequence[Given],
    number: int = 1,
    name: str = "",
    headings: Sequence[str] = (),
    above: Sequence[Paragraph] = (),
    first: int = 1,
    chain: Sequence[Paragraph] = (),
) -> Table:
    """A table of these rows, filled up to the longest; an empty row only uses its number."""
    width = max(map(len, rows))
    made = [
        Row(first + index, tuple(map(cell, (*row, *[None] * (width - len(row))))))
        for index, row in enumerate(rows)
        if row
    ]
    chain = tuple(chain) or tuple(Paragraph(text, level) for level, text in enumerate(headings, start=1))
    return Table(number, tuple(made), name, chain, tuple(above) or tuple(chain[: len(headings)]))


def tables(*given: Table, kind: Kind = "xlsx") -> Tables:
    return Tables(kind, given)


def read(*rows: Sequence[Given], kind: Kind = "xlsx", **options: object) -> PlanReading:
    """The reading of one table."""
    return read_plan(tables(table(*rows), kind=kind), **options)  # type: ignore[arg-type]


def only(reading: PlanReading) -> PlanRow:
    """The only action."""
    (row,) = reading.rows
    return row


def told(reading: PlanReading) -> list[tuple[int | None, str]]:
    """What is told beside the actions: row and message."""
    return [(problem.row, problem.message) for problem in reading.problems]


def fields(row: PlanRow) -> list[str]:
    """The fields with a problem."""
    return [problem.field for problem in row.problems]
