"""Quarters as sortable text: `2021Q3`. A plan speaks in quarters; nothing here knows the database."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

QUARTER = re.compile(r"(?P<year>(?:19|20)\d\d)Q(?P<number>[1-4])")
LABEL = re.compile(r"(?P<number>[1-4])e kwartaal (?P<year>(?:19|20)\d\d)", re.ASCII)
ORDINALS = {1: "1e", 2: "2e", 3: "3e", 4: "4e"}


def validate_quarter(value: str) -> None:
    """Refuse anything but a quarter such as `2021Q3`."""
    if not QUARTER.fullmatch(value):
        raise ValidationError(_("Schrijf een kwartaal als 2026Q3: jaartal, Q en 1 tot en met 4."), code="quarter")


def split(quarter: str) -> tuple[int, int]:
    """Year and number of a quarter. Raises ValueError for anything else."""
    match = QUARTER.fullmatch(quarter)
    if not match:
        raise ValueError(quarter)
    return int(match["year"]), int(match["number"])


def index(quarter: str) -> int:
    """A count of quarters, so that differences are lengths in quarters."""
    year, number = split(quarter)
    return year * 4 + number - 1


def from_index(count: int) -> str:
    """The quarter with this count; the reverse of `index`."""
    return f"{count // 4}Q{count % 4 + 1}"


def of(day: datetime.date) -> str:
    """The quarter that a day falls in."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def first_day(quarter: str) -> datetime.date:
    """The first day of a quarter."""
    year, number = split(quarter)
    return datetime.date(year, number * 3 - 2, 1)


def last_day(quarter: str) -> datetime.date:
    """The last day of a quarter."""
    return first_day(from_index(index(quarter) + 1)) - datetime.timedelta(days=1)


def label(quarter: str) -> str:
    """A quarter in words: `3e kwartaal 2021`."""
    year, number = split(quarter)
    return f"{ORDINALS[number]} kwartaal {year}"


def read(text: str) -> str | None:
    """The quarter that is written as a code or as `label` writes it; the reverse of that. None for anything else."""
    found = QUARTER.fullmatch(text) or LABEL.fullmatch(text)
    return f"{found['year']}Q{found['number']}" if found else None


def span_label(start: str | None, end: str | None) -> str:
    """From and until in words; empty when nothing is known."""
    if start and end:
        if start == end:
            return label(start)
        (first, a), (last, b) = split(start), split(end)
        if (a, b) == (1, 4):
            return str(first) if first == last else f"{first} tot en met {last}"
        if first == last:
            return f"{ORDINALS[a]} tot en met {ORDINALS[b]} kwartaal {first}"
        return f"{label(start)} tot en met {label(end)}"
    if start:
        return f"vanaf {label(start)}"
    return f"tot en met {label(end)}" if end else ""
