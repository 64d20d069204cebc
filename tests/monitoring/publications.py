"""Invented publications to attack: everything that a Veilig Thuis organisation and others tell of one small region.

People are counted in the smallest groups there are: a piece of land, a kind, a month. Whatever is published is about
some of those groups together. Readers know which groups those are, and which were corrected.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from math import inf

from hypothesis import strategies as st

from monitoring.rules.disclosure import publish
from monitoring.rules.small_counts.counts import Known, Release, rounded
from monitoring.rules.small_counts.relations import Cell, Family, Span, overlapping, span, sums
from monitoring.rules.small_counts.suspicions import adding_up, parts_of_anything
from tests.monitoring.attack import Attack, Bounds, bounds_of

SMALL = range(1, 10)
MONTHS = [span(f"2024M{month:02}") for month in (1, 2, 3)]
PERIODS = [*MONTHS, span("2024M01-2024M02"), span("2024Q1"), span("2024M02-2024M03")]
TOTAL = 0
FAR = (0, 13)  # what others alone bring nearer than this, is told by them
Place = tuple[str, str, int]  # piece of land, kind, month

# Pieces of land of each area: a and b merged into ab, c was divided between a neighbour and the rest of its region.
LANDS = {
    "one": {"VT": "a"},
    "flat": {"VT": "abc", "A": "a", "B": "b", "C": "c"},
    "merged": {"VT": "abc", "AB": "ab", "A": "a", "B": "b", "C": "c"},
    "province": {"PV": "abcd", "VT": "abc", "A": "a", "BC": "bc", "D": "d"},
    "divided": {"VT": "abc", "A": "a", "AB": "ab", "BC": "bc", "C": "c"},
}
# Kinds of people of each topic; 0 is the total, z are people of no part.
TOPICS = {
    "one": {TOTAL: "x"},
    "parts": {TOTAL: "xyz", 1: "x", 2: "y"},
    "all": {TOTAL: "xyz", 1: "x", 2: "y", 3: "z"},
    "overlap": {TOTAL: "xyz", 1: "xy", 2: "yz"},
}


@dataclass
class World:
    """Reports by piece of land, kind and month. Corrected groups get another name."""

    lands: dict[str, str]
    topics: dict[int, str]
    groups: dict[Place, tuple[str, int]]
    truth: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.truth |= dict(self.groups.values())

    def corrected(self, changes: dict[Place, int], version: int, *, precisely: bool) -> "World":
        """With other counts; readers know of which groups, or of which months when groups are not counted apart."""
        months = {month for _land, _kind, month in changes}
        every = {place: count for place, (_name, count) in self.groups.items() if place[2] in months} | changes
        new = {
            place: (f"{place}v{version}", count)
            for place, count in every.items()
            if not precisely or count != self.groups[place][1]
        }
        return replace(self, groups=self.groups | new)

    def names(self, cell: Cell) -> frozenset[str]:
        places = product(self.lands[cell.area], self.topics[cell.indicator], (each % 12 for each in cell.months.months))
        return frozenset(self.groups[place][0] for place in places)

    def count(self, cell: Cell) -> int:
        return sum(self.truth[name] for name in self.names(cell))


@dataclass
class Publication:
    """All that was ever told: own releases in their order, and what others show."""

    lands: dict[str, str]
    topics: dict[int, str]
    said: str  # what was said of the topics: parts, nothing, or that they stand alone
    others: dict[Cell, int] = field(default_factory=dict)
    history: list[tuple[World, Release]] = field(default_factory=list)

    def release(self, world: World, cells: list[Cell]) -> None:
        """Publish these cells by the rule."""
        before = [release for _world, release in self.history]
        counts = {cell: world.count(cell) for cell in cells}
        ever = dict.fromkeys([*counts, *(cell for release in before for cell in release.counts), *self.others])
        layout = {area: frozenset(pieces) for area, pieces in self.lands.items()}
        found = sums(ever, layouts=lambda _span: [layout], families=self._families([*before, Release(counts)]))
        known = {cell: Known(rounded(count), 2) for cell, count in self.others.items()}
        self.history.append((world, publish(counts, found, before=before, known=known)))

    def _families(self, releases: list[Release]) -> list[Family]:
        parts = tuple(topic for topic in self.topics if topic != TOTAL)
        found = [Family(TOTAL, parts, "aard")] if self.said == "parts" and parts else []
        for release in releases:
            found += adding_up(release.counts, found)
            if self.said == "":
                found += parts_of_anything(release.counts, set(self.topics))
        return list(dict.fromkeys(found))

    def facts(self) -> list[tuple[frozenset[str], Bounds]]:
        """What everybody can read."""
        return self.facts_of_others() + [
            (world.names(cell), bounds_of(shown))
            for world, release in self.history
            for cell in release.counts
            if (shown := release.shown(cell)) is not None
        ]

    def at_least_one(self) -> list[tuple[frozenset[str], Bounds]]:
        """Counts that are hidden for the first time where nought would have been shown."""
        found: list[tuple[frozenset[str], Bounds]] = []
        once_hidden: set[Cell] = set()
        for world, release in self.history:
            for cell in release.hidden - once_hidden:
                if not any(world.names(cell) < world.names(other) for other in release.hidden):
                    found.append((world.names(cell), (1, inf)))
            once_hidden |= release.hidden
        return found

    def facts_of_others(self) -> list[tuple[frozenset[str], Bounds]]:
        world = self.history[0][0]
        return [(world.names(cell), (max(rounded(n) - 2, 0), rounded(n) + 2)) for cell, n in self.others.items()]

    def told(self) -> list[tuple[World, Cell]]:
        """All that is counted in any way: delivered or not, also between two periods."""
        found = []
        for world, release in self.history:
            told = {cell.months for cell in (*release.counts, *self.others)}
            edges = sorted({edge for months in told for edge in months})
            spans = told | {Span(*both) for both in pairwise(edges)}
            found += [(world, Cell(*each)) for each in product(self.topics, self.lands, sorted(spans))]
        return found

    def _is_crossed(self, cell: Cell) -> bool:
        """Whether it lay in a larger area in a shorter period, beside a smaller area in a longer one, while nobody
        had counted the smaller area in the shorter period: what one less the other tells, the rule does not know."""
        told = set(self.others)
        for _world, release in self.history:
            told |= release.counts.keys()
            around = [each for each in told if cell.months.months <= each.months.months]
            around = [each for each in around if set(self.lands[cell.area]) <= set(self.lands[each.area])]
            if any(
                set(self.lands[other.area]) < set(self.lands[each.area])
                and each.months.months < other.months.months
                and Cell(each.indicator, other.area, each.months) not in told
                for each, other in product(around, told)
            ):
                return True
        return False

    def narrowed(self) -> list[tuple[Cell, int, tuple[int, int]]]:
        """Small counts that readers of everything know more of than 1-9, where others do not tell that already."""
        if not self.history:
            return []
        truth = self.history[-1][0].truth
        some, others, derived = self.at_least_one(), Attack(self.facts_of_others(), truth), Attack(self.facts(), truth)
        delivered = {world.names(cell) for world, release in self.history for cell in release.counts}
        found = {}
        for world, cell in self.told():
            names, count = world.names(cell), world.count(cell)
            if count in SMALL and names not in found and cell not in self.others and not self._is_crossed(cell):
                # two hidden counts are two people at least, and so is what they are parts of
                published = Attack(self.facts() + [each for each in some if not each[0] < names], truth)
                interval = (published if names in delivered else derived).interval(names, within=(1, 9))
                narrow = interval != (1, 9) and others.interval(names, within=FAR) == FAR
                found[names] = (cell, count, interval) if narrow else None
        return [each for each in found.values() if each]


counts = st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(10, 60))


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """One to three deliveries: each brings periods, may correct months that earlier ones counted apart, and may be
    taken back. Some areas and topics are never delivered."""
    lands = LANDS[draw(st.sampled_from(sorted(LANDS)))]
    kind = draw(st.sampled_from(sorted(TOPICS)))
    topics = TOPICS[kind]
    # what adds up is seen, whatever was said of it
    made = Publication(
        lands, topics, draw(st.sampled_from(["parts", "parts", "", "alone"] if kind == "all" else ["parts"]))
    )
    pieces, kinds = sorted(set("".join(lands.values()))), sorted(set("".join(topics.values())))
    groups = {place: (f"{place}", draw(counts)) for place in product(pieces, kinds, range(len(MONTHS)))}
    world = World(lands, topics, groups)
    every = [Cell(*each) for each in product(topics, lands, [*MONTHS, span("2024Q1")])]
    made.others = {cell: world.count(cell) for cell in draw(st.lists(st.sampled_from(every), max_size=3))}
    areas = draw(st.sets(st.sampled_from(sorted(set(lands) - {"PV"})), min_size=min(len(lands), 2) - ("PV" in lands)))
    precisely = kind in ("one", "all") and areas == {"VT", "A", "B", "C"} == set(lands)
    periods: set[Span] = set()
    apart: set[Span] = set()  # months that every delivery so far counted
    for version in range(draw(st.integers(1, 3))):
        may_change = [place for place in sorted(groups) if MONTHS[place[2]] in apart]
        later = world
        if may_change:
            places = draw(st.lists(st.sampled_from(may_change), max_size=2, unique=True))
            later = world.corrected({place: draw(counts) for place in places}, version, precisely=precisely)
        later_periods = periods | draw(st.sets(st.sampled_from(PERIODS), min_size=1, max_size=3))
        apart = apart & later_periods if version else later_periods & set(MONTHS)
        cells = [Cell(*each) for each in product(topics, sorted(areas), sorted(later_periods))]
        if overlapping(cells) or overlapping(dict.fromkeys(cell for _w, each in made.history for cell in each.counts)):
            break  # the release is refused
        made.release(later, cells)
        if draw(st.booleans()) or not version:
            world, periods = later, later_periods  # otherwise it is withdrawn
    return made
