"""Cells with a number, or a sign for why there is none, in the notations of CBS and of Dutch spreadsheets.

In a csv of StatLine a point is a decimal point; on the pages of CBS it stands between thousands. "1.140" alone may be
either, so the whole file says which of the two it uses; where it does not, the cell is a problem and no figure.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

UNKNOWN_SIGNS = frozenset({".", "x", "X"})  # unknown, not reliable enough or secret (CBS, verklaring van tekens)
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
AS_POINT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
AS_COMMA = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", re.ASCII)
SPACED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
MAX_WHOLE = 12  # digits that Figure.value has room for, before and after the point
MAX_DECIMALS = 4


@dataclass(slots=True)
class Notation:
    """How a file writes numbers, as far as its unmistakable cells show."""

    point: bool = False  # a point before decimals: "53.7"
    padded: bool = False  # cells with spaces in front are of StatLine, which writes decimals with a point
    comma: bool = False  # a comma before decimals: "53,7", or points between thousands: "1.140.000"
    bare: bool = False  # thousands without any sign: "35938"
    symbols: bool = False  # a sign for unknown figures: a blank then means something else

    def learn(self, text: str) -> None:
        """Look at one cell, as it stands in the file."""
        if text.startswith("  "):
            self.padded = True
        text = text.strip()
        if text.isdecimal():
            self.bare = self.bare or len(text) > 3
            return
        text = _joined(text)
        as_point, as_comma = AS_POINT.fullmatch(text), AS_COMMA.fullmatch(text)
        if as_point and not as_comma:
            self.point = True
        elif as_comma and not as_point:
            self.comma = True

    def number(self, text: str, *, count: bool) -> str | None:
        """The number in a cell as text with a decimal point; None when it is none, or may be read in two ways.

        `count`: the unit is a number of things, which has no decimals.
        """
        text = _joined(text.strip())
        as_point = text.replace(",", "") if AS_POINT.fullmatch(text) else None
        as_comma = text.replace(".", "").replace(",", ".") if AS_COMMA.fullmatch(text) else None
        if as_point is None or as_comma is None or as_point == as_comma:
            found = as_point or as_comma
        else:
            found = self._choice(as_point, as_comma, count=count)
        return None if found is None else plain(found)

    def _choice(self, as_point: str, as_comma: str, *, count: bool) -> str | None:
        if self.point and self.comma:
            return None
        if self.padded and not count:
            return as_point
        if self.point or self.comma:
            found = as_point if self.point else as_comma
            return None if count and "." in found else found
        if count:
            return None if self.bare else next(each for each in (as_point, as_comma) if "." not in each)
        return next(each for each in (as_point, as_comma) if "." in each) if self.bare else None


def _joined(text: str) -> str:
    """The text without spaces between thousands, and with an ordinary minus sign."""
    text = SPACES.sub(" ", text.replace("\u2212", "-"))
    return text.replace(" ", "") if SPACED.fullmatch(text) else text


def looks_like_a_number(text: str) -> bool:
    """Whether a text is a number in one notation or another, however large."""
    text = _joined(text)
    return bool(AS_POINT.fullmatch(text) or AS_COMMA.fullmatch(text))


def plain(text: str) -> str | None:
    """A number without needless noughts in front; None when it is none, or when there is no room for all its digits."""
    if not AS_POINT.fullmatch(text) or "," in text:
        return None
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = digits.partition(".")
    whole = whole.lstrip("0") or "0"
    if len(whole) > MAX_WHOLE or len(decimals.rstrip("0")) > MAX_DECIMALS:
        return None
    if whole == "0" and not decimals.strip("0"):
        sign = ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def from_number(number: int | Decimal) -> str | None:
    """A typed number of a spreadsheet or of JSON, without needless noughts behind; None when there is no room."""
    if isinstance(number, int):
        return plain(str(number)) if abs(number) < 10**MAX_WHOLE else None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return "0" if number == 0 else None
    text = f"{number:f}"
    return plain(text.rstrip("0").rstrip(".") if "." in text else text)
