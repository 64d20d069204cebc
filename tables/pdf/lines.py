"""Texts that stand beside each other made lines, and lines beneath each other made the text of a cell.

A pdf does not say where a paragraph ends. A line that had room for the first word of the next was ended by hand; where
there was none, the text goes on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tables.pdf.page import BLANK, SPACE, Piece
from tables.text import clean

SAME_LINE = 0.4  # of the size of the letters: a footnote mark stands a third higher
WORD_SPACE = 0.35  # of the size of the letters: so wide is a space at most
NARROW, USUAL, WIDE = 0.45, 0.72, 1.05  # of the size: how wide letters are
APART = 1.3  # times the usual distance between lines: a new paragraph
BULLET = re.compile(r"(?:[•◦▪●○■□➢➤✓✔·*–—-]|o|[\uf000-\uf0ff]|\(?(?:\d{1,2}|[a-z])[.)])\s")
OPEN_HYPHEN = re.compile(r"\w-$")
LIST_WORD = re.compile(r"(?:en|of|en/of|tot|t/m|als)\b")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,(?:\d\d|-))?")
PRICE = re.compile(r"\d,[-–—]+$")
NUMBER = re.compile(r"(?:€ ?)?\d[\d.]*")
NEVER_FIRST = (",", ".", ";", ":", "?", "!", ")")  # on a line
SMALL = frozenset(  # words that a text goes on with
    "aan af al als bij dan dat de deze die dit doen door een en er gaan geen het hun ieder in is kan met na naar niet "
    "nog of om onder ook op over per tegen te ten ter tot tussen uit van via voor waar wat wel werkt weten wordt "
    "worden zich ze zij zijn".split()
)
SOFT = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    text: str
    x: float
    end: float
    y: float
    size: float
    bold: bool
    word_end: float  # where its first word ends
    spaced: bool = False  # a space stands behind its last word: Word and LibreOffice leave it where a text goes on

    @property
    def first_word(self) -> float:
        """How wide its first word is."""
        return self.word_end - self.x


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of texts that belong together, from top to bottom; what is turned on its side comes last."""
    found: list[Line] = []
    by_turn: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_turn.setdefault(piece.turned, []).append(piece)
    for _turned, some in sorted(by_turn.items(), key=lambda turn: abs(turn[0])):
        held: list[Piece] = []
        for piece in sorted(some, key=lambda piece: (piece.y, piece.x)):
            if held and piece.y - held[0].y > SAME_LINE * max(held[0].size, piece.size):
                found.append(_line(held))
                held = []
            held.append(piece)
        if held:
            found.append(_line(held))
    return found


def _line(pieces: Sequence[Piece]) -> Line:
    """One line of the texts on it."""
    pieces = sorted(pieces, key=lambda piece: piece.x)
    text, word_end, before = "", None, None
    for piece in pieces:
        if before and piece.text == before.text and abs(piece.x - before.x) < 1:
            continue  # drawn twice to make it bold
        if before:
            gap = piece.x - before.end > SPACE * piece.size
            if gap and not text.endswith(" ") and not piece.text.startswith(" "):
                text += " "
            if word_end is None and (gap or text.endswith(" ")):
                word_end = before.end
        text += piece.text
        word_end = piece.word_end if word_end is None else word_end
        before = piece
    main = max(pieces, key=lambda piece: len(piece.text))
    end = max(piece.end for piece in pieces)
    bold = all(piece.bold for piece in pieces)
    soft = SOFT if text.rstrip().endswith(SOFT) else ""
    first = end if word_end is None else word_end
    said = " ".join(clean(text).split())
    return Line(said + soft, pieces[0].x, end, main.y, main.size, bold, first, spaced=text[-1:] in BLANK)


@dataclass
class Words:
    """The words of a document: what is written as one word somewhere, is one where a line ends in it."""

    known: Counter[str] = field(default_factory=Counter)
    doubts: list[str] = field(default_factory=list)  # two words that may be one

    def learn(self, blocks: Iterable[Sequence[Line]]) -> None:
        """Learn the words that no end of a line can have cut."""
        for lines in blocks:
            for number, line in enumerate(lines):
                found = [word.lower() for word in WORD.findall(line.text)]
                self.known.update(found[bool(number) : len(found) - (number + 1 < len(lines))])

    def is_cut(self, before: str, after: str, *, likely: bool) -> bool:
        """Whether a word alone on its line goes on in the next, for it was wider than its cell."""
        if AMOUNT.fullmatch(before + after):
            return True
        first = WORD.match(after)
        if not first or not WORD.search(before) or self.known[first[0].lower()] or first[0] in SMALL:
            return False
        if self.known[(before + first[0]).lower()] or not re.search("[aeiouy]", first[0]):
            return True
        return likely and not self.known[before.lower()]

    def joined(self, before: str, after: str) -> str:
        """A line that ends with a hyphen, and the next: the hyphen goes only where that is sure."""
        if before.endswith(SOFT):
            return before.rstrip(SOFT) + after
        if LIST_WORD.match(after):
            return f"{before} {after}"
        first, last = WORD.match(after), WORD.findall(before[:-1])
        if first and last and before[:-1].endswith(last[-1]) and first[0][:1].islower():
            whole = (last[-1] + first[0]).lower()
            if self.known[whole] and not self.known[f"{last[-1]}-{first[0]}".lower()]:
                return before[:-1] + after
        return before + after


@dataclass(frozen=True, slots=True)
class Room:
    """How far the lines of a cell may go, and how far apart they stand (in sizes of their letters)."""

    left: float
    right: float
    apart: float
    spaced: bool = False  # lines that go on end with a space
    cutting: bool = False  # its columns are so narrow that words are cut more often than they just fit


def text_of(lines: Sequence[Line], room: Room, words: Words) -> str:
    """The text of a cell: lines that were only cut off by its edge are one."""
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        if OPEN_HYPHEN.search(text) or text.endswith(SOFT):
            text = words.joined(text, line.text)
        elif _is_new(before, line, lines, room):
            text += f"\n{line.text}"
        elif _is_cut(before, line, room, words):
            text += line.text
        else:
            text += f" {line.text}"
    return clean(text)


def _is_new(before: Line, line: Line, lines: Sequence[Line], room: Room) -> bool:
    """Whether a line starts a paragraph."""
    if line.text.startswith(NEVER_FIRST):
        return False
    goes_on = room.spaced and before.spaced  # a space at the end of a paragraph is rare, but there are such
    if BULLET.match(line.text) and not (goes_on and _is_only_dash(line, lines)):
        return True
    size = max(before.size, line.size)
    if line.y - before.y > room.apart * APART * size:
        return True
    left = room.right - before.end
    if _in_the_middle(lines, room):
        left += before.x - room.left
    if left > (3 if goes_on else 1) * WORD_SPACE * line.size + line.first_word + 1:
        return True
    return _is_told(before, room) and not _hangs_on(before, line) and not _may_be_cut(before, line, room)


def _is_only_dash(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a dash that starts a line is no bullet but stands between words: no other line starts with one."""
    return line.text[0] in "-–—" and sum(one.text[:1] == line.text[0] for one in lines) == 1


def _hangs_on(before: Line, line: Line) -> bool:
    """Whether nothing can stand between two lines: a slash, a comma, the dash of "€ 500,-"."""
    if before.text.endswith("/") or line.text.startswith(NEVER_FIRST):
        return True
    both = before.text + line.text
    number = before.text.endswith(".") and NUMBER.fullmatch(before.text) and NUMBER.match(line.text)
    return bool(PRICE.search(both) or number or AMOUNT.fullmatch(both))


def _is_cut(before: Line, line: Line, room: Room, words: Words) -> bool:
    """Whether a word that was wider than its cell goes on in the next line."""
    if _hangs_on(before, line):
        return not before.spaced
    if before.spaced or not _may_be_cut(before, line, room):
        return False
    if _is_told(before, room):
        return True
    after = line.text.split()[0]
    cut = words.is_cut(before.text, line.text, likely=room.cutting)
    if not words.known[f"{before.text}{after}".lower()] and not words.known[after.lower()]:
        words.doubts.append(f"{before.text}{'' if cut else ' '}{after}")
    return cut


def _is_told(before: Line, room: Room) -> bool:
    """Whether the space at the end of a line would have been there, had there been one."""
    return room.spaced and not before.spaced and room.right - before.end > WORD_SPACE * before.size


def _may_be_cut(before: Line, line: Line, room: Room) -> bool:
    """Whether one word fills a line, and the next letter did not fit."""
    letter = line.text[:1]
    width = NARROW if letter in "ijlrtf" else WIDE if letter in "mw" else USUAL
    goes_on = letter.islower() or letter.isdigit() or before.text[-2:].isupper()
    return goes_on and " " not in before.text and room.right - before.end < width * line.size


def _in_the_middle(lines: Sequence[Line], room: Room) -> bool:
    """Whether the lines stand as far from the left as from the right, and not all as far."""
    sides = [(line.x - room.left, room.right - line.end) for line in lines]
    ragged = max(left for left, _right in sides) - min(left for left, _right in sides) > 2
    return ragged and all(abs(left - right) < 3 for left, right in sides)


def usual_distance(blocks: Iterable[Sequence[Line]]) -> float:
    """How far apart lines of one paragraph stand, in sizes of their letters: the smallest distance that is common."""
    found: Counter[float] = Counter()
    for lines in blocks:
        for before, line in pairwise(lines):
            if line.y > before.y:
                found[round((line.y - before.y) / max(line.size, before.size), 1)] += 1
    common = max(found.values(), default=0)
    return min((distance for distance, count in found.items() if count * 4 >= common), default=1.2)


def leave_spaces(blocks: Iterable[Sequence[Line]]) -> bool:
    """Whether the program that made the pdf left the space at the end of a line where the text goes on."""
    ends = [line.spaced for lines in blocks for line in lines[:-1]]
    return sum(ends) > 0.3 * len(ends)


def is_cutting(cells: Iterable[tuple[Sequence[Line], Room]]) -> bool:
    """Whether, of lines of one word, more were cut for sure than would just fit by chance (one in ten)."""
    cuts = fits = 0
    for lines, room in cells:
        for before, line in pairwise(lines):
            cuts += _is_told(before, room) and _may_be_cut(before, line, room)
            fits += before.spaced and " " not in before.text
    return cuts > 0.1 * fits
