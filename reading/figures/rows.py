"""Reads the rows of a table with figures: a csv of StatLine, a long csv, a sheet of an organisation."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from reading.figures import headings, messages
from reading.figures.areas import KnownAreas, Place, squashed
from reading.figures.collector import Collector
from reading.figures.headings import Topic
from reading.figures.layout import CBS_WORDS, Layout, find_layout
from reading.figures.model import Series
from reading.figures.periods import FINAL, STATUSES, UNKNOWN
from reading.figures.topics import unit_of
from reading.figures.when import PeriodColumns
from tables.model import Refused

AHEAD = 260  # rows to recognise the columns by
FOOTER = re.compile(
    r"\W*(?:bron|©|\(c\)|source|toelichting|noot|verklaring|let op|stand|gegevens|peildatum|\*|x =|\. =)", re.IGNORECASE
)
# What is no title above a table: markup, an address, what a program says when it fails.
NO_TITLE = re.compile(r"<|://|\W{3}|\b(?:warning|error|exception|notice|traceback)\b", re.IGNORECASE)
TOTAL_CODE, TOTAL_WORD = re.compile(r"T\d{6}"), "Totaal"  # how CBS codes the total of a dimension
QUALIFIERS = (
    (re.compile(r"\W*(?:bijna|ongeveer|circa|ca\.|ruwweg|afgerond)", re.IGNORECASE), "circa"),
    (re.compile(r"\W*(?:ruim|meer dan)", re.IGNORECASE), "more_than"),
)

Row = tuple[int, Sequence[str]]  # number, and the texts of the cells


def read_rows(rows: Iterable[Row], *, collector: Collector, areas: KnownAreas, table: str | None = None) -> None:
    """Read a table whose beginning may hold a title. Raises Refused when it is no table with figures."""
    rows = iter(rows)
    ahead = list(islice(rows, AHEAD))
    file = collector.file
    table = headings.table_in(file.name) or table
    found = find_layout([cells for _number, cells in ahead], table=table)
    if found is None:
        raise Refused(messages.NOTHING)
    count, layout = found
    file.title = " ".join(cell for _number, cells in ahead[: count - 1] for cell in cells if cell).strip()
    _tell_loose(ahead[: count - 1], collector)
    reader = RowReader(layout, collector, areas, table=headings.table_in(file.title) or table)
    for number, cells in ahead[count:]:
        reader.read(number, cells)
    del ahead
    for number, cells in rows:
        reader.read(number, cells)
    file.own = not reader.cbs
    if reader.table is None and reader.told_table:
        collector.name_table(reader.told_table)


def _tell_loose(above: Iterable[Row], collector: Collector) -> None:
    """Tell of what stands above the headings and is no title."""
    for number, cells in above:
        if loose := next((cell for cell in cells if NO_TITLE.search(cell.strip())), ""):
            collector.problem(number, messages.LOOSE_LINE.format(text=loose.strip()[:80]))


class RowReader:
    """Reads row after row of one table."""

    def __init__(self, layout: Layout, collector: Collector, areas: KnownAreas, *, table: str | None) -> None:
        self.layout = layout
        self.collector = collector
        self.areas = areas
        self.table = table
        self.told_table: str | None = None  # what the words under the table say
        self.cbs = layout.cbs
        self.whole = (
            "" if layout.cbs else areas.whole or areas.whole_in(f"{collector.file.title} {collector.file.name}")
        )
        self._places: dict[tuple[str, str], Place | str] = {}
        self._when = PeriodColumns(layout)
        self._series: dict[tuple[object, ...], Series | str] = {}
        roles = layout.roles
        self._area, self._area_code = roles.get(headings.AREA, -1), roles.get(headings.AREA_CODE, -1)
        self._dimensions = [place for _name, place in layout.dimensions] + [i for pair in layout.pairs for i in pair]

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Read one row; say what is wrong with it when it is left out."""
        width = self.layout.width
        if len(cells) != width:
            if len(cells) > width and not any(map(str.strip, cells[width:])):
                cells = cells[:width]
            elif not any(map(str.strip, cells)) or self._is_footer(cells):
                return
            else:
                message = messages.WIDTH.format(found=len(cells), expected=width)
                return self.collector.problem(number, message)
        place = self._place(cells)
        if isinstance(place, str):
            if place and not self._is_footer(cells):
                self.collector.problem(number, place)
            return
        if self.layout.periods:
            for column, heading in self.layout.periods:
                self._cell(number, cells, place, *self._when.with_status(heading), column, None)
            return
        period = self._when.read(cells)
        if isinstance(period, str):
            return self.collector.problem(number, period)
        if self.layout.long:
            return self._cell(number, cells, place, *period, -1, None)
        for column, topic in self.layout.topics:
            self._cell(number, cells, place, *period, column, topic)

    def _is_footer(self, cells: Sequence[str]) -> bool:
        """Whether a row holds words about the table, such as "Bron: CBS"."""
        filled = [cell for cell in cells if cell.strip()]
        if filled and len(filled) < max(self.layout.width, 2) and (FOOTER.match(filled[0])):
            self.cbs = self.cbs or bool(CBS_WORDS.search(filled[0]))
            self.told_table = self.told_table or headings.table_in(filled[0])
            return len(filled) <= 2
        return False

    def _place(self, cells: Sequence[str]) -> Place | str:
        """The area of a row, or why there is none; "" for a row without anything in it."""
        label = cells[self._area] if self._area >= 0 else ""
        code = cells[self._area_code] if self._area_code >= 0 else ""
        key = (label, code)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._find(label.strip(), code.strip())
        if isinstance(found, str) and not any(map(str.strip, cells)):
            return ""
        return found

    def _find(self, label: str, code: str) -> Place | str:
        level = self.layout.level
        by_label = self.areas.find(label, level=level) if label else None
        only = not code or squashed(code) in (squashed(label), squashed(self.whole))
        if by_label is None and only and (whole := self.areas.find_whole(label or code, self.whole)):
            return whole
        by_code = self.areas.find(code, level=level) if code else None
        if not label and not code:
            return str(messages.NO_AREA)
        if code and by_code is None:
            return messages.UNKNOWN_AREA.format(text=code[:80])
        if by_code:
            meant = self.areas.candidates(label) if label else set()
            if meant and by_code.code not in meant:  # a name that is not known at all may be of any area
                return messages.AREA_CONFLICT.format(code=by_code.code, text=label[:80])
            return Place(by_code.code, label or by_code.label)
        return by_label or messages.UNKNOWN_AREA.format(text=label[:80])

    def _cell(
        self, number: int, cells: Sequence[str], place: Place, period: str, status: str, column: int,
        topic: Topic | None,
    ) -> None:  # fmt: skip
        """The figure in a column (-1: in the column of values)."""
        key = (column, *[cells[index] for index in self._dimensions], *self._own_words(cells, topic))
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = self._make_series(cells, topic, column)
        if isinstance(series, str):
            return self.collector.problem(number, series)
        if column >= 0 and self.layout.roles.keys().isdisjoint((headings.STATUS, headings.ACCURACY)):
            return self.collector.add(number, series, place, period, cells[column], status)
        self._long_cell(number, cells, series, place, period, status, column)

    def _own_words(self, cells: Sequence[str], topic: Topic | None) -> tuple[str, ...]:
        """What a row says itself of its topic, unit and table."""
        if topic is not None and headings.TABLE not in self.layout.roles:
            return ()
        roles = self.layout.roles
        wanted = (headings.TOPIC, headings.UNIT, headings.TABLE, headings.SOURCE)
        return tuple([cells[roles[role]] if role in roles else "" for role in wanted])

    def _make_series(self, cells: Sequence[str], topic: Topic | None, column: int) -> Series | str:
        """The series of a cell, or why there is none."""
        roles = self.layout.roles
        own = {role: " ".join(cells[place].split()) for role, place in roles.items()}
        table = headings.table_in(own.get(headings.TABLE) or own.get(headings.SOURCE, "")) or self.table
        if topic is None:
            words = own.get(headings.TOPIC, "")
            if not words:
                return str(messages.NO_TOPIC)
            topic = headings.topic_in(words, any_unit=False) if not own.get(headings.UNIT) else Topic(words, words, "")
            unit = own.get(headings.UNIT) or topic.unit or ("" if self.cbs else "aantal")
            topic = topic._replace(unit=unit)
        if not topic.unit:
            title = headings.words_of_key(topic.title) if headings.TOPIC_KEY.fullmatch(topic.title) else topic.title
            topic = Topic(title, title, unit_of(title))
        dimensions = []
        for name, place in self.layout.dimensions:
            category = " ".join(cells[place].split())
            if category:
                dimensions.append((name, TOTAL_WORD if TOTAL_CODE.fullmatch(category) else category))
            elif self.cbs:  # there a blank is a cell that got lost; elsewhere a column that is not always filled
                return messages.NO_CATEGORY.format(name=name)
        for name_place, place in self.layout.pairs:
            if category := " ".join(cells[place].split()):
                dimensions.append((" ".join(cells[name_place].split()) or "kenmerk", category))
        return self.collector.series(table, topic.title, topic.unit, tuple(dimensions), topic.path)

    def _long_cell(
        self, number: int, cells: Sequence[str], series: Series, place: Place, period: str, status: str, column: int
    ) -> None:
        """A figure whose row says more about it: a status, how exact it is, the value as it was written."""
        roles = self.layout.roles
        own = {role: cells[at].strip() for role, at in roles.items() if at != roles.get(headings.VALUE)}
        text = cells[column if column >= 0 else roles[headings.VALUE]]
        if not text.strip():
            text = own.get(headings.ORIGINAL, "")
        if said := own.get(headings.STATUS):
            status = STATUSES.get(squashed(said), UNKNOWN if status == FINAL else status)
        reason = own.get(headings.REASON, "").lower()
        if not text.strip() and reason and reason != "none":
            known = "kan_niet_voorkomen" if "impossible" in reason or "kan" in reason.split() else "onbekend"
            return self.collector.absent(number, series, place, period, known, status)
        qualifier = next((name for words, name in QUALIFIERS if words.match(own.get(headings.ACCURACY, ""))), "")
        self.collector.add(number, series, place, period, text, status, qualifier)
