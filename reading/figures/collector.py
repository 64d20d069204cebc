"""Gathers the figures of one file. What a cell means is decided when the whole file has been seen."""

from dataclasses import replace

from reading.figures import limits, messages
from reading.figures.areas import Place
from reading.figures.headings import is_count
from reading.figures.model import FileReading, Problem, ReadFigure, Series
from reading.figures.values import UNKNOWN_SIGNS, Notation, looks_like_a_number, plain
from tables.encoding import GARBLED
from tables.model import Refused

UNKNOWN, IMPOSSIBLE, NOT_STATED = "onbekend", "kan_niet_voorkomen", "niet_vermeld"
FORMULA = "#formule"  # a cell with a formula of which the file holds no result
LATER = "?"  # the reason of a blank cell, until it is known whether the file uses signs


class Exact(str):
    """A number that a file holds as a number, with a decimal point: it needs no reading."""

    __slots__ = ()


class Collector:
    """The figures and problems of one file."""

    def __init__(self, file: FileReading) -> None:
        self.file = file
        self.notation = Notation()
        self._figures = file.figures
        self._texts: list[int] = []  # places in the list of figures whose value is still text
        self._blanks: list[int] = []
        self._learned: set[str] = set()
        self._series: dict[tuple[object, ...], Series] = {}
        self._untold = 0

    def series(
        self, table: str | None, topic: str, unit: str, dimensions: tuple[tuple[str, str], ...], path: str
    ) -> Series:
        """The series with these words, one object for all its figures."""
        key = (table, topic, unit, dimensions, path)
        found = self._series.get(key)
        if found is None:
            if any(GARBLED.search(word) for word in (topic, *(word for pair in dimensions for word in pair))):
                raise Refused(messages.GARBLED)
            if len(self._series) >= limits.MAX_SERIES:
                raise Refused(messages.TOO_VARIED)
            found = self._series[key] = Series(table, topic, unit, dimensions, path)
        return found

    def problem(self, row: int | None, message: str) -> None:
        """Tell something; from thousands of problems on only count them."""
        if len(self.file.problems) < limits.MAX_PROBLEMS:
            self.file.problems.append(Problem(row, str(message)))
        else:
            self._untold += 1

    def add(
        self, row: int, series: Series, place: Place, period: str, text: str, status: str, qualifier: str = ""
    ) -> None:
        """One cell: a number, a sign or nothing."""
        value: str | None = text.strip()
        reason = ""
        if value and value.isdecimal() and value.isascii() and value[0] != "0" and len(value) <= 12:
            self._learn_plain(text, value)
        elif value in UNKNOWN_SIGNS:
            self.notation.symbols = True
            value, reason = None, UNKNOWN
        elif not value:
            self._blanks.append(len(self._figures))
            value, reason = None, LATER
        else:
            self._texts.append(len(self._figures))
            if text not in self._learned and type(text) is str and len(self._learned) < limits.MAX_LABELS:
                self._learned.add(text)
                self.notation.learn(text)
            value = text
        if len(self._figures) >= limits.MAX_FIGURES:
            raise Refused(messages.TOO_MANY)
        self._figures.append(ReadFigure(row, series, place.code, place.label, period, value, reason, status, qualifier))

    def absent(self, row: int, series: Series, place: Place, period: str, reason: str, status: str) -> None:
        """A figure of which the file says itself why it is not there."""
        self._figures.append(ReadFigure(row, series, place.code, place.label, period, None, reason, status))

    def name_table(self, table: str) -> None:
        """Put a table in all series that have none: the file said it under the figures."""
        named = {id(series): replace(series, table=series.table or table) for series in self._series.values()}
        self._figures[:] = [figure._replace(series=named[id(figure.series)]) for figure in self._figures]
        self._series = {key: named[id(series)] for key, series in self._series.items()}

    def _learn_plain(self, text: str, value: str) -> None:
        if len(value) > 3:
            self.notation.bare = True
        if text[:2] == "  ":
            self.notation.padded = True

    def finish(self, *, symbols: bool) -> None:
        """Read the texts, and give blanks their reason. `symbols`: the table, in all its files, uses signs."""
        figures = self._figures
        reason = IMPOSSIBLE if symbols else NOT_STATED
        for index in self._blanks:
            figures[index] = figures[index]._replace(reason=reason)
        unread = set()
        for index in self._texts:
            figure = figures[index]
            value = self._value(figure)
            if value is None:
                unread.add(index)
            else:
                status, _, value = value.rpartition("|")
                figures[index] = figure._replace(value=value, status=status or figure.status)
        if unread:
            figures[:] = [figure for index, figure in enumerate(figures) if index not in unread]
        if self._untold:
            message = messages.MORE_PROBLEMS.format(count=self._untold)
            self.file.problems.append(Problem(None, message))
        self._texts.clear()
        self._blanks.clear()

    def _value(self, figure: ReadFigure) -> str | None:
        """The number in the text of a figure, with the status that a mark behind it gives: "voorlopig|1140"."""
        text = figure.value or ""
        bare = text.strip()
        unit = figure.series.unit
        marks = len(bare) - len(bare.rstrip("*"))
        bare = bare.rstrip("*").rstrip()
        if bare.endswith("%") and ("%" in unit or unit == "procent"):
            bare = bare[:-1].rstrip()
        value = None
        if marks <= 2:
            exact = type(text) is Exact
            value = plain(bare) if exact else self.notation.number(bare, count=is_count(unit))
        if value is not None:
            return ("", "voorlopig|", "nader_voorlopig|")[marks] + value
        message = _why_unread(bare)
        self.problem(figure.row, message.format(text=bare[:80], topic=f"“{figure.series.topic}”"))
        return None


def _why_unread(text: str) -> str:
    """What is wrong with a cell that gave no number."""
    if text == FORMULA:
        return str(messages.FORMULA)
    if any(Notation(point=point, comma=not point).number(text, count=False) for point in (True, False)):
        return str(messages.TWO_WAYS)
    return str(messages.NO_ROOM if looks_like_a_number(text) else messages.NO_NUMBER)
