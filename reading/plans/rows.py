"""Tells the rows of a table apart: actions, rows that go on with the one above, headings, totals and references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reading.plans import messages
from reading.plans.accounting import Heaps, Ledger
from reading.plans.columns import Section
from reading.plans.draft import Draft, Labels
from reading.plans.lexer import shortened
from reading.plans.lines import LONG, Place, line_in, theme_in
from reading.plans.messages import say
from reading.plans.model import TableProblem
from reading.plans.texts import only_dashes, plain, words
from reading.vocabulary import Heap
from tables.model import Row

TOTAL = re.compile(
    r"(?:sub)?tota(?:al|len)(?:\s+(?:kosten|budget|begroting|bedrag|generaal|programma|per jaar|20\d\d))?|"
    r"(?:sub)?totaal\s+(?:actielijn|lijn|thema|alle)\b.*|"
    r"totale kosten.*|totaalbedrag|som|eindtotaal|saldo"
)
REFERENCE = re.compile(
    r"(?:^|\(|\s)zie\s+(?:ook\s+)?(?:onder\s+|bij\s+)?(?:(?:actie|ontwikkel|programma)?lijn|actie|thema|punt|nr\.?|nummer|boven|hierboven|onder|"
    r"hieronder|elders|paragraaf|hoofdstuk|bijlage)\b|^idem\b"
)
# Beside money alone, these are no actions: how the whole is paid.
WHOLE = re.compile(
    r"(?:(?:totale|beschikba(?:re|ar)|benodigde?)\s+)?(?:dekking|budget|begroting|middelen|financiering)|tekort|overschot|restant|"
    r"nog te dekken|baten|lasten|reserve|rijksbijdrage|kosten"
)
NOTE = re.compile(r"\W|(?:bron|noot|n\.?b\.?|toelichting|let op|versie|datum|legenda|vastgesteld)\b")
MORE_THAN_TITLE = 3  # filled cells
MONEY = {"cost", "total", "amount", "amount_max"}
ABOUT_WHERE = {"line", "theme", "number", "id", "municipalities"}
GOES_ON = {"how", "who", "lead", "partners", "goals"}  # at least one of these, for a row to go on with the one above
DETAILS = GOES_ON | MONEY | {"planning", "start", "end", "status"}


@dataclass
class Reader:
    """Reads the sections of a document one after the other; what goes on over a page finds its action again."""

    ledger: Ledger
    decided: Heaps  # what the user said of rows
    place: Place
    drafts: list[Draft] = field(default_factory=list)
    problems: list[TableProblem] = field(default_factory=list)
    open: Draft | None = None  # the action that the next row may go on with
    labels: list[Draft] = field(default_factory=list)  # rows with only a line or theme, without an action so far

    def read(self, number: int, section: Section) -> None:
        """Read the rows of a section of table `number`."""
        first = section.layout.first_row
        for row in section.rows:
            if row.number <= first and row not in section.layout.header:
                self._title(number, row)
            elif row in section.layout.header and row.number <= first:
                self.ledger.put(number, row.number, Heap.HEADING)
        body = []
        for row in section.rows:
            if row.number > first and _is_nothing(row, section):
                rule = all(only_dashes(cell.text) for cell in row.cells if cell)
                self.ledger.put(number, row.number, Heap.NOTE if rule else Heap.HEADING)
            elif row.number > first:
                body.append(row)
        drafts = [Draft.of(number, row, section.layout) for row in body]
        sparse = _mostly_only_what(drafts)
        labels = Labels.of(drafts)
        for draft in drafts:
            self._row(draft, labels, sparse=sparse, last=draft is drafts[-1])
        self._drop_labels({"line", "theme"})

    def _title(self, table: int, row: Row) -> None:
        """A title above the headings may name the line; what looks like more than a title is told."""
        named = False
        for text in row.texts:
            if line_in(text):
                self.place.enter_row(text)
                named = True
        self.ledger.put(table, row.number, Heap.SECTION if named else Heap.NOTE)
        filled = [plain(text) for text in row.texts if text]
        if len(filled) >= MORE_THAN_TITLE:
            note = say(messages.ROW_ABOVE_HEADINGS, text=shortened("; ".join(filled)))
            self.problems.append(TableProblem(note, table, row.number))

    def _row(self, draft: Draft, labels: Labels, *, sparse: bool, last: bool) -> None:
        text, filled = draft.first_text, draft.filled
        decided = self.decided.get((draft.table, draft.row))
        if decided == Heap.ACTION:
            self._action(draft, labels)
        elif decided == Heap.SECTION:
            self._section(draft, text)
        elif decided == Heap.CONTINUATION and self.drafts:
            self.open = self.drafts[-1]
            self._go_on(draft)
        elif decided is not None:
            self._leave_out(draft, messages.ROW_LOOSE, decided)
        elif not last and (draft.is_heading or (len(draft.cells) == 1 and (line_in(text) or theme_in(text)))):
            self._section(draft, text)
        elif draft.is_wide:
            self._leave_out(draft, messages.ROW_LOOSE, Heap.NOTE)
        elif any(_is_total(words(one).strip(" :."), filled) for one in (text, draft.what)):
            self._leave_out(draft, messages.ROW_TOTAL, Heap.TOTAL)
        elif REFERENCE.search(words(draft.what)) and not filled & (DETAILS - {"how"}):
            self._leave_out(draft, messages.ROW_REFERENCE, Heap.REFERENCE)
        elif filled <= ABOUT_WHERE:
            self._label(draft, labels)
        elif filled - {"line", "theme"} == {"what"} and not (sparse or draft.shares(DETAILS)):
            self._named(draft, draft.cell("what").text)
        elif draft.what or draft.has_planning:
            self._action(draft, labels)
        elif self.open is None or not filled & GOES_ON:
            self._leave_out(draft, messages.ROW_LOOSE)
        else:
            self._go_on(draft)

    def _section(self, draft: Draft, text: str) -> None:
        self.place.enter_row(text)
        self._put(draft, Heap.SECTION)
        self.open = None

    def _go_on(self, draft: Draft) -> None:
        if self.open is not None:
            self.open.go_on(draft)
            self._put(draft, Heap.CONTINUATION)

    def _put(self, draft: Draft, heap: Heap) -> None:
        self.ledger.put(draft.table, draft.row, heap)

    def _label(self, draft: Draft, labels: Labels) -> None:
        """A row with only a line or theme says so for the rows beneath it."""
        names = draft.filled and draft.filled <= {"line", "theme"}
        if names and not NOTE.match(words(draft.first_text)):
            self._drop_labels(draft.filled)
            self.labels.append(draft)
            draft.settle(self.place, labels)
            self._put(draft, Heap.SECTION)
            self.open = None
        elif not draft.filled and [*draft.cells] == [0]:
            self._named(draft, draft.cells[0].text)
        else:
            self._leave_out(draft, messages.ROW_LOOSE)

    def _drop_labels(self, names: set[str]) -> None:
        """Tell of rows with only a line or theme that no action came under."""
        unused = [draft for draft in self.labels if draft.filled & names]
        self.labels = [draft for draft in self.labels if draft not in unused]
        for draft in unused:
            self._leave_out(draft, messages.ROW_LOOSE)

    def _named(self, draft: Draft, text: str) -> None:
        """A row with one text: the name of a theme for the rows beneath it, unless it is a note."""
        if NOTE.match(words(text)) or len(plain(text)) > LONG:
            self._leave_out(draft, messages.ROW_LOOSE, Heap.NOTE)
        else:
            self._leave_out(draft, messages.ROW_HEADING, Heap.SECTION)
            self.place.theme = plain(text)

    def _action(self, draft: Draft, labels: Labels) -> None:
        draft.take_from_above(self.drafts[-1] if self.open else None)
        draft.settle(self.place, labels)
        self.drafts.append(draft)
        self._put(draft, Heap.ACTION)
        self.labels.clear()
        self.open = draft

    def _leave_out(self, draft: Draft, message: object, heap: Heap = Heap.NOT_UNDERSTOOD) -> None:
        self._put(draft, heap)
        self.problems.append(TableProblem(say(message, text=shortened(draft.all_text)), draft.table, draft.row))
        self.open = None


def _is_total(text: str, filled: set[str]) -> bool:
    """Whether a row is a total: it says so, or has amounts alone."""
    bare = filled & MONEY and filled <= MONEY | {"funding"}
    return bool(TOTAL.fullmatch(text) or bare or (WHOLE.fullmatch(text) and filled <= MONEY | {"funding", "what"}))


def _is_nothing(row: Row, section: Section) -> bool:
    """A rule of dashes that a text layer draws, or headings that are repeated on a next page."""
    filled = [cell.text for cell in row.cells if cell]
    if len(filled) > 1 and all(only_dashes(text) for text in filled) and any(len(text) > 1 for text in filled):
        return True
    return row.texts in {header.texts for header in section.layout.header}


def _mostly_only_what(drafts: Sequence[Draft]) -> bool:
    """Whether most rows have nothing but a what: then such a row is an action, and no heading between actions."""
    rich = [draft for draft in drafts if draft.what and draft.filled & DETAILS]
    bare = [draft for draft in drafts if draft.what and not draft.filled & DETAILS and not draft.is_wide]
    return len(bare) > len(rich)
