"""Periods of figures as sortable text: `2023`, `2023H1`, `2023Q3`, `2023M07`, and cumulative `2023M01-2023M07`.

A year is not the sum of its parts. Empty: the source names no period.
"""

import datetime
import re

from reading import formats, quarters

PERIOD = re.compile(r"(?P<year>\d{4})(?:(?P<kind>H(?=[12]$)|Q(?=[1-4]$)|M(?=(?:0[1-9]|1[0-2])$))(?P<number>\d+))?")
CUMULATIVE = re.compile(r"(\d{4}M\d{2})-(\d{4}M\d{2})")
KINDS = ("year", "H", "Q", "M", "other")  # lengths of a period, the longest first
UNSTATED = ""  # the source names no period: then the portal names none either
MONTHS = {"H": 6, "Q": 3, "M": 1}  # in a period


def label(period: str) -> str:
    """A period in words: `2023`, `1e halfjaar 2023`, `3e kwartaal 2023`, `juli 2023`, `januari t/m juli 2023`.

    Anything else stays as it is, and a period that is not stated says so.
    """
    if period == UNSTATED:
        return "jaar niet genoemd"
    if both := CUMULATIVE.fullmatch(period):
        first, last = (label(month) for month in both.groups())
        return f"{first.removesuffix(last[-5:])} t/m {last}"
    match = PERIOD.fullmatch(period)
    if not match or not match["kind"]:
        return period
    if match["kind"] == "M":
        return formats.month(datetime.date(int(match["year"]), int(match["number"]), 1))
    word = {"H": "halfjaar", "Q": "kwartaal"}[match["kind"]]
    return f"{quarters.ORDINALS[int(match['number'])]} {word} {match['year']}"


def kind(period: str) -> str:
    """Which length a period has: `year`, `H`, `Q`, `M` or `other` (cumulative ones too).

    Lengths are never mixed in one line of a chart.
    """
    match = PERIOD.fullmatch(period)
    if not match:
        return "other"
    return match["kind"] or "year"


def first_day(period: str) -> datetime.date | None:
    """The day on which a year, half-year, quarter or month begins; None for any other period."""
    match = PERIOD.fullmatch(period)
    if not match:
        return None
    number = int(match["number"] or 1)
    return datetime.date(int(match["year"]), (number - 1) * MONTHS.get(match["kind"], 0) + 1, 1)
