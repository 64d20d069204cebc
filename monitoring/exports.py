"""Open data: the public figures of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterator

from actions.models import Programme
from monitoring.areas import areas_of
from monitoring.series import figures_of
from tables.writing import safe_text

COLUMNS = [
    *("indicator", "indicator_titel", "eenheid", "gebied_code", "gebied", "periode"),
    *("waarde", "waarde_reden", "status", "bron", "aanlevering", "duiding"),
]


def figure_rows(programme: Programme) -> Iterator[list[str]]:
    """The header and a row per figure. Values with a decimal point; no value: empty, with the reason."""
    areas = areas_of(programme)
    yield COLUMNS
    for figure in figures_of(programme, areas):
        indicator = figure.indicator
        yield [
            indicator.slug,
            safe_text(indicator.title),
            indicator.unit,
            figure.area_code,
            safe_text(areas[figure.area_code].name),
            figure.period,
            "" if figure.value is None else f"{figure.value.normalize():f}",
            figure.reason,
            figure.status,
            safe_text(figure.delivery.source.title),
            safe_text(figure.delivery.title),
            safe_text(" ".join(f"{figure.delivery.interpretation} {indicator.interpretation}".split())),
        ]
