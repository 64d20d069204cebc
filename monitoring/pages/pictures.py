"""One line over time as a picture of its own, with its title, source and what its marks mean: for in a letter."""

import textwrap
from dataclasses import dataclass

from monitoring.charts.line import FRAME, LineChart
from monitoring.pages.comparisons import series_of
from monitoring.rules import wording
from monitoring.rules.areas import Area
from monitoring.rules.series import KIND_NAMES, IndicatorFigures

MARGIN = 16
HEADING_HEIGHT, NOTE_HEIGHT = 18, 13  # of a line of text
HEADING_LETTERS, NOTE_LETTERS = 50, 76  # on a line
PIXELS = 2  # per unit of the viewBox


@dataclass(frozen=True)
class TextLine:
    """A line of text at a place."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class ChartFile:
    """All that `charts/line_file.svg` draws, and what the file is called."""

    name: str
    chart: LineChart
    heading: list[TextLine]
    notes: list[TextLine]
    top: int
    height: int
    left: int = MARGIN
    width: int = FRAME.width + 2 * MARGIN

    @property
    def pixel_width(self) -> int:
        """How wide the picture is where nothing else is said."""
        return self.width * PIXELS

    @property
    def pixel_height(self) -> int:
        """How high the picture is where nothing else is said."""
        return self.height * PIXELS


def choices_of(item: IndicatorFigures) -> list[tuple[Area, str]]:
    """The areas with the lengths of period that have a line to draw, in words."""
    return [
        (series.area, name)
        for series in item.series
        for kind, name in KIND_NAMES.items()
        if sum(figure.value is not None for figure in series.of_kind(kind)) > 1
    ]


def chart_file(item: IndicatorFigures, code: str, kind: str) -> ChartFile | None:
    """The picture of an area by its code and a length of period in words; None when there is nothing to draw."""
    series = series_of(item, code)
    kinds = {name: key for key, name in KIND_NAMES.items()}
    chart = item.chart_of(series, kinds[kind]) if series and kind in kinds else None
    if series is None or chart is None:
        return None
    figures = series.of_kind(kinds[kind])
    sources = wording.sources_of(figures)
    notes = [f"Bron: {wording.named(sources)}."]
    if any(source.fictitious for source in sources):
        notes.append("Fictief: deze cijfers zijn verzonnen.")
    if chart.has_provisional:
        notes.append("Open punten en een stippellijn: voorlopige cijfers.")
    return _laid_out(f"{item.anchor}-{code.lower()}-{kind}.svg", chart, notes)


def _laid_out(name: str, chart: LineChart, notes: list[str]) -> ChartFile:
    titles = textwrap.wrap(f"{chart.title} ({chart.unit})", HEADING_LETTERS)
    heading = [TextLine(text, MARGIN, MARGIN + HEADING_HEIGHT * number) for number, text in enumerate(titles, start=1)]
    top = MARGIN + HEADING_HEIGHT * len(titles) + 6
    below = top + FRAME.height
    lines = [line for note in notes for line in textwrap.wrap(note, NOTE_LETTERS)]
    noted = [TextLine(text, MARGIN, below + NOTE_HEIGHT * number) for number, text in enumerate(lines, start=1)]
    return ChartFile(name, chart, heading, noted, top, below + NOTE_HEIGHT * len(lines) + MARGIN)
