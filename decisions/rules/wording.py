"""How a decision of a council or college, and a promise, is put into words. Every page, file and report asks here.

The state comes first, and then the one date that belongs to that state: a date of submission is never told as the date
of a decision, and a plan never as a decision. What is not known is said. Nothing here reads the database.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from decisions.models import Adoption, Commitment
from reading import formats, quarters

State = Adoption.State
DATED = (State.ADOPTED, State.ADOPTED_AMENDED, State.DEFERRED, State.REJECTED, State.FOR_INFORMATION)


@dataclass(frozen=True)
class Words:
    """Where one decision or promise stands. Its forms differ in length, never in what they say."""

    state: str  # the code: for colours and for rules, which never read the words
    label: str  # `Vastgesteld`
    date: str = ""  # the date or quarter that belongs to this state, and to no other
    before: str = ""  # what leads to the date in a sentence: `op`, `voor het`
    doubt: str = ""  # what is not known

    @property
    def detail(self) -> str:
        """What follows the label: `op 17 maart 2020; het besluit is niet bekend`, `(datum niet bekend)`, or nothing."""
        if not self.date:
            return f"({self.doubt})" if self.doubt else ""
        return f"{self.before} {self.when}"

    @property
    def when(self) -> str:
        """What stands in a column of dates, beside a column with the label; empty when there is nothing to say."""
        return "; ".join(part for part in (self.date, self.doubt) if part)

    @property
    def sentence(self) -> str:
        """All of it, without a full stop: `Vastgesteld op 14 november 2024`."""
        return f"{self.label} {self.detail}".rstrip()

    @property
    def counted(self) -> str:
        """What follows a number of bodies: `gepland voor het 1e kwartaal 2027`."""
        return (self.sentence if self.date else self.label).lower()


def decision(
    state: str,
    *,
    planned_for: str | None = None,
    submitted_on: datetime.date | None = None,
    decided_on: datetime.date | None = None,
    today: datetime.date,
) -> Words:
    """A decision in words. `state` is an `Adoption.State`; `planned_for` a quarter such as `2026Q3`."""
    words = Words(state, str(State(state).label))
    if state == State.PLANNED:
        return _planned(words, planned_for, today, past=_("die datum is voorbij, het besluit is niet bekend"))
    if state == State.SUBMITTED:
        return replace(_dated(words, submitted_on), doubt=_("het besluit is niet bekend"))
    return _dated(words, decided_on) if state in DATED else words


def promise(
    state: str, *, planned_for: str | None = None, signed_on: datetime.date | None = None, today: datetime.date
) -> Words:
    """A declaration of intent or a promise in words. `state` is a `Commitment.State`; `planned_for` a quarter."""
    words = Words(state, str(Commitment.State(state).label))
    if state == Commitment.State.PLANNED:
        return _planned(words, planned_for, today, past=_("die datum is voorbij, of het is gebeurd is niet bekend"))
    return _dated(words, signed_on) if state == Commitment.State.SIGNED else words


def _planned(words: Words, quarter: str | None, today: datetime.date, *, past: str) -> Words:
    if not quarter:
        return replace(words, doubt=_("wanneer, staat niet in de bron"))
    doubt = past if quarter < quarters.of(today) else ""
    return replace(words, before=_("voor het"), date=quarters.label(quarter), doubt=doubt)


def _dated(words: Words, day: datetime.date | None) -> Words:
    if not day:
        return replace(words, doubt=_("datum niet bekend"))
    return replace(words, before=_("op"), date=formats.day(day))


def of_adoption(adoption: Adoption, today: datetime.date) -> Words:
    """Where one body of one municipality stands with one document, in words."""
    return decision(
        adoption.state,
        planned_for=adoption.planned_for,
        submitted_on=adoption.submitted_on,
        decided_on=adoption.decided_on,
        today=today,
    )


def of_commitment(commitment: Commitment, today: datetime.date) -> Words:
    """Where a declaration of intent or a promise stands, in words."""
    return promise(commitment.state, planned_for=commitment.planned_for, signed_on=commitment.signed_on, today=today)


@dataclass(frozen=True)
class Outcome:
    """What several bodies decided together: how many times each outcome is known, of how many decisions to take."""

    adopted: int
    rejected: int
    deferred: int
    total: int

    @property
    def is_known(self) -> bool:
        """Whether the outcome of any decision is known, be it that it was put off."""
        return bool(self.adopted or self.rejected or self.deferred)

    @property
    def sentence(self) -> str:
        """`1 van de 2 keer vastgesteld, 1 keer verworpen`; not more than is known."""
        outcomes = ((State.ADOPTED, self.adopted), (State.REJECTED, self.rejected), (State.DEFERRED, self.deferred))
        told = [(str(state.label), number) for state, number in outcomes if number]
        if not told:
            return _("Geen besluit bekend")
        (label, number), *others = told
        if number == self.total:
            return label
        first = _("%(number)d van de %(total)d keer %(label)s")
        more = [_("%(number)d keer %(label)s") % {"number": n, "label": other.lower()} for other, n in others]
        return ", ".join([first % {"number": number, "total": self.total, "label": label.lower()}, *more])


def outcome(states: Iterable[str]) -> Outcome:
    """Count the states of several bodies; who only takes note, or has no say, has nothing to decide."""
    counts = Counter(states)
    left_out = counts[State.FOR_INFORMATION] + counts[State.NOT_APPLICABLE]
    return Outcome(
        adopted=sum(counts[state] for state in Adoption.DECIDED),
        rejected=counts[State.REJECTED],
        deferred=counts[State.DEFERRED],
        total=counts.total() - left_out,
    )
