"""What reading in a document would do to a plan: per row new, changed, unchanged or left out. Writes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.imports.answers import OTHER, Answers, of_numbers
from actions.imports.contents import said_newly, take_over
from actions.imports.fingerprints import fingerprint
from actions.imports.groups import PLACE, Group, groups_of, within
from actions.imports.matching import Line, Matcher, same_subject
from actions.imports.names import Names
from actions.imports.places import LONGEST, NewLine, Places, Spot
from actions.imports.questions import Question, questions_of
from actions.imports.sections import SECTIONS, with_sections
from actions.imports.sides import FILE, THEME, Clash, Sides, Taken, of_document, of_export
from actions.imports.taken import taken_in
from actions.imports.telling import CONFLICT, outside_years, quiet, theme_left_empty, told_only
from actions.models import Action, Programme
from actions.models.action import ActionQuerySet
from actions.rules import cells, document_cells
from actions.rules.conflicts import words as in_words
from actions.rules.content import Content, changed, contents_of, label_of
from reading.plans import own_format
from reading.plans.model import PlanReading, PlanRow, Problem
from reading.plans.texts import words

EMPTY = Content()
NEW, CHANGED, UNCHANGED, LEFT_OUT = "new", "changed", "unchanged", "left_out"
KINDS = (NEW, CHANGED, UNCHANGED, LEFT_OUT)
Wins = Mapping[str, Mapping[str, str]]  # per row ("1:4") the side that wins each group
# The most signs of each text, as the models keep it. A longer one would lose its end.
MOST: dict[str, int] = {
    name: Action._meta.get_field(name).max_length  # type: ignore[union-attr, misc]
    for name in ("number", "what", "how", "planning_text", "who_text", "cost_text", "secured_with")
}


@dataclass(frozen=True)
class Difference:
    """A part of an action that the row changes: as lines of text."""

    label: str
    was: list[str]
    now: list[str]


@dataclass(frozen=True)
class Proposal:
    """One row of the document and what it would do."""

    row: PlanRow
    kind: str
    content: Content
    spot: Spot | None = None  # None: left out, because it has no line
    action: Action | None = None  # None: a new one
    base: Content = EMPTY
    extra: tuple[Problem, ...] = ()  # that only show beside the plan
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()  # what the file and the portal both changed
    in_file: Content = EMPTY  # with those, if the file were to win them all
    spot_in_file: Spot | None = None

    @property
    def is_by_number(self) -> bool:
        """Whether the row is an action of the plan by its number alone, and says something else of it."""
        row, action, was = self.row, self.action, self.base.what
        if action is None or action.pk == row.id or not (row.number and was):
            return False
        return bool(row.what) and not same_subject(was, row.what)

    @property
    def key(self) -> str:
        """The row in addresses and forms: `1:4`."""
        return f"{self.row.table}:{self.row.row}"

    @property
    def problems(self) -> list[Problem]:
        """Everything to look at in this row."""
        return [*self.row.problems, *self.extra]

    @property
    def moves(self) -> bool:
        """Whether the action gets another place in the plan."""
        if self.action is None or self.spot is None:
            return False
        return (self.spot.line, self.spot.theme) != (self.action.line, self.action.theme)

    def changes(self, group: Group) -> bool:
        """Whether the row gives the action something else in one group."""
        if group.name == PLACE:
            return self.moves
        return any(getattr(self.base, part) != getattr(self.content, part) for part in group.parts)

    @property
    def differences(self) -> list[Difference]:
        """What changes, in words; for a new action everything that it gets."""
        found = []
        if self.moves and self.action:
            found.append(Difference(_("plaats"), [str(Spot(self.action.line, self.action.theme))], [str(self.spot)]))
        for name in changed(self.base, self.content):
            was, now = (in_words(name, getattr(content, name), self.names) for content in (self.base, self.content))
            if was != now:
                found.append(Difference(label_of(name), was, now))
        return found


@dataclass(frozen=True)
class Preview:
    """All that reading in a document would do."""

    reading: PlanReading
    proposals: tuple[Proposal, ...]
    missing: tuple[Action, ...]  # of the plan, and not in the document: they stay
    places: Places
    names: Names

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows are new, changed, unchanged and left out."""
        return Counter(dict.fromkeys(KINDS, 0) | Counter(proposal.kind for proposal in self.proposals))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What there is to ask or to correct about the names in the document."""
        return questions_of(self)

    @property
    def open_questions(self) -> list[Question]:
        """Those that somebody must look at."""
        return [question for question in self.questions if question.is_open]

    @property
    def with_problems(self) -> int:
        """How many rows have something to look at."""
        return sum(bool(proposal.problems) for proposal in self.proposals)

    @cached_property
    def open_clashes(self) -> dict[str, list[str]]:
        """By row, the groups that file and portal both changed and of which nobody chose a side yet."""
        found = {one.key: [clash.group.name for clash in one.clashes if not clash.chosen] for one in self.proposals}
        return {key: names for key, names in found.items() if names}

    @property
    def writes(self) -> int:
        """How many actions it would make or change."""
        return self.counts[NEW] + self.counts[CHANGED]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.reading.problems or self.with_problems or self.open_questions)

    @property
    def new_lines(self) -> list[str]:
        """Lines that the plan does not have yet."""
        return [str(line) for line in self._new(lambda spot: spot.line) if isinstance(line, NewLine)]

    @property
    def new_themes(self) -> list[str]:
        """Themes that the plan does not have yet."""
        return [theme for theme in self._new(lambda spot: spot.theme) if isinstance(theme, str)]

    @property
    def new_organisations(self) -> list[str]:
        """Organisations that the region does not have yet."""
        return self._new_names(lambda content: content.leads | content.partners)

    @property
    def new_sources(self) -> list[str]:
        """Funding sources that the plan does not have yet."""
        return self._new_names(lambda content: [part.source for cost in content.costs for part in cost.cover])

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the preview would do something else: what was confirmed is what is done."""
        return fingerprint(self.proposals, writes=(NEW, CHANGED))

    def _writing(self) -> Iterable[Proposal]:
        return (proposal for proposal in self.proposals if proposal.kind in (NEW, CHANGED))

    def _new(self, part: Any) -> list[Any]:
        return list(dict.fromkeys(part(proposal.spot) for proposal in self._writing() if proposal.spot))

    def _new_names(self, part: Any) -> list[str]:
        found = (name for proposal in self._writing() for name in part(proposal.content) if isinstance(name, str))
        return sorted({name.casefold(): name for name in found}.values(), key=str.casefold)


def preview(
    programme: Programme,
    reading: PlanReading,
    *,
    line: str = "",
    left_out: Iterable[str] = (),
    answers: Answers | None = None,
    choices: Wins | None = None,
) -> Preview:
    """Compare a reading with a programme, in a fixed number of queries.

    `line` is the line of rows that name none, or SECTIONS; `left_out` are keys of rows that the user does not want;
    `answers` say what names stand for; `choices` which side wins where file and portal both changed something.
    """
    comparison = Comparison.of(programme, reading, frozenset(left_out), answers or {})
    comparison.choices = choices or {}
    reading, line = comparison.with_sections(reading, line)
    lines = [comparison.places.line(row.line or line or None) for row in reading.rows]
    by_number = of_numbers(comparison.names.answers) != OTHER
    matcher = Matcher(comparison.actions, comparison.contents, comparison.taken, by_number=by_number)
    matched = matcher.match(list(zip(reading.rows, lines, strict=True)))
    proposals = tuple(
        comparison.proposal(row, where, action) for row, where, action in zip(reading.rows, lines, matched, strict=True)
    )
    found = {action.pk for action in matched if action}
    missing = tuple(action for action in comparison.actions if action.pk not in found)
    return Preview(reading, proposals, missing, comparison.places, comparison.names)


@dataclass
class Comparison:
    """A programme as it is now, beside which rows are laid one by one."""

    actions: list[Action]
    contents: Mapping[int, Content]
    own: Mapping[int, Mapping[str, own_format.Value]]  # how our export writes each action; empty for other documents
    places: Places
    names: Names
    unwanted: frozenset[str]
    taken: Mapping[int, Taken]  # what rows of documents said when they were taken over, by action
    years: tuple[int, int | None]  # of the programme
    choices: Wins = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # ids of the rows so far

    @classmethod
    def of(cls, programme: Programme, reading: PlanReading, unwanted: frozenset[str], answers: Answers) -> "Comparison":
        """Everything of a programme that rows are compared with."""
        queryset = Action.objects.filter(programme=programme)
        own = any(row.own is not None for row in reading.rows)
        return cls(
            actions=list(queryset.select_related("line", "theme").in_plan_order()),
            contents=contents_of(queryset),
            own=_as_written(queryset, reading) if own else {},
            places=Places.of(programme, answers),
            names=Names.of(programme, answers),
            unwanted=unwanted,
            taken={} if own else taken_in(programme),
            years=(programme.first_year, programme.last_year),
        )

    def with_sections(self, reading: PlanReading, line: str) -> tuple[PlanReading, str]:
        """The reading with the sections that are lines, and the line of the other rows.

        A plan without lines gets its sections as lines, when the document names no line either.
        """
        no_line = not (line or self.places.lines or any(row.line for row in reading.rows))
        reading = with_sections(reading, all_of_them=line == SECTIONS or no_line, is_line=self.places.has_line)
        return reading, "" if line == SECTIONS else line

    def proposal(self, row: PlanRow, line: Line, action: Action | None) -> Proposal:
        """What a row would do."""
        laid = self._laid(row, line, action)
        content, base, spot, told = laid.content, laid.base, laid.spot, [*laid.extra, *self._told_of_clashes(laid)]
        if spot is None:
            told.append(Problem("line", _("Bij deze rij staat geen lijn. Kies er een bij de kolommen, of vul hem in.")))
        repeated = row.id is not None and row.id in self.seen
        self.seen |= {row.id} if row.id else set()
        if row.id and row.id not in self.contents:
            note = _("Actie %(id)s staat niet in dit plan. Deze rij wordt vergeleken op nummer en tekst.")
            told.append(Problem("id", note % {"id": row.id}))
        told += outside_years(row, base, content, self.years)
        long = (*_too_long(content), *_too_long_place(spot))
        made = replace(laid, extra=(*told, *long))
        if spot is None or repeated or long or made.key in self.unwanted:
            return replace(made, kind=LEFT_OUT)
        if action is None:
            return replace(made, kind=NEW)
        return replace(made, kind=CHANGED if made.moves or changed(base, content) else UNCHANGED)

    def _laid(self, row: PlanRow, line: Line, action: Action | None) -> Proposal:
        """A row beside its action: what it says newly is taken over, without what the portal changed as well."""
        base = self.contents[action.pk] if action else EMPTY
        own = self.own.get(action.pk, {}) if action else {}
        sides = self._sides(row, action, base, own)
        says = said_newly(row, base, own=own) - sides.unchanged
        row = quiet(row, says)
        content, extra = take_over(row, base, self.names, says=says, own=own)
        spot = self._spot(row, line, action, says)
        extra = (*extra, *told_only(row, says), *theme_left_empty(row, action, says))
        made = Proposal(row, UNCHANGED, content, spot, action, base, extra, self.names.labels)
        chosen = self.choices.get(made.key, {})
        clashes = tuple(
            Clash(group, chosen.get(group.name, ""))
            for group in groups_of(row)
            if group.name in sides.portal and within(says, group) and made.changes(group)
        )
        kept = frozenset().union(*(within(says, one.group) for one in clashes if one.chosen != FILE))
        if not clashes:
            return made
        made = replace(made, clashes=clashes, in_file=content, spot_in_file=spot)
        content, extra = take_over(row, base, self.names, says=says - kept, own=own)
        spot = self._spot(row, line, action, says - kept)
        return replace(made, row=quiet(row, says - kept), content=content, extra=extra, spot=spot)

    def _sides(self, row: PlanRow, action: Action | None, base: Content, own: Mapping[str, own_format.Value]) -> Sides:
        """What the file and the portal changed since the file was made, or was last read in."""
        if action is None:
            return Sides()
        if row.own is not None:
            return of_export(row, own) if row.id == action.pk else Sides()
        taken = self.taken.get(action.pk)
        return of_document(row, taken, base, action.line_id, action.theme_id) if taken else Sides()

    def _told_of_clashes(self, laid: Proposal) -> list[Problem]:
        return [Problem(one.group.field, str(CONFLICT)) for one in laid.clashes if not one.chosen]

    def _spot(self, row: PlanRow, line: Line, action: Action | None, says: frozenset[str]) -> Spot | None:
        """Where the row stands in the plan; an action that names no other place stays where it is."""
        if action and (not row.line or not says & {"line", "theme"}):
            return Spot(action.line, action.theme)
        if action and words(str(action.line)) == words(row.line or ""):
            line = action.line
        if line is None:
            return None
        stays = action is not None and action.line == line
        if action and stays and not row.theme and not self._left_theme(row, action):
            return Spot(line, action.theme)
        if action and stays and action.theme and words(action.theme.title) == words(row.theme or ""):
            return Spot(line, action.theme)
        return Spot(line, self.places.theme(line, row.theme))

    def _left_theme(self, row: PlanRow, action: Action) -> bool:
        """Whether a row without a theme had one when its file was made or last read in: then it was taken out."""
        if row.own is not None:
            return row.then is not None
        return action.pk in self.taken and THEME in self.taken[action.pk].said


def _as_written(actions: ActionQuerySet, reading: PlanReading) -> dict[int, dict[str, own_format.Value]]:
    """How our own file writes each action, of the kind that is read: by id, by code."""
    found = cells.with_all(actions)
    if any(row.in_words for row in reading.rows):
        return {one.pk: document_cells.values_of(one) for one in found}
    return {one.pk: cells.own_values(one) for one in found}


def _too_long(content: Content) -> tuple[Problem, ...]:
    """Texts that do not fit whole: the row waits until they are shorter."""
    note = _("De tekst bij '%(label)s' is langer dan %(most)s tekens. Maak hem korter; zolang blijft deze rij weg.")
    return tuple(
        Problem(name.removesuffix("_text"), note % {"label": label_of(name), "most": most})
        for name, most in MOST.items()
        if len(getattr(content, name)) > most
    )


def _too_long_place(spot: Spot | None) -> tuple[Problem, ...]:
    """A new line or theme whose title would lose its end."""
    note = _("De titel bij '%(label)s' is langer dan %(most)s tekens. Maak hem korter; zolang blijft deze rij weg.")
    line = spot.line.title if spot and isinstance(spot.line, NewLine) else ""
    theme = spot.theme if spot and isinstance(spot.theme, str) else ""
    return tuple(
        Problem(name, note % {"label": label, "most": LONGEST})
        for name, label, title in (("line", _("lijn"), line), ("theme", _("thema"), theme))
        if len(title) > LONGEST
    )
