"""What somebody can find out from published figures: the least and the most that a sum can be, by linear programming.

It knows nothing of how the portal decides what to hide: it gets the smallest groups that anything was counted for (one
area, one kind, one month), and what each published figure says about a sum of those.
"""

from collections.abc import Iterable, Mapping
from math import inf

Bounds = tuple[int, float]
TINY = 1e-7


def bounds_of(shown: int) -> Bounds:
    """What a published count says: the counts that round to it."""
    return (0, 0) if shown == 0 else (max(shown - 2, 10), shown + 2)


class Attack:
    """Sums of groups of unknown size, with their bounds. The true sizes are only a place to start from."""

    def __init__(self, facts: Iterable[tuple[frozenset[str], Bounds]], truth: Mapping[str, int]) -> None:
        self.facts = set(facts)
        self.truth = truth

    def interval(self, group: frozenset[str], within: tuple[int, int] = (0, 100)) -> tuple[int, int]:
        """The lowest and the highest whole number that the sum of a group can be, looking no further than `within`."""
        actual = sum(self.truth[name] for name in group)
        low = actual - self._most(group, -1, actual - within[0])
        high = actual + self._most(group, 1, within[1] - actual)
        return round(low - TINY + 0.5), round(high + TINY - 0.5)

    def _most(self, group: frozenset[str], direction: int, at_most: int) -> float:
        """How far the sum can move in a direction from the truth, which fits all facts."""
        names = self._connected(group)
        at = {name: index for index, name in enumerate(names)}
        rows: list[list[float]] = []
        limits: list[float] = []

        def limit(some: Iterable[str], sign: int, by: float) -> None:
            row = [0.0] * (2 * len(names))
            for name in some:
                row[2 * at[name]], row[2 * at[name] + 1] = float(sign), float(-sign)
            rows.append(row)
            limits.append(float(by))

        for some, (low, high) in self.facts:
            if some <= at.keys():
                actual = sum(self.truth[name] for name in some)
                assert low <= actual <= high
                if high < inf:
                    limit(some, 1, high - actual)
                limit(some, -1, actual - low)
        for name in names:
            limit([name], -1, self.truth[name])
        limit(group, direction, at_most)
        aim = [0.0] * (2 * len(names))
        for name in group:
            aim[2 * at[name]], aim[2 * at[name] + 1] = float(direction), float(-direction)
        return maximum(aim, rows, limits)

    def _connected(self, group: frozenset[str]) -> list[str]:
        found, facts = set(group), [some for some, _bounds in self.facts]
        while near := [some for some in facts if some & found and not some <= found]:
            found.update(*near)
        return sorted(found)


def maximum(aim: list[float], rows: list[list[float]], limits: list[float]) -> float:
    """The highest value of `aim` times x, where x is nowhere below nought and each row times x within its limit.

    The simplex method, from x = 0; all limits are nought or more, and the aim is limited.
    """
    size = len(aim)
    table = [[*row, *(1.0 if at == index else 0.0 for at in range(len(rows)))] for index, row in enumerate(rows)]
    limits = list(limits)
    gain = [*aim, *([0.0] * len(rows))]
    value = 0.0
    for step in range(5000):
        rising = [index for index, each in enumerate(gain) if each > TINY]
        if not rising:
            return value
        # the steepest first; after a while the first, so that it cannot go round in circles
        column = max(rising, key=lambda index: gain[index]) if step < 200 else rising[0]
        steep = [(limits[at] / row[column], at) for at, row in enumerate(table) if row[column] > TINY]
        _ratio, pivot = min(steep)
        by = table[pivot][column]
        table[pivot] = [each / by for each in table[pivot]]
        limits[pivot] /= by
        chosen = [(index, each) for index, each in enumerate(table[pivot]) if each]
        for at, row in enumerate(table):
            if at != pivot and (times := row[column]):
                for index, each in chosen:
                    row[index] -= times * each
                limits[at] = max(limits[at] - times * limits[pivot], 0.0)
        times = gain[column]
        for index, each in chosen:
            gain[index] -= times * each
        value += times * limits[pivot]
    raise AssertionError(f"no end in sight, with {size} unknowns")
