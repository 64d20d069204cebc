"""What the styles of an xlsx say: number formats, struck fonts, fills; and texts of which a part is struck through."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from tables import formats
from tables.marks import Look, colour
from tables.model import EMPTY, Cell
from tables.package import Package

WHITE_OF_THEME, BLACK_OR_WHITE = "0", ("1", "9", "64", "65")  # fgColor theme="0", indexed="9"
Part = tuple[str, bool | None]  # a piece of text, and whether it is struck through; None: as its cell is


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of cells."""

    formats: list[str] = field(default_factory=list)  # the number format of each style, by its number
    looks: Mapping[str, Look] = field(default_factory=dict)  # of the styles that say something, by number as text

    @property
    def strike(self) -> bool:
        """Whether any style is struck through."""
        return any(look.struck for look in self.looks.values())


def read_styles(package: Package, part: str | None) -> Styles:
    """The styles of a workbook; a workbook may have none."""
    if not part or part not in package:
        return Styles()
    found: dict[str, Element] = {}
    for element in package.elements(part, "numFmts", "fonts", "fills", "cellXfs"):
        found.setdefault(element.tag, element)
    none = Element("none")
    own = {form.get("numFmtId", ""): form.get("formatCode", "") for form in found.get("numFmts", none)}
    struck = [is_struck(font) for font in found.get("fonts", none)]
    fills = [_fill(fill) for fill in found.get("fills", none)]
    known = {str(number): form for number, form in formats.BUILT_IN.items()} | own
    codes: list[str] = []
    looks: dict[str, Look] = {}
    for number, style in enumerate(found.get("cellXfs", none)):
        codes.append(known.get(style.get("numFmtId", ""), ""))
        if look := Look(bool(_at(struck, style.get("fontId"))), _at(fills, style.get("fillId")) or ""):
            looks[str(number)] = look
    return Styles(codes, looks)


def _at(things: list[Any], number: str | None) -> Any:
    return things[int(number)] if number and number.isdecimal() and int(number[:9]) < len(things) else None


def is_struck(font: Element) -> bool:
    """Whether a font, or the properties of a run, has a line through it."""
    strike = font.find("strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false", "off")


def _fill(fill: Element) -> str:
    """The colour of a fill; "" for none and for white."""
    pattern = fill.find("patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return "" if fill.find("gradientFill") is None else "gradient"
    given = pattern.find("fgColor")
    if given is None:
        return pattern.get("patternType", "")
    if rgb := given.get("rgb"):
        return colour(rgb)
    theme, indexed, tint = given.get("theme", ""), given.get("indexed", ""), given.get("tint", "")
    if (theme == WHITE_OF_THEME and not tint.strip("0.")) or indexed in BLACK_OR_WHITE:
        return ""
    return f"{theme}/{indexed}/{tint}"


def parts(element: Element) -> list[Part]:
    """The text of a string, plain or in runs; without the phonetic signs of Japanese."""
    found: list[Part] = [(own, None)] if (own := element.findtext("t", "")) else []
    for run in element:
        if run.tag == "r":
            properties = run.find("rPr")
            found.append((run.findtext("t", ""), None if properties is None else is_struck(properties)))
    return found


def text_of(pieces: list[Part]) -> str:
    """All of the text."""
    return "".join(text for text, _ in pieces)


def kept_of(pieces: list[Part], *, struck: bool) -> str:
    """What of the text is not struck through, in a cell that is or is not."""
    return "".join(_kept(pieces, struck=struck))


def cell_kept(pieces: list[Part], look: Look, as_cell: Callable[[str], Cell]) -> Cell | None:
    """What a cell is without what is struck through, of its pieces when its text is rich; None: as it was."""
    if not pieces:
        return EMPTY if look.struck else None
    text = kept_of(pieces, struck=look.struck)
    return None if text == text_of(pieces) else as_cell(text)


def _kept(pieces: list[Part], *, struck: bool) -> Iterator[str]:
    for text, own in pieces:
        yield "" if (struck if own is None else own) else text
