"""What the looks of cells say: text that is struck through is no longer in force, and a colour alone is told."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tables.gather import Budget, Sparse, listed
from tables.model import EMPTY, Cell

STRUCK = "In deze rij is doorgehaalde tekst niet gelezen: “{text}”."
STRUCK_ROWS = "In deze rijen is doorgehaalde tekst niet gelezen: {rows}."
WHOLLY = "Deze rij is helemaal doorgehaald en daarom niet gelezen."
WHOLLY_ROWS = "Deze rijen zijn helemaal doorgehaald en daarom niet gelezen: {rows}."
STRUCK_HEADING = "De kop “{text}” is doorgehaald; wat doorgehaald is, is niet gelezen."
NESTED = "In deze rij staat een tabel in een cel; de tekst ervan is gelezen als tekst van die cel."
NESTED_ROWS = "In deze rijen staat een tabel in een cel; de tekst ervan is gelezen als tekst van die cel: {rows}."
COLOURS = "In {columns} hebben cellen alleen een kleur; die is niet gelezen. Zet er woorden bij als de kleur iets zegt."
EACH = 5  # rows that each have a remark of their own; more are told in one
SHOWN = 60  # characters of a text in a remark
LETTER = re.compile(r"[^\W\d_]")
GAP = re.compile(" {2,}|\n[ \n]*\n")  # where something is left out
WHITE = frozenset({"", "auto", "none", "transparent", "ffffff", "ffffffff", "#ffffff"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, as far as it says something."""

    struck: bool = False
    fill: str = ""  # its colour, in the words of the file; "" for none and for white

    def __bool__(self) -> bool:
        return self.struck or bool(self.fill)


def colour(text: str) -> str:
    """The fill of a cell by its name in the file, "" for white and none."""
    return "" if text.lower() in WHITE else text.lower()


@dataclass(slots=True)
class _Column:
    """The colours in a column, below its first text."""

    heading: str
    worded: set[str] = field(default_factory=set)  # colours of cells with text
    alone: Counter[str] = field(default_factory=Counter)  # colours of cells without text, other than of their row
    plain: int = 0  # cells with neither


@dataclass(slots=True)
class Marks:
    """The struck and coloured cells of one table while it is being read."""

    wholly: set[int] = field(default_factory=set)  # rows
    partly: dict[int, str] = field(default_factory=dict)  # by row a text that was left out
    nested: list[int] = field(default_factory=list)  # rows with a table in a cell
    columns: dict[int, _Column] = field(default_factory=dict)

    def in_force(self, number: int, cells: Mapping[int, Cell], kept: Mapping[int, Cell]) -> dict[int, Cell]:
        """The cells of a row without what is struck through; `kept` is what remains of the struck ones, by column.

        Where nothing else remains but a number in front, the whole row is struck: it keeps its texts.
        """
        remaining = dict(cells)
        for column, cell in kept.items():
            text = GAP.sub(lambda found: found[0][0], cell.text)
            remaining[column] = Cell(text, text or None, struck=_gone(cells[column].text, text))
        left = [column for column, cell in remaining.items() if cell]
        first = min((column for column, cell in cells.items() if cell), default=0)
        if not left or (left == [first] and first not in kept and not LETTER.search(remaining[first].text)):
            self.wholly.add(number)
            return dict(cells)
        self.partly[number] = remaining[min(kept)].struck
        return remaining

    def coloured(self, cells: Mapping[int, Cell], fills: Mapping[int, str]) -> None:
        """Count the colours of the next row with something in it, by column."""
        of_row = {fills.get(column, "") for column, cell in cells.items() if cell}
        for column, seen in self.columns.items():
            fill = fills.get(column, "")
            if cells.get(column, EMPTY):
                seen.worded.add(fill)
            elif fill and fill not in of_row:
                seen.alone[fill] += 1
            else:
                seen.plain += 1
        for column, cell in cells.items():
            if cell and column not in self.columns:
                self.columns[column] = _Column(cell.text)

    def tell(self, budget: Budget, table: int) -> None:
        """Tell what was not read."""
        for rows, one, more in (
            (sorted(self.wholly), WHOLLY, WHOLLY_ROWS),
            (sorted(self.partly), STRUCK, STRUCK_ROWS),
            (self.nested, NESTED, NESTED_ROWS),
        ):
            if len(rows) > EACH:
                budget.remark(more.format(rows=listed(rows)), table=table)
            else:
                for row in rows:
                    budget.remark(one.format(text=self.partly.get(row, "")), table=table, row=row)
        if columns := self._only_coloured():
            budget.remark(COLOURS.format(columns=_named(columns)), table=table)

    def _only_coloured(self) -> list[str]:
        """The headings of columns in which a colour stands alone in some cells, and in others not."""
        found = []
        cells = 0
        for _, column in sorted(self.columns.items()):
            colours = column.alone.keys() - column.worded
            if colours and (len(column.alone) > 1 or column.plain):
                found.append(column.heading)
                cells += sum(column.alone[colour] for colour in colours)
        return found if cells > 1 else []


def settled(rows: Sparse, struck: Mapping[int, Mapping[int, Cell]], marks: Marks) -> None:
    """Leave out of the rows what is struck through: by row and column what remains of a cell."""
    for number, kept in struck.items():
        if number in rows:
            rows[number] = marks.in_force(number, rows[number], kept)


def _gone(text: str, kept: str) -> str:
    """The lines or words that are not in what is kept, shortened."""
    remaining = kept.split()
    gone = []
    for word in text.split():
        if word in remaining:
            remaining.remove(word)
        else:
            gone.append(word)
    words = " ".join(gone) or " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}..."


def _named(headings: Sequence[str]) -> str:
    """The columns by their headings."""
    return ("kolom " if len(headings) == 1 else "de kolommen ") + _together(_quoted(headings[:EACH]), len(headings))


def _quoted(headings: Iterable[str]) -> list[str]:
    return [f"“{' '.join(heading.split())[:SHOWN]}”" for heading in headings]


def _together(names: list[str], count: int) -> str:
    if count > len(names):
        return f"{', '.join(names)} en {count - len(names)} andere"
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
