"""What comes next in a programme: actions that start or end, phases, planned decisions, the end of the period."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from actions.models import Action, Phase, Programme
from actions.models.plan import first_goal
from reading import quarters

AHEAD = 4  # quarters after this one
AT_MOST = 6
STARTS, ENDS = "Begint", "Eindigt"  # as planned: whether it does is not known


@dataclass(frozen=True)
class Milestone:
    """Something that the plan foresees. `quarter` sorts; `when` is what people read."""

    quarter: str
    when: str
    kind: str
    text: str
    address: str = ""


def coming(programme: Programme, actions: QuerySet[Action], today: datetime.date) -> list[Milestone]:
    """What the plan foresees from this quarter until a year on, the first first; two queries."""
    first = quarters.of(today)
    last = quarters.from_index(quarters.index(first) + AHEAD)
    found = of_actions(actions, first, last) + of_phases(programme.phases.all(), first, last)
    if programme.last_year and first <= f"{programme.last_year}Q4" <= last:
        when = f"eind {programme.last_year}"
        found.append(Milestone(f"{programme.last_year}Q4", when, ENDS, "De looptijd van het programma"))
    return sorted(found, key=lambda milestone: milestone.quarter)[:AT_MOST]


def of_actions(actions: QuerySet[Action], first: str, last: str) -> list[Milestone]:
    """Actions that should start or end in these quarters and are not closed."""
    starts, ends = Q(starts_in__range=(first, last)), Q(ends_in__range=(first, last))
    soonest = (
        actions.filter(starts | ends)
        .exclude(status__in=Action.CLOSED)
        .annotate(due=Case(When(starts, then=F("starts_in")), default=F("ends_in")), first_goal=first_goal("pk"))
        .order_by("due", "position", "pk")
        .values_list("pk", "due", "starts_in", "what", "first_goal", "number", "planning_approximate")[:AT_MOST]
    )
    return [
        Milestone(
            due,
            f"{'ongeveer ' if approximate else ''}{quarters.label(due)}",
            STARTS if due == starts_in else ENDS,
            what or goal_text or f"Actie {number or pk}",
            reverse("actions:action", args=[pk]),
        )
        for pk, due, starts_in, what, goal_text, number, approximate in soonest
    ]


def of_phases(phases: QuerySet[Phase], first: str, last: str) -> list[Milestone]:
    """Phases that start or end in these quarters."""
    found = []
    for phase in phases:
        for day, kind in ((phase.starts, STARTS), (phase.ends, ENDS)):
            if day and first <= quarters.of(day) <= last:
                found.append(Milestone(quarters.of(day), quarters.label(quarters.of(day)), kind, phase.title))
    return found
