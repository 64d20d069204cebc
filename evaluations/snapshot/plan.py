"""The plan in a report: lines, themes and actions, with the latest released progress."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from actions.models import Action, ActionLine, Cost, Document, Goal, Note, Phase, Programme, ProgressUpdate, Theme
from actions.pages.charts import StatusBar, status_bar
from actions.rules import people
from actions.rules.cost_words import cost_in_words
from actions.rules.origins import counts_of, origins_listed
from reading import formats, quarters
from reading.formats import FOR_ALL

# What a plan tells at length about itself is in the plan, not in its evaluation.
LEFT_OUT = (Note.Kind.CONTEXT, Note.Kind.DEFINITION)  # definitions have a place of their own
Hanging = TypeVar("Hanging", Goal, Note)


@dataclass(frozen=True)
class NoteGroup:
    """Notes of one kind (`Voortbouwen op successen`), in the words of the plan."""

    label: str
    notes: list[tuple[str, str, str]]  # title (may be empty), text, remark on the source (may be empty)


@dataclass(frozen=True)
class UpdateItem:
    """What was reported last on an action."""

    on: datetime.date
    status: str
    text: str
    by: str


@dataclass(frozen=True)
class ActionItem:
    """An action as the report shows it; what the plan does not say is an empty text or list."""

    number: str
    title: str
    how: str
    goals: list[str]
    status: str  # code
    status_label: str
    priority: str
    planning: str
    planning_text: str
    is_late: bool  # its planned end has passed and it is not known to be finished
    leads: list[str]
    who_text: str
    partners: list[str]
    municipalities: list[str]  # for which the plan says it is; empty: it says nothing
    origins: list[str]
    costs: list[str]
    cost_text: str
    cover: list[str]
    update: UpdateItem | None

    @property
    def has_facts(self) -> bool:
        """Whether the plan says anything on planning, lead or money."""
        return any((self.planning, self.planning_text, self.leads, self.costs, self.cost_text, self.cover))


@dataclass(frozen=True)
class ThemeItem:
    """A theme with its actions; `title` is empty for actions that belong to the line as a whole."""

    title: str
    text: str
    remark: str
    goals: list[str]
    notes: list[NoteGroup]
    actions: list[ActionItem]


@dataclass(frozen=True)
class LineItem:
    """A line of the programme."""

    number: int
    title: str
    national: str
    text: str
    remark: str  # on the source: what the text is, and what it does not say
    goals: list[str]
    notes: list[NoteGroup]
    themes: list[ThemeItem]
    elsewhere: list[str]  # actions that this line names and another line holds
    bar: StatusBar

    @property
    def actions(self) -> list[ActionItem]:
        """All actions of the line."""
        return [action for theme in self.themes for action in theme.actions]


@dataclass(frozen=True)
class Sources:
    """Where the plan comes from and what its source leaves out."""

    programme: str
    dated: str  # as precise as it is known
    dated_note: str
    documents: list[tuple[str, str]]  # title, note on the source
    missing: list[str]


@dataclass(frozen=True)
class PhaseItem:
    """A phase of the programme; months as their first day, None when not named."""

    title: str
    starts: datetime.date | None
    ends: datetime.date | None
    ends_text: str
    text: str


@dataclass(frozen=True)
class PlanItem:
    """The programme as a whole."""

    goals: list[tuple[str, str]]  # level, text
    notes: list[NoteGroup]
    phases: list[PhaseItem]
    definitions: list[tuple[str, str]]  # word, what the document means by it
    themes: list[ThemeItem]  # outside the lines
    lines: list[LineItem]
    sources: Sources
    origins: str  # where the actions come from, counted in words; empty when the plan says nothing of it

    @property
    def actions(self) -> list[ActionItem]:
        """All actions of the programme."""
        return [action for line in self.lines for action in line.actions]

    @property
    def late(self) -> int:
        """How many actions should have ended by now and are not known to be finished."""
        return sum(action.is_late for action in self.actions)

    @property
    def silent(self) -> int:
        """On how many actions the plan says nothing about planning, lead or money."""
        return sum(not action.has_facts for action in self.actions)

    @property
    def has_status(self) -> bool:
        """Whether it is known of any action how it stands."""
        return any(action.status != Action.Status.UNKNOWN for action in self.actions)

    @property
    def reported(self) -> int:
        """On how many actions progress was reported."""
        return sum(action.update is not None for action in self.actions)


@dataclass
class Parts:
    """The rows of a programme, by the line or theme under which they hang."""

    goals: dict[tuple[int | None, int | None], list[Goal]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[tuple[int | None, int | None], list[Note]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[tuple[int, int | None], list[ActionItem]] = field(default_factory=lambda: defaultdict(list))
    themes: dict[int | None, list[Theme]] = field(default_factory=lambda: defaultdict(list))


def count(actions: Iterable[ActionItem]) -> Counter[str]:
    """How many actions have each status."""
    return Counter(action.status for action in actions)


def read_actions(programme: Programme, *, reader: AnonymousUser) -> list[Action]:
    """The actions that a reader may see, with all that the report says of them; updates newest first."""
    updates = ProgressUpdate.objects.visible_to(reader)
    costs = Cost.objects.prefetch_related("fundings__source")
    visible = Action.objects.visible_to(reader).filter(programme=programme).in_plan_order()
    return list(
        visible.select_related("programme").prefetch_related(
            "goals",
            "leads",
            "partners",
            "municipalities",
            "origins",
            Prefetch("costs", costs),
            Prefetch("updates", updates),
        )
    )


def read_plan(programme: Programme, actions: Iterable[Action], *, reader: AnonymousUser, on: datetime.date) -> PlanItem:
    """The plan with these actions on a day."""
    parts = Parts()
    for goal in programme.goals.visible_to(reader).filter(action__isnull=True):
        parts.goals[goal.line_id, goal.theme_id].append(goal)
    for note in programme.notes.visible_to(reader):
        parts.notes[note.line_id, note.theme_id].append(note)
    for theme in programme.themes.visible_to(reader):
        parts.themes[theme.line_id].append(theme)
    names = {}
    for action in actions:
        item = _action_item(action, quarters.of(on))
        names[action.pk] = f"{item.number} {item.title}".strip()
        parts.actions[action.line_id, action.theme_id].append(item)
    lines = programme.lines.visible_to(reader).prefetch_related("guests")
    missing = [note for notes in parts.notes.values() for note in notes if note.kind == Note.Kind.MISSING]
    return PlanItem(
        goals=[(goal.get_level_display(), goal.text) for goal in parts.goals[None, None]],
        notes=_note_groups(note for note in parts.notes[None, None] if note.kind not in LEFT_OUT),
        phases=[_phase_item(phase) for phase in programme.phases.all()],
        definitions=[(note.title, note.text) for note in parts.notes[None, None] if note.kind == Note.Kind.DEFINITION],
        themes=[_theme_item(theme, parts, []) for theme in parts.themes[None]],
        lines=[_line_item(line, parts, names) for line in lines],
        sources=_sources(programme, reader, missing),
        origins=counts_of(actions).in_words,
    )


def _phase_item(phase: Phase) -> PhaseItem:
    return PhaseItem(phase.title, phase.starts, phase.ends, phase.ends_text, phase.text)


def _line_item(line: ActionLine, parts: Parts, names: dict[int, str]) -> LineItem:
    themes = [_theme_item(theme, parts, parts.actions[line.pk, theme.pk]) for theme in parts.themes[line.pk]]
    known = {theme.pk for theme in parts.themes[line.pk]}
    strays = [
        item for (at, theme), items in parts.actions.items() if at == line.pk and theme not in known for item in items
    ]
    if strays:  # of the line as a whole, or of a theme outside the lines
        themes.append(ThemeItem("", "", "", [], [], strays))
    actions = [action for theme in themes for action in theme.actions]
    return LineItem(
        number=line.number,
        title=line.title,
        national=line.get_national_display(),
        text=line.text,
        remark=line.source_note,
        goals=[goal.text for goal in parts.goals[line.pk, None]],
        notes=_note_groups(parts.notes[line.pk, None]),
        themes=themes,
        elsewhere=[home.text or names[home.action_id] for home in line.guests.all() if home.action_id in names],
        bar=status_bar(count(actions)),
    )


def _theme_item(theme: Theme, parts: Parts, actions: list[ActionItem]) -> ThemeItem:
    return ThemeItem(
        title=theme.title,
        text=theme.text,
        remark=theme.source_note,
        goals=[goal.text for goal in _hanging(parts.goals, theme)],
        notes=_note_groups(_hanging(parts.notes, theme)),
        actions=actions,
    )


def _hanging(rows: dict[tuple[int | None, int | None], list[Hanging]], theme: Theme) -> list[Hanging]:
    """What hangs under a theme, whether or not its row also names the line."""
    return [row for line in {theme.line_id, None} for row in rows[line, theme.pk]]


def _action_item(action: Action, quarter: str) -> ActionItem:
    costs = list(action.costs.all())
    cover = [str(funding.source) for cost in costs for funding in cost.fundings.all()]
    goals = [goal.text for goal in action.goals.all()]
    return ActionItem(
        number=action.number,
        title=action.label,
        how=action.how,
        goals=goals if action.what else goals[1:],
        status=action.status,
        status_label=action.status_label,
        priority=action.get_priority_display(),
        planning=action.planning,
        planning_text=formats.noted(action.planning_text, action.planning_replaced),
        is_late=action.is_overdue(on=quarter),
        leads=people.leads_of(action),
        who_text=formats.noted(action.who_text, action.who_replaced),
        partners=people.partners_of(action),
        municipalities=[FOR_ALL] if action.for_all else [str(place) for place in action.municipalities.all()],
        origins=origins_listed(action.origins.all()),
        costs=[cost_in_words(cost) for cost in costs],
        cost_text=formats.noted(action.cost_text, action.cost_replaced),
        cover=list(dict.fromkeys(cover)),
        update=_update_item(next(iter(action.updates.all()), None)),
    )


def _update_item(update: ProgressUpdate | None) -> UpdateItem | None:
    if update is None:
        return None
    text = update.text or ("Geen wijziging." if update.no_change else "")
    return UpdateItem(update.on, update.get_status_display() if update.status else "", text, update.signature)


def _note_groups(notes: Iterable[Note]) -> list[NoteGroup]:
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for note in notes:
        if note.kind != Note.Kind.MISSING:
            groups[note.get_kind_display()].append((note.title, note.text, note.source_note))
    return [NoteGroup(label, found) for label, found in groups.items()]


def _sources(programme: Programme, reader: AnonymousUser, missing: list[Note]) -> Sources:
    documents = Document.objects.visible_to(reader).filter(programme=programme)
    return Sources(
        programme=programme.source_note,
        dated=programme.dated_in_words,
        dated_note=programme.dated_note,
        documents=[(document.title, document.source_note) for document in documents],
        missing=[" – ".join(part for part in (note.title, note.text) if part) for note in missing],
    )
