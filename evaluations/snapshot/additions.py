"""What municipalities do themselves beside the plan, for an annex. Nothing in the report counts it."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.models import AnonymousUser

from actions.models import Programme
from decisions.pages.additions import Shown, additions_beside
from decisions.rules.terms import addition_costs


@dataclass(frozen=True)
class AdditionItem:
    """One addition of a municipality."""

    title: str
    beside: str
    state: str
    when: str
    what: str
    costs: str


@dataclass(frozen=True)
class OwnItem:
    """A municipality with what it does itself."""

    municipality: str
    additions: list[AdditionItem]


def read_additions(programme: Programme, *, reader: AnonymousUser, on: datetime.date) -> list[OwnItem]:
    """The published additions beside a programme, per municipality; one query."""
    shown = additions_beside(programme, reader, on)
    return [OwnItem(name, [_item(each) for each in own]) for name, own in groupby(shown, key=lambda each: each.of)]


def _item(shown: Shown) -> AdditionItem:
    addition = shown.addition
    return AdditionItem(addition.title, shown.beside, shown.label, shown.when, addition.what, addition_costs(addition))
