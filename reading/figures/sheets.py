"""Rows of a sheet or a Word table, with the numbers that a spreadsheet holds as numbers."""

from collections.abc import Iterator
from decimal import Decimal

from reading.figures.collector import FORMULA, Exact
from reading.figures.rows import Row
from reading.figures.values import from_number
from tables.model import Cell, Table


def sheet_rows(table: Table) -> Iterator[Row]:
    """The rows as texts, without those that are struck through; what a merged cell covers repeats it.

    A formula without a result says so.
    """
    above: list[str] = []
    for row in table.rows:
        if row.struck:
            continue
        texts: list[str] = []
        for column, cell in enumerate(row.cells):
            if cell.merged == "above" and column < len(above):
                texts.append(above[column])
            else:
                texts.append(text_of(cell))
        above = texts
        yield row.number, texts


def text_of(cell: Cell) -> str:
    """The text of a cell; of a number all its digits, not the rounded ones on the screen."""
    if cell.formula and not cell.text:
        return FORMULA
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | Decimal):
        return cell.text
    share = cell.text.endswith("%")
    number = from_number(cell.value * 100 if share else cell.value)
    if number is None:
        return cell.text
    return Exact(f"{number}%") if share else Exact(number)
