"""Small multiples: the same line for several places, on one scale, so that their course can be compared.

Pure geometry for `charts/small.svg`. The rules of `monitoring.charts.line` hold: gaps stay gaps, what is provisional is
dashed and hollow, nothing is drawn through a change of method. Nothing says whether up or down is good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monitoring.charts.line import Frame, Mark, Plot, Point, coordinate, is_dated, paths, sentence_of, start_of, ticks
from reading import formats

FRAME = Frame(width=200, height=114, left=10, right=48, top=20, bottom=24)


@dataclass(frozen=True)
class SmallDot:
    """A value in the drawing; coordinates as text with a decimal point."""

    x: str
    y: str
    hollow: bool


@dataclass(frozen=True)
class SmallChart:
    """One place in the row: its line, its last value, and the sentence that says it."""

    title: str
    sentence: str
    whole: str  # path data of the final part
    dashed: str  # path data of the provisional part
    dots: list[SmallDot]
    last: SmallDot
    last_label: str
    years: list[Mark]  # the first and the last of the axis
    breaks: list[Mark]
    has_provisional: bool
    width: int = FRAME.width
    height: int = FRAME.height
    left: int = FRAME.left
    right: int = FRAME.width - FRAME.right
    top: int = FRAME.top
    bottom: int = FRAME.height - FRAME.bottom


@dataclass(frozen=True)
class Multiples:
    """Small charts on one scale, and the places that have no value to draw."""

    charts: list[SmallChart]
    without: list[str]
    highest: str  # the top of the scale of all of them

    @property
    def has_provisional(self) -> bool:
        """Whether any of them draws a provisional value."""
        return any(chart.has_provisional for chart in self.charts)

    @property
    def break_years(self) -> list[str]:
        """The years drawn from which it was counted in another way; the axes are the same for all."""
        return [mark.label for mark in self.charts[0].breaks] if self.charts else []


def multiples(series: Sequence[tuple[str, Sequence[Point]]], *, breaks: Iterable[str] = ()) -> Multiples:
    """A small chart for each title with its points of one length of period; all on the same axes, from zero."""
    drawn = [(title, _in_time(points)) for title, points in series]
    known = [point for _title, points in drawn for point in points if point.value is not None]
    if not known:
        return Multiples([], [title for title, _points in drawn], "")
    highest = ticks(max(point.value or Decimal(0) for point in known))[-1]
    moments = sorted((point.period for point in known), key=start_of)
    plot = Plot(moments[0], moments[-1], float(highest), FRAME)
    broken = sorted(breaks, key=start_of)
    charts = [_chart(title, points, plot, broken) for title, points in drawn if _known(points)]
    return Multiples(charts, [title for title, points in drawn if not _known(points)], formats.number(highest))


def _in_time(points: Sequence[Point]) -> list[Point]:
    return sorted((point for point in points if is_dated(point)), key=lambda point: start_of(point.period))


def _known(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.value is not None]


def _chart(title: str, points: list[Point], plot: Plot, broken: list[str]) -> SmallChart:
    known = _known(points)
    whole, dashed = paths(points, plot, broken)
    dots = [
        SmallDot(coordinate(plot.x(each.period)), coordinate(plot.y(each.value or Decimal(0))), each.provisional)
        for each in known
    ]
    years = plot.years()
    return SmallChart(
        title=title,
        sentence=sentence_of(title, points, known),
        whole=whole,
        dashed=dashed,
        dots=dots,
        last=dots[-1],
        last_label=known[-1].shown,
        years=years[:1] if len(years) == 1 else [years[0], years[-1]],
        breaks=[Mark(coordinate(plot.x(each, 0)), each[:4]) for each in broken if plot.shows(each)],
        has_provisional=any(each.provisional for each in known),
    )
