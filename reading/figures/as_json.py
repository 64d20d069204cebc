"""A reading as the JSON of design section 12: codes in English, values as text."""

import json
from collections.abc import Iterator
from typing import Any

from reading.figures.model import ReadFigure, Reading

PIECE = 500  # figures that are written at once


def figure_as_json(figure: ReadFigure) -> dict[str, Any]:
    """One figure."""
    return {
        "row": figure.row,
        "table": figure.series.table,
        "topic": figure.series.topic,
        "unit": figure.series.unit or None,
        "dimensions": dict(figure.series.dimensions),
        "area": figure.area,
        "area_label": figure.area_label,
        "period": figure.period,
        "value": figure.value,
        "reason": figure.reason or None,
        "status": figure.status,
    }


def written(reading: Reading, counts: dict[str, int]) -> Iterator[str]:
    """The whole reading piece by piece: a table of CBS is too large to make in one piece."""
    yield '{"figures": ['
    lines: list[str] = []
    first = True
    for figure in reading.figures:
        lines.append(json.dumps(figure_as_json(figure), ensure_ascii=False))
        if len(lines) == PIECE:
            yield ("\n" if first else ",\n") + ",\n".join(lines)
            first, lines = False, []
    if lines:
        yield ("\n" if first else ",\n") + ",\n".join(lines)
    problems = [{"row": problem.row, "message": problem.message} for problem in reading.problems]
    yield f'],\n"problems": {json.dumps(problems, ensure_ascii=False)},\n"counts": {json.dumps(counts)}}}\n'
