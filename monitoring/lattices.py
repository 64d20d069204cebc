"""Sets of pieces (areas of municipalities, periods of months): which are made of which others. Pure."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

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
    order = sorted(sets, key=lambda node: (-len(sets[node]), repr(node)))
    for at, total in enumerate(order):
        within = [node for node in order[at + 1 :] if sets[node] <= sets[total]]
        nearest = [node for node in within if not any(sets[node] < sets[other] for other in within)]
        found: set[tuple[Node, ...]] = set()
        for first in nearest:
            parts, rest = _filled(first, within, sets, sets[total])
            if parts not in found:
                found.add(parts)
                yield Cover(total, parts, rest)


def _filled(
    first: Node, within: list[Node], sets: Mapping[Node, frozenset[Piece]], total: frozenset[Piece]
) -> tuple[tuple[Node, ...], frozenset[Piece]]:
    parts, rest = [first], total - sets[first]
    for node in within:  # the largest first
        if rest and sets[node] <= rest:
            parts.append(node)
            rest -= sets[node]
    return tuple(sorted(parts, key=repr)), rest
