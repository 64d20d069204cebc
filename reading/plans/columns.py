"""What the columns of a table are: by their headings, and by what stands under them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from reading.plans import messages
from reading.plans.choices import read_status
from reading.plans.evidence import AMOUNTS, TIMES, fits, is_money
from reading.plans.header import Header, find_headers, is_sub_heading, left_place
from reading.plans.headings import ONLY_A_YEAR, SURE, WEAK, Meaning, in_thousands, means, settled
from reading.plans.messages import say
from reading.plans.model import Columns
from reading.plans.texts import words
from reading.vocabulary import Heap
from tables.model import Cell, Row, Table

SEVERAL = {"goals", "how", "partners", "cost", "planning", "programme", ""}  # that more than one column may have
LOOKED_AT = 5  # rows of a table without headings that must stand well under those of the table before it
LOOKED_INTO = 100  # rows of a column, to see what is in it
ENOUGH = 3  # filled cells, for a column to say what it is
MOSTLY = Fraction(4, 5)  # of the cells of a column
SURE_ENOUGH = Fraction(1, 2)  # of the cells of headings, for a table that could also go on with the one before it


@dataclass(frozen=True)
class Layout:
    """How a table is to be read."""

    header: tuple[Row, ...]
    meanings: tuple[Meaning, ...]  # per column
    thousands: bool = False  # amounts of all columns
    problems: tuple[str, ...] = ()
    follows: bool = False  # without headings of its own: those of the table before it
    found: Header | None = None
    chosen: bool = False  # by the user

    def header_repeats(self, header: Header) -> bool:
        """Whether these headings stand there once more."""
        return self.found is not None and any(map(self.found.repeats_in, header.rows))

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

    @cached_property
    def first_place(self) -> int:
        """The first column with a meaning."""
        return next((place for place, meaning in enumerate(self.meanings) if meaning.field), 0)

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
    beside: bool = False  # a table beside the plan: of risks, meetings, people
    further: bool = False  # under another part of the same table
    of_money: bool = False  # names and amounts alone, beside a plan that says more


def sections(
    table: Table,
    *,
    chosen: Mapping[int, str] | None = None,
    before: Layout | None = None,
    decided: Mapping[int, Heap] | None = None,
) -> tuple[Section, ...]:
    """How to read a table, part by part; empty when no headings are recognised.

    `chosen`: per column (from 0) the code that the user chose; `before`: the layout of the table before it, for a
    table that goes on over a page without headings of its own; `decided`: what the user said of rows.
    """
    headers = find_headers(table, decided or {})
    if not headers and chosen:
        headers = [Header(table.rows[:1], 0)]
    found: list[Section] = []
    start = 0
    if before and _goes_on(table, headers, before):
        headers = [header for header in headers if header.chosen or header.exactness >= SURE_ENOUGH]
        start = headers[0].at if headers else len(table.rows)
        found.append(Section(replace(before, follows=True, problems=()), table.rows[:start]))
    ends = [*(_with_titles(table.rows, header.at) for header in headers[1:]), len(table.rows)]
    thousands = bool(before and before.thousands and found)
    for header, end in zip(headers, ends, strict=bool(headers)):
        layout = _layout(table, header, table.rows[start:end], chosen, thousands=thousands)
        further = bool(found)
        found.append(Section(layout, table.rows[start:end], beside=header.beside, further=further))
        start, thousands = end, thousands or (layout.thousands and not header.beside)
    return tuple(found)


def _with_titles(rows: Sequence[Row], at: int) -> int:
    """The index of the first title above a row of headings: rows of one text, without empty rows between."""
    while at and sum(map(bool, rows[at - 1].cells)) == 1 and rows[at - 1].number + 1 == rows[at].number:
        at -= 1
    return at


def _goes_on(table: Table, headers: Sequence[Header], before: Layout) -> bool:
    """Whether the first rows of a table without headings of its own stand under those of the table before it."""
    if len(before.meanings) != table.width:
        return False
    if headers and (headers[0].chosen or headers[0].exactness >= SURE_ENOUGH or before.header_repeats(headers[0])):
        above = [row for row in table.rows[: headers[0].at] if sum(map(bool, row.cells)) > 1]
        return bool(above) and not headers[0].chosen and _fit(above, before) > 0
    if not headers and not table.above and not any(map(_is_typed, before.meanings)):
        return True
    return _fit(table.rows[:LOOKED_AT], before) > 0


def _fit(rows: Sequence[Row], layout: Layout) -> int:
    """How many more cells are of the kind of their column than are not."""
    return sum(
        fits(meaning.field, cell)
        for row in rows
        for meaning, cell in zip(layout.meanings, row.cells, strict=True)
        if cell
    )


def _is_typed(meaning: Meaning) -> bool:
    return meaning.field in TIMES | AMOUNTS | {"status"}


def _layout(
    table: Table, found: Header, rows: Sequence[Row], chosen: Mapping[int, str] | None, *, thousands: bool
) -> Layout:
    header = found.rows
    meanings = [means(heading) for heading in _headings(table, header)]
    body = [row for row in rows if row.number > header[-1].number and not found.is_literally(row)]
    problems: list[str] = []
    if chosen is not None:
        meanings = [_chosen(meaning, chosen.get(place)) for place, meaning in enumerate(meanings)]
    else:
        meanings = _amount_beside_text(_by_content(meanings, body))
        meanings, problems = _one_each(_guessed(settled(meanings), body))
        problems += _not_read(meanings, body)
    above = [row for row in rows if row.number < header[0].number]
    said = [table.name, *(p.text for p in table.above), *(text for row in above for text in row.texts)]
    thousands = thousands or any(in_thousands(text) for text in said)
    return Layout(header, tuple(meanings), thousands, tuple(problems), found=found, chosen=chosen is not None)


def _chosen(meaning: Meaning, choice: str | None) -> Meaning:
    if choice is None:
        return meaning
    name, _, year = choice.partition(":")
    return replace(meaning, field=name, score=SURE, others=(), year=int(year) if year.isdigit() else None)


# --- What stands above a column ---


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
        elif own and not is_sub_heading(sub):
            headings.append(sub if means(sub).field else f"{own} {sub}")
        else:
            group = own or (upper.cells[left_place(upper, place)].text if is_sub_heading(sub) else "")
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

    return [_confirmed(meaning, body, place) for place, meaning in enumerate(meanings)]


def _confirmed(meaning: Meaning, body: Sequence[Row], place: int) -> Meaning:
    """A meaning with what the cells say of it: sure, or none."""
    if meaning.score == ONLY_A_YEAR:
        return replace(meaning, score=WEAK) if _share(body, place, is_money) == 1 else replace(meaning, field="")
    if meaning.field == "status" and "status" not in words(meaning.heading):
        return meaning if 2 * _share(body, place, _is_status) >= 1 else replace(meaning, field="")
    if meaning.field and meaning.score < WEAK and _is_typed(meaning):
        share = _share(body[:LOOKED_INTO], place, lambda cell: fits(meaning.field, cell) > 0)
        return replace(meaning, score=WEAK) if share >= MOSTLY else meaning
    return meaning


def _guessed(meanings: list[Meaning], body: Sequence[Row]) -> list[Meaning]:
    """The one column of times or statuses under an unknown heading, where no column is headed so: a guess, told."""
    found = {meaning.field for meaning in meanings}
    for field in ("planning", "status"):
        if found & (TIMES if field == "planning" else {field}):
            continue
        places = [
            place
            for place, meaning in enumerate(meanings)
            if meaning.heading and not meaning.known and _is_full_of(field, body[:LOOKED_INTO], place)
        ]
        if len(places) == 1:
            meanings[places[0]] = replace(meanings[places[0]], field=field, score=WEAK - 1)
    return meanings


def _is_full_of(field: str, body: Sequence[Row], place: int) -> bool:
    filled = sum(bool(row.cells[place].text) for row in body)
    return filled >= ENOUGH and _share(body, place, lambda cell: fits(field, cell) > 0) >= MOSTLY


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
