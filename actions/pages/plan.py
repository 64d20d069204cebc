"""The plan as its page shows it: lines with their themes, goals and notes, and the actions of one page beneath them.

Everything is read in a fixed number of queries, whatever the size of the plan.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.core.paginator import Page
from django.db.models import Case, Exists, OuterRef, Q, Value, When, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import standing
from accounts.asked import numbered
from actions import seen
from actions.models import Action, Goal, Home, Note, Phase, ProgressUpdate
from actions.models.base import Viewer
from actions.pages.plan_parts import Group, Row, Section, Ties
from actions.rules.counts import counts_of
from actions.rules.filters import PLACE, PlanFilter
from actions.rules.quality import misses_any
from reading import formats

PER_PAGE = 100
NO = Value(False)
Place = tuple[str, int]
Hanging = TypeVar("Hanging", Goal, Note)


@dataclass
class Plan:
    """The plan of one programme: the sections that this page shows, and what they are part of."""

    form: PlanFilter
    actions: list[Any]  # all that the reader may see
    page: Page[Any]
    outside: Section | None
    sections: list[Section]
    phases: list[Phase] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many actions the reader may see."""
        return len(self.actions)

    @property
    def pages_query(self) -> str:
        """The query of a page of the plan, up to its number."""
        return self.form.query(pagina="")

    @property
    def found(self) -> int:
        """How many of them answer to the filters."""
        return self.page.paginator.count

    @property
    def waiting(self) -> int:
        """How many actions wait for release, or have news that does."""
        return sum(action.waits for action in self.actions)

    @property
    def lacking(self) -> int:
        """How many actions lack something that is asked; 0 for who is not told."""
        return sum(action.lacks for action in self.actions)

    @property
    def rows(self) -> list[Row]:
        """The actions on this page, in plan order."""
        return [row for section in self.sections for row in section.rows]

    @property
    def missing(self) -> list[Note]:
        """What the text that we have lacks, as far as the transcription says so."""
        return self._notes_of(Note.Kind.MISSING)

    @property
    def definitions(self) -> list[Note]:
        """What the document means by its words."""
        return self._notes_of(Note.Kind.DEFINITION)

    @property
    def other_notes(self) -> list[Note]:
        """What the document says besides, each note where it is shown once."""
        shown = {Note.Kind.MISSING, Note.Kind.DEFINITION}
        return [note for note in self.outside.notes if note.kind not in shown] if self.outside else []

    def _notes_of(self, kind: str) -> list[Note]:
        return [note for note in self.outside.notes if note.kind == kind] if self.outside else []

    @property
    def goal_count(self) -> int:
        """The goals that the page shows outside actions."""
        sections = [*([self.outside] if self.outside else []), *self.sections]
        return sum(len(section.goals) + sum(len(group.goals) for group in section.groups) for section in sections)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Plan %(region)s") % {"region": self.form.programme.region.name}

    @property
    def count_in_words(self) -> str:
        """How many actions are shown, of how many when filters are on: `4 van 23 acties`."""
        words = counts_of(self.actions).total_label
        return _("%(found)d van %(words)s") % {"found": self.found, "words": words} if self.form.values else words

    @property
    def found_in_words(self) -> str:
        """The actions that were found, as a sentence begins: `De actie`, `De 12 acties van deze selectie`."""
        found = ngettext("De actie", "De %d acties", self.found)
        found = found % self.found if self.found != 1 else found
        return _("%s van deze selectie") % found if self.form.values else found

    @property
    def named_in_words(self) -> str:
        """What a text without actions does name: `3 actielijnen en 12 doelen`."""
        lines, programme = len(self.sections), self.form.programme
        word = programme.get_line_word_display() if lines == 1 else programme.line_words
        goals = [ngettext("%d doel", "%d doelen", self.goal_count) % self.goal_count] if self.goal_count else []
        return formats.listed([f"{lines} {word}", *goals])

    @property
    def width(self) -> int:
        """The number of columns of the table."""
        return 1 + sum(self.columns.values())

    @property
    def absences(self) -> list[str]:
        """What the document does not say of these actions, once: of columns left out, and of nearly empty ones."""
        rows, words = self.rows, {"who": "geen trekkers", "planning": "geen planning", "costs": "geen kosten"}
        if not rows:
            return []
        left_out = [word for name, word in words.items() if not self.columns[name]]
        said = [_("Bij deze acties noemt het document %s.") % formats.listed(left_out)] if left_out else []
        for name, word in words.items():
            if self.quiet[name]:
                numbers = {"some": len(rows) - self._filled[name], "all": len(rows), "word": word}
                said.append(_("Bij %(some)d van de %(all)d acties noemt het document %(word)s.") % numbers)
        if not self.has_status:
            said.append(_("Hoe ver de acties zijn, staat niet in het document, en er is geen voortgang gemeld."))
        return said

    @property
    def has_status(self) -> bool:
        """Whether it is known of any action on this page how it stands."""
        return any(row.action.status != Action.Status.UNKNOWN for row in self.rows)

    @property
    def quiet(self) -> dict[str, bool]:
        """The columns with something to show for less than one in four actions: `absences` says so, not each cell."""
        return {name: 0 < filled * 4 < len(self.rows) for name, filled in self._filled.items()}

    @cached_property
    def columns(self) -> dict[str, bool]:
        """Which columns have anything to show on this page: one of "not named" only is left out."""
        ranked = any(row.action.priority for row in self.rows)
        return {name: bool(filled) for name, filled in self._filled.items()} | {"status": self.has_status or ranked}

    @cached_property
    def _filled(self) -> dict[str, int]:
        rows = self.rows
        return {
            "who": sum(bool(row.ties.leads or row.ties.partners) for row in rows),
            "planning": sum(bool(row.action.planning or row.action.planning_text) for row in rows),
            "costs": sum(bool(row.costs) for row in rows),
        }


def read_plan(form: PlanFilter, user: Viewer, *, page: str, with_costs: bool, with_gaps: bool = False) -> Plan:
    """The plan as filtered, one page of it; `with_gaps`: and what it lacks. A page that is not there is 404."""
    programme = form.programme
    actions = _all_actions(form, user, with_gaps=with_gaps)
    shown = numbered([action for action in actions if action.found], PER_PAGE, page)
    if with_costs:
        prefetch_related_objects(list(shown), "costs", "origins")
    ids = [action.pk for action in shown]
    goals = _by_place(programme.goals.visible_to(user).filter(Q(action__isnull=True) | Q(action__in=ids)))
    ties = _ties(ids)
    lines = {line.pk: line for line in form.options.lines}
    rows = []
    for action in shown:
        action.note_when_hidden()
        action.line, action.programme = lines[action.line_id], programme
        rows.append(Row(action, goals[("action", action.pk)], ties[action.pk].as_written(action.who_text)))
    groups = _groups(form, rows, _guests(form, user))
    notes = _by_place(programme.notes.visible_to(user))
    for group in groups.values():
        if group.theme:
            group.goals, group.notes = goals[("theme", group.theme.pk)], notes[("theme", group.theme.pk)]
    outside, *inside = _sections(form, actions, groups, goals, notes)
    first = shown.number == 1 and not form.values
    sections = _of_this_page(inside, form, actions, shown.number)
    phases = list(programme.phases.all()) if first else []
    return Plan(form, actions, shown, outside if first else None, sections, phases)


def _all_actions(form: PlanFilter, user: Viewer, *, with_gaps: bool) -> list[Any]:
    """Every action that the reader may see, in plan order.

    With `found` (by the filters), `waits` (for release) and, when asked, `lacks` (something that a plan should say).
    """
    news = ProgressUpdate.objects.concepts().filter(action=OuterRef("pk"))
    actions = Action.objects.visible_to(user).filter(programme=form.programme)
    told = actions.annotate(
        found=Case(When(Q(pk__gt=0) & form.where(), then=Value(True)), default=Value(False)),
        waits=Case(When(Q(released_at__isnull=True) | Exists(news), then=Value(True)), default=Value(False)),
        lacks=Case(When(misses_any(on=standing.today()), then=Value(True)), default=Value(False)) if with_gaps else NO,
    )
    with seen.not_yet():  # most are on another page, or left out by a filter: no stamp and no trace of these
        return list(told.in_plan_order())


def _ties(ids: Sequence[int]) -> Mapping[int, Ties]:
    """Leads, partners and municipalities of actions, in one query."""
    ties: dict[int, Ties] = defaultdict(Ties)
    leads = Action.leads.through.objects.filter(action__in=ids)
    partners = Action.partners.through.objects.filter(action__in=ids)
    places = Action.municipalities.through.objects.filter(action__in=ids)
    rows = leads.values_list(Value("leads"), "action", "organisation__name").union(
        partners.values_list(Value("partners"), "action", "organisation__name"),
        places.values_list(Value("municipalities"), "action", "municipality__name"),
    )
    for kind, action, name in sorted(rows, key=lambda row: row[2].casefold()):
        getattr(ties[action], kind).append(name)
    return ties


def _by_place(items: Iterable[Hanging]) -> Mapping[Place, list[Hanging]]:
    """Goals or notes by where they hang: an action, a theme, a line, or (line 0) the programme as a whole."""
    found: dict[Place, list[Hanging]] = defaultdict(list)
    for item in items:
        action: int | None = getattr(item, "action_id", None)
        if action:
            found[("action", action)].append(item)
        elif item.theme_id:
            found[("theme", item.theme_id)].append(item)
        else:
            found[("line", item.line_id or 0)].append(item)
    return found


def _guests(form: PlanFilter, user: Viewer) -> list[Home]:
    """Further places of actions that answer to the filters; where in the plan is asked of the place itself."""
    found = Action.objects.visible_to(user).filter(form.where(leave_out=PLACE), programme=form.programme)
    homes = Home.objects.filter(line__programme=form.programme, action__in=found.values("pk"))
    asked = form.values
    if "lijn" in asked:
        homes = homes.filter(line__number=asked["lijn"])
    if "thema" in asked:
        homes = homes.filter(theme__key=asked["thema"])
    return list(homes.select_related("action__line"))


def _groups(form: PlanFilter, rows: list[Row], guests: list[Home]) -> dict[tuple[int, int | None], Group]:
    """Every theme of every line as a group, by (line, theme); line 0 is outside the lines, theme None is no theme."""
    themes = {theme.pk: theme for theme in form.options.themes}
    groups: dict[tuple[int, int | None], Group] = {
        (theme.line_id or 0, theme.pk): Group(theme) for theme in themes.values()
    }

    def group_of(item: Action | Home) -> Group:
        theme = themes.get(item.theme_id) if item.theme_id else None
        return groups.setdefault((item.line_id, item.theme_id), Group(theme))

    for row in rows:
        group_of(row.action).rows.append(row)
    for guest in guests:
        group_of(guest).guests.append(guest)
    return groups


def _sections(
    form: PlanFilter,
    actions: list[Action],
    groups: dict[tuple[int, int | None], Group],
    goals: Mapping[Place, list[Goal]],
    notes: Mapping[Place, list[Note]],
) -> list[Section]:
    """What lies outside the lines, then every line. Within a line the group without theme comes last."""
    sections = []
    for line in [None, *form.options.lines]:
        key = line.pk if line else 0
        mine = [group for (where, _), group in groups.items() if where == key]
        statuses = Counter(action.status for action in actions if action.line_id == key)
        sections.append(Section(line, goals[("line", key)], notes[("line", key)], mine, statuses))
    return sections


def _of_this_page(sections: list[Section], form: PlanFilter, actions: list[Action], page: int) -> list[Section]:
    """The lines to show: those with rows here, and, when nothing is filtered, those without actions in their place."""
    if form.values:
        return [_trimmed(section, used=None) for section in sections if section.is_filled] or _asked(sections, form)
    used = {action.theme_id for action in actions}
    shown, before = [], 0
    for section in sections:
        belongs_here = max(before - 1, 0) // PER_PAGE + 1 == page
        if section.rows or (belongs_here and not section.total):
            shown.append(_trimmed(section, used=used))
        before += section.total
    return shown


def _asked(sections: list[Section], form: PlanFilter) -> list[Section]:
    """The line or theme of the address when it has no actions: it can be opened all the same."""
    line, theme = form.values.get("lijn"), form.values.get("thema")
    if not set(form.values) <= set(PLACE):
        return []
    found = []
    for section in sections:
        groups = [group for group in section.groups if group.theme and theme in (None, group.theme.key)]
        if section.line and line in (None, str(section.line.number)) and (groups or not theme):
            found.append(replace(section, groups=groups))
    return found


def _trimmed(section: Section, *, used: set[int | None] | None) -> Section:
    """Without the themes that have no row here; themes without any action (not used) stay, unless `used` is None."""
    groups = [
        group
        for group in section.groups
        if group.is_filled or (used is not None and group.theme and group.theme.pk not in used)
    ]
    return Section(section.line, section.goals, section.notes, groups, section.statuses)
