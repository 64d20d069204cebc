"""Dutch amounts as people write them: `1.250,50`, `75.000,-`, `15k`, `2,5 mln.`. Strict: `12.50` is not guessed at."""

import re
from decimal import Decimal

# Thousands in groups of three with dots or spaces; decimals after a comma; or a plain number.
WHOLE = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)"
MARKS = r",-{1,2}|,=|\.-{1,2}|,--"  # "75.000,-": no cents
NUMBER = rf"({WHOLE})(?:,(\d{{1,2}})|(?:{MARKS}))?"
TIMES = {
    "k": 1_000, "duizend": 1_000, "ton": 100_000, "mln": 1_000_000, "mln.": 1_000_000, "mio": 1_000_000,
    "miljoen": 1_000_000, "miljard": 1_000_000_000, "mld": 1_000_000_000, "mld.": 1_000_000_000,
}  # fmt: skip
UNIT = rf"({'|'.join(sorted((unit.replace('.', chr(92) + '.') for unit in TIMES), key=len, reverse=True))})"
# Not in the middle of a longer number: "5.000.00", "12.50", "1,234.56" do not fit.
AMOUNT = re.compile(rf"(?<!\d)(?<!\d[.,]){NUMBER}(?![\d]|[.,]\d)(?:\s*{UNIT}(?![^\W\d_]))?")
MAXIMUM = Decimal(10) ** 10  # what the database holds
CENTS = Decimal("0.01")


def times(unit: str | None) -> int:
    """What a unit multiplies by: 1,000 for `k`."""
    return TIMES[unit] if unit else 1


def from_match(match: re.Match[str]) -> Decimal:
    """The number of a match of AMOUNT, its unit not yet counted."""
    whole, cents = match[1], match[2]
    return Decimal(re.sub(r"[. ]", "", whole) + (f".{cents}" if cents else ""))


def to_cents(amount: Decimal) -> Decimal | None:
    """An amount in whole cents; None when it is negative or larger than the portal can hold."""
    if not amount.is_finite() or amount < 0 or amount >= MAXIMUM:
        return None
    return amount.quantize(CENTS)
