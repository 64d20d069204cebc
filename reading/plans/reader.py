"""Reads a whole plan: tables in, actions and problems out. Knows no file and no database."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from reading.plans import messages
from reading.plans import own_table as own
from reading.plans.columns import Layout, Section, sections
from reading.plans.lines import Place, titles_of
from reading.plans.messages import say
from reading.plans.model import Columns, PlanReading, PlanRow, Problem, TableProblem
from reading.plans.rows import Reader
from tables.gather import TOO_MUCH
from tables.model import Refused, Table, Tables

AmountsIn = Literal["euro", "thousands"]
Mappings = Mapping[int, Mapping[int, str]]  # table number -> column, from 0 -> code of `columns.code`; "" is not read
MOST_SIGNS = 3_000_000  # in all cells together: the largest plans have some hundred thousand
DOCUMENTS = ("docx", "pdf", "pasted", "csv")  # kinds without sheets


def read_plan(
    tables: Tables,
    *,
    year: int | None = None,
    programme_years: tuple[int, int | None] | None = None,
    amounts_in: AmountsIn | None = None,
    mapping: Mappings | None = None,
) -> PlanReading:
    """Read all tables of a plan.

    `year` is for quarters without a year; without it, the year of a programme that covers one calendar year. Amounts
    are in euros; `amounts_in` overrules what the headings say of thousands. `mapping` is what the user corrected.
    Raises `Refused` when no table has headings that are known, or none has a row under them.
    """
    if year is None and programme_years and programme_years[0] == programme_years[1]:
        year = programme_years[0]
    if _signs(tables) > MOST_SIGNS:
        raise Refused(TOO_MUCH)
    if own.is_own(tables):
        return own.read(tables, year=year, mapping=mapping)
    problems = [TableProblem(remark.message, remark.table, remark.row) for remark in tables.remarks]
    parts = _parts(tables, mapping or {}, amounts_in, problems)
    reader = Reader(Place(titles_of([table for table in tables.tables if parts.get(table.number)])))
    columns: list[Columns] = []
    for table in tables.tables:
        found = parts.get(table.number, ())
        if not found:
            continue
        _enter(reader, table, is_document=tables.kind in DOCUMENTS, follows=found[0].layout.follows)
        for section in found:
            reader.read(table.number, section)
            columns.append(section.layout.described(table))
    if not reader.drafts and not reader.problems:
        raise Refused(say(messages.ONLY_HEADINGS))
    rows = [draft.read(year) for draft in reader.drafts]
    _tell_doubles(rows)
    problems += reader.problems
    problems.sort(key=lambda problem: (problem.table or 0, problem.row or 0))
    return PlanReading(tuple(rows), tuple(problems), tuple(columns))


def _signs(tables: Tables) -> int:
    return sum(len(cell.text) for table in tables.tables for row in table.rows for cell in row.cells)


def _enter(reader: "Reader", table: Table, *, is_document: bool, follows: bool) -> None:
    """Go to the next table: its headings or sheet say the line, unless it follows the one before it in a document."""
    if not is_document:
        reader.place.enter_sheet(table.name)
    elif not follows:
        reader.place.enter_table(table)
    if not follows:
        reader.open = None


def _parts(
    tables: Tables, mapping: Mappings, amounts_in: AmountsIn | None, problems: list[TableProblem]
) -> dict[int, tuple[Section, ...]]:
    """The sections of each table that has headings; what has none is told."""
    parts: dict[int, tuple[Section, ...]] = {}
    before: Layout | None = None
    for table in tables.tables:
        found = sections(table, chosen=mapping.get(table.number), before=before)
        if amounts_in is not None:
            found = tuple(_with_amounts_in(section, amounts_in) for section in found)
        parts[table.number] = found
        before = found[-1].layout if found else None
        first = table.rows[0].number
        if not found:
            problems.append(TableProblem(say(messages.TABLE_UNKNOWN), table.number, first))
        for section in found:
            if section.layout.follows:
                problems.append(TableProblem(say(messages.TABLE_GOES_ON), table.number, first))
            at = section.layout.header[-1].number
            problems += [TableProblem(problem, table.number, at) for problem in section.layout.problems]
    if not any(parts.values()):
        raise Refused(say(messages.NO_TABLE))
    if amounts_in is None:
        problems += _tell_units(parts)
    return parts


def _tell_units(parts: Mapping[int, tuple[Section, ...]]) -> list[TableProblem]:
    """Tables with amounts that do not say "(x 1.000)", in a file of which another table does."""
    layouts = [(number, section.layout) for number, found in parts.items() for section in found]
    with_money = [(number, layout, layout.places("cost")) for number, layout in layouts if layout.places("cost")]
    said = {(number, any(map(layout.in_thousands, places))) for number, layout, places in with_money}
    if len({in_thousands for _number, in_thousands in said}) < 2:
        return []
    note = say(messages.THOUSANDS_ELSEWHERE)
    return [
        TableProblem(note, number, layout.header[-1].number)
        for number, layout, places in with_money
        if not any(map(layout.in_thousands, places))
    ]


def _with_amounts_in(section: Section, amounts_in: AmountsIn) -> Section:
    """What the user says of amounts, in the place of what the headings say."""
    meanings = tuple(replace(meaning, thousands=False) for meaning in section.layout.meanings)
    layout = replace(section.layout, meanings=meanings, thousands=amounts_in == "thousands")
    return replace(section, layout=layout)


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
