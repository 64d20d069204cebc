"""The quality of a plan: what an action asks for and does not have yet. It judges texts and dates, never people.

Said twice, because a list of 2,000 actions is filtered by the database and a row is put into words by the page:
`missing` of facts at hand, and `misses` as a condition. A property test proves that they agree.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Cost, Goal, ProgressUpdate
from actions.models.action import goes_on

RECENT_MONTHS = 6
GOING_ON = (Action.Status.RUNNING, Action.Status.DELAYED)
# An amount, or a reason why there is none.
SETTLED = (Cost.Kind.AMOUNT, Cost.Kind.NONE, Cost.Kind.IN_KIND, Cost.Kind.EXISTING_BUDGET)
OPEN = (Cost.Kind.TO_BE_DETERMINED, Cost.Kind.UNCLEAR)


class Gap(TextChoices):
    """What can be missing; the value is how an address asks for it."""

    LEAD = "trekker", _("Trekker")
    PLANNING = "planning", _("Planning")
    GOAL = "doel", _("Doel")
    COST = "kosten", _("Kosten")
    PROGRESS = "voortgang", _("Recente voortgang")


ALWAYS = (Gap.LEAD, Gap.PLANNING, Gap.GOAL, Gap.COST)  # asked of every action that is not closed
MEANING = {
    Gap.LEAD: _("een organisatie die de actie trekt"),
    Gap.PLANNING: _("een kwartaal waarin zij begint of eindigt, of hoe vaak zij terugkomt"),
    Gap.GOAL: _("een doel, bij de actie zelf, bij haar thema of bij haar lijn"),
    Gap.COST: _("een bedrag, of waarom er geen is: geen kosten, inzet van medewerkers, of binnen bestaande middelen"),
    Gap.PROGRESS: _("als de actie loopt of vertraagd is: een bericht uit de laatste zes maanden, ook ‘geen wijziging’"),
}


@dataclass(frozen=True)
class Facts:
    """What there is of an action, as far as the rule asks."""

    status: str
    last_year: int | None  # of its programme
    has_lead: bool
    has_planning: bool  # a quarter or a recurrence; words that no quarter follows from are none
    has_goal: bool  # of its own, of its theme or of its line
    costs: Collection[str]  # their kinds
    reported_on: datetime.date | None  # the day of its last message, released or not


def recent_since(day: datetime.date) -> datetime.date:
    """The first day that still counts as recent: six months back, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - RECENT_MONTHS
    first = datetime.date(count // 12, count % 12 + 1, 1)
    next_month = datetime.date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + datetime.timedelta(days=day.day - 1), next_month - datetime.timedelta(days=1))


def asked(facts: Facts, *, on: datetime.date) -> tuple[Gap, ...]:
    """What an action has to have on a day. A closed one asks nothing; of an ended programme nobody reports."""
    if facts.status in Action.CLOSED:
        return ()
    reports = facts.status in GOING_ON and (facts.last_year or on.year) >= on.year
    return (*ALWAYS, Gap.PROGRESS) if reports else ALWAYS


def missing(facts: Facts, *, on: datetime.date) -> tuple[Gap, ...]:
    """What it has to have on a day and does not have."""
    there = {
        Gap.LEAD: facts.has_lead,
        Gap.PLANNING: facts.has_planning,
        Gap.GOAL: facts.has_goal,
        Gap.COST: any(kind in SETTLED for kind in facts.costs) and not any(kind in OPEN for kind in facts.costs),
        Gap.PROGRESS: facts.reported_on is not None and facts.reported_on >= recent_since(on),
    }
    return tuple(gap for gap in asked(facts, on=on) if not there[gap])


def asks() -> Q:
    """The condition that an action asks for anything: it is not closed."""
    return ~Q(status__in=Action.CLOSED)


def asks_progress(on: datetime.date) -> Q:
    """The condition that an action has to report."""
    return Q(status__in=GOING_ON) & goes_on(on.year)


def misses(gap: Gap, *, on: datetime.date) -> Q:
    """`missing` as a condition on actions. Never NULL; without joins but to the programme."""
    return asks() & _CONDITIONS[gap](on)


def misses_any(*, on: datetime.date) -> Q:
    """The condition that an action misses anything."""
    return reduce(or_, (misses(gap, on=on) for gap in Gap))


def _no_lead(on: datetime.date) -> Q:
    return Q(~Exists(Action.leads.through.objects.filter(action=OuterRef("pk"))))


def _no_planning(on: datetime.date) -> Q:
    return Q(starts_in__isnull=True, ends_in__isnull=True, recurrence="")


def _no_goal(on: datetime.date) -> Q:
    """Three questions, not one with "or": each finds its rows by an index."""
    above = Goal.objects.filter(action__isnull=True)
    own = Exists(Goal.objects.filter(action=OuterRef("pk")))
    of_theme = Exists(above.filter(theme=OuterRef("theme")))
    of_line = Exists(above.filter(line=OuterRef("line"), theme__isnull=True))
    return Q(~own) & Q(~of_theme) & Q(~of_line)


def _no_cost(on: datetime.date) -> Q:
    costs = Cost.objects.filter(action=OuterRef("pk"))
    return Q(~Exists(costs.filter(kind__in=SETTLED))) | Q(Exists(costs.filter(kind__in=OPEN)))


def _no_progress(on: datetime.date) -> Q:
    told = ProgressUpdate.objects.filter(action=OuterRef("pk"), on__gte=recent_since(on))
    return asks_progress(on) & Q(~Exists(told))


_CONDITIONS = {
    Gap.LEAD: _no_lead,
    Gap.PLANNING: _no_planning,
    Gap.GOAL: _no_goal,
    Gap.COST: _no_cost,
    Gap.PROGRESS: _no_progress,
}


@dataclass(frozen=True)
class Tally:
    """How complete a number of actions is: what is asked of them, and how much of it is missing."""

    actions: int = 0  # that ask for anything
    incomplete: int = 0
    asked: int = 0
    missing: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.actions + other.actions,
            self.incomplete + other.incomplete,
            self.asked + other.asked,
            self.missing + other.missing,
        )

    @property
    def there(self) -> int:
        """How much of what is asked is there."""
        return self.asked - self.missing

    @property
    def percentage(self) -> int | None:
        """How much of what is asked is there, rounded down: 100 only when nothing is missing. Nothing asked: None."""
        return self.there * 100 // self.asked if self.asked else None
