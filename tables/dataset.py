"""Open data for who works in a spreadsheet: typed columns, what they mean, and where the data come from.

The rows are those of the comma csv, as text with a decimal point and ISO dates; here they become what each file holds.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from tables.sheets import Column, Sheet, Written
from tables.writing import csv_lines
from tables.writing_excel import write_xlsx

BOM = "\ufeff"  # by which a Dutch Excel knows that a csv is UTF-8
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_SIGNS = 32_000  # in a cell of a workbook
Kind = Literal["text", "number", "date", "known_date"]  # a known date may be a month, a quarter or a year
STYLES: dict[Kind, Any] = {"text": "text", "number": "number", "date": "date", "known_date": "date"}
DATATYPES: dict[Kind, str] = {"text": "string", "number": "decimal", "date": "date", "known_date": "string"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in every file, what stands in it, and of what kind that is."""

    name: str
    about: str
    kind: Kind = "text"
    width: int = 20  # in characters


@dataclass(frozen=True)
class Dataset:
    """Rows with their columns, what is to be known of all of them, and an explaining table beside it (or none)."""

    name: str  # of the file and of its sheet
    title: str
    fields: Sequence[Field]
    rows: Iterable[Sequence[str]]
    facts: Mapping[str, str]  # licence, source, date and so on, by their label
    terms_name: str = ""
    terms_headings: Sequence[str] = ()
    terms: Sequence[Sequence[str]] = field(default=())


def dutch_csv(data: Dataset) -> Iterator[str]:
    """The lines of a csv that a Dutch Excel opens in columns: `;`, decimal comma, and a byte order mark."""
    kinds = [column.kind for column in data.fields]
    rows = ([_dutch(text, kind) for text, kind in zip(row, kinds, strict=True)] for row in data.rows)
    yield BOM
    yield from csv_lines([[column.name for column in data.fields]], delimiter=";")
    yield from csv_lines(rows, delimiter=";")


def _dutch(text: str, kind: Kind) -> str:
    if kind == "number":
        return text.replace(".", ",")
    return f"{datetime.date.fromisoformat(text):%d-%m-%Y}" if _is_day(text, kind) else text


def _is_day(text: str, kind: Kind) -> bool:
    return bool(text) and (kind == "date" or (kind == "known_date" and bool(DAY.fullmatch(text))))


def xlsx(data: Dataset) -> bytes:
    """A workbook: the rows, what explains them, and the sheet "Toelichting"."""
    looks = tuple(Column(column.name, STYLES[column.kind], column.width, column.about) for column in data.fields)
    kinds = [column.kind for column in data.fields]
    rows = (tuple(_typed(text, kind) for text, kind in zip(row, kinds, strict=True)) for row in data.rows)
    sheets = [Sheet(data.name.capitalize(), looks, rows)]
    if data.terms:
        wide = tuple(Column(heading, "text", 30) for heading in data.terms_headings)
        sheets.append(Sheet(data.terms_name, wide, [tuple(row) for row in data.terms]))
    return write_xlsx([*sheets, _explanation(data)], title=data.title)


def _typed(text: str, kind: Kind) -> Written:
    if not text:
        return None
    if kind == "number":
        return Decimal(text)
    return datetime.date.fromisoformat(text) if _is_day(text, kind) else text[:MOST_SIGNS]


def _explanation(data: Dataset) -> Sheet:
    looks = (Column(style="label", width=28), Column(width=96))
    columns = [(column.name, column.about) for column in data.fields]
    return Sheet("Toelichting", looks, [(data.title, ""), *data.facts.items(), ("De kolommen", ""), *columns])


def metadata(data: Dataset) -> dict[str, Any]:
    """The comma csv described for machines, after CSVW (W3C): its columns, and what is to be known of it."""
    terms = [dict(zip(data.terms_headings, row, strict=True)) for row in data.terms]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{data.name}.csv",
        "dc:title": data.title,
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
        "notes": [{"dc:title": label, "dc:description": text} for label, text in data.facts.items()] + terms,
        "tableSchema": {
            "columns": [
                {"name": each.name, "titles": each.name, "dc:description": each.about, "datatype": DATATYPES[each.kind]}
                for each in data.fields
            ]
        },
    }
