"""Tables of CBS as OData, versions 3 and 4: the figures, and the lists that say what codes mean.

Version 3 has a row with all topics of an area and a period (TypedDataSet, UntypedDataSet), version 4 a row for each
figure (Observations). Codes are padded with spaces in version 3. Lists come in files of their own: DataProperties,
RegioS, Perioden; MeasureCodes, RegioSCodes, PeriodenCodes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reading.figures import headings, messages
from reading.figures.areas import CODE, squashed
from reading.figures.delimited import Source
from reading.figures.headings import TOPIC_KEY, Topic
from reading.figures.json_stream import Stream
from reading.figures.periods import STATUSES, read_period
from tables.model import Refused

Element = Mapping[str, Any]
NEXT = ("odata.nextLink", "@odata.nextLink")
ERRORS = ("odata.error", "error")
PART_NAME = re.compile(r"(?:WebAPI\.|metadata#|/|^)(\w+?)(?:\.json)?$")
TYPED, UNTYPED, LONG = "typed", "untyped", "long"  # kinds of rows with figures
PROPERTIES, MEASURES, CODES, GROUPS, OTHER = "properties", "measures", "codes", "groups", "other"
DIMENSIONS = "dimensions"


@dataclass(slots=True)
class Head:
    """What a file is, by its first elements and its address."""

    source: Source
    kind: str
    table: str | None
    part: str  # RegioS, PeriodenCodes, Observations


@dataclass(slots=True)
class Metadata:
    """What the codes of one table mean."""

    topics: dict[str, Topic] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of dimensions, by key
    kinds: dict[str, str] = field(default_factory=dict)  # GeoDimension, TimeDimension, by key
    codes: dict[str, dict[str, Element]] = field(default_factory=dict)  # rows by code, by dimension

    def title(self, dimension: str, code: str) -> str:
        """What a code is called; "" when no list says."""
        return _text(self.codes.get(dimension, {}).get(code, {}).get("Title"))


@dataclass(slots=True)
class Page:
    """What a page says beside its rows."""

    further: bool = False  # there is a next page


def elements(source: Source, page: Page | None = None) -> Iterator[tuple[int, Element]]:
    """The rows of a file, numbered from 1: those under "value", those of each page, or those of a bare list.

    `page` learns whether the table goes on. Raises Refused for JSON that is broken, or an error of CBS.
    """
    page = page or Page()
    number = 0
    with source.path.open(encoding=source.encoding, errors="strict") as file:
        for key, element, listed in Stream(file).events():
            if key in NEXT:
                page.further = bool(element)
            elif key in ERRORS:
                raise Refused(messages.CBS_ERROR)
            if not listed or key not in ("", "value"):
                continue
            rows = element.get("value") if key == "" and isinstance(element, dict) else None
            if isinstance(rows, list):
                page.further = any(element.get(name) for name in NEXT)
            for row in rows if isinstance(rows, list) else [element]:
                number += 1
                yield number, row if isinstance(row, dict) else {}


def head_of(source: Source) -> Head:
    """What a file of OData is. Raises Refused when it is broken, an error or something else."""
    edges = source.start[:4000]
    if re.match(r'\s*\{\s*"(?:odata\.)?error"', edges):
        raise Refused(messages.CBS_ERROR)
    first: Element = {}
    for number, element in elements(source):
        first = element
        if number >= 1:
            break
    match = re.search(r'"@?odata\.(?:metadata|context)"\s*:\s*"([^"]*)"', edges)
    address = match[1].partition("&")[0] if match else ""
    part = PART_NAME.search(address) or PART_NAME.search(source.name.rpartition("_")[2])
    table = headings.table_in(address) or headings.table_in(source.name)
    return Head(source, _kind(first, address), table, part[1] if part else "")


def _kind(first: Element, address: str) -> str:
    """What rows like this one are."""
    keys = first.keys()
    if {"Measure", "Value"} <= keys:
        return LONG
    topics = [key for key in keys if TOPIC_KEY.fullmatch(key)]
    if topics and "Key" not in keys:
        texts = any(isinstance(first[key], str) and type(first[key]) is str for key in topics)
        return UNTYPED if "UntypedDataSet" in address or texts else TYPED
    if {"Key", "Title", "Type"} <= keys:
        return PROPERTIES
    if "MeasureCodes" in address or {"Identifier", "Title", "Unit"} <= keys:
        return MEASURES
    if {"Key", "Title"} <= keys or {"Identifier", "Title"} <= keys:
        return DIMENSIONS if "Kind" in keys else CODES
    return OTHER


def metadata_of(heads: list[Head], table: str | None) -> Metadata:
    """What the lists among these files say about a table; lists without a table number belong to every table."""
    found = Metadata()
    for head in heads:
        if head.kind in (TYPED, UNTYPED, LONG) or (head.table and table and head.table != table):
            continue
        rows = [row for _number, row in elements(head.source)]
        if head.kind == PROPERTIES:
            _learn_properties(found, rows)
        elif head.kind == MEASURES:
            for row in rows:
                title = _text(row.get("Title"))
                found.topics[_text(row.get("Identifier"))] = Topic(title, title, _text(row.get("Unit")))
        elif head.kind == DIMENSIONS:
            for row in rows:
                key = _text(row.get("Identifier"))
                found.names[key], found.kinds[key] = _text(row.get("Title")), _text(row.get("Kind"))
        elif head.kind == CODES:
            name = head.part.removesuffix("Codes")
            found.codes[name] = {_text(row.get("Key") or row.get("Identifier")): row for row in rows}
    _tell_apart(found)
    return found


def _learn_properties(found: Metadata, rows: list[Element]) -> None:
    """Topics with their groups, and dimensions, from DataProperties."""
    groups = {_text(row.get("ID")): row for row in rows}
    for row in rows:
        key, title, kind = (_text(row.get(name)) for name in ("Key", "Title", "Type"))
        if kind == "Topic":
            path, parent = [title], groups.get(_text(row.get("ParentID")))
            while parent and _text(parent.get("Type")) == "TopicGroup" and len(path) < 20:
                path.insert(0, _text(parent.get("Title")))
                parent = groups.get(_text(parent.get("ParentID")))
            found.topics[key] = Topic(title, "/".join(path), _text(row.get("Unit")))
        elif kind.endswith("Dimension"):
            found.names[key], found.kinds[key] = title, kind


def _tell_apart(found: Metadata) -> None:
    """Two topics with the same title and unit are called by their whole path."""
    seen: dict[tuple[str, str], int] = {}
    for topic in found.topics.values():
        seen[squashed(topic.title), topic.unit] = seen.get((squashed(topic.title), topic.unit), 0) + 1
    for key, topic in found.topics.items():
        if seen[squashed(topic.title), topic.unit] > 1:
            found.topics[key] = topic._replace(title=topic.path)


def status_of(row: Element) -> str:
    """The status that the list of periods gives, or the mark behind its title; "" for none."""
    said = STATUSES.get(squashed(_text(row.get("Status"))), "")
    period = read_period(_text(row.get("Title")))
    return said or (period.status if period else "")


def is_area_code(text: str) -> bool:
    """Whether a code is one of an area."""
    return bool(CODE.fullmatch(text))


def _text(value: Any) -> str:
    """A text of the file without its padding; "" when it is not there."""
    return " ".join(value.split()) if isinstance(value, str) else ""
