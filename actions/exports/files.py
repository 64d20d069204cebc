"""The kinds of file that a plan can become."""

from collections.abc import Callable

from actions.exports import document, sheets
from actions.exports.selection import PlanFile
from actions.exports.sheets import Said
from actions.models import PlanExport

Format = PlanExport.Format
WRITERS: dict[str, Callable[[PlanFile, Said | None], bytes]] = {
    Format.XLSX: sheets.xlsx,
    Format.ODS: sheets.ods,
    Format.CSV: sheets.csv,
    Format.DOCX: document.docx,
}
OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES: dict[str, str] = {
    Format.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: f"{OFFICE}.wordprocessingml.document",
}


def write(plan: PlanFile, kind: str, said: Said | None = None) -> bytes:
    """The bytes of the file; `said` is told how many actions are done."""
    return WRITERS[kind](plan, said)
