"""A line over time: pure geometry for `charts/line.svg` and `charts/line.html`.

The axis begins at zero. A period without a value stays a gap, a provisional value is hollow and dashed, and a line is
never drawn through a change of method. Nothing says whether up or down is good.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reading import formats, periods

PARTS = {"year": 1, "H": 2, "Q": 4, "M": 12}  # how many of a length of period go in a year
ALL_LABELLED = 8  # with more points than this only the first, last, lowest and highest have their value beside them
CHARACTER = 6.6  # width of one, about
LONG = 8  # characters of a label that is centred without trouble
YEAR_LABELS = 8  # with more years than this every second year is named


@dataclass(frozen=True)
class Frame:
    """The size of a drawing in units of its viewBox, and the room around the plot."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


FRAME = Frame(width=400, height=230, left=52, right=26, top=26, bottom=32)


@dataclass(frozen=True)
class Point:
    """A value of a period (`2023`, `2023H1`); None is a gap. `text`: as shown, with qualifier and unit."""

    period: str
    value: Decimal | None
    provisional: bool = False
    text: str = ""

    @property
    def shown(self) -> str:
        """The value in words."""
        return self.text or formats.number(self.value)


@dataclass(frozen=True)
class Dot:
    """A value in the drawing; coordinates as text with a decimal point."""

    x: str
    y: str
    label_y: str
    label: str  # empty when there is no room for it
    anchor: str  # a long label of the first or last value turns inward
    hollow: bool


@dataclass(frozen=True)
class Mark:
    """Something along an axis: a grid line with its label, a change of method, a target."""

    at: str
    label: str
    label_at: str = ""


@dataclass(frozen=True)
class LineChart:
    """All that the template draws, and the sentence that says it."""

    title: str
    sentence: str
    unit: str
    whole: str  # path data of the final part
    dashed: str  # path data of the provisional part
    dots: list[Dot]
    rows: list[Mark]
    years: list[Mark]
    breaks: list[Mark]
    target: Mark | None
    has_provisional: bool
    width: int = FRAME.width
    height: int = FRAME.height
    left: int = FRAME.left
    right: int = FRAME.width - FRAME.right
    top: int = FRAME.top
    bottom: int = FRAME.height - FRAME.bottom


def line_chart(
    points: Sequence[Point],
    *,
    title: str,
    unit: str = "aantal",
    breaks: Iterable[str] = (),
    target: Decimal | None = None,
) -> LineChart | None:
    """The chart of one series of one length of period; None with fewer than two values, which need no drawing.

    `title` says what is counted, where; `breaks` are the periods (`2019`) from which it was counted in another way.
    """
    points = sorted((point for point in points if is_dated(point)), key=lambda point: start_of(point.period))
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return None
    steps = ticks(max([point.value or Decimal(0) for point in known] + ([target] if target else [])))
    plot = Plot(points[0].period, points[-1].period, float(steps[-1]))
    broken = sorted(breaks, key=start_of)
    whole, dashed = paths(points, plot, broken)
    return LineChart(
        title=title,
        sentence=sentence_of(title, points, known),
        unit=unit,
        whole=whole,
        dashed=dashed,
        dots=_dots(known, plot),
        rows=[Mark(coordinate(plot.y(step)), formats.number(step)) for step in steps],
        years=plot.years(),
        breaks=[Mark(coordinate(plot.x(period, 0)), period[:4]) for period in broken if plot.shows(period)],
        target=_target(target, known[-1], plot) if target else None,
        has_provisional=any(point.provisional for point in known),
    )


class Plot:
    """Where a period and a value come in the drawing."""

    def __init__(self, first: str, last: str, highest: float, frame: Frame = FRAME) -> None:
        self.frame = frame
        self.begin = math.floor(start_of(first))
        self.end = max(math.ceil(start_of(last) + 1e-9), self.begin + 1)
        self.highest = highest

    def shows(self, period: str) -> bool:
        """Whether a change at the start of a period falls between the first and the last year."""
        return self.begin < start_of(period) < self.end

    def x(self, period: str, part: float = 0.5) -> float:
        """The place of a period: by default its middle."""
        return self._across(start_of(period) + part / _parts(period))

    def y(self, value: Decimal) -> float:
        """The height of a value."""
        bottom = self.frame.height - self.frame.bottom
        return bottom - float(value) / self.highest * (bottom - self.frame.top)

    def years(self) -> list[Mark]:
        """The years, each in the middle of its stretch."""
        step = 1 if self.end - self.begin <= YEAR_LABELS else 2
        return [Mark(coordinate(self._across(year + 0.5)), str(year)) for year in range(self.begin, self.end, step)]

    def _across(self, moment: float) -> float:
        room = self.frame.width - self.frame.left - self.frame.right
        return self.frame.left + (moment - self.begin) / (self.end - self.begin) * room


def is_dated(point: Point) -> bool:
    """Whether the period of a point has a place on an axis of time."""
    return periods.kind(point.period) in PARTS


def _parts(period: str) -> int:
    return PARTS[periods.kind(period)]


def start_of(period: str) -> float:
    """The moment at which a period begins, in years."""
    number = int(period[5:]) if len(period) > 4 else 1
    return int(period[:4]) + (number - 1) / _parts(period)


def ticks(highest: Decimal) -> list[Decimal]:
    """Round values from zero to just above the highest, four to six of them."""
    if not highest:
        return [Decimal(0), Decimal(1)]
    rough = float(highest) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * 0.999)
    exact = Decimal(str(round(step, 6)))
    return [exact * count for count in range(math.ceil(highest / exact) + 1)]


def paths(points: Sequence[Point], plot: Plot, breaks: Sequence[str]) -> tuple[str, str]:
    """The final and the provisional part of the line, as SVG path data: a piece for every two values in a row."""
    whole, dashed = "", ""
    for one, next_one in _neighbours(points, breaks):
        piece = f"M{_place(one, plot)}L{_place(next_one, plot)}"
        if one.provisional or next_one.provisional:
            dashed += piece
        else:
            whole += piece
    return whole, dashed


def _target(target: Decimal, last: Point, plot: Plot) -> Mark:
    """The line of the target; its label on the side where the last value is not."""
    y = plot.y(target)
    return Mark(
        coordinate(y), formats.number(target), coordinate(y + 15 if plot.y(last.value or Decimal(0)) <= y else y - 6)
    )


def _neighbours(points: Sequence[Point], breaks: Sequence[str]) -> Iterator[tuple[Point, Point]]:
    for one, next_one in pairwise(points):
        begin, end = start_of(one.period), start_of(next_one.period)
        adjacent = end - begin <= 1 / _parts(next_one.period) + 1e-6
        broken = any(begin < start_of(period) <= end for period in breaks)
        if one.value is not None and next_one.value is not None and adjacent and not broken:
            yield one, next_one


def _dots(known: Sequence[Point], plot: Plot) -> list[Dot]:
    shown = _labelled(known, plot)
    dots = []
    for at, point in enumerate(known):
        y = plot.y(point.value or Decimal(0))
        around = [plot.y(other.value or Decimal(0)) for other in known[max(0, at - 1) : at + 2] if other is not point]
        is_dip = len(around) == 2 and y > max(around)  # y grows downward
        dots.append(
            Dot(
                x=coordinate(plot.x(point.period)),
                y=coordinate(y),
                label_y=coordinate(y + 20 if is_dip else y - 10),
                label=point.shown if point.period in shown else "",
                anchor=_anchor(point, known),
                hollow=point.provisional,
            )
        )
    return dots


def _labelled(known: Sequence[Point], plot: Plot) -> set[str]:
    """The periods whose value stands beside its dot: the telling ones, and others as long as there is room."""
    telling = [known[0], known[-1], _lowest(known), _highest(known)]
    others = known if len(known) <= ALL_LABELLED else []
    shown: list[Point] = []
    for point in [*telling, *others]:
        spans = [_span(other, known, plot) for other in shown if other is not point]
        left, right = _span(point, known, plot)
        if all(right < begin or end < left for begin, end in spans):
            shown.append(point)
    return {point.period for point in shown}


def _span(point: Point, known: Sequence[Point], plot: Plot) -> tuple[float, float]:
    """From where to where the label of a value reaches, about."""
    x, width = plot.x(point.period), CHARACTER * len(point.shown)
    begin = {"start": x, "middle": x - width / 2, "end": x - width}[_anchor(point, known)]
    return begin, begin + width


def _anchor(point: Point, known: Sequence[Point]) -> str:
    if len(point.shown) < LONG:
        return "middle"
    return "start" if point is known[0] else "end" if point is known[-1] else "middle"


def _lowest(known: Sequence[Point]) -> Point:
    return min(known, key=lambda point: point.value or Decimal(0))


def _highest(known: Sequence[Point]) -> Point:
    return max(known, key=lambda point: point.value or Decimal(0))


def _place(point: Point, plot: Plot) -> str:
    return f"{coordinate(plot.x(point.period))} {coordinate(plot.y(point.value or Decimal(0)))}"


def sentence_of(title: str, points: Sequence[Point], known: Sequence[Point]) -> str:
    """What the line says: first, last, highest and lowest value, and how many periods have none."""
    first, last = known[0], known[-1]
    sentence = f"{title}: {first.shown} in {periods.label(first.period)}"
    if len(known) > 1:
        sentence += f" en {last.shown} in {periods.label(last.period)}"
    sentence += " (voorlopig cijfer)." if last.provisional else "."
    low, high = _lowest(known), _highest(known)
    if not {low.period, high.period} <= {first.period, last.period}:
        sentence += f" Het hoogste is {high.shown} ({periods.label(high.period)}),"
        sentence += f" het laagste {low.shown} ({periods.label(low.period)})."
    gaps = len(points) - len(known)
    if gaps:
        sentence += f" Van {gaps} {'periode' if gaps == 1 else 'periodes'} is er geen cijfer."
    return sentence


def coordinate(number: float) -> str:
    """A coordinate as SVG has it: with a decimal point, never as the language of the page has it."""
    return f"{number:.1f}".removesuffix(".0")
