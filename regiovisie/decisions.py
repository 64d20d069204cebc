"""Where councils and colleges stand with the documents of a programme. A plan to decide never counts as a decision."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count

from actions import periods
from actions.models import Adoption, Document, Programme
from actions.models.base import Viewer

# What one and what more bodies are called, and what they did, in a sentence.
BODIES = {Adoption.Body.COUNCIL: ("raad", "raden"), Adoption.Body.COLLEGE: ("college", "colleges")}
NOT_DECIDED = (Adoption.State.PLANNED, Adoption.State.SUBMITTED, Adoption.State.UNKNOWN)
ORDER = [
    Adoption.State.ADOPTED,
    Adoption.State.ADOPTED_AMENDED,
    Adoption.State.FOR_INFORMATION,
    Adoption.State.REJECTED,
    Adoption.State.DEFERRED,
    Adoption.State.SUBMITTED,
    Adoption.State.PLANNED,
    Adoption.State.UNKNOWN,
]


@dataclass(frozen=True)
class Part:
    """So many bodies are in this state. `planned_for` only for planned ones, as a quarter."""

    state: str
    number: int
    planned_for: str | None
    is_past: bool

    @property
    def label(self) -> str:
        """The state in words, with when it was planned, and whether that has passed without news."""
        words = str(Adoption.State(self.state).label).lower()
        if self.planned_for:
            words += f" voor het {periods.label(self.planned_for)}"
        return f"{words} (dat is voorbij; de uitkomst is niet bekend)" if self.is_past else words


@dataclass(frozen=True)
class BodyState:
    """How many councils, or colleges, have decided on a document."""

    body: str
    parts: list[Part]

    @property
    def total(self) -> int:
        """The bodies that have a say; not applicable is left out."""
        return sum(part.number for part in self.parts)

    @property
    def adopted(self) -> int:
        """The bodies of which is known that they adopted it, amended or not."""
        return sum(part.number for part in self.parts if part.state in Adoption.DECIDED)

    @property
    def squares(self) -> list[str]:
        """One state for each body, for the strip."""
        return [part.state for part in self.parts for _each in range(part.number)]

    @property
    def sentence(self) -> str:
        """`9 van de 16 raden hebben vastgesteld`. Not more than the source says."""
        one, more = BODIES[Adoption.Body(self.body)]
        if self.total == 1:
            return f"Deze {one} heeft vastgesteld" if self.adopted else f"Van 1 {one} is geen vaststelling bekend"
        if not self.adopted:
            return f"Van geen van de {self.total} {more} is een vaststelling bekend"
        verb = "heeft" if self.adopted == 1 else "hebben"
        return f"{self.adopted} van de {self.total} {more} {verb} vastgesteld"


@dataclass(frozen=True)
class DocumentState:
    """A document with where its councils and colleges stand."""

    pk: int
    title: str
    kind: str
    period: str
    bodies: list[BodyState]

    @property
    def kind_label(self) -> str:
        """The kind of document in words."""
        return str(Document.Kind(self.kind).label)


def document_states(programme: Programme, user: Viewer, today: datetime.date) -> list[DocumentState]:
    """The documents that the reader may see with their adoptions counted in the database; one query."""
    rows = (
        Document.objects.visible_to(user)
        .filter(programme=programme)
        .values(
            *("pk", "position", "title", "kind", "first_year", "last_year"),
            *("adoptions__body", "adoptions__state", "adoptions__planned_for"),
        )
        .annotate(number=Count("adoptions"))
        .order_by("position", "pk", "adoptions__body", "adoptions__planned_for")
    )
    quarter = periods.of(today)
    return [_document_state(list(group), quarter) for _key, group in groupby(rows, key=lambda row: row["pk"])]


def _document_state(rows: list[dict[str, Any]], quarter: str) -> DocumentState:
    first = rows[0]
    parts: dict[str, list[Part]] = {}
    for row in rows:
        state = row["adoptions__state"]
        if state in ORDER:
            planned_for = row["adoptions__planned_for"] if state == Adoption.State.PLANNED else None
            part = Part(state, row["number"], planned_for, bool(planned_for and planned_for < quarter))
            parts.setdefault(row["adoptions__body"], []).append(part)
    years = [str(year) for year in (first["first_year"], first["last_year"]) if year]
    return DocumentState(
        pk=first["pk"],
        title=first["title"],
        kind=first["kind"],
        period="-".join(dict.fromkeys(years)),
        bodies=[
            BodyState(body, sorted(parts[body], key=lambda part: ORDER.index(Adoption.State(part.state))))
            for body in sorted(parts, reverse=True)
        ],
    )
