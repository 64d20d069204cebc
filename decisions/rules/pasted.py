"""A block of a spreadsheet, pasted into the grid: which cell each of its values is for, and what was not understood."""

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reading.days import read_when
from reading.outcomes import read_outcome
from reading.plans.texts import words

LONGEST = 400  # lines; the Netherlands has 342 municipalities
# A value with line breaks in it, as spreadsheets copy it: between quotes, its own quotes doubled.
_QUOTED = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=[\t\n]|$)')
_COLON = re.compile(r":(?!//)")


class Use(enum.Enum):
    """What a column holds of the step that the columns before it are about."""

    STEP = enum.auto()
    DATE = enum.auto()
    UNTIL = enum.auto()
    NOTE = enum.auto()
    LINK = enum.auto()
    NOTHING = enum.auto()


HEADINGS = {
    **dict.fromkeys(("besluit", "uitkomst", "stand", "status", "resultaat", "raadsbesluit"), Use.STEP),
    **dict.fromkeys(("datum", "besluitdatum", "datum besluit", "datum raad", "wanneer", "op"), Use.DATE),
    **dict.fromkeys(("tot", "tot wanneer", "aangehouden tot", "uitgesteld tot"), Use.UNTIL),
    **dict.fromkeys(("toelichting", "wijziging", "amendement", "reden", "opmerking", "opmerkingen"), Use.NOTE),
    **dict.fromkeys(("link", "vindplaats", "webadres", "url", "bron"), Use.LINK),
}
_NAMED = ("gemeente", "gemeenten", "gemeentenaam", "naam gemeente", "plaats", "naam")
Column = int | Use  # the number of a step, or what the column holds of the step before it


@dataclass
class Pasted:
    """The texts by number of the row and of the step; `not_read` is said to the reader, who keeps the lines of it."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    not_read: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def leave(self, line: Sequence[str], said: str) -> None:
        """Take a line not over, and say why."""
        self.left.append("\t".join(line))
        self.not_read.append(said)


def read_block(
    block: str, places: Mapping[str, int], steps: Sequence[str], *, start: tuple[int, int] | None = None
) -> Pasted:
    """Read the lines of a block. `places` are rows by spelled name, `steps` the names of the columns of the grid.

    The column that names municipalities says for which row a line is, wherever it stands; without one, the lines go
    down from the cell in which was pasted (`start`: row and step). A first line with headings says what the columns
    hold; else what they look like does: a date, an address or an explanation belongs to the outcome before it, or to
    the first one.
    """
    lines = _lines(block)
    found = Pasted()
    named = _column_of_names(lines, places)
    heading, lines = _heading(lines, steps, named)
    taken, lines = lines[:LONGEST], lines[LONGEST:]
    columns = _columns(found, heading, [_without(line, named) for line in taken], steps, start[1] if start else 0)
    count = len(set(places.values()))
    filled: set[int] = set()
    for number, line in enumerate(taken):
        name = next(filter(None, line), "") if named is None else "".join(line[named : named + 1])
        if named is not None:
            row = place_named(name, places)
        else:
            row = start[0] + number if start and start[0] + number < count else None
        if not any(line):
            continue
        if row is None or row in filled:
            found.leave(line, _why(row, is_below=bool(start) and named is None) % name[:60])
            continue
        filled.add(row)
        _read_row(found, row, _without(line, named), columns)
    if lines:
        found.left += ["\t".join(line) for line in lines]
        found.not_read.append(_("Alleen de eerste %d regels zijn gelezen.") % LONGEST)
    return found


def _why(row: int | None, *, is_below: bool) -> str:
    """Why a line is not taken over."""
    if row is not None:
        return _("‘%s’ staat er twee keer: alleen de eerste regel is overgenomen.")
    return _("‘%s’ komt onder de laatste gemeente.") if is_below else _("‘%s’ is geen gemeente van dit document.")


def _without(line: list[str], named: int | None) -> list[str]:
    return line if named is None else line[:named] + line[named + 1 :]


def _lines(block: str) -> list[list[str]]:
    """The values per line; a line break within a value is a space. Empty lines at the end are none."""
    plain = block.replace("\r\n", "\n").replace("\r", "\n")
    whole = _QUOTED.sub(lambda one: _unquoted(one) if "\n" in one[1] else one[0], plain)
    return [[" ".join(value.split()) for value in line.split("\t")] for line in whole.rstrip().split("\n")]


def _unquoted(value: re.Match[str]) -> str:
    return " ".join(value[1].replace('""', '"').split())


def place_named(name: str, places: Mapping[str, int]) -> int | None:
    """The municipality that a name stands for, with or without `gemeente` before it."""
    spelled = words(name).removesuffix(" (fictief)")
    return places.get(spelled, places.get(spelled.removeprefix("gemeente ").removeprefix("gem. ")))


def _column_of_names(lines: Sequence[Sequence[str]], places: Mapping[str, int]) -> int | None:
    """The column with most names of municipalities; None when there is no name at all."""
    counts: dict[int, int] = {}
    for line in lines:
        for number, value in enumerate(line):
            if place_named(value, places) is not None:
                counts[number] = counts.get(number, 0) + 1
    return max(counts, key=lambda number: (counts[number], -number)) if counts else None


def _names(steps: Sequence[str]) -> dict[str, int]:
    """The steps by what people write above a column: their name, or what stands in it before the colon."""
    names = {words(name): number for number, name in enumerate(steps)}
    for number, name in enumerate(steps):
        names.setdefault(words(name).partition(":")[0], number)
    return names


def _heading(
    lines: list[list[str]], steps: Sequence[str], named: int | None
) -> tuple[list[str] | None, list[list[str]]]:
    """What stands above the columns without that of the names, and the lines under it."""
    first = [words(value) for value in lines[0]]
    if not (set(first) & set(_names(steps)) or any(value in _NAMED for value in first)):
        return None, lines
    return _without(first, named), lines[1:]


def _columns(
    found: Pasted, heading: list[str] | None, rows: Sequence[Sequence[str]], steps: Sequence[str], first: int
) -> list[Column]:
    """What each column is about. A step that no heading names is about the next column that looks like one."""
    names = _names(steps)
    told = heading or []
    free = [number for number in range(first, len(steps)) if number not in {names.get(name) for name in told}]
    columns: list[Column] = []
    for number in range(max(map(len, [*rows, told]), default=0)):
        name = told[number] if number < len(told) else ""
        values = [row[number] for row in rows if number < len(row) and row[number]]
        column: Column = names.get(name, HEADINGS.get(name, _looks(values, is_named=bool(name))))
        if column is Use.STEP:
            column = free.pop(0) if free else Use.NOTE
        if column is Use.NOTHING and values:
            found.not_read.append(_("Deze kolom is niet overgenomen: %s.") % name[:60])
        columns.append(column)
    if columns and not any(isinstance(column, int) for column in columns):
        columns[0] = first  # a column of dates alone: its cells say what is missing
    return columns


def _looks(values: Sequence[str], *, is_named: bool) -> Use:
    """What a column holds, from its values; nothing when its heading names something else."""
    if any(read_outcome(value).code for value in values):
        return Use.STEP
    if values and 2 * sum(read_when(value) is not None for value in values) > len(values):
        return Use.DATE
    if values and all(value.startswith(("http://", "https://")) for value in values):
        return Use.LINK
    return Use.NOTHING if is_named else Use.STEP


def _read_row(found: Pasted, place: int, values: Sequence[str], columns: Sequence[Column]) -> None:
    parts: dict[int, dict[Use, str]] = {}
    step = next((column for column in columns if isinstance(column, int)), 0)
    for value, column in zip(values, columns, strict=False):
        if isinstance(column, int):
            step = column
        use = Use.STEP if isinstance(column, int) else column
        if value and use is not Use.NOTHING:
            told = parts.setdefault(step, {})
            told[use] = f"{told[use]}; {value}" if use in told else value
    for number, told in parts.items():
        found.texts[place, number] = _composed(told)


def _composed(told: Mapping[Use, str]) -> str:
    """The parts as one text, as somebody would type it: `aangehouden 3-3-2026 tot maart 2027: eerst de kosten`."""
    outcome, *behind = _COLON.split(told.get(Use.STEP, ""), maxsplit=1)
    outcome, _tot, until = outcome.strip().partition(" tot ")
    untils = dict.fromkeys(filter(None, (until, told.get(Use.UNTIL, "").removeprefix("tot "))))
    head = " ".join(filter(None, (outcome, told.get(Use.DATE), *(f"tot {when}" for when in untils))))
    note = "; ".join(filter(None, (*(text.strip() for text in behind), told.get(Use.NOTE))))
    return " ".join(filter(None, (f"{head}: {note}" if note and head else head or note, told.get(Use.LINK))))
