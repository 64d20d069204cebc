"""Periods as CBS and Dutch organisations write them, to the periods of the portal.

`2020`, `2020H1`, `2020Q3`, `2020M07`, and cumulative `2026M01-2026M09`. A year of three months (January to March) that
somebody calls so stays cumulative: it is never made a quarter.
"""

import calendar
import re
from typing import NamedTuple

PROVISIONAL, REVISED, FINAL, UNKNOWN = "voorlopig", "nader_voorlopig", "definitief", "onbekend"
MARKS = {"": "", "*": PROVISIONAL, "**": REVISED}  # behind a period (CBS, verklaring van tekens)
STATUSES = {
    **{"voorlopig": PROVISIONAL, "provisional": PROVISIONAL, "nadervoorlopig": REVISED, "definitief": FINAL},
    **{"gecorrigeerd": FINAL, "definitive": FINAL, "revisedprovisional": REVISED, "onbekend": UNKNOWN},
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb februari february", "maart mrt mar march", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt oct october",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ORDINALS = {
    **{"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4},
    **{f"{number}{end}": number for number in range(1, 5) for end in ("", "e", "ste", "de", "st", "nd", "rd", "th")},
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4},
}
KINDS = {
    **dict.fromkeys(("halfjaar", "half jaar", "halfjaars", "helft", "semester", "hj", "h", "half year"), "H"),
    **dict.fromkeys(("kwartaal", "kw", "kwrt", "q", "k", "quarter", "trimester"), "Q"),
}
LENGTHS = {"H": 6, "Q": 3}
CODE = re.compile(r"(\d{4})(JJ|HJ|KW|MM)(\d{2})")
OUR_CODE = re.compile(r"(\d{4})(?:-?([HQM])(\d{1,2}))?")
CUMULATIVE_CODE = re.compile(r"(\d{4})M(\d{2})-(\d{4})M(\d{2})")

_month = "|".join(sorted(MONTHS, key=len, reverse=True))
_ordinal = "|".join(sorted(ORDINALS, key=len, reverse=True))
_kind = "|".join(sorted(KINDS, key=len, reverse=True))
_year = r"(?P<year>(?:19|20)\d\d)"
_of = r"(?: ?(?:van|of|,|/|-) ?| ?)"
_part = rf"(?:(?P<ordinal>{_ordinal})[ -]?(?P<kind>{_kind})|(?P<kind2>{_kind}) ?-?0?(?P<number>[1-4]))"
YEAR = re.compile(rf"(?:(?:heel|jaar|kalenderjaar|totaal) )?{_year}(?: \(?(?:totaal|heel jaar)\)?)?")
PART_BEFORE = re.compile(rf"{_part}{_of}(?:het jaar )?{_year}")
PART_AFTER = re.compile(rf"{_year}{_of}\(?{_part}\)?")
MONTH_BEFORE = re.compile(rf"(?:maand )?(?P<month>{_month})\.?(?:{_of}{_year}|(?: ?['’]|-)(?P<short>\d\d))")
MONTH_AFTER = re.compile(rf"{_year}{_of}(?P<month>{_month})\.?")
NUMBER_AFTER = re.compile(rf"{_year}[-/](?P<month>0[1-9]|1[0-2])")
NUMBER_BEFORE = re.compile(rf"(?P<month>0?[1-9]|1[0-2])[-/]{_year}")
ORDINAL = re.compile(_ordinal)
TO = re.compile(r"(?:^| )(?:t/m|t\.?m\.?|tot en met|tot/met|tot & met)(?= |$)| ?[-–—] ?")
DATE = re.compile(
    rf"(?P<day>\d\d?)(?:[-/.](?P<number>\d\d?)| (?P<month>{_month})\.?)(?:[-/. ](?P<year>(?:19|20)\d\d))?"
)
YEAR_FIRST = re.compile(r"((?:19|20)\d\d) \(?([^\d].*?)\)?")
LONGEST = 100  # signs in a period: what is longer is a text, and costs time with the square of its length
BEGINNING = re.compile(r"^(?:(?:cumulatief|cum\.?|periode|van|over|ytd):? )+")


class Span(NamedTuple):
    """The first and the last month of a period, and how it is written when it is not cumulative."""

    first: tuple[int, int]  # year and month
    last: tuple[int, int]
    code: str


class ReadPeriod(NamedTuple):
    """A period and what its mark says about the figures: a status of Figure, or "" without a mark."""

    code: str
    status: str


def read_period(text: str) -> ReadPeriod | None:
    """The period in a cell or heading; None when it is not one that the portal knows."""
    text = " ".join(text.split())
    words = text.rstrip("*")
    status = MARKS.get(text[len(words) :])
    words = words.strip()
    for word, meaning in ((" (voorlopig)", PROVISIONAL), (" (nader voorlopig)", REVISED), (" (definitief)", FINAL)):
        if words.lower().endswith(word):
            words, status = words[: -len(word)], meaning
    code = period_code(words)
    return None if code is None or status is None else ReadPeriod(code, status)


def period_code(text: str) -> str | None:
    """The code of a period without marks; None when it is not one."""
    if len(text) > LONGEST or any(sign.isdigit() and not sign.isascii() for sign in text):
        return None
    if match := CODE.fullmatch(text.upper()):
        return _from_cbs(match[1], match[2], int(match[3]))
    if match := CUMULATIVE_CODE.fullmatch(text.upper()):
        ends = [(int(match[1]), int(match[2])), (int(match[3]), int(match[4]))]
        return _cumulative(*ends) if all(1 <= month <= 12 for _year, month in ends) else None
    text = text.lower()
    if span := _single(text):
        return span.code
    return _range(text)


def joined(year: str, part: str) -> str | None:
    """The code of a period in two cells: the year in one, the month, quarter or half-year in the other."""
    part = part.strip().lower()
    if part.isdecimal():
        return None  # "3" alone may be a month or a quarter: the heading says which
    return period_code(f"{part} {year.strip()}")


def _from_cbs(year: str, kind: str, number: int) -> str | None:
    known = {"JJ": (0, 0), "HJ": (1, 2), "KW": (1, 4), "MM": (1, 12)}
    low, high = known[kind]
    if not low <= number <= high:
        return None
    return _code(int(year), {"JJ": "", "HJ": "H", "KW": "Q", "MM": "M"}[kind], number)


def _code(year: int, kind: str, number: int) -> str | None:
    if not 1900 <= year <= 2099:
        return None
    if not kind:
        return str(year)
    return f"{year}M{number:02}" if kind == "M" else f"{year}{kind}{number}"


def _span(year: int, kind: str, number: int) -> Span | None:
    highest = {"": 0, "H": 2, "Q": 4, "M": 12}[kind]
    code = _code(year, kind, number)
    if code is None or not min(1, highest) <= number <= highest:
        return None
    if not kind:
        return Span((year, 1), (year, 12), code)
    length = LENGTHS.get(kind, 1)
    return Span((year, (number - 1) * length + 1), (year, number * length), code)


def _single(text: str) -> Span | None:
    """A year, half-year, quarter or month."""
    if match := OUR_CODE.fullmatch(text.upper()):
        return _span(int(match[1]), match[2] or "", int(match[3] or 0))
    if match := YEAR.fullmatch(text):
        return _span(int(match["year"]), "", 0)
    if match := PART_BEFORE.fullmatch(text) or PART_AFTER.fullmatch(text):
        number = ORDINALS[match["ordinal"]] if match["ordinal"] else int(match["number"])
        return _span(int(match["year"]), KINDS[match["kind"] or match["kind2"]], number)
    if match := MONTH_BEFORE.fullmatch(text):
        year = int(match["year"]) if match["year"] else 2000 + int(match["short"])
        return _span(year, "M", MONTHS[match["month"]])
    if match := MONTH_AFTER.fullmatch(text):
        return _span(int(match["year"]), "M", MONTHS[match["month"]])
    if match := NUMBER_AFTER.fullmatch(text) or NUMBER_BEFORE.fullmatch(text):
        return _span(int(match["year"]), "M", int(match["month"]))
    return None


def _range(text: str) -> str | None:
    """From one month to another, the last one included; "t/m september 2026" begins in January."""
    text = BEGINNING.sub("", text)
    if match := YEAR_FIRST.fullmatch(text):  # "2026 t/m september"
        text = f"{match[2]} {match[1]}"
    for match in TO.finditer(text):
        begin, end = text[: match.start()].strip(), text[match.end() :].strip()
        last = _last(end)
        if last is None:
            continue
        if not begin:
            return _cumulative((last[0], 1), last) if "t" in match[0] else None
        if first := _first(begin, end, last[0]):
            return _cumulative(first, last)
    return None


def _last(text: str) -> tuple[int, int] | None:
    """The year and month with which a range ends; a date only when it is the last of its month."""
    if (match := DATE.fullmatch(text)) and match["year"]:
        year, month = int(match["year"]), _month_of(match)
        if not 1 <= month <= 12 or int(match["day"]) != calendar.monthrange(year, month)[1]:
            return None
        return year, month
    span = _single(text)
    return span.last if span and len(span.code) > 4 else None


def _first(text: str, end: str, year: int) -> tuple[int, int] | None:
    """The year and month with which a range begins; without a year of its own in the year it ends in."""
    if match := DATE.fullmatch(text):
        month = _month_of(match)
        return (int(match["year"] or year), month) if int(match["day"]) == 1 and 1 <= month <= 12 else None
    if ORDINAL.fullmatch(text) and (match := PART_BEFORE.fullmatch(end)) and match["kind"]:
        text = f"{text} {match['kind']}"  # "1e t/m 3e kwartaal 2026"
    span = _single(text) or _single(f"{text} {year}")
    return span.first if span and len(span.code) > 4 else None


def _month_of(match: re.Match[str]) -> int:
    return int(match["number"]) if match["number"] else MONTHS[match["month"]]


def _cumulative(first: tuple[int, int], last: tuple[int, int]) -> str | None:
    if first > last or not (1900 <= first[0] <= 2099 and 1900 <= last[0] <= 2099):
        return None
    return f"{first[0]}M{first[1]:02}-{last[0]}M{last[1]:02}"
