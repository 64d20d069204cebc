"""One indicator in all places of a region: small multiples, a map, and one municipality beside region and country.

On one scale stands only what can be compared: percentages, and counts per 1,000 inhabitants where the population of
every place is known. Otherwise the counts themselves are shown, and the page says so.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from accounts import standing
from actions.models import Programme
from monitoring.charts.line import LineChart, Point
from monitoring.charts.maps import RegionMap, Valued, region_map
from monitoring.charts.multiples import Multiples, multiples
from monitoring.models import Figure
from monitoring.rules import wording
from monitoring.rules.areas import areas_of
from monitoring.rules.formats import figure_in_words
from monitoring.rules.rates import counts_people
from monitoring.rules.series import KIND_NAMES, OWN, IndicatorFigures, Series, figures_of, points_of, put_together
from municipalities.models import Municipality
from reading import formats, periods


@dataclass(frozen=True)
class SideBySide:
    """A municipality beside its region and the country: on one scale, or as charts that each have their own."""

    place: Municipality
    unit: str  # of what stands on one scale, in words
    small: Multiples | None
    charts: list[LineChart]
    without: list[str]  # areas of which there is no line to draw


@dataclass(frozen=True)
class Comparison:
    """An indicator with all that a region's page about it shows."""

    item: IndicatorFigures
    members: list[Municipality]  # of the time of the latest figures

    @cached_property
    def local(self) -> dict[str, Series]:
        """The series of the municipalities of that time, by code."""
        codes = {place.code for place in self.members}
        return {series.area.code: series for series in self.item.series if series.area.code in codes}

    @property
    def choices(self) -> list[Municipality]:
        """The municipalities that have a figure, to choose one of."""
        return [place for place in self.members if place.code in self.local]

    @cached_property
    def per_thousand(self) -> bool:
        """Whether the places are compared per 1,000 inhabitants: a count, of which every value has a population."""
        return counts_people(self.item.indicator) and self._all_rated(list(self.local.values()))

    @property
    def mixed_sizes(self) -> bool:
        """Whether counts are compared, in which a large municipality has more by itself."""
        return counts_people(self.item.indicator) and not self.per_thousand

    @property
    def unit(self) -> str:
        """What is compared, in words."""
        return self._unit(list(self.local.values()), rated=self.per_thousand)

    @property
    def rounding(self) -> str:
        """How the sources of what is compared round their counts; empty when they do not."""
        shown = [figure for series in self.local.values() for figure in series.figures]
        return wording.rounding(self.item.indicator, shown)

    @cached_property
    def kind(self) -> str:
        """The length of period of which the municipalities have most values; the longest when there are as many."""
        return max(
            KIND_NAMES,
            key=lambda kind: sum(
                figure.value is not None for series in self.local.values() for figure in series.of_kind(kind)
            ),
        )

    @property
    def kind_name(self) -> str:
        """The same in words: `halfjaar`."""
        return KIND_NAMES[self.kind]

    @cached_property
    def multiples(self) -> Multiples | None:
        """A small chart per municipality; None when fewer than two have a value."""
        titled = [
            (place.name, self._points(self.local[place.code].of_kind(self.kind)) if place.code in self.local else [])
            for place in self.members
        ]
        drawn = multiples(titled, breaks=self.item.breaks)
        return drawn if len(drawn.charts) > 1 else None

    @cached_property
    def period(self) -> str:
        """The last period of the map: of the longest length that any municipality has a value for; else empty."""
        return last_period(list(self.local.values()))

    @cached_property
    def map(self) -> RegionMap | None:
        """The municipalities in classes, in that period."""
        if not self.period:
            return None
        unit = f", {self._unit(list(self.local.values()), rated=True, period=self.period)}" if self.per_thousand else ""
        title = f"{self.item.title}{unit}, {periods.label(self.period)}"
        return region_map([self._valued(place) for place in self.members], title=title)

    @property
    def map_is_provisional(self) -> bool:
        """Whether the map shows a figure that may still change."""
        shown = [figure for series in self.local.values() for figure in series.figures if figure.period == self.period]
        return any(figure.is_provisional for figure in shown)

    def beside(self, code: str) -> SideBySide | None:
        """A municipality with the wider areas; None when it is no municipality of the region or has no figure."""
        place = next((place for place in self.members if place.code == code), None)
        if place is None or code not in self.local:
            return None
        wider = [series for series in self.item.series if series.area.level != "municipality"]
        shown = [self.local[code], *wider]
        kind = max(KIND_NAMES, key=lambda name: sum(len(series.of_kind(name)) for series in shown))
        if not counts_people(self.item.indicator) or self._all_rated(shown):
            rated = counts_people(self.item.indicator)
            titled = [(series.area.name, self._points(series.of_kind(kind), rated=rated)) for series in shown]
            small = multiples(titled, breaks=self.item.breaks)
            unit = self._unit(shown, rated=rated)
            return SideBySide(place, f"{unit}, per {KIND_NAMES[kind]}", small, [], small.without)
        charts = [(series.area.name, self.item.chart_of(series, kind)) for series in shown]
        without = [name for name, chart in charts if chart is None]
        return SideBySide(place, "", None, [chart for _name, chart in charts if chart], without)

    def _unit(self, series: list[Series], *, rated: bool, period: str = "") -> str:
        """With the years of the inhabitants, where those are not the year of the count; of one period or of all."""
        if not rated:
            return str(self.item.indicator.get_unit_display())
        figures = [each for one in series for each in one.figures if not period or each.period == period]
        rates = [self.item.populations.rate(figure) for figure in figures]
        years = sorted({rate.other_year for rate in rates if rate and rate.other_year})
        return f"per 1.000 inwoners (inwoners van {formats.listed(years)})" if years else "per 1.000 inwoners"

    def _points(self, figures: list[Figure], *, rated: bool | None = None) -> list[Point]:
        if not (self.per_thousand if rated is None else rated):
            return points_of(figures)
        points = []
        for figure in figures:
            rate = self.item.populations.rate(figure)
            value, shown = (rate.value, rate.shown) if rate else (None, "")
            points.append(Point(figure.period, value, bool(rate and rate.is_provisional), shown))
        return points

    def _valued(self, place: Municipality) -> Valued:
        series = self.local.get(place.code)
        figure = next((each for each in series.figures if each.period == self.period), None) if series else None
        value: Decimal | None = figure.value if figure else None
        shown = figure_in_words(figure) if figure and value is not None else "geen cijfer"
        if figure and self.per_thousand:
            rate = self.item.populations.rate(figure)
            value, shown = (rate.value, rate.shown) if rate else (None, "geen cijfer")
        return Valued(place.name, place.outline, value, shown)

    def _all_rated(self, series: list[Series]) -> bool:
        known = [figure for each in series for figure in each.figures if figure.value is not None]
        return bool(known) and all(self.item.populations.rate(figure) for figure in known)


def comparison(programme: Programme, name: str) -> Comparison | None:
    """The comparison of an indicator; None when the region has no figure of it. Four queries.

    `name` is that of the address: its slug, with `-eigen` behind it for the own figures of Veilig Thuis.
    """
    areas = areas_of(programme)
    figures = list(figures_of(programme, areas, slugs=[name, name.removesuffix(OWN)]).with_previous())
    item = next((item for item in put_together(figures, areas) if item.anchor == name), None)
    if item is None:
        return None
    local = [series for series in item.series if series.area.level == "municipality"]
    day = _last_day(last_period(local))
    members = programme.region.municipalities_on(day).order_by("name").distinct()
    return Comparison(item, list(members))


def series_of(item: IndicatorFigures, code: str) -> Series | None:
    """The series of an area, by its code."""
    return next((series for series in item.series if series.area.code == code), None)


def last_period(local: list[Series]) -> str:
    """The last period of the longest length for which any of these series has a value; empty without values."""
    known = [figure.period for series in local for figure in series.figures if figure.value is not None]
    if not known:
        return ""
    longest = min((periods.kind(period) for period in known), key=periods.KINDS.index)
    return max(period for period in known if periods.kind(period) == longest)


def _last_day(period: str) -> datetime.date:
    """The last day of the year of a period, or today when that comes first or there is no period."""
    today = standing.today()
    return min(today, datetime.date(int(period[:4]), 12, 31)) if period else today
