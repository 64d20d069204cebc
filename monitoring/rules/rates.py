"""Counts per 1,000 inhabitants. Only from figures that are shown themselves: a hidden count gives no rate either.

The population of a place in a year is a figure like any other, of the indicator `inwoners`. Where that of the year is
missing, the nearest year is taken, and named.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from monitoring.models import Figure, Indicator
from reading import formats, periods

POPULATION = "inwoners"  # the slug of the indicator
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Rate:
    """A count per 1,000 inhabitants, and the two figures that it was made from."""

    figure: Figure
    population: Figure

    @property
    def value(self) -> Decimal:
        """The rate, rounded to one decimal."""
        count, people = self.figure.value or Decimal(0), self.population.value or Decimal(1)
        return (count * 1000 / people).quantize(TENTH, ROUND_HALF_UP)

    @property
    def other_year(self) -> str:
        """The year of the population, when it is not that of the count; else empty."""
        year = self.population.period
        return "" if self.figure.period.startswith(year) else year

    @property
    def is_provisional(self) -> bool:
        """Whether one of the two may still change."""
        return self.figure.is_provisional or self.population.is_provisional

    @property
    def shown(self) -> str:
        """The rate in words: `8,7`, or `ongeveer 8,7` when one of the two is not exact."""
        about = self.figure.qualifier or self.population.qualifier
        return f"{'ongeveer ' if about else ''}{formats.number(self.value)}"


class Populations:
    """The number of inhabitants per place and year, as far as it is known."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_area: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.value and periods.kind(figure.period) == "year":
                self._by_area[figure.area_code].append(figure)

    def rate(self, figure: Figure) -> Rate | None:
        """A count per 1,000 inhabitants of its place; None for what is no count, has no value or no population."""
        indicator = figure.indicator
        known = self._by_area.get(figure.area_code)
        if figure.value is None or not known or not counts_people(indicator) or not figure.period:
            return None
        year = int(figure.period[:4])
        nearest = min(known, key=lambda each: (abs(int(each.period) - year), each.period))
        return Rate(figure, nearest)


def counts_people(indicator: Indicator) -> bool:
    """Whether the indicator can be given per 1,000 inhabitants."""
    return indicator.unit == Indicator.Unit.COUNT and indicator.slug != POPULATION


def apart(figures: Iterable[Figure]) -> tuple[list[Figure], Populations]:
    """Figures without those of the population, and the populations."""
    everything = list(figures)
    people = [figure for figure in everything if figure.indicator.slug == POPULATION]
    return [figure for figure in everything if figure.indicator.slug != POPULATION], Populations(people)
