"""Sets of pieces (areas of municipalities, periods of months): which are made of which others. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

ROUNDS = 4  # of what is left of what is left
Node = TypeVar("Node", bound=Hashable)
Piece = TypeVar("Piece", bound=Hashable)


class Cover(NamedTuple, Generic[Node, Piece]):
    """A set and sets within it that share nothing, with the pieces that those leave open."""

    total: Node
    parts: tuple[Node, ...]
    rest: frozenset[Piece]


def covers(sets: Mapping[Node, frozenset[Piece]]) -> Iterator[Cover[Node, Piece]]:
    """Each set with the nearest sets within it: with each of those, what fills up the rest best.

    All differences of sets come from these: what is left of A without B is the rest of a cover of A by B.
    """
    order = sorted(sets, key=lambda node: (-len(sets[node]), in_order(node)))
    for at, total in enumerate(order):
        within = [node for node in order[at + 1 :] if sets[node] <= sets[total]]
        nearest = [node for node in within if not any(sets[node] < sets[other] for other in within)]
        found: set[tuple[Node, ...]] = set()
        for first in nearest:
            parts, rest = filled([first], {node: sets[node] for node in within}, sets[total] - sets[first])
            if parts not in found:
                found.add(parts)
                yield Cover(total, parts, rest)


def in_order(node: Hashable) -> str:
    """Something to sort sets by that is the same in every process: of a set of texts, the order differs in each."""
    return repr(sorted(node, key=repr)) if isinstance(node, frozenset) else repr(node)


def filled(
    first: list[Node], sets: Mapping[Node, frozenset[Piece]], rest: frozenset[Piece]
) -> tuple[tuple[Node, ...], frozenset[Piece]]:
    """What fills pieces up, the largest first, beside what there is; and the pieces that are left."""
    parts = list(first)
    for node in sorted(sets, key=lambda each: (-len(sets[each]), in_order(each))):
        if rest and sets[node] <= rest:
            parts.append(node)
            rest -= sets[node]
    return tuple(sorted(parts, key=in_order)), rest


def closed_covers(
    sets: Mapping[Node, frozenset[Piece]], name: Callable[[frozenset[Piece]], Node]
) -> Iterator[Cover[Node, Piece]]:
    """Covers of all sets, and again with the sets that are left of others, which get a name."""
    every = dict(sets)
    seen: set[frozenset[frozenset[Piece]]] = set()
    for _round in range(ROUNDS):
        before = len(every)
        for each in list(covers(every)):
            pieces = [every[each.total], *(every[part] for part in each.parts)]
            identity = frozenset([*pieces, each.rest] if each.rest else pieces)
            if identity not in seen or (len(each.parts) == 1 and not each.rest):  # the same area under two names
                seen.add(identity)
                yield each
            if each.rest and each.rest not in every.values():
                every[name(each.rest)] = each.rest
        if len(every) == before:
            return
