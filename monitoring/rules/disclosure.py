"""The one rule by which exact counts become public figures. Pure: it knows tables of counts, no database.

Counts are rounded to 5, counts of 1 to 9 are hidden, and further counts are hidden until nobody can narrow a hidden
one to less than 1-9 from all that was ever published together. That is proved per count by *moves*: steps that raise
or lower it over all of 1-9, balanced by other hidden counts, and leave every published count exactly as it is. What
does not change cannot tell: not in totals, parts, periods, earlier deliveries, rates, nor in anything made of those.
See docs/besluiten/005-kleine-aantallen.md.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.rules.small_counts.counts import (
    BASE,
    SMALLEST,
    DisclosureError,
    Key,
    Known,
    Release,
    Sum,
    Var,
    is_small,
    rate,
    rounded,
)
from monitoring.rules.small_counts.equations import Equations
from monitoring.rules.small_counts.grids import Grid
from monitoring.rules.small_counts.moves import Chance, Errand, Moves, State, no_chance

TOO_TIGHT = gettext_lazy(
    "In deze cijfers zijn kleine aantallen niet te beschermen zonder bijna alles te verbergen. Lever minder "
    "onderwerpen of gebieden tegelijk, alleen losse maanden of kwartalen, of alleen 'januari t/m'."
)
_Around = tuple[set[int], set[Var]]  # sums to look in, and totals that are still spared

__all__ = [
    "BASE",
    "DisclosureError",
    "Known",
    "Release",
    "Sum",
    "is_small",
    "narrowed",
    "publish",
    "rate",
    "rounded",
    "unprotected",
]


def publish(
    counts: Mapping[Key, int],
    sums: Iterable[Sum],
    before: Sequence[Release] = (),
    known: Mapping[Key, Known] | None = None,
    chance: Chance = no_chance,
) -> Release:
    """Decide which of the counts are hidden.

    `counts` are all that will hold, those of earlier releases that nothing replaces included; `before` is all that was
    ever released, withdrawn releases too; `known` is what others publish (CBS): hiding that protects nothing.
    Raises DisclosureError for what is no count.
    """
    if any(count < 0 for count in counts.values()):
        raise DisclosureError(_("Er staat een aantal onder nul in deze aanlevering."))
    release = Release(dict(counts), tuple(sums))
    table = _Table(release, before, known or {}, chance)
    for small in table.small():
        table.protect(small)
        if table.state.products < 0:
            raise DisclosureError(str(TOO_TIGHT))
    hidden = frozenset(var[0] for var in counts.items() if table.is_hidden(var))
    return Release(release.counts, release.sums, hidden)


def narrowed(releases: Sequence[Release], sums: Iterable[Sum], known: Mapping[Key, Known]) -> list[Key]:
    """The hidden counts of releases that no move protects any more, because of what others published since."""
    last = Release(releases[-1].counts, tuple(sums), releases[-1].hidden)
    before, now = _Table(last, releases, {}), _Table(last, releases, known)
    return [small[0] for small in now.small() if not now.is_safe(small) and before.is_safe(small)]


def unprotected(releases: Sequence[Release], sums: Iterable[Sum], known: Mapping[Key, Known]) -> list[Key]:
    """The hidden counts of releases that no move protects, whatever told them."""
    table = _Table(Release(releases[-1].counts, tuple(sums), releases[-1].hidden), releases, known)
    return [small[0] for small in table.small() if not table.is_safe(small)]


class _Table:
    """All counts ever released, how they hang together, and which are hidden, shown, or still to be decided."""

    def __init__(
        self, release: Release, before: Sequence[Release], known: Mapping[Key, Known], chance: Chance = no_chance
    ) -> None:
        self.equations = Equations([*before, release], known)
        shown = {(key, one.counts[key]) for one in before for key in one.counts if key not in one.hidden}
        earlier = {(key, one.counts[key]) for one in before for key in one.hidden}
        once_hidden = {key for key, _count in earlier}
        fresh = dict.fromkeys(var for var in release.counts.items() if var not in shown)
        self.elsewhere = {var for var in fresh if var[0] in known and var[0] not in once_hidden}
        self.hidden = earlier | {var for var in fresh if is_small(var[1]) or var[0] in once_hidden}
        self.state = State(
            shown=shown | {var for var in self.equations.seen_in if var[0] in known} | self.equations.fixed,
            free=set(),
            noughts={var for var in fresh if not var[1] and var[0] not in once_hidden} - self.elsewhere,
            certain=_certain(before, self.equations.above),
            hidden_now={key for key, count in release.counts.items() if (key, count) in self.hidden},
            once_hidden=once_hidden,
            current=release.counts,
            equations=self.equations,
            chance=chance,
        )
        self.state.free = fresh.keys() - self.hidden - self.state.shown - self.state.noughts
        self.moves = Moves(self.equations, self.state, Grid(release.sums, {var[0] for var in self.equations.of}))

    def small(self) -> list[Var]:
        """The small counts to protect, computable rests included; those in most sums first, for they are hardest."""
        order = dict.fromkeys(var for view in self.equations.views for var in view.values() if var in self.hidden)
        order |= dict.fromkeys(self.equations.people)
        found = [var for var in order if var not in self.state.shown and is_small(var[1])]
        return sorted(found, key=lambda var: -len(self.equations.of[var]))

    def is_hidden(self, var: Var) -> bool:
        """Whether this count is not published: noughts are hidden where a total over them is."""
        return var in self.hidden or (var in self.state.noughts and self.state.is_covered(var[0]))

    def protect(self, small: Var) -> None:
        """Hide as little as is needed to move this count over all of 1-9."""
        for step in (1, -1):
            errand = _errand(small, step)
            around: _Around = (set(self.equations.of[small]), self.equations.totals)
            while not self._reach(errand):
                if (wider := self._hide_around(small, *around)) is None:
                    break  # nothing around it is published now, so nothing tells more than was told before
                around = wider

    def is_safe(self, small: Var) -> bool:
        """Whether it can be anything from 1 to 9 with all as it is."""
        return all(self._reach(_errand(small, step)) for step in (1, -1))

    def _reach(self, errand: Errand) -> bool:
        """Whether moves were found that together go all the way, or one that does; what they take is hidden."""
        left = errand
        while left.times:
            move = self.moves.find(left)
            if move is None and left.times < errand.times:
                left = errand._replace(entire=True)
                move = self.moves.find(left)
            if move is None:
                return False
            self._hide(move)
            times = min(left.times, *(self.state.room(var, each, left.world) for var, each in move.items()))
            world = {**left.world, **{var: left.world.get(var, var[1]) + times * each for var, each in move.items()}}
            left = left._replace(times=left.times - times, world=world)
        return True

    def _hide_around(self, small: Var, around: set[int], spared: set[Var]) -> "_Around | None":
        """Hide what the nearest sums are about, then further and further, totals last; None when all is hidden."""
        of, every = self.equations.of, self.equations.all
        near = {var for index in around for var in every[index]}
        wider = {index for var in near for index in of[var]}
        if self._hide(near - spared) or wider != around:
            return wider, spared
        if spared:
            return set(of[small]), set()
        return (around, spared) if self._hide_more(near) else None

    def _hide_more(self, near: set[Var]) -> bool:
        """When nothing else is left: noughts, and what others publish too, for theirs may be rounded less finely."""
        noughts, elsewhere = self.state.noughts & near, self.elsewhere & near - self.hidden
        self.hidden |= noughts | elsewhere
        self.state.noughts -= noughts
        self.state.hidden_now |= {var[0] for var in noughts | elsewhere}
        return bool(noughts | elsewhere)

    def _hide(self, some: Iterable[Var]) -> bool:
        """Hide what is not decided yet; whether there was any."""
        found = self.state.free.intersection(some)
        self.hidden |= found
        self.state.free -= found
        self.state.hidden_now |= {key for key, count in found if self.state.current.get(key) == count}
        return bool(found)


def _errand(small: Var, step: int) -> Errand:
    """From what a count is to 9, or to 1."""
    end = SMALLEST - 1 if step > 0 else 1
    return Errand(small, step, abs(end - small[1]), {small: small[1]})


def _certain(before: Sequence[Release], above: Mapping[Key, set[Key]]) -> set[Var]:
    """Counts that were hidden for the first time where no total over them was: noughts are shown there."""
    found: set[Var] = set()
    once_hidden: set[Key] = set()
    for release in before:
        fresh = release.hidden - once_hidden
        found |= {(key, release.counts[key]) for key in fresh if release.hidden.isdisjoint(above.get(key, ()))}
        once_hidden |= release.hidden
    return found
