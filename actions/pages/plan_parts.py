"""What the plan consists of as its page shows it: lines, within them themes, and within these the actions as rows."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Action, ActionLine, Cost, Goal, Home, Note, Theme
from actions.rules import people
from actions.rules.cost_words import cost_in_words
from actions.rules.counts import in_status
from actions.rules.origins import origins_listed
from reading import formats


@dataclass
class Ties:
    """Who leads, who joins in, and which municipalities an action names. Names."""

    leads: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)

    @property
    def partners_in_short(self) -> str:
        """Who joins in, on one line: the only one by name, else how many."""
        return _("met %s") % (self.partners[0] if len(self.partners) == 1 else _("%d partners") % len(self.partners))

    def as_written(self, who: str) -> "Ties":
        """The same, with people in the order of the words of the plan."""
        return Ties(people.as_written(self.leads, who), people.as_written(self.partners, who), self.municipalities)


@dataclass(frozen=True)
class Row:
    """One action with what hangs on it."""

    action: Action
    goals: list[Goal]
    ties: Ties

    @property
    def title(self) -> str:
        """What the action is called: its what, else its first goal, else its number."""
        return self.action.name_from(self.goals)

    @property
    def more_goals(self) -> list[Goal]:
        """The goals, without the one that already serves as title."""
        return self.goals if self.action.what else self.goals[1:]

    @property
    def origins(self) -> list[str]:
        """Where it comes from, by name."""
        return origins_listed(self.action.origins.all())

    @property
    def costs(self) -> list[str]:
        """The costs in words; what is not stated is left out."""
        return [cost_in_words(cost) for cost in self.action.costs.all() if cost.kind != Cost.Kind.UNSTATED]

    @property
    def costs_in_short(self) -> str:
        """The first of several costs in words, and how many more there are."""
        first, *others = self.costs
        more = ngettext("nog %d bedrag", "nog %d bedragen", len(others)) % len(others)
        return _("%(first)s, en %(more)s") % {"first": first, "more": more}

    @property
    def has_more(self) -> bool:
        """Whether there is anything to tell of it besides its columns."""
        action = self.action
        return bool(not action.what or action.how or self.more_goals or self.as_written or action.source_note)

    @property
    def as_written(self) -> list[tuple[str, str]]:
        """The words of the plan on planning, who and cost, where it has any."""
        action = self.action
        written = [
            ("Planning", action.planning_text, action.planning_replaced),
            ("Wie", action.who_text, action.who_replaced),
            ("Kosten", action.cost_text, action.cost_replaced),
        ]
        return [(label, formats.noted(text, replaced)) for label, text, replaced in written if text]


@dataclass
class Group:
    """The actions of one theme within a line, and those of other lines that the plan names here too."""

    theme: Theme | None
    goals: list[Goal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    guests: list[Home] = field(default_factory=list)

    @property
    def is_filled(self) -> bool:
        """Whether it has a row in the table."""
        return bool(self.rows or self.guests)


@dataclass(frozen=True)
class Section:
    """One line of the programme; without line: what the programme says outside its lines."""

    line: ActionLine | None
    goals: list[Goal]
    notes: list[Note]
    groups: list[Group]
    statuses: Counter[str]

    @property
    def total(self) -> int:
        """All actions of the line that the reader may see, whatever the filters."""
        return self.statuses.total()

    @property
    def rows(self) -> list[Row]:
        """The actions on this page, in plan order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def is_filled(self) -> bool:
        """Whether anything is in the table of this line."""
        return any(group.is_filled for group in self.groups)

    @property
    def has_themes(self) -> bool:
        """Whether the actions are grouped by theme."""
        return any(group.theme for group in self.groups)

    @property
    def summary(self) -> str:
        """What the introduction of the line holds: `Inleiding, 3 doelen, 2 aandachtspunten`."""
        parts = [_("Inleiding")] if self.line and self.line.text else []
        if self.goals:
            parts.append(ngettext("%d doel", "%d doelen", len(self.goals)) % len(self.goals))
        if self.notes:
            parts.append(ngettext("%d aantekening", "%d aantekeningen", len(self.notes)) % len(self.notes))
        return ", ".join(parts)

    @property
    def progress(self) -> list[tuple[str, str]]:
        """Each status that occurs, with how many actions of the line have it, in words."""
        return [(status, in_status(self.statuses[status], status)) for status in Action.Status if self.statuses[status]]
