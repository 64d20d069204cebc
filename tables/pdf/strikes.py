"""Texts that a line strikes out, and texts that stand over each other: what a page shows and its words do not."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tables.pdf.page import Page, Piece, Stroke

LOW, HIGH = 0.12, 0.5  # of the size of the letters, above their foot: where a line strikes them out
MOST = 0.8  # of a text: struck out
OVER = 0.6  # of the size: lines so close stand over each other
TOUCH = 3.0  # points of one text over another


def take_struck(page: Page) -> list[str]:
    """Take off a page what is struck out; gives those texts."""
    lines = sorted(page.level)
    heights = [line.at for line in lines]
    struck = []
    for piece in page.pieces:
        if not piece.turned:
            first = bisect_left(heights, piece.y - HIGH * piece.size)
            last = bisect_right(heights, piece.y - LOW * piece.size)
            if _covered(piece, lines[first:last]) > MOST:
                struck.append(piece)
    gone = set(map(id, struck))
    page.pieces = [piece for piece in page.pieces if id(piece) not in gone]
    return [piece.text.strip() for piece in struck]


def _covered(piece: Piece, lines: Sequence[Stroke]) -> float:
    """Which part of a text lies under lines that are no longer than a text is: not the lines of a table."""
    width = piece.end - piece.x or 1.0
    return sum(
        max(0.0, min(line.end, piece.end) - max(line.start, piece.x)) / width
        for line in lines
        if line.end - line.start < width + 2 * piece.size
    )


def has_overlap(pieces: Sequence[Piece]) -> bool:
    """Whether texts stand over each other: then it is not sure in which cell each belongs."""
    shown = sorted((piece for piece in pieces if not piece.turned), key=attrgetter("y", "x"))
    for number, piece in enumerate(shown):
        for other in shown[number + 1 : number + 200]:
            if other.y - piece.y >= OVER * min(piece.size, other.size):
                break
            over = min(piece.end, other.end) - max(piece.x, other.x)
            if over > TOUCH and not (piece.text == other.text and abs(piece.x - other.x) < 1):
                return True
    return False
