"""Reads a file as the portal would: as a table, as a plan and as figures."""

import json
from pathlib import Path

from reading.figures.as_json import written
from reading.figures.reader import read_figures
from reading.plans.as_json import reading_as_json
from reading.plans.corrections import with_edits
from reading.plans.reader import read_plan
from tables.model import Refused, Tables
from tables.reading import read_pasted, read_tables
from tests.reading.figures.conftest import AREAS

PASTED = "pasted"


def tables_of(name: str, data: bytes) -> Tables:
    return read_pasted(data.decode("utf-8", "replace")) if name == PASTED else read_tables(data, filename=name)


def read_all(name: str, data: bytes, folder: Path) -> list[str]:
    """What each reader makes of it: "read", or the sentence of its refusal. Any other exception comes out."""
    return [_plan(name, data), _figures(name, data, folder)]


def _plan(name: str, data: bytes) -> str:
    try:
        tables = tables_of(name, data)
        reading = read_plan(with_edits(tables, {}), programme_years=(2025, 2028))
        json.dumps(reading_as_json(reading))
    except Refused as refused:
        return _sentence(refused)
    assert reading.rows or reading.problems
    return "read"


def _figures(name: str, data: bytes, folder: Path) -> str:
    path = folder / "bestand"
    path.write_bytes(data)
    try:
        reading = read_figures([(path, name)], areas=AREAS)
        "".join(written(reading, {}))
    except Refused as refused:
        return _sentence(refused)
    assert any(reading.figures)
    return "read"


def _sentence(refused: Refused) -> str:
    """One Dutch sentence that fits on a page."""
    sentence = str(refused)
    assert sentence.endswith("."), sentence
    assert "\n" not in sentence
    assert 20 < len(sentence) < 400, sentence
    return sentence
