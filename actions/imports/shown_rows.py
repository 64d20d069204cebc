"""A row of the preview of an import: what was written, how it is read and what to look at, part by part."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.imports.places import Spot
from actions.imports.proposals import CHANGED, LEFT_OUT, NEW, UNCHANGED, Preview, Proposal
from actions.imports.shown_clashes import ClashShown, clashes_of
from actions.models import PlanImport
from actions.rules import privacy
from actions.rules.conflicts import words
from actions.rules.content import Content, heading_of
from reading import quarters
from reading.plans.model import Columns, Problem
from tables.kinds import SHEETS

LONGEST_TITLE = 160  # signs of a what in the heading of its row
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
    unwritten: Any = ""  # what is shown instead of a cell; empty: "niets"
    is_brief: bool = False  # said when the row is folded too


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
    unwritten: str = ""  # what stands instead of the cells when there are none
    is_brief: bool = False  # said when the row is folded too

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
    def clashes(self) -> list[ClashShown]:
        """What the file and the portal both changed, to choose between."""
        return clashes_of(self.proposal)

    @property
    def is_closed(self) -> bool:
        """Whether its parts are folded away at first: there is nothing to look at, and nothing of the plan changes."""
        return self.proposal.kind != CHANGED and not self.proposal.problems

    @property
    def brief(self) -> str:
        """Who, when, what it costs and how far it is, in one line."""
        return " · ".join(", ".join(part.now) for part in self.parts if part.now and part.is_brief)


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
    said = [quarters.span_label(content.starts_in, content.ends_in)]
    said += words("recurrence", content.recurrence, proposal.names)
    said += [_("ongeveer")] if content.planning_approximate else []
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
    Part(
        gettext_lazy("Plaats"),
        frozenset({"line", "theme"}),
        _spot,
        in_heading=True,
        unwritten=gettext_lazy("niet in een kolom"),
    ),
    Part(heading_of("number"), frozenset({"number", "id"}), _part("number"), in_heading=True),
    Part(heading_of("what"), frozenset({"what"}), _part("what"), in_heading=True),
    Part(heading_of("how"), frozenset({"how"}), _part("how")),
    Part(heading_of("goals"), frozenset({"goals"}), _part("goals")),
    Part(gettext_lazy("Wie"), frozenset({"who", "lead", "leads", "partners", "who_text"}), _people, is_brief=True),
    Part(
        gettext_lazy("Wanneer"),
        frozenset({"planning", "start", "end", "recurrence", "planning_approximate", "planning_text"}),
        _planning,
        is_brief=True,
    ),
    Part(
        gettext_lazy("Kosten"),
        frozenset("cost cost_text total amount amount_max cost_kind per funding cost_approximate nature stage".split()),
        _money,
        is_brief=True,
    ),
    Part(heading_of("status"), frozenset({"status", "secured_with"}), _part("status", "secured_with"), is_brief=True),
    Part(heading_of("priority"), frozenset({"priority"}), _part("priority")),
    Part(heading_of("municipalities"), frozenset({"municipalities"}), _part("municipalities", "for_all")),
    Part(heading_of("topics"), frozenset({"topics"}), _part("topics")),
    Part(heading_of("classification"), frozenset({"classification"}), _part("classification")),
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
    return Shown(
        str(part.label),
        written,
        was,
        now,
        problems,
        same,
        unwritten=str(part.unwritten or _("niets")),
        is_brief=part.is_brief,
    )


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
        return cls(names, len(names) > 1, found.name.lower().endswith(SHEETS))

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


def with_warnings(preview: Preview) -> Preview:
    """The preview with a problem more at each new text that seems to be about one person: it may become public."""
    today = timezone.localdate()
    proposals = (replace(one, extra=(*one.extra, *_personal(one, today))) for one in preview.proposals)
    return replace(preview, proposals=tuple(proposals))


def _personal(proposal: Proposal, today: datetime.date) -> Iterator[Problem]:
    if proposal.kind not in (NEW, CHANGED):
        return
    for name in ("what", "how", "goals", "who_text", "planning_text", "cost_text"):
        was, now = ("\n".join(words(name, getattr(one, name), {})) for one in (proposal.base, proposal.content))
        for said in privacy.sentences(now, today=today) if now != was else ():
            yield Problem(name.removesuffix("_text"), said)


def problems_by_field(proposal: Proposal | None, beside: Iterable[str]) -> dict[int | str, list[str]]:
    """What to look at in a row: by column, else by the code of a field beside it, else under "" for the row as a whole.

    `beside` are the codes of what has no column and can be typed all the same.
    """
    found: dict[int | str, list[str]] = {}
    for problem in proposal.problems if proposal else ():
        place: int | str | None = place_of(proposal.row.places, problem) if proposal else None
        if place is None:
            part = _part_of(problem.field)
            place = next((code for code in beside if part and _code(code) in part.codes), "")
        found.setdefault(place, []).append(problem.message)
    return found


def place_of(places: Mapping[str, int], problem: Problem) -> int | None:
    """The column of the cell that a problem is about; for a field without a cell of its own one of the same part."""
    if problem.field in places:
        return places[problem.field]
    part = _part_of(problem.field)
    return next((places[name] for name in places if part and _code(name) in part.codes), None)
