"""What our own file remembers of an action: the version it was made from, and a mark of each filled cell.

With these a file tells by itself which cells somebody changed in it, however long ago it was made, and the portal
tells which of the same cells it changed since. As text `3 what:k7f2a9xq how:...`: the version, then the marks by the
code of the column; a cell without a mark was empty. Names count as they were spelled then, so that an organisation
that is renamed since does not make a cell look like somebody's change.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reading.plans.own_format import Value, filled

MARK_BYTES = 5  # 8 signs of base 32: two values with the same mark are one in a million millions
NO_MARK = ("id", "updated")  # these cannot be changed into something else


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
        text = "\n".join(found) if isinstance(found, tuple) else str(found)
    digest = hashlib.blake2b(text.encode(errors="replace"), digest_size=MARK_BYTES).digest()
    return base64.b32encode(digest).decode().lower()


def written(version: int, values: Mapping[str, Value]) -> str:
    """The text of a version with the marks of its cells."""
    marks = {code: mark_of(value) for code, value in values.items() if code not in NO_MARK}
    return " ".join([str(version), *(f"{code}:{mark}" for code, mark in marks.items() if mark)])


def read(text: str) -> Then | None:
    """What `written` wrote; None for anything else."""
    version, *parts = text.split() or [""]
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return None
    pairs = (part.rpartition(":") for part in parts)
    return Then(int(version), {code: mark for code, _colon, mark in pairs if code})
