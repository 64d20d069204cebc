"""Splits the goals of a cell: at line breaks, bullets and `<li>` (design section 8)."""

import re

from actions.imports.reading.texts import lines

NUMBERING = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
FRAGMENT_ENDS = ".;:!?*"


def read_goals(text: str) -> tuple[str, ...]:
    """The goals of a cell, one per line or bullet, without bullets and numbering."""
    return tuple(goal for goal in (NUMBERING.sub("", line).strip() for line in lines(text)) if goal)


def continued(goals: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Goals with those of a row that continues the row above.

    A page break in a table cuts a sentence in two: what starts there in small letters, without a bullet, goes on with
    the last goal ("Handreikingen doen in het / gebruik van de meldcode", Noord- en Midden-Limburg 2021).
    """
    more = read_goals(text)
    cut = goals and more and more[0][:1].islower() and text.lstrip()[:1] == more[0][:1]
    if cut and goals[-1][-1] not in FRAGMENT_ENDS:
        return (*goals[:-1], f"{goals[-1]} {more[0]}", *more[1:])
    return (*goals, *more)
