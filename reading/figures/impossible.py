"""Counts that cannot be: below nought, or a part of a person. They are told, and never a figure."""

from decimal import Decimal

from reading.figures import messages
from reading.figures.headings import PERCENTS, is_count
from reading.figures.model import FileReading, Problem, ReadFigure, Series


def drop_impossible(file: FileReading) -> None:
    """Take impossible counts out of the figures of a file, and say why."""
    kinds: dict[int, tuple[bool, bool]] = {}  # by identity of the series: there are a few, for many figures
    impossible: set[int] = set()
    for index, figure in enumerate(file.figures):
        value = figure.value
        if value is None or value.isdecimal():
            continue
        kind = kinds.get(id(figure.series))
        if kind is None:
            kind = kinds[id(figure.series)] = (_counts_whole(figure.series), _is_never_below(figure.series))
        whole, never_below = kind
        number = Decimal(value)
        if (never_below and number < 0) or (whole and number != number.to_integral_value()):
            impossible.add(index)
            file.problems.append(Problem(figure.row, _why(figure, number)))
    if impossible:
        file.figures[:] = [figure for index, figure in enumerate(file.figures) if index not in impossible]


def _why(figure: ReadFigure, number: Decimal) -> str:
    message = messages.BELOW_NOUGHT if number < 0 else messages.PART_OF_ONE
    return message.format(text=(figure.value or "").replace(".", ","), topic=f"“{figure.series.topic}”")


def _counts_whole(series: Series) -> bool:
    """Whether it counts things one by one; an average of counts does not."""
    words = f"{series.path or series.topic} {series.unit}".lower()
    return is_count(series.unit) and not any(word in words for word in ("gemiddeld", "average", "per ", "x 1"))


def _is_never_below(series: Series) -> bool:
    """Whether it cannot be less than nought: a balance and a growth can."""
    words = f"{series.path or series.topic}".lower()
    signed = ("groei", "saldo", "verschil", "ontwikkeling", "verandering", "mutatie", "toename", "afname", "correctie")
    percent = series.unit.lower() in PERCENTS or series.unit.lower().startswith("per 1")
    return (is_count(series.unit) or percent) and not any(word in words for word in signed)
