"""Which indicator each series of a file belongs to: one that is defined, or a draft that waits for a definition."""

import hashlib
import re
from collections.abc import Iterable

from django.utils.text import slugify

from monitoring.imports.reading.areas import squashed
from monitoring.imports.reading.headings import PERCENTS, title_of
from monitoring.imports.reading.model import Series
from monitoring.models import Indicator, Source

# Tables of CBS about Veilig Thuis: a topic with only totals is the same figure in all of them.
VEILIG_THUIS_TABLES = frozenset({*(f"{number}NED" for number in range(84847, 84856)), "85361NED"})
TOTAL = "totaal"
PER_THOUSAND = re.compile(r"per 1[ .]?000( inwoners)?")

Key = tuple[str, str, tuple[tuple[str, str], ...]]


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
    pairs = ((squashed(name), squashed(category)) for name, category in series.dimensions)
    return tuple(sorted(pair for pair in pairs if pair[1] != TOTAL))


class Indicators:
    """The indicators of one source, to find those of the series of one file."""

    def __init__(self, source: Source, *, own: bool) -> None:
        self.source = source
        self.own = own
        self._defined = [] if own else _defined_by_cbs()
        self._keys = dict(Source.objects.values_list("pk", "key"))
        self._taken: set[str] = set()  # slugs that a series of this file has already
        self._drafts: dict[Key, list[Indicator]] = {}
        self._slugs: dict[str, Indicator] = {}
        if not source._state.adding:
            for indicator in Indicator.objects.filter(source=source).exclude(source_path=""):
                self._drafts.setdefault(self._key_of(indicator), []).append(indicator)
                self._slugs[indicator.slug] = indicator

    def match(self, all_series: Iterable[Series]) -> dict[Series, Indicator]:
        """An indicator for each series; those that are not saved are new drafts."""
        return {series: self._match(series) for series in all_series}

    def _match(self, series: Series) -> Indicator:
        found = self._find_defined(series) or self._find_draft(series)
        if found is None or found.slug in self._taken:
            slug = self._slug(series, exact=found is not None)
            found = self._slugs.get(slug) or self._draft(series, slug)
        self._taken.add(found.slug)
        return found

    def _find_defined(self, series: Series) -> Indicator | None:
        """The defined indicator that counts the same: its topic, its unit, and its category or only totals."""
        apart = categories(series)
        if self.own or len(apart) > 1 or (series.topic == series.path and title_of(series.path) != series.path):
            return None
        wanted = (squashed(series.topic), unit_of(series), apart[0][1] if apart else "")
        for indicator in self._defined:
            same_table = self._keys[indicator.source_id] == f"cbs-{series.table}"
            if not same_table and series.table not in VEILIG_THUIS_TABLES:
                continue
            if (squashed(indicator.cbs_topic), indicator.unit, squashed(indicator.cbs_category)) == wanted:
                return indicator
        return None

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
        pairs = ((squashed(name), squashed(category)) for name, category in indicator.dimensions.items())
        apart = tuple(sorted(pair for pair in pairs if pair[1] != TOTAL))
        return squashed(indicator.cbs_topic), indicator.source_unit, apart

    def _slug(self, series: Series, *, exact: bool) -> str:
        """The same name for the same series in every file. `exact`: totals count too."""
        dimensions = series.dimensions if exact else categories(series)
        words = repr((squashed(series.path or series.topic), series.unit, sorted(dimensions)))
        digest = hashlib.sha256(words.encode()).hexdigest()[:12]
        return f"{self.source.key[:30]}-{slugify(series.topic)[:50]}-{digest}".lower()

    def _draft(self, series: Series, slug: str) -> Indicator:
        apart = [category for _name, category in series.dimensions if squashed(category) != TOTAL]
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


def _defined_by_cbs() -> list[Indicator]:
    return list(Indicator.objects.filter(is_draft=False, source__key__startswith="cbs-").exclude(cbs_topic=""))
