"""Where councils and colleges stand with the documents of a programme, as the page on decisions shows it.

What is planned is never told as decided: `decisions.rules.wording` puts every state in words.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Prefetch

from actions.models import Document, Participation, Programme
from actions.models.base import Viewer
from decisions.models import Adoption, Advice
from decisions.pages.since import moments_of
from decisions.pages.since_counts import SinceLink, since_links
from decisions.rules.silent import silent
from decisions.rules.wording import MANY, Words, bodies_in_order, decision, nothing_known, of_adoption, together
from municipalities.models import Municipality
from reading.vocabulary import Precision

# From decided to not known; what does not apply comes last and does not count.
ORDER = [
    *(Adoption.State.ADOPTED, Adoption.State.ADOPTED_AMENDED, Adoption.State.FOR_INFORMATION),
    *(Adoption.State.DEFERRED, Adoption.State.REJECTED, Adoption.State.SUBMITTED, Adoption.State.PLANNED),
    *(Adoption.State.DONE, Adoption.State.UNKNOWN, Adoption.State.NOT_APPLICABLE),
]


class Stand(NamedTuple):
    """What is counted together: bodies that stand the same. Fields as those of `Adoption`."""

    body: str
    state: str
    planned_for: str | None = None
    planned_on: datetime.date | None = None
    deferred_until: datetime.date | None = None
    deferred_precision: str = Precision.DAY


# The columns of a `Stand` in a queryset that `seen_by` read.
STAND = ("body", "seen_state", "planned_for", "planned_on", "seen_until", "deferred_precision")


@dataclass(frozen=True)
class Part:
    """How many bodies are in one state, told the same."""

    state: str
    label: str  # what follows the number: `gepland voor het 1e kwartaal 2027`
    count: int
    mark: str = ""  # the code for its colour and sign: its state, or `overdue`

    @property
    def text(self) -> str:
        """`3 vastgesteld`."""
        return f"{self.count} {self.label}"


@dataclass(frozen=True)
class Strip:
    """One body (all councils, or all colleges) on one document. `decided_by` is a `Document.Decider`."""

    body: str
    decided_by: str
    parts: list[Part]

    @property
    def label(self) -> str:
        """`Raden` or `Colleges`."""
        return str(MANY[Adoption.Body(self.body)]).capitalize()

    @property
    def counts(self) -> Counter[str]:
        """How many bodies are in each state."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            counts[part.state] += part.count
        return counts

    @property
    def total(self) -> int:
        """The bodies that have a say."""
        return sum(part.count for part in self.parts if part.state != Adoption.State.NOT_APPLICABLE)

    @property
    def overdue(self) -> int:
        """The bodies that should have decided by now, as far as is known."""
        return sum(part.count for part in self.parts if part.mark == "overdue")

    @property
    def adopted(self) -> int:
        """The bodies that are known to have adopted the document, amended or not."""
        return sum(part.count for part in self.parts if part.state in Adoption.DECIDED)

    @property
    def squares(self) -> list[Part]:
        """One part for each body, for the picture."""
        return [part for part in self.parts for _each in range(part.count)]

    @property
    def sentence(self) -> str:
        """What is known of them all."""
        return together(self.body, self.counts, self.decided_by)


@dataclass(frozen=True)
class Decision:
    """One adoption with its state in words. `shared`: its text is shown once, above the table."""

    adoption: Adoption
    words: Words
    shared: bool


@dataclass(frozen=True)
class Place:
    """A municipality with where its council and its college stand."""

    municipality: Municipality
    takes_part: bool
    note: str
    decisions: list[tuple[str, Decision | None]]  # per column its name and decision; None: the source says nothing


@dataclass(frozen=True)
class Paper:
    """A document with everything that was decided and advised about it."""

    document: Document
    strips: list[Strip]
    places: list[Place]
    shared: list[tuple[str, str, str]]  # body, text and note that are the same for all its municipalities
    bodies: list[tuple[Adoption.Body, str]]  # the columns of the table, with their names; who decides comes first
    since: SinceLink | None = None  # what changed since it was first adopted

    @property
    def is_uniform(self) -> bool:
        """Whether every municipality with a say stands the same, on no day of its own: the table adds little."""
        told = [decision.adoption for place in self.places for _label, decision in place.decisions if decision]
        if any(adoption.decided_on or adoption.submitted_on for adoption in told):
            return False
        says = [[part for part in strip.parts if part.state != Adoption.State.NOT_APPLICABLE] for strip in self.strips]
        return all(len(parts) <= 1 for parts in says)

    @property
    def not_for(self) -> list[tuple[Municipality, str]]:
        """Municipalities of which the source says that this document is not for them, with its words."""
        return [
            (place.municipality, decision.adoption.text or decision.adoption.source_note)
            for place in self.places
            if not place.takes_part
            for _label, decision in place.decisions
            if decision and decision.adoption.state == Adoption.State.NOT_APPLICABLE
        ]

    @property
    def nothing_known(self) -> str:
        """What is said when no decision is on record."""
        return nothing_known(self.document.decided_by)

    @property
    def participants(self) -> list[Place]:
        """The municipalities that take part."""
        return [place for place in self.places if place.takes_part]


def papers(programme: Programme, user: Viewer, today: datetime.date) -> list[Paper]:
    """The documents of a programme that a reader may see; at most six queries, however many municipalities."""
    documents = Document.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    read = documents.select_related("programme__region").prefetch_related(
        Prefetch("participations", Participation.objects.select_related("municipality")),
        Prefetch("adoptions", Adoption.objects.seen_by(user).select_related("municipality", "document")),
        "route",
        Prefetch("advices", Advice.objects.select_related("municipality")),
    )
    found = list(read)
    for document in found:
        document.programme = programme  # at hand, with its region
    decided = [(each, moments[0]) for each in found if (moments := moments_of(each.adoptions.all()))]
    links = since_links(decided)
    return [replace(_paper(document, today), since=links.get(document.pk)) for document in found]


def _paper(document: Document, today: datetime.date) -> Paper:
    adoptions = [row for row in document.adoptions.all() if row.kind == Adoption.Kind.DECISION]
    taking_part = document.participations.all()
    notes = {row.municipality_id: row.note for row in taking_part}
    by_body = {body: [row for row in adoptions if row.body == body] for body in bodies_in_order(document.decided_by)}
    shared = {body: _shared(body, rows) for body, rows in by_body.items()}
    decisions = {
        (row.municipality_id, row.body): Decision(row, of_adoption(row, today), _is_shared(row, shared))
        for row in adoptions
    }
    bodies = [(body, str(body.label)) for body, rows in by_body.items() if rows]
    municipalities = {row.municipality_id: row.municipality for row in taking_part}
    municipalities |= {row.municipality_id: row.municipality for row in adoptions}
    places = [
        Place(
            place,
            key in notes,
            notes.get(key, ""),
            [(label, decisions.get((key, body))) for body, label in bodies],
        )
        for key, place in sorted(municipalities.items(), key=lambda pair: pair[1].name.casefold())
    ]
    return Paper(
        document,
        strips=strips_of(
            document, [*adoptions, *silent(document, (row.municipality for row in taking_part), adoptions)], today
        ),
        places=places,
        shared=[text for texts in shared.values() for text in texts],
        bodies=bodies,
    )


def _is_shared(adoption: Adoption, shared: Mapping[Adoption.Body, list[tuple[str, str, str]]]) -> bool:
    """Whether the words of the source on it are shown above the table: not of who has no say."""
    return adoption.state != Adoption.State.NOT_APPLICABLE and bool(shared[Adoption.Body(adoption.body)])


def strips_of(document: Document, adoptions: Sequence[Adoption], today: datetime.date) -> list[Strip]:
    """The councils and the colleges on a document, as far as it says anything of them; who decides comes first."""
    counted: Counter[Stand] = Counter()
    for row in adoptions:
        until = (row.deferred_until, row.deferred_precision)
        counted[Stand(row.body, row.state, row.planned_for, row.planned_on, *until)] += 1
    return strips_counted(document, counted, today)


def strips_counted(document: Document, counted: Mapping[Stand, int], today: datetime.date) -> list[Strip]:
    """The same from numbers of bodies that stand the same."""
    strips = []
    for body in bodies_in_order(document.decided_by):
        told: Counter[Words] = Counter()
        for stand in sorted((each for each in counted if each.body == body), key=_from_decided_to_unknown):
            words = decision(
                stand.state,
                planned_for=stand.planned_for,
                planned_on=stand.planned_on,
                deferred_until=stand.deferred_until,
                deferred_precision=stand.deferred_precision,
                last_year=document.last_year,
                today=today,
            )
            told[words] += counted[stand]
        if told:
            parts = [Part(words.state, words.counted, number, words.mark) for words, number in told.items()]
            strips.append(Strip(body, document.decided_by, parts))
    return strips


def _from_decided_to_unknown(stand: Stand) -> tuple[int, str]:
    moment = stand.planned_on or stand.deferred_until
    return ORDER.index(Adoption.State(stand.state)), stand.planned_for or (moment.isoformat() if moment else "")


def _shared(body: Adoption.Body, adoptions: Sequence[Adoption]) -> list[tuple[str, str, str]]:
    """The words of the document when they are the same for every municipality, so that they are shown once."""
    has_say = [adoption for adoption in adoptions if adoption.state != Adoption.State.NOT_APPLICABLE]
    said = {(adoption.text, adoption.source_note) for adoption in has_say}
    if len(has_say) < 2 or len(said) != 1:
        return []
    text, note = said.pop()
    return [(str(MANY[body]).capitalize(), text, note)] if text or note else []
