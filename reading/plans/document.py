"""Reads the parts of a document in their order: plans, tables that go on over a page, and what stands beside them."""

from dataclasses import dataclass, field, replace

from reading.plans import messages
from reading.plans.accounting import Heaps, Ledger
from reading.plans.columns import Layout, Section
from reading.plans.headings import Meaning
from reading.plans.lexer import shortened
from reading.plans.lines import Place, line_in, titles_of
from reading.plans.messages import say
from reading.plans.model import Columns, PlanRow, TableProblem
from reading.plans.parts import Parts
from reading.plans.rows import Reader
from reading.plans.summaries import Actions, complete, is_summary
from reading.vocabulary import Heap
from tables.model import Table, Tables

DOCUMENTS = ("docx", "pasted", "csv", "pdf")  # kinds without sheets


@dataclass
class Document:
    """A file of which the parts are known."""

    tables: Tables
    parts: Parts
    decided: Heaps  # what the user said of rows
    columns: list[Columns] = field(default_factory=list)

    def __post_init__(self) -> None:
        plans = [table for table in self.tables.tables if self._plans(table)]
        self.is_document = self.tables.kind in DOCUMENTS
        self.reader = Reader(Ledger(), self.decided, Place(titles_of(plans)))
        self._summaries: list[tuple[Table, Section]] = []

    def _plans(self, table: Table) -> list[Section]:
        return [section for section in self.parts[table.number] if not section.beside and not section.of_money]

    def read(self) -> None:
        """Read all plans; tables of money wait until the actions are known."""
        for at, table in enumerate(self.tables.tables):
            self._enter(table, first=at == 0)
            self._set_aside(table)
            for section in self.parts[table.number]:
                if section.of_money:
                    self._summaries.append((table, section))
                elif section.beside:
                    self._read_some(table, section)
                else:
                    self.reader.read(table.number, section, goes_on=self._goes_on(at, section))
                if not section.beside:
                    self.columns.append(section.layout.described(table))
            if not self.parts[table.number]:
                self._read_some(table, None)

    def _enter(self, table: Table, *, first: bool) -> None:
        """Go to the next table: its headings or sheet say the line, unless it follows the one before it."""
        reader, plans = self.reader, self._plans(table)
        if not self.is_document:
            reader.place.enter_sheet(table.name)
        elif first or table.above:
            ended = reader.place.enter_table(table)
            if ended and plans:
                note = say(messages.LINE_ENDED, text=shortened(ended))
                reader.problems.append(TableProblem(note, table.number, table.rows[0].number))
        if plans and reader.place.line:
            self._tell_line(table, plans[0].layout, reader.place.line)
        if not (plans and self._keeps_open(table, plans[0])):
            reader.open = None

    def _tell_line(self, table: Table, layout: Layout, named: str) -> None:
        """Tell of a sheet or heading that names a line while a column of another kind (`Opgave`) says the line."""
        for place in layout.places("line") if line_in(named) else ():
            column = layout.meanings[place].heading
            if "lijn" not in column.lower() and not any(row.cells[place].text == named for row in table.rows):
                note = say(messages.LINE_BESIDE_COLUMN, text=shortened(named), column=shortened(column))
                self.reader.problems.append(TableProblem(note, table.number, table.rows[0].number))

    def _keeps_open(self, table: Table, section: Section) -> bool:
        """Whether the first rows of a table may go on with the last action of the table before it."""
        last = self.reader.open
        if last is None or section.layout.follows:
            return last is not None
        same = [one.field for one in last.layout.meanings] == [one.field for one in section.layout.meanings]
        return self.is_document and not table.above and same

    def _goes_on(self, at: int, section: Section) -> bool:
        """Whether the table after this one is the same table on the next page."""
        tables = self.tables.tables
        if at + 1 >= len(tables) or section is not self.parts[tables[at].number][-1]:
            return False
        plans = self._plans(tables[at + 1])
        return bool(plans) and (plans[0].layout.follows or (self.is_document and not tables[at + 1].above))

    # --- Beside the plan ---

    def _set_aside(self, table: Table) -> None:
        """Put all rows of what stands beside the plan away; some are read after all."""
        found = self.parts[table.number]
        aside = [(row, section.layout.first_row) for section in found if section.beside for row in section.rows]
        for row, header in aside if found else ((row, 0) for row in table.rows):
            title = row.number < header and sum(map(bool, row.cells)) == 1
            self.reader.ledger.put(table.number, row.number, Heap.NOTE if title else Heap.OTHER_TABLE)

    def _nearest(self, table: Table) -> Layout:
        """The layout of the plan that stands nearest above a table, else the first under it."""
        layouts = {other.number: [part.layout for part in self._plans(other)] for other in self.tables.tables}
        above = [layout for number, found in layouts.items() if number < table.number for layout in found]
        layout = above[-1] if above else next(found[0] for found in layouts.values() if found)
        width = table.width
        meanings = (*layout.meanings, *[Meaning("")] * width)[:width]
        return replace(layout, meanings=meanings, follows=True, problems=())

    def _read_some(self, table: Table, section: Section | None) -> None:
        """Read rows beside the plan that are actions after all, under their own headings when these say what."""
        if not any((table.number, row.number) in self.decided for row in (section or table).rows):
            return
        if section is None or not section.layout.places("what"):
            section = Section(self._nearest(table), (section or table).rows)
        self.reader.read_some(table.number, section)

    def read_summaries(self, rows: list[PlanRow], year: int | None) -> None:
        """Complete the actions from tables with their names and amounts; tell of those about something else."""
        actions = Actions(rows)
        for table, section in self._summaries:
            reader = Reader(Ledger(), self.decided, Place())
            reader.read(table.number, section)
            found = [draft.read(year) for draft in reader.drafts]
            if not is_summary(found, actions):
                self._tell_money(table, section)
                self.reader.read_some(table.number, section)
                continue
            self.reader.ledger.heaps |= reader.ledger.heaps
            self.reader.problems += reader.problems
            for row in found:
                self._complete(actions, row)

    def _tell_money(self, table: Table, section: Section) -> None:
        header = section.layout.header[-1]
        text = shortened("; ".join(text for text in header.texts if text))
        note = say(messages.TABLE_OF_MONEY, text=text)
        self.reader.problems.append(TableProblem(note, table.number, header.number))
        for row in section.rows:
            self.reader.ledger.put(table.number, row.number, Heap.OTHER_TABLE)

    def _complete(self, actions: Actions, row: PlanRow) -> None:
        action = actions.same(row)
        if action is not None:
            complete(action, row)
            self.reader.ledger.put(row.table, row.row, Heap.CONTINUATION)
            return
        note = say(messages.SUMMARY_UNKNOWN, text=shortened(row.what or row.number or ""))
        self.reader.problems.append(TableProblem(note, row.table, row.row))
        self.reader.ledger.put(row.table, row.row, Heap.NOT_UNDERSTOOD)
