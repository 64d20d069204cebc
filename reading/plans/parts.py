"""Cuts the tables of a file into parts: rows under one row of headings, each a plan or something beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reading.plans import messages
from reading.plans.accounting import Heaps
from reading.plans.columns import Layout, Section, sections
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import TableProblem
from reading.plans.summaries import of_money
from reading.plans.texts import plain
from tables.model import Refused, Row, Tables

AmountsIn = Literal["euro", "thousands"]
Mappings = Mapping[int, Mapping[int, str]]  # table number -> column, from 0 -> code of `columns.code`; "" is not read
Parts = Mapping[int, tuple[Section, ...]]  # by the number of the table


def find_parts(tables: Tables, *, mapping: Mappings, decided: Heaps, amounts_in: AmountsIn | None) -> Parts:
    """The sections of each table, none where no headings are known. Raises Refused when none is a plan."""
    parts: dict[int, tuple[Section, ...]] = {}
    before: Layout | None = None
    for table in tables.tables:
        rows = {row: heap for (number, row), heap in decided.items() if number == table.number}
        found = sections(table, chosen=mapping.get(table.number), before=before, decided=rows)
        if amounts_in is not None:
            found = tuple(_with_amounts_in(section, amounts_in) for section in found)
        parts[table.number] = found
        plans = [section.layout for section in found if not section.beside]
        before = plans[-1] if plans else None
    if not any(not section.beside for found in parts.values() for section in found):
        raise Refused(say(messages.NO_TABLE))
    return _without_money_tables(parts)


def _without_money_tables(parts: Parts) -> Parts:
    money = of_money(parts)
    return {
        number: tuple(
            replace(section, of_money=True) if (number, at) in money else section for at, section in enumerate(found)
        )
        for number, found in parts.items()
    }


def _with_amounts_in(section: Section, amounts_in: AmountsIn) -> Section:
    """What the user says of amounts, in the place of what the headings say."""
    meanings = tuple(replace(meaning, thousands=False) for meaning in section.layout.meanings)
    layout = replace(section.layout, meanings=meanings, thousands=amounts_in == "thousands")
    return replace(section, layout=layout)


# --- What is told of them ---


def tell_parts(parts: Parts, tables: Tables, *, units: bool) -> Iterator[TableProblem]:
    """What the user must know of tables and columns; `units`: also of amounts in thousands."""
    for table in tables.tables:
        first = table.rows[0].number
        if not parts[table.number]:
            yield TableProblem(say(messages.TABLE_UNKNOWN), table.number, first)
        for section in parts[table.number]:
            if section.beside:
                note = say(messages.TABLE_BESIDE, text=_texts(section.layout.header))
                yield TableProblem(note, table.number, section.layout.header[0].number)
                continue
            if section.layout.follows:
                yield TableProblem(say(messages.TABLE_GOES_ON), table.number, first)
            at = section.layout.header[-1].number or None  # of cards: their headings are in no row
            yield from (TableProblem(problem, table.number, at) for problem in section.layout.problems)
    if units:
        yield from _tell_units(parts)


def _texts(rows: Sequence[Row]) -> str:
    return shortened("; ".join(plain(text) for row in rows for text in row.texts if text))


def _tell_units(parts: Parts) -> list[TableProblem]:
    """Tables with amounts that do not say "(x 1.000)", in a file of which another table does."""
    layouts = [(number, one.layout) for number, found in parts.items() for one in found if not one.beside]
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
