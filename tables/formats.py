"""Numbers as a Dutch spreadsheet shows them, by the format of their cell (ECMA-376 part 1, 18.8.30).

A number in a file is only half the story: 46082 is a date, 0.5 may be 50 %, 25 may be "25 k€" or "Q25".
"""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from tables.model import Cell, Value

BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{14: "dd-mm-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm"},
    **{21: "h:mm:ss", 22: "dd-mm-yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"},
    **{41: "#,##0", 42: "€ #,##0", 43: "#,##0.00", 44: "€ #,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
}
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
EXCEL_DIGITS = 15  # a spreadsheet shows no more: 1250.55 is stored as 1250.5499999999999
LAST_DAY = 2_958_465  # 31-12-9999
DAY = 86_400  # seconds

PIECES = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | \[\$(?P<currency>[^\]-]*)[^\]]*\] | (?P<elapsed>\[(?:h+|m+|s+)\])
    | (?P<condition>\[[<>=][^\]]*\]) | \[[^\]]*\] | [_*]. | (?P<general>General) | (?P<digits>[0#?.,%]+)
    | (?P<other>E[+-]|@|[0#?]*/) | AM/PM | A/P | (?P<date>[dmyhs]+) | (?P<section>;) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
ONLY_SIGNS = re.compile(r"(?:EUR|[\W_])*", re.IGNORECASE)  # may stand beside a number without changing what it is


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: for positive, negative or zero numbers."""

    before: str = ""  # text before the digits
    after: str = ""
    digits: str = ""  # such as "#,##0.00%"
    date: str = ""  # the letters of a date or a time, such as "dmmmyy"
    elapsed: bool = False  # a length of time: hours go on after 24
    special: bool = False  # scientific, a fraction, a condition: shown as a plain number


@lru_cache(maxsize=256)
def sections(form: str) -> tuple[Section, ...]:
    """A format taken apart."""
    parts: list[dict[str, str]] = [{}]
    for piece in PIECES.finditer(form):
        kind, text = piece.lastgroup, piece[piece.lastgroup] if piece.lastgroup else ""
        if kind == "section":
            parts.append({})
        elif kind in ("quoted", "escaped", "currency", "literal"):
            kind = "after" if parts[-1].keys() & {"digits", "general"} else "before"
        if kind:
            parts[-1][kind] = parts[-1].get(kind, "") + text
    return tuple(
        Section(
            before=part.get("before", ""),
            after=part.get("after", ""),
            digits=part.get("digits", ""),
            date=part.get("date", "").lower() + part.get("elapsed", "").lower(),
            elapsed="elapsed" in part,
            special=bool(part.keys() & {"other", "condition"}),
        )
        for part in parts
    )


def number_in(text: str) -> Decimal | None:
    """The number that a file holds, in at most the digits a spreadsheet shows; None when it is not a number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 308:
        return None
    last = number.adjusted() - EXCEL_DIGITS + 1
    if int(number.as_tuple().exponent) < last:
        number = number.quantize(Decimal((0, (1,), last)), rounding=ROUND_HALF_UP)
    return number or Decimal(0)  # no minus zero


def shown(number: Decimal, form: str, *, from_1904: bool = False) -> Cell:
    """The cell of a number with this format. With letters beside it ("25 k", "Q3") its value is that text."""
    parts = sections(form)
    if parts[0].date and not parts[0].digits.strip(".,"):
        return _moment(number, parts[0], from_1904=from_1904)
    if any(part.special for part in parts[:3]):
        return Cell(dutch(number), plain_number(number))
    part = parts[0]
    if number < 0 and len(parts) > 1:
        part = parts[1]
    elif number == 0 and len(parts) > 2:
        part = parts[2]
    sign = "-" if number < 0 and part is parts[0] else ""
    text = " ".join(f"{sign}{part.before}{_digits(abs(number), part)}{part.after}".split())
    if not ONLY_SIGNS.fullmatch(part.before + part.after):
        return Cell(text, text)
    if not any(sign.isdigit() for sign in text):  # "-" for nought, or nothing at all
        text = dutch(number)
    return Cell(text, plain_number(number))


def plain_number(number: Decimal) -> int | Decimal:
    """An int where it is whole and of a size that people write."""
    if number.adjusted() <= 18 and number == number.to_integral_value():
        return int(number)
    return number.normalize()


def dutch(number: Decimal, *, least: int = 0, most: int = EXCEL_DIGITS, thousands: bool = False) -> str:
    """The number with a decimal comma, and at least and at most so many decimals."""
    if number.adjusted() + most <= 26:  # Decimal has 28 digits
        number = number.quantize(Decimal((0, (1,), -most)), rounding=ROUND_HALF_UP)
    whole, _, decimals = (f"{number:,f}" if thousands else f"{number:f}").partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def _digits(number: Decimal, part: Section) -> str:
    """The number as the placeholders say; nothing where the format shows only text."""
    pattern = part.digits.replace("%", "")
    if not pattern.strip(".,"):
        return "" if part.before or part.after else dutch(number)
    if "%" in part.digits:
        number *= 100
    body = pattern.rstrip(",")
    number = number.scaleb(-3 * (len(pattern) - len(body)))
    whole, _, decimals = body.partition(".")
    most = min(sum(sign in "0#?" for sign in decimals), EXCEL_DIGITS)
    text = dutch(number, least=min(decimals.count("0"), most), most=most, thousands="," in whole)
    if "0" not in whole and text.partition(",")[0] == "0":  # "#" and "?" show no nought
        text = text[1:]
    missing = min(whole.count("0"), EXCEL_DIGITS) - len(text.partition(",")[0])
    return "0" * missing + text + ("%" if "%" in part.digits else "")


def _moment(number: Decimal, part: Section, *, from_1904: bool) -> Cell:
    """The cell of a date, a time or a length of time; an error where a spreadsheet shows only ####."""
    seconds = int((number * DAY).to_integral_value(ROUND_HALF_UP)) if abs(number) <= LAST_DAY else -1
    if seconds < 0:
        return Cell("#####", error=True)
    if part.elapsed or (set(part.date) & {"h", "s"} and not set(part.date) & {"d", "y"}):
        minutes = seconds // 60
        return Cell(f"{minutes // 60}:{minutes % 60:02}", datetime.timedelta(seconds=seconds))
    if seconds < DAY and not from_1904:  # "0-1-1900": a nought that was meant as no date
        return Cell("00-01-1900", error=True)
    start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if not from_1904 and seconds < 60 * DAY:  # Excel believes in 29 February 1900
        seconds += DAY
    try:
        moment = start + datetime.timedelta(seconds=seconds)
    except OverflowError:
        return Cell("#####", error=True)
    return dated(moment, part.date)


def dated(moment: datetime.datetime, letters: str = "dmyhs") -> Cell:
    """The cell of a date or a moment, showing no more than its format does: "15-06-2022", "jun 2022", "2022"."""
    if "h" in letters and moment.time() != datetime.time():
        return Cell(f"{moment:%d-%m-%Y %H:%M}", moment)
    value: Value = moment.date()
    if "d" in letters or not letters.strip("hs"):
        return Cell(f"{moment:%d-%m-%Y}", value)
    month = f"{MONTHS[moment.month - 1]} " if "m" in letters else ""
    return Cell(f"{month}{moment.year}", value)
