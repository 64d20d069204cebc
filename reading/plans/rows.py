"""Walks through the rows of a document: each row goes to its heap, and what it says holds for the rows under it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reading.plans import messages
from reading.plans.accounting import Heaps, Ledger
from reading.plans.columns import Layout, Section
from reading.plans.draft import Draft
from reading.plans.header import Header
from reading.plans.kinds import Kind, Look, kind_of, title_kind
from reading.plans.labels import Labels
from reading.plans.lexer import shortened
from reading.plans.lines import Place, line_in
from reading.plans.messages import say
from reading.plans.model import Problem, TableProblem
from reading.plans.texts import only_dashes, plain
from reading.vocabulary import Heap
from tables.model import Row

MORE_THAN_TITLE = 3  # filled cells


@dataclass
class Reader:
    """Reads the sections of a document one after the other; what goes on over a page finds its action again."""

    ledger: Ledger
    decided: Heaps  # what the user said of rows
    place: Place
    drafts: list[Draft] = field(default_factory=list)
    problems: list[TableProblem] = field(default_factory=list)
    open: Draft | None = None  # the action that the next row may go on with
    group: Draft | None = None  # a row with the lead or goal of the rows under it
    labels: list[Draft] = field(default_factory=list)  # rows with only a line or theme, without an action so far

    def read(self, table: int, section: Section, *, goes_on: bool = False) -> None:
        """Read the rows of a section of a table; `goes_on`: the next table has no heading between it and this one."""
        titles: set[int] = set()
        body = self._body(table, section, titles)
        drafts = [Draft.of(table, row, section.layout) for row in body]
        labels = Labels.of(drafts)
        look = Look(drafts, goes_on, titles)
        for at, draft in enumerate(drafts):
            decided = self.decided.get((table, draft.row))
            kind = Kind(decided) if decided else kind_of(at, look, is_open=self.open is not None)
            self._put(draft, kind, labels)
        self._drop_labels({"line", "theme"})

    def read_some(self, table: int, section: Section) -> None:
        """Read of a table that is not read itself the rows that are actions after all, as the user says."""
        for row in section.rows:
            decided = self.decided.get((table, row.number))
            if decided in (Heap.ACTION, Heap.CONTINUATION):
                draft = Draft.of(table, row, section.layout)
                self._put(draft, Kind(decided), Labels.of([draft]))

    # --- Rows of headings and above them ---

    def _body(self, table: int, section: Section, titles: set[int]) -> list[Row]:
        """The rows under the headings that are none themselves; the others are put away.

        `titles` gets the numbers of rows that stand above headings that are repeated.
        """
        layout, body = section.layout, []
        above = [row for row in section.rows if row.number < layout.first_row and row not in layout.header]
        if section.further and layout.header:
            self._tell(messages.HEADING_AGAIN, table, layout.header[0])
        for row in section.rows:
            if row in layout.header and not layout.follows:
                self.ledger.put(table, row.number, Heap.HEADING)
            elif (table, row.number) in self.decided:
                body.append(row)
            elif row.number < layout.first_row or not any(row.cells):
                continue
            elif _is_rule(row) or _is_struck(row, layout):
                self.ledger.put(table, row.number, Heap.NOTE)
            elif layout.found and layout.found.repeats_in(row):
                titles |= _titles_at_end(body, row)
                self._repeat(table, row, layout.found)
            else:
                body.append(row)
        for row in above:
            if row.struck:
                self.ledger.put(table, row.number, Heap.NOTE)
            elif (table, row.number) not in self.decided:
                self._title(table, row, counts=section.further or bool(titles))
        return body

    def _repeat(self, table: int, row: Row, header: Header) -> None:
        self.ledger.put(table, row.number, Heap.HEADING)
        if not header.is_literally(row):
            self._tell(messages.HEADING_REPEATED, table, row)

    def _title(self, table: int, row: Row, *, counts: bool) -> None:
        """A title above the headings may name the line, and the theme where others do so too (`counts`).

        What looks like more than a title is told.
        """
        texts = [text for text in row.texts if text]
        names = [text for text in texts if line_in(text)]
        if counts and len(texts) == 1 and title_kind(texts[0]).heap == Heap.SECTION:
            names = texts
        for text in names:
            self.place.enter_row(text)
        self.ledger.put(table, row.number, Heap.SECTION if names else Heap.NOTE)
        if len(texts) >= MORE_THAN_TITLE:
            self._tell(messages.ROW_ABOVE_HEADINGS, table, row)

    # --- Rows by their kind ---

    def _put(self, draft: Draft, kind: Kind, labels: Labels) -> None:
        """Put a row on its heap, and do what its kind asks."""
        if kind.heap == Heap.CONTINUATION and not self.drafts:
            kind = Kind(Heap.NOT_UNDERSTOOD, messages.ROW_LOOSE)  # as the user says, but there is nothing to go on with
        if kind.heap == Heap.ACTION:
            self._action(draft, labels)
            if kind.message:
                draft.problems.append(Problem("what", say(kind.message)))
        elif kind.heap == Heap.CONTINUATION:
            (self.open or self.drafts[-1]).go_on(draft)
            self.open = self.open or self.drafts[-1]
        elif kind.heap == Heap.SECTION:
            self._section(draft, kind, labels)
        else:
            self._leave_out(draft, kind)
        self.ledger.put(draft.table, draft.row, kind.heap)

    def _action(self, draft: Draft, labels: Labels) -> None:
        draft.take_from_above(self.drafts[-1] if self.open else None)
        draft.take_from_group(self.group)
        draft.settle(self.place, labels)
        self.drafts.append(draft)
        self.labels.clear()
        self.open = draft

    def _section(self, draft: Draft, kind: Kind, labels: Labels) -> None:
        if kind.message:
            self._tell(kind.message, draft.table, draft)
        self.group = draft if kind.is_group else None
        if kind.is_group:
            pass
        elif not kind.name and draft.filled and draft.filled <= {"line", "theme"}:
            self._drop_labels(draft.filled)
            self.labels.append(draft)
            draft.settle(self.place, labels)
        else:
            self.place.enter_row(kind.name or draft.first_text)
        self.open = None

    def _leave_out(self, draft: Draft, kind: Kind) -> None:
        """Tell of a row that is read in no way; of several rows of another table once."""
        if kind.message and not (kind.heap == Heap.OTHER_TABLE and self._is_beside(draft)):
            self._tell(kind.message, draft.table, draft)
        self.open = None

    def _is_beside(self, draft: Draft) -> bool:
        """Whether the row above is of another table as well."""
        return self.ledger.heaps.get((draft.table, draft.row - 1)) == Heap.OTHER_TABLE

    def _drop_labels(self, names: set[str]) -> None:
        """Tell of rows with only a line or theme that no action came under."""
        unused = [draft for draft in self.labels if draft.filled & names]
        self.labels = [draft for draft in self.labels if draft not in unused]
        for draft in unused:
            self._put(draft, Kind(Heap.NOT_UNDERSTOOD, messages.ROW_LOOSE), _NO_LABELS)

    def _tell(self, message: object, table: int, row: Row | Draft) -> None:
        if isinstance(row, Draft):
            text, number = row.all_text, row.row
        else:
            text, number = "; ".join(plain(text) for text in row.texts if text), row.number
        self.problems.append(TableProblem(say(message, text=shortened(text)), table, number))


_NO_LABELS = Labels(frozenset(), frozenset())


def _titles_at_end(body: Sequence[Row], header: Row) -> set[int]:
    """The numbers of the rows of one text that stand just above a row of headings, or between empty rows and it."""
    found: list[int] = []
    above = 0
    for row in reversed(body):
        above = row.number
        if sum(map(bool, row.cells)) > 1 or _first_place(row) > _first_place(header):
            break
        found.append(row.number)
    apart = not found or above in found or found[-1] > above + 1
    numbers = range(header.number - 1, 0, -1)
    joined = {number for number, expected in zip(found, numbers, strict=False) if number == expected}
    return {*found} if apart else joined


def _first_place(row: Row) -> int:
    """The first column with something in it."""
    return next((place for place, cell in enumerate(row.cells) if cell), 0)


def _is_struck(row: Row, layout: Layout) -> bool:
    """Whether a row, or what it says is done, is struck through: no longer in force, and told by the file's reader."""
    what = [row.cells[place] for place in layout.places("what")]
    return row.struck or (any(cell.struck for cell in what) and not any(what))


def _is_rule(row: Row) -> bool:
    """A rule of dashes that a text layer draws."""
    filled = [cell.text for cell in row.cells if cell]
    dashes = len(filled) > 1 and all(only_dashes(text) for text in filled)
    return dashes and any(len(text) > 1 for text in filled)
