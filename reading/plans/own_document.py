"""Reads the plan as the portal itself wrote it as a Word document: by its headings and the id of each row.

A document for a meeting holds less than our sheets: when, who and what it costs stand in words. What nobody changed
reads back as `actions.rules.document_cells.values_of` of its action; only a cell that somebody changed is read, by the
same grammars as any plan. What each row was when the document was made stands beside the text (`Tables.beside`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reading.plans import messages, own_marks
from reading.plans.accounting import Heaps, Ledger
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Columns, Money, PlanReading, PlanRow, Problem, SourceCell, TableProblem, Who
from reading.plans.money import read_money
from reading.plans.own_format import Value, one_line
from reading.plans.timing import read_timing
from reading.plans.who import read_who
from reading.vocabulary import Heap
from tables.model import EMPTY, Cell, Refused, Row, Table, Tables

HEADINGS = {
    "number": "Nr.", "what": "Wat", "planning": "Wanneer", "how": "Hoe", "who": "Wie", "goals": "Doel",
    "cost": "Kosten", "id": "id portaal",
}  # fmt: skip
UNNAMED = "Niet genoemd"
CONCEPT = "Concept, nog niet vrijgegeven"
LEAD = "Trekker:"
NO_THEME = "Zonder thema"  # the row above actions without a theme that stand under those with one
BULLET = "• "


def goals_in(text: str) -> tuple[str, ...]:
    """The goals in a cell, a line each. The bullets are those of the list; one goal alone has none but its own."""
    lines = text.split("\n")
    bullet = BULLET if len(lines) > 1 else ""
    return tuple(goal for line in lines if (goal := line.removeprefix(bullet).strip()))


def theme_in(text: str) -> str:
    """The theme that a row between the actions names."""
    return "" if text == NO_THEME else text


def is_own(tables: Tables) -> bool:
    """Whether one of the tables is the plan as the portal wrote it in a document."""
    return tables.kind == "docx" and any(_header(table) for table in tables.tables)


@dataclass(frozen=True)
class Layout:
    """What each column is, by code; "" is not ours."""

    headings: tuple[str, ...]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, header: Row) -> "Layout":
        """The layout under a row of headings."""
        known = {heading.lower(): code for code, heading in HEADINGS.items()}
        codes = [known.get(" ".join(text.split()).lower(), "") for text in header.texts]
        return cls(header.texts, tuple(code if code not in codes[:at] else "" for at, code in enumerate(codes)))

    def by_code(self, row: Row) -> dict[str, Cell]:
        """The cells of a row."""
        return {code: cell for code, cell in zip(self.codes, row.cells, strict=True) if code}


def _header(table: Table) -> Row | None:
    for row in table.rows[:2]:
        if {"id", "what"} <= {*Layout.of(row).codes}:
            return row
    return None


def read(tables: Tables, *, year: int | None = None, heaps: Heaps | None = None) -> PlanReading:
    """The rows of all tables that the portal wrote. Raises Refused when there is none."""
    reader = _Reader(tables, year, heaps or {})
    layout: Layout | None = None
    for table in tables.tables:
        header = _header(table)
        if header:
            layout = Layout.of(header)
        elif layout is None or not _goes_on(table, layout):
            reader.pass_over(table)
            continue
        reader.table(table, header, layout)
    if not reader.rows:
        raise Refused(say(messages.ONLY_HEADINGS))
    return reader.result()


def _goes_on(table: Table, layout: Layout) -> bool:
    """Whether it has rows of ours without the headings: somebody cut a table in two."""
    place = layout.codes.index("id")
    return table.width == len(layout.codes) and any(row.cells[place].text.isdecimal() for row in table.rows)


class _Reader:
    """What is gathered of a document."""

    def __init__(self, tables: Tables, year: int | None, decided: Heaps) -> None:
        self.tables, self.year, self.decided = tables, year, decided
        self.rows: list[PlanRow] = []
        self.problems = [TableProblem(one.message, one.table, one.row) for one in tables.remarks]
        self.columns: list[Columns] = []
        self.ledger = Ledger()

    def pass_over(self, table: Table) -> None:
        """A table that is not ours."""
        self.problems.append(TableProblem(say(messages.TABLE_UNKNOWN), table.number, table.rows[0].number))
        for row in table.rows:
            self.ledger.put(table.number, row.number, Heap.OTHER_TABLE)

    def table(self, table: Table, header: Row | None, layout: Layout) -> None:
        """The rows of a table, each under the theme above it."""
        self._columns(table, header, layout)
        line, theme = one_line(table.heading), ""
        for row in table.rows:
            heap = self.decided.get((table.number, row.number)) or _heap(row, layout)
            self.ledger.put(table.number, row.number, heap)
            if heap == Heap.SECTION:
                theme = theme_in(one_line(next(cell.text for cell in row.cells if cell)))
            elif heap == Heap.ACTION:
                self.rows.append(_OwnRow(table.number, row, layout, self.year).read(line, theme, self.tables.beside))
            elif heap != Heap.HEADING:
                text = shortened("; ".join(text for text in row.texts if text))
                self.problems.append(TableProblem(say(messages.ROW_LOOSE, text=text), table.number, row.number))

    def _columns(self, table: Table, header: Row | None, layout: Layout) -> None:
        numbers = (header.number,) if header else ()
        self.columns.append(Columns(table.number, table.name, numbers, layout.headings, layout.codes))
        for place, (heading, code) in enumerate(zip(layout.headings, layout.codes, strict=True)):
            filled = any(row.cells[place] for row in table.rows if row is not header)
            if header and not code and filled:
                note = say(messages.COLUMN_UNKNOWN, heading=" ".join(heading.split()))
                self.problems.append(TableProblem(note, table.number, header.number))

    def result(self) -> PlanReading:
        """Everything together."""
        tell_doubles(self.rows)
        self.problems += tell_without_version(self.rows)
        self.problems.sort(key=lambda problem: (problem.table or 0, problem.row or 0))
        accounting = self.ledger.closed(self.tables.tables)
        return PlanReading(tuple(self.rows), tuple(self.problems), tuple(self.columns), accounting)


def _heap(row: Row, layout: Layout) -> Heap:
    if {*Layout.of(row).codes} >= {"id", "what"}:
        return Heap.HEADING
    filled = [cell for cell in row.cells if cell]
    covered = sum(cell.merged == "left" for cell in row.cells)
    if len(filled) == 1 and covered == len(row.cells) - 1:
        return Heap.SECTION
    return Heap.ACTION


class _OwnRow:
    """One action while it is read."""

    def __init__(self, table: int, row: Row, layout: Layout, year: int | None) -> None:
        self.made = PlanRow(table, row.number, in_words=True)
        self.row, self.layout, self.year = row, layout, year
        self.cells = layout.by_code(row)
        self.own: dict[str, Value] = {}

    def read(self, line: str, theme: str, beside: Mapping[str, str]) -> PlanRow:
        """The action as it stands in the row; `beside` is what rows were, by their id."""
        made = self.made
        self._identity(beside)
        self.own |= {"theme": theme} | ({"line": line} if line else {})
        made.line, made.theme = line or None, theme or None
        for code in ("number", "how", "planning", "who", "cost"):
            if code in self.cells:
                self.own[code] = self.cells[code].text
        self.own["what"] = made.what = self.cells["what"].text.removesuffix(CONCEPT).strip()
        made.how, made.number = self._text("how"), self._text("number") or None
        if "goals" in self.cells:
            made.goals = goals_in(self.cells["goals"].text)
            self.own["goals"] = made.goals
        self._in_words()
        if made.id is None and not made.what:
            self._tell("what", say(messages.WHAT_EMPTY))
        made.own, made.covered = self.own, frozenset(self.own)
        made.cells = tuple(
            SourceCell(place, heading, code, cell.text)
            for place, (heading, code, cell) in enumerate(
                zip(self.layout.headings, self.layout.codes, self.row.cells, strict=True)
            )
            if heading or code
        )
        places = {code: place for place, code in enumerate(self.layout.codes) if code}
        made.places = places | ({"lead": places["who"]} if "who" in places else {})
        return made

    def _identity(self, beside: Mapping[str, str]) -> None:
        text = self.cells["id"].text.strip()
        if text.isascii() and text.isdigit() and len(text) < 10:
            self.made.id = self.own["id"] = int(text)
            self.made.then = own_marks.read(beside.get(text, ""))
        elif text:
            self._tell("id", say(messages.ID_UNKNOWN, text=shortened(text)))

    def _text(self, code: str) -> str:
        """The text of a cell; what says that the plan names nothing is no text."""
        text = str(self.own.get(code) or "")
        return "" if text == UNNAMED else text

    def _in_words(self) -> None:
        """When, who and what it costs; doubts about a cell that nobody changed are none."""
        made = self.made
        text = self._text("planning")
        made.planning = read_timing(Cell(text, text) if text else EMPTY, EMPTY, EMPTY, EMPTY, year=self.year)
        made.who = _who(self._text("who"))
        made.cost = _cost(self._text("cost"))
        for code, field, problems in (
            ("planning", "planning", made.planning.problems),
            ("who", "lead", made.who.problems),
            ("cost", "cost", made.cost.problems),
        ):
            if made.then is None or made.then.changed(code, self.own.get(code)):
                for problem in problems:
                    self._tell(field, problem)

    def _tell(self, field: str, problem: str) -> None:
        self.made.problems.append(Problem(field, problem))


def _who(text: str) -> Who:
    """`Trekker: GGD` and the partners beneath, a line each; other words are read as in any plan."""
    lines = [line for line in text.split("\n") if line]
    if not any(line.startswith(LEAD) for line in lines):
        return read_who(text)
    leads = tuple(line.removeprefix(LEAD).strip() for line in lines if line.startswith(LEAD))
    known = tuple(name for name in leads if name and name != UNNAMED)
    return Who("", known, tuple(line for line in lines if not line.startswith(LEAD)), "; ".join(known))


def _cost(text: str) -> Money:
    return read_money(text)


def tell_doubles(rows: Sequence[PlanRow]) -> None:
    """Tell of an id that two rows share: a row that was copied."""
    first: dict[int, PlanRow] = {}
    for row in rows:
        if row.id and first.setdefault(row.id, row) is not row:
            row.problems.append(Problem("id", say(messages.ID_TWICE, number=row.id, row=first[row.id].row)))


def tell_without_version(rows: Iterable[PlanRow]) -> list[TableProblem]:
    """Tell that a file does not know what it was made from; of single rows at the row."""
    known = [row for row in rows if row.id is not None]
    lost = [row for row in known if row.then is None]
    if lost and len(lost) == len(known):
        return [TableProblem(say(messages.WITHOUT_VERSION))]
    for row in lost:
        row.problems.append(Problem("id", say(messages.ROW_WITHOUT_VERSION)))
    return []
