"""How far councils and colleges are with the documents of a programme, counted for its dashboard."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from actions.models import Document, Programme
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.pages.adoptions import Strip, strips_counted
from decisions.rules.wording import nothing_known


@dataclass(frozen=True)
class DocumentState:
    """A document with where its councils and colleges stand; without `strips` no decision is on record."""

    document: Document
    strips: list[Strip]

    @property
    def nothing_known(self) -> str:
        """What is said when no decision is on record."""
        return nothing_known(self.document.decided_by)


def document_states(programme: Programme, user: Viewer, today: datetime.date) -> list[DocumentState]:
    """The documents that the reader may see with their adoptions counted in the database; two queries."""
    documents = Document.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    rows = (
        Adoption.objects.filter(document__in=documents)
        .exclude(state=Adoption.State.NOT_APPLICABLE)
        .order_by()
        .values_list("document", "body", "state", "planned_for")
        .annotate(number=Count("pk"))
    )
    counted: dict[int, dict[tuple[str, str, str | None], int]] = defaultdict(dict)
    for document, body, state, quarter, number in rows:
        counted[document][body, state, quarter] = number
    states = [DocumentState(each, strips_counted(each, counted[each.pk], today)) for each in documents]
    return [state for state in states if state.strips or not state.document.accompanies]
