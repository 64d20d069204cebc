"""The one rule by which exact counts become public figures. Pure: it knows tables of counts, no database.

Counts are rounded to 5, counts of 1 to 9 are hidden, and further counts are hidden until nobody can narrow a hidden
one to less than 1-9 from all that was ever published together. That is proved per count by *moves*: steps that raise
or lower it over all of 1-9, balanced by other hidden counts, and leave every published count exactly as it is. What
does not change cannot tell: not in totals, parts, periods, earlier deliveries, rates, nor in anything made of those.
See docs/besluiten/005-kleine-aantallen.md.
"""

import heapq
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BASE = 5  # published counts are multiples of it, as CBS has them
SMALLEST = 10  # from here a count is published
EFFORT = 2000  # steps in search of a move; after that more is hidden than may be needed
ALL_EFFORT = 60_000  # steps for all moves of a release together, half a minute at most; after that it is refused
TOO_TIGHT = gettext_lazy(
    "In deze cijfers zijn kleine aantallen niet te beschermen zonder bijna alles te verbergen. Lever alleen losse "
    "maanden of kwartalen, of alleen 'januari t/m'."
)

Key = Any  # whatever can be a key of a dict: the rule does not look into it
Var = tuple[Key, int]  # a count as it was: the same key with another value is another count
Equation = Mapping[Var, int]  # counts with 1 or -1, together nothing

# What it costs to hide or to move a count: no measure, only an order of preference.
PART, SMALL_STEP, TOTAL, CLASS_BREAK = 1.0, 0.01, 30.0, 20.0
SHORT, BETWEEN_SMALL = 2.0, 60.0
HURRY = 25.0  # what a sum out of balance counts in the search: more finds a move sooner, less a cheaper one


_Trial = tuple[float, int, float, dict[Var, int], dict[int, int]]  # order, ticket, spent, move, what is uneven


class DisclosureError(Exception):
    """Counts that cannot be published without telling a small one; the message is for the user."""


@dataclass(frozen=True)
class Sum:
    """A count and the counts that it should be the sum of. What is missing or counted double is a rest of its own."""

    total: Key
    parts: tuple[Key, ...]
    over_time: bool = False  # of periods; the others are of areas or kinds, and their totals are missed most


@dataclass(frozen=True)
class Release:
    """The exact counts that hold after a release, how they hang together, and which of them are hidden."""

    counts: Mapping[Key, int]
    sums: tuple[Sum, ...] = ()
    hidden: frozenset[Key] = frozenset()

    def shown(self, key: Key) -> int | None:
        """The published count: rounded to 5, None when it is hidden."""
        return None if key in self.hidden else rounded(self.counts[key])


def is_small(count: int) -> bool:
    """Whether a count may not be published. Nought may: it is about nobody, and moves never lean on it."""
    return 0 < count < SMALLEST


def rounded(count: int) -> int:
    """A count of 10 or more to the nearest 5."""
    return (count + BASE // 2) // BASE * BASE


def rate(part: int | None, whole: int | None, *, per: int) -> Decimal | None:
    """`part` per 100 or 1,000 of `whole`, both as published, in one decimal; None where either is hidden or nought."""
    if part is None or not whole:
        return None
    return (Decimal(part) * per / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def publish(
    counts: Mapping[Key, int],
    sums: Iterable[Sum],
    before: Sequence[Release] = (),
    known: Collection[Key] = (),
) -> Release:
    """Decide which of the counts are hidden.

    `counts` are all that will hold, those of earlier releases that nothing replaces included; `before` is all that was
    ever released, withdrawn releases too; `known` are keys that others publish (CBS): hiding those protects nothing.
    Raises DisclosureError when a small count cannot be kept.
    """
    if any(count < 0 for count in counts.values()):
        raise DisclosureError(_("Er staat een aantal onder nul in deze aanlevering."))
    release = Release(dict(counts), tuple(sums))
    table = _Table(release, before, known)
    for small in table.small():
        table.protect(small)
    hidden = frozenset(key for key, count in counts.items() if (key, count) in table.hidden)
    return Release(release.counts, release.sums, hidden)


@dataclass(frozen=True)
class _Rest:
    """What a sum lacks (or counts double): a count that nobody publishes, yet that may be computed."""

    total: Key
    parts: frozenset[Key]
    double: bool  # counted double, so no number of people


def _views(releases: Sequence[Release]) -> Iterator[dict[Key, int]]:
    """The counts as they held after each release, and what came first later (or last before) of what it had not yet.

    Who reads all deliveries fills in what one lacks from another: what was not corrected is the same in both.
    """
    earlier: dict[Key, int] = {}
    for at, release in enumerate(releases):
        later: dict[Key, int] = {}
        for each in reversed(releases[at:]):
            later |= each.counts
        earlier |= release.counts
        yield earlier | later


class _Table:
    """All counts ever released, how they hang together, and which are hidden, shown, or still to be decided."""

    def __init__(self, release: Release, before: Sequence[Release], known: Collection[Key]) -> None:
        self.shown = {(key, one.counts[key]) for one in before for key in one.counts if key not in one.hidden}
        earlier = {(key, one.counts[key]) for one in before for key in one.hidden}
        self.once_hidden = {key for key, _count in earlier}
        fresh = set(release.counts.items()) - self.shown
        elsewhere = {var for var in fresh if var[0] in known and var[0] not in self.once_hidden}
        self.noughts = {var for var in fresh if not var[1] and var[0] not in self.once_hidden}
        self.fixed = self.shown | elsewhere | self.noughts
        self.hidden = earlier | {var for var in fresh if is_small(var[1]) or var[0] in self.once_hidden}
        self.free = fresh - self.hidden - self.fixed
        self.effort = ALL_EFFORT
        self.totals: set[Var] = set()
        self.equations: list[Equation] = []
        self.of: dict[Var, list[int]] = defaultdict(list)
        self._connect([*before, release])

    def _connect(self, releases: Sequence[Release]) -> None:
        seen: set[tuple[Var, frozenset[Var]]] = set()
        every = dict.fromkeys(each for release in releases for each in release.sums)
        for counts in _views(releases):
            for each in every:
                total = (each.total, counts[each.total])
                parts = frozenset((key, counts[key]) for key in each.parts)
                double = sum(part[1] for part in parts) > total[1]
                # where parts count double, each on its own is still no more than the total
                for some in [parts, *(frozenset([part]) for part in parts if double)]:
                    if (total, some) not in seen:
                        seen.add((total, some))
                        self._add(total, some)
                        self.totals |= set() if each.over_time else {total}

    def _add(self, total: Var, parts: frozenset[Var]) -> None:
        terms = {total: 1} | dict.fromkeys(sorted(parts, key=repr), -1)
        rest = total[1] - sum(part[1] for part in parts)
        if rest:
            name: Var = (_Rest(total[0], frozenset(part[0] for part in parts), rest < 0), abs(rest))
            self.hidden.add(name)
            terms[name] = -1 if rest > 0 else 1
        for var in terms:
            self.of[var].append(len(self.equations))
        self.equations.append(terms)

    def small(self) -> list[Var]:
        """The small counts to protect, computable rests included; those in most sums first, for they are hardest."""
        found = [var for var in self.hidden - self.fixed if is_small(var[1])]
        people = [var for var in found if not (isinstance(var[0], _Rest) and var[0].double)]
        return sorted(people, key=lambda var: (-len(self.of[var]), repr(var)))

    def protect(self, small: Var) -> None:
        """Hide as little as is needed to move this count over all of 1-9."""
        for step, end in ((1, SMALLEST - 1), (-1, 1)):
            world = {small: small[1]}  # counts as they would be; those that are not in it are as they are
            while world[small] != end:
                times = abs(end - world[small])
                move = self._move_or_hide(small, step, times, world)
                if move is None:
                    return  # nothing around it is published now, so nothing tells more than was told before
                self._hide(move)
                times = min(times, *(_room(var, each, world) for var, each in move.items()))
                world |= {var: world.get(var, var[1]) + times * each for var, each in move.items()}

    def _move_or_hide(self, small: Var, step: int, times: int, world: Mapping[Var, int]) -> dict[Var, int] | None:
        """A move from this world. Where none is found, more is hidden: ever further around the count, totals last."""
        around, spared = set(self.of[small]), self.totals
        while (move := self._move(small, step, times, world)) is None:
            near = {var for index in around for var in self.equations[index]}
            wider = {index for var in near for index in self.of[var]}
            if self._hide(near - spared) or wider != around:
                around = wider
            elif spared:
                around, spared = set(self.of[small]), set()
            else:
                self._hide_noughts(near)
                return None
        return move

    def _hide_noughts(self, some: set[Var]) -> None:
        found = self.noughts & some
        self.hidden |= found
        self.noughts -= found
        self.fixed -= found

    def _hide(self, some: Iterable[Var]) -> bool:
        """Hide what is not decided yet; whether there was any."""
        found = self.free.intersection(some)
        self.hidden |= found
        self.free -= found
        return bool(found)

    def _move(self, small: Var, step: int, times: int, world: Mapping[Var, int]) -> dict[Var, int] | None:
        """The cheapest way found to take a step with everything published in place: 1 or -1 for each count in it."""
        ticket = itertools.count()
        uneven = {index: self.equations[index][small] * step for index in self.of[small]}
        heap: list[_Trial] = [(0.0, next(ticket), 0.0, {small: step}, uneven)]
        for _trial in range(EFFORT):
            if not heap:
                return None
            self.effort -= 1
            if self.effort < 0:
                raise DisclosureError(str(TOO_TIGHT))
            _order, _ticket, spent, move, uneven = heapq.heappop(heap)
            if not uneven:
                return move
            for var, sign in self._ways(uneven, move):
                cost = self._cost(var, sign, times, world)
                if cost is not None:
                    left = self._after(uneven, var, sign)
                    order = spent + cost + HURRY * sum(map(abs, left.values()))
                    heapq.heappush(heap, (order, next(ticket), spent + cost, move | {var: sign}, left))
        return None

    def _after(self, uneven: Mapping[int, int], var: Var, step: int) -> dict[int, int]:
        """By how much which sums are out of balance when a count takes a step too."""
        found = dict(uneven)
        for index in self.of[var]:
            found[index] = found.get(index, 0) + self.equations[index][var] * step
            if not found[index]:
                del found[index]
        return found

    def _ways(self, uneven: Mapping[int, int], move: Mapping[Var, int]) -> Iterator[tuple[Var, int]]:
        """Counts that bring the sum with fewest such counts nearer to balance, each with its step."""
        open_to = {
            index: [var for var in self.equations[index] if var not in move and var not in self.fixed]
            for index in uneven
        }
        index = min(open_to, key=lambda each: len(open_to[each]))
        for var in open_to[index]:
            yield var, self.equations[index][var] * (-1 if uneven[index] > 0 else 1)

    def _cost(self, var: Var, step: int, times: int, world: Mapping[Var, int]) -> float | None:
        """What it costs that a count takes a number of such steps along; None when it cannot take one."""
        room = _room(var, step, world)
        if not room:
            return None
        cost = SMALL_STEP if room >= times else SHORT
        if var in self.free:
            cost += (TOTAL if var in self.totals else PART) + min(var[1], 10_000) / 2000
        if isinstance(var[0], _Rest) or var[0] in self.once_hidden:
            return cost  # that it is hidden says nothing about how large it is
        end = world.get(var, var[1]) + step * min(room, times)
        if is_small(var[1]):
            return cost if is_small(end) else cost + BETWEEN_SMALL
        return cost if end >= SMALLEST else cost + CLASS_BREAK


def _room(var: Var, step: int, world: Mapping[Var, int]) -> int:
    """How many such steps a count can take before it would be below nought."""
    return SMALLEST if step > 0 else world.get(var, var[1])
