"""A block of a spreadsheet, pasted into the grid: which cell each of its values is for, and what was not understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reading.outcomes import read_outcome, read_when
from reading.plans.texts import words

LONGEST = 200  # lines


@dataclass
class Pasted:
    """The texts by municipality and place of the step; `not_read` is said to the reader."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    not_read: list[str] = field(default_factory=list)


def read_block(block: str, places: Mapping[str, int], steps: Sequence[str]) -> Pasted:
    """Read lines of `gemeente, then a value per step`. `places` are ids by spelled name, `steps` the names of columns.

    A first line with the names of steps says in which order they come. A date that stands alone belongs to the
    outcome before it.
    """
    found = Pasted()
    lines = [line.split("\t") for line in block.splitlines() if line.strip()]
    order, lines = _order(lines, steps)
    for values in lines[:LONGEST]:
        place = place_named(values[0], places)
        if place is None:
            found.not_read.append(_("‘%s’ is geen gemeente van dit document.") % values[0].strip()[:60])
            continue
        _read_row(found, place, _joined(values[1:]), order)
    if len(lines) > LONGEST:
        found.not_read.append(_("Alleen de eerste %d regels zijn gelezen.") % LONGEST)
    return found


def place_named(name: str, places: Mapping[str, int]) -> int | None:
    """The municipality that a name stands for, with or without `gemeente` before it."""
    spelled = words(name).removesuffix(" (fictief)")
    return places.get(spelled) or places.get(spelled.removeprefix("gemeente ").removeprefix("gem. "))


def _read_row(found: Pasted, place: int, values: Sequence[str], order: Sequence[int | None]) -> None:
    for number, value in enumerate(values):
        step = order[number] if number < len(order) else None
        if not value.strip():
            continue
        if step is None:
            found.not_read.append(_("‘%s’ hoort bij geen stap.") % value.strip()[:60])
        else:
            found.texts[place, step] = value.strip()


def _joined(values: Sequence[str]) -> list[str]:
    """The values, with a date that stands alone behind the outcome before it."""
    joined: list[str] = []
    for value in values:
        before = read_outcome(joined[-1]) if joined else None
        if before and before.code and not before.when and not before.left and read_when(value):
            joined[-1] = f"{joined[-1]} {value.strip()}"
        else:
            joined.append(value)
    return joined


def _order(lines: list[list[str]], steps: Sequence[str]) -> tuple[list[int | None], list[list[str]]]:
    """In which order the columns come, and the lines without the heading that says so."""
    names = {words(name): number for number, name in enumerate(steps)}
    if lines and any(words(value) in names for value in lines[0][1:]):
        heading = [names.get(words(value)) for value in lines[0][1:]]
        return heading, lines[1:]
    return list(range(len(steps))), lines
