"""What a spreadsheet is made of before it is written: sheets of typed rows, and what their columns look like."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tables.text import clean

LISTS = "Lijsten"  # the hidden sheet with what drop-downs offer
CHARACTERS = 260  # on a page of A3, small but readable
Written = str | int | Decimal | datetime.date | None
# short: never wrapped, never made a date by a spreadsheet
Style = Literal["text", "short", "label", "amount", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """How a column looks, and what helps who fills it."""

    heading: str = ""  # with none in any column, the sheet has no row of headings
    style: Style = "text"
    width: int = 20  # in characters
    note: str = ""  # shown with the heading
    choices: tuple[str, ...] = ()  # a drop-down
    strict: bool = True  # whether other values than the choices are refused


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Text is written as text, whatever it starts with; Decimals are amounts in euros."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Written, ...]]

    @property
    def has_headings(self) -> bool:
        """Whether its first row holds the headings."""
        return any(column.heading for column in self.columns)

    @property
    def pages_wide(self) -> int:
        """Over how many pages beside each other it prints, so that it can still be read."""
        return 1 + sum(column.width for column in self.columns) // CHARACTERS

    @property
    def fixed_columns(self) -> int:
        """How many columns stay in sight: the short ones at the start."""
        wide = [number for number, column in enumerate(self.columns) if column.style != "short"]
        return min(wide, default=0) if self.has_headings else 0


def storable(text: str) -> str:
    """Text that any file can hold: without control characters and what else XML refuses."""
    return clean(text)
