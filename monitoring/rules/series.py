"""Figures of a programme, put together for a page: per indicator, per area, over time. Nothing is added up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from actions.models import Programme
from monitoring.charts.line import LineChart, Point, line_chart
from monitoring.models import Delivery, Figure, FigureQuerySet, Indicator, Source
from monitoring.rules.areas import Area, areas_of
from monitoring.rules.formats import figure_in_words
from monitoring.rules.rates import Populations, Rate, apart
from reading import periods

# What a length of period is called in an address and on screen.
KIND_NAMES = {"year": "jaar", "H": "halfjaar", "Q": "kwartaal", "M": "maand"}
OWN = "-eigen"  # behind the name of an indicator: the own figures of Veilig Thuis
NEW_PROTOCOL = "2019"  # from then on Veilig Thuis counts by another protocol (CBS): no line is drawn through it


@dataclass
class Series:
    """The figures of one indicator in one area, by period."""

    area: Area
    figures: list[Figure] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Figure]:
        """The figures of one length of period (`year`, `H`, `Q`, `M`), oldest first."""
        return [figure for figure in self.figures if periods.kind(figure.period) == kind]


@dataclass
class IndicatorFigures:
    """An indicator with its series: nearest area first."""

    indicator: Indicator
    series: list[Series]
    populations: Populations = field(default_factory=lambda: Populations([]))
    is_own: bool = False  # counted by Veilig Thuis itself: stands apart from figures of others
    beside_others: bool = False  # there are figures of others too

    @property
    def title(self) -> str:
        """What is counted; said so when Veilig Thuis counted it itself."""
        if not self.is_own:
            return self.indicator.title
        return _("%(title)s, eigen telling van Veilig Thuis") % {"title": self.indicator.title}

    @property
    def anchor(self) -> str:
        """Its place on the page, and its name in addresses."""
        return f"{self.indicator.slug}{OWN}" if self.is_own else self.indicator.slug

    @property
    def interpretation(self) -> str:
        """What the figures do and do not say; of own figures also the words of Veilig Thuis, and which figures lead."""
        if not self.is_own:
            return self.indicator.interpretation
        words = [_("Veilig Thuis telde dit zelf. Het portaal rondt af op vijftallen en toont kleine aantallen niet.")]
        if self.beside_others:
            words.append(_("Verschillen deze cijfers van die van CBS, dan gaan de cijfers van CBS voor."))
        else:
            words.append(_("Zodra CBS cijfers over dezelfde periode geeft, gaan de cijfers van CBS voor."))
        newest = {figure.delivery_id: figure.delivery.interpretation for _area, figure in self.rows}
        if self.indicator.is_draft:
            words.insert(0, _("Dit onderwerp is nog zonder omschrijving van wat er precies wordt geteld."))
        return " ".join([*dict.fromkeys(newest.values()), *words, self.indicator.interpretation]).strip()

    @property
    def corrections(self) -> list[Delivery]:
        """The deliveries behind these figures that say why they came."""
        found = {figure.delivery_id: figure.delivery for _area, figure in self.rows if figure.delivery.reason}
        return list(found.values())

    @property
    def breaks(self) -> set[str]:
        """The periods from which it was counted in another way: no line is drawn through them."""
        return {NEW_PROTOCOL, *self.indicator.breaks}

    @property
    def nearest(self) -> Series:
        """The series of the area nearest to the region that has one."""
        return self.series[0]

    @cached_property
    def latest(self) -> Figure | None:
        """The latest value of the nearest area."""
        return latest_of(self.nearest.figures)

    @property
    def charts(self) -> list[LineChart]:
        """The nearest series over time, one chart for each length of period with at least two values."""
        return [chart for _kind, chart in self.charts_by_kind]

    @cached_property
    def charts_by_kind(self) -> list[tuple[str, LineChart]]:
        """The same charts, each with what its length of period is called: `halfjaar`."""
        drawn = [(name, self.chart_of(self.nearest, kind)) for kind, name in KIND_NAMES.items()]
        return [(name, chart) for name, chart in drawn if chart]

    def chart_of(self, series: Series, kind: str) -> LineChart | None:
        """One series over time, of one length of period; None when there are fewer than two values."""
        points = points_of(series.of_kind(kind))
        title = f"{self.title}, {series.area.name}"
        unit = self.indicator.get_unit_display()
        return line_chart(points, title=title, unit=unit, breaks=self.breaks, target=self.indicator.target)

    @property
    def sources(self) -> list[Source]:
        """Where the shown figures come from, each source once."""
        return list(dict.fromkeys(figure.delivery.source for _area, figure in self.rows))

    @property
    def rows(self) -> list[tuple[Area, Figure]]:
        """All figures with their area, for the table."""
        return [(series.area, figure) for series in self.series for figure in series.figures]

    @cached_property
    def rated(self) -> list[tuple[Area, Figure, Rate | None]]:
        """The same, each with what it is per 1,000 inhabitants when that is known."""
        return [(area, figure, self.populations.rate(figure)) for area, figure in self.rows]

    @cached_property
    def newest(self) -> list[tuple[Area, Figure, Rate | None]]:
        """The last figure of each area: of the longest length of period that it has; also when it has no value."""
        shown = [(series.area, _newest(series)) for series in self.series]
        return [(area, figure, self.populations.rate(figure)) for area, figure in shown]

    @cached_property
    def has_rates(self) -> bool:
        """Whether any figure can be given per 1,000 inhabitants."""
        return any(self.populations.rate(figure) for _area, figure in self.rows)

    @property
    def population_years(self) -> list[str]:
        """The years of populations that differ from the period of their count."""
        years = {rate.other_year for _area, _figure, rate in self.rated if rate}
        return sorted(years - {""})


def points_of(figures: Iterable[Figure]) -> list[Point]:
    """Figures as points of a chart, each with the words of its source."""
    return [Point(each.period, each.value, each.is_provisional, figure_in_words(each)) for each in figures]


def _newest(series: Series) -> Figure:
    longest = min((periods.kind(figure.period) for figure in series.figures), key=periods.KINDS.index)
    return max(series.of_kind(longest), key=lambda figure: figure.period)


def latest_of(figures: Iterable[Figure]) -> Figure | None:
    """The last figure with a value of the longest length of period: a year says more than half of one."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return None
    longest = min((periods.kind(figure.period) for figure in known), key=periods.KINDS.index)
    return max((figure for figure in known if periods.kind(figure.period) == longest), key=lambda each: each.period)


def by_interpretation(items: list[IndicatorFigures]) -> list[tuple[str, list[IndicatorFigures]]]:
    """Indicators that come with the same word of interpretation, together, in the order of showing."""
    groups: dict[str, list[IndicatorFigures]] = defaultdict(list)
    for item in items:
        groups[item.interpretation].append(item)
    return list(groups.items())


def figures_of(programme: Programme, areas: dict[str, Area]) -> FigureQuerySet:
    """Current figures about these areas, from general sources and from the programme's own documents."""
    return Figure.objects.to_show([programme]).filter(area_code__in=areas)


def indicators_of(programme: Programme) -> list[IndicatorFigures]:
    """All indicators that have a figure for an area of the programme, in the order of showing; eight queries.

    Own figures of Veilig Thuis stand apart, after those of others. There may be tens of thousands of figures of a few
    indicators and deliveries: those are read once each.
    """
    areas = areas_of(programme)
    figures = figures_of(programme, areas).with_previous().select_related(None)
    return put_together(figures.prefetch_related("indicator__source", "delivery__source"), areas)


def put_together(figures: Iterable[Figure], areas: dict[str, Area]) -> list[IndicatorFigures]:
    """Figures by indicator and area, the nearest area first; the populations serve all of them."""
    everything = list(figures)
    _others, populations = apart(everything)
    found: dict[tuple[Indicator, bool], dict[str, Series]] = defaultdict(dict)
    for figure in everything:
        by_area = found[figure.indicator, figure.disclosed]
        by_area.setdefault(figure.area_code, Series(areas[figure.area_code])).figures.append(figure)
    order = list(areas)
    return [
        IndicatorFigures(
            indicator,
            sorted(by_area.values(), key=lambda series: order.index(series.area.code)),
            populations,
            is_own=own,
            beside_others=(indicator, False) in found,
        )
        for (indicator, own), by_area in found.items()
    ]


def without_figures(programme: Programme, shown: list[IndicatorFigures]) -> list[Indicator]:
    """The indicators that the region watches and has no figure of yet, in the order of showing. One query."""
    known = {item.indicator.pk for item in shown}
    return [each for each in Indicator.objects.watched_by(programme) if each.pk not in known]
