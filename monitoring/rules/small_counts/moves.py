"""Finding moves: steps that raise or lower a hidden count while all that is published stays exactly as it is. Pure.

First the products of steps along kinds, areas and periods (see grids.py), which need no search; then a search through
the sums, the cheapest first, for what does not hang together so neatly.
"""

import heapq
import itertools
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from operator import itemgetter
from typing import NamedTuple

from monitoring.rules.small_counts.counts import SMALLEST, Key, Var
from monitoring.rules.small_counts.equations import Equations
from monitoring.rules.small_counts.grids import Grid, Step

EFFORT = 150  # trials in search of one move
ALL_EFFORT = 6_000  # trials for all moves of a release together
ALL_PRODUCTS = 5_000_000  # products of steps that are tried for a release; a normal year takes a tenth of it

# What it costs to hide or to move a count: no measure, only an order of preference.
PART, SMALL_STEP, TOTAL, CLASS_BREAK, SHORT = 1.0, 0.01, 30.0, 0.5, 2.0
HURRY = 25.0  # what a sum out of balance counts in the search: more finds a move sooner, less a cheaper one

Move = dict[Var, int]  # 1 or -1 for each count in it
Chance = Callable[[Key], float]  # what a count costs more to hide than its size says, as nobody can foresee
World = Mapping[Var, int]  # counts as they would be; those that are not in it are as they are


def no_chance(_key: Key) -> float:
    """What is hidden follows from the counts alone."""
    return 0.0


class Errand(NamedTuple):
    """A count that has to go up (1) or down (-1), how often, and from where."""

    small: Var
    step: int
    times: int
    world: World
    entire: bool = False  # in one move, all the way


_Trial = tuple[float, int, float, Move, dict[int, int]]  # order, ticket, spent, move, what is uneven


@dataclass
class State:
    """What is decided about each count."""

    shown: set[Var]  # published, here or elsewhere: stays as it is
    free: set[Var]  # still to be decided
    noughts: set[Var]  # shown as well, unless a total over it is hidden
    certain: set[Var]  # hidden earlier in a place where a nought would have been shown
    hidden_now: set[Key]
    once_hidden: set[Key]
    current: Mapping[Key, int]
    equations: Equations
    chance: Chance = no_chance
    effort: int = field(default_factory=lambda: ALL_EFFORT)
    products: int = field(default_factory=lambda: ALL_PRODUCTS)

    def is_covered(self, key: Key) -> bool:
        """Whether a total over it is hidden, so that noughts are too."""
        return not self.equations.above[key].isdisjoint(self.hidden_now)

    def is_fixed(self, var: Var) -> bool:
        """Whether everybody knows this count."""
        return var in self.shown or (var in self.noughts and not self.is_covered(var[0]))

    def floor(self, var: Var) -> int:
        """The least that a hidden count can be, as far as anybody knows: nought is hidden in some places only."""
        if var in self.equations.rests or not var[1]:
            return 0
        if self.current.get(var[0]) != var[1] or var[0] in self.once_hidden:
            return int(var in self.certain)
        return 0 if self.is_covered(var[0]) else 1

    def room(self, var: Var, step: int, world: World) -> int:
        """How many such steps a count can take."""
        return SMALLEST if step > 0 else max(world.get(var, var[1]) - self.floor(var), 0)

    def cost(self, var: Var, step: int, errand: Errand) -> float:
        """What it costs that a count takes a number of such steps along; endless when it cannot take one."""
        if self.is_fixed(var):
            return inf
        room = self.room(var, step, errand.world)
        if not room or (errand.entire and room < errand.times):
            return inf
        cost = SMALL_STEP if room >= errand.times else SHORT
        if var in self.free:
            cost += (TOTAL if var in self.equations.totals else PART) + min(var[1], 10_000) / 2000
            cost += self.chance(var[0])
        if var in self.equations.rests or var[0] in self.once_hidden:
            return cost  # that it is hidden says nothing about how large it is
        end = errand.world.get(var, var[1]) + step * min(room, errand.times)
        return cost + (0 if (end < SMALLEST) is (var[1] < SMALLEST) else CLASS_BREAK)


class _Prices:
    """What it costs to move counts in a world, each asked for once; nothing for what nobody counted."""

    def __init__(self, state: State, rests: set[Hashable], errand: Errand) -> None:
        self.state, self.rests, self.errand = state, rests, errand
        self.found: dict[tuple[Key, int], float] = {}

    def of(self, key: Key, sign: int) -> float:
        """The price of a step; what counts of several releases cost is seen when all of them are put together."""
        if (key, sign) not in self.found:
            versions = self.state.equations.versions.get(key, ())
            cost = 0.0 if versions or self.rests.isdisjoint(key) else inf
            if len(versions) == 1:
                cost = self.state.cost(versions[0], sign * self.errand.step, self.errand)
            self.found[key, sign] = cost
        return self.found[key, sign]


class Moves:
    """Moves in a world, given what is decided."""

    def __init__(self, equations: Equations, state: State, grid: Grid) -> None:
        self.equations = equations
        self.state = state
        self.grid = grid

    def find(self, errand: Errand) -> Move | None:
        """The cheapest way found to take a step with everything published in place."""
        return self._product(errand) or self._search(errand)

    # --- Products of steps along the axes ---

    def _product(self, errand: Errand) -> Move | None:
        small = errand.small
        prices = _Prices(self.state, self.grid.rests, errand)
        best: tuple[float, Move | None] = (inf, None)
        for least, steps in self._by_cost(small[0], prices):
            if least >= best[0] or best[0] < PART:
                break
            self.state.products -= 1
            cost = least
            for (kind, one), (area, two), (months, three) in itertools.product(*steps):
                if (kind == small[0][0]) + (area == small[0][1]) + (months == small[0][2]) < 2:
                    cost += prices.of((kind, area, months), one * two * three)
                    if cost >= best[0]:
                        break
            else:
                move = self._together(small, errand.step, steps)
                if self._is_possible(move, errand) and self._is_even(move):
                    best = (cost, move)
        return best[1]

    def _by_cost(self, key: Key, prices: "_Prices") -> list[tuple[float, tuple[Step, ...]]]:
        """Three steps, one along each axis, with what they cost at least."""
        axes: list[list[tuple[float, Step]]] = []
        for place, steps in enumerate(self.grid.steps(key)):
            before, after = key[:place], key[place + 1 :]
            priced = [
                (sum(prices.of((*before, node, *after), sign) for node, sign in each[1:]), each) for each in steps
            ]
            axes.append(sorted((each for each in priced if each[0] < inf), key=lambda each: (each[0], len(each[1]))))
        if not axes:
            return []
        found = [
            (one[0] + two[0] + three[0], (one[1], two[1], three[1])) for one, two, three in itertools.product(*axes)
        ]
        return sorted(found, key=itemgetter(0))

    def _together(self, small: Var, step: int, steps: tuple[Step, ...]) -> Move:
        """The counts of a product, in all releases that share one of them with a release that this count is in."""
        cells = {
            type(small[0])(*(node for node, _sign in nodes)): step * nodes[0][1] * nodes[1][1] * nodes[2][1]
            for nodes in itertools.product(*steps)
        }
        move: Move = {}
        views, waiting = set(self.equations.seen_in[small]), list(self.equations.seen_in[small])
        while waiting:
            view = self.equations.views[waiting.pop()]
            for key, sign in cells.items():
                if (var := view.get(key)) and var not in move:
                    move[var] = sign
                    waiting += self.equations.seen_in[var] - views
                    views |= self.equations.seen_in[var]
        return move

    def _is_possible(self, move: Move, errand: Errand) -> bool:
        return all(self.state.cost(var, sign, errand) < inf for var, sign in move.items())

    def _is_even(self, move: Mapping[Var, int]) -> bool:
        of, every = self.equations.of, self.equations.all
        touched = {index for var in move for index in of[var]}
        return not any(sum(sign * move[var] for var, sign in every[index].items() if var in move) for index in touched)

    # --- Search ---

    def _search(self, errand: Errand) -> Move | None:
        ticket, small, step = itertools.count(), errand.small, errand.step
        uneven = {index: self.equations.all[index][small] * step for index in self.equations.of[small]}
        heap: list[_Trial] = [(0.0, next(ticket), 0.0, {small: step}, uneven)]
        for _trial in range(EFFORT):
            if not heap or self.state.effort <= 0:
                return None
            self.state.effort -= 1
            _order, _ticket, spent, move, uneven = heapq.heappop(heap)
            if not uneven:
                return move
            for var, sign in self._ways(uneven, move):
                cost = self.state.cost(var, sign, errand)
                if cost < inf:
                    left = self._after(uneven, var, sign)
                    order = spent + cost + HURRY * sum(map(abs, left.values()))
                    heapq.heappush(heap, (order, next(ticket), spent + cost, move | {var: sign}, left))
        return None

    def _after(self, uneven: Mapping[int, int], var: Var, step: int) -> dict[int, int]:
        """By how much which sums are out of balance when a count takes a step too."""
        found = dict(uneven)
        for index in self.equations.of[var]:
            found[index] = found.get(index, 0) + self.equations.all[index][var] * step
            if not found[index]:
                del found[index]
        return found

    def _ways(self, uneven: Mapping[int, int], move: Mapping[Var, int]) -> Iterator[tuple[Var, int]]:
        """Counts that bring the sum with fewest such counts nearer to balance, each with its step."""
        equations, fixed = self.equations.all, self.state.is_fixed
        open_to = {index: [var for var in equations[index] if var not in move and not fixed(var)] for index in uneven}
        index = min(open_to, key=lambda each: len(open_to[each]))
        for var in open_to[index]:
            yield var, equations[index][var] * (-1 if uneven[index] > 0 else 1)
