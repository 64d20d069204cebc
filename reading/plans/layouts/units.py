"""Headings of a calendar: a quarter, month, half or whole year, each as the planning writes it."""

import functools
import re
from dataclasses import dataclass, replace

from reading.plans.planning_words import MONTHS
from reading.plans.texts import words

LONGEST = 24  # signs
YEAR = r"(20\d\d|'?\d\d)"
QUARTER = r"(?:q|k|kw|kwrt|kwartaal)"
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
INITIALS = "jfmamjjasond"
BEGINS = re.compile(r"\s*['\d]|\s*(?:[qkh]|jan|feb|m|apr|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)  # any unit
LEAST_SHORT = 3  # years of two digits beside each other
SIZES = {"quarter": 4, "month": 12, "half": 2, "year": 1}
# kind, pattern; its groups are named: n is the number in the year, y the year
PATTERNS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("quarter", rf"{QUARTER}\.?\s?(?P<n>[1-4])(?:[\s/-]*(?P<y>{YEAR}))?"),
        ("quarter", rf"(?P<n>[1-4])(?:e|ste|de)?\s?{QUARTER}(?:[\s/-]*(?P<y>{YEAR}))?"),
        ("quarter", rf"(?P<y>20\d\d)[\s/-]*{QUARTER}\.?\s?(?P<n>[1-4])"),
        ("half", rf"h\s?(?P<n>[12])(?:[\s/-]*(?P<y>{YEAR}))?"),
        ("half", rf"(?P<n>[12])e\s(?:helft|half\s?jaar)(?:\s+(?P<y>{YEAR}))?"),
        ("quarter", rf"(?P<from>{NAMES})\.?\s?(?:-|/|t/m)\s?(?P<to>{NAMES})\.?(?:\s+(?P<y>{YEAR}))?"),
        ("month", rf"(?P<m>{NAMES})\.?(?:[\s/-]*(?P<y>{YEAR}))?"),
        ("year", r"(?P<y>20[1-4]\d)"),
    )
]


@dataclass(frozen=True, slots=True)
class Unit:
    """One column of a calendar."""

    kind: str
    number: int  # in its year, from 1
    year: int | None = None

    @property
    def written(self) -> str:
        """As the planning writes it: `Q1 2025`, `mrt 2025`, `2025`; without its year when that is not known."""
        names = {
            "quarter": f"Q{self.number}",
            "month": SHORT[self.number - 1],
            "half": f"{self.number}e helft",
            "year": "",
        }
        return f"{names[self.kind]} {self.year or ''}".strip()

    @property
    def months(self) -> tuple[int, int]:
        """Its first and last month, counted from the year 0."""
        size = 12 // SIZES[self.kind]
        first = (self.year or 0) * 12 + (self.number - 1) * size
        return first, first + size - 1

    @property
    def order(self) -> tuple[int, int]:
        """Its place in time."""
        return self.year or 0, self.number

    def follows(self, other: "Unit") -> bool:
        """Whether it comes right after another."""
        return self.months[0] == other.months[1] + 1

    def of_year(self, year: int) -> "Unit":
        """The same of a year, when it has none."""
        return self if self.year else replace(self, year=year)


def unit_of(heading: str) -> Unit | None:
    """The unit that a heading is; None when it is something else."""
    if not heading or len(heading) > LONGEST or (heading.isdigit() and len(heading) != 4):
        return None
    return _unit_of(heading) if BEGINS.match(heading) else None


@functools.lru_cache(maxsize=5_000)
def _unit_of(heading: str) -> Unit | None:
    text = words(heading).strip(" .:")
    for kind, pattern in PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            found = match.groupdict()
            year = _year(found.get("y"))
            if found.get("from"):
                return _quarter(MONTHS[found["from"]], MONTHS[found["to"]], year)
            number = MONTHS[found["m"]] if found.get("m") else int(found.get("n") or 1)
            return Unit(kind, number, year)
    return None


def _quarter(first: int, last: int, year: int | None) -> Unit | None:
    """`jan-mrt` is the first quarter."""
    return Unit("quarter", (first + 2) // 3, year) if first % 3 == 1 and last == first + 2 else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text.strip("'"))


def units_of(headings: tuple[str, ...], years: tuple[int | None, ...]) -> dict[int, Unit]:
    """The columns that are units, by place; `years` is what stands above each, for numbers and initials of months."""
    found = {place: unit for place, heading in enumerate(headings) if (unit := unit_of(heading))}
    return found or _bare_units(headings, years)


def _bare_units(headings: tuple[str, ...], years: tuple[int | None, ...]) -> dict[int, Unit]:
    """`1 2 3 4` under a year are quarters, `1` to `12` and `J F M A M J J A S O N D` are months."""
    short = [words(heading) for heading in headings]
    found = _short_years(short)
    for place in range(len(short)):
        for kind, size in (("month", 12), ("quarter", 4)):
            run = short[place : place + size]
            numbers = run == [str(number) for number in range(1, size + 1)]
            letters = kind == "month" and run == list(INITIALS)
            if place not in found and (letters or (numbers and years[place])):
                found |= {place + index: Unit(kind, index + 1) for index in range(size)}
    return found


def _short_years(headings: list[str]) -> dict[int, Unit]:
    """`25 26 27` are years."""
    found: dict[int, Unit] = {}
    run: list[int] = []
    for place, heading in enumerate([*headings, ""]):
        is_next = heading.isdigit() and len(heading) == 2 and (not run or int(heading) == int(headings[run[-1]]) + 1)
        if is_next and 20 <= int(heading) < 50:
            run.append(place)
            continue
        if len(run) >= LEAST_SHORT:
            found |= {at: Unit("year", 1, 2000 + int(headings[at])) for at in run}
        run = []
    return found
