"""Two people edited the same action: what one of them changed is put together, what both changed is for the second.

Three contents: what both started from, what the first made of it (theirs), what the second typed (mine). All pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.content import LABELS, Content, CostItem


@dataclass(frozen=True)
class Merge:
    """A proposal: everything that the second typed, with what only the first changed."""

    content: Content
    taken: list[str]  # parts taken over from the first
    clashes: list[str]  # parts that both changed: the proposal keeps what the second typed


def merge(base: Content | None, *, theirs: Content, mine: Content) -> Merge:
    """Put two edits together. Without a known start every difference is a clash: nothing is taken over unseen."""
    proposal, taken, clashes = mine, [], []
    for name in LABELS:
        first, second = getattr(theirs, name), getattr(mine, name)
        if first == second:
            continue
        start = getattr(base, name) if base else None
        if base and name == "costs":
            costs, took, clashed = merge_costs(start or (), first, second)
            proposal = replace(proposal, costs=costs)
            taken += ["costs"] if took and not clashed else []
            clashes += ["costs"] if clashed else []
        elif base and second == start:
            proposal = replace(proposal, **{name: first})
            taken.append(name)
        elif base is None or first != start:
            clashes.append(name)
    return Merge(proposal, taken, clashes)


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
            proposal.append(item)
    for now in theirs:
        if now.pk not in before:  # they added it
            took = True
            proposal.append(now)
        elif now.pk not in kept and now != before[now.pk]:  # I removed what they changed
            clashed = True
    return tuple(proposal), took, clashed
