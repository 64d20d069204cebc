"""Puts together what two people made of the same text: what only one changed is taken, what both wrote stands in it.

By sentence, and inside a sentence by word where they changed other words. Own code on `difflib`: the library merge3 is
not under a licence that fits, and knows no sentences. All pure.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

THEIRS, MINE = _("[Van een ander:]"), _("[Van u:]")
SENTENCES = re.compile(r"((?<=[.!?;:])\s+|\n+)")  # what stands between them is kept as a part of its own
WORDS = re.compile(r"(\s+)")
MOST = 2_000  # parts that are compared: with the same words over and over, time goes with the square of it

Parts = Sequence[str]


class Region(NamedTuple):
    """A stretch of the three texts: the same in all, or changed by one or both."""

    base: Parts
    theirs: Parts
    mine: Parts

    @property
    def by_one(self) -> Parts | None:
        """What it becomes when at most one changed it, or both did the same; None: both wrote something else."""
        if self.theirs == self.base or self.theirs == self.mine:
            return self.mine
        return self.theirs if self.mine == self.base else None


def merged_text(base: str, *, theirs: str, mine: str, one_line: bool = False) -> str:
    """The text with what both wrote. Where that cannot be put together, both stand in it, marked."""
    parts = [list(filter(None, SENTENCES.split(text))) for text in (base, theirs, mine)]
    text, was_marked = "", False
    for region in _regions(*parts):
        piece = _put_together(region)
        is_marked = piece is None and not one_line
        if piece is None:
            both = ("".join(region.theirs).strip(), "".join(region.mine).strip())
            piece = " / ".join(both) if one_line else f"{THEIRS} {both[0]}\n{MINE} {both[1]}"
        if (was_marked and piece.strip()) or (is_marked and text):  # each marked text stands on lines of its own
            text, piece = text.rstrip(" ").removesuffix("\n") + "\n", piece.lstrip(" ").removeprefix("\n")
        text += piece
        was_marked = is_marked or (was_marked and not piece.strip())
    return text


def merged_items(base: Sequence[str], *, theirs: Sequence[str], mine: Sequence[str]) -> tuple[str, ...]:
    """A list with what both made of it, each item once: an item that both changed is there twice."""
    found: list[str] = []
    for region in _regions(base, theirs, mine):
        by_one = region.by_one
        found += [*region.theirs, *region.mine] if by_one is None else by_one
    return tuple(dict.fromkeys(found))


def _put_together(region: Region) -> str | None:
    """A stretch with what both made of it; None when both wrote something else there."""
    if (by_one := region.by_one) is not None:
        return "".join(by_one)
    texts = ["".join(part) for part in region]
    for one, other in ((1, 2), (2, 1)):
        if not texts[one].strip():  # one took out what the other changed
            return texts[other]
    words = [WORDS.split(text) for text in texts]
    inside = list(_regions(*words))
    if all(part.by_one is not None for part in inside) and _is_edit(words[0], inside):
        return "".join("".join(part.by_one or ()) for part in inside)
    return None


def _is_edit(base: Parts, regions: Sequence[Region]) -> bool:
    """Whether most words of the start are in both texts: else these are other sentences, and no edits of one."""
    same = sum(len(region.base) for region in regions if region.base == region.theirs == region.mine)
    return 2 * same > len(base)


def _regions(base: Parts, theirs: Parts, mine: Parts) -> Iterator[Region]:
    """The three texts cut where all of them are the same."""
    at = (0, 0, 0)
    for start, length, first, second in _common(base, theirs, mine):
        if (start, first, second) != at:
            yield Region(base[at[0] : start], theirs[at[1] : first], mine[at[2] : second])
        if length:
            same = base[start : start + length]
            yield Region(same, same, same)
        at = (start + length, first + length, second + length)


def _common(base: Parts, theirs: Parts, mine: Parts) -> Iterator[tuple[int, int, int, int]]:
    """Where all three are the same: place in the start, length, places in the two others; at last the end."""
    if max(map(len, (base, theirs, mine))) <= MOST:
        one, other = (
            SequenceMatcher(None, base, text, autojunk=False).get_matching_blocks() for text in (theirs, mine)
        )
        i = j = 0
        while i < len(one) and j < len(other):
            start = max(one[i].a, other[j].a)
            end = min(one[i].a + one[i].size, other[j].a + other[j].size)
            if "".join(base[start:end]).strip():  # a space between two changed sentences does not part them
                yield start, end - start, one[i].b + start - one[i].a, other[j].b + start - other[j].a
            if one[i].a + one[i].size < other[j].a + other[j].size:
                i += 1
            else:
                j += 1
    yield len(base), 0, len(theirs), len(mine)
