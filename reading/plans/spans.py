"""Stretches of time as the words of a plan give them: a part of a year, and a span of days once the year is known."""

import calendar
import datetime
from dataclasses import dataclass, replace
from typing import Literal

from reading import quarters as periods

# How an end is written: `t/m Q4`, or `Q1 2025 - Q4 2026` with both years; `Q3-Q4 2021`; `Q3/Q4`; `2022, 2023`;
# `2e en 4e kwartaal`, with time between; not at all.
Join = Literal["until", "dash", "either", "list", "gap", ""]
MIDDLE = (4, 9)  # medio: second and third quarter (design section 8)
HALF_A_YEAR = 6  # months


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both included."""

    first: datetime.date
    last: datetime.date
    approximate: bool = False
    joined: Join = ""
    notes: tuple[str, ...] = ()  # what the user must know of how it was read

    @property
    def start(self) -> str:
        """The quarter of its first day."""
        return periods.of(self.first)

    @property
    def end(self) -> str:
        """The quarter of its last day."""
        return periods.of(self.last)

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1

    def noting(self, *notes: str) -> "Span":
        """The same with something to tell the user."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year of which the year is not known yet: months 7 to 9, a day in June, week 49."""

    first_month: int = 1
    last_month: int = 12
    first_day: int | None = None
    last_day: int | None = None
    weeks: tuple[int, int] | None = None
    approximate: bool = False
    joined: Join = ""

    def of_year(self, year: int) -> Span | None:
        """The days of this part; None when they do not exist (31 juni, week 54)."""
        try:
            if self.weeks:
                first, last = (datetime.date.fromisocalendar(year, week, 4) for week in self.weeks)
                return Span(first, last) if first <= last else None  # ISO 8601: a week is where its Thursday is
            first = datetime.date(year, self.first_month, self.first_day or 1)
            last_day = self.last_day or calendar.monthrange(year, self.last_month)[1]
            last = datetime.date(year, self.last_month, last_day)
        except ValueError:
            return None
        return Span(first, last, self.approximate, self.joined) if first <= last else None

    def shaded(self, months: tuple[int, int]) -> "Part":
        """`begin`, `medio` or `eind` of this part. Of half a year it is one quarter; smaller parts keep their size."""
        if self.last_month - self.first_month == HALF_A_YEAR - 1 and months != MIDDLE:
            first = self.first_month if months[0] == 1 else self.last_month - 2
            return Part(first, first + 2, approximate=True)
        return replace(self, approximate=True)


def year_span(year: int, last: int | None = None, joined: Join = "") -> Span:
    """A whole year, or the years up to and including another."""
    return Span(datetime.date(year, 1, 1), datetime.date(last or year, 12, 31), joined=joined)


def quarters(first: int, last: int | None = None, *, approximate: bool = False, joined: Join = "") -> Part:
    """Quarters of a year, from 1 to 4."""
    return Part(3 * first - 2, 3 * (last or first), approximate=approximate, joined=joined)
