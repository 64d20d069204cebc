"""What an address or a hidden field sends as a number or a moment, and what people may have changed on the way.

Python reads more than a database keeps: a number of 5,000 digits, a moment in the year 1. Neither names anything here.
"""

import datetime

FIRST, LAST = 1900, 2200  # years in which something of the portal happens, with room on both sides
DIGITS = 18  # more than the largest id has


def number_of(text: str) -> int | None:
    """The number that a text names; None for what is none, or more than any row has."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def moment_of(text: str) -> datetime.datetime | None:
    """The moment, with its time zone, that a text names; None for what is none, or lies where nothing happens."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and FIRST <= found.year <= LAST else None
