"""Two people edited the same action: what one of them changed is put together, what both wrote is there for the second.

Three contents: what both started from, what the first made of it (theirs), what the second typed (mine). All pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.rules.content import PARTS, SETS, Content, CostItem, Cover
from actions.rules.text_merge import merged_items, merged_text

LINES = ("number", "secured_with")  # texts of one line
TEXTS = ("what", "how", "who_text", "cost_text", "planning_text", *LINES)
SUM = ("kind", "amount", "amount_max", "total", "per", "year")  # of a cost: these belong together


@dataclass(frozen=True)
class Merge:
    """A proposal: everything that the second typed, with what the first changed as far as both fit."""

    content: Content
    taken: list[str]  # parts taken over from the first
    clashes: list[str]  # parts that both changed
    joined: list[str] = field(default_factory=list)  # of those, the parts that hold what both wrote


def merge(base: Content | None, *, theirs: Content, mine: Content) -> Merge:
    """Put two edits together. Without a known start every difference is a clash: nothing is taken over unseen."""
    merged = Merge(mine, [], [])
    for name in PARTS:
        first, second = getattr(theirs, name), getattr(mine, name)
        if first == second:
            continue
        if base is None:
            merged.clashes.append(name)
        else:
            merged = _part(merged, name, getattr(base, name), first, second)
    return merged


def _part(merged: Merge, name: str, start: Any, first: Any, second: Any) -> Merge:
    """One part in which the two differ."""
    if name == "costs":
        costs, took, clashed = merge_costs(start, first, second)
        (merged.clashes if clashed else merged.taken).extend(["costs"] if took or clashed else [])
        merged.joined.extend(["costs"] if took and clashed else [])
        return replace(merged, content=replace(merged.content, costs=costs))
    if first == start:
        return merged
    if second == start:
        merged.taken.append(name)
        return replace(merged, content=replace(merged.content, **{name: first}))
    merged.clashes.append(name)
    both = _both(name, start, first, second)
    if both == second:
        return merged
    merged.joined.append(name)
    return replace(merged, content=replace(merged.content, **{name: both}))


def _both(name: str, start: Any, first: Any, second: Any) -> Any:
    """What both wrote; of what can hold one of them only (a status, a quarter) what the second chose."""
    if name in TEXTS:
        return merged_text(start, theirs=first, mine=second, one_line=name in LINES)
    if name == "goals":
        return merged_items(start, theirs=first, mine=second)
    if name in SETS:
        return (second | (first - start)) - (start - first)
    return second


def merge_costs(
    base: Sequence[CostItem], theirs: Sequence[CostItem], mine: Sequence[CostItem]
) -> tuple[tuple[CostItem, ...], bool, bool]:
    """Costs row by row: the proposal, whether anything was taken over, and whether any row was changed by both."""
    before = {item.pk: item for item in base}
    first = {item.pk: item for item in theirs}
    kept = {item.pk for item in mine if item.pk is not None}
    proposal: list[CostItem] = []
    took = clashed = False
    for item in mine:
        start, now = before.get(item.pk), first.get(item.pk)
        if item.pk is None or start is None or start == now or item == now:
            proposal.append(item)
        elif item == start:  # only they changed or removed it
            took = True
            proposal += [now] if now else []
        else:
            clashed = True
            both = _both_of_cost(start, now, item) if now else item
            took = took or both != item
            proposal.append(both)
    for now in theirs:
        if now.pk not in before:  # they added it
            took = True
            proposal.append(now)
        elif now.pk not in kept and now != before[now.pk]:  # I removed what they changed: they wrote something there
            took = clashed = True
            proposal.append(now)
    return tuple(proposal), took, clashed


def _both_of_cost(start: CostItem, theirs: CostItem, mine: CostItem) -> CostItem:
    """A cost that both changed: the amount is that of one of them, its words and its cover are of both."""
    values: dict[str, Any] = {}
    if all(getattr(mine, name) == getattr(start, name) for name in SUM):
        values = {name: getattr(theirs, name) for name in SUM}
    for name in ("nature", "stage", "approximate"):
        if getattr(mine, name) == getattr(start, name):
            values[name] = getattr(theirs, name)
    values["text"] = merged_text(start.text, theirs=theirs.text, mine=mine.text, one_line=True)
    values["cover"] = _both_covers(start.cover, theirs.cover, mine.cover)
    return replace(mine, **values)


def _both_covers(start: tuple[Cover, ...], theirs: tuple[Cover, ...], mine: tuple[Cover, ...]) -> tuple[Cover, ...]:
    """The sources of both, without those that one of them removed; an amount is that of who changed it."""
    before, first, second = ({part.source: part for part in parts} for parts in (start, theirs, mine))
    found = []
    for source in dict.fromkeys([*second, *first]):
        was, now, typed = before.get(source), first.get(source), second.get(source)
        one = now if typed == was else typed
        if one is None and was is not None and now != was:
            one = now
        found += [one] if one else []
    return tuple(found)
