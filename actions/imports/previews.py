"""What reading in a file would do now: a reading beside the plan as it is."""

from actions.imports import readings
from actions.imports.proposals import Preview, preview
from actions.models import PlanImport
from reading.plans.corrections import with_edits
from reading.plans.model import PlanReading
from tables.model import Tables


def preview_of(plan_import: PlanImport) -> Preview:
    """What reading in this file would do now, with what the user corrected.

    Raises Refused when it holds no plan; FileNotFoundError when the file is gone.
    """
    return compared(plan_import, readings.reading_of(plan_import))


def compared(plan_import: PlanImport, reading: PlanReading) -> Preview:
    """A reading of this file beside the plan as it is now."""
    return preview(
        plan_import.programme,
        reading,
        line=plan_import.line,
        left_out=plan_import.left_out,
        answers=plan_import.answers,
        choices=plan_import.choices,
    )


def read_file(plan_import: PlanImport) -> tuple[Tables, PlanReading]:
    """The tables with what the user corrected in their cells, and how they are read. Raises like `preview_of`."""
    reading = readings.reading_of(plan_import)
    return with_edits(readings.tables_in(plan_import), plan_import.edits), reading
