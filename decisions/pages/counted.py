"""How far councils and colleges are with the documents of a programme, counted for its dashboard."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from actions.models import Document, Programme
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.pages.adoptions import ORDER, Part, Strip
from decisions.rules.wording import Words, decision


@dataclass(frozen=True)
class DocumentState:
    """A document with where its councils and colleges stand."""

    document: Document
    strips: list[Strip]


class Row(NamedTuple):
    """So many bodies are in this state; `planned_for` is a quarter, or None."""

    document: int
    body: str
    state: str
    planned_for: str | None
    number: int


def document_states(programme: Programme, user: Viewer, today: datetime.date) -> list[DocumentState]:
    """The documents that the reader may see with their adoptions counted in the database; two queries."""
    documents = Document.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    counted = (
        Adoption.objects.filter(document__in=documents)
        .exclude(state=Adoption.State.NOT_APPLICABLE)
        .order_by("planned_for")
        .values_list("document", "body", "state", "planned_for")
        .annotate(number=Count("pk"))
    )
    rows = sorted((Row(*row) for row in counted), key=lambda row: ORDER.index(Adoption.State(row.state)))
    states = [
        _document_state(document, [row for row in rows if row.document == document.pk], today) for document in documents
    ]
    return [state for state in states if state.strips or not state.document.accompanies]


def _document_state(document: Document, rows: list[Row], today: datetime.date) -> DocumentState:
    told: dict[str, Counter[Words]] = defaultdict(Counter)
    for row in rows:
        told[row.body][decision(row.state, planned_for=row.planned_for, today=today)] += row.number
    parts = {
        body: [Part(words.state, words.counted, number) for words, number in counts.items()]
        for body, counts in told.items()
    }
    return DocumentState(document, [Strip(body, parts[body]) for body in sorted(parts, reverse=True)])
