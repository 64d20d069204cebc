"""Where councils and colleges stand with the documents of a programme, as the page on decisions shows it.

What is planned is never told as decided: `decisions.rules.wording` puts every state in words.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from actions.models import Document, Participation, Programme
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.rules.wording import Words, of_adoption
from municipalities.models import Municipality

PLURALS = {Adoption.Body.COUNCIL: ("raad", "raden"), Adoption.Body.COLLEGE: ("college", "colleges")}
# From decided to not known; what does not apply comes last and does not count.
ORDER = [
    *(Adoption.State.ADOPTED, Adoption.State.ADOPTED_AMENDED, Adoption.State.FOR_INFORMATION),
    *(Adoption.State.DEFERRED, Adoption.State.REJECTED, Adoption.State.SUBMITTED, Adoption.State.PLANNED),
    *(Adoption.State.UNKNOWN, Adoption.State.NOT_APPLICABLE),
]


@dataclass(frozen=True)
class Part:
    """How many bodies are in one state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True)
class Strip:
    """One body (all councils, or all colleges) on one document."""

    body: str
    parts: list[Part]
    words: str = ""  # state and detail, when they are the same for all

    @property
    def label(self) -> str:
        """`Raden` or `Colleges`."""
        return PLURALS[Adoption.Body(self.body)][1].capitalize()

    @property
    def total(self) -> int:
        """The bodies that have a say."""
        return sum(part.count for part in self.parts if part.state != Adoption.State.NOT_APPLICABLE)

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
        """What is known of them all, in one sentence."""
        one, more = PLURALS[Adoption.Body(self.body)]
        if not self.total:
            return f"De {more} besluiten hier niet over."
        if self.total == 1:
            whom, some = f"{'de' if one == 'raad' else 'het'} {one}", "een" if self.adopted else "geen"
            return f"Van {whom} is {some} vaststelling bekend."
        if not self.adopted:
            return f"Van geen van de {self.total} {more} is een vaststelling bekend."
        verb = "heeft" if self.adopted == 1 else "hebben"
        return f"{self.adopted} van de {self.total} {more} {verb} vastgesteld."


@dataclass(frozen=True)
class Decision:
    """One adoption with its state in words. `shared`: its text is shown once, above the table."""

    adoption: Adoption
    words: Words
    shared: bool


@dataclass(frozen=True)
class Place:
    """A municipality with where its council and its college stand; None: the source says nothing about that body."""

    municipality: Municipality
    takes_part: bool
    note: str
    council: Decision | None
    college: Decision | None


@dataclass(frozen=True)
class Paper:
    """A document with everything that was decided and advised about it."""

    document: Document
    strips: list[Strip]
    places: list[Place]
    shared: list[tuple[str, str, str]]  # body, text and note that are the same for all its municipalities
    has_council: bool
    has_college: bool

    @property
    def is_uniform(self) -> bool:
        """Whether every municipality stands the same, so that the table adds little."""
        return all(len(strip.parts) == 1 for strip in self.strips)

    @property
    def participants(self) -> list[Place]:
        """The municipalities that take part."""
        return [place for place in self.places if place.takes_part]


def papers(programme: Programme, user: Viewer, today: datetime.date) -> list[Paper]:
    """The documents of a programme that a reader may see; four queries, however many municipalities."""
    documents = Document.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    read = documents.prefetch_related(
        Prefetch("participations", Participation.objects.select_related("municipality")),
        Prefetch("adoptions", Adoption.objects.select_related("municipality")),
        "advices",
    )
    return [_paper(document, today) for document in read]


def _paper(document: Document, today: datetime.date) -> Paper:
    adoptions = list(document.adoptions.all())
    notes = {row.municipality_id: row.note for row in document.participations.all()}
    by_body = {body: [row for row in adoptions if row.body == body] for body in Adoption.Body.values}
    shared = {body: _shared(body, rows) for body, rows in by_body.items()}
    decisions = {
        (row.municipality_id, row.body): Decision(row, of_adoption(row, today), bool(shared[row.body]))
        for row in adoptions
    }
    municipalities = {row.municipality_id: row.municipality for row in document.participations.all()}
    municipalities |= {row.municipality_id: row.municipality for row in adoptions}
    places = [
        Place(
            place,
            key in notes,
            notes.get(key, ""),
            decisions.get((key, Adoption.Body.COUNCIL)),
            decisions.get((key, Adoption.Body.COLLEGE)),
        )
        for key, place in sorted(municipalities.items(), key=lambda pair: pair[1].name.casefold())
    ]
    return Paper(
        document,
        strips=[_strip(body, rows, today) for body, rows in by_body.items() if rows],
        places=places,
        shared=[text for texts in shared.values() for text in texts],
        has_council=bool(by_body[Adoption.Body.COUNCIL]),
        has_college=bool(by_body[Adoption.Body.COLLEGE]),
    )


def _strip(body: str, adoptions: Sequence[Adoption], today: datetime.date) -> Strip:
    counts = Counter(adoption.state for adoption in adoptions)
    parts = [Part(state, str(state.label), counts[state]) for state in ORDER if counts[state]]
    return Strip(body, parts, _same(adoptions, today))


def _same(adoptions: Sequence[Adoption], today: datetime.date) -> str:
    """What holds for all these bodies, when there are more and it says more than their state."""
    words = {of_adoption(row, today) for row in adoptions}
    if len(words) != 1 or len(adoptions) == 1:
        return ""
    (same,) = words
    return same.sentence if same.detail else ""


def _shared(body: str, adoptions: Sequence[Adoption]) -> list[tuple[str, str, str]]:
    """The words of the document when they are the same for every municipality, so that they are shown once."""
    said = {(adoption.text, adoption.source_note) for adoption in adoptions}
    if len(adoptions) < 2 or len(said) != 1:
        return []
    text, note = said.pop()
    return [(PLURALS[Adoption.Body(body)][1].capitalize(), text, note)] if text or note else []
