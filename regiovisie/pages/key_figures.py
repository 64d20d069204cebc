"""A few figures that say most about a region: of the nearest area that has any, named as such. Nothing is added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery

from actions.models import Programme
from monitoring.charts.line import LineChart
from monitoring.models import Figure, Indicator
from monitoring.rules.areas import NETHERLANDS, PROVINCES, Area
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import IndicatorFigures, Series, latest_of
from municipalities.models import Region
from reading import periods

AT_MOST = 3
DRAWN_AT_MOST = 2  # with a chart: these need room


@dataclass(frozen=True)
class KeyFigure:
    """An indicator with its latest figure in one area, and the line of all of them when there are enough."""

    indicator: Indicator
    area: Area
    latest: Figure
    figures: list[Figure]

    @property
    def title(self) -> str:
        """What is counted, and by whom when Veilig Thuis did so itself."""
        return self._as_series([]).title

    @property
    def interpretation(self) -> str:
        """What it does and does not say."""
        return self._as_series([Series(self.area, [self.latest])]).interpretation

    def _as_series(self, series: list[Series]) -> IndicatorFigures:
        return IndicatorFigures(self.indicator, series, is_own=self.latest.disclosed)

    @cached_property
    def chart(self) -> LineChart | None:
        """The figures over time, of the same length of period as the latest; None when there are fewer than two."""
        alike = Series(self.area, Series(self.area, self.figures).of_kind(periods.kind(self.latest.period)))
        return next(iter(self._as_series([alike]).charts), None)


def key_figures(programme: Programme) -> list[KeyFigure]:
    """Two or three figures of the Veilig Thuis region, else of the province, else of the country; one query."""
    region_codes = programme.veilig_thuis_regions.order_by().values("code")
    nearby = Q(area_code__in=Subquery(region_codes))
    if not programme.region.fictitious:
        members = programme.region.memberships.order_by().values("municipality__province_code")
        nearby |= Q(area_code__in=Subquery(members)) | Q(area_code=NETHERLANDS)
    names = Region.objects.exclude(code="")
    figures = (
        Figure.objects.to_show([programme])
        .filter(nearby)
        .exclude(indicator__slug=POPULATION)
        .annotate(region_name=Subquery(names.filter(code=OuterRef("area_code")).values("name")[:1]))
    )
    return nearest(figures)


def nearest(figures: Iterable[Figure]) -> list[KeyFigure]:
    """The first indicators of the nearest kind of area that has any; what the own document prints comes second.

    Own figures of Veilig Thuis are never in one line with others, and only shown where others have none.
    """
    ranked: dict[int, dict[tuple[int, str, bool], list[Figure]]] = {}
    for figure in figures:
        key = (figure.indicator_id, figure.area_code, figure.disclosed)
        ranked.setdefault(_distance(figure), {}).setdefault(key, []).append(figure)
    if not ranked:
        return []
    found: dict[int, KeyFigure] = {}
    for (indicator_id, *_rest), series in ranked[min(ranked)].items():
        latest = latest_of(series)
        if latest is not None:
            found.setdefault(indicator_id, KeyFigure(latest.indicator, area_of(latest), latest, series))
    shown = list(found.values())[:AT_MOST]
    return shown[:DRAWN_AT_MOST] if any(item.chart for item in shown[:DRAWN_AT_MOST]) else shown


def area_of(figure: Figure) -> Area:
    """The area of a figure, called by its level. The name of a Veilig Thuis region was read with the figure."""
    if figure.area_code == NETHERLANDS:
        return Area(NETHERLANDS, "Nederland", "country")
    if figure.area_code in PROVINCES:
        return Area(figure.area_code, f"provincie {PROVINCES[figure.area_code]}", "province")
    return Area(figure.area_code, f"Veilig Thuis-regio {_region_name(figure)}", "veilig_thuis")


def _region_name(figure: Figure) -> str:
    name: str | None = getattr(figure, "region_name", None)
    return name or figure.area_code


def _distance(figure: Figure) -> int:
    """How near the area of a figure is: Veilig Thuis region, the same as printed in the document, province, country."""
    if figure.area_code == NETHERLANDS:
        return 3
    if figure.area_code in PROVINCES:
        return 2
    return 1 if figure.indicator.source.programme_id else 0
