"""Moves that are worth trying first: a step along periods, times one along areas, times one along kinds. Pure.

Such a product keeps every sum in place that holds along each of the three, so nothing has to be searched for. Whether
it does, and what it costs, is for the disclosure rule to see: these are no more than suggestions.
"""

import heapq
import itertools
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping

from monitoring.rules.small_counts.counts import Sum
from monitoring.rules.small_counts.relations import Cell

Step = tuple[tuple[Hashable, int], ...]  # what goes up (1) and what goes down (-1) along one axis
WIDEST = 60  # steps along an axis
EFFORT = 600  # trials to find those


class Axis:
    """Sums along one axis: of kinds, of areas or of periods, whatever the other two are."""

    def __init__(self, equations: Iterable[dict[Hashable, int]]) -> None:
        self.equations = list(equations)
        self.of: dict[Hashable, list[int]] = defaultdict(list)
        for index, terms in enumerate(self.equations):
            for node in terms:
                self.of[node].append(index)
        self._steps: dict[Hashable, list[Step]] = {}

    def steps(self, node: Hashable) -> list[Step]:
        """Ways in which a node goes up while all sums stay in place, those with the fewest nodes first."""
        if node not in self._steps:
            self._steps[node] = list(itertools.islice(self._search(node), WIDEST))
        return self._steps[node]

    def _search(self, node: Hashable) -> Iterator[Step]:
        ticket = itertools.count()
        heap: list[tuple[int, int, dict[Hashable, int]]] = [(1, next(ticket), {node: 1})]
        seen: set[frozenset[tuple[Hashable, int]]] = set()
        for _trial in range(EFFORT):
            if not heap:
                return
            _size, _ticket, step = heapq.heappop(heap)
            uneven = self._uneven(step)
            if not uneven:
                yield tuple(step.items())
                continue
            for other, sign in self._ways(step, uneven):
                wider = step | {other: sign}
                identity = frozenset(wider.items())
                if identity not in seen:
                    seen.add(identity)
                    heapq.heappush(heap, (len(wider), next(ticket), wider))

    def _uneven(self, step: Mapping[Hashable, int]) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for node, sign in step.items():
            for index in self.of[node]:
                found[index] += self.equations[index][node] * sign
        return {index: by for index, by in found.items() if by}

    def _ways(self, step: Mapping[Hashable, int], uneven: Mapping[int, int]) -> list[tuple[Hashable, int]]:
        """What brings the sum with the fewest other nodes nearer to balance."""
        index = min(uneven, key=lambda each: len(self.equations[each]))
        by = -1 if uneven[index] > 0 else 1
        return [(node, sign * by) for node, sign in self.equations[index].items() if node not in step]


class Grid:
    """The three axes of the cells that sums are about."""

    def __init__(self, sums: Iterable[Sum], present: Container[object]) -> None:
        """`present` are the cells that can go up or down: rests only where something is left."""
        self.rests: set[Hashable] = set()  # what some sums lack or count double, and others do not
        found: list[dict[tuple[Hashable, ...], dict[Hashable, int]]] = [{}, {}, {}]
        for each in sums:
            total = each.total
            if not isinstance(total, Cell):
                continue
            place = next(at for at in range(3) if total[at] != each.parts[0][at])
            parts = tuple(part[place] for part in each.parts)
            terms = found[place].setdefault((total[place], *parts), {total[place]: 1} | dict.fromkeys(parts, -1))
            for rest, sign in ((each.rest, -1), (each.double, 1)):
                if rest in present:
                    terms[rest[place]] = sign
                    self.rests.add(rest[place])
        self.axes = [Axis(some.values()) for some in found]  # in the order of the fields of a cell

    def steps(self, key: object) -> list[list[Step]]:
        """Along each axis, the ways in which the place of this cell goes up."""
        return [axis.steps(node) for axis, node in zip(self.axes, key, strict=True)] if isinstance(key, Cell) else []
