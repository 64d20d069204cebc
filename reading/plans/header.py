"""Finds where the headings of a table are, as a table as a whole: the first rows of headings and any further ones.

Cells of actions use the words of headings ("Budget GGD", "Looptijd 2024-2026"). A row is one of headings when its
cells are headings as a whole and none is a value; after the first, only strong evidence counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reading.plans.evidence import LONGEST, Sign, is_beside, is_heading_word, sign
from reading.plans.headings import ONLY_A_YEAR, YEAR, means
from reading.plans.texts import words
from reading.vocabulary import Heap
from tables.model import Row, Table

SEARCHED = 20  # rows from the top in which the first headings are looked for
SURELY = 3  # different meanings in a row: these are headings, whatever comes further down
MOSTLY = Fraction(3, 4)  # of the cells of a further row of headings are headings as a whole
AFTER_A_GAP = Fraction(3, 5)  # the same, where an empty row or a title is above it
REPEATED = Fraction(2, 3)  # of the cells of a row say the same as the headings above them
GROUPS = {"planning", "cost", "total", "who", "lead", "funding"}  # meanings that are divided over columns
SUB_HEADINGS = {
    "start", "begin", "eind", "einde", "startdatum", "einddatum", "trekker", "partners", "bedrag", "dekking",
    "per jaar", "eenmalig", "structureel", "incidenteel", "totaal", "lead", "van", "tot", "t/m", "tekst", "soort",
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """Rows of headings: one, or two of which the second divides the first."""

    rows: tuple[Row, ...]
    at: int  # the index of its first row in the table
    beside: bool = False  # of a table beside the plan
    chosen: bool = False  # by the user

    @property
    def end(self) -> int:
        """The index of the first row under it."""
        return self.at + len(self.rows)

    @cached_property
    def _texts(self) -> frozenset[tuple[str, ...]]:
        return frozenset(row.texts for row in self.rows)

    @cached_property
    def _lowest(self) -> list[str]:
        """Of each column the text that stands lowest in its headings."""
        texts = zip(*(row.texts for row in reversed(self.rows)), strict=True)
        return [words(next(filter(None, column), "")) for column in texts]

    def is_literally(self, row: Row) -> bool:
        """Whether a row is one of these headings once more, word for word."""
        return row.texts in self._texts

    def repeats_in(self, row: Row) -> bool:
        """Whether a row says these headings once more, in most of its cells."""
        if self.is_literally(row):
            return True
        filled = [(text, heading) for text, heading in zip(row.texts, self._lowest, strict=True) if text]
        if len(filled) < 2 or len(filled[0][0]) > LONGEST or words(filled[0][0]) != filled[0][1]:
            return False
        same = sum(words(text) == heading for text, heading in filled)
        return same >= REPEATED * len(filled) and all(sign(text) != Sign.VALUE for text, _ in filled)

    @cached_property
    def exactness(self) -> Fraction:
        """Which part of the cells is a heading as a whole; values count against it."""
        signs = [sign(text) for row in self.rows for text in row.texts if text and not YEAR.fullmatch(text)]
        return Fraction(signs.count(Sign.EXACT) - signs.count(Sign.VALUE), len(signs) or 1)


def find_headers(table: Table, decided: Mapping[int, Heap]) -> list[Header]:
    """The headings of a table, and of each further table under it in the same sheet.

    `decided`: what the user said of rows, by their numbers.
    """
    rows = table.rows
    chosen = [at for at, row in enumerate(rows) if decided.get(row.number) == Heap.HEADING]
    first = _first(rows[:SEARCHED], decided)
    found = [first] if first else []
    start = first.end if first else 0
    found += _further(rows, start, first, decided)
    taken = {at for header in found for at in range(header.at, header.end)}
    found += [Header((rows[at],), at, chosen=True) for at in chosen if at not in taken]
    return sorted(found, key=lambda header: header.at)


# --- The first headings ---


def _first(rows: Sequence[Row], decided: Mapping[int, Heap]) -> Header | None:
    """The row or two rows of headings at the top."""
    counts = [0 if row.number in decided or row.struck else _meanings(row) for row in rows]
    best = min(max(counts, default=0), SURELY)
    if best < 2:
        return None
    surely = next(at for at, count in enumerate(counts) if count >= best)
    as_exact = Header((rows[surely],), surely).exactness
    for at, count in enumerate(counts[:surely]):
        if count >= 2 and (rows[at].heading or Header((rows[at],), at).exactness >= as_exact):
            return _with_groups(rows, at, decided)
    return _with_groups(rows, surely, decided)


def _with_groups(rows: Sequence[Row], at: int, decided: Mapping[int, Heap]) -> Header:
    """The headings in row `at`, with the row below or above it that belongs to them."""
    beside = is_beside(rows[at].texts)
    after = rows[at + 1] if at + 1 < len(rows) else None
    if after and after.number not in decided and _is_sub_header(rows[at], after):
        return Header((rows[at], after), at, beside)
    if at > 0 and rows[at - 1].number not in decided and _is_group_header(rows[at - 1], rows[at]):
        return Header((rows[at - 1], rows[at]), at - 1, beside)
    return Header((rows[at],), at, beside)


def _meanings(row: Row) -> int:
    """How many meanings a row of headings has; 0 when it cannot be one: values, or neither what nor goals."""
    signs = [sign(text) for text in row.texts if text]
    values, exact = signs.count(Sign.VALUE), signs.count(Sign.EXACT)
    if values and (not exact or 2 * values >= len(signs) or values > exact):
        return 0
    texts = [text for text in row.texts if text and sign(text) > Sign.OPEN]
    found = {meaning.field for meaning in map(means, texts) if meaning.field and meaning.score > ONLY_A_YEAR}
    return len(found) if found & {"what", "goals"} else 0


def is_sub_heading(text: str) -> bool:
    """Whether a text divides a heading above it: `Start`, `2026`."""
    read = words(text).strip(" .:?")
    return read in SUB_HEADINGS or bool(YEAR.fullmatch(read))


def _is_sub_header(row: Row, below: Row) -> bool:
    """Whether the row below divides headings above it: `Kosten` into 2025 and 2026, `Planning` into Start and Eind."""
    filled = {place: cell.text for place, cell in enumerate(below.cells) if cell.text}
    parts = [place for place, text in filled.items() if is_sub_heading(text)]
    others = [place for place in filled if place not in parts]  # `Bron` beside 2025 and 2026 under `Kosten`
    if not parts or len(others) > len(parts):
        return False
    if any(row.cells[place].text or not is_heading_word(filled[place]) for place in others):
        return False
    return any(not row.cells[place].text for place in filled)


def _is_group_header(above: Row, row: Row) -> bool:
    """Whether the row above groups headings that mean little by themselves."""
    if above.number + 1 < row.number or any(sign(text) == Sign.VALUE for text in above.texts):
        return False
    weak = [place for place, cell in enumerate(row.cells) if cell.text and is_sub_heading(cell.text)]
    groups = {left_place(above, place) for place in weak}
    places = [place for place in groups if _reaches(row, place, weak)]
    return any(means(above.cells[place].text).field in GROUPS for place in places)


def _reaches(row: Row, group: int, weak: Sequence[int]) -> bool:
    """Whether a group stands over its parts: no other heading stands between it and the first of them."""
    first = min(place for place in weak if place >= group)
    return not any(row.cells[place].text for place in range(group, first))


def left_place(row: Row, place: int) -> int:
    """Where the heading of a group stands: in its own column or in the nearest one to the left."""
    return next((left for left in range(place, -1, -1) if row.cells[left].text), place)


# --- Further headings ---


def _further(rows: Sequence[Row], start: int, first: Header | None, decided: Mapping[int, Heap]) -> Iterator[Header]:
    """Headings further down that are others than those in force."""
    now = first
    for at in range(start, len(rows)):
        row = rows[at]
        if row.number in decided or row.struck or (now and (at < now.end or now.repeats_in(row))):
            continue
        found = _further_header(rows, at, decided)
        if found:
            now = found
            yield found


def _further_header(rows: Sequence[Row], at: int, decided: Mapping[int, Heap]) -> Header | None:
    row = rows[at]
    filled = [text for text in row.texts if text]
    if len(filled) < 2:
        return None
    gap = at == 0 or rows[at - 1].number + 1 < row.number or sum(map(bool, rows[at - 1].cells)) == 1
    if not (gap or row.heading) and len(filled) < SURELY:
        return None
    exact = _exact_share(filled, least=AFTER_A_GAP if gap or row.heading else MOSTLY)
    if exact is None:
        return None
    if gap and is_beside(row.texts):
        return Header((row,), at, beside=True)
    return _with_groups(rows, at, decided) if _meanings(row) >= SURELY else None


def _exact_share(texts: Sequence[str], *, least: Fraction) -> Fraction | None:
    """Which part of these texts is a heading as a whole; None when that is too little, or one is a value."""
    may_miss = (1 - least) * len(texts)
    missed = 0
    for text in texts:
        missed += not is_heading_word(text)
        if missed > may_miss:
            return None
    signs = [sign(text) for text in texts]
    share = Fraction(signs.count(Sign.EXACT), len(texts))
    return share if share >= least and Sign.VALUE not in signs else None
