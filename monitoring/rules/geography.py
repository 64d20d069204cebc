"""Which areas lie in which others, and when: municipalities merge, regions change. Read from the reference data."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from accounts import standing
from monitoring.rules.areas import NETHERLANDS, PARTS, PROVINCES
from monitoring.rules.small_counts.relations import Areas, Layouts, Span
from municipalities.models import Membership, Merger, Municipality

PROVINCES_IN = {  # landsdelen, by the code of CBS
    "LD01": ("PV20", "PV21", "PV22"),
    "LD02": ("PV23", "PV24", "PV25"),
    "LD03": ("PV26", "PV27", "PV28", "PV29"),
    "LD04": ("PV30", "PV31"),
}
Places = dict[str, set[str]]


class Geography:
    """All areas as sets of the smallest pieces of land that ever were of one municipality. Three queries.

    `whole` is the region that all `own` areas are said to lie in, whatever the reference data say.
    """

    def __init__(self, whole: str, own: Iterable[str]) -> None:
        places = list(Municipality.objects.all())
        self.pieces = pieces_of(places, list(Merger.objects.select_related("old", "new")))
        for code in own:
            if code.startswith("GM"):
                self.pieces.setdefault(code, frozenset([code]))
        self.whole = whole
        self.within_whole = {code for code in own if code.startswith("GM")}
        self.members: dict[str, list[Membership]] = defaultdict(list)
        for each in Membership.objects.exclude(region__code="").select_related("region", "municipality"):
            self.members[each.region.code].append(each)
        self.fixed = self._provinces(places)

    def _provinces(self, places: Iterable[Municipality]) -> Places:
        codes = {name: code for code, name in PROVINCES.items()}
        found: Places = defaultdict(set)
        for place in places:
            if not place.fictitious:
                code = place.province_code or codes.get(place.province, "")
                found[code] |= self.pieces[place.code]
                found[NETHERLANDS] |= self.pieces[place.code]
        for part in PARTS:
            found[part] = set().union(*(found[code] for code in PROVINCES_IN[part]))
        return {code: pieces for code, pieces in found.items() if code and pieces}

    def on(self, day: datetime.date) -> dict[str, frozenset[str]]:
        """All areas as they were on a day; before the first day that is known, as they were then."""
        found: Places = {code: set(pieces) for code, pieces in [*self.pieces.items(), *self.fixed.items()]}
        for code, members in self.members.items():
            at = max(day, min(each.valid_from for each in members))
            found[code] = set()
            for each in members:
                if each.valid_from <= at and (each.valid_until is None or each.valid_until >= at):
                    found[code] |= self.pieces[each.municipality.code]
        found.setdefault(self.whole, set()).update(*(self.pieces[code] for code in self.within_whole))
        return {code: frozenset(pieces) for code, pieces in found.items() if pieces}

    def touching(self) -> set[str]:
        """The areas that share something with the region, and all that are larger than a municipality."""
        layout = self.on(standing.today())
        land = layout.get(self.whole, frozenset())
        return {code for code, pieces in layout.items() if pieces & land or not code.startswith("GM")} | {self.whole}

    def layouts(self, codes: Collection[str]) -> Layouts:
        """These areas as they were at the begin and the end of a period, and as they are now; each layout once."""
        wanted = set(codes)

        @cache
        def on(day: datetime.date) -> Areas:
            return _simplified({code: pieces for code, pieces in self.on(day).items() if code in wanted})

        @cache
        def layouts(span: Span) -> Sequence[Areas]:
            found: list[Areas] = []
            for day in (_first_day(span.start), _first_day(span.end - 1), standing.today()):
                if on(day) not in found:
                    found.append(on(day))
            return found

        return layouts


def pieces_of(places: Collection[Municipality], mergers: Collection[Merger]) -> dict[str, frozenset[str]]:
    """The pieces of each municipality: what went from one into another is a piece of both, and of those after it.

    Each way into a new one is a piece; a new one that was there before has a piece of its own as well. An old one is
    taken to have gone as a whole: if some of it stayed, sums have a rest.
    """
    into: dict[str, list[str]] = defaultdict(list)
    starts = {each.code for each in places}
    for each in mergers:
        into[each.old.code].append(each.new.code)
        if each.new.valid_from >= each.on:
            starts.discard(each.new.code)
    found: dict[str, set[str]] = defaultdict(set)
    for start in starts:
        for path in _paths((start,), into):
            for code in path:
                found[code].add(">".join(path))
    return {each.code: frozenset(found[each.code] or {each.code}) for each in places}


def _paths(path: tuple[str, ...], into: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    further = [code for code in into.get(path[-1], []) if code not in path]
    if not further:
        yield path
    for code in further:
        yield from _paths((*path, code), into)


def _simplified(areas: Mapping[str, frozenset[str]]) -> Areas:
    """The same areas in fewer pieces: those that are always together are one."""
    where: dict[str, set[str]] = defaultdict(set)
    for code, pieces in areas.items():
        for piece in pieces:
            where[piece].add(code)
    names: dict[frozenset[str], str] = {}
    for piece in sorted(where):
        names.setdefault(frozenset(where[piece]), piece)
    found: dict[str, set[str]] = {code: set() for code in areas}
    for codes, name in names.items():
        for code in codes:
            found[code].add(name)
    return {code: frozenset(pieces) for code, pieces in found.items()}


def _first_day(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)
