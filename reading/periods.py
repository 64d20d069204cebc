"""Periods of figures as sortable text: `2023`, `2023H1`, `2023Q3`, `2023M07`, and cumulative `2023M01-2023M07`.

A year is not the sum of its parts.
"""

import datetime
import re

from reading import formats, quarters

PERIOD = re.compile(r"(?P<year>\d{4})(?:(?P<kind>H(?=[12]$)|Q(?=[1-4]$)|M(?=(?:0[1-9]|1[0-2])$))(?P<number>\d+))?")
CUMULATIVE = re.compile(r"(\d{4}M\d{2})-(\d{4}M\d{2})")
KINDS = ("year", "H", "Q", "M", "other")  # lengths of a period, the longest first


def label(period: str) -> str:
    """A period in words: `2023`, `1e halfjaar 2023`, `3e kwartaal 2023`, `juli 2023`, `januari t/m juli 2023`.

    Anything else stays as it is.
    """
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
