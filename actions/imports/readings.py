"""Files with a plan, read: parsed once, and kept with the draft until it is in the plan."""

import hashlib
import json
from collections.abc import Mapping

from actions.imports import kept
from actions.models import PlanImport, ReadPlan
from reading.plans.corrections import with_edits
from reading.plans.model import PlanReading
from reading.plans.reader import AmountsIn, read_plan
from tables.model import Refused, Tables
from tables.reading import read_pasted, read_tables

PASTED = "Geplakte tabel"  # the name of what was pasted
AMOUNTS: Mapping[str, AmountsIn] = {"euro": "euro", "thousands": "thousands"}


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
    )


def tables_in(plan_import: PlanImport) -> Tables:
    """The tables of a draft, as uploaded. Raises Refused; FileNotFoundError when the file is gone."""
    _look(plan_import)
    found = ReadPlan.objects.filter(plan_import=plan_import, format=kept.FORMAT).only("tables").first()
    if found:
        try:
            tables: Tables = kept.unpacked(found.tables)
        except kept.NOT_KEPT:
            pass  # then from the file
        else:
            return tables
    with plan_import.file.open("rb") as file:
        return tables_of(file.read(), name=plan_import.name)


def reading_of(plan_import: PlanImport) -> PlanReading:
    """How a draft is read, with what the user corrected. Raises like `tables_in`."""
    _look(plan_import)
    key = key_of(plan_import)
    found = ReadPlan.objects.filter(plan_import=plan_import, format=kept.FORMAT, key=key).only("reading").first()
    if found:
        try:
            reading: PlanReading = kept.unpacked(found.reading)
        except kept.NOT_KEPT:
            pass  # then from the tables
        else:
            return reading
    tables = tables_in(plan_import)
    reading = read(plan_import, tables)
    keep(plan_import, tables, reading)
    return reading


def keep(plan_import: PlanImport, tables: Tables, reading: PlanReading) -> None:
    """Keep what was read, for the next look at it."""
    ReadPlan.objects.update_or_create(
        plan_import=plan_import,
        defaults={
            "key": key_of(plan_import),
            "format": kept.FORMAT,
            "tables": kept.packed(tables),
            "reading": kept.packed(reading),
        },
    )


def key_of(plan_import: PlanImport) -> str:
    """Changes when the same file is to be read in another way."""
    years = (plan_import.programme.first_year, plan_import.programme.last_year)
    asked = [plan_import.mapping, plan_import.edits, plan_import.year, plan_import.amounts_in, years]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _look(plan_import: PlanImport) -> None:
    if plan_import.refused:
        raise Refused(plan_import.refused)
    name = plan_import.file.name or ""
    if not plan_import.file.storage.exists(name):
        raise FileNotFoundError(name)
