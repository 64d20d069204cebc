"""The preview of an import as its page shows it: per row what was written, how it is read and what to look at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actions import periods
from actions.conflicts import words
from actions.content import Content
from actions.imports.places import Spot
from actions.imports.proposals import CHANGED, KINDS, LEFT_OUT, NEW, UNCHANGED, Preview, Proposal
from actions.imports.reading.model import Columns, Problem, SourceCell, TableProblem
from actions.models import PlanImport
from tables.model import Tables

PER_PAGE = 50
LONGEST_TITLE = 160  # signs of a what in the heading of its row
ALL, PROBLEM = "alles", "probleem"
FILTERS = {  # word in the address: kind of proposal, label
    ALL: ("", gettext_lazy("Alles")),
    "nieuw": (NEW, gettext_lazy("Nieuw")),
    "gewijzigd": (CHANGED, gettext_lazy("Gewijzigd")),
    "ongewijzigd": (UNCHANGED, gettext_lazy("Ongewijzigd")),
    PROBLEM: ("", gettext_lazy("Om na te kijken")),
    "weggelaten": (LEFT_OUT, gettext_lazy("Niet overnemen")),
}
STATES = {  # label and the mark of its badge
    NEW: (gettext_lazy("Nieuw"), "running"),
    CHANGED: (gettext_lazy("Gewijzigd"), "planned"),
    UNCHANGED: (gettext_lazy("Ongewijzigd"), "unknown"),
    LEFT_OUT: (gettext_lazy("Niet overnemen"), "stopped"),
}
Lines = list[str]


@dataclass(frozen=True)
class Part:
    """A part of an action: which columns and problems are about it, and how it reads in words."""

    label: Any
    codes: frozenset[str]
    words: Callable[[Proposal, Content, Spot | None], Lines]
    in_heading: bool = False  # the heading of the row says it too


@dataclass(frozen=True)
class Shown:
    """One part of a row: the cells as written, what it was and is read as, and what to look at."""

    label: str
    written: list[tuple[str, str]]  # heading and text
    was: Lines
    now: Lines
    problems: Lines
    same: bool = False  # the cell is taken over word for word
    unread: bool = False  # columns that are not read at all

    @property
    def changes(self) -> bool:
        """Whether the action in the plan gets something else."""
        return self.was != self.now


@dataclass(frozen=True)
class RowShown:
    """A row of the preview."""

    proposal: Proposal
    where: str
    parts: list[Shown]
    other: list[str]  # problems that are about no part
    is_unwanted: bool = False  # the user left it out

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"rij-{self.proposal.row.table}-{self.proposal.row.row}"

    @property
    def title(self) -> str:
        """What the action is called."""
        content = self.proposal.content
        return content.what or next(iter(content.goals), "") or _("Actie zonder omschrijving")

    @property
    def place(self) -> str:
        """Where in the plan it comes to stand."""
        return str(self.proposal.spot or "")

    @property
    def state(self) -> tuple[str, str]:
        """The label of its kind, and the mark of the badge."""
        label, mark = STATES[self.proposal.kind]
        return str(label), mark

    @property
    def can_choose(self) -> bool:
        """Whether the user decides if it is taken over: without a line, for one, it cannot be."""
        return self.is_unwanted or self.proposal.kind != LEFT_OUT

    @property
    def is_closed(self) -> bool:
        """Whether there is nothing to see at first: nothing happens with it and nothing has to."""
        return self.proposal.kind in (UNCHANGED, LEFT_OUT) and not self.proposal.problems


def _spot(_proposal: Proposal, _content: Content, spot: Spot | None) -> Lines:
    return [str(spot)] if spot else []


def _part(*names: str) -> Callable[[Proposal, Content, Spot | None], Lines]:
    def read(proposal: Proposal, content: Content, _spot: Spot | None) -> Lines:
        return [line for name in names for line in words(name, getattr(content, name), proposal.names)]

    return read


def _people(proposal: Proposal, content: Content, _spot: Spot | None) -> Lines:
    leads, partners = (words(name, getattr(content, name), proposal.names) for name in ("leads", "partners"))
    found = [_("Trekker: %(names)s") % {"names": ", ".join(leads)}] if leads else []
    found += [_("Partners: %(names)s") % {"names": ", ".join(partners)}] if partners else []
    return found + _as_written(proposal, "who_text", content)


def _planning(proposal: Proposal, content: Content, _spot: Spot | None) -> Lines:
    said = [periods.span_label(content.starts_in, content.ends_in)]
    said += words("recurrence", content.recurrence, proposal.names)
    said += [_("bij benadering")] if content.planning_approximate else []
    text = ", ".join(filter(None, said))
    return ([text] if text else []) + _as_written(proposal, "planning_text", content)


def _money(proposal: Proposal, content: Content, _spot: Spot | None) -> Lines:
    return words("costs", content.costs, proposal.names) + _as_written(proposal, "cost_text", content)


def _as_written(proposal: Proposal, name: str, content: Content) -> Lines:
    """The words of the plan, where the import changes them: beside the cells of a new action they are no news."""
    if proposal.kind != CHANGED or getattr(proposal.base, name) == getattr(proposal.content, name):
        return []
    text = getattr(content, name)
    return [_("in woorden: ‘%(text)s’") % {"text": text}] if text else []


PARTS = (
    Part(gettext_lazy("Plaats"), frozenset({"line", "theme"}), _spot, in_heading=True),
    Part(gettext_lazy("Nummer"), frozenset({"number", "id"}), _part("number"), in_heading=True),
    Part(gettext_lazy("Wat"), frozenset({"what"}), _part("what"), in_heading=True),
    Part(gettext_lazy("Hoe"), frozenset({"how"}), _part("how")),
    Part(gettext_lazy("Doelen"), frozenset({"goals"}), _part("goals")),
    Part(gettext_lazy("Wie"), frozenset({"who", "lead", "leads", "partners", "who_text"}), _people),
    Part(
        gettext_lazy("Wanneer"),
        frozenset({"planning", "start", "end", "recurrence", "planning_approximate", "planning_text"}),
        _planning,
    ),
    Part(
        gettext_lazy("Kosten"),
        frozenset("cost cost_text total amount amount_max cost_kind per funding cost_approximate nature stage".split()),
        _money,
    ),
    Part(gettext_lazy("Status"), frozenset({"status", "secured_with"}), _part("status", "secured_with")),
    Part(gettext_lazy("Prioriteit"), frozenset({"priority"}), _part("priority")),
    Part(gettext_lazy("Gemeenten"), frozenset({"municipalities"}), _part("municipalities")),
    Part(gettext_lazy("Onderwerpen"), frozenset({"topics"}), _part("topics")),
    Part(gettext_lazy("Wie dit mag zien"), frozenset({"classification"}), _part("classification")),
)


def shown_row(proposal: Proposal, tables: "TableNames", *, unwanted: Iterable[str]) -> RowShown:
    """A row with its parts: of a changed action those that change, of others those that say something."""
    parts = [shown for part in PARTS if (shown := _shown(part, proposal))]
    if proposal.kind == CHANGED:
        parts = [shown for shown in parts if shown.changes or shown.problems]
    unread = [(cell.heading, cell.text) for cell in proposal.row.cells if cell.text and not cell.code]
    if unread and proposal.kind != CHANGED and proposal.row.own is None:
        parts.append(Shown(_("Niet ingelezen"), unread, [], [], [], unread=True))
    other = [problem.message for problem in proposal.problems if not _part_of(problem.field)]
    where = tables.where(proposal.row.table, proposal.row.row)
    return RowShown(proposal, where, parts, other, is_unwanted=proposal.key in unwanted)


def _shown(part: Part, proposal: Proposal) -> Shown | None:
    """A part of a row; nothing when the heading of the row says it already, or when there is nothing to say."""
    action = proposal.action
    written = [
        (heading if heading.casefold() != str(part.label).casefold() else "", cell.text)
        for cell in proposal.row.cells
        if cell.text and _code(cell.code) in part.codes and (heading := " ".join(cell.heading.split()))
    ]
    was = part.words(proposal, proposal.base, Spot(action.line, action.theme) if action else None)
    now = part.words(proposal, proposal.content, proposal.spot)
    problems = list(dict.fromkeys(one.message for one in proposal.problems if _code(one.field) in part.codes))
    same = len(written) == 1 and written[0][1] == "\n".join(now)
    told = part.in_heading and (same or not written) and len(written[0][1] if written else "") <= LONGEST_TITLE
    if not problems and (was == now if action else told or not (written or was != now)):
        return None
    return Shown(str(part.label), written, was, now, problems, same)


def _part_of(code: str) -> Part | None:
    return next((part for part in PARTS if _code(code) in part.codes), None)


def _code(code: str) -> str:
    return code.partition(":")[0]


@dataclass(frozen=True)
class TableNames:
    """How a place in the file is called: by the name of the sheet, else by the number of the table."""

    names: Mapping[int, str]
    several: bool
    sheets: bool

    @classmethod
    def of(cls, found: PlanImport, columns: Iterable[Columns]) -> "TableNames":
        """The tables of an import."""
        names = {one.table: one.name for one in columns}
        return cls(names, len(names) > 1, found.name.lower().endswith((".xlsx", ".ods")))

    def where(self, table: int | None, row: int | None) -> str:
        """`Blad ‘Acties’, rij 4`, `Tabel 2, rij 4`, or `Rij 4` in a file with one table."""
        parts = []
        if table and self.sheets and self.names.get(table):
            parts.append(_("blad ‘%(name)s’") % {"name": self.names[table]})
        elif table and (self.several or table not in self.names):
            parts.append(_("tabel %(number)s") % {"number": table})
        parts += [_("rij %(number)s") % {"number": row}] if row else []
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]


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
        try:
            return Paginator(rows, PER_PAGE).page(self.number)
        except InvalidPage as reason:
            raise Http404("Deze pagina bestaat niet.") from reason

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
        ]


def problems_by_column(proposal: Proposal | None) -> dict[int, list[str]]:
    """What to look at in a row, by column; what is about none of its cells is left out."""
    found: dict[int, list[str]] = {}
    for problem in proposal.problems if proposal else ():
        place = place_of(proposal.row.places, problem) if proposal else None
        if place is not None:
            found.setdefault(place, []).append(problem.message)
    return found


def place_of(places: Mapping[str, int], problem: Problem) -> int | None:
    """The column of the cell that a problem is about; for a field without a cell of its own one of the same part."""
    if problem.field in places:
        return places[problem.field]
    part = _part_of(problem.field)
    return next((places[name] for name in places if part and _code(name) in part.codes), None)


def raw_cells(tables: Tables, columns: Iterable[Columns], table: int, number: int) -> list[SourceCell]:
    """The cells of a row of the file under their headings, also where it was not read as an action; else none."""
    found = [row for one in tables.tables if one.number == table for row in one.rows if row.number == number]
    layouts = [one for one in columns if one.table == table and number not in one.header]
    if not found or not layouts:
        return []
    layout = max(layouts, key=lambda one: max(one.header, default=0) * (max(one.header, default=0) < number))
    cells = zip(layout.headings, layout.fields, found[0].cells, strict=True)
    return [
        SourceCell(place, heading, code, cell.text)
        for place, (heading, code, cell) in enumerate(cells)
        if heading or code
    ]
