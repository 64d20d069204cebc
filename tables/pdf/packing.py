"""Tables as bytes from one process to the other, and back: plain JSON, that can hold nothing but texts and numbers."""

import json
from typing import Any

from tables.model import Cell, Paragraph, Refused, Remark, Row, Table, Tables


def packed(found: Tables | Refused) -> bytes:
    """What reading gave: tables, or why there are none."""
    if isinstance(found, Refused):
        return json.dumps({"refused": str(found)}).encode()
    remarks = [[one.message, one.table, one.row] for one in found.remarks]
    return json.dumps({"tables": [_table(table) for table in found.tables], "remarks": remarks}).encode()


def unpacked(content: bytes) -> Tables:
    """The tables again. Raises Refused with why there are none; ValueError on anything else."""
    found = json.loads(content)
    if "refused" in found:
        raise Refused(found["refused"])
    tables = tuple(_table_again(number, **table) for number, table in enumerate(found["tables"], start=1))
    return Tables("pdf", tables, tuple(Remark(*one) for one in found["remarks"]))


def _table(table: Table) -> dict[str, Any]:
    return {
        "rows": [[row.number, row.heading, [[cell.text, cell.merged] for cell in row.cells]] for row in table.rows],
        "headings": [[one.text, one.level, one.bold] for one in table.headings],
        "above": [[one.text, one.level, one.bold] for one in table.above],
        "pages": table.pages,
    }


def _table_again(number: int, *, rows: Any, headings: Any, above: Any, pages: Any) -> Table:
    return Table(
        number,
        tuple(Row(at, tuple(_cell(*cell) for cell in cells), heading=heading) for at, heading, cells in rows),
        headings=tuple(Paragraph(text, level, bold=bold) for text, level, bold in headings),
        above=tuple(Paragraph(text, level, bold=bold) for text, level, bold in above),
        uncertain=True,
        pages=tuple(pages),
    )


def _cell(text: str, merged: Any) -> Cell:
    return Cell(text, text or None, merged=merged)
