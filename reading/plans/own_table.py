"""Reads the plan as the portal itself wrote it (xlsx, ods, csv): literally, by its headings.

Every row under the headings is one action. Columns may be moved, left out or added. What nobody changed reads back as
`actions.rules.cells.own_values` of its action, so that the caller can tell it from what somebody did change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reading.plans import messages, own_format
from reading.plans.accounting import Heaps, Ledger
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Columns, PlanReading, PlanRow, TableProblem
from reading.plans.own_document import tell_doubles, tell_without_version
from reading.plans.own_format import Column
from reading.plans.own_row import OwnCell, OwnRow
from reading.vocabulary import Heap
from tables import delimited
from tables.gather import hidden_sheet
from tables.model import Refused, Row, Table, Tables
from tables.sheets import LISTS

SEARCHED = 20  # rows from the top in which the headings are looked for
# Headings that other plans do not have; three of these beside the id say that the file is ours.
DISTINCTIVE = frozenset(
    "who_text planning_text approximate cost_text cost_approximate costs nature stage amount_max secured_with "
    "classification released updated".split()
)
ENOUGH = 3
# Remarks that say nothing of what we wrote: doubts about texts in a csv, and our lists once LibreOffice saved them.
OUR_OWN = (delimited.OPEN_QUOTE, delimited.GARBLED_TEXT, hidden_sheet(LISTS))


@dataclass(frozen=True)
class Layout:
    """Where the headings are, and what each column is; None is not read."""

    header: Row
    columns: tuple[Column | None, ...]
    problems: tuple[str, ...] = ()


def is_own(tables: Tables) -> bool:
    """Whether one of the tables is the plan as the portal wrote it."""
    return any(recognises(table) for table in tables.tables)


def recognises(table: Table) -> bool:
    """Whether a table has the headings of our own export."""
    return _header(table) is not None


def read(
    tables: Tables,
    *,
    year: int | None = None,
    mapping: Mapping[int, Mapping[int, str]] | None = None,
    heaps: Heaps | None = None,
) -> PlanReading:
    """The rows of all our own tables; our explanation is skipped, other tables are told.

    `year` is for quarters without a year; `mapping` is which column the user says is what, per table; `heaps` which
    row is an action or is none. Raises Refused when there is no row.
    """
    ledger = Ledger()
    problems = [
        TableProblem(remark.message, remark.table, remark.row)
        for remark in tables.remarks
        if remark.message not in OUR_OWN
    ]
    rows: list[PlanRow] = []
    described: list[Columns] = []
    for table in tables.tables:
        header = _header(table)
        heaps_of = {row.number: _heap(table, row, header, heaps or {}) for row in table.rows}
        ledger.heaps |= {(table.number, number): heap for number, heap in heaps_of.items()}
        if header is None:
            problems += _other(table)
            continue
        layout = _layout(table, header, (mapping or {}).get(table.number, {}))
        problems += [TableProblem(problem, table.number, header.number) for problem in layout.problems]
        described.append(_described(table, layout))
        actions = [row for row in table.rows if heaps_of[row.number] == Heap.ACTION]
        rows += [OwnRow(table.number, row.number, _cells(row, layout), year).read() for row in actions]
        loose = [row for row in table.rows if row is not header and heaps_of[row.number] != Heap.ACTION]
        problems += [_loose(table, row) for row in loose]
    if not rows:
        raise Refused(say(messages.ONLY_HEADINGS))
    tell_doubles(rows)
    problems += tell_without_version(rows)
    problems.sort(key=lambda problem: (problem.table or 0, problem.row or 0))
    return PlanReading(tuple(rows), tuple(problems), tuple(described), ledger.closed(tables.tables))


def _heap(table: Table, row: Row, header: Row | None, decided: Heaps) -> Heap:
    """Every row under the headings is an action, unless the user says otherwise."""
    if header is None:
        return Heap.OTHER_TABLE
    if row is header:
        return Heap.HEADING
    by_place = Heap.ACTION if row.number > header.number else Heap.NOTE
    return decided.get((table.number, row.number), by_place)


def _header(table: Table) -> Row | None:
    for row in table.rows[:SEARCHED]:
        codes = {column.code for text in row.texts if (column := own_format.column_headed(text))}
        if "id" in codes and len(codes & DISTINCTIVE) >= ENOUGH:
            return row
    return None


def _layout(table: Table, header: Row, chosen: Mapping[int, str]) -> Layout:
    found: list[Column | None] = []
    problems = []
    for place, heading in enumerate(header.texts):
        column = own_format.column_coded(chosen[place]) if place in chosen else own_format.column_headed(heading)
        if column and any(other and other.code == column.code for other in found):
            problems.append(say(messages.COLUMN_TWICE, one=column.heading, other=heading))
            column = None
        elif column is None and place not in chosen and _is_filled(table, header, place):
            problems.append(_not_read(place, heading))
        found.append(column)
    return Layout(header, tuple(found), tuple(problems))


def _not_read(place: int, heading: str) -> str:
    if heading:
        return say(messages.COLUMN_UNKNOWN, heading=" ".join(heading.split()))
    return say(messages.COLUMN_WITHOUT_HEADING, number=place + 1)


def _is_filled(table: Table, header: Row, place: int) -> bool:
    return any(row.cells[place] for row in table.rows if row.number > header.number)


def _described(table: Table, layout: Layout) -> Columns:
    codes = tuple(column.code if column and column.read_back else "" for column in layout.columns)
    return Columns(table.number, table.name, (layout.header.number,), layout.header.texts, codes)


def _cells(row: Row, layout: Layout) -> list[OwnCell]:
    return [
        OwnCell(place, heading, column, cell)
        for place, (heading, column, cell) in enumerate(
            zip(layout.header.texts, layout.columns, row.cells, strict=True)
        )
    ]


def _other(table: Table) -> list[TableProblem]:
    """What is said of a table that is not ours; of our own explanation nothing."""
    first = table.rows[0]
    if first.cells[0].text == own_format.EXPLANATION:
        return []
    return [TableProblem(say(messages.TABLE_UNKNOWN), table.number, first.number)]


def _loose(table: Table, row: Row) -> TableProblem:
    text = "; ".join(text for text in row.texts if text)
    return TableProblem(say(messages.ROW_LOOSE, text=shortened(text)), table.number, row.number)
