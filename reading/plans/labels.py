"""How the columns of a table are filled that say something of several rows: on every row, or once for a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from reading.plans.columns import Layout

BEFORE_WHAT = ("who", "lead", "goals")


class Labelled(Protocol):
    """A row with its texts by meaning."""

    layout: Layout
    under_merged: frozenset[int]

    @property
    def what(self) -> str:
        """What the action is."""

    @property
    def has_planning(self) -> bool:
        """Whether it has a planning of its own."""

    def text(self, name: str) -> str:
        """The texts with a meaning."""


@dataclass(frozen=True)
class Labels:
    """How the columns for line and theme of a table are filled: on every row, or once for a group of rows.

    An empty cell means "as above" only in the second case; with few empty cells the user is asked.
    """

    grouped: frozenset[str]  # columns in which no two rows after each other say the same
    often_empty: frozenset[str]
    once: frozenset[str] = frozenset()  # leads or goals before the what, once for a group of rows as it seems

    @classmethod
    def of(cls, drafts: Sequence[Labelled]) -> "Labels":
        """Look at all rows of a table."""
        rows = [draft for draft in drafts if draft.what or draft.has_planning]
        grouped, often = set(), set()
        for name in ("line", "theme"):
            texts = [draft.text(name) for draft in rows]
            if all(one != other or not one for one, other in pairwise(texts)):
                grouped.add(name)
            if 3 * texts.count("") >= len(texts):
                often.add(name)
        once = {name for name in BEFORE_WHAT if _is_once(name, rows)}
        return cls(frozenset(grouped), frozenset(often), frozenset(once))

    def carries(self, name: str) -> bool:
        """Whether an empty cell means the same as above it."""
        return name in self.grouped

    def doubtful(self, name: str) -> bool:
        """Whether an empty cell may well be forgotten."""
        return name not in self.grouped or name not in self.often_empty


def _is_once(name: str, rows: Sequence[Labelled]) -> bool:
    """Whether a column before the what is filled once for a group of rows, without merged cells that say so."""
    places = rows[0].layout.places(name) if rows else []
    if not places or places[0] > min(rows[0].layout.places("what"), default=-1):
        return False
    texts = [row.text(name) for row in rows]
    merged = any(place in row.under_merged for row in rows for place in places)
    alike = any(one == other != "" for one, other in pairwise(texts))
    return bool(texts[0]) and not merged and not alike and 3 * texts.count("") >= len(texts)
