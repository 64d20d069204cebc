"""The preview of an import as its page shows it: filtered, in pages, and what it says of all rows together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.asked import numbered
from actions.imports.accounts import MOVES, counted, counts_of, total_in_words
from actions.imports.proposals import CHANGED, KINDS, LEFT_OUT, NEW, UNCHANGED, Preview, Proposal
from actions.imports.repeated import Repeated, repeated_in
from actions.imports.shown_rows import STATES, RowShown, TableNames, shown_row
from actions.models import PlanImport
from actions.pages.import_questions import QuestionsPage
from actions.pages.import_rows import rows_address
from actions.pages.import_tables import TableShown, tables_shown
from reading.plans.model import Columns, SourceCell, TableProblem
from reading.vocabulary import Heap
from tables.model import Tables

PER_PAGE = 50
TOLD_AT_ONCE = 40
ALL, PROBLEM = "alles", "probleem"
FILTERS = {  # word in the address: kind of proposal, label
    ALL: ("", gettext_lazy("Alles")),
    "nieuw": (NEW, gettext_lazy("Nieuw")),
    "gewijzigd": (CHANGED, gettext_lazy("Gewijzigd")),
    "ongewijzigd": (UNCHANGED, gettext_lazy("Ongewijzigd")),
    PROBLEM: ("", gettext_lazy("Om na te kijken")),
    "weggelaten": (LEFT_OUT, gettext_lazy("Niet overnemen")),
}


@dataclass(frozen=True)
class Tab:
    """A filter of the preview."""

    word: str
    label: str
    count: int
    is_current: bool

    @property
    def query(self) -> str:
        """What it puts in the address."""
        return "" if self.word == ALL else f"?toon={self.word}"


@dataclass(frozen=True)
class Told:
    """Something about the file: a row that is no action, a column that was not recognised."""

    where: str
    problem: TableProblem
    in_columns: bool  # to mend where the columns are corrected
    in_row: bool  # to mend in the cells of that row

    @property
    def key(self) -> str:
        """The row in forms."""
        return f"{self.problem.table}:{self.problem.row}"


@dataclass(frozen=True)
class PreviewPage:
    """The preview of an import, filtered and in pages. Unknown filters and pages are 404."""

    found: PlanImport
    preview: Preview
    word: str = ALL
    number: str = "1"
    names: TableNames = field(init=False)

    def __post_init__(self) -> None:
        if self.word not in FILTERS:
            raise Http404("Dit filter bestaat niet.")
        object.__setattr__(self, "names", TableNames.of(self.found, self.preview.reading.columns))

    @cached_property
    def tables(self) -> list[TableShown]:
        """The tables of a pdf, each to be confirmed."""
        return tables_shown(self.found, self.preview)

    @property
    def to_confirm(self) -> int:
        """How many of these nobody looked at yet."""
        return sum(table.is_open for table in self.tables)

    @property
    def pages_query(self) -> str:
        """The query of a page of the preview, up to its number."""
        return f"?toon={self.word}&pagina="

    @cached_property
    def tabs(self) -> list[Tab]:
        """The filters that show something, and the one that is on."""
        counts = {word: self.preview.counts[kind] for word, (kind, _label) in FILTERS.items() if kind}
        counts |= {ALL: len(self.preview.proposals), PROBLEM: self.preview.with_problems}
        tabs = [Tab(word, str(FILTERS[word][1]), counts[word], word == self.word) for word in FILTERS]
        return [tab for tab in tabs if tab.count or tab.is_current or tab.word == ALL]

    @cached_property
    def page(self) -> Page[Proposal]:
        """The rows of this page of the filter."""
        kind, _label = FILTERS[self.word]
        rows = [
            proposal
            for proposal in self.preview.proposals
            if (proposal.problems if self.word == PROBLEM else not kind or proposal.kind == kind)
        ]
        return numbered(rows, PER_PAGE, self.number)

    @cached_property
    def rows(self) -> list[RowShown]:
        """The same, as shown."""
        return [self._row(proposal) for proposal in self.page.object_list]

    def row(self, key: str) -> RowShown | None:
        """One row, on whatever page it stands."""
        proposal = next((one for one in self.preview.proposals if one.key == key), None)
        return self._row(proposal) if proposal else None

    def _row(self, proposal: Proposal) -> RowShown:
        return shown_row(proposal, self.names, unwanted=self.found.left_out)

    @property
    def is_own(self) -> bool:
        """Whether the portal wrote the file itself: its columns are known."""
        return any(row.own is not None for row in self.preview.reading.rows)

    @property
    def summary(self) -> str:
        """What was read, in a sentence."""
        count = len(self.preview.proposals)
        said = ngettext("%(count)d actie gelezen", "%(count)d acties gelezen", count) % {"count": count}
        labels = [
            f"{self.preview.counts[kind]} {str(STATES[kind][0]).lower()}" for kind in KINDS if self.preview.counts[kind]
        ]
        if labels:
            said += f": {', '.join(labels)}"
        problems = self.preview.with_problems
        return said + (_("; bij %(count)d is iets om na te kijken.") % {"count": problems} if problems else ".")

    @property
    def made_besides(self) -> list[tuple[str, list[str]]]:
        """What is new in the plan besides the actions."""
        preview = self.preview
        found = [
            (_("Nieuwe lijnen"), preview.new_lines),
            (_("Nieuwe thema's"), preview.new_themes),
            (_("Nieuwe organisaties"), preview.new_organisations),
            (_("Nieuwe bronnen van dekking"), preview.new_sources),
        ]
        return [(label, names) for label, names in found if names]

    @property
    def account(self) -> list[tuple[str, str]]:
        """How many rows ended where, in words, with the page that shows them."""
        counts = counts_of(self.preview.reading.accounting)
        return [(counted(heap, count), rows_address(self.found, heap)) for heap, count in counts.items()]

    @property
    def moves(self) -> list[tuple[str, Any]]:
        """What a row that is read as an action may be instead."""
        return [(heap.value, text) for heap, text in MOVES if heap != Heap.ACTION]

    @property
    def total(self) -> str:
        """How many rows the file has."""
        return total_in_words(self.preview.reading.accounting.total)

    @cached_property
    def repeated(self) -> list[Repeated]:
        """What is said of many rows alike."""
        return repeated_in(self.preview)

    @cached_property
    def questions(self) -> QuestionsPage:
        """What is asked about names."""
        return QuestionsPage(self.found, self.preview)

    @property
    def told_first(self) -> list["Told"]:
        """The first of what was said of the file itself; all rows stand on the page of rows."""
        return self.told[:TOLD_AT_ONCE]

    @cached_property
    def told(self) -> list["Told"]:
        """What was said of the file itself."""
        headers = {one.table: set(one.header) for one in self.preview.reading.columns}
        return [
            Told(
                self.names.where(one.table, one.row),
                one,
                in_columns=one.row in headers.get(one.table or 0, ()),
                in_row=one.table in headers and one.row is not None,
            )
            for one in self.preview.reading.problems
            if f"{one.table}:{one.row}" not in self.found.heaps  # the user knows
        ]


def raw_cells(tables: Tables, columns: Iterable[Columns], table: int, number: int) -> list[SourceCell]:
    """The cells of a row of the file under their headings, also where it was not read as an action; else none."""
    found = [row for one in tables.tables if one.number == table for row in one.rows if row.number == number]
    layouts = [one for one in columns if one.table == table and number not in one.header]
    if not found or not layouts:
        return []
    layout = max(layouts, key=lambda one: max(one.header, default=0) * (max(one.header, default=0) < number))
    if len(layout.headings) != len(found[0].cells):  # a table that was laid out: its rows have no headings
        return [SourceCell(place, "", "", cell.text) for place, cell in enumerate(found[0].cells)]
    cells = zip(layout.headings, layout.fields, found[0].cells, strict=True)
    return [
        SourceCell(place, heading, code, cell.text)
        for place, (heading, code, cell) in enumerate(cells)
        if heading or code
    ]
