"""What a history tells: each save as one version, and what it changed, in words."""

import datetime
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils import timezone

from reading import formats


@dataclass(frozen=True)
class Change:
    """One thing that changed, in words; empty is "nothing"."""

    label: str
    old: str = ""
    new: str = ""
    internal: bool = False  # not told to the public
    tells: bool = True  # whether old and new are shown, or only that it changed


@dataclass
class Version:
    """What one save did. Who and why are for readers of the region."""

    moment: datetime.datetime
    who: str = ""
    why: str = ""
    first: bool = False
    changes: list[Change] = field(default_factory=list)
    when: str = ""  # the day in words; of what came with a document, as precise as the document

    @classmethod
    def told_by(cls, line: Any, changes: list[Change], *, first: bool = False, when: str = "") -> Self:
        """What a line of history tells."""
        when = when or formats.day(timezone.localtime(line.history_date))
        who = str(line.history_user or "")
        return cls(line.history_date, who, line.history_change_reason or "", first, changes, when)

    @property
    def labels(self) -> list[str]:
        """What changed, without the values, each once: what the public may know."""
        return list(dict.fromkeys(change.label for change in self.changes if not change.internal))
