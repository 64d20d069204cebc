"""How far councils and colleges are with the documents of a programme, counted for its dashboard."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from actions.models import Document, Programme
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.pages.adoptions import STAND, Stand, Strip, strips_counted
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
        Adoption.objects.decisions()
        .seen_by(user)
        .filter(document__in=documents)
        .exclude(Q(seen_state=Adoption.State.NOT_APPLICABLE))
        .order_by()
        .values_list("document", *STAND)
        .annotate(number=Count("pk"))
    )
    counted: dict[int, Counter[Stand]] = defaultdict(Counter)
    for document, *stand, number in rows:
        counted[document][Stand(*stand)] += number
    states = [DocumentState(each, strips_counted(each, counted[each.pk], today)) for each in documents]
    return [state for state in states if state.strips or not state.document.accompanies]
