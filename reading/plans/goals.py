"""Splits the goals of a cell: at line breaks, bullets and `<li>` (design section 8)."""

import re

from reading.plans.texts import lines

NUMBERING = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
LABEL = re.compile(
    r"(?:sub)?(?:doel(?:en|stelling(?:en)?)?|resulta(?:at|ten)|beoogde? (?:resulta(?:at|ten)|effect(?:en)?))\s*:", re.I
)
# A sentence never ends with these: the rest of it stands after a page break.
UNFINISHED = frozenset(
    "de het een in van op voor met en of te aan door bij naar om tot over uit als dat die is wordt worden zijn hun "
    "deze dit onder tussen binnen tegen via per hoe waar welke onze haar".split()
)


def read_goals(text: str) -> tuple[str, ...]:
    """The goals of a cell, one per line or bullet, without bullets and numbering."""
    return tuple(
        goal for goal in (NUMBERING.sub("", line).strip() for line in lines(text)) if goal and not LABEL.fullmatch(goal)
    )


def continued(goals: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Goals with those of a row that continues the row above.

    A page break in a table cuts a sentence in two: "Handreikingen doen in het / gebruik van de meldcode" (Noord- en
    Midden-Limburg 2021) is one goal.
    """
    more = read_goals(text)
    if goals and more and more[0][:1].islower() and goals[-1].split()[-1].lower() in UNFINISHED:
        return (*goals[:-1], f"{goals[-1]} {more[0]}", *more[1:])
    return (*goals, *more)
