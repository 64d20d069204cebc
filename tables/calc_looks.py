"""What the styles of an ods say: cells and texts that are struck through, cells with a colour, sheets not shown."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tables.marks import Look, colour
from tables.markup import attribute

LONGEST_CHAIN = 10  # styles that are based on each other
NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class _Style:
    struck: bool | None  # None: as the style it is based on
    fill: str | None
    based_on: str


@dataclass(slots=True)
class Styles:
    """The styles of a workbook that say something, by family ("table-cell", "text", "paragraph") and name."""

    own: dict[tuple[str, str], _Style] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)  # of sheets that are not shown
    strike: bool = False  # whether any of them strikes through
    _looks: dict[str, Look] = field(default_factory=dict)

    def add(self, element: Element) -> None:
        """Keep what matters of a style."""
        name = attribute(element, "name") or ""
        struck: bool | None = None
        fill: str | None = None
        for part in element:
            if part.tag == "table-properties" and attribute(part, "display") == "false":
                self.hidden.add(name)
            elif part.tag == "text-properties":
                line = attribute(part, "text-line-through-style") or attribute(part, "text-line-through-type")
                struck = None if line is None else line != "none"
            elif part.tag == "table-cell-properties":
                given = attribute(part, "background-color")
                fill = None if given is None else colour(given)
        based_on = attribute(element, "parent-style-name") or ""
        if struck is not None or fill is not None or based_on:
            self.strike = self.strike or bool(struck)
            self.own[attribute(element, "family") or "", name] = _Style(struck, fill, based_on)

    def look(self, name: str) -> Look:
        """How cells of a style look."""
        if not self.own:
            return NO_LOOK
        if name not in self._looks:
            self._looks[name] = Look(bool(self.struck("table-cell", name)), self._fill(name))
        return self._looks[name]

    def struck(self, family: str, name: str | None) -> bool | None:
        """Whether a style strikes through; None when neither it nor what it is based on says so."""
        for _ in range(LONGEST_CHAIN):
            style = self.own.get((family, name or ""))
            if style is None:
                return None
            if style.struck is not None:
                return style.struck
            name = style.based_on
        return None

    def _fill(self, name: str) -> str:
        for _ in range(LONGEST_CHAIN):
            style = self.own.get(("table-cell", name))
            if style is None or style.fill is not None:
                return (style and style.fill) or ""
            name = style.based_on
        return ""
