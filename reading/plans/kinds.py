"""Tells which kind each row of a table is: an action, its continuation, a section, a total, a reference, a note.

A row is judged with the rows around it: a section has actions under it, a subtotal is the sum of its rows.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from reading.plans import messages
from reading.plans.draft import Draft
from reading.plans.evidence import AMOUNTS, PEOPLE, TIMES, TITLES_BESIDE, fits, is_amount, says_otherwise
from reading.plans.lines import LONG, heading_line, line_in, theme_in
from reading.plans.money import read_money
from reading.plans.row_words import (
    FOOTNOTE,
    NOTE,
    NUMBERED_NOTE,
    OF_THE_WHOLE,
    REFERENCE,
    REMARK,
    SURE_TOTAL,
    TO_DO,
    TOTAL,
)
from reading.plans.texts import plain, words
from reading.vocabulary import Heap

LETTERS = re.compile(r"[^\W\d_]{3}")
MONEY = set(AMOUNTS)
ABOUT_WHERE = {"line", "theme", "number", "id", "municipalities"}
GOES_ON = {"how", "who", "lead", "partners", "goals"}  # at least one of these, for a row to go on with the one above
TYPED = {"number", "id", "planning", "start", "end", "status", "priority", "municipalities", "funding", "recurrence"}
DETAILS = GOES_ON | MONEY | {"planning", "start", "end", "status"}
BESIDE_MONEY = MONEY | {"funding", "what", "per", "cost_kind"} | ABOUT_WHERE  # what a total may have
ONE_IN = 3  # of the rows, at most, have a name and an amount alone, for such a row to be told


@dataclass(frozen=True)
class Kind:
    """The heap of a row; what is said of it, if anything; the name that it gives when it is a section."""

    heap: Heap
    message: object = None
    name: str = ""
    is_group: bool = False  # a section of which the cell holds for the rows under it: who leads them, or their goal


@dataclass
class Look:
    """The rows of a section of a table, to judge each by those around it."""

    drafts: Sequence[Draft]
    goes_on: bool = False  # the next table follows this one without a heading between
    titles: Collection[int] = ()  # numbers of rows that stand above headings that are repeated

    @cached_property
    def sparse(self) -> bool:
        """Whether most rows have nothing but a what: then such a row is an action, and no heading between actions."""
        rich = sum(_is_rich(draft) for draft in self.drafts)
        bare = [draft for draft in self.drafts if draft.what and not draft.filled & DETAILS and not draft.is_wide]
        return len(bare) > rich

    @cached_property
    def _last_action(self) -> int:
        """The index of the last row that is an action beyond doubt."""
        return next((at for at in reversed(range(len(self.drafts))) if self._is_action(self.drafts[at])), -1)

    def _is_action(self, draft: Draft) -> bool:
        amounts = _has_only_money(draft) and not self.few_named_amounts
        return self.sparse or _is_rich(draft) or draft.has_planning or amounts

    def followed(self, at: int) -> bool:
        """Whether actions come after a row."""
        return at < self._last_action or self.goes_on

    def after_a_gap(self, at: int) -> bool:
        """Whether empty rows stand above a row."""
        return at > 0 and self.drafts[at - 1].row + 1 < self.drafts[at].row

    def number(self, at: int) -> str:
        """The number of a row; "" when it has none."""
        return self.drafts[at].number_text if at < len(self.drafts) else ""

    def heads_numbers(self, at: int) -> bool:
        """Whether the number of a row is that of a group of which the rows under it are parts: 1 above 1.1."""
        number = self.number(at).rstrip(".")
        if not number:
            return False
        if at == len(self.drafts) - 1:  # named in the last row of a page
            return self.goes_on and number.isdigit() and any(self._is_numbered_group(one) for one in range(at))
        ahead = (self.number(after) for after in range(at + 1, min(at + 4, len(self.drafts))))
        after = next(filter(None, ahead), "")
        part = r"[.\-]?\s?\w" if number[-1].isalpha() else r"[.\-]\w|[a-z]\b"
        return after.startswith(number) and bool(re.match(part, after[len(number) :]))

    @cached_property
    def aside(self) -> dict[int, bool]:
        """The rows of other tables under the plan, apart from it by empty rows; for each whether it is the first."""
        starts = [at for at in range(1, len(self.drafts)) if self.after_a_gap(at)]
        found: dict[int, bool] = {}
        for start, end in pairwise([*starts, len(self.drafts)]):
            if self._is_aside(self.drafts[start:end]):
                found |= {at: at == start for at in range(start, end)}
        return found

    def _is_aside(self, block: Sequence[Draft]) -> bool:
        """Whether rows between empty ones are no part of the plan: their title says so, or their cells."""
        first = block[0]
        titled = len(first.cells) == 1 and TITLES_BESIDE.fullmatch(words(first.first_text).strip(" :."))
        rest = block[1:] if titled else block
        if not rest or not (titled or any(map(_says_otherwise, rest))):
            return False
        planned = any(draft.what and draft.filled & (TIMES | PEOPLE) for draft in rest)
        return sum(map(_fit, rest)) <= 0 or (bool(titled) and not planned)

    def _is_numbered_group(self, at: int) -> bool:
        return self.drafts[at].filled == {"number", "what"} and self.heads_numbers(at)

    # --- Amounts ---

    @cached_property
    def named_amounts(self) -> list[int]:
        """The rows with a name and amounts and nothing else."""
        return [at for at, draft in enumerate(self.drafts) if _has_only_money(draft)]

    @cached_property
    def few_named_amounts(self) -> bool:
        """Whether they are few, so that each is odd."""
        return ONE_IN * len(self.named_amounts) <= len(self.drafts)

    def is_sum_of_rows_below(self, at: int) -> bool:
        """Whether the amounts of a row are the sum of those of the rows under it, up to the next such row."""
        return self._is_sum(at, range(at + 1, self._next_named(at)))

    def is_sum_of_rows_above(self, at: int) -> bool:
        """Whether the amounts of a row are the sum of those of two or more rows above it, up to the former such row."""
        before = bisect_left(self.named_amounts, at)
        start = self.named_amounts[before - 1] if before else -1
        return at - start > 2 and self._is_sum(at, range(start + 1, at))

    def _is_sum(self, at: int, parts: range) -> bool:
        whole = _amounts(self.drafts[at])
        sums: dict[int, Decimal] = dict.fromkeys(whole, Decimal(0))
        for part in parts:
            for place, amount in _amounts(self.drafts[part]).items():
                sums[place] = sums.get(place, Decimal(0)) + amount
        return bool(whole) and all(sums[place] == amount for place, amount in whole.items())

    def _next_named(self, at: int) -> int:
        after = bisect_right(self.named_amounts, at)
        return self.named_amounts[after] if after < len(self.named_amounts) else len(self.drafts)

    def pays_for_rows_below(self, at: int) -> bool:
        """Whether the rows under it, up to the next such row, are actions without amounts: it is for all of them."""
        below = self.drafts[at + 1 : self._next_named(at)]
        return len(below) > 1 and all(_is_rich(draft) and not draft.filled & MONEY for draft in below)


def kind_of(at: int, look: Look, *, is_open: bool) -> Kind:
    """The kind of a row; `is_open`: there is an action just above that it may go on with."""
    draft = look.drafts[at]
    if draft.row in look.titles:
        return title_kind(draft.first_text)
    return (
        _aside(at, look)
        or _named(draft)
        or _of_the_whole(draft)
        or _section(at, look)
        or _reference(draft)
        or _beside(draft)
        or _group(at, look)
        or _name_alone(at, look)
        or _of_an_action(at, look, is_open=is_open)
    )


def _named(draft: Draft) -> Kind | None:
    """A row that says itself that it is a line or theme: `Actielijn 1: Zien`, with or without a subtotal."""
    with_money = len(draft.cells) > 1
    if with_money and not draft.has_name_and_money:
        return None
    text = draft.first_text
    if line_in(text) or theme_in(text):
        return Kind(Heap.SECTION, messages.ROW_SUBTOTAL if with_money else None, text)
    return None


def _of_the_whole(draft: Draft) -> Kind | None:
    """A total, or how the whole is paid."""
    amounts_alone = draft.filled & MONEY and draft.filled <= MONEY | {"funding"}
    texts = [words(text).strip(" :.") for text in (draft.first_text, draft.what) if text]
    if amounts_alone or any(_is_total(text, draft) for text in texts):
        return Kind(Heap.TOTAL, messages.ROW_TOTAL)
    return None


def _is_total(text: str, draft: Draft) -> bool:
    if TOTAL.fullmatch(text) or (SURE_TOTAL.match(text) and OF_THE_WHOLE.fullmatch(text) and _is_name_and_money(draft)):
        return True
    if not draft.filled <= BESIDE_MONEY or TO_DO.search(text) or not OF_THE_WHOLE.fullmatch(text):
        return False
    if LETTERS.search(draft.first_text) is None and draft.number_text and not SURE_TOTAL.match(text):
        return False  # a numbered action
    return bool(draft.filled & MONEY) or any(map(is_amount, draft.cells.values()))


def _is_name_and_money(draft: Draft) -> bool:
    """Whether a row has amounts and one text, in whatever column that comes first."""
    return bool(draft.filled & MONEY) and sum(field not in MONEY for field, _ in draft.by_field()) == 1


def _section(at: int, look: Look) -> Kind | None:
    """A row that names the line or theme of the rows under it, beyond doubt."""
    draft = look.drafts[at]
    text = draft.first_text
    if draft.is_wide and is_remark(text):
        return Kind(Heap.NOTE, messages.ROW_LOOSE)
    if draft.is_heading and look.followed(at):
        return Kind(Heap.SECTION, None, text)
    if draft.is_wide:
        return Kind(Heap.NOTE, messages.ROW_LOOSE)
    if draft.filled - MONEY - {"line", "theme"} == {"number", "what"} and look.heads_numbers(at):
        return Kind(Heap.SECTION, messages.ROW_SUBTOTAL if draft.filled & MONEY else None, draft.what)
    if draft.has_name_and_money and draft.merged_away > 1 and look.followed(at):
        return Kind(Heap.SECTION, messages.ROW_SUBTOTAL, text)
    return _subtotal(at, look) if _has_only_money(draft) else None


def _subtotal(at: int, look: Look) -> Kind | None:
    """The name of a section with the sum of what is under it, or a sum of what is above it."""
    draft = look.drafts[at]
    if look.sparse:
        return None
    if look.is_sum_of_rows_above(at):
        return Kind(Heap.TOTAL, messages.ROW_TOTAL)
    if look.is_sum_of_rows_below(at) or look.pays_for_rows_below(at):
        return Kind(Heap.SECTION, messages.ROW_SUBTOTAL, draft.what)
    return None


def _reference(draft: Draft) -> Kind | None:
    if REFERENCE.search(words(draft.what)) and not draft.filled & (DETAILS - {"how"}):
        return Kind(Heap.REFERENCE, messages.ROW_REFERENCE)
    return None


def _aside(at: int, look: Look) -> Kind | None:
    """A row of another table under the plan, told at its first row."""
    if at not in look.aside:
        return None
    return Kind(Heap.OTHER_TABLE, messages.ROWS_BESIDE if look.aside[at] else None)


def _beside(draft: Draft) -> Kind | None:
    """A row of a list of amounts without headings of its own: an amount where a name or a time belongs."""
    if _says_otherwise(draft) and _fit(draft) < 0:
        return Kind(Heap.OTHER_TABLE, messages.ROWS_BESIDE)
    return None


def _says_otherwise(draft: Draft) -> bool:
    return any(says_otherwise(field, cell) for field, cell in draft.by_field())


def _fit(draft: Draft) -> int:
    """How many more cells are of the kind of their column than are not."""
    return sum(fits(field, cell) for field, cell in draft.by_field())


def title_kind(text: str) -> Kind:
    """What a title above headings is: the name of a line or theme, or of the document."""
    named = line_in(text) or theme_in(text) or (heading_line(text) and not is_remark(text))
    return Kind(Heap.SECTION, None, text) if named else Kind(Heap.NOTE)


def _group(at: int, look: Look) -> Kind | None:
    """A lead or goal alone in the first column, above actions that have none of their own: it holds for these."""
    draft = look.drafts[at]
    first = draft.layout.first_place
    if [*draft.cells] != [first] or not draft.filled <= PEOPLE | {"goals"} or at + 1 == len(look.drafts):
        return None
    below = look.drafts[at + 1]
    if not draft.filled or draft.is_wide or first in below.cells or "what" not in below.filled or len(below.cells) < 2:
        return None
    return Kind(Heap.SECTION, is_group=True)


def _name_alone(at: int, look: Look) -> Kind | None:
    """A row with one text only, in whatever column comes first: a section or a note; None when it may be an action."""
    draft = look.drafts[at]
    filled = draft.filled
    if filled and filled <= {"line", "theme"}:
        return None if not is_remark(draft.first_text) else Kind(Heap.NOTE, messages.ROW_LOOSE)
    if len(draft.cells) == 1 and filled <= TIMES and is_remark(draft.first_text):
        return Kind(Heap.NOTE, messages.ROW_LOOSE)
    only_what = filled - {"line", "theme"} == {"what"}
    first = [*draft.cells] == [draft.layout.first_place] and filled <= MONEY | TYPED
    first = first and bool(LETTERS.search(draft.first_text)) and _fit(draft) <= 0
    unknown = not filled and [*draft.cells] == [0]
    if not (only_what or first or unknown):
        return Kind(Heap.NOT_UNDERSTOOD, messages.ROW_LOOSE) if filled <= ABOUT_WHERE else None
    text = draft.cell("what").text if only_what else draft.first_text
    if only_what and (look.sparse or draft.shares(DETAILS)):
        return Kind(Heap.NOTE, messages.ROW_LOOSE) if is_footnote(text) else None
    if is_remark(text) or len(plain(text)) > LONG or (NUMBERED_NOTE.match(text) and text.endswith(".")):
        return Kind(Heap.NOTE, messages.ROW_LOOSE)
    if look.followed(at):
        return Kind(Heap.SECTION, messages.ROW_HEADING, plain(text))
    return None if only_what and not _is_aside(at, look) else Kind(Heap.NOTE, messages.ROW_LOOSE)


def _is_aside(at: int, look: Look) -> bool:
    """Whether a text after the last action stands apart from it: after a gap, or as a footnote."""
    return look.after_a_gap(at) or bool(NUMBERED_NOTE.match(look.drafts[at].first_text))


def _of_an_action(at: int, look: Look, *, is_open: bool) -> Kind:
    draft = look.drafts[at]
    if draft.filled and draft.filled <= {"line", "theme"}:
        return Kind(Heap.SECTION)
    if draft.what or draft.has_planning:
        return Kind(Heap.ACTION, _doubt(at, look))
    if is_open and draft.filled & GOES_ON:
        return Kind(Heap.CONTINUATION)
    return Kind(Heap.NOT_UNDERSTOOD, messages.ROW_LOOSE)


def _doubt(at: int, look: Look) -> object:
    """What the user must look at, of an action that may be none."""
    draft = look.drafts[at]
    if look.sparse or draft.shares(DETAILS):
        return None
    if draft.filled - {"line", "theme"} == {"what"}:
        return messages.ONLY_WHAT
    if _has_only_money(draft) and look.few_named_amounts and not draft.number_text:
        return messages.ONLY_MONEY
    return None


def is_remark(text: str) -> bool:
    """Whether a text alone in a row is a remark or footnote, and no name of a section."""
    return bool(NOTE.match(words(text))) or is_footnote(text)


def is_footnote(text: str) -> bool:
    """Whether a text alone in a row is a remark, whatever the rows around it are."""
    read = words(text)
    return bool(FOOTNOTE.match(read) or REMARK.search(read))


def _is_rich(draft: Draft) -> bool:
    return bool("what" in draft.filled and draft.filled & DETAILS and not _has_only_money(draft))


def _has_only_money(draft: Draft) -> bool:
    return bool("what" in draft.filled and draft.filled & MONEY and draft.filled <= BESIDE_MONEY)


def _amounts(draft: Draft) -> dict[int, Decimal]:
    """The amounts of a row, per column."""
    found = {}
    for name in MONEY:
        for place in draft.places(name):
            cell = draft.cells[place]
            amount = read_money(cell.text, cell.value).amount
            if amount is not None:
                found[place] = amount
    return found
