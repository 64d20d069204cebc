"""The route of a document: which bodies take which steps, in which order, and for when that is planned for all."""

import datetime
from typing import NamedTuple

from decisions.models import Adoption, RouteStep
from decisions.rules.steps import formats_of
from decisions.rules.wording import step_name
from reading.days import read_when
from reading.plans.one_quarter import NotOneQuarter, read_one_quarter
from reading.vocabulary import Precision

DECIDING = (Adoption.Body.COUNCIL, Adoption.Body.COLLEGE)


class Planned(NamedTuple):
    """One step of a route; at most one of the two moments."""

    body: str
    kind: str
    planned_on: datetime.date | None = None
    planned_for: str | None = None

    @property
    def name(self) -> str:
        """`Commissie: advies`."""
        return step_name(self.body, self.kind)

    @property
    def when(self) -> str:
        """For when it is planned, as it is typed: `03-03-2027`, `1e kwartaal 2027`, or nothing."""
        return formats_of(self.planned_on, self.planned_for)

    @property
    def in_words(self) -> str:
        """`Commissie: advies, gepland 1e kwartaal 2027`."""
        return f"{self.name}, gepland {self.when}" if self.when else self.name


def planned(step: RouteStep) -> Planned:
    """What a step, or a line of its history, says."""
    return Planned(step.body, step.kind, step.planned_on, step.planned_for)


def possible_steps() -> list[tuple[str, str]]:
    """Who can take which step: only councils and colleges decide. The kinds in the order in which they are taken."""
    return [
        (body.value, kind.value)
        for kind in Adoption.Kind
        for body in (Adoption.Body.COLLEGE, Adoption.Body.COMMITTEE, Adoption.Body.ADVISORY, Adoption.Body.COUNCIL)
        if kind != Adoption.Kind.DECISION or body in DECIDING
    ]


def moment_of(text: str) -> tuple[datetime.date | None, str | None] | None:
    """A day or a quarter as it was typed, as the two fields that hold a plan; None: it is neither."""
    if not text.strip():
        return None, None
    when = read_when(text)
    if when and when.precision == Precision.DAY:
        return when.day, None
    try:
        return None, read_one_quarter(text).quarter
    except NotOneQuarter:
        return None
