"""The pages on which a programme is kept: what there is of each kind, and what became of one row."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from actions.models import Programme, Theme
from actions.pages.versions import Change, Version
from actions.rules import kept
from actions.rules.kinds import KINDS, Kind
from reading import formats
from reading.plans.lexer import shortened

FIRST = 6  # rows of a kind that the contents name


@dataclass(frozen=True)
class Part:
    """One kind in the contents of a programme: how many there are, and the first of them."""

    kind: Kind
    count: int
    rows: Sequence[Any]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.rows)


def contents(programme: Programme) -> list[Part]:
    """What a programme consists of; one query per kind."""
    parts = []
    for kind in KINDS:
        rows = list(kind.rows_of(programme))
        parts.append(Part(kind, len(rows), rows[:FIRST]))
    return parts


@dataclass(frozen=True)
class Entry:
    """One row of a list: where it hangs, and whether it can go up and down."""

    row: Any
    place: str
    up: bool
    down: bool
    is_hidden: bool
    ended: str  # since when it is no more; empty when it is


def entries(kind: Kind, programme: Programme) -> list[Entry]:
    """The rows of a kind, in their order, those that stand in one order together."""
    rows = list(kind.rows_of(programme).select_related(*kind.hangs))
    if kind.siblings is not None:
        rows.sort(key=lambda row: (*(getattr(row, key) or 0 for key in kind.siblings or ()), row.position, row.pk))
    places = [tuple(getattr(row, key) for key in kind.siblings or ()) for row in rows]
    ordered = kind.siblings is not None
    return [
        Entry(
            row,
            place=_place(row, kind.hangs),
            up=ordered and index > 0 and places[index - 1] == place,
            down=ordered and index + 1 < len(rows) and places[index + 1] == place,
            is_hidden=not getattr(row, "published", True),
            ended=formats.day(getattr(row, "ended_on", None)),
        )
        for index, (row, place) in enumerate(zip(rows, places, strict=True))
    ]


def _place(row: Any, named: Sequence[str]) -> str:
    """Where a row hangs, in words; empty under the programme itself."""
    return " › ".join(str(getattr(row, name)) for name in named if getattr(row, name))


def versions_of(kind: Kind, pk: int, day_in_words: Callable[[datetime.date], str] = formats.day) -> list[Version]:
    """The history of a row as people read it, the last line first. The number of queries does not grow with it."""
    lines = kept.history(kind, pk)
    keys = (*(kind.field(name).attname for name in kind.told), *kind.sets)
    held = [{key: getattr(line, key) for key in keys if key not in line.held} | line.held for line in lines]
    names = kept.names_for(kind, held)
    found = []
    for index, (line, values) in enumerate(zip(lines, held, strict=True)):
        before = held[index - 1] if index else None
        changes = [] if before is None else _changes(kind, before, values, names)
        when = day_in_words(line.history_date)
        found.append(Version.told_by(line, changes, first=before is None, when=when))
    return found[::-1]


def _changes(kind: Kind, old: kept.Values, new: kept.Values, names: kept.Names) -> list[Change]:
    told = [
        (key, *(", ".join(kept.words(kind, key, held[key], names)) for held in (old, new)))
        for key in new
        if old[key] != new[key]
    ]
    return [Change(kept.label_of(kind, key), was, now) for key, was, now in told]


def targets(kind: Kind, row: Any) -> Any:
    """The rows of the same kind that what hangs under a row can go to."""
    if "programme" not in kind.places:
        return kind.rows.none()
    others = kind.rows_of(row.programme).exclude(pk=row.pk)
    if isinstance(row, Theme):  # what is in a line stays in it
        others = others.filter(Q(line=None) | Q(line=row.line_id)) if row.line_id else others.filter(line=None)
    return others


def title_of(kind: Kind, row: Any) -> str:
    """What a row is called in a heading."""
    return shortened(str(row))
