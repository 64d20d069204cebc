"""The figures of one municipality beside those of Veilig Thuis region, province and country, for the same period."""

from dataclasses import dataclass

from actions.models import Programme
from monitoring.areas import NETHERLANDS, PROVINCES, Area
from monitoring.models import Figure, Indicator
from monitoring.series import latest_of
from municipalities.models import Municipality, Region

AT_MOST = 3


@dataclass(frozen=True)
class Row:
    """An indicator in the nearest area that has a figure, and the wider areas for the same period."""

    indicator: Indicator
    nearest: Area
    figure: Figure
    wider: list[tuple[Area, Figure]]

    @property
    def period(self) -> str:
        """The period of all these figures."""
        return self.figure.period


@dataclass(frozen=True)
class ComparedFigures:
    """The indicators that come nearest to a municipality."""

    rows: list[Row]

    @property
    def has_own(self) -> bool:
        """Whether any figure is about the municipality itself."""
        return any(row.nearest.level == "municipality" for row in self.rows)

    @property
    def publishers(self) -> list[str]:
        """Who published the figures shown, each once."""
        figures = [row.figure for row in self.rows] + [figure for row in self.rows for _area, figure in row.wider]
        return list(dict.fromkeys(each.delivery.source.publisher or each.delivery.source.title for each in figures))


def areas_around(place: Municipality, veilig_thuis: list[Region]) -> list[Area]:
    """The municipality, its Veilig Thuis region, province and country; a fictitious one apart from real figures."""
    areas = [Area(place.code, place.name, "municipality")]
    areas += [Area(region.code, f"Veilig Thuis-regio {region.name}", "veilig_thuis") for region in veilig_thuis]
    if place.fictitious:
        return areas
    if place.province_code in PROVINCES:
        areas.append(Area(place.province_code, f"Provincie {PROVINCES[place.province_code]}", "province"))
    return [*areas, Area(NETHERLANDS, "Nederland", "country")]


def compared_figures(place: Municipality, veilig_thuis: list[Region], programmes: list[Programme]) -> ComparedFigures:
    """The indicators that come nearest to the municipality, at most three; one query.

    Own figures of Veilig Thuis are not compared with others: they are on the page with figures of the region.
    """
    areas = areas_around(place, veilig_thuis)
    found: dict[Indicator, dict[str, list[Figure]]] = {}
    general = Figure.objects.to_show(programmes).filter(disclosed=False)
    for figure in general.filter(area_code__in=[area.code for area in areas]):
        found.setdefault(figure.indicator, {}).setdefault(figure.area_code, []).append(figure)
    rows = [row for indicator, by_area in found.items() if (row := _row(indicator, by_area, areas))]
    return ComparedFigures(sorted(rows, key=lambda row: areas.index(row.nearest))[:AT_MOST])


def _row(indicator: Indicator, by_area: dict[str, list[Figure]], areas: list[Area]) -> Row | None:
    for distance, area in enumerate(areas):
        figure = latest_of(by_area.get(area.code, []))
        if figure is not None:
            wider = [(other, _of_period(by_area.get(other.code, []), figure.period)) for other in areas[distance + 1 :]]
            return Row(indicator, area, figure, [(other, same) for other, same in wider if same is not None])
    return None


def _of_period(series: list[Figure], period: str) -> Figure | None:
    return next((figure for figure in series if figure.period == period and figure.value is not None), None)
