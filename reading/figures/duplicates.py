"""The same figure twice in one delivery: pages that overlap, or rows that contradict each other."""

from reading.figures import messages
from reading.figures.keys import Keys
from reading.figures.model import FileReading, Problem, ReadFigure, Reading, Series


def drop_doubles(reading: Reading) -> None:
    """Keep one of figures that are the same, and none of figures about the same thing that differ."""
    subjects = _Subjects()
    first: dict[int, ReadFigure] = {}  # by what it is about
    contradicted: dict[int, int] = {}  # the same, with the row of the first
    doubles = False
    for figure in reading.figures:
        key = subjects.key(figure)
        before = first.setdefault(key, figure)
        if before is not figure:
            doubles = True
            if _says(before) != _says(figure):
                contradicted.setdefault(key, before.row)
    if doubles:
        for file in reading.files:
            _keep_one(file, subjects, first, contradicted)


def _says(figure: ReadFigure) -> tuple[str | None, str, str]:
    return figure.value, figure.reason, figure.status


def _keep_one(
    file: FileReading, subjects: "_Subjects", first: dict[int, ReadFigure], contradicted: dict[int, int]
) -> None:
    kept: list[ReadFigure] = []
    for figure in file.figures:
        key = subjects.key(figure)
        if key in contradicted:
            file.problems.append(Problem(figure.row, messages.TWICE.format(other=contradicted[key])))
        elif first[key] is figure:
            kept.append(figure)
    file.figures[:] = kept


class _Subjects:
    """What figures are about as numbers: equal series of two files are one."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._numbers: dict[Series, int] = {}
        # Comparing a series takes long, so each object is compared once: there are a few, for many figures.
        self._by_identity: dict[int, int] = {}

    def key(self, figure: ReadFigure) -> int:
        """The number of what a figure is about."""
        identity = id(figure.series)
        if identity not in self._by_identity:
            self._by_identity[identity] = self._numbers.setdefault(figure.series, len(self._numbers))
        return self._keys.key(self._by_identity[identity], figure.area, figure.period)
