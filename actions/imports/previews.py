"""What reading in a file would do now: a reading beside the plan as it is."""

from actions.imports import readings
from actions.imports.proposals import Preview, preview
from actions.models import PlanImport
from reading.plans.corrections import with_edits
from reading.plans.model import PlanReading
from reading.plans.typed import with_typed
from tables.model import Tables


def preview_of(plan_import: PlanImport) -> Preview:
    """What reading in this file would do now, with what the user corrected.

    Raises Refused when it holds no plan; FileNotFoundError when the file is gone.
    """
    return compared(plan_import, readings.reading_of(plan_import))


def compared(plan_import: PlanImport, reading: PlanReading) -> Preview:
    """A reading of this file beside the plan as it is now, with what the user typed and answered."""
    return preview(
        plan_import.programme,
        with_fields(plan_import, reading),
        line=plan_import.line,
        left_out=plan_import.left_out,
        answers=plan_import.answers,
        choices=plan_import.choices,
    )


def with_fields(plan_import: PlanImport, reading: PlanReading) -> PlanReading:
    """The reading with what the user typed for which the file has no column: nothing is read anew for it."""
    first, last = plan_import.programme.first_year, plan_import.programme.last_year
    typed = {readings.place_of(key): texts for key, texts in plan_import.fields.items()}
    return with_typed(reading, typed, year=plan_import.year or (first if first == last else None))


def read_file(plan_import: PlanImport) -> tuple[Tables, PlanReading]:
    """The tables with what the user corrected in their cells, and how they are read. Raises like `preview_of`."""
    reading = readings.reading_of(plan_import)
    return with_edits(readings.tables_in(plan_import), plan_import.edits), reading
