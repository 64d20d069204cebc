"""The map of a region: its municipalities in classes of one figure. Pure geometry for `charts/map.svg`.

Each municipality has a number on the map, and stands beside it with that number, its name and value, by class: nothing
depends on colour or on pointing. A municipality without a figure is white. The classes are steps of equal size: nothing
is called good or bad.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from monitoring.charts.line import coordinate, ticks
from reading import formats

SHADES = ("#e3f3fd", "#a9d3ee", "#5fa8d6", "#1f78b4", "#00456f")
INKS = ("#0d2440", "#0d2440", "#0d2440", "#ffffff", "#ffffff")  # of the number: at least 4.5:1 on its shade
NO_SHADE, NO_INK = "#ffffff", "#44566f"
NUMBER = re.compile(r"-?\d*\.?\d+")
COMMAND = re.compile(r"([MmLlZz])([^MmLlZz]*)")
MARGIN = 0.04  # of the width, around the region
Place = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """A municipality on the map: outline, number and value in words. Coordinates as text with a decimal point."""

    name: str
    outline: str  # empty where nobody drew it
    value: str  # in words
    number: str  # by which the map and the list beside it find each other
    shade: str
    ink: str
    x: str
    y: str

    @property
    def step(self) -> int:
        """How dark it is, for who sees other colours than ours: 1 to 5, or 0 without a figure."""
        return _step_of(self.shade)


@dataclass(frozen=True)
class MapClass:
    """A class in the legend: `0 tot 2`, with the municipalities in it."""

    label: str
    shade: str
    shapes: list[Shape]
    has_values: bool = True  # False: those without a figure

    @property
    def step(self) -> int:
        """How dark its municipalities are on the map: `Shape.step`."""
        return _step_of(self.shade)


@dataclass(frozen=True)
class RegionMap:
    """All that the template draws, and the sentence that says it."""

    title: str
    sentence: str
    view_box: str
    font_size: str
    line: str  # width of the borders
    shapes: list[Shape]
    classes: list[MapClass]


@dataclass(frozen=True)
class Valued:
    """A municipality with its outline (SVG path) and its value; None: there is no figure. `shown`: in words."""

    name: str
    outline: str
    value: Decimal | None
    shown: str


def region_map(places: Sequence[Valued], *, title: str) -> RegionMap | None:
    """The map of these municipalities; None with fewer than two of them drawn or without any value."""
    drawn = [place for place in places if place.outline]
    known = [place for place in places if place.value is not None]
    if len(drawn) < 2 or not known:
        return None
    bounds = bounds_of([point for place in drawn for ring in rings_of(place.outline) for point in ring])
    left, top, width, height = bounds
    edge = max(width, height) * MARGIN
    steps = steps_of([place.value or Decimal(0) for place in known])
    shapes = [_shape(place, steps, number) for number, place in enumerate(places, start=1)]
    return RegionMap(
        title=title,
        sentence=_sentence(title, places, known),
        view_box=" ".join(
            coordinate(number) for number in (left - edge, top - edge, width + 2 * edge, height + 2 * edge)
        ),
        font_size=coordinate(max(width, height) / 20),
        line=coordinate(max(width, height) / 400),
        shapes=[shape for shape in shapes if shape.outline],
        classes=_classes(shapes, places, steps),
    )


def steps_of(values: Sequence[Decimal]) -> list[Decimal]:
    """Round borders of at most five classes of equal size, from just below the lowest value to the highest or above."""
    low, high = min(values), max(values)
    if low == high:
        return [low, high]
    step = ticks(high - low)[1]
    first = low // step * step
    borders = [first]
    while borders[-1] < high:
        borders.append(borders[-1] + step)
    return borders


def class_of(value: Decimal, steps: Sequence[Decimal]) -> int:
    """In which step a value falls, from 0; a value on a border belongs to the higher class, the last one to the top."""
    passed = sum(value >= step for step in steps[1:])
    return min(passed, len(steps) - 2)


def rings_of(outline: str) -> list[list[Place]]:
    """The rings of an SVG path of straight lines, in absolute coordinates."""
    rings: list[list[Place]] = []
    x = y = 0.0
    for command, text in COMMAND.findall(outline):
        numbers = [float(number) for number in NUMBER.findall(text)]
        for at in range(0, len(numbers) - 1, 2):
            relative = command.islower()
            x, y = (x + numbers[at], y + numbers[at + 1]) if relative else (numbers[at], numbers[at + 1])
            if command in "Mm" and at == 0:
                rings.append([])
            rings[-1].append((x, y))
        if command in "Zz" and rings:
            x, y = rings[-1][0]
    return rings


def bounds_of(points: Sequence[Place]) -> tuple[float, float, float, float]:
    """Left, top, width and height of what these points take up."""
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def middle_of(outline: str) -> Place:
    """The centre of gravity of the largest ring."""
    largest = max(rings_of(outline), key=lambda ring: abs(_doubled_area(ring)))
    doubled = _doubled_area(largest)
    if not doubled:
        return largest[0]
    pairs = list(zip(largest, [*largest[1:], largest[0]], strict=True))
    x = sum((one[0] + two[0]) * _cross(one, two) for one, two in pairs) / (3 * doubled)
    y = sum((one[1] + two[1]) * _cross(one, two) for one, two in pairs) / (3 * doubled)
    return x, y


def _doubled_area(ring: Sequence[Place]) -> float:
    return sum(_cross(one, two) for one, two in zip(ring, [*ring[1:], ring[0]], strict=True))


def _cross(one: Place, two: Place) -> float:
    return one[0] * two[1] - two[0] * one[1]


def _shape(place: Valued, steps: Sequence[Decimal], number: int) -> Shape:
    x, y = middle_of(place.outline) if place.outline else (0, 0)
    at = None if place.value is None else _shade_at(class_of(place.value, steps), steps)
    return Shape(
        name=place.name,
        outline=place.outline,
        value=place.shown,
        number=str(number),
        shade=NO_SHADE if at is None else SHADES[at],
        ink=NO_INK if at is None else INKS[at],
        x=coordinate(x),
        y=coordinate(y),
    )


def _step_of(shade: str) -> int:
    return SHADES.index(shade) + 1 if shade in SHADES else 0


def _shade_at(number: int, steps: Sequence[Decimal]) -> int:
    """The shade of a class: the lowest is the lightest, the highest the darkest, also when there are few."""
    last = max(1, len(steps) - 2)
    return round(number * (len(SHADES) - 1) / last)


def _classes(shapes: Sequence[Shape], places: Sequence[Valued], steps: Sequence[Decimal]) -> list[MapClass]:
    inside: dict[int | None, list[Shape]] = {}
    for shape, place in zip(shapes, places, strict=True):
        inside.setdefault(None if place.value is None else class_of(place.value, steps), []).append(shape)
    found = []
    for number in range(len(steps) - 1):
        between = "tot en met" if number == len(steps) - 2 else "tot"
        low, high = formats.number(steps[number]), formats.number(steps[number + 1])
        label = low if low == high else f"{low} {between} {high}"
        found.append(MapClass(label, SHADES[_shade_at(number, steps)], inside.get(number, [])))
    return [*found, MapClass("geen cijfer", NO_SHADE, inside[None], has_values=False)] if None in inside else found


def _sentence(title: str, places: Sequence[Valued], known: Sequence[Valued]) -> str:
    low = min(known, key=lambda place: place.value or Decimal(0))
    high = max(known, key=lambda place: place.value or Decimal(0))
    if len(known) == 1:
        sentence = f"{title}: alleen {low.name} heeft een cijfer, {low.shown}."
    elif low.value == high.value:
        sentence = f"{title}: in alle gemeenten met een cijfer {low.shown}."
    else:
        sentence = f"{title}: van {low.shown} in {low.name} tot {high.shown} in {high.name}."
    without = len(places) - len(known)
    if without and len(known) > 1:
        gemeenten = "1 gemeente" if without == 1 else f"{without} gemeenten"
        sentence += f" Van {gemeenten} is er geen cijfer."
    return sentence
