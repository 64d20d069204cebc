"""What stands on a page of a pdf: its texts and its straight lines, each with its place, from the top left, in points.

Colours, pictures and curves are left out. A page of which most text is turned is turned itself.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

THIN = 3.0  # a filled box so thin is a line
MAX_LINES = 20_000  # of one page
MAX_PIECES = 20_000
INVISIBLE = (3, 7)  # text rendering modes: what is recognised in a scan, what only clips
STROKED = 2  # text rendering mode: filled and drawn around, which is a way to make it bold
BOLD = ("bold", "black", "heavy", "semibold", "demi")
UNKNOWN = "\ufffd"  # a sign that the font does not name
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
BLANK = (" ", "\N{NO-BREAK SPACE}")
SPACE = 0.17  # of the size of the letters: a gap as wide is a space


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Box | None") -> "Box":
        """The part inside another box."""
        if other is None:
            return self
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))

    def holds(self, x: float, y: float, *, around: float = 0.0) -> bool:
        """Whether a point lies in it, or so close."""
        return self.left - around <= x <= self.right + around and self.top - around <= y <= self.bottom + around


class Piece(NamedTuple):
    """A text that was shown in one go."""

    text: str
    x: float  # where it starts
    end: float
    y: float  # of the line that the letters stand on
    size: float
    bold: bool
    word_end: float | None  # where its first word ends, when another follows
    turned: int = 0  # a quarter turn to the left (1) or to the right (-1)
    seen: tuple[float, float] = (0.0, 0.0)  # a point in the part of it that is seen: in which cell it stands


class Stroke(NamedTuple):
    """A straight line, level or upright: its height or its distance from the left, and its ends."""

    at: float
    start: float
    end: float


@dataclass
class Page:
    """One page, with everything on it."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)  # coloured boxes
    has_image: bool = False
    hidden: int = 0  # texts that nobody sees
    unknown: int = 0  # signs that the font does not name
    signs: int = 0


class TooMuchOnPage(Exception):
    """More lines or texts than a page of a plan has."""


class Drawn(PDFTextDevice):
    """Gathers what is drawn on a page, in the measures of the pdf: from the bottom left."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.ctm: tuple[float, float, float, float, float, float]
        self.clip: Box | None = None
        self.has_image = False
        self.mode = 0
        self.letters: dict[int, dict[int, tuple[str, float]]] = {}  # by font: the text and width of its letters
        self.bold: dict[int, bool] = {}
        self.fonts: list[PDFFont] = []  # so that no other gets the number of one of these

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Start a page; `ctm` already turns it the way it is shown."""
        left, low, right, high = apply_matrix_rect(ctm, page.mediabox)
        self.page = Page(0, abs(right - left), abs(high - low))
        self.clip, self.has_image = None, False

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A form is drawn as if it stood in the page."""

    def end_figure(self, name: str) -> None:
        """See `begin_figure`."""

    def render_image(self, name: str, stream: Any) -> None:
        """A picture is not looked at."""
        self.has_image = True

    # --- Texts ---

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Show a text; what is invisible is only counted."""
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self, seq: Any, matrix: Any, pos: Any, font: PDFFont, fontsize: float, scaling: float, charspace: float,
        wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: Any,
    ) -> Any:  # fmt: skip
        """Show a line of text; gives where the next one starts."""
        x, y = pos
        start, end, word_end, text = x, x, None, ""
        letters = self._letters_of(font)
        gap = -SPACE * 1000 * (1 if dxscale >= 0 else -1)
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                if part < gap and text and text[-1] != " ":
                    word_end = end if word_end is None else word_end
                    text += " "
            elif isinstance(part, bytes):
                for sign in font.decode(part):
                    letter, width = letters.get(sign) or self._letter(font, sign, letters)
                    if letter in BLANK:
                        word_end = end if word_end is None and end > start else word_end
                    else:
                        start = start if end > start else x
                        end = x + width * fontsize * scaling
                    text += letter
                    x += width * fontsize * scaling + charspace + (wordspace if sign == 32 else 0)
        self._add(text, matrix, (start, end, word_end), y + rise, fontsize, font)
        return x, y

    def _add(
        self, text: str, matrix: Any, places: tuple[float, float, float | None], y: float, fontsize: float,
        font: PDFFont,
    ) -> None:  # fmt: skip
        """Keep a text, where it stands on the page."""
        if not text.strip():
            return
        start, end, word_end = places
        middle = apply_matrix_pt(matrix, (start + min(1.0, (end - start) / 2), y + fontsize * 0.3))
        seen = self._seen(*middle)
        if self.mode in INVISIBLE or seen is None:
            self.page.hidden += 1
            return
        a, b, c, d, _e, _f = matrix
        turned = 0 if abs(a) >= abs(b) else (1 if b > 0 else -1)
        x, height = self._along(apply_matrix_pt(matrix, (start, y)), turned)
        x_end = self._along(apply_matrix_pt(matrix, (end, y)), turned)[0]
        word = None if word_end is None else x + (x_end - x) * (word_end - start) / ((end - start) or 1.0)
        self.page.signs += len(text)
        self.page.unknown += text.count(UNKNOWN)
        if len(self.page.pieces) >= MAX_PIECES:
            raise TooMuchOnPage
        size = fontsize * math.hypot(c, d) or 1.0
        piece = Piece(text.translate(LIGATURES), x, x_end, height, abs(size), self._is_bold(font), word, turned, seen)
        self.page.pieces.append(piece)

    def _along(self, point: tuple[float, float], turned: int) -> tuple[float, float]:
        """A point of the pdf as who reads a text turned this way sees it: from the left, and from the top."""
        x, y = point[0], self.page.height - point[1]
        return turn((x, y), turned, self.page) if turned else (x, y)

    def _seen(self, x: float, y: float) -> tuple[float, float] | None:
        """The point itself, or the nearest inside the clip (Excel draws as far as the cell); None: off the page."""
        if self.clip is not None:
            x = min(max(x, self.clip.left + 0.5), max(self.clip.right - 0.5, self.clip.left))
            y = min(max(y, self.clip.top + 0.5), max(self.clip.bottom - 0.5, self.clip.top))
        on_page = 0 <= x <= self.page.width and 0 <= y <= self.page.height
        return (x, self.page.height - y) if on_page else None

    def _letters_of(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        if id(font) not in self.letters:
            self.fonts.append(font)
            self.letters[id(font)] = {}
            self.bold[id(font)] = any(word in str(font.fontname or "").lower() for word in BOLD)
        return self.letters[id(font)]

    def _is_bold(self, font: PDFFont) -> bool:
        return self.bold[id(font)] or self.mode == STROKED

    def _letter(self, font: PDFFont, sign: int, known: dict[int, tuple[str, float]]) -> tuple[str, float]:
        try:
            text = font.to_unichr(sign)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        known[sign] = (text, font.char_width(sign))
        return known[sign]

    # --- Lines ---

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep the level and upright lines of a path, and the boxes that are filled."""
        points: list[tuple[float, float]] = []
        white = fill and _is_white(graphicstate.ncolor)
        for step in path:
            if step[0] == "m":
                self._draw(points, stroke=stroke, fill=fill, white=white)
                points = []
            if step[0] in "ml":
                x, y = apply_matrix_pt(self.ctm, step[1:])
                points.append((x, self.page.height - y))
            elif step[0] == "h" and points:
                points.append(points[0])
            else:
                points = []  # a curve
                return
        self._draw(points, stroke=stroke, fill=fill, white=white)

    def _draw(self, points: list[tuple[float, float]], *, stroke: bool, fill: bool, white: bool) -> None:
        if len(points) < 2:
            return
        x_places, y_places = zip(*points, strict=True)
        box = Box(min(x_places), min(y_places), max(x_places), max(y_places))
        width, height = box.right - box.left, box.bottom - box.top
        if width <= THIN or height <= THIN:
            self._line(box, width, height)
        elif stroke:
            for (x, y), (next_x, next_y) in pairwise(points):
                side = Box(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
                if side.right - side.left <= THIN or side.bottom - side.top <= THIN:
                    self._line(side, side.right - side.left, side.bottom - side.top)
        elif fill and not white and len(points) in (4, 5):
            self.page.shades.append(box)
        if len(self.page.level) + len(self.page.upright) + len(self.page.shades) > MAX_LINES:
            raise TooMuchOnPage

    def _line(self, box: Box, width: float, height: float) -> None:
        """Keep a line; a dot, such as a border of dots is made of, may be part of either."""
        if height <= THIN and (width >= height):
            self.page.level.append(Stroke((box.top + box.bottom) / 2, box.left, box.right))
        if width <= THIN and (height >= width):
            self.page.upright.append(Stroke((box.left + box.right) / 2, box.top, box.bottom))

    # --- The page ---

    def taken(self, number: int) -> Page:
        """The page that was drawn, upright."""
        page = self.page
        page.number, page.has_image = number, self.has_image
        turns = Counter(piece.turned for piece in page.pieces)
        usual = max(turns, key=lambda turn: turns[turn], default=0)
        return page if not usual else _turned(page, usual)


def _is_white(colour: object) -> bool:
    parts = colour if isinstance(colour, tuple) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return bool(max(parts) <= 0.01 if len(parts) == 4 else min(parts) >= 0.99)


def turn(point: tuple[float, float], turned: int, page: Page) -> tuple[float, float]:
    """A point of a page on its side, from the left and from the top as people read it."""
    x, y = point
    return (page.height - y, x) if turned == 1 else (y, page.width - x)


def _turned(page: Page, turned: int) -> Page:
    """A page that was drawn on its side, the way people read it."""

    def box(one: Box) -> Box:
        points = turn((one.left, one.top), turned, page), turn((one.right, one.bottom), turned, page)
        (left, right), (top, bottom) = (sorted(side) for side in zip(*points, strict=True))
        return Box(left, top, right, bottom)

    found = replace(page, width=page.height, height=page.width)
    found.pieces = [
        piece._replace(turned=0, seen=turn(piece.seen, turned, page)) for piece in page.pieces if piece.turned == turned
    ]
    found.hidden += len(page.pieces) - len(found.pieces)
    level = [box(Box(one.at, one.start, one.at, one.end)) for one in page.upright]
    upright = [box(Box(one.start, one.at, one.end, one.at)) for one in page.level]
    found.level = [Stroke(one.top, one.left, one.right) for one in level]
    found.upright = [Stroke(one.left, one.top, one.bottom) for one in upright]
    found.shades = [box(one) for one in page.shades]
    return found
