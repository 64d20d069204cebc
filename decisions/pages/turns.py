"""Whose turn it is: steps whose time has passed and of which no outcome is known, by role, never by name."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.models import Document
from decisions.models import Adoption
from decisions.rules.wording import ONE_OF, turn
from municipalities.models import Municipality


@dataclass(frozen=True)
class Turn:
    """One step that somebody owes. `said` follows the name: `had op 3 maart 2026 moeten besluiten; ...`."""

    document: Document
    municipality: Municipality
    body: str
    said: str
    since: datetime.date

    @property
    def who(self) -> str:
        """`de raad van Dordrecht`."""
        return f"{ONE_OF[Adoption.Body(self.body)]} van {self.municipality.name}"


def turns_of(documents: Iterable[Document], today: datetime.date, only: Sequence[int] | None = None) -> list[Turn]:
    """The steps that are overdue on the documents of `papers`, the longest first; `only`: municipalities. No query.

    What the route of a document plans for all counts for a municipality that has no plan of its own.
    """
    papers = {document.pk: document for document in documents}
    seen = (row for document in papers.values() for row in document.adoptions.all())
    rows = [row for row in seen if only is None or row.municipality_id in only]
    rows += _without_row(papers, rows, only)
    plans = {(document.pk, step.body, step.kind): step for document in papers.values() for step in document.route.all()}
    found = []
    for row in rows:
        plan = plans.get((row.document_id, row.body, row.kind))
        if plan and row.state in Adoption.OPEN and not (row.planned_on or row.planned_for):
            row.planned_on, row.planned_for = plan.planned_on, plan.planned_for
        due = row.due()
        if due and (said := turn(row, today)):
            found.append(Turn(papers[row.document_id], row.municipality, row.body, said, due))
    return sorted(found, key=lambda each: (each.since, each.municipality.name))


def _without_row(papers: dict[int, Document], rows: Iterable[Adoption], only: Sequence[int] | None) -> list[Adoption]:
    """What is planned for all, of those that take part and of which nothing is on record."""
    known = {(row.document_id, row.municipality_id, row.body, row.kind) for row in rows}
    return [
        Adoption(document=document, municipality=part.municipality, body=step.body, kind=step.kind)
        for document in papers.values()
        for step in document.route.all()
        for part in document.participations.all()
        if (document.pk, part.municipality_id, step.body, step.kind) not in known
        if only is None or part.municipality_id in only
    ]
