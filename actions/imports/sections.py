"""Sections of a document that are the lines of a plan, though the document does not say that they are."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from reading.plans.model import PlanReading, PlanRow

SECTIONS = "*"  # as `PlanImport.line`: each section is a line


def section_of(row: PlanRow) -> str:
    """The section that a row without a line stands under; a column of themes is no section."""
    return row.theme or "" if row.line is None and "theme" not in row.covered else ""


def lines_or_sections(rows: Iterable[PlanRow]) -> list[str]:
    """What a document divides its actions by, each once: the lines that it names, else its sections."""
    rows = list(rows)
    return list(dict.fromkeys(row.line for row in rows if row.line)) or list(
        dict.fromkeys(section for row in rows if (section := section_of(row)))
    )


def with_sections(reading: PlanReading, *, all_of_them: bool, is_line: Callable[[str], bool]) -> PlanReading:
    """The reading with sections as lines: all of them, or those that the plan has a line for (`is_line`)."""
    rows = tuple(
        replace(row, line=section, theme=None)
        if (section := section_of(row)) and (all_of_them or is_line(section))
        else row
        for row in reading.rows
    )
    return replace(reading, rows=rows)
