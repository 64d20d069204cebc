"""What comes next in a programme: actions that start, end or come back, phases, decisions, promises, evaluations.

Only what the plan foresees. What it foresees without a date (a week by its name, a rhythm) comes after what has one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from actions import seen
from actions.models import Action, Document, Phase, Programme
from actions.models.action import name_of
from actions.models.base import Classification, Viewer
from actions.models.classified import Classified
from actions.models.plan import first_goal
from decisions.models import Adoption, Commitment, Promise
from decisions.rules import wording
from reading import formats, quarters

AHEAD = 4  # quarters after this one
AT_MOST, UNDATED_AT_MOST = 6, 4
STARTS, ENDS, AGAIN = "Begint", "Eindigt", "Elk jaar"  # as planned: whether it does is not known
KEYS = {STARTS: "begint", ENDS: "eindigt", AGAIN: "elk-jaar"}
UNDATED = "9999Q9"  # sorts after every quarter


@dataclass(frozen=True)
class Milestone:
    """Something that the plan foresees. `quarter` and `day` sort; `when` is what people read.

    `key` says what it is, the same from day to day; `mark` who else may not see it: `concept`, `intern`.
    """

    quarter: str
    when: str
    kind: str
    text: str
    address: str = ""
    day: str = ""
    about: Classified | None = None  # what it names, if that may be hidden
    key: str = ""
    mark: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether the plan says when."""
        return self.quarter != UNDATED


class Agenda(NamedTuple):
    """What comes next, as far as it is shown, and how much more there is."""

    shown: list[Milestone]
    more: int


def coming(
    programme: Programme,
    actions: QuerySet[Action],
    user: Viewer,
    today: datetime.date,
    asked: Sequence[Promise] = (),
) -> Agenda:
    """What the plan foresees from this quarter until a year on, the first first; three queries."""
    first = quarters.of(today)
    last = quarters.from_index(quarters.index(first) + AHEAD)
    with seen.not_yet():
        found = of_actions(actions, today, first, last)
    found += of_phases(programme.phases.all(), first, last)
    found += of_bodies(programme, user, first, last) + of_terms(asked, last)
    if programme.last_year and first <= f"{programme.last_year}Q4" <= last:
        when = f"eind {programme.last_year}"
        found.append(Milestone(f"{programme.last_year}Q4", when, ENDS, "De looptijd van het programma"))
    if programme.evaluation_every_years:
        found.append(evaluation(programme))
    found.sort(key=lambda milestone: (milestone.quarter, milestone.day))
    dated = [each for each in found if each.is_dated]
    undated = [each for each in found if not each.is_dated]
    shown = dated[:AT_MOST] + undated[:UNDATED_AT_MOST]
    for each in shown:
        if each.about:
            each.about.note_when_hidden()
    return Agenda(shown, len(found) - len(shown))


def of_actions(actions: QuerySet[Action], today: datetime.date, first: str, last: str) -> list[Milestone]:
    """Actions that should start or end in these quarters, or that come back each year; not those that are closed."""
    starts, ends = Q(starts_in__range=(first, last)), Q(ends_in__range=(first, last))
    soonest = planned_in(actions, first, last).annotate(
        due=Case(When(starts, then=F("starts_in")), When(ends, then=F("ends_in")))
    )
    found = [
        starts_or_ends(action, action.due, STARTS if action.due == action.starts_in else ENDS)
        if action.due
        else again(action, today)
        for action in soonest.order_by("due", "position", "pk")
    ]
    return [each for each in found if not each.is_dated or each.quarter <= last]


def planned_in(actions: QuerySet[Action], first: str, last: str) -> QuerySet[Action]:
    """Actions that start, end or come back in these quarters, with their first goal; not those that are closed."""
    starts, ends = Q(starts_in__range=(first, last)), Q(ends_in__range=(first, last))
    begun = Q(starts_in__isnull=True) | Q(starts_in__lt=first)
    goes_on = Q(ends_in__isnull=True) | Q(ends_in__gt=last)
    yearly = Q(recurrence=Action.Recurrence.YEARLY) & begun & goes_on
    found = actions.filter(starts | ends | yearly).exclude(status__in=Action.CLOSED)
    return found.annotate(first_goal=first_goal("pk"))


def starts_or_ends(action: Action, due: str, kind: str) -> Milestone:
    """When an action starts or ends: to the day when the plan names it, else by the quarter."""
    moment = action.moment
    day = moment.on(moment.year or quarters.split(due)[0]) if moment else None
    if day and quarters.of(day) == due:
        return _named(action, kind, due, formats.day(day), day.isoformat())
    about = "ongeveer " if action.planning_approximate else ""
    return _named(action, kind, due, f"{about}{quarters.label(due)}")


def _named(action: Action, kind: str, quarter: str, when: str, day: str = "") -> Milestone:
    goal: str = getattr(action, "first_goal", "")
    name = name_of(what=action.what, goal=goal, number=action.number, pk=action.pk)
    address = reverse("actions:action", args=[action.pk])
    return Milestone(
        quarter, when, kind, f"{name}{action.part_in_words}", address, day, action,
        key=f"actie-{action.pk}-{KEYS[kind]}", mark=_mark(action.is_released, action.classification),
    )  # fmt: skip


def _mark(is_released: bool, classification: str) -> str:
    if not is_released:
        return _("concept")
    is_public = classification == Classification.PUBLIC
    return "" if is_public else str(Classification(classification).label).lower()


def again(action: Action, today: datetime.date) -> Milestone:
    """When something comes back that began before: its next day or quarter, or the week that the plan names."""
    moment = action.moment
    days = [day for year in (today.year, today.year + 1) if moment and (day := moment.on(year)) and day >= today]
    if days:
        return _named(action, AGAIN, quarters.of(days[0]), formats.day(days[0]), days[0].isoformat())
    if action.starts_in:
        number, now = quarters.split(action.starts_in)[1], quarters.of(today)
        quarter = next(each for year in (today.year, today.year + 1) if (each := f"{year}Q{number}") >= now)
        return _named(action, AGAIN, quarter, quarters.label(quarter))
    return _named(action, AGAIN, UNDATED, moment.words if moment else _("wanneer in het jaar, staat niet in het plan"))


def of_phases(phases: QuerySet[Phase], first: str, last: str) -> list[Milestone]:
    """Phases that start or end in these quarters, by the month that the plan names."""
    found = []
    for phase in phases:
        for day, kind in ((phase.starts, STARTS), (phase.ends, ENDS)):
            if day and first <= quarters.of(day) <= last:
                found.append(
                    Milestone(
                        quarters.of(day),
                        formats.month(day),
                        kind,
                        phase.title,
                        day=f"{day:%Y-%m}",
                        key=f"fase-{phase.pk}-{KEYS[kind]}",
                    )
                )
    return found


def of_bodies(programme: Programme, user: Viewer, first: str, last: str) -> list[Milestone]:
    """What bodies plan for these quarters: decisions, counted per document and body, then declarations; one query."""
    decisions = (
        Adoption.objects.decisions()
        .seen_by(user)
        .filter(
            Q(seen_state=Adoption.State.PLANNED),
            document__in=Document.objects.visible_to(user).filter(programme=programme),
            planned_for__range=(first, last),
        )
        .order_by()
        .values_list("planned_for", "document__position", "body", "document__title")
        .annotate(number=Count("pk"))
    )
    promised = programme.commitments.filter(state=Commitment.State.PLANNED, planned_for__range=(first, last))
    others = promised.order_by().values_list("planned_for", "pk", Value("", CharField()), "title", Value(0))
    rows = sorted(decisions.union(others, all=True), key=lambda row: (not row[2], *row))
    address = reverse("decisions:decisions", args=[programme.region.slug]) + programme.query
    return [
        Milestone(quarter, quarters.label(quarter), _("Besluit"), wording.foreseen(body, number, title), address)
        if body
        else Milestone(quarter, quarters.label(quarter), _("Gepland"), title, address)
        for quarter, _place, body, title, number in rows
        if quarter
    ]


def of_terms(promises: Sequence[Promise], last: str) -> list[Milestone]:
    """The terms of what councils asked and were promised and nobody answered; not what is late already."""
    return [
        Milestone(
            quarters.of(one.due_on), formats.day(one.due_on), _("Termijn van de raad"),
            f"{one.municipality}: {one.label}", one.get_absolute_url(), one.due_on.isoformat(), one,
            key=f"toezegging-{one.pk}", mark=_mark(True, one.classification),
        )
        for one in promises
        if one.due_on and quarters.of(one.due_on) <= last
    ]  # fmt: skip


def evaluation(programme: Programme) -> Milestone:
    """The evaluation that the programme says it has, with how often; when in the year is not known."""
    every = programme.evaluation_every_years
    when = _("elk jaar") if every == 1 else _("elke %d jaar") % every
    address = reverse("evaluations:list", args=[programme.region.slug]) + programme.query
    return Milestone(UNDATED, when, _("Evaluatie"), _("Evaluatie van het programma"), address)
