"""The zip that a docx, xlsx or ods is: checked before anything is unpacked, read one part at a time."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from tables import limits, markup
from tables.model import Refused

DAMAGED = (
    "Dit bestand is beschadigd of niet compleet; open het in Word of Excel, sla het opnieuw op en probeer het dan."
)
PASSWORD = "Dit bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord en probeer het opnieuw."
MACROS = "Dit bestand bevat macro's; sla het op als gewoon .docx-, .xlsx- of .ods-bestand en probeer het opnieuw."
BOMB = "Dit bestand wordt bij het uitpakken veel te groot; kopieer alleen de tabel naar een nieuw bestand."
UNTRUSTED = "Dit bestand is niet gemaakt zoals Word, Excel of LibreOffice dat doen; sla het daarmee opnieuw op."

# What zipfile, zlib and expat raise for bytes that are not what they should be.
FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    ValueError,
    ExpatError,
    ParseError,
)
NO_MARKS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part points to."""

    kind: str  # last word of its type: "officeDocument", "worksheet", "styles"
    part: str


class Package:
    """An opened zip of which the outside has been checked, and every part that is read too."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except FAILURES as error:
            raise Refused(DAMAGED) from error
        _check_entries(entries)
        self.names = {entry.filename.casefold(): entry.filename for entry in entries if not entry.is_dir()}
        self._scales = markup.Scales()
        self._check_contents()

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self.names

    def pieces(self, part: str, wanted: set[str], marks: frozenset[str] = NO_MARKS) -> Iterator[tuple[str, Element]]:
        """The wanted elements of a part, weighed first: see `markup.pieces`. A part that is not there is damage."""
        try:
            name = self.names[part.casefold()]
            with self._zip.open(name) as stream:
                self._scales.weigh(stream)
            with self._zip.open(name) as stream:
                yield from markup.pieces(stream, frozenset(wanted), marks)
        except FAILURES as error:
            raise Refused(DAMAGED) from error

    def elements(self, part: str, *wanted: str) -> Iterator[Element]:
        """The outermost elements with these names."""
        return (element for _, element in self.pieces(part, set(wanted)))

    def start(self, part: str, size: int) -> bytes:
        """The first bytes of a part."""
        try:
            with self._zip.open(self.names[part.casefold()]) as stream:
                return stream.read(size)
        except FAILURES as error:
            raise Refused(DAMAGED) from error

    def relations(self, part: str = "") -> dict[str, Relation]:
        """What a part points to inside the file, by id; without a part what the file as a whole points to."""
        folder, name = posixpath.split(part)
        index = posixpath.join(folder, "_rels", f"{name}.rels")
        if index not in self:
            return {}
        return {
            element.get("Id", ""): Relation(
                kind=element.get("Type", "").rpartition("/")[2],
                part=posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
            )
            for element in self.elements(index, "Relationship")
            if element.get("TargetMode") != "External"
        }

    def _check_contents(self) -> None:
        lower = list(self.names)
        if any(_is_macro(name) for name in lower):
            raise Refused(MACROS)
        if "encryptedpackage" in lower or "encrypted-package" in lower:
            raise Refused(PASSWORD)
        for name in lower:
            if name.endswith((".xml", ".rels", ".rdf")):
                try:
                    with self._zip.open(self.names[name]) as stream:
                        markup.refuse_entities(stream)
                except FAILURES as error:
                    raise Refused(DAMAGED) from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what the list of contents already shows: size, password, names that lead elsewhere or come twice."""
    if len(entries) > limits.MAX_ENTRIES or sum(entry.file_size for entry in entries) > limits.MAX_INFLATED:
        raise Refused(BOMB)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(PASSWORD)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(UNTRUSTED)
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.FREE_OF_RATIO and ratio > limits.MAX_RATIO:
            raise Refused(BOMB)
        steps = entry.orig_filename.split("/")
        if steps[0] == "" or ".." in steps or any(sign in entry.orig_filename for sign in "\\:\0"):
            raise Refused(UNTRUSTED)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise Refused(UNTRUSTED)


def _is_macro(name: str) -> bool:
    """Whether an entry (in lower case) holds code: VBA, macro sheets of Excel 4, Basic or scripts of LibreOffice."""
    return (
        name.endswith(("vbaproject.bin", "vbadata.xml"))
        or "/macrosheets/" in name
        or name.startswith("scripts/")
        or (name.startswith("basic/") and not name.endswith(("script-lc.xml", "script-lb.xml")))
    )
