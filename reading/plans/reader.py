"""Reads a whole plan: tables in, actions and problems out. Knows no file and no database."""

from dataclasses import replace

from reading.plans import messages, own_document
from reading.plans import own_table as own
from reading.plans.accounting import Heaps
from reading.plans.document import Document
from reading.plans.layouts import Laid, laid_out
from reading.plans.messages import say
from reading.plans.model import PlanReading, PlanRow, Problem, TableProblem
from reading.plans.parts import AmountsIn, Mappings, find_parts, tell_parts
from tables.gather import TOO_MUCH
from tables.model import Refused, Tables

__all__ = ["AmountsIn", "read_plan"]
MOST_SIGNS = 3_000_000  # in all cells together: the largest plans have some hundred thousand


def read_plan(
    tables: Tables,
    *,
    year: int | None = None,
    programme_years: tuple[int, int | None] | None = None,
    amounts_in: AmountsIn | None = None,
    mapping: Mappings | None = None,
    heaps: Heaps | None = None,
) -> PlanReading:
    """Read all tables of a plan.

    `year` is for quarters without a year; without it, the year of a programme that covers one calendar year. Amounts
    are in euros; `amounts_in` overrules what the headings say of thousands. `mapping` is what the user corrected of
    columns, `heaps` what the user decided of rows: an action, continuation, heading, section or note after all.
    Raises `Refused` when no table has headings that are known, or none has a row under them.
    """
    if year is None and programme_years and programme_years[0] == programme_years[1]:
        year = programme_years[0]
    if _signs(tables) > MOST_SIGNS:
        raise Refused(TOO_MUCH)
    uncertain = tuple(table.number for table in tables.tables if table.uncertain)
    if own_document.is_own(tables):
        return replace(own_document.read(tables, year=year, heaps=heaps), uncertain=uncertain)
    if own.is_own(tables):
        return replace(own.read(tables, year=year, mapping=mapping, heaps=heaps), uncertain=uncertain)
    laid = _laid_out(tables)
    ordinary = replace(tables, tables=tuple(laid.tables))
    parts = find_parts(ordinary, mapping=mapping or {}, decided=heaps or {}, amounts_in=amounts_in)
    document = Document(ordinary, parts, heaps or {})
    document.read()
    if not document.reader.drafts and not document.reader.problems:
        raise Refused(say(messages.ONLY_HEADINGS))
    rows = [draft.read(year) for draft in document.reader.drafts]
    document.read_summaries(rows, year)
    _tell_doubles(rows)
    told = [*laid.problems, *tell_parts(parts, ordinary, units=amounts_in is None), *document.reader.problems]
    problems = _in_order(tables, told)
    document.reader.ledger.heaps |= laid.heaps
    accounting = document.reader.ledger.closed(tables.tables)
    return PlanReading(tuple(rows), tuple(problems), tuple(document.columns), accounting, uncertain)


def _laid_out(tables: Tables) -> Laid:
    """The tables with each action in a row of its own. Raises `Refused` when no table can be read so."""
    laid = laid_out(tables)
    if not laid.tables:
        raise Refused(laid.problems[0].message)
    return laid


def _in_order(tables: Tables, told: list[TableProblem]) -> list[TableProblem]:
    """What the file and its reading tell, in the order of the rows."""
    remarks = [TableProblem(remark.message, remark.table, remark.row) for remark in tables.remarks]
    return sorted(remarks + told, key=lambda problem: (problem.table or 0, problem.row or 0))


def _signs(tables: Tables) -> int:
    return sum(len(cell.text) for table in tables.tables for row in table.rows for cell in row.cells)


def _tell_doubles(rows: list[PlanRow]) -> None:
    """Tell of a number that two actions of a line share, and of an id that two actions share."""
    numbers: dict[tuple[str | None, str], PlanRow] = {}
    ids: dict[int, PlanRow] = {}
    for row in rows:
        if row.number:
            first = numbers.setdefault((row.line, row.number), row)
            if first is not row:
                note = say(messages.NUMBER_TWICE, number=row.number, row=first.row)
                row.problems.append(Problem("number", note))
        if row.id and ids.setdefault(row.id, row) is not row:
            row.problems.append(Problem("id", say(messages.ID_TWICE, number=row.id, row=ids[row.id].row)))
