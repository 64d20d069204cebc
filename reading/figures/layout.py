"""Finds the headings of a table with figures, and what each column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reading.figures import headings, messages
from reading.figures.areas import squashed
from reading.figures.headings import Topic
from reading.figures.periods import ReadPeriod, read_period
from tables.model import Refused

ON_TOP = 60  # rows that may stand above the headings
TITLE, LAST_WORDS = 2_000, 16  # signs above the headings that are looked at; words at the end that may be a period
TOPIC_CORNERS = frozenset({"", "onderwerp", "onderwerpen", "topic", "topics"})
LOOKS_FILLED = re.compile(r"#.*|[<>≤≥]?[-−]?[., \u00a0]*+\d[\d., \u00a0]*+[%*]{0,2}|\.|x", re.IGNORECASE)
CBS_WORDS = re.compile(r"\bCBS\b|Centraal Bureau voor de Statistiek|StatLine", re.IGNORECASE)

Cells = Sequence[str]


@dataclass(slots=True)
class Layout:
    """The columns of a table, by their places (from 0)."""

    width: int
    roles: dict[str, int]
    level: str = ""  # the only level of area that the heading allows
    part_kind: str = ""  # Q, H or M: what a number in the column beside the year is
    dimensions: list[tuple[str, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)  # dimensions with their name in a column of its own
    topics: list[tuple[int, Topic]] = field(default_factory=list)  # columns of figures, when each topic has its own
    periods: list[tuple[int, ReadPeriod]] = field(default_factory=list)  # ... or when each period has its own
    period: ReadPeriod | None = None  # one period for the whole table, from the words above it
    cbs: bool = False

    @property
    def long(self) -> bool:
        """Whether each row has one figure, and a column says of which topic."""
        return headings.TOPIC in self.roles and headings.VALUE in self.roles


def find_layout(rows: Sequence[Cells], *, table: str | None) -> tuple[int, Layout] | None:
    """The number of rows up to and with the headings, and the layout; None when no row has such headings.

    `rows`: the beginning of the file. `table`: the table of CBS that its name or title gives, if any.
    """
    for index, cells in enumerate(rows[:ON_TOP]):
        roles = _roles(cells)
        if (headings.AREA in roles or headings.AREA_CODE in roles) and sum(map(bool, cells)) > 1:
            layout = _layout(rows, index, roles, table=table)
            if layout:
                return index + 1, layout
    return None


def _roles(cells: Cells) -> dict[str, int]:
    """The places of the columns whose heading is known; of two with the same meaning the narrowest, then the first."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(cells):
        if headings.is_about_a_person(heading):
            raise Refused(messages.PERSONS)
        if role := headings.role_of(heading):
            found.setdefault(role, []).append(place)
    return {role: min(places, key=lambda place: headings.width_of(cells[place])) for role, places in found.items()}


def _layout(rows: Sequence[Cells], index: int, roles: dict[str, int], *, table: str | None) -> Layout | None:
    """The layout with the headings in this row; None when they cannot be the headings."""
    cells, above, below = rows[index], rows[:index], rows[index + 1 :]
    words = " ".join(filter(None, (cell[:TITLE] for row in above for cell in row)))[:TITLE]
    names = {squashed(cell) for cell in cells}
    known = table or headings.table_in(words) or CBS_WORDS.search(words)
    cbs = bool(known or (names & {"perioden", "periods"} and names & {"regios", "regions"}))
    place = roles[headings.AREA] if headings.AREA in roles else roles[headings.AREA_CODE]
    layout = Layout(len(cells), roles, level=headings.level_of(cells[place]), cbs=cbs)
    _pair_up(layout, cells)
    _read_part(layout, cells)
    _columns(layout, cells, above, below)
    if not layout.long and not layout.topics and not layout.periods:
        return None
    if not roles.keys() & {headings.PERIOD, headings.PERIOD_CODE, headings.YEAR} and not layout.periods:
        layout.period = _period_in(words)
        if layout.period is None:
            return None
    return layout


def _pair_up(layout: Layout, cells: Cells) -> None:
    """Dimensions in two columns: kenmerk1_naam says what kenmerk1 is."""
    for role, place in list(layout.roles.items()):
        if role.startswith(headings.CATEGORY) and (name := f"{headings.NAME}{role[len(headings.CATEGORY) :]}"):
            if name in layout.roles:
                layout.pairs.append((layout.roles[name], place))
            else:
                layout.dimensions.append((" ".join(cells[place].split()), place))


def _read_part(layout: Layout, cells: Cells) -> None:
    """What numbers beside a year are: the heading "Kwartaal" says so. A month alone holds its year."""
    if headings.PART not in layout.roles:
        return
    layout.part_kind = headings.part_of(cells[layout.roles[headings.PART]])
    if headings.YEAR not in layout.roles and headings.PERIOD not in layout.roles:
        layout.roles[headings.PERIOD] = layout.roles.pop(headings.PART)


def _columns(layout: Layout, cells: Cells, above: Sequence[Cells], below: Sequence[Cells]) -> None:
    """Of the columns without a known heading: which are dimensions, and which hold figures."""
    taken = {place for place, heading in enumerate(cells) if headings.role_of(heading)}
    if headings.VALUE in layout.roles and headings.TOPIC not in layout.roles:
        taken.discard(layout.roles[headings.VALUE])  # "Cijfer" without a column that says of what
    free = [place for place, heading in enumerate(cells) if place not in taken and heading.strip()]
    if layout.long:
        layout.dimensions += [(" ".join(cells[place].split()), place) for place in free]
        return
    if free and all(headings.is_unit(cells[place]) for place in free):
        layout.topics = [(place, topic) for place in free if (topic := _stacked(above, cells, place))]
        if layout.topics:
            return
    if headings.TOPIC in layout.roles:
        layout.periods = [(place, period) for place in free if (period := read_period(cells[place]))]
        if layout.periods:
            spare = {place for place, _period in layout.periods}
            layout.dimensions += [(cells[place].strip(), place) for place in free if place not in spare]
        return
    keyed = [place for place in free if headings.TOPIC_KEY.fullmatch(cells[place].strip())]
    read = {place: headings.topic_in(cells[place], any_unit=layout.cbs) for place in free}
    figures = set(keyed) or {place for place in free if layout.cbs and read[place].unit}
    if figures and not keyed:  # CBS gives dimensions first: a column of numbers behind the first topic is one too
        figures |= {place for place in free if place > min(figures) and _numeric(place, cells, below)}
    figures = figures or {place for place in free if _numeric(place, cells, below)}
    for place in free:
        if place in figures:
            layout.topics.append((place, _with_unit(read[place], place, below, own=not layout.cbs)))
        else:
            layout.dimensions.append((" ".join(cells[place].split()), place))
    _tell_apart(layout)


def _stacked(above: Sequence[Cells], cells: Cells, place: int) -> Topic | None:
    """A topic of which the row of headings has only the unit: its groups and its name stand in the rows above."""
    names: list[str] = []
    for row in above:
        if len(row) == len(cells) and squashed(row[0]) in TOPIC_CORNERS and row[place].strip():
            name = " ".join(row[place].split())
            if name not in names[-1:]:
                names.append(name)
    return Topic(names[-1], "/".join(names), cells[place].strip()) if names else None


def _numeric(place: int, cells: Cells, below: Sequence[Cells]) -> bool:
    """Whether a column without a known heading holds figures: nearly all that is in it looks like one."""
    if headings.is_numbered(cells[place]):
        return False
    filled = [row[place].strip() for row in below if place < len(row) and row[place].strip()]
    return bool(filled) and sum(bool(LOOKS_FILLED.fullmatch(text)) for text in filled) > len(filled) * 0.6


def _with_unit(topic: Topic, place: int, below: Sequence[Cells], *, own: bool) -> Topic:
    """The topic with the unit that its cells show; organisations count, where nothing says otherwise."""
    if topic.unit or not own:
        return topic
    shares = any(row[place].strip().endswith("%") for row in below if place < len(row))
    named = re.search(r"%|\bprocent|\bpercentage", topic.title.lower())
    return topic._replace(unit="%" if shares or named else "aantal")


def _tell_apart(layout: Layout) -> None:
    """Two topics with the same last words and unit are called by their whole path."""
    seen: dict[tuple[str, str], int] = {}
    for _place, topic in layout.topics:
        key = (squashed(topic.title), topic.unit)
        seen[key] = seen.get(key, 0) + 1
    layout.topics = [
        (place, topic._replace(title=topic.path) if seen[squashed(topic.title), topic.unit] > 1 else topic)
        for place, topic in layout.topics
    ]


def _period_in(words: str) -> ReadPeriod | None:
    """The one period in the words above a table: "Meldingen Veilig Thuis, januari t/m september 2026"."""
    for part in re.split(r"[,;:|()]", words):
        pieces = part.split()
        for start in range(max(len(pieces) - LAST_WORDS, 0), len(pieces)):
            if period := read_period(" ".join(pieces[start:])):
                return period
    return None
