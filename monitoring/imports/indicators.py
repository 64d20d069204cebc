"""Which indicator each series of a file belongs to: what somebody chose, one that is known, or a new draft.

Known by title, other names, topic and category at CBS ("Totaal ..." is the total) and unit. Where two fit, or two
topics of one file are the same one, it is asked, never guessed.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q
from django.utils.text import slugify

from actions.models import Programme
from monitoring.imports.choices import KNOWN, SKIP, Choices, key_of
from monitoring.imports.names import is_total, plain_name
from monitoring.models import Indicator, Source, SourceTopic
from reading.figures.areas import squashed
from reading.figures.headings import PERCENTS, title_of
from reading.figures.model import Series

# Tables of CBS about Veilig Thuis: a topic with only totals is the same figure in all of them.
VEILIG_THUIS_TABLES = frozenset({*(f"{number}NED" for number in range(84847, 84856)), "85361NED"})
PER_THOUSAND = re.compile(r"per 1[ .]?000( inwoners)?")

SHORTEST = 6  # letters of a name that is looked for within others
MOST_LIKE = 8

Key = tuple[str, str, tuple[tuple[str, str], ...]]
Name = tuple[str, str, str]  # topic, unit, category
Asks = Literal["", "ambiguous", "double"]


@dataclass(frozen=True)
class Match:
    """What a series is. Without an indicator it is not taken over; one that is not saved is a new draft."""

    indicator: Indicator | None
    asks: Asks = ""
    among: tuple[Indicator, ...] = ()  # what it may be

    @property
    def is_new(self) -> bool:
        return self.indicator is not None and self.indicator._state.adding


def unit_of(series: Series) -> str:
    """The unit of the portal for the unit of a file."""
    unit = series.unit.lower()
    if unit == Indicator.Unit.COUNT:
        return Indicator.Unit.COUNT
    if unit in PERCENTS or unit.startswith(("% ", "in %")):
        return Indicator.Unit.PERCENT
    return Indicator.Unit.PER_THOUSAND if PER_THOUSAND.fullmatch(unit) else Indicator.Unit.OTHER


def categories(series: Series) -> tuple[tuple[str, str], ...]:
    """The dimensions in which a series is not the total, without case and signs."""
    apart = ((name, category) for name, category in series.dimensions if not is_total(name, category))
    return tuple(sorted((squashed(name), squashed(category)) for name, category in apart))


def known_to(source: Source, *, own: bool) -> list[Indicator]:
    """The indicators that figures of a source may be about. CBS: its own; an organisation: all that its region sees."""
    found = Indicator.objects.filter(is_draft=False, source__programme=None).select_related("source")
    if not own:
        return list(found.filter(source__key__startswith="cbs-"))
    watching = Programme.objects.filter(veilig_thuis_regions=source.veilig_thuis_id)
    found = found.filter(Q(region=None) | Q(region__in=watching.values("region")))
    found = found.filter(Q(source__veilig_thuis=None) | Q(source__veilig_thuis=source.veilig_thuis_id))
    fictitious = source.veilig_thuis is not None and source.veilig_thuis.fictitious
    return list(found if fictitious else found.filter(source__fictitious=False))


class Known:
    """Indicators by all their names."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_name: dict[Name, list[Indicator]] = defaultdict(list)
        indicators = list(indicators)
        wholes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for each in indicators:
            if each.cbs_topic and not each.cbs_category:
                wholes[plain_name(each.cbs_topic), _unit(each)] |= _names(each)
        for each in indicators:
            for name in _names(each):
                self._add((name, _unit(each), ""), each)
            if each.cbs_category:
                topic = plain_name(each.cbs_topic)
                for name in {topic} | wholes[topic, _unit(each)]:
                    self._add((name, _unit(each), plain_name(each.cbs_category)), each)

    def find(self, series: Series) -> list[Indicator]:
        """The indicators that a series may be; with more than one category there is none."""
        apart = [category for name, category in series.dimensions if not is_total(name, category)]
        if len(apart) > 1:
            return []
        category = plain_name(apart[0]) if apart else ""
        found: dict[int, Indicator] = {}
        for topic in dict.fromkeys((series.topic, series.path or series.topic)):
            for each in self._by_name.get((plain_name(topic), _unit_of_file(series), category), []):
                found[each.pk] = each
        return list(found.values())

    def like(self, series: Series) -> list[Indicator]:
        """What a topic may be that has another name: "Partnergeweld" is a category of a known topic."""
        name, unit = plain_name(series.topic), _unit_of_file(series)
        if len(name) < SHORTEST:
            return []
        found = {
            each.pk: each
            for (topic, its_unit, category), those in self._by_name.items()
            if its_unit == unit and (name in category or (not category and name in topic))
            for each in those
        }
        exactly = {each.pk for each in self._by_name_of_category(name, unit)}
        return sorted(found.values(), key=lambda each: each.pk not in exactly)[:MOST_LIKE]

    def _by_name_of_category(self, name: str, unit: str) -> list[Indicator]:
        return [each for key, those in self._by_name.items() if key[1:] == (unit, name) for each in those]

    def _add(self, name: Name, indicator: Indicator) -> None:
        if indicator not in self._by_name[name]:
            self._by_name[name].append(indicator)


class Indicators:
    """The indicators of one source, to find those of the series of one file."""

    def __init__(self, source: Source, *, own: bool, choices: Choices) -> None:
        self.source, self.own, self.choices = source, own, choices
        self._all_known = known_to(source, own=own)
        self._known = Known(self._all_known)
        self._taken: set[str] = set()  # slugs that a series of this file has already
        self._drafts: dict[Key, list[Indicator]] = {}
        self._slugs: dict[str, Indicator] = {}
        self._chosen: dict[str, Indicator | None] = {}
        if not source._state.adding:
            for indicator in Indicator.objects.filter(source=source).exclude(source_path=""):
                self._drafts.setdefault(self._key_of(indicator), []).append(indicator)
                self._slugs[indicator.slug] = indicator
            topics = SourceTopic.objects.filter(source=source).select_related("indicator__source")
            self._chosen = {topic.key: topic.indicator for topic in topics}
        self._by_pk = {each.pk: each for each in [*self._all_known, *self._slugs.values()]}

    def match(self, all_series: Iterable[Series]) -> dict[Series, Match]:
        """What each series is. Those that somebody chose come first: nothing is guessed in their place."""
        order = sorted(all_series, key=lambda series: not self._is_chosen(series))
        return {series: self._match(series) for series in order}

    def _is_chosen(self, series: Series) -> bool:
        return key_of(series) in self.choices.topics or key_of(series) in self._chosen

    def _match(self, series: Series) -> Match:
        key = key_of(series)
        choice = self.choices.topics.get(key, {})
        if choice.get("what") == SKIP or (not choice and key in self._chosen and self._chosen[key] is None):
            return Match(None)
        if choice.get("what") == KNOWN and (chosen := self._by_pk.get(choice.get("indicator") or 0)):
            return self._take(series, [chosen])
        if choice:
            return self._draft_of(series)
        remembered = self._chosen.get(key)
        return self._take(series, [remembered]) if remembered else self._find(series)

    def _find(self, series: Series) -> Match:
        """What a series is that nobody chose."""
        if series.topic == series.path and title_of(series.path) != series.path:
            return self._draft_of(series)  # told apart from another topic of this file with the same last words
        found = self._known.find(series)
        if not found and self.own and not self._find_draft(series) and (like := self._known.like(series)):
            return self._draft_of(series, asks="ambiguous", among=like)
        if not found:
            return self._draft_of(series)
        same_table = [each for each in found if each.source.key == f"cbs-{series.table}"]
        if not self.own and not same_table and series.table not in VEILIG_THUIS_TABLES:
            return self._draft_of(series, asks="ambiguous", among=found)  # the words are the same, the count may not be
        return self._take(series, same_table or found)

    def _take(self, series: Series, found: Sequence[Indicator]) -> Match:
        if len(found) > 1:
            return self._draft_of(series, asks="ambiguous", among=found)
        if found[0].slug in self._taken:
            return self._draft_of(series, asks="double" if self.own else "", among=found)
        self._taken.add(found[0].slug)
        return Match(found[0])

    def _draft_of(self, series: Series, *, asks: Asks = "", among: Sequence[Indicator] = ()) -> Match:
        """The draft that an earlier file brought, or a new one."""
        found = self._find_draft(series)
        if found is None or found.slug in self._taken:
            slug = self._slug(series, exact=found is not None or asks == "double" or bool(among))
            found = self._slugs.get(slug) or self._draft(series, slug)
        self._taken.add(found.slug)
        return Match(found, asks if found.is_draft else "", tuple(among))

    def _find_draft(self, series: Series) -> Indicator | None:
        """What an earlier file brought. Files that name no groups say less of a topic, and nothing different."""
        key = (squashed(series.topic[:160]), series.unit[:80], categories(series))
        found = self._drafts.get(key, [])
        path = series.path[:400]
        same = [each for each in found if each.source_path == path]
        if not same and len(found) == 1 and "/" not in min(found[0].source_path, path, key=lambda each: "/" in each):
            same = found
        return same[0] if same else None

    def _key_of(self, indicator: Indicator) -> Key:
        apart = ((name, category) for name, category in indicator.dimensions.items() if not is_total(name, category))
        pairs = tuple(sorted((squashed(name), squashed(category)) for name, category in apart))
        return squashed(indicator.cbs_topic), indicator.source_unit, pairs

    def _slug(self, series: Series, *, exact: bool) -> str:
        """The same name for the same series in every file. `exact`: totals count too."""
        dimensions = series.dimensions if exact else categories(series)
        words = repr((squashed(series.path or series.topic), series.unit, sorted(dimensions)))
        digest = hashlib.sha256(words.encode()).hexdigest()[:12]
        return f"{self.source.key[:30]}-{slugify(series.topic)[:50]}-{digest}".lower()

    def _draft(self, series: Series, slug: str) -> Indicator:
        apart = [category for name, category in series.dimensions if not is_total(name, category)]
        return Indicator(
            slug=slug,
            title="; ".join([series.topic, *apart])[:200],
            unit=unit_of(series),
            source=self.source,
            position=30_000,  # after what is defined
            cbs_topic=series.topic[:160],
            cbs_category="; ".join(apart)[:160],
            is_draft=True,
            source_unit=series.unit[:80],
            source_path=(series.path or series.topic)[:400],
            dimensions=dict(series.dimensions),
        )


def _names(indicator: Indicator) -> set[str]:
    """All that an indicator is called as a whole."""
    topic = [] if indicator.cbs_category else [indicator.cbs_topic]
    return {name for text in (indicator.title, *topic, *indicator.synonyms) if text and (name := plain_name(text))}


def _unit(indicator: Indicator) -> str:
    other = indicator.unit == Indicator.Unit.OTHER
    return f"{indicator.unit} {squashed(indicator.source_unit)}" if other else indicator.unit


def _unit_of_file(series: Series) -> str:
    unit = unit_of(series)
    return f"{unit} {squashed(series.unit)}" if unit == Indicator.Unit.OTHER else unit
