"""Writes a generated plan as a docx, xlsx, ods or csv, or as the text of a pasted table, and reads that back."""

import csv
import datetime
import functools
import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook

from tables.model import Tables
from tables.reading import read_pasted, read_tables
from tests.reading.plans.generated.truth import Block, Cell, Plan, Row
from tests.tables.files import ods, ods_table

Place = tuple[int, int]  # table and row, from 1


@dataclass(frozen=True)
class Written:
    """A plan in a file, and where each of its rows is in it."""

    plan: Plan
    tables: Tables
    places: dict[Place, Row]
    data: bytes


def write(plan: Plan) -> Written:
    """Write a plan down and read the tables of the file."""
    data = WRITERS[plan.carrier](plan)
    if plan.carrier == "pasted":
        tables = read_pasted(data.decode())
    else:
        tables = read_tables(data, filename=f"plan.{plan.carrier}")
    return Written(plan, tables, dict(_places(plan)), data)


def _places(plan: Plan) -> Iterator[tuple[Place, Row]]:
    for table, block in enumerate((block for block in plan.blocks if block.rows), start=1):
        for number, row in enumerate(block.rows, start=1):
            yield (table, number), row


@functools.cache
def _template() -> bytes:
    """An empty document without the two hundred styles of tables, that each reading would go through."""
    document = Document()
    styles = document.styles.element
    for style in styles.xpath("w:latentStyles | w:style[@w:type='table' and not(@w:default)]"):
        styles.remove(style)
    return _saved(document.save)


def _docx(plan: Plan) -> bytes:
    document = Document(io.BytesIO(_template()))
    if plan.title:
        document.add_heading(plan.title, 1)
    for block in plan.blocks:
        if block.heading:
            document.add_heading(block.heading, block.level)
        else:
            document.add_paragraph("")  # without it, Word makes one table of two
        if block.rows:
            _word_table(document, block)
    return _saved(document.save)


def _word_table(document: "Document", block: Block) -> None:
    width = max(len(row.cells) for row in block.rows)
    table = document.add_table(len(block.rows), width)
    cells = [list(row.cells) for row in table.rows]
    for number, row in enumerate(block.rows):
        if row.mark == "repeated":
            table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for place, cell in enumerate(row.cells):
            if cell is None or not cell.text:
                continue
            if cell.rows > 1 or cell.columns > 1:
                cells[number][place].merge(cells[number + cell.rows - 1][place + cell.columns - 1])
            cells[number][place].text = cell.text


def _xlsx(plan: Plan) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for index, block in enumerate(plan.blocks, start=1):
        sheet = book.create_sheet(_sheet_name(block, index))
        for number, row in enumerate(block.rows, start=1):
            for place, cell in enumerate(row.cells, start=1):
                if cell is None or not cell.text:
                    continue
                written = sheet.cell(number, place)
                if cell.value is not None:
                    written.value = cell.value
                    written.number_format = _format(cell)
                else:
                    written.value, written.data_type = cell.text, "s"
                if cell.rows > 1 or cell.columns > 1:
                    end = {"end_row": number + cell.rows - 1, "end_column": place + cell.columns - 1}
                    sheet.merge_cells(start_row=number, start_column=place, **end)
    return _saved(book.save)


def _format(cell: Cell) -> str:
    if isinstance(cell.value, datetime.date):
        return "d-m-yyyy"
    return "#,##0" if "." in cell.text else "0"


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def _sheet_name(block: Block, index: int) -> str:
    """A name of a sheet has no colon and at most 31 signs: the plan was made for that, see `layouts`."""
    return block.heading or f"Blad{index}"


def _ods(plan: Plan) -> bytes:
    return ods(
        *(
            ods_table(*map(_ods_row, block.rows), name=html.escape(_sheet_name(block, index)))
            for index, block in enumerate(plan.blocks, start=1)
        )
    )


def _ods_row(row: Row) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row.cells))}</table:table-row>"


def _ods_cell(cell: Cell | None) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    spans = f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
    spans = spans if cell.rows > 1 or cell.columns > 1 else ""
    if not cell.text:
        return f"<table:table-cell{spans}/>"
    kind = "string"
    if isinstance(cell.value, datetime.date):
        kind = f'date" office:date-value="{cell.value}'
    elif cell.value is not None:
        kind = f'float" office:value="{cell.value}'
    texts = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in cell.text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{spans}>{texts}</table:table-cell>'


def _csv(plan: Plan) -> bytes:
    rng = Random(plan.seed)
    text = _separated(plan, rng.choice(";;,\t"))
    encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252"))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:  # a cross that cp1252 has no letter for
        return text.encode("utf-8")


def _pasted(plan: Plan) -> bytes:
    return _separated(plan, "\t").encode()


def _separated(plan: Plan, apart: str) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=apart, lineterminator="\r\n")
    (block,) = plan.blocks
    for row in block.rows:
        writer.writerow(row.texts)
    return file.getvalue()


WRITERS: dict[str, Callable[[Plan], bytes]] = {
    "docx": _docx, "xlsx": _xlsx, "ods": _ods, "csv": _csv, "pasted": _pasted,
}  # fmt: skip
