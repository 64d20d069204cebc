"""What reading a file with figures gives: figures, each with the row it stands in, and problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Series:
    """What a figure counts: the same for all figures of one topic in one combination of dimensions."""

    table: str | None  # of CBS, such as "84852NED"
    topic: str
    unit: str  # as the file writes it: "aantal", "%", "per 1 000 inwoners"; "" when the file does not say
    dimensions: tuple[tuple[str, str], ...] = ()  # name and category, in the order of the file
    path: str = ""  # the topic with the groups it stands under, apart by "/"; "" when it stands under none


class ReadFigure(NamedTuple):
    """One figure. A tuple, because a file may hold a quarter of a million."""

    row: int  # record of the csv, row of the sheet, element of the JSON: from 1
    series: Series
    area: str
    area_label: str
    period: str
    value: str | None  # with a decimal point, without padding and thousands separators
    reason: str  # of Figure.Reason; "" when there is a value
    status: str  # of Figure.Status
    qualifier: str = ""  # of Figure.Qualifier


class Problem(NamedTuple):
    """Something that was not read, and why, in one Dutch sentence."""

    row: int | None
    message: str


@dataclass(slots=True)
class FileReading:
    """What one file gave. Files that only explain codes (DataProperties) give no figures."""

    name: str
    sha256: str
    own: bool = False  # a delivery by an organisation, not a table of CBS
    title: str = ""  # words above the table
    figures: list[ReadFigure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What all files of one call gave together."""

    files: list[FileReading]

    @property
    def figures(self) -> Iterator[ReadFigure]:
        """The figures of all files, in the order of the files."""
        return (figure for file in self.files for figure in file.figures)

    @property
    def problems(self) -> list[Problem]:
        """All problems; with more files each says which one it is about."""
        if len(self.files) == 1:
            return self.files[0].problems
        return [
            Problem(problem.row, f"{file.name}: {problem.message}") for file in self.files for problem in file.problems
        ]
