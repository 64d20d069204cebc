"""What our own file remembers of an action: the version it was made from, and a mark of each filled cell.

With these a file tells by itself which cells somebody changed in it, however long ago it was made, and the portal
tells which of the same cells it changed since. Names count as they were spelled then, so that an organisation that is
renamed since does not make a cell look like somebody's change.

As text `3 .k7f2a.9xq4c..2026=bb3de`: the version, then the marks in the order of `ORDER`, apart by dots; an empty cell
has none. What a calendar year costs stands at the end, with its year. A few hundred signs would fill a large file.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reading.plans.own_format import Value, filled
from tables.text import clean

SIGNS = 5  # of base 32: of 30 million changed cells one would seem the same
YEAR = "cost:"
# The codes that have a mark, of our sheets and of our document. Files know them by their place: only add at the end.
ORDER = (
    *("line", "theme", "number", "what", "how", "goals", "lead", "partners", "who_text"),
    *("start", "end", "recurrence", "approximate", "planning_text"),
    *("cost_kind", "amount", "amount_max", "per", "total", "cost_approximate", "nature", "stage", "funding"),
    *("cost_text", "costs", "status", "secured_with", "priority", "municipalities", "topics", "classification"),
    *("released", "planning", "who", "cost"),
)


@dataclass(frozen=True, slots=True)
class Then:
    """What a row of our own file was when the file was made."""

    version: int
    marks: Mapping[str, str] = field(default_factory=dict)  # by code; of filled cells

    def changed(self, code: str, value: Value) -> bool:
        """Whether a cell holds something else than then."""
        return mark_of(value) != self.marks.get(code, "")


def mark_of(value: Value) -> str:
    """A short mark of what a cell holds; empty for an empty cell."""
    found = filled(value)
    if found is None:
        return ""
    if isinstance(found, Decimal):
        text = f"{found:.2f}"
    else:
        text = clean("\n".join(found) if isinstance(found, tuple) else str(found))  # as a file can hold it
        if not text:
            return ""
    digest = hashlib.blake2b(text.encode(errors="replace"), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()[:SIGNS]


def written(version: int, values: Mapping[str, Value]) -> str:
    """The text of a version with the marks of its cells."""
    marks = {code: mark_of(value) for code, value in values.items()}
    fixed = ".".join(marks.get(code, "") for code in ORDER).rstrip(".")
    years = [
        f"{code.removeprefix(YEAR)}={mark}" for code, mark in sorted(marks.items()) if code.startswith(YEAR) and mark
    ]
    return " ".join([str(version), fixed or "-", *years])


def read(text: str) -> Then | None:
    """What `written` wrote; None for anything else."""
    version, _space, rest = text.strip().partition(" ")
    if not (version.isascii() and version.isdigit() and len(version) < 10 and rest):
        return None
    fixed, *years = rest.split()
    marks = dict(zip(ORDER, fixed.removeprefix("-").split("."), strict=False))
    marks |= {f"{YEAR}{year}": mark for year, _sign, mark in (part.partition("=") for part in years)}
    return Then(int(version), {code: mark for code, mark in marks.items() if mark})
