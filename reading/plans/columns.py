"""Finds the headings of a table and what its columns are: titles above them, two rows of headings, in any order."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from reading.plans import messages
from reading.plans.choices import read_status
from reading.plans.headings import ONLY_A_YEAR, SURE, WEAK, YEAR, Meaning, in_thousands, means, settled
from reading.plans.messages import say
from reading.plans.model import Columns
from reading.plans.money import read_money
from reading.plans.texts import words
from reading.vocabulary import CostKind
from tables.model import Cell, Row, Table

SEARCHED = 20  # rows from the top in which headings are looked for
SURELY = 3  # different meanings in a row: these are headings, whatever comes further down
SEVERAL = {"goals", "how", "partners", "cost", "planning", "programme", ""}  # that more than one column may have
GROUPS = {"planning", "cost", "total", "who", "lead", "funding"}  # meanings that are divided over columns
SUB_HEADINGS = {
    "start", "begin", "eind", "einde", "startdatum", "einddatum", "trekker", "partners", "bedrag", "dekking",
    "per jaar", "eenmalig", "structureel", "incidenteel", "totaal", "lead", "van", "tot", "t/m", "tekst", "soort",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a table is to be read."""

    header: tuple[Row, ...]
    meanings: tuple[Meaning, ...]  # per column
    thousands: bool = False  # amounts of all columns
    problems: tuple[str, ...] = ()
    follows: bool = False  # without headings of its own: those of the table before it

    @property
    def first_row(self) -> int:
        """The number of the last row of headings; 0 when there are none."""
        return self.header[-1].number if self.header and not self.follows else 0

    @cached_property
    def covered(self) -> frozenset[str]:
        """The meanings that have a column; the years of costs are one meaning."""
        return frozenset(meaning.field for meaning in self.meanings) - {"", "programme"}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, meaning in enumerate(self.meanings):
            found.setdefault(meaning.field, []).append(place)
        return found

    def places(self, name: str) -> list[int]:
        """The columns with a meaning."""
        return self._places.get(name, [])

    def in_thousands(self, place: int) -> bool:
        """Whether the amounts of a column are in thousands."""
        return self.thousands or self.meanings[place].thousands

    def described(self, table: Table) -> Columns:
        """The same, for people."""
        return Columns(
            table.number,
            table.name or table.heading,
            tuple(row.number for row in self.header if row.number) if not self.follows else (),
            tuple(meaning.heading for meaning in self.meanings),
            tuple(code(meaning) for meaning in self.meanings),
            self.thousands or any(meaning.thousands for meaning in self.meanings),
        )


def code(meaning: Meaning) -> str:
    """A meaning as the code that the page of columns uses: `cost:2025`."""
    field_name = "" if meaning.field == "programme" else meaning.field
    return f"{field_name}:{meaning.year}" if field_name == "cost" and meaning.year else field_name


@dataclass(frozen=True)
class Section:
    """Rows under one layout; a sheet may hold several tables under each other, each with its own headings."""

    layout: Layout
    rows: tuple[Row, ...]


def sections(
    table: Table, *, chosen: Mapping[int, str] | None = None, before: Layout | None = None
) -> tuple[Section, ...]:
    """How to read a table, part by part; empty when no headings are recognised.

    `chosen`: per column (from 0) the code that the user chose; `before`: the layout of the table just above, for a
    table that goes on over a page without headings of its own.
    """
    headers = _headers(table)
    if not headers and chosen:
        headers = [(table.rows[0],)]
    if not headers:
        goes_on = before is not None and len(before.meanings) == table.width and not table.above
        return (Section(replace(before, follows=True, problems=()), table.rows),) if before and goes_on else ()
    starts = [0, *(table.rows.index(header[0]) for header in headers[1:]), len(table.rows)]
    return tuple(
        Section(_layout(table, header, rows, chosen), rows)
        for header, rows in zip(headers, (table.rows[first:last] for first, last in pairwise(starts)), strict=True)
    )


def _layout(table: Table, header: tuple[Row, ...], rows: Sequence[Row], chosen: Mapping[int, str] | None) -> Layout:
    meanings = [means(heading) for heading in _headings(table, header)]
    body = [row for row in rows if row.number > header[-1].number and row.texts != header[-1].texts]
    problems: list[str] = []
    if chosen is not None:
        meanings = [_chosen(meaning, chosen.get(place)) for place, meaning in enumerate(meanings)]
    else:
        meanings = _amount_beside_text(_by_content(meanings, body))
        meanings, problems = _one_each(settled(meanings))
        problems += _not_read(meanings, body)
    above = [row for row in rows if row.number < header[0].number]
    said = [table.name, *(p.text for p in table.above), *(text for row in above for text in row.texts)]
    return Layout(header, tuple(meanings), any(in_thousands(text) for text in said), tuple(problems))


def _chosen(meaning: Meaning, choice: str | None) -> Meaning:
    if choice is None:
        return meaning
    name, _, year = choice.partition(":")
    return replace(meaning, field=name, score=SURE, others=(), year=int(year) if year.isdigit() else None)


# --- Where the headings are ---


def _headers(table: Table) -> list[tuple[Row, ...]]:
    """The headings of a table, and of each further table under it in the same sheet when they differ."""
    first = _header(table.rows[:SEARCHED])
    if first is None:
        return []
    headers, texts = [first], {row.texts for row in first}
    for row in table.rows[table.rows.index(first[-1]) + 1 :]:
        filled = [text for text in row.texts if text]
        if len(filled) < SURELY or row.texts in texts or not _mostly_known(filled):
            continue
        if _recognised(row.texts) >= SURELY:
            headers.append((row,))
            texts = {row.texts}
    return headers


def _mostly_known(texts: Sequence[str]) -> bool:
    """Whether no more than a third of these texts is no heading that we know."""
    unknown = 0
    for text in texts:
        unknown += not means(text).known
        if 3 * unknown > len(texts):
            return False
    return True


def _header(rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """The row or two rows of headings."""
    counts = [_recognised(row.texts) for row in rows]
    best = max(counts, default=0)
    if best < 2:
        return None
    place = next(place for place, count in enumerate(counts) if count >= min(best, SURELY))
    if place + 1 < len(rows) and _is_sub_header(rows[place], rows[place + 1]):
        return rows[place], rows[place + 1]
    if place > 0 and _is_group_header(rows[place - 1], rows[place]):
        return rows[place - 1], rows[place]
    return (rows[place],)


def _recognised(headings: Sequence[str]) -> int:
    """How many different meanings a row of headings has; 0 when it cannot be one: it says neither what nor goals."""
    found = {meaning.field for meaning in map(means, headings) if meaning.field and meaning.score > ONLY_A_YEAR}
    return len(found) if found & {"what", "goals"} else 0


def _is_sub_header(row: Row, below: Row) -> bool:
    """Whether the row below divides headings above it: `Kosten` into 2025 and 2026, `Planning` into Start and Eind."""
    filled = [place for place, cell in enumerate(below.cells) if cell.text]
    if not filled or not all(_is_sub_heading(below.cells[place].text) for place in filled):
        return False
    return any(not row.cells[place].text for place in filled)


def _is_sub_heading(text: str) -> bool:
    read = words(text).strip(" .:?")
    return read in SUB_HEADINGS or bool(YEAR.fullmatch(read))


def _is_group_header(above: Row, row: Row) -> bool:
    """Whether the row above groups headings that mean little by themselves."""
    weak = [place for place, cell in enumerate(row.cells) if cell.text and _is_sub_heading(cell.text)]
    groups = {_left_place(above, place) for place in weak}
    places = [place for place in groups if place in weak or not row.cells[place].text]
    return any(means(above.cells[place].text).field in GROUPS for place in places)


def _left_place(row: Row, place: int) -> int:
    """Where the heading of a group stands: in its own column or in the nearest one to the left."""
    return next((left for left in range(place, -1, -1) if row.cells[left].text), place)


def _left(row: Row, place: int) -> str:
    return row.cells[_left_place(row, place)].text


def _headings(table: Table, header: tuple[Row, ...]) -> list[str]:
    """The heading of each column, of two rows together where there are two."""
    if len(header) == 1:
        return list(header[0].texts)
    upper, lower = header
    headings = []
    for place in range(table.width):
        own, sub = upper.cells[place].text, lower.cells[place].text
        if not sub:
            headings.append(own)
        elif own and not _is_sub_heading(sub):
            headings.append(sub if means(sub).field else f"{own} {sub}")
        else:
            group = own or (_left(upper, place) if _is_sub_heading(sub) else "")
            headings.append(_together(group, sub))
    return headings


def _together(group: str, sub: str) -> str:
    """`Kosten` over 2025 is `Kosten 2025`; `Planning` over Start is `Start`."""
    alone = means(sub)
    if alone.field and alone.score > ONLY_A_YEAR and means(group).field not in ("cost", "total"):
        return sub
    return f"{group} {sub}".strip()


# --- Which columns are read ---


def _by_content(meanings: list[Meaning], body: Sequence[Row]) -> list[Meaning]:
    """A column headed "2025" holds costs when its cells are amounts; one of "Voortgang" a status when they are."""

    def fits(meaning: Meaning, place: int) -> bool:
        if meaning.score == ONLY_A_YEAR:
            return _share(body, place, _is_money) == 1
        if meaning.field == "status" and "status" not in words(meaning.heading):
            return 2 * _share(body, place, _is_status) >= 1
        return True

    return [meaning if fits(meaning, place) else replace(meaning, field="") for place, meaning in enumerate(meanings)]


def _amount_beside_text(meanings: list[Meaning]) -> list[Meaning]:
    """Beside a column "Kosten", the column "Bedrag" holds the bare amounts of the same costs."""
    costs = [meaning for meaning in meanings if meaning.field == "cost" and not meaning.year]
    if len(costs) < 2:
        return meanings
    return [
        replace(meaning, field="amount") if meaning in costs and words(meaning.heading) == "bedrag" else meaning
        for meaning in meanings
    ]


def _share(body: Sequence[Row], place: int, fits: Callable[[Cell], bool]) -> Fraction:
    """Which part of the filled cells of a column fits; headings between the rows do not count."""
    cells = [row.cells[place] for row in body if row.cells[place].text and sum(map(bool, row.cells)) > 1]
    return Fraction(sum(map(fits, cells)), len(cells)) if cells else Fraction(0)


def _is_status(cell: Cell) -> bool:
    return read_status(cell.text)[0] is not None


def _is_money(cell: Cell) -> bool:
    return read_money(cell.text, cell.value).kind != CostKind.UNCLEAR


def _one_each(meanings: list[Meaning]) -> tuple[list[Meaning], list[str]]:
    """One column for each meaning that can have only one: the best heading, and the others are told."""
    problems: list[str] = []
    kept = list(meanings)
    counts = Counter(code(meaning) for meaning in meanings)
    for name, count in counts.items():
        if count < 2 or name in SEVERAL:
            continue
        places = [place for place, meaning in enumerate(meanings) if code(meaning) == name]
        first = max(places, key=lambda place: (meanings[place].score, -place))
        for place in places:
            if place != first:
                kept[place] = replace(meanings[place], field="", others=(name,))
                problems.append(say(messages.COLUMN_TWICE, one=meanings[first].heading, other=meanings[place].heading))
    return kept, problems


def _not_read(meanings: Sequence[Meaning], body: Sequence[Row]) -> list[str]:
    """A sentence for each column with something in it that is not read."""
    problems = []
    for place, meaning in enumerate(meanings):
        heading = " ".join(meaning.heading.split())
        if not any(row.cells[place].text for row in body):
            continue
        if meaning.field:
            if meaning.score < WEAK:
                problems.append(
                    say(messages.COLUMN_GUESSED, heading=heading, field=messages.FIELD_NAMES[meaning.field])
                )
            continue
        if not meaning.heading:
            problems.append(say(messages.COLUMN_WITHOUT_HEADING, number=place + 1))
        elif len(meaning.others) > 1:
            problems.append(say(messages.COLUMN_AMBIGUOUS, heading=heading))
        elif not meaning.others:
            problems.append(say(messages.COLUMN_UNKNOWN, heading=heading))
    return problems
