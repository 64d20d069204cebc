"""Reading the fixture files of the portal (YAML, CSV), strictly: what is not understood is an error that says where."""

import csv
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models

from reading import quarters
from reading.vocabulary import Precision

Reader = Callable[[Any], Any]
YEAR = re.compile(r"(?:19|20)\d\d")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class FixtureError(Exception):
    """A fixture file that cannot be read, in Dutch, with file and line."""

    def __init__(self, message: str, *, path: Path, line: int | None = None) -> None:
        place = f"{path.name}, regel {line}" if line else path.name
        super().__init__(f"{place}: {message}")


class Block(dict[str, Any]):
    """A mapping of a fixture file (or a row of a table) that knows where it stands."""

    def __init__(self, values: Mapping[str, Any] | None = None, *, path: Path, line: int) -> None:
        super().__init__(values or {})
        self.path = path
        self.line = line
        self.lines: dict[str, int] = {}

    def error(self, message: str, key: str = "") -> FixtureError:
        """An error that points at this block, or at the line of one of its keys."""
        return FixtureError(message, path=self.path, line=self.lines.get(key, self.line))

    def only(self, *keys: str) -> dict[str, Any]:
        """These keys, as far as the block has them."""
        return {key: self[key] for key in keys if key in self}


@dataclass(frozen=True)
class Shape:
    """Which keys a block may have and how each is read; called with a raw block it gives a block of read values."""

    fields: Mapping[str, Reader]
    required: tuple[str, ...] = ()

    def __call__(self, value: Any) -> Block:
        """Read a block. An empty key counts as absent. Raises FixtureError at an unknown, missing or unreadable key."""
        if not isinstance(value, Block):
            raise ValueError("hier horen velden met een naam te staan.")
        for key in value:
            if key not in self.fields:
                raise value.error(f"onbekend veld '{key}'.", key)
        found = Block(path=value.path, line=value.line)
        found.lines = value.lines
        for key, reader in self.fields.items():
            if value.get(key) is None:
                if key in self.required:
                    raise value.error(f"veld '{key}' ontbreekt.")
                continue
            try:
                found[key] = reader(value[key])
            except ValueError as error:
                raise value.error(f"veld '{key}': {error}", key) from error
        return found


def text(value: Any) -> str:
    """Text; a number or date that YAML made of it is refused, so that no leading zero or notation gets lost."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is geen tekst; zet er aanhalingstekens om.")
    return value.strip()


def whole(value: Any) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is geen heel getal.")
    return value


def yes_no(value: Any) -> bool:
    """True or false."""
    if value in ("0", "1"):
        return bool(value == "1")
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is geen true of false.")
    return value


def day(value: Any) -> datetime.date:
    """A date, as YAML reads it or as ISO text."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{value!r} is geen datum (JJJJ-MM-DD).") from None


def month(value: Any) -> datetime.date:
    """The first day of a month such as `2018-12`."""
    match = MONTH.fullmatch(str(value))
    if not match:
        raise ValueError(f"{value!r} is geen maand (JJJJ-MM).")
    return datetime.date(int(match[1]), int(match[2]), 1)


@dataclass(frozen=True)
class Dated:
    """A date with its precision; of a month, a quarter or a year the first day."""

    day: datetime.date
    precision: Precision


def dated(value: Any) -> Dated:
    """A date as precise as the document has it: `2020-03-17`, `2020-03`, `2020Q1` or `2020`."""
    written = str(value)
    if YEAR.fullmatch(written):
        return Dated(datetime.date(int(written), 1, 1), Precision.YEAR)
    if MONTH.fullmatch(written):
        return Dated(month(written), Precision.MONTH)
    if quarters.QUARTER.fullmatch(written):
        year, number = quarters.split(written)
        return Dated(datetime.date(year, number * 3 - 2, 1), Precision.QUARTER)
    return Dated(day(value), Precision.DAY)


def amount(value: Any) -> Decimal:
    """A decimal number written as text, so that it never was a float."""
    try:
        number = Decimal(text(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is geen getal.") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is geen getal.")
    return number


def several(reader: Reader) -> Reader:
    """A reader of a list, each item read by the reader."""

    def read(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValueError("hier hoort een lijst te staan.")
        return [reader(item) for item in value]

    return read


def by_key(key_reader: Reader, value_reader: Reader) -> Reader:
    """A reader of a mapping whose keys are data, such as amounts by year."""

    def read(value: Any) -> dict[Any, Any]:
        if not isinstance(value, Block):
            raise ValueError("hier horen velden met een naam te staan.")
        return {key_reader(key): value_reader(item) for key, item in value.items()}

    return read


def anything(value: Any) -> Any:
    """Whatever is there: another command reads it."""
    return value


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, its mappings as blocks. Raises FixtureError for broken YAML or a key used twice."""

    class Loader(yaml.CSafeLoader):
        pass

    def block(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> Block:
        found = Block(path=path, line=node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key, line = loader.construct_object(key_node, deep=True), key_node.start_mark.line + 1
            if key in found:
                raise FixtureError(f"'{key}' staat er twee keer.", path=path, line=line)
            found[key] = loader.construct_object(value_node, deep=True)
            found.lines[key] = line
        return found

    Loader.add_constructor("tag:yaml.org,2002:map", block)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise FixtureError(f"kan niet worden gelezen ({error}).", path=path) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise FixtureError(f"geen geldige YAML: {error.problem}.", path=path, line=line) from error


def read_list(path: Path, shape: Shape) -> list[Block]:
    """A YAML file that holds one list of blocks."""
    content = read_yaml(path)
    if not isinstance(content, list):
        raise FixtureError("hier hoort een lijst te staan.", path=path)
    return [_top(shape, item, path) for item in content]


def read_one(path: Path, shape: Shape) -> Block:
    """A YAML file that holds one block."""
    return _top(shape, read_yaml(path), path)


def _top(shape: Shape, value: Any, path: Path) -> Block:
    try:
        return shape(value)
    except ValueError as error:
        raise FixtureError(str(error), path=path) from error


def read_table(path: Path, shape: Shape) -> Iterator[Block]:
    """The rows of a CSV file with exactly the columns of the shape; an empty cell counts as absent."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames is None or set(rows.fieldnames) != set(shape.fields):
            raise FixtureError(f"verwacht de kolommen {', '.join(shape.fields)}.", path=path, line=1)
        for row in rows:
            if None in row or None in row.values():
                raise FixtureError("te veel of te weinig cellen.", path=path, line=rows.line_num)
            cells = {key: cell for key, cell in row.items() if cell != ""}
            yield shape(Block(cells, path=path, line=rows.line_num))


def check(row: models.Model, block: Block) -> None:
    """Check the fields of a row that came from a block (codes, lengths, amounts); relations the database checks."""
    fields = row._meta.concrete_fields
    try:
        row.clean_fields(exclude=[field.name for field in fields if field.is_relation])
    except ValidationError as error:
        key, messages = next(iter(error.message_dict.items()))
        raise block.error(f"{key}: {' '.join(messages)}", key) from error
    for field in fields:
        longest = getattr(field, "max_length", None)
        if longest and isinstance(field, models.TextField) and len(getattr(row, field.attname) or "") > longest:
            raise block.error(f"{field.name}: langer dan {longest} tekens.", field.name)
