"""The day or the week that a planning names, beside the quarter it falls in: `11-11-2021`, `15 juni`, a named week.

Quarters are what plans share; the rest of what was written is shown with them and never lost.
"""

import datetime
import re
from dataclasses import dataclass

from babel.dates import format_date

from reading import quarters
from reading.formats import LOCALE
from reading.plans.planning_words import MONTHS

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(rf"(?<![\w./-])([0-3]?\d) ({_NAME})\.?(?: ((?:19|20)\d\d))?(?!\w)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\w./-])([0-3]?\d)[-/.]([01]?\d)[-/.]((?:19|20)\d\d)(?![\w/-])")
_WEEK_OF = re.compile(r"\b(?:in )?de week van\s+$", re.IGNORECASE)
# What makes a day a bound of a planning, and no moment of its own
_BESIDE = re.compile(
    r"\b(?:v[oó][oó]r|uiterlijk|vanaf|tot|tot en met|t/m|na|sinds|per|start|begin|eind)[ :]+(?:de )?$", re.I
)
_NAMED = re.compile(
    r"\b(?P<before>rondom|rond|tijdens|in|op)?\s*(?:de )?(?P<name>[Ww]eek (?:tegen|van|voor) (?:de |het )?[a-z]\w+|"
    r"[Oo]range the [Ww]orld|[Ii]nternationale [Dd]ag (?:tegen|van|voor) (?:de |het )?\w+)"
)


@dataclass(frozen=True)
class Moment:
    """A day, with or without its year, or a week or day with a name only."""

    words: str  # `op 15 juni`, `in de Week tegen kindermishandeling`
    month: int | None = None
    day: int | None = None
    year: int | None = None

    @property
    def quarter_number(self) -> int | None:
        """The quarter of the year in which it falls; None when its name does not say."""
        return (self.month - 1) // 3 + 1 if self.month else None

    def on(self, year: int) -> datetime.date | None:
        """The day in a year; None for a name, and for 29 February in most years."""
        if not self.month or not self.day:
            return None
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None

    def falls_in(self, start: str | None, end: str | None, *, yearly: bool) -> bool:
        """Whether it agrees with the quarters that were read: who corrected those meant another moment."""
        if not yearly and self.month and not self.year:
            return False
        if yearly or not self.year:
            number = self.quarter_number
            return not (start and number) or quarters.split(start)[1] == number
        day = self.on(self.year)
        return bool(day and start == end == quarters.of(day))


def moment_in(text: str, *, yearly: bool = False) -> Moment | None:
    """The one day or named week of a planning; None when it names none or several. A yearly day goes without year."""
    found = [*_days(text, yearly=yearly)]
    if len(found) == 1:
        return found[0]
    named = [match for match in _NAMED.finditer(text) if not found and _is_on(text, match.start("name"))]
    if len(named) != 1:
        return None
    return Moment(_called(named[0]["before"], named[0]["name"]))


def _days(text: str, *, yearly: bool) -> list[Moment]:
    written = [(match, MONTHS[match[2].lower()], match[3]) for match in _WRITTEN.finditer(text)]
    written += [(match, int(match[2]), match[3]) for match in _NUMBERS.finditer(text)]
    found = []
    for match, month, year in written:
        if not _is_on(text, match.start()):
            continue
        moment = _day(int(match[1]), month, int(year) if year else None, yearly=yearly)
        if moment is None:
            continue
        of_week = bool(_WEEK_OF.search(text[: match.start()]))
        before = "in de week van" if of_week else "op"
        found.append(Moment(f"{before} {moment.words}", moment.month, moment.day, moment.year))
    return found


def _is_on(text: str, place: int) -> bool:
    return not _BESIDE.search(text[:place])


def _day(day: int, month: int, year: int | None, *, yearly: bool) -> Moment | None:
    try:
        known = datetime.date(year or 2024, month, day)  # a leap year: 29 February exists
    except ValueError:
        return None
    pattern = "d MMMM y" if year and not yearly else "d MMMM"
    return Moment(format_date(known, pattern, locale=LOCALE), month, day, year)


def _called(before: str | None, name: str) -> str:
    if name.lower() == "orange the world":
        return f"{(before or 'rondom').lower()} {name}"
    article = "in de" if name.lower().startswith("week") else "op de"
    return f"{article} {name}"
