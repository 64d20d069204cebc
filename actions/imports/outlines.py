"""What a document proposes for a programme that does not exist yet: its name, years, word for a line, and lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from actions.imports.places import Places
from actions.imports.readings import PASTED
from actions.imports.sections import lines_or_sections
from actions.models import ActionLine, Programme
from reading.plans.model import PlanReading

YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s*(?:[-–—/_]|t/?m|tot(?: en met)?)\s*((?:20)?\d\d))?(?!\d)")
# What a file name says of the file and not of the plan: `def`, `v1.2`, `concept`, a date of writing, `(1)`.
OF_THE_FILE = re.compile(
    r"\b(?:def(?:initief|initieve)?|concept|versie|kopie|final|schoon|bijlage|v\s?\d+(?:[.,]\d+)*|\d{6,8})\b|\(\d+\)",
    re.IGNORECASE,
)
LONGEST_PERIOD = 15  # years
MOST_LINES = 40
TITLE, SHORT_TITLE = 250, 60  # signs, as the models keep them


@dataclass(frozen=True)
class Outline:
    """What is proposed; empty or None where the document does not say it."""

    title: str = ""
    first_year: int | None = None
    last_year: int | None = None
    line_word: str = ""
    lines: tuple[tuple[int, str], ...] = ()
    actions: int = 0

    def as_json(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {**self.__dict__, "lines": [list(line) for line in self.lines]}


def outline_of(reading: PlanReading, *, name: str) -> Outline:
    """The outline of a plan that was read, out of a file with this name."""
    title = _title(name)
    first, last = _years_in(PurePath(name).stem) or _years_of(reading)
    return Outline(title, first, last, _line_word(reading), _lines(reading), len(reading.rows))


def _title(name: str) -> str:
    """What the plan may be called: the name of the file without what it says of the file."""
    if name == PASTED:
        return ""
    told = OF_THE_FILE.sub(" ", PurePath(name).stem.replace("_", " "))
    title = " ".join(re.sub(r"[.]+|(?<=\D)-(?=\D)|(?<=\s)-|-(?=\s)", " ", told).split()).strip(" -,")
    return (title[:1].upper() + title[1:])[:TITLE] if re.search(r"[^\W\d]{3}", title) else ""


def _years_in(text: str) -> tuple[int, int] | None:
    """The period that a text names: `2024-2027`, `2024-27`; of one year only that one. The longest first."""
    found = []
    for match in YEARS.finditer(text):
        first = int(match[1])
        last = int(match[2] if len(match[2] or "") == 4 else f"20{match[2]}") if match[2] else first
        if first <= last <= first + LONGEST_PERIOD:
            found.append((first, last))
    return max(found, key=lambda years: years[1] - years[0], default=None)


def _years_of(reading: PlanReading) -> tuple[int | None, int | None]:
    """The first and the last year in which something happens; None where the actions do not say it."""
    times = [row.planning for row in reading.rows]
    years = sorted(int(quarter[:4]) for one in times for quarter in (one.start, one.end) if quarter)
    if not years or years[-1] - years[0] > LONGEST_PERIOD:
        return None, None
    return years[0], years[-1]


def _line_word(reading: PlanReading) -> str:
    """The word that the document uses for a line most; empty when it uses none."""
    words = Counter(word for name in _named(reading) for word in Programme.LineWord if word in name.casefold())
    found = words.most_common(1)
    return str(found[0][0].value) if found else ""


def _lines(reading: PlanReading) -> tuple[tuple[int, str], ...]:
    """Numbers and titles of the lines, as reading in the same document would make them."""
    places = Places([], [])
    for name in dict.fromkeys(_named(reading)):
        places.line(name)
    longest = ActionLine._meta.get_field("title").max_length
    made = [(line.number, line.title[:longest]) for line in places.new_lines.values()]
    return tuple(made[:MOST_LINES])


def _named(reading: PlanReading) -> Iterator[str]:
    return iter(lines_or_sections(reading.rows))
