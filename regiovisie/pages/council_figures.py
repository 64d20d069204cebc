"""The figures of one municipality beside those of Veilig Thuis region, province and country, for the same period."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from actions.models import Programme
from monitoring.models import Figure, Indicator
from monitoring.rules.areas import NETHERLANDS, PROVINCES, Area
from monitoring.rules.rates import Populations, Rate, apart
from monitoring.rules.series import latest_of
from municipalities.models import Municipality, Region

AT_MOST = 3
OWN_AT_MOST = 8  # in short: the page for the council fits one sheet


@dataclass(frozen=True)
class AreaValue:
    """The figure of one area, with what it is per 1,000 inhabitants when that is known."""

    area: Area
    figure: Figure
    rate: Rate | None


@dataclass(frozen=True)
class Row:
    """An indicator in the nearest area that has a figure, and the wider areas for the same period."""

    indicator: Indicator
    nearest: Area
    figure: Figure
    wider: list[tuple[Area, Figure]]
    own: Figure | None  # what the municipality has for this period, also when that is a reason for no value
    populations: Populations
    place: str  # the name of the municipality
    same_as: str = ""  # the title of the indicator before it that says the same about what it means

    @property
    def period(self) -> str:
        """The period of all these figures."""
        return self.figure.period

    @property
    def values(self) -> list[AreaValue]:
        """The areas with their figures, the nearest first."""
        shown = [(self.nearest, self.figure), *self.wider]
        return [AreaValue(area, figure, self.populations.rate(figure)) for area, figure in shown]

    @property
    def other_years(self) -> list[str]:
        """The years of the population that differ from the period, each once."""
        years = [each.rate.other_year for each in self.values if each.rate]
        return sorted({year for year in years if year})

    @property
    def missing(self) -> str:
        """Why the municipality itself has no figure here; empty when it has one."""
        if self.nearest.level == "municipality":
            return ""
        return str(self.own.get_reason_display()) if self.own is not None else "geen cijfer in dit portaal"

    @property
    def notes(self) -> list[str]:
        """What to know beside a count of Veilig Thuis itself: why the municipality has none, and that it waits."""
        missing = [f"{self.place}: {self.missing}"] if self.own and self.missing else []
        return missing + [_("nog zonder omschrijving")] * self.indicator.is_draft


@dataclass(frozen=True)
class ComparedFigures:
    """The indicators that come nearest to a municipality."""

    rows: list[Row]
    counted_here: list[Row]  # by Veilig Thuis itself: apart from the others, and never beside them

    @property
    def has_own(self) -> bool:
        """Whether any figure is about the municipality itself."""
        return any(row.nearest.level == "municipality" for row in self.rows)

    @property
    def words(self) -> str:
        """What Veilig Thuis says with its own figures, each word once."""
        return " ".join(dict.fromkeys(row.figure.delivery.interpretation for row in self.counted_here))

    @property
    def has_rates(self) -> bool:
        """Whether any figure is given per 1,000 inhabitants."""
        return any(value.rate for row in self.rows for value in row.values)

    @property
    def publishers(self) -> list[str]:
        """Who published the figures shown, each once."""
        values = [value for row in [*self.rows, *self.counted_here] for value in row.values]
        figures = [value.figure for value in values] + [value.rate.population for value in values if value.rate]
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

    Own figures of Veilig Thuis are not compared with others: they stand beneath, the latest period first.
    """
    areas = areas_around(place, veilig_thuis)
    general = Figure.objects.to_show(programmes).filter(area_code__in=[area.code for area in areas])
    figures, populations = apart(general)
    found: dict[bool, dict[Indicator, dict[str, list[Figure]]]] = {False: {}, True: {}}
    for figure in figures:
        found[figure.disclosed].setdefault(figure.indicator, {}).setdefault(figure.area_code, []).append(figure)
    others, own = (
        [row for indicator, by_area in each.items() if (row := _row(indicator, by_area, areas, populations))]
        for each in found.values()
    )
    others.sort(key=lambda row: areas.index(row.nearest))
    own.sort(key=lambda row: row.period, reverse=True)
    own.sort(key=lambda row: areas.index(row.nearest))
    return ComparedFigures(_explained_once(others[:AT_MOST]), own[:OWN_AT_MOST])


def _row(
    indicator: Indicator, by_area: dict[str, list[Figure]], areas: list[Area], populations: Populations
) -> Row | None:
    for distance, area in enumerate(areas):
        figure = latest_of(by_area.get(area.code, []))
        if figure is not None:
            wider = [(other, _of_period(by_area.get(other.code, []), figure.period)) for other in areas[distance + 1 :]]
            shown = [(other, same) for other, same in wider if same is not None and same.value is not None]
            own = _of_period(by_area.get(areas[0].code, []), figure.period)
            return Row(indicator, area, figure, shown, own, populations, areas[0].name)
    return None


def _of_period(series: list[Figure], period: str) -> Figure | None:
    return next((figure for figure in series if figure.period == period), None)


def _explained_once(rows: list[Row]) -> list[Row]:
    """Rows in which an interpretation that was read already refers to where it stands."""
    first: dict[str, str] = {}
    shown = []
    for row in rows:
        told_at = first.setdefault(row.indicator.interpretation, row.indicator.title)
        shown.append(row if told_at == row.indicator.title else replace(row, same_as=told_at))
    return shown
