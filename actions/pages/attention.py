"""The work list of a plan: which actions miss something, by line, with a link to the field. For who keeps the plan.

Everything is read in a fixed number of queries, whatever the size of the plan.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import standing
from accounts.asked import numbered
from actions.models import Action, ActionLine, Goal, Programme, ProgressUpdate
from actions.models.action import ActionQuerySet
from actions.models.base import Viewer
from actions.pages.region import RegionPage
from actions.rules import people
from actions.rules.quality import ALWAYS, MEANING, Facts, Gap, Tally, asks, asks_progress, misses, misses_any, missing

PER_PAGE = 100
FIELDS = {Gap.LEAD: "id_leads", Gap.PLANNING: "id_starts_in", Gap.GOAL: "id_goals", Gap.COST: "kosten"}  # of the form
Above = tuple[set[int], set[int]]
Counted = Mapping[int, tuple[Tally, Mapping[Gap, int]]]  # by line


@dataclass(frozen=True)
class Choice:
    """What an address asks of the list: a kind of gap, a line, a programme that is not the current one."""

    gap: Gap | None
    line: ActionLine | None
    programme: str

    @property
    def query(self) -> str:
        """What to put behind the address to ask the same."""
        line = str(self.line.number) if self.line else ""
        return standing.query(programma=self.programme, mist=self.gap.value if self.gap else "", lijn=line) or "?"

    @property
    def pages_query(self) -> str:
        """The same, up to the number of a page."""
        return f"{self.query}{'' if self.query == '?' else '&'}pagina="


@dataclass(frozen=True)
class Link:
    """A number of actions that miss something, and the query of the list of these."""

    label: str
    number: int
    query: str
    is_current: bool = False


@dataclass(frozen=True)
class LineTally:
    """How complete the actions of a line are, or those of the whole plan."""

    title: str
    tally: Tally
    gaps: list[Link]
    query: str

    @property
    def percentage(self) -> str:
        """How much of what is asked is there; a dash when nothing is asked."""
        return "–" if self.tally.percentage is None else f"{self.tally.percentage} %"


@dataclass(frozen=True)
class Missing:
    """Something that an action misses, and where it is filled in; without address for who may not change the plan."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """An action that misses something."""

    action: Action
    missing: list[Missing]

    @property
    def title(self) -> str:
        """What the action is called."""
        return self.action.name_from(self.action.goals.all())

    @property
    def leads(self) -> str:
        """Who leads, in the order of the words of the plan."""
        return ", ".join(people.leads_of(self.action))


@dataclass(frozen=True)
class Attention:
    """The work list as its page shows it."""

    choice: Choice
    whole: LineTally
    lines: list[LineTally]
    gaps: list[Link]  # the kinds that occur, to choose from; the first is all
    page: Page[Any]
    groups: list[tuple[ActionLine, list[Row]]]

    @property
    def sentence(self) -> str:
        """How much there is to do: `Bij 12 van de 43 acties ontbreekt iets.`"""
        tally = self.whole.tally
        if not tally.actions:
            return _("Er zijn geen acties waarvan nog iets gevraagd wordt.")
        if not tally.incomplete:
            return _("Alles wat gevraagd wordt, is ingevuld.")
        actions = ngettext("%d actie", "%d acties", tally.actions) % tally.actions
        return _("Bij %(number)d van de %(actions)s ontbreekt iets.") % {"number": tally.incomplete, "actions": actions}

    @property
    def figure(self) -> str:
        """What the percentage is made of: `148 van de 172 onderdelen`."""
        numbers = {"there": self.whole.tally.there, "asked": self.whole.tally.asked}
        return _("%(there)d van de %(asked)d onderdelen") % numbers

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """What each part asks."""
        return [(str(gap.label), str(MEANING[gap])) for gap in Gap]

    @property
    def every_line_query(self) -> str:
        """The query of the same kind of gap in all lines."""
        return replace(self.choice, line=None).query


def read_attention(page: RegionPage, user: Viewer, asked: Mapping[str, str]) -> Attention:
    """The work list of a programme as an address asks (`mist`, `lijn`, `pagina`). Unknown values are 404."""
    on, lines = standing.today(), list(page.programme.lines.visible_to(user))
    choice = _choice(page, lines, asked)
    actions = Action.objects.visible_to(user).filter(programme=page.programme)
    counted = _counted(actions, on)
    shown = actions.filter(misses(choice.gap, on=on) if choice.gap else misses_any(on=on))
    shown = shown.filter(line=choice.line) if choice.line else shown
    found = numbered(with_parts(shown), PER_PAGE, asked.get("pagina", "1"))
    rows = _rows(list(found), page.programme, on, may_change=page.may("change_programme"))
    of_lines = [_tallied(str(one), counted, [one], replace(choice, line=one)) for one in lines]
    here = _tallied("", counted, [choice.line] if choice.line else lines, choice)
    everything = Link(_("Alles"), here.tally.incomplete, replace(choice, gap=None).query, choice.gap is None)
    whole = _tallied(_("Hele plan"), counted, lines, replace(choice, line=None))
    groups = [(line, list(group)) for line, group in groupby(rows, key=lambda row: row.action.line)]
    chips = [link for link in here.gaps if link.number or link.is_current]
    return Attention(choice, whole, of_lines, [everything, *chips], found, groups)


def _choice(page: RegionPage, lines: Sequence[ActionLine], asked: Mapping[str, str]) -> Choice:
    gap, number = asked.get("mist", ""), asked.get("lijn", "")
    line = next((one for one in lines if str(one.number) == number), None)
    if gap not in ("", *Gap.values) or (number and not line):
        raise Http404("Dit filter bestaat niet.")
    return Choice(Gap(gap) if gap else None, line, page.programme.slug if page.is_earlier else "")


def _counted(actions: ActionQuerySet, on: datetime.date) -> Counted:
    """What is asked and missing per line, in one query."""
    numbers = {f"without_{gap.name.lower()}": Count("pk", filter=misses(gap, on=on)) for gap in Gap}
    told: Any = actions.order_by().values("line").annotate(
        asking=Count("pk", filter=asks()),
        reporting=Count("pk", filter=asks_progress(on)),
        incomplete=Count("pk", filter=misses_any(on=on)),
        **numbers,
    )  # fmt: skip
    found = {}
    for row in told:
        gaps = {gap: row[f"without_{gap.name.lower()}"] for gap in Gap}
        asked = row["asking"] * len(ALWAYS) + row["reporting"]
        found[row["line"]] = (Tally(row["asking"], row["incomplete"], asked, sum(gaps.values())), gaps)
    return found


def _tallied(title: str, counted: Counted, lines: Sequence[ActionLine], choice: Choice) -> LineTally:
    """Some lines together, with the links to what they miss."""
    found = [counted[line.pk] for line in lines if line.pk in counted]
    gaps = []
    for gap in Gap:
        number = sum(numbers[gap] for _tally, numbers in found)
        gaps.append(Link(str(gap.label), number, replace(choice, gap=gap).query, choice.gap == gap))
    return LineTally(title, sum((tally for tally, _numbers in found), Tally()), gaps, replace(choice, gap=None).query)


def with_parts(actions: ActionQuerySet) -> ActionQuerySet:
    """Actions in plan order with what their rows ask, in a fixed number of queries."""
    latest = Prefetch("updates", ProgressUpdate.objects.order_by("-on", "-pk")[:1], to_attr="latest")
    found = actions.select_related("line", "theme").in_plan_order()
    return found.prefetch_related("leads", "goals", "costs", latest)


def goals_above(programme: Programme) -> Above:
    """The themes, and the lines, that have goals of their own."""
    above = list(Goal.objects.filter(programme=programme, action=None).values_list("theme", "line"))
    return {theme for theme, _line in above if theme}, {line for theme, line in above if line and not theme}


def facts_of(action: Action, above: Above) -> Facts:
    """What there is of an action that was read `with_parts`."""
    themes, lines = above
    return Facts(
        status=action.status,
        last_year=action.programme.last_year,
        has_lead=bool(action.leads.all()),
        has_planning=bool(action.starts_in or action.ends_in or action.recurrence),
        has_goal=bool(action.goals.all()) or action.theme_id in themes or action.line_id in lines,
        costs=[cost.kind for cost in action.costs.all()],
        reported_on=next((update.on for update in action.latest), None),  # type: ignore[attr-defined]
    )


def _rows(actions: list[Action], programme: Programme, on: datetime.date, *, may_change: bool) -> list[Row]:
    above, rows = goals_above(programme), []
    for action in actions:
        action.programme = programme
        gaps = missing(facts_of(action, above), on=on)
        rows.append(Row(action, [Missing(str(gap.label), _field(action, gap) if may_change else "") for gap in gaps]))
    return rows


def _field(action: Action, gap: Gap) -> str:
    """Where something is filled in."""
    if gap == Gap.PROGRESS:
        return reverse("actions:progress", args=[action.pk])
    return f"{reverse('actions:edit', args=[action.pk])}#{FIELDS[gap]}"
