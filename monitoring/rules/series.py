"""Figures of a programme, put together for a page: per indicator, per area, over time.

What stands for the region, and what may be added up, is decided in `monitoring.rules.standing`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from actions.models import Programme
from monitoring.charts.line import LineChart, Point, line_chart
from monitoring.models import Delivery, Figure, FigureQuerySet, Indicator, Source
from monitoring.models.figures import WITH_SOURCES
from monitoring.rules import wording
from monitoring.rules.areas import COUNTRY, Area, areas_of
from monitoring.rules.formats import figure_in_words
from monitoring.rules.rates import POPULATION, Populations, Rate, apart
from monitoring.rules.standing import LEVELS, standing_area, summed
from monitoring.rules.standing import OWN as OF_THE_REGION
from reading import formats, periods

# What a length of period is called in an address and on screen.
KIND_NAMES = {"year": "jaar", "H": "halfjaar", "Q": "kwartaal", "M": "maand"}
Row = tuple[Area, Figure, Rate | None]
Topic = tuple[Indicator, bool]  # what is counted, and whether Veilig Thuis counted it itself
OWN = "-eigen"  # behind the name of an indicator: the own figures of Veilig Thuis
NAMED_AT_MOST = 4  # figures that a remark is about
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
    others: list[Source] = field(default_factory=list)  # beside own counts: of whom there are figures too
    standing: Series | None = None  # of the area that stands for the region; None: its figure is not known
    same_as: str = ""  # the title of the one before it that says the same about what it means

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
            return wording.interpretation(self.indicator, [figure for _area, figure in self.rows])
        words = [wording.own_count(), wording.leading(self.others)]
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
    def area(self) -> Area | None:
        """The area that stands for the region."""
        return self.standing.area if self.standing else None

    @property
    def is_about_the_region(self) -> bool:
        """Whether the region itself has a figure: not only a part of it, or an area around it."""
        return self.standing is not None and self.standing.area.level in OF_THE_REGION

    @property
    def parts(self) -> list[str]:
        """The municipalities that have a value: to name where the figure of the region is not known."""
        local = [series for series in self.series if series.area.level == "municipality"]
        return [series.area.name for series in local if latest_of(series.figures)]

    @property
    def not_known(self) -> str:
        """What is said where no figure stands for the region; empty where one does."""
        if self.standing:
            return ""
        said = [_("Niet bekend voor de hele regio.")]
        if self.parts:
            said.append(_("Er zijn alleen cijfers van %(parts)s.") % {"parts": formats.listed(self.parts)})
        return " ".join(said)

    @cached_property
    def latest(self) -> Figure | None:
        """The latest value of what stands for the region."""
        return latest_of(self.standing.figures) if self.standing else None

    @property
    def chart(self) -> LineChart | None:
        """What stands for the region over time, by the length of period of its latest value."""
        if self.standing is None or self.latest is None:
            return None
        return self.chart_of(self.standing, periods.kind(self.latest.period))

    @property
    def charts(self) -> list[LineChart]:
        """What stands for the region over time: a chart for each length of period with at least two values."""
        return [chart for _kind, chart in self.charts_by_kind]

    @cached_property
    def charts_by_kind(self) -> list[tuple[str, LineChart]]:
        """The same charts, each with what its length of period is called: `halfjaar`."""
        if self.standing is None:
            return []
        drawn = [(name, self.chart_of(self.standing, kind)) for kind, name in KIND_NAMES.items()]
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
        return wording.sources_of(figure for _area, figure in self.rows)

    @property
    def sources_in_short(self) -> str:
        """Who says what stands for the region, of all that is drawn: `CBS en NU.nl`."""
        if self.standing is None or self.latest is None:
            return ""
        alike = self.standing.of_kind(periods.kind(self.latest.period))
        return wording.named(wording.sources_of(alike if self.chart else [self.latest]))

    @property
    def remarks(self) -> list[str]:
        """What belongs to single figures, each remark once, with which figures it is about."""
        about: dict[str, list[str]] = {}
        for area, figure in self.rows:
            for words in wording.remarks(figure):
                about.setdefault(words, []).append(f"{area.name}, {periods.label(figure.period)}")
        return [
            words if len(where) == len(self.rows) else f"{_named(where)}: {words}" for words, where in about.items()
        ]

    @property
    def rows(self) -> list[tuple[Area, Figure]]:
        """All figures with their area, for the table."""
        return [(series.area, figure) for series in self.series for figure in series.figures]

    @cached_property
    def rated(self) -> list[Row]:
        """The same, each with what it is per 1,000 inhabitants when that is known."""
        return [(area, figure, self.populations.rate(figure)) for area, figure in self.rows]

    @cached_property
    def newest(self) -> list[tuple[str, list[Row]]]:
        """The last figure of each area, also when it has no value: a table for each length of period, the longest
        first, so that no half-year stands beside a year. Each with what its length is called."""
        found = []
        for kind in periods.KINDS:
            last = [(series.area, alike[-1]) for series in self.series if (alike := series.of_kind(kind))]
            rows = [(area, figure, self.populations.rate(figure)) for area, figure in last]
            found.append((KIND_NAMES.get(kind, ""), rows))
        return [(name, rows) for name, rows in found if rows]

    @cached_property
    def has_rates(self) -> bool:
        """Whether any figure can be given per 1,000 inhabitants."""
        return any(self.populations.rate(figure) for _area, figure in self.rows)

    @property
    def population_years(self) -> list[str]:
        """The years of populations that differ from the period of their count."""
        years = {rate.other_year for _area, _figure, rate in self.rated if rate}
        return sorted(years - {""})


def _named(where: list[str]) -> str:
    """Which figures: by name, or how many where that would be a list of its own."""
    return formats.listed(where) if len(where) <= NAMED_AT_MOST else _("%(number)d cijfers") % {"number": len(where)}


def points_of(figures: Iterable[Figure]) -> list[Point]:
    """Figures as points of a chart, each with the words of its source."""
    return [Point(each.period, each.value, each.is_provisional, figure_in_words(each)) for each in figures]


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


def figures_of(programme: Programme, areas: Iterable[str], *, slugs: Collection[str] = ()) -> FigureQuerySet:
    """Current figures about these areas, from general sources and from the programme's own documents.

    With slugs of indicators only those, what counts the same, and the inhabitants that they can be divided by.
    """
    figures = Figure.objects.to_show([programme]).filter(area_code__in=areas)
    if not slugs:
        return figures
    same = Q(indicator__same_as__slug__in=slugs)
    return figures.filter(Q(indicator__slug__in=[*slugs, POPULATION]) | same)


def indicators_of(programme: Programme) -> list[IndicatorFigures]:
    """All indicators that have a figure for an area of the programme, in the order of showing; ten queries.

    Own figures of Veilig Thuis stand apart, after those of others. There may be tens of thousands of figures of a few
    indicators and deliveries: those are read once each.
    """
    areas = areas_of(programme)
    return put_together(all_figures_of(programme, areas), areas)


def all_figures_of(programme: Programme, areas: Iterable[str]) -> FigureQuerySet:
    """All figures about these areas, each with what it was before and its sources, each source read once."""
    return figures_of(programme, areas).with_previous().select_related(None).prefetch_related(*WITH_SOURCES)


def put_together(figures: Iterable[Figure], areas: dict[str, Area]) -> list[IndicatorFigures]:
    """Figures by what they count and by area, the nearest area first; the populations serve all of them."""
    everything = list(figures)
    _others, populations = apart(everything)
    found = by_topic(everything)
    items = []
    for (indicator, own), told in found.items():
        known = told if own else told | summed(indicator, told, areas)
        area = standing_area(known, areas)
        series = {code: Series(areas[code], known[code]) for code in areas if code in known}
        others = [figure for alike in found.get((indicator, False), {}).values() for figure in alike] if own else []
        items.append(
            IndicatorFigures(
                indicator,
                list(series.values()),
                populations,
                is_own=own,
                others=wording.sources_of(others),
                standing=series[area.code] if area else None,
            )
        )
    return items


def _counted(figure: Figure) -> Indicator:
    """What a figure counts: a printed one what its document means by it."""
    return (figure.indicator.same_as or figure.indicator) if figure.document else figure.indicator


def _place(figure: Figure) -> tuple[int, str, str]:
    return _counted(figure).pk, figure.area_code, figure.period


def by_topic(figures: Iterable[Figure]) -> dict[Topic, dict[str, list[Figure]]]:
    """Figures by what they count and the code of their area, in the order that they come in.

    What a document prints belongs to the indicator that counts the same; where others give a value of the same
    period, that one stands here and the printed one with the document only. A reason for no value gives way to it.
    """
    everything = list(figures)
    apart = [each for each in everything if not each.disclosed]  # what Veilig Thuis counted itself is another topic
    told = {_place(each) for each in apart if not each.document and each.value is not None}
    printed = {_place(each) for each in apart if each.document}
    found: dict[Topic, dict[str, list[Figure]]] = defaultdict(dict)
    for each in everything:
        gives_way = _place(each) in (told if each.document else printed if each.value is None else ())
        if not gives_way or each.disclosed:
            found[_counted(each), each.disclosed].setdefault(each.area_code, []).append(each)
    for known in found.values():
        for alike in known.values():
            alike.sort(key=lambda each: each.period)
    return dict(found)


def printed_in(figures: Iterable[Figure], areas: dict[str, Area]) -> list[IndicatorFigures]:
    """What stands printed in documents, each under its own name, in the order of showing."""
    found: dict[Indicator, dict[str, Series]] = defaultdict(dict)
    for each in figures:
        if each.document:
            series = found[each.indicator].setdefault(each.area_code, Series(areas[each.area_code]))
            series.figures.append(each)
    return [IndicatorFigures(indicator, list(series.values())) for indicator, series in found.items()]


def without_figures(programme: Programme, shown: list[IndicatorFigures]) -> list[Indicator]:
    """The indicators that the region watches and has no figure of yet, in the order of showing. One query."""
    known = {item.indicator.pk for item in shown}
    return [each for each in Indicator.objects.watched_by(programme) if each.pk not in known]


def what_is_missing(items: Collection[IndicatorFigures], region: str) -> str:
    """What to say before all figures when none but the number of inhabitants is about the region itself."""
    counted = [item for item in items if item.indicator.slug != POPULATION]
    if any(item.is_about_the_region for item in counted):
        return ""
    if any(item.is_about_the_region for item in items):
        said = [_("Over %(region)s zelf heeft dit portaal alleen het aantal inwoners.")]
    else:
        said = [_("Dit portaal heeft geen cijfers over %(region)s zelf.")]
    if any(item.parts for item in counted):
        said.append(_("Een cijfer van een gemeente zegt niets over de hele regio."))
    around = sorted({item.area for item in counted if item.area}, key=lambda area: LEVELS.index(area.level))
    if around:
        said.append(_("Hieronder staan cijfers van %(around)s."))
    if around == [COUNTRY]:
        said.append(_("Die zeggen niets over deze regio."))
    elif around:
        said.append(_("Bij elk cijfer staat van welk gebied het is."))
    return " ".join(said) % {"region": region, "around": formats.listed([area.name for area in around])}
