"""Who takes part in a document, with nothing on record where others have it: that is unknown, not nothing.

Without this, "4 van de 5 raden" would stand where six take part. It holds for the bodies that decide on the document.
"""

from collections.abc import Iterable

from actions.models import Document
from decisions.models import Adoption
from decisions.rules.wording import DECIDERS
from municipalities.models import Municipality


def silent(document: Document, participants: Iterable[Municipality], rows: Iterable[Adoption]) -> list[Adoption]:
    """Rows that are not on record, as unknown, for who takes part; none for a body that has no say, as far as is told.

    They are for reading only. `rows` are the decisions on the document.
    """
    kept = list(rows)
    found = {(row.body, row.municipality_id) for row in kept}
    told = {row.body for row in kept if row.state != Adoption.State.NOT_APPLICABLE}
    return [
        Adoption(document=document, municipality=place, body=body, state=Adoption.State.UNKNOWN)
        for place in participants
        for body in DECIDERS[document.decided_by]
        if body in told and (body, place.pk) not in found
    ]
