"""Open data: the public figures of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterator

from actions.models import Programme
from monitoring.areas import areas_of
from monitoring.rates import POPULATION
from monitoring.series import figures_of

COLUMNS = [
    *("indicator", "indicator_titel", "eenheid", "gebied_code", "gebied", "periode"),
    *("waarde", "waarde_reden", "status", "bron", "aanlevering", "duiding"),
]


def figure_rows(programme: Programme, *, indicator: str = "") -> Iterator[list[str]]:
    """The header and a row per figure. Values with a decimal point; no value: empty, with the reason.

    With the slug of an indicator only that one, and the inhabitants that it can be divided by.
    """
    areas = areas_of(programme)
    yield COLUMNS
    figures = figures_of(programme, areas)
    for figure in figures.filter(indicator__slug__in=[indicator, POPULATION]) if indicator else figures:
        counted = figure.indicator
        yield [
            counted.slug,
            counted.title,
            counted.unit,
            figure.area_code,
            areas[figure.area_code].name,
            figure.period,
            "" if figure.value is None else f"{figure.value.normalize():f}",
            figure.reason,
            figure.status,
            figure.delivery.source.title,
            figure.delivery.title,
            " ".join(f"{figure.delivery.interpretation} {counted.interpretation}".split()),
        ]
