"""How a decision of a council or college, and a promise, is put into words. Every page, file and report asks here.

The state comes first, and then the one date that belongs to that state: a date of submission is never told as the date
of a decision, and a plan never as a decision. What is not known is said. Nothing here reads the database.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actions.models import Document
from decisions.models import Adoption, Commitment
from decisions.models.adoptions import last_day
from reading import formats, quarters
from reading.vocabulary import Precision

State = Adoption.State
Body = Adoption.Body
Kind = Adoption.Kind
DECIDERS: dict[str, tuple[Body, ...]] = {
    Document.Decider.COUNCIL: (Body.COUNCIL,),
    Document.Decider.COLLEGE: (Body.COLLEGE,),
    Document.Decider.BOTH: (Body.COUNCIL, Body.COLLEGE),
    Document.Decider.UNKNOWN: (),
}
ONE = {Body.COUNCIL: gettext_lazy("de raad"), Body.COLLEGE: gettext_lazy("het college")}
# Also who takes the steps before a decision.
ONE_OF = {
    **ONE,
    Body.COMMITTEE: gettext_lazy("de raadscommissie"),
    Body.ADVISORY: gettext_lazy("het adviesorgaan"),
}
MANY = {Body.COUNCIL: gettext_lazy("raden"), Body.COLLEGE: gettext_lazy("colleges")}
# What a body can do with a document, in the order in which it is told. The other states leave the outcome open.
OUTCOMES: tuple[tuple[State, ...], ...] = (
    (State.ADOPTED, State.ADOPTED_AMENDED),
    (State.REJECTED,),
    (State.DEFERRED,),
)
KNOWN = tuple(state for states in OUTCOMES for state in states)
DATED = (*KNOWN, State.FOR_INFORMATION, State.DONE)
# What a step that decides nothing is called when it was taken.
DONE = {
    Kind.CONSULTATION: gettext_lazy("Gehouden"),
    Kind.ADVICE: gettext_lazy("Uitgebracht"),
    Kind.VIEW: gettext_lazy("Ingediend"),
    Kind.DECISION: gettext_lazy("Besloten"),
}


@dataclass(frozen=True)
class Words:
    """Where one decision or promise stands. Its forms differ in length, never in what they say."""

    state: str  # the code: for colours and for rules, which never read the words
    name: str  # what the state is called: `Vastgesteld`
    date: str = ""  # the date or quarter that belongs to this state, and to no other
    before: str = ""  # what leads to the date in a sentence: `op`, `voor het`
    doubt: str = ""  # what is not known
    has_passed: bool = False  # the time for which it was planned

    @property
    def label(self) -> str:
        """What stands in a badge or a column: `Vastgesteld`, `Was gepland`."""
        if not self.has_passed:
            return self.name
        if self.state == State.SUBMITTED:
            return self.name
        return _("Was aangehouden") if self.state == State.DEFERRED else _("Was gepland")

    @property
    def mark(self) -> str:
        """The code for its colour and sign: its state, or `overdue` when its time has passed."""
        return "overdue" if self.has_passed else self.state

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
        """What follows a number of bodies: `gepland voor het 1e kwartaal 2027`; with what is not known of a plan."""
        is_open = self.state in (State.PLANNED, State.SUBMITTED)
        if self.has_passed and self.state == State.DEFERRED:
            return self.sentence.lower()
        return (f"{self.name} {self.detail}".rstrip() if self.date or is_open else self.name).lower()


def decision(
    state: str,
    *,
    kind: str = Kind.DECISION,
    planned_for: str | None = None,
    planned_on: datetime.date | None = None,
    submitted_on: datetime.date | None = None,
    decided_on: datetime.date | None = None,
    deferred_until: datetime.date | None = None,
    deferred_precision: str = Precision.DAY,
    last_year: int | None = None,
    today: datetime.date,
) -> Words:
    """A decision, or a step before it, in words. `state` is an `Adoption.State`; `planned_for` a quarter (`2026Q3`).

    `last_year` is the last year of the document: a decision that was planned for no known moment is past with it.
    """
    words = Words(state, name_of(state, kind))
    unknown = _("het besluit is niet bekend") if kind == Kind.DECISION else _("of het is gebeurd, is niet bekend")
    if state == State.PLANNED and planned_on:
        has_passed = planned_on < today
        doubt = unknown if has_passed else ""
        return replace(words, before=_("op"), date=formats.day(planned_on), doubt=doubt, has_passed=has_passed)
    if state == State.PLANNED:
        is_over = last_year is not None and last_year < today.year
        return _planned(words, planned_for, today, is_over=is_over, past=unknown)
    if state == State.SUBMITTED:
        has_passed = bool(planned_on and planned_on < today)
        return replace(_dated(words, submitted_on), doubt=unknown, has_passed=has_passed)
    if state == State.DEFERRED and deferred_until:
        has_passed = last_day(deferred_until, deferred_precision) < today
        until = formats.dated(deferred_until, deferred_precision)
        return replace(words, before=_("tot"), date=until, doubt=unknown if has_passed else "", has_passed=has_passed)
    return _dated(words, decided_on) if state in DATED else words


def name_of(state: str, kind: str = Kind.DECISION) -> str:
    """What a state of a step is called: `Vastgesteld`; of an advice that was given `Uitgebracht`."""
    return str(DONE[Kind(kind)]) if state == State.DONE else str(State(state).label)


def step_name(body: str, kind: str) -> str:
    """What a step is called at the head of a column: `Raad`, `Commissie: advies`."""
    label = str(Body(body).label)
    return label if kind == Kind.DECISION else f"{label}: {str(Kind(kind).label).lower()}"


def changes_in_words(count: int) -> str:
    """`Sindsdien 3 wijzigingen`."""
    return ngettext("Sindsdien %d wijziging", "Sindsdien %d wijzigingen", count) % count


def since_in_words(day: datetime.date, count: int | None) -> str:
    """What is said of the changes since a day; None: the text of that day is not kept, so that nobody can say."""
    if count is None:
        return _("Wat sindsdien is gewijzigd, is niet bekend")
    return changes_in_words(count) if count else _("Ongewijzigd sinds %s") % formats.day(day)


def step_in_line(body: str, kind: str) -> str:
    """The same where what became of it follows: `Raad`, `Commissie (advies)`."""
    label = str(Body(body).label)
    return label if kind == Kind.DECISION else f"{label} ({str(Kind(kind).label).lower()})"


def promise(
    state: str,
    *,
    planned_for: str | None = None,
    signed_on: datetime.date | None = None,
    valid_until: datetime.date | None = None,
    today: datetime.date,
) -> Words:
    """A declaration of intent or a promise in words. `state` is a `Commitment.State`; `planned_for` a quarter.

    What holds no more (`valid_until`, its last day, has passed) is told in the past tense.
    """
    words = Words(state, str(Commitment.State(state).label))
    if state in (Commitment.State.SIGNED, Commitment.State.ENDED) and valid_until and valid_until < today:
        return Words("ended", _("Afgelopen"), doubt=_("gold tot en met %s") % formats.day(valid_until))
    if state == Commitment.State.PLANNED:
        return _planned(words, planned_for, today, past=_("of het is gebeurd, is niet bekend"))
    return _dated(words, signed_on) if state == Commitment.State.SIGNED else words


def _planned(words: Words, quarter: str | None, today: datetime.date, *, past: str, is_over: bool = False) -> Words:
    """A plan; when its time has passed, it was one, and what came of it is not known."""
    has_passed = quarter < quarters.of(today) if quarter else is_over
    words = replace(words, has_passed=has_passed)
    if not quarter:
        unsaid = _("wanneer, staat niet in de bron")
        return replace(words, doubt="; ".join([unsaid] + [past] * has_passed))
    return replace(words, before=_("voor het"), date=quarters.label(quarter), doubt=past if has_passed else "")


def _dated(words: Words, day: datetime.date | None) -> Words:
    if not day:
        return replace(words, doubt=_("datum niet bekend"))
    return replace(words, before=_("op"), date=formats.day(day))


def of_adoption(adoption: Adoption, today: datetime.date) -> Words:
    """Where one body of one municipality stands with one document, in words. Wants the document at hand."""
    return decision(
        adoption.state,
        kind=adoption.kind,
        planned_for=adoption.planned_for,
        planned_on=adoption.planned_on,
        submitted_on=adoption.submitted_on,
        decided_on=adoption.decided_on,
        deferred_until=adoption.deferred_until,
        deferred_precision=adoption.deferred_precision,
        last_year=adoption.document.last_year,
        today=today,
    )


def of_commitment(commitment: Commitment, today: datetime.date) -> Words:
    """Where a declaration of intent or a promise stands, in words."""
    return promise(
        commitment.state,
        planned_for=commitment.planned_for,
        signed_on=commitment.signed_on,
        valid_until=commitment.valid_until,
        today=today,
    )


def bodies_in_order(decided_by: str) -> list[Body]:
    """The bodies, first who decides on a document (`Document.Decider`); without a difference the council first."""
    decides = DECIDERS[decided_by]
    return sorted((Body.COUNCIL, Body.COLLEGE), key=lambda body: body not in decides)


def nothing_known(decided_by: str) -> str:
    """What is said of a document of which no decision is on record, not even a planned one."""
    if not DECIDERS[decided_by]:
        return _("Wie hierover besluit, staat niet in de bron.")
    verb = _("besluit") if len(DECIDERS[decided_by]) == 1 else _("besluiten")
    who = Document.Decider(decided_by).label
    return _("Hierover %(verb)s %(who)s. Van een besluit is niets bekend.") % {"verb": verb, "who": who}


def together(body: str, states: Mapping[str, int], decided_by: str) -> str:
    """What is known of all councils, or of all colleges, on one document, in a sentence or two.

    Nobody is said to have to decide when the document does not say so (`decided_by`, a `Document.Decider`).
    """
    one, many = str(ONE[Body(body)]), str(MANY[Body(body)])
    total = sum(number for state, number in states.items() if state != State.NOT_APPLICABLE)
    if not total:
        return _("De %(many)s besluiten hier niet over.") % {"many": many}
    told = [(str(labels[0].label).lower(), sum(states.get(state, 0) for state in labels)) for labels in OUTCOMES]
    outcomes = [(label, number) for label, number in told if number]
    if outcomes:
        return _outcomes(outcomes, total, one, many)
    noted = states.get(State.FOR_INFORMATION, 0)
    if noted:
        return _noted(noted, total, one, many)
    decides = DECIDERS[decided_by]
    nothing = set(states) <= {State.UNKNOWN, State.NOT_APPLICABLE}
    if decides and body not in decides and nothing:
        return _("Hierover besluiten de %(others)s. Van de %(many)s is niets bekend.") % {
            "others": MANY[decides[0]], "many": many,
        }  # fmt: skip
    if total == 1:
        known = _("Van %(one)s is geen besluit bekend.") % {"one": one}
    else:
        known = _("Van geen van de %(total)d %(many)s is een besluit bekend.") % {"total": total, "many": many}
    return known if decides or not nothing else f"{nothing_known(decided_by)} {known}"


def _outcomes(outcomes: list[tuple[str, int]], total: int, one: str, many: str) -> str:
    """`3 van de 6 raden hebben vastgesteld, 1 heeft verworpen.`"""
    if total == 1:
        return _("%(one)s heeft het document %(label)s.") % {
            "one": _capital(one), "label": outcomes[0][0],
        }  # fmt: skip
    parts = [f"{number} {_have(number)} {label}" for label, number in outcomes]
    first = _("%(number)d van de %(total)d %(many)s %(have)s %(label)s") % {
        "number": outcomes[0][1], "total": total, "many": many, "have": _have(outcomes[0][1]), "label": outcomes[0][0],
    }  # fmt: skip
    return ", ".join([first, *parts[1:]]) + "."


def _noted(number: int, total: int, one: str, many: str) -> str:
    """`2 van de 5 raden namen er kennis van. Van een besluit is niets bekend.`"""
    if total == 1:
        return _("%(one)s nam er kennis van.") % {"one": _capital(one)}
    took = _("nam") if number == 1 else _("namen")
    return f"{number} van de {total} {many} {took} er kennis van."


def _have(number: int) -> str:
    return _("heeft") if number == 1 else _("hebben")


def plan_question(*, is_adopted: bool) -> str:
    """Above what a plan holds: a promise only where somebody adopted it."""
    return _("Wat is beloofd?") if is_adopted else _("Wat staat er in het plan?")


@dataclass(frozen=True)
class Told:
    """One decision of one municipality, as its headline tells it: on what, by whom, and what."""

    document: str  # what it is called in a sentence: `regiovisie`
    who: str  # `raad`, `raad van Delfzijl`
    state: str


@dataclass(frozen=True)
class Headline:
    """What a municipality decided on the documents of a programme, in one line: no more than is known."""

    decisions: tuple[Told, ...]

    @property
    def known(self) -> list[Told]:
        """The decisions of which the outcome is known, be it that the matter was put off or rejected."""
        return [each for each in self.decisions if each.state in KNOWN]

    @property
    def is_known(self) -> bool:
        """Whether the outcome of any decision is known."""
        return bool(self.known)

    @property
    def sentence(self) -> str:
        """`Regiovisie verworpen`, `Regiovisie en plan vastgesteld`; of one document `Verworpen`.

        "Geen besluit bekend" stands only where nothing was decided, put off, rejected or taken note of.
        """
        told = self.known or [each for each in self.decisions if each.state == State.FOR_INFORMATION]
        if not told:
            return _("Geen besluit bekend")
        documents: dict[str, dict[str, list[str]]] = {}  # who did what, per document
        for each in told:
            documents.setdefault(each.document, {}).setdefault(each.state, []).append(each.who)
        alike: dict[str, list[str]] = {}  # documents of which the same is told
        for document, who_by_state in documents.items():
            alike.setdefault(_agreed(who_by_state), []).append(document)
        is_named = len({each.document for each in self.decisions}) > 1
        parts = [f"{formats.listed(names)} {words}" if is_named else words for words, names in alike.items()]
        return _capital("; ".join(parts))


def _agreed(who_by_state: Mapping[str, list[str]]) -> str:
    """`vastgesteld` when all bodies did the same, else what each did: `vastgesteld (college), verworpen (raad)`."""
    labels = {state: str(State(state).label).lower() for state in who_by_state}
    if len(labels) == 1:
        return next(iter(labels.values()))
    return ", ".join(f"{labels[state]} ({formats.listed(who)})" for state, who in who_by_state.items())


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def foreseen(body: str, number: int, title: str) -> str:
    """What is planned, as a line in a list of what comes: `3 raden over Regiovisie 2027`; never that it will happen."""
    who = str(ONE[Body(body)]) if number == 1 else f"{number} {MANY[Body(body)]}"
    return _("gepland bij %(who)s: %(title)s") % {"who": who, "title": title}
