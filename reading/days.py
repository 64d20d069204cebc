"""Days and other moments as people write them: `1 juli 2025`, `12-3-2024`, `maart 2027`, `Q1 2027`, `2027`.

What is not understood is None, never a guess.
"""

import datetime
import re
from dataclasses import dataclass

from reading import quarters
from reading.plans.one_quarter import NotOneQuarter, read_one_quarter
from reading.plans.planning_words import MONTHS
from reading.plans.texts import words
from reading.vocabulary import Precision

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)\d\d|'\d\d)"
_SHORT_YEAR = r"((?:19|20)\d\d|'?\d\d)"
_ISO = re.compile(r"((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?:t.*| 00:00(?::00)?)?")
_NUMBERS = re.compile(rf"([0-3]?\d)[-/.]([01]?\d)[-/.]{_SHORT_YEAR}")
_WRITTEN = re.compile(rf"([0-3]?\d) ?(?:e|ste|de)?[ -]({_NAME})\.?[ -]{_SHORT_YEAR}")  # also 12-mrt-24
_NO_YEAR = re.compile(rf"(?<![\d./-])(?:[0-3]?\d ({_NAME})|[0-3]?\d[-/][01]?\d|(?<!\w)({_NAME}))$")
_MONTH = re.compile(rf"({_NAME})\.? {_YEAR}")
_QUARTER = re.compile(rf"(?:q|k)([1-4])[ -]?{_YEAR}|{_YEAR}[ -]?(?:q|k)([1-4])|([1-4])e kwartaal(?: van)? {_YEAR}")
_SAYS_QUARTER = re.compile(r"(?<![^\W\d])(?:q|k|kw|kwrt|kwartaal)(?![^\W\d])")
_ONLY_YEAR = re.compile(_YEAR)
_BEFORE = re.compile(r"^(?:(?:op|v[oó][oó]r|of|in|het|uiterlijk|de|per|tot|tot en met)\s+|(?:t/m|d\.?d\.?)\s*)+")
_WEEKDAY = re.compile(r"^(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)\s+")


@dataclass(frozen=True)
class When:
    """A moment as precise as it was written; `day` is the first day of it."""

    day: datetime.date
    precision: str = Precision.DAY


def bare(text: str) -> str:
    """A moment without the small words before it: `1 juli 2025` of `uiterlijk op dinsdag 1 juli 2025`."""
    return _WEEKDAY.sub("", _BEFORE.sub("", words(text)))


def read_when(text: str) -> When | None:
    """`14-11-2024`, `14 nov 2024`, `maart 2027`, `Q1 2027`, `2027`; None for anything else."""
    text = words(text).strip(" .,")
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WRITTEN.fullmatch(text):
        return _day(_year(found[3]), MONTHS[found[2]], int(found[1]))
    if found := _MONTH.fullmatch(text):
        return When(datetime.date(_year(found[2]), MONTHS[found[1]], 1), Precision.MONTH)
    if found := _QUARTER.fullmatch(text):
        number, year = (found[1] or found[4] or found[5]), (found[2] or found[3] or found[6])
        return When(datetime.date(_year(year), int(number) * 3 - 2, 1), Precision.QUARTER)
    if found := _ONLY_YEAR.fullmatch(text):
        return When(datetime.date(_year(found[1]), 1, 1), Precision.YEAR)
    return _quarter(text)


def _quarter(text: str) -> When | None:
    """A quarter in any other notation that the reader of plans knows; a month or a season is none here."""
    if not _SAYS_QUARTER.search(text):
        return None
    try:
        first = quarters.first_day(read_one_quarter(text).quarter)
    except NotOneQuarter:
        return None
    return When(first, Precision.QUARTER)


def read_day(text: str) -> datetime.date | None:
    """The day that a text names; None for what is less precise, and for what names none of this century."""
    found = read_when(bare(text))
    return found.day if found and found.precision == Precision.DAY and 2000 <= found.day.year < 2100 else None


def without_year(text: str) -> str:
    """The day or month at the end of a text of which the year is not said: `1 mei` of `aangehouden tot 1 mei`."""
    found = _NO_YEAR.search(words(text).strip(" .,"))
    return found.group() if found else ""


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number if number > 99 else 2000 + number


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(datetime.date(year, month, day))
    except ValueError:
        return None


def written_when(day: datetime.date, precision: str) -> str:
    """A moment as a cell shows it, read back as the same: `14-11-2024`, `maart 2027`, `1e kwartaal 2027`, `2027`."""
    if precision == Precision.DAY:
        return f"{day:%d-%m-%Y}"
    if precision == Precision.QUARTER:
        return quarters.label(quarters.of(day))
    if precision == Precision.YEAR:
        return str(day.year)
    return f"{next(name for name, number in MONTHS.items() if number == day.month)} {day.year}"
