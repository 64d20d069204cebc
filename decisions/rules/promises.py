"""How a question or promise of a council is put into words: every page, file, mail and report asks here.

When something is late has one rule: `Promise.is_overdue` (of many: `overdue(on=)`). Due 1 July, it is late from 2 July.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.models import Promise
from reading import formats

State = Promise.State
OVERDUE = "overdue"  # an open one whose last day is over: a state in what is shown, not in what is kept


@dataclass(frozen=True)
class Standing:
    """Where a question or promise stands: its forms differ in length, never in what they say."""

    state: str  # a `Promise.State`, or `overdue`: for colours and rules, which never read the words
    label: str  # what stands in a badge: `Te laat`
    detail: str  # what follows it: `termijn was 1 juli 2026`

    @property
    def sentence(self) -> str:
        """All of it, without a full stop: `Te laat: termijn was 1 juli 2026`."""
        return f"{self.label}: {self.detail}" if self.detail else self.label


def of_promise(promise: Promise, today: datetime.date) -> Standing:
    """Where a question or promise stands on a day, in words."""
    if promise.is_overdue(today):
        return Standing(OVERDUE, _("Te laat"), _("termijn was %s") % formats.day(promise.due_on))
    label = str(promise.get_state_display())
    if promise.state == State.OPEN:
        return Standing(promise.state, label, due_in_words(promise))
    if promise.state == State.ANSWERED:
        said = _("op %s; wacht op de griffier") if promise.answered_on else _("wacht op de griffier")
        return Standing(promise.state, label, said % formats.day(promise.answered_on) if promise.answered_on else said)
    return Standing(promise.state, label, _("op %s") % formats.day(promise.closed_on))


def due_in_words(promise: Promise) -> str:
    """Until when an answer is in time: `uiterlijk 1 juli 2026`; what names no day is told as it was written."""
    if promise.due_on:
        return _("uiterlijk %s") % formats.day(promise.due_on)
    if promise.due_text:
        return _("termijn ‘%s’ is geen dag") % promise.due_text
    return _("geen termijn genoemd")


def owed_in_words(promise: Promise) -> str:
    """Who owes the answer, and for whom it falls: `college (portefeuillehouder zorg)`; empty when neither is known."""
    if promise.owed_by and promise.holder:
        return f"{promise.owed_by} ({promise.holder})"
    return promise.owed_by or promise.holder


@dataclass(frozen=True)
class Tally:
    """How many questions and promises stand where."""

    open: int = 0  # the overdue ones included
    overdue: int = 0
    answered: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.open + self.answered + self.closed

    @property
    def sentence(self) -> str:
        """`3 open, waarvan 1 te laat. 2 beantwoord, wachten op de griffier. 4 afgedaan of vervallen.`"""
        if not self.total:
            return _("Er zijn geen vragen en toezeggingen bekend.")
        parts = [self.open_in_words]
        if self.answered:
            said = ngettext(
                "%d beantwoord, wacht op de griffier", "%d beantwoord, wachten op de griffier", self.answered
            )
            parts.append(said % self.answered)
        if self.closed:
            parts.append(_("%d afgedaan of vervallen") % self.closed)
        return ". ".join(parts) + "."

    @property
    def open_in_words(self) -> str:
        """`3 open, waarvan 1 te laat`; `niets open`."""
        if not self.open:
            return _("Niets open")
        said = _("%d open") % self.open
        return _("%(open)s, waarvan %(late)d te laat") % {"open": said, "late": self.overdue} if self.overdue else said
