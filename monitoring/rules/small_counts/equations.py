"""All counts that were ever published or hidden, as equations: what anybody knows of how they hang together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from monitoring.rules.small_counts.counts import SMALLEST, Equation, Key, Known, Release, Sum, Var

View = dict[Key, Var]


class Rest(NamedTuple):
    """The name of what a sum lacks when the sum gives it none."""

    total: Key
    parts: tuple[Key, ...]


class Equations:
    """The equations of all releases together.

    Every release has its own: a count that was corrected is another count than before. What was not corrected is the
    same in all, so that nobody learns anything from comparing them.
    """

    def __init__(self, releases: Sequence[Release], known: Mapping[Key, Known]) -> None:
        self.known = known
        self.all: list[Equation] = []
        self.of: dict[Var, list[int]] = defaultdict(list)
        self.versions: dict[Key, list[Var]] = defaultdict(list)
        self.views: list[View] = []  # the counts that held together
        self.seen_in: dict[Var, set[int]] = defaultdict(set)
        self.totals: set[Var] = set()
        self.rests: set[Var] = set()  # what nobody delivers
        self.fixed: set[Var] = set()  # what others publish, and that there is nobody left
        self.people: list[Var] = []  # rests that are people
        self.above: dict[Key, set[Key]] = defaultdict(set)  # totals that a count is a part of
        self._added: set[frozenset[tuple[Var, int]]] = set()
        sums = dict.fromkeys(each for release in releases for each in release.sums)
        for each in sums:
            for part in each.parts:
                self.above[part].add(each.total)
        for counts in _views(releases):
            self._connect(counts, sums)

    def _connect(self, counts: Mapping[Key, int], sums: Iterable[Sum]) -> None:
        view: View = {key: (key, each.value) for key, each in self.known.items() if key not in counts}
        self.fixed.update(view.values())
        view |= {key: (key, count) for key, count in counts.items()}
        self._slack = {key: each.slack for key, each in self.known.items() if key not in counts}  # of what is not exact
        for each in sums:
            terms = (each.total, *each.parts)
            if each.computed and each.total not in view and all(part in view for part in each.parts):
                self._add_computed(each, view)
            elif all(key in view for key in terms) and not all(
                key in self.known and key not in counts for key in terms
            ):
                self._add(each, view)
        for key, var in view.items():
            if not self.seen_in[var]:
                self.versions[key].append(var)
            self.seen_in[var].add(len(self.views))
        self.views.append(view)

    def _add(self, each: Sum, view: View) -> None:
        total, parts = view[each.total], [view[part] for part in each.parts]
        if each.rest in view:  # what is left is known from another sum
            parts.append(view[each.rest])
        lacking = total[1] - sum(part[1] for part in parts)
        mixed = [key for key in (each.total, *(part[0] for part in parts)) if key in self._slack]
        if not each.over_time:
            self.totals.add(total)
        terms = {total: 1} | dict.fromkeys(parts, -1)
        if mixed:
            self._add_mixed(each, terms, lacking, sum(self._slack[key] for key in mixed), view)
        elif lacking < 0:
            self._add_double(each, terms, -lacking, view)
        else:
            key = each.rest if each.rest not in view and each.rest is not None else Rest(each.total, each.parts)
            rest = (key, lacking)
            view.setdefault(key, rest)
            if lacking:
                self.rests.add(rest)
                self.people.append(rest)
                terms[rest] = -1
            else:
                self.fixed.add(rest)
            self._write(terms)

    def _add_computed(self, each: Sum, view: View) -> None:
        """What its parts come to: a step on the way to sums of which it is a part or the total."""
        parts = [view[part] for part in each.parts]
        total = (each.total, sum(part[1] for part in parts))
        view[each.total] = total
        self.rests.add(total)
        if slack := sum(self._slack.get(part, 0) for part in each.parts):
            self._slack[each.total] = slack
        self._write({total: 1} | dict.fromkeys(parts, -1))

    def _add_mixed(self, each: Sum, terms: dict[Var, int], lacking: int, slack: int, view: View) -> None:
        """With counts of others in it: what is lacking is known about, unless it is clear that something is."""
        if not each.complete and lacking > -slack:
            least = max(lacking - slack, 0)
            around = min(max(lacking, 1), SMALLEST - 1) if lacking < SMALLEST + slack else least
            key = each.rest if each.rest not in view and each.rest is not None else Rest(each.total, each.parts)
            rest = (key, around)
            view[key] = rest
            self._slack[key] = slack
            self.rests.add(rest)
            self.people.append(rest)
            terms[rest] = -1
        self._write(terms)

    def _add_double(self, each: Sum, terms: dict[Var, int], lacking: int, view: View) -> None:
        """Where parts count double, each on its own is still no more than the total."""
        name = each.double if each.double is not None else ("dubbel", each.total, each.parts)
        double = (name, lacking)
        view.setdefault(name, double)
        self.rests.add(double)
        self._write({**terms, double: 1})
        total = next(iter(terms))
        for part in list(terms)[1:]:
            lone = (Rest(total[0], (part[0],)), total[1] - part[1])
            if len(terms) > 2 and lone[1] >= 0:
                self.rests.add(lone)
                self.people.append(lone)
                self._write({total: 1, part: -1} | ({lone: -1} if lone[1] else {}))

    def _write(self, terms: Equation) -> None:
        identity = frozenset(terms.items())
        if identity not in self._added:
            self._added.add(identity)
            for var in terms:
                self.of[var].append(len(self.all))
            self.all.append(terms)


def _views(releases: Sequence[Release]) -> Iterator[dict[Key, int]]:
    """The counts as they held after each release, and what came first later (or last before) of what it had not yet.

    Who reads all deliveries fills in what one lacks from another: what was not corrected is the same in both.
    """
    earlier: dict[Key, int] = {}
    for at, release in enumerate(releases):
        later: dict[Key, int] = {}
        for each in reversed(releases[at:]):
            later = {**later, **each.counts}
        earlier |= release.counts
        yield {**earlier, **later}
