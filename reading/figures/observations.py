"""The figures of a table in OData: rows with all topics (version 3), or one row for each figure (version 4)."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from reading.figures import headings, messages
from reading.figures.areas import KnownAreas, Place
from reading.figures.collector import IMPOSSIBLE, NOT_STATED, UNKNOWN, Collector, Exact
from reading.figures.headings import TOPIC_KEY, Topic, level_of, role_of, words_of_key
from reading.figures.json_stream import Number
from reading.figures.model import Series
from reading.figures.odata import LONG, Element, Head, Metadata, is_area_code, status_of
from reading.figures.periods import FINAL, read_period
from reading.figures.periods import UNKNOWN as STATUS_UNKNOWN
from reading.figures.rows import TOTAL_CODE, TOTAL_WORD
from reading.figures.topics import known_topic, unit_of
from reading.figures.values import from_number
from tables.model import Refused

FIXED = frozenset({"ID", "Id", "Measure", "Value", "StringValue", "ValueAttribute"})


class TableReader:
    """Reads rows of one page of a table."""

    def __init__(self, head: Head, metadata: Metadata, collector: Collector, areas: KnownAreas) -> None:
        self.head, self.metadata, self.collector, self.areas = head, metadata, collector, areas
        self.area_key = self.period_key = ""
        self._dimensions: list[str] = []
        self._keys: list[str] = []  # of topics
        self._places: dict[str, Place | str] = {}
        self._periods: dict[str, tuple[str, str] | str] = {}
        self._series: dict[tuple[str, ...], Series] = {}
        self._told: set[str] = set()

    def read(self, rows: Iterable[tuple[int, Element]]) -> None:
        """Read all rows. Raises Refused when they have no area or no period."""
        read_row: Callable[[int, Element], None] = self._long if self.head.kind == LONG else self._wide
        for number, row in rows:
            if not self.area_key:
                self._learn_keys(row)
            try:
                read_row(number, row)
            except (KeyError, TypeError, AttributeError):
                self.collector.problem(number, messages.NO_ROW.format(row=number))

    def _learn_keys(self, row: Element) -> None:
        """Which keys are the area, the period, dimensions and topics."""
        kinds = self.metadata.kinds
        for key in row:
            if key in FIXED or "odata." in key:
                continue
            if TOPIC_KEY.fullmatch(key) and self.head.kind != LONG:
                self._keys.append(key)
            elif not self.area_key and (kinds.get(key) == "GeoDimension" or role_of(key) == headings.AREA):
                self.area_key = key
            elif not self.period_key and (kinds.get(key) == "TimeDimension" or role_of(key) == headings.PERIOD):
                self.period_key = key
            else:
                self._dimensions.append(key)
        if not self.area_key:  # by what is in it
            self.area_key = next((key for key in self._dimensions if is_area_code(str(row[key]).strip())), "")
            self._dimensions = [key for key in self._dimensions if key != self.area_key]
        if not self.area_key or not self.period_key:
            raise Refused(messages.NOTHING)

    def _where_and_when(self, number: int, row: Element) -> tuple[Place, str, str] | None:
        """The area, the period and the status of a row; None, and a problem, when they are not known."""
        area, period = row[self.area_key], row[self.period_key]
        if area not in self._places:
            self._places[area] = self._place(area.strip())
        if period not in self._periods:
            self._periods[period] = self._period(period.strip())
        place, when = self._places[area], self._periods[period]
        if isinstance(place, str) or isinstance(when, str):
            self.collector.problem(number, place if isinstance(place, str) else str(when))
            return None
        return place, *when

    def _place(self, code: str) -> Place | str:
        """The area with this code. The title of the list leads: codes of Veilig Thuis regions are our own."""
        level = level_of(self.area_key)
        title = self.metadata.title(self.area_key, code)
        if not title:
            return self.areas.find(code, level=level) or messages.UNKNOWN_AREA.format(text=code[:80])
        by_code = self.areas.find(code) if is_area_code(code) else None
        meant = self.areas.candidates(title)
        if by_code and (by_code.code in meant or (not meant and not code.startswith("VT"))):
            return Place(by_code.code, title)
        if by_code and not code.startswith("VT"):
            return messages.AREA_CONFLICT.format(code=code, text=title[:80])
        return self.areas.find(title, level=level) or messages.UNKNOWN_AREA.format(text=title[:80])

    def _period(self, code: str) -> tuple[str, str] | str:
        listed = self.metadata.codes.get(self.period_key, {}).get(code)
        period = read_period(code)
        if period is None:
            return messages.UNKNOWN_PERIOD.format(text=code[:80])
        return period.code, (status_of(listed) or FINAL) if listed is not None else STATUS_UNKNOWN

    def _wide(self, number: int, row: Element) -> None:
        """A row of version 3: a figure for each topic."""
        where = self._where_and_when(number, row)
        if where is None:
            return
        codes = tuple([row[key] for key in self._dimensions])
        for key in self._keys:
            self._value(number, self._get_series(key, codes), where, row[key])

    def _long(self, number: int, row: Element) -> None:
        """A row of version 4: one figure."""
        where = self._where_and_when(number, row)
        if where is None:
            return
        series = self._get_series(row["Measure"], tuple([row[key] for key in self._dimensions]))
        attribute = row.get("ValueAttribute") or "None"
        place, period, status = where
        if row["Value"] is None and attribute != "None":
            reason = IMPOSSIBLE if attribute.lower() == "impossible" else UNKNOWN
            return self.collector.absent(number, series, place, period, reason, status)
        self._value(number, series, where, row["Value"] if row["Value"] is not None else row.get("StringValue"))

    def _value(self, number: int, series: Series, where: tuple[Place, str, str], value: Any) -> None:
        """A value as JSON has it: a number, null, or in an UntypedDataSet a padded text."""
        place, period, status = where
        if value is None:
            self.collector.absent(number, series, place, period, NOT_STATED, status)
        elif type(value) is Number:
            self.collector.add(number, series, place, period, Exact(_written_out(value)), status)
        elif isinstance(value, str):
            self.collector.add(number, series, place, period, value, status)
        else:
            self.collector.add(number, series, place, period, repr(value), status)

    def _get_series(self, key: str, codes: tuple[str, ...]) -> Series:
        found = self._series.get((key, *codes))
        if found is None:
            found = self._series[key, *codes] = self._make_series(key.strip(), codes)
        return found

    def _make_series(self, key: str, codes: tuple[str, ...]) -> Series:
        topic = self.metadata.topics.get(key) or self._topic_by_key(key)
        dimensions = [
            (self.metadata.names.get(name) or words_of_key(name), self._category(name, code.strip()))
            for name, code in zip(self._dimensions, codes, strict=True)
        ]
        return self.collector.series(self.head.table, topic.title, topic.unit, tuple(dimensions), topic.path)

    def _topic_by_key(self, key: str) -> Topic:
        """A topic of which no list says what it is: by its key, when that has words."""
        if self.head.kind == LONG:
            self._tell("Measure", messages.NO_CODES.format(name="Measure", part="MeasureCodes"))
            return Topic(key, key, "")
        title = known_topic(words_of_key(key))
        unit = unit_of(title)
        if not unit:
            self._tell(key, messages.NO_UNIT.format(topic=f"“{title}”", part="DataProperties"))
        return Topic(title, title, unit)

    def _category(self, dimension: str, code: str) -> str:
        """What a code of a dimension means. Codes of CBS that begin with a T are totals."""
        title = self.metadata.title(dimension, code)
        if not title and not TOTAL_CODE.fullmatch(code):
            part = f"{dimension}Codes" if self.head.kind == LONG else dimension
            self._tell(dimension, messages.NO_CODES.format(name=dimension, part=part))
        return title or (TOTAL_WORD if TOTAL_CODE.fullmatch(code) else code)

    def _tell(self, about: str, message: str) -> None:
        """Say once that a list is missing."""
        if about not in self._told:
            self._told.add(about)
            self.collector.problem(None, message)


def _written_out(number: str) -> str:
    """A number of JSON without exponent and without the ".0" that version 4 puts behind whole numbers."""
    if "e" not in number.lower() and not number.endswith(".0"):
        return number
    return from_number(Decimal(number)) or number
