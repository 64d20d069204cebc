"""How far councils and colleges are with the documents of a programme, counted for its dashboard."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actions.models import Document, Participation, Programme
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.pages.adoptions import STAND, Stand, Strip, strips_counted
from decisions.rules.wording import DECIDERS, nothing_known

DECIDING = (Adoption.Body.COUNCIL, Adoption.Body.COLLEGE)


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
    found = Document.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    documents = found.annotate(**{f"silent_{body}": Coalesce(_silent(body), 0) for body in DECIDING})
    rows = (
        Adoption.objects.decisions()
        .seen_by(user)
        .filter(document__in=found)
        .exclude(Q(seen_state=Adoption.State.NOT_APPLICABLE))
        .order_by()
        .values_list("document", *STAND)
        .annotate(number=Count("pk"))
    )
    counted: dict[int, Counter[Stand]] = defaultdict(Counter)
    for pk, *stand, number in rows:
        counted[pk][Stand(*stand)] += number
    for document in documents:  # evaluated here, once
        for body in DECIDERS[document.decided_by]:
            number = getattr(document, f"silent_{body}", 0)
            if number and any(stand.body == body for stand in counted[document.pk]):
                counted[document.pk][Stand(body, Adoption.State.UNKNOWN)] += number
    states = [DocumentState(each, strips_counted(each, counted[each.pk], today)) for each in documents]
    return [state for state in states if state.strips or not state.document.accompanies]


def _silent(body: str) -> Subquery:
    """How many municipalities that take part have no row of a body: see `decisions.rules.silent`."""
    rows = Adoption.objects.decisions().filter(
        document=OuterRef("document"), municipality=OuterRef("municipality"), body=body
    )
    without = Participation.objects.filter(~Exists(rows), document=OuterRef("pk")).order_by().values("document")
    return Subquery(without.annotate(number=Count("pk")).values("number"))
