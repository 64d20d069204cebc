"""The figures of one municipality beside those of Veilig Thuis region, province and country, for the same period."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from actions.models import Programme
from monitoring.models import Figure, Indicator, Source
from monitoring.rules import wording
from monitoring.rules.areas import COUNTRY, PROVINCES, Area, municipality_area, province_area, veilig_thuis_area
from monitoring.rules.rates import Populations, Rate, apart
from monitoring.rules.series import by_topic, latest_of
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
    def interpretation(self) -> str:
        """What these figures do and do not say."""
        return wording.interpretation(self.indicator, [each.figure for each in self.values])

    @property
    def sources(self) -> str:
        """Who says it: `1Limburg`."""
        return wording.named(wording.sources_of(each.figure for each in self.values))

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
    others: list[Source]  # of whom there are figures about what Veilig Thuis counted

    @property
    def has_own(self) -> bool:
        """Whether any figure is about the municipality itself."""
        return any(row.nearest.level == "municipality" for row in self.rows)

    @property
    def words(self) -> str:
        """What is to be known of own figures of Veilig Thuis: its own words first, each once."""
        told = dict.fromkeys(row.figure.delivery.interpretation for row in self.counted_here)
        return " ".join([*filter(None, told), wording.own_count(), wording.leading(self.others)])

    @property
    def own_sources(self) -> str:
        """Who counted what Veilig Thuis counted itself."""
        return wording.named(wording.sources_of(row.figure for row in self.counted_here))

    @property
    def population_sources(self) -> str:
        """Who says how many inhabitants there are, of the rates that are shown; empty without any."""
        rates = [value.rate for row in self.rows for value in row.values if value.rate]
        return wording.named(wording.sources_of(rate.population for rate in rates))


def areas_around(place: Municipality, veilig_thuis: list[Region]) -> list[Area]:
    """The municipality, its Veilig Thuis region, province and country; a fictitious one apart from real figures."""
    areas = [municipality_area(place), *map(veilig_thuis_area, veilig_thuis)]
    if place.fictitious:
        return areas
    if place.province_code in PROVINCES:
        areas.append(province_area(place.province_code))
    return [*areas, COUNTRY]


def compared_figures(place: Municipality, veilig_thuis: list[Region], programmes: list[Programme]) -> ComparedFigures:
    """The indicators that come nearest to the municipality, at most three; one query.

    After its own figure come those of the areas around it, in the order of `monitoring.rules.standing`.

    Own figures of Veilig Thuis are not compared with others: they stand beneath, the latest period first.
    """
    areas = areas_around(place, veilig_thuis)
    general = Figure.objects.to_show(programmes).filter(area_code__in=[area.code for area in areas])
    if place.valid_until:  # what was counted after it merged says nothing of it
        general = general.filter(period__lt=str(place.valid_until.year + 1))
    figures, populations = apart(general)
    found = by_topic(figures)
    others, own = (
        [
            row
            for (indicator, is_own), by_area in found.items()
            if is_own is counted_here and (row := _row(indicator, by_area, areas, populations, place.name))
        ]
        for counted_here in (False, True)
    )
    others.sort(key=lambda row: areas.index(row.nearest))
    own.sort(key=lambda row: row.period, reverse=True)
    own.sort(key=lambda row: areas.index(row.nearest))
    counted = {row.indicator for row in own}
    beside = [each for (indicator, is_own), known in found.items() if not is_own and indicator in counted
              for alike in known.values() for each in alike]  # fmt: skip
    return ComparedFigures(_explained_once(others[:AT_MOST]), own[:OWN_AT_MOST], wording.sources_of(beside))


def _row(
    indicator: Indicator, by_area: dict[str, list[Figure]], areas: list[Area], populations: Populations, name: str
) -> Row | None:
    for distance, area in enumerate(areas):
        figure = latest_of(by_area.get(area.code, []))
        if figure is not None:
            wider = [(other, _of_period(by_area.get(other.code, []), figure.period)) for other in areas[distance + 1 :]]
            shown = [(other, same) for other, same in wider if same is not None and same.value is not None]
            own = _of_period(by_area.get(areas[0].code, []), figure.period)
            return Row(indicator, area, figure, shown, own, populations, name)
    return None


def _of_period(series: list[Figure], period: str) -> Figure | None:
    return next((figure for figure in series if figure.period == period), None)


def _explained_once(rows: list[Row]) -> list[Row]:
    """Rows in which an interpretation that was read already refers to where it stands."""
    told_at = wording.explained_once([(row.indicator.title, row.interpretation) for row in rows])
    return [replace(row, same_as=title) for row, title in zip(rows, told_at, strict=True)]
