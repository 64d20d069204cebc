"""The figures of one municipality beside those of Veilig Thuis region, province and country, for the same period."""

from dataclasses import dataclass

from django.db.models import Q

from actions.models import Programme
from monitoring.areas import NETHERLANDS, PROVINCES, Area
from monitoring.models import Figure, Indicator
from municipalities.models import Municipality, Region
from regiovisie.key_figures import latest_of

AT_MOST = 3


@dataclass(frozen=True)
class Row:
    """An indicator for one period: a figure (or None) for each area of the table, and the nearest area that has one."""

    indicator: Indicator
    period: str
    cells: list[tuple[Area, Figure | None]]
    nearest: Area


@dataclass(frozen=True)
class ComparedFigures:
    """A small table: rows are indicators, columns are areas from near to far."""

    areas: list[Area]
    rows: list[Row]

    @property
    def has_own(self) -> bool:
        """Whether any figure is about the municipality itself."""
        return any(row.nearest.level == "municipality" for row in self.rows)

    @property
    def publishers(self) -> list[str]:
        """Who published the figures shown, each once."""
        sources = [figure.delivery.source for row in self.rows for _area, figure in row.cells if figure]
        return list(dict.fromkeys(source.publisher or source.title for source in sources))


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
    """The indicators that come nearest to the municipality, at most three; one query."""
    areas = areas_around(place, veilig_thuis)
    found: dict[Indicator, dict[str, list[Figure]]] = {}
    for figure in (
        Figure.objects.current()
        .filter(area_code__in=[area.code for area in areas])
        .filter(Q(indicator__source__programme=None) | Q(indicator__source__programme__in=programmes))
        .select_related("indicator__source", "delivery__source")
        .order_by("indicator__position", "indicator__title", "period")
    ):
        found.setdefault(figure.indicator, {}).setdefault(figure.area_code, []).append(figure)
    rows = [row for indicator, by_area in found.items() if (row := _row(indicator, by_area, areas))]
    rows = sorted(rows, key=lambda row: areas.index(row.nearest))[:AT_MOST]
    used = {area.code for row in rows for area, figure in row.cells if figure}
    shown = [area for area in areas if area.code in used or area.level == "municipality"]
    return ComparedFigures(shown, [_only(row, shown) for row in rows])


def _row(indicator: Indicator, by_area: dict[str, list[Figure]], areas: list[Area]) -> Row | None:
    for area in areas:
        latest = latest_of(by_area.get(area.code, []))
        if latest is not None:
            alike = {
                code: figure for code, series in by_area.items() for figure in series if figure.period == latest.period
            }
            return Row(indicator, latest.period, [(other, alike.get(other.code)) for other in areas], area)
    return None


def _only(row: Row, areas: list[Area]) -> Row:
    return Row(row.indicator, row.period, [cell for cell in row.cells if cell[0] in areas], row.nearest)
