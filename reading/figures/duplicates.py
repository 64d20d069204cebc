"""The same figure twice in one delivery: pages that overlap, or rows that contradict each other."""

from reading.figures import messages
from reading.figures.model import Problem, ReadFigure, Reading, Series


def drop_doubles(reading: Reading) -> None:
    """Keep one of figures that are the same, and none of figures about the same thing that differ."""
    numbers: dict[Series, int] = {}
    series: dict[int, int] = {}  # by identity: there are a few, for many figures
    places: dict[str, int] = {}
    periods: dict[str, int] = {}
    seen: dict[int, int] = {}  # by key, which file and which figure in it
    contradicted: dict[int, int] = {}  # by key, the row of the first
    doubles = False
    everything = [file.figures for file in reading.files]
    for which, figures in enumerate(everything):
        for index, figure in enumerate(figures):
            if id(figure.series) not in series:
                series[id(figure.series)] = numbers.setdefault(figure.series, len(numbers))
            key = _key(figure, series, places, periods)
            here = which << 32 | index
            before = seen.setdefault(key, here)
            if before != here:
                doubles = True
                other = everything[before >> 32][before & 0xFFFFFFFF]
                if (other.value, other.reason, other.status) != (figure.value, figure.reason, figure.status):
                    contradicted.setdefault(key, other.row)
    if not doubles:
        return
    for which, file in enumerate(reading.files):
        kept: list[ReadFigure] = []
        for index, figure in enumerate(file.figures):
            key = _key(figure, series, places, periods)
            if key in contradicted:
                file.problems.append(Problem(figure.row, messages.TWICE.format(other=contradicted[key])))
            elif seen[key] == which << 32 | index:
                kept.append(figure)
        file.figures[:] = kept


def _key(figure: ReadFigure, series: dict[int, int], places: dict[str, int], periods: dict[str, int]) -> int:
    """One number for what a figure is about: many of them fit in memory."""
    return (
        series[id(figure.series)] << 40
        | places.setdefault(figure.area, len(places)) << 20
        | periods.setdefault(figure.period, len(periods))
    )
