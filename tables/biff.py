"""The records of the old form of Excel (BIFF8, [MS-XLS]): taken apart, and the texts and styles in them."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tables import formats, limits
from tables.excel_looks import Part
from tables.gather import TOO_MUCH
from tables.marks import Look
from tables.model import Refused
from tables.package import DAMAGED

BOF, EOF, CONTINUE, FILEPASS = 0x809, 0x0A, 0x3C, 0x2F
SHEET, STRINGS, DATEMODE, FONT, FORMAT, STYLE = 0x85, 0xFC, 0x22, 0x31, 0x41E, 0xE0
MERGED, ROW, BLANK, BLANKS, NUMBER, SMALL, SMALLS = 0xE5, 0x208, 0x201, 0xBE, 0x203, 0x27E, 0xBD
FORMULA, RESULT, LABEL, RICH_LABEL, SHARED, LOGICAL = 0x06, 0x207, 0x204, 0xD6, 0xFD, 0x205
VERSION = 0x600  # of Excel 97 and later; what is older is not read
WORKSHEET = 0x10
STRIKE = 0x08
NO_COLOURS = {1, 9, 64, 65}  # numbers of white and of none

Record = tuple[int, bytes]


class Records:
    """The records of a stream, counted."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left = limits.MAX_RECORDS

    def after(self, place: int) -> Iterator[Record]:
        """The records from a place on, as kind and contents."""
        data, end = self.data, len(self.data)
        while place + 4 <= end:
            kind, size = struct.unpack_from("<HH", data, place)
            place += 4 + size
            self.left -= 1
            if place > end:
                raise Refused(DAMAGED)
            if self.left < 0:
                raise Refused(TOO_MUCH)
            yield kind, data[place - size : place]


class Text:
    """Texts in one or more pieces: a record and those that go on with it."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces
        self.piece = 0
        self.place = 0  # in the piece

    def string(self, struck: Sequence[bool], *, short: bool = False) -> list[Part]:
        """The text that begins here, in parts; `struck`: by the number of a font."""
        count = self._take(1)[0] if short else int.from_bytes(self._take(2), "little")
        flags = self._take(1)[0]
        runs = int.from_bytes(self._take(2), "little") if flags & 8 else 0
        extra = int.from_bytes(self._take(4), "little") if flags & 4 else 0
        units = self._units(count, wide=bool(flags & 1))
        fonts = list(struct.iter_unpack("<HH", self._take(4 * runs)))
        self._take(extra)
        return list(_divided(units, fonts, struck))

    def _take(self, size: int) -> bytes:
        """So many bytes, over the ends of pieces."""
        found = b""
        while len(found) < size:
            self._go_on()
            part = self.pieces[self.piece][self.place : self.place + size - len(found)]
            self.place += len(part)
            found += part
        return found

    def _units(self, count: int, *, wide: bool) -> bytes:
        """So many characters in UTF-16; each piece says anew at its beginning whether they take one byte or two."""
        found = b""
        while len(found) < 2 * count:
            if self._go_on() and found:
                wide = bool(self._take(1)[0] & 1)
            width = 2 if wide else 1
            part = self.pieces[self.piece][self.place : self.place + (count - len(found) // 2) * width]
            part = part[: len(part) // width * width]
            if not part:
                raise Refused(DAMAGED)
            self.place += len(part)
            found += part if wide else part.decode("latin-1").encode("utf-16-le")
        return found

    def _go_on(self) -> bool:
        """Go to the next piece when this one is at its end; whether it was."""
        gone = False
        while self.place >= len(self.pieces[self.piece]):
            self.piece += 1
            self.place = 0
            gone = True
            if self.piece == len(self.pieces):
                raise Refused(DAMAGED)
        return gone


def _divided(units: bytes, fonts: list[tuple[int, int]], struck: Sequence[bool]) -> Iterator[Part]:
    """The parts of a text, of which each next one has another font."""
    places = [(0, None), *((place, font) for place, font in fonts)]
    for (place, font), (end, _) in zip(places, [*places[1:], (len(units), None)], strict=True):
        if text := units[2 * place : 2 * end].decode("utf-16-le", "replace"):
            yield text, None if font is None else struck_of(struck, font)


def struck_of(struck: Sequence[bool], font: int) -> bool:
    """Whether a font strikes through; there is none with the number 4."""
    place = font - (font > 4)
    return place < len(struck) and struck[place]


@dataclass(slots=True)
class Styles:
    """The styles of cells, gathered from their records."""

    struck: list[bool] = field(default_factory=list)  # of each font
    own: dict[int, str] = field(default_factory=dict)  # number formats
    styles: list[tuple[int, int, str]] = field(default_factory=list)  # font, number format, fill

    def add(self, kind: int, record: bytes) -> None:
        """Keep what a record says."""
        if kind == FONT:
            self.struck.append(bool(record[2] & STRIKE))
        elif kind == FORMAT:
            self.own[int.from_bytes(record[:2], "little")] = "".join(text for text, _ in Text(record[2:]).string([]))
        elif kind == STYLE:
            font, form = struct.unpack_from("<HH", record)
            pattern, colours = record[17] >> 2, int.from_bytes(record[18:20], "little") & 0x7F
            self.styles.append((font, form, "" if not pattern or colours in NO_COLOURS else f"{pattern}/{colours}"))

    def form(self, style: int) -> str:
        """The number format of a style."""
        number = self.styles[style][1] if style < len(self.styles) else 0
        return self.own.get(number, formats.BUILT_IN.get(number, ""))

    def looks(self) -> dict[int, Look]:
        """How the styles look that say something."""
        found = {}
        for number, (font, _, fill) in enumerate(self.styles):
            if look := Look(struck_of(self.struck, font), fill):
                found[number] = look
        return found
