"""How long something takes: "2 jaar", "anderhalf jaar", "6 maanden"; and when it then ends."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from reading.plans.spans import Span
from reading.plans.texts import plain, words

NUMBERS = {
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "acht": "8", "tien": "10",
    "twaalf": "12", "half": "0,5", "een half": "0,5", "anderhalf": "1,5", "anderhalve": "1,5", "tweeënhalf": "2,5",
}  # fmt: skip
MONTHS_IN = {
    "jaar": 12,
    "jr": 12,
    "jaren": 12,
    "kwartaal": 3,
    "kwartalen": 3,
    "maand": 1,
    "maanden": 1,
    "mnd": 1,
    "mnden": 1,
}
UNIT = "jaar|jaren|jr|kwartaal|kwartalen|maanden|maand|mnd|weken|week|dagen|dag"
SPELLED = "|".join(sorted(NUMBERS, key=len, reverse=True))
LENGTH = re.compile(
    rf"(?:ca\.?|circa|ongeveer|±|~|duur|looptijd|gedurende)?:?\s*({SPELLED}|\d{{1,3}}(?:,\d)?)\s*-?\s*({UNIT})\.?"
)
BARE = re.compile(r"\d{1,2}(?:,5)?")
IN_HEADING = re.compile(r"\b(jaren|jaar|maanden|mnd|kwartalen|weken)\b")
LONGEST = 40  # signs
# Days of a span, at most, and the months that it is: what starts in a quarter ends with a quarter.
SIZES = ((1, 0), (31, 1), (92, 3), (184, 6), (366, 12))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole months, or else in days."""

    months: int = 0
    days: int = 0


def read_duration(text: str, heading: str = "") -> Duration | None:
    """The length that a cell says; of a bare number when its heading says of what: "Looptijd (jaren)"."""
    read = words(plain(text)).strip(" .")
    if not read or len(read) > LONGEST:
        return None
    match = LENGTH.fullmatch(read)
    if match:
        return _of(NUMBERS.get(match[1], match[1]), match[2])
    unit = IN_HEADING.search(words(heading))
    return _of(read, unit[1]) if unit and BARE.fullmatch(read) else None


def _of(number: str, unit: str) -> Duration | None:
    value = Decimal(number.replace(",", "."))
    if unit not in MONTHS_IN:
        days = value * (7 if unit.startswith("we") else 1)
        return Duration(days=int(days)) if days == int(days) and days > 0 else None
    months = value * MONTHS_IN[unit]
    return Duration(months=int(months)) if months == int(months) and months > 0 else None


def last_day(start: Span, length: Duration) -> datetime.date | None:
    """The last day of what starts in a span; None when the span is too wide to say so."""
    size = next((months for days, months in SIZES if start.days <= days), None)
    if size is None or (length.days and size > 1) or (size > 1 and length.months % size):
        return None
    if length.days:
        return start.first + datetime.timedelta(days=length.days - 1)
    return _months_later(start.first, length.months) - datetime.timedelta(days=1)


def first_day(end: Span, length: Duration) -> datetime.date | None:
    """The first day of what ends with a span; None when the span is too wide to say so."""
    size = next((months for days, months in SIZES if end.days <= days), None)
    if size is None or (length.days and size > 1) or (size > 1 and length.months % size):
        return None
    after = end.last + datetime.timedelta(days=1)
    if length.days:
        return after - datetime.timedelta(days=length.days)
    return _months_later(after, -length.months)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the first of the next month where that one is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(max(day.year + years, 1), 9998)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        return datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
