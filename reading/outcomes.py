"""What people write of one step of a decision: `vastgesteld 14-11-2024`, `aangehouden tot maart 2027`.

An outcome, a moment, and behind a colon what belongs to it. What is not understood is said, never guessed.
"""

import datetime
import re
from dataclasses import dataclass

from reading import quarters
from reading.plans.planning_words import MONTHS
from reading.plans.texts import words
from reading.vocabulary import Precision

# Codes by what people write; the longest that fits counts.
OUTCOMES = {
    **dict.fromkeys(
        ("gewijzigd vastgesteld", "geamendeerd vastgesteld", "gewijzigd", "geamendeerd"), "adopted_amended"
    ),
    **dict.fromkeys(
        (
            f"{first} met {last}" if turned else f"met {last} {first}"
            for first in ("vastgesteld", "aangenomen")
            for last in ("wijziging", "wijzigingen", "amendement", "amendementen", "een amendement")
            for turned in (True, False)
        ),
        "adopted_amended",
    ),
    **dict.fromkeys(("gewijzigd aangenomen", "geamendeerd aangenomen"), "adopted_amended"),
    **dict.fromkeys(("vastgesteld", "ongewijzigd vastgesteld", "aangenomen", "akkoord", "ingestemd"), "adopted"),
    **dict.fromkeys(("unaniem vastgesteld", "unaniem aangenomen", "ongewijzigd aangenomen"), "adopted"),
    **dict.fromkeys(("aangehouden", "uitgesteld", "verdaagd"), "deferred"),
    **dict.fromkeys(("verworpen", "afgewezen", "niet vastgesteld", "niet aangenomen"), "rejected"),
    **dict.fromkeys(("ter kennisname", "ter kennisgeving", "ter kennisneming", "kennisgenomen"), "for_information"),
    **dict.fromkeys(("gedaan", "gehouden", "uitgebracht", "ingediend", "geadviseerd", "behandeld"), "done"),
    **dict.fromkeys(("niet van toepassing", "nvt", "n.v.t.", "n.v.t"), "not_applicable"),
    **dict.fromkeys(("onbekend", "niet bekend", "?"), "unknown"),
    **dict.fromkeys(("voorgelegd", "aangeboden", "geagendeerd"), "submitted"),
    **dict.fromkeys(("gepland", "staat gepland", "verwacht"), "planned"),
}
_OUTCOME = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(OUTCOMES, key=len, reverse=True)))})(?![\w.])")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)\d\d|'\d\d)"
_NUMBERS = re.compile(r"([0-3]?\d)[-/.]([01]?\d)[-/.]((?:19|20)?\d\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-([01]\d)-([0-3]\d)")
_WRITTEN = re.compile(rf"([0-3]?\d)[ -]({_NAME})\.?[ -]((?:19|20)\d\d|'?\d\d)")  # 12-mrt-24 too, as Excel shows it
_NO_YEAR = re.compile(rf"(?<![\d./-])(?:[0-3]?\d ({_NAME})|[0-3]?\d[-/][01]?\d|(?<!\w)({_NAME}))$")
_MONTH = re.compile(rf"({_NAME})\.? {_YEAR}")
_QUARTER = re.compile(rf"(?:q|k)([1-4])[ -]?{_YEAR}|{_YEAR}[ -]?(?:q|k)([1-4])|([1-4])e kwartaal(?: van)? {_YEAR}")
_ONLY_YEAR = re.compile(_YEAR)
_BEFORE = re.compile(r"^(?:(?:op|voor|in|het|uiterlijk|de)\s+)+")
_WEEKDAY = re.compile(r"^(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)\s+")


@dataclass(frozen=True)
class When:
    """A moment as precise as it was written; `day` is the first day of it."""

    day: datetime.date
    precision: str = Precision.DAY


@dataclass(frozen=True)
class Outcome:
    """What was written. `left` is what was not understood; empty when all was."""

    code: str = ""
    when: When | None = None
    until: When | None = None  # behind `tot`
    text: str = ""  # what stands behind the colon
    link: str = ""
    left: str = ""


def read_outcome(text: str) -> Outcome:
    """What a cell says."""
    link = _LINK.search(text)
    if link:
        text = text[: link.start()] + text[link.end() :]
    head, _colon, behind = text.partition(":")
    told = words(head).strip(" ;,.") if words(head) not in OUTCOMES else words(head)
    found = _OUTCOME.match(told)
    rest = told[found.end() :] if found else told
    first, _until, last = f" {rest} ".partition(" tot ")
    first, last = _plain(first), _plain(last)
    when, until = read_when(first) if first else None, read_when(last) if last else None
    is_read = bool(found) and bool(when) == bool(first) and bool(until) == bool(last or _until)
    return Outcome(
        code=OUTCOMES[found.group()] if found else "",
        when=when,
        until=until,
        text=" ".join(behind.split()),
        link=link.group().rstrip(".,;") if link else "",
        left="" if is_read else head.strip() or text.strip(),
    )


def _plain(text: str) -> str:
    """A moment without the small words before it."""
    return _WEEKDAY.sub("", _BEFORE.sub("", text.strip(" ,;()-")))


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
    return None


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
    """A moment as a cell shows it, read back as the same: `14-11-2024`, `maart 2027`, `Q1 2027`, `2027`."""
    if precision == Precision.DAY:
        return f"{day:%d-%m-%Y}"
    if precision == Precision.QUARTER:
        year, number = quarters.split(quarters.of(day))
        return f"Q{number} {year}"
    if precision == Precision.YEAR:
        return str(day.year)
    return f"{next(name for name, number in MONTHS.items() if number == day.month)} {day.year}"
