"""Puts a planning together from cells for Planning, Start, Eind and Herhaling, of which Start and Eind win."""

from dataclasses import replace

from reading.plans import messages
from reading.plans.choices import read_recurrence
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Planning
from reading.plans.planning import read_planning, says_end
from tables.model import Cell


def read_timing(planning: Cell, start: Cell, end: Cell, recurrence: Cell, *, year: int | None = None) -> Planning:
    """The planning of an action. Start and Eind are read each by itself and win from the column Planning."""
    read = read_planning(planning.text, planning.value, year=year)
    if start or end:
        read = _start_and_end(read, start, end, year)
    if recurrence.text:
        read = recurring(read, recurrence, end_stands=bool(end))
    return read


def recurring(read: Planning, cell: Cell, *, end_stands: bool) -> Planning:
    """What recurs has an end only where an end is written."""
    chosen = read_recurrence(cell.text) or read_planning(cell.text).recurrence
    if chosen is None:
        note = say(messages.RECURRENCE_NO_CODE, text=shortened(cell.text))
        return replace(read, problems=(*read.problems, note))
    stands = end_stands or read.start is None or says_end(read.text)
    return replace(
        read, recurrence=chosen, end=read.end if stands else None, understood=read.understood or not read.text
    )


def _start_and_end(planning: Planning, start: Cell, end: Cell, year: int | None) -> Planning:
    first = read_planning(start.text, start.value, year=year)
    last = read_planning(end.text, end.value, year=year)
    problems = [*first.problems, *last.problems]
    begins, ends = first.start, last.end
    if says_end(first.text):
        problems.append(say(messages.START_IS_RANGE, text=shortened(first.text)))
    if last.text and last.understood and ends is None and last.start:
        problems.append(say(messages.END_IS_START, text=shortened(last.text)))
    understood = first.understood and last.understood
    if begins and ends and ends < begins:
        problems.append(say(messages.END_BEFORE_START))
        begins, ends, understood = None, None, False
    found = (begins, ends)
    if planning.start and found != (planning.start, planning.end) and None not in found:
        problems.append(say(messages.PLANNING_DIFFERS, text=shortened(planning.text)))
    return Planning(
        planning.text or _written(first.text, last.text),
        begins,
        ends,
        planning.recurrence or first.recurrence or last.recurrence,
        first.approximate or last.approximate or planning.approximate,
        understood,
        tuple(dict.fromkeys(problems)),
    )


def _written(start: str, end: str) -> str:
    """The words of both columns as one planning, which reads the same."""
    if start and end:
        return f"{start} - {end}"
    return f"Start: {start}" if start else f"Eind: {end}"
