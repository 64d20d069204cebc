"""Three sides: what the file said when it was taken over, what it says now, and what the portal holds now.

Only what changed in the file since is proposed; where the portal changed too, somebody chooses. What was then, is known
by short marks: of a document they are kept with its import (`RowTaken`), our own files carry them (`own_marks`).
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from actions.imports.groups import IN_DOCUMENTS, PLACE, Group, groups_of, within
from actions.rules.content import Content
from reading import formats
from reading.plans import own_format
from reading.plans.model import PlanRow
from reading.plans.texts import words

Marks = Mapping[str, str]  # by the name of a group
WHOLE, NAMED = "row", "name"  # of a row as it can be recognised: with its place, and without
THEME = "theme"  # there when the row had one


@dataclass(frozen=True)
class Taken:
    """What a row of a document said when it was taken over, and what its action held right after."""

    said: Mapping[str, list[str]]  # by group; as taken, and as written where the user corrected it
    held: Marks

    def unsaid(self, row_says: Marks) -> frozenset[str]:
        """The groups in which a row says the same as then."""
        return frozenset(name for name, mark in row_says.items() if mark in self.said.get(name, ()))

    def moved_on(self, held: Marks) -> frozenset[str]:
        """The groups in which the action holds something else than then."""
        return frozenset(name for name, mark in held.items() if mark != self.held.get(name))


@dataclass(frozen=True)
class Sides:
    """What changed since: codes that the file did not change, and names of groups that the portal did."""

    unchanged: frozenset[str] = frozenset()
    portal: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Clash:
    """A group that both the file and the portal changed, and what the user chose; "": not chosen yet."""

    group: Group
    chosen: str = ""


FILE, PORTAL = "file", "portal"  # what can be chosen


def of_document(row: PlanRow, taken: Taken, base: Content, line_id: int, theme_id: int | None) -> Sides:
    """The sides of a row of a document that was read in before; what it changes, is looked up in the portal."""
    same = taken.unsaid(said(row))
    codes = (group.codes for group in IN_DOCUMENTS if group.name in same)
    changed = [group for group in IN_DOCUMENTS if group.name not in same]
    return Sides(frozenset().union(*codes), taken.moved_on(held(base, line_id, theme_id, changed)))


def of_export(row: PlanRow, now: Mapping[str, own_format.Value]) -> Sides:
    """The sides of a row of our own export; `now` is how we would write its action now."""
    then = row.then
    if then is None or row.own is None:
        return Sides()
    unchanged = frozenset(code for code, value in row.own.items() if not then.changed(code, value))
    moved = {code for code in {*now, *then.marks} if then.changed(code, now.get(code))}
    return Sides(unchanged, frozenset(group.name for group in groups_of(row) if within(moved, group)))


# --- Marks ---


def said(row: PlanRow) -> dict[str, str]:
    """A mark of what a row of a document says, by group; and two by which it is known again."""
    who, planning, cost = row.who, row.planning, row.cost
    values: dict[str, Any] = {
        PLACE: [row.line, row.theme],
        "number": row.number,
        "what": row.what,
        "how": row.how,
        "goals": row.goals,
        "who": [who.text, who.leads, who.partners],
        "planning": [planning.text, planning.start, planning.end, planning.recurrence, planning.approximate],
        "costs": {name: value for name, value in _fields(cost).items() if name not in ("problems", "understood")},
        "status": [row.status, row.secured_with],
        "priority": row.priority,
        "municipalities": [formats.FOR_ALL] if row.for_all else sorted(row.municipalities),
        "topics": sorted(row.topics),
        "classification": row.classification,
    }
    covered = [group.name for group in IN_DOCUMENTS if group.name == PLACE or within(row.covered, group)]
    theme = {THEME: mark(row.theme)} if row.theme else {}
    return {name: mark(values[name]) for name in covered} | theme | known_by(row)


def name_of(what: str, goals: Iterable[str]) -> str:
    """What an action is known by, as words: its what, else its first goal."""
    return words(what or next(iter(goals), ""))


def known_by(row: PlanRow) -> dict[str, str]:
    """The marks by which a row is known again, whatever became of its action: with its place, and without."""
    name = name_of(row.what, row.goals)
    if not name:
        return {}
    number = words(row.number or "")
    return {WHOLE: mark([name, number, words(row.line or ""), words(row.theme or "")]), NAMED: mark([name, number])}


def held(
    content: Content, line_id: int, theme_id: int | None, groups: Iterable[Group] = IN_DOCUMENTS
) -> dict[str, str]:
    """A mark of what an action holds, by group."""
    return {
        group.name: mark([line_id, theme_id] if group.name == PLACE else [_held(content, part) for part in group.parts])
        for group in groups
    }


def _held(content: Content, part: str) -> Any:
    """A part of a content; of costs without the numbers of their rows."""
    if part != "costs":
        return getattr(content, part)
    return [{name: value for name, value in asdict(cost).items() if name != "pk"} for cost in content.costs]


def mark(value: Any) -> str:
    """A short mark of any value."""
    text = json.dumps(value, sort_keys=True, default=_plain)
    return base64.b32encode(hashlib.blake2b(text.encode(), digest_size=5).digest()).decode().lower()


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, frozenset | set) else str(value)


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}
