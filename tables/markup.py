"""The XML of an office file, piece by piece: first weighed, then read; never a whole file in memory.

`weigh` lets expat walk over all bytes and refuses a DTD (so no entities), depth, numbers and sizes over the limits.
Only what passed goes to `pieces`. The names in it are without namespace: an office file has two sets of addresses
for the same names ("transitional" and "strict").
"""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, iterparse
from xml.parsers import expat

from tables import limits
from tables.model import Refused

CHUNK = 64 * 1024
ENTITIES = (
    "Dit bestand bevat XML-definities (DTD of entiteiten) die er niet in horen; sla het opnieuw op met Word of Excel."
)
TOO_LARGE = "Dit bestand is van binnen te groot of te ingewikkeld; kopieer alleen de tabel naar een nieuw bestand."


class Scales:
    """What the XML of one file weighs: all parts that are read, together."""

    def __init__(self) -> None:
        self.elements = 0
        self.attributes = 0
        self.text = 0

    def weigh(self, stream: IO[bytes]) -> None:
        """Refuse what is unsafe or too much. Raises ExpatError when it is not well-formed XML."""
        walk = _Walk(self)
        fed = 0
        while chunk := stream.read(CHUNK):
            walk.parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - walk.parser.CurrentByteIndex > limits.MAX_TOKEN:
                raise Refused(TOO_LARGE)
        walk.parser.Parse(b"", True)


class _Walk:
    """One walk over one part."""

    def __init__(self, scales: Scales) -> None:
        self.scales = scales
        self.depth = 0
        self.run = 0  # characters since the last tag
        self.names: set[str] = set()
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartNamespaceDeclHandler = self.namespace
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def namespace(self, _prefix: str | None, address: str | None) -> None:
        self.scales.attributes += 1
        if len(address or "") > limits.MAX_NAME:
            raise Refused(TOO_LARGE)

    def start(self, name: str, attributes: list[str]) -> None:
        scales = self.scales
        self.depth += 1
        self.run = 0
        scales.elements += 1
        scales.attributes += len(attributes) // 2
        if name not in self.names:
            self.meet([name])
        if not self.names.issuperset(attributes[::2]):
            self.meet(attributes[::2])
        if (
            self.depth > limits.MAX_DEPTH
            or scales.elements > limits.MAX_ELEMENTS
            or scales.attributes > limits.MAX_ATTRIBUTES
        ):
            raise Refused(TOO_LARGE)

    def meet(self, names: list[str]) -> None:
        self.names.update(names)
        if len(self.names) > limits.MAX_NAMES or max(map(len, names)) > 2 * limits.MAX_NAME:
            raise Refused(TOO_LARGE)

    def end(self, _name: str) -> None:
        self.depth -= 1
        self.run = 0

    def characters(self, text: str) -> None:
        self.run += len(text)
        self.scales.text += len(text)
        if self.run > limits.MAX_CELL_TEXT or self.scales.text > limits.MAX_TEXT:
            raise Refused(TOO_LARGE)


def _refuse_doctype(*_: object) -> None:
    raise Refused(ENTITIES)


class _Begun(Exception):
    """The first element has begun: what may hold a DTD is over."""


def refuse_entities(stream: IO[bytes]) -> None:
    """Refuse a part with a DTD that nobody will read any further; broken or empty is no reason."""

    def begin(_name: str, _attributes: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = begin
    try:
        parser.Parse(stream.read(CHUNK), False)
    except (_Begun, expat.ExpatError):
        return


def pieces(
    stream: IO[bytes], wanted: frozenset[str], marks: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Element]]:
    """Give ("whole", element) for each outermost wanted element, and ("start" or "end", element) for marks around.

    A wanted element is dropped after it was given, and all else as soon as it is read. `stream` must have been weighed.
    """
    path: list[Element] = []
    inside = 0  # depth of the wanted element we are in; 0: in none
    held = 0
    for event, element in iterparse(stream, ("start", "end")):
        if event == "start":
            path.append(element)
            element.tag = plain(element.tag)
            held += 1
            if inside:
                if held > limits.MAX_ELEMENTS_AT_ONCE:
                    raise Refused(TOO_LARGE)
            elif element.tag in wanted:
                inside, held = len(path), 0
            elif element.tag in marks:
                yield "start", element
        elif not inside or inside == len(path):
            path.pop()
            if inside:
                inside = 0
                yield "whole", element
            elif element.tag in marks:
                yield "end", element
            if path:
                path[-1].remove(element)
        else:
            path.pop()


def plain(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its name without namespace; None when it is not there."""
    if (value := element.get(name)) is not None:
        return value
    return next((value for key, value in element.items() if plain(key) == name), None)
