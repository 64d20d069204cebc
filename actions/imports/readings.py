"""Files with a plan, read: parsed once, and kept with the draft until it is in the plan."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from actions.models import PlanImport
from jobs.incoming.kept import Packing, key_of
from reading import vocabulary
from reading.plans import model as plans
from reading.plans import own_marks
from reading.plans.corrections import with_edits
from reading.plans.model import PlanReading
from reading.plans.reader import AmountsIn, read_plan
from reading.vocabulary import Heap
from tables import model
from tables.model import Refused, Tables
from tables.reading import read_pasted, read_tables

PASTED = "Geplakte tabel"  # the name of what was pasted
AMOUNTS: Mapping[str, AmountsIn] = {"euro": "euro", "thousands": "thousands"}
PACKING = Packing(
    *(model.Tables, model.Table, model.Row, model.Cell, model.Paragraph, model.Remark),
    *(plans.PlanReading, plans.PlanRow, plans.Planning, plans.Money, plans.Who, plans.Problem, plans.TableProblem),
    *(plans.Columns, plans.SourceCell, plans.Accounting, vocabulary.Heap, own_marks.Then),
    *(vocabulary.Status, vocabulary.Priority, vocabulary.Recurrence, vocabulary.CostKind, vocabulary.Per),
    *(Decimal, datetime.date, datetime.datetime, datetime.timedelta),
)


def tables_of(content: bytes, *, name: str) -> Tables:
    """The tables of a file or of a pasted text. Raises Refused."""
    if name == PASTED:
        return read_pasted(content.decode(errors="replace"))
    return read_tables(content, filename=name)


def read(plan_import: PlanImport, tables: Tables) -> PlanReading:
    """How the tables of a file are read, with what the user corrected. Raises Refused when they hold no plan."""
    programme = plan_import.programme
    return read_plan(
        with_edits(tables, plan_import.edits),
        year=plan_import.year,
        programme_years=(programme.first_year, programme.last_year),
        amounts_in=AMOUNTS.get(plan_import.amounts_in),
        mapping=plan_import.columns,
        heaps={place_of(key): Heap(heap) for key, heap in plan_import.heaps.items()},
    )


def place_of(key: str) -> tuple[int, int]:
    """The table and row of a key, which is `table:row`."""
    table, _, row = key.partition(":")
    return int(table), int(row)


def tables_in(plan_import: PlanImport) -> Tables:
    """The tables of a draft, as uploaded. Raises Refused; FileNotFoundError when the file is gone."""
    _look(plan_import)
    kept: Tables | None = PACKING.kept_in(plan_import.readings(), "tables")
    if kept is not None:
        return kept
    with plan_import.file.open("rb") as file:
        return tables_of(file.read(), name=plan_import.name)


def reading_of(plan_import: PlanImport) -> PlanReading:
    """How a draft is read, with what the user corrected. Raises like `tables_in`."""
    _look(plan_import)
    kept: PlanReading | None = PACKING.kept_in(plan_import.readings().filter(key=_key(plan_import)), "reading")
    if kept is not None:
        return kept
    tables = tables_in(plan_import)
    reading = read(plan_import, tables)
    plan_import.keep_reading(to_keep(plan_import, tables, reading))
    return reading


def to_keep(plan_import: PlanImport, tables: Tables, reading: PlanReading) -> dict[str, Any]:
    """What is kept of what was read, for `Incoming.keep_reading`."""
    return PACKING.values(_key(plan_import), tables=tables, reading=reading)


def _key(plan_import: PlanImport) -> str:
    years = (plan_import.programme.first_year, plan_import.programme.last_year)
    found = plan_import
    return key_of(found.mapping, found.edits, found.heaps, found.year, found.amounts_in, years)


def _look(plan_import: PlanImport) -> None:
    if plan_import.refused:
        raise Refused(plan_import.refused)
    name = plan_import.file.name or ""
    if not plan_import.file.storage.exists(name):
        raise FileNotFoundError(name)
