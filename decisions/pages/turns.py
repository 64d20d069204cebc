"""Whose turn it is: steps whose time has passed or that come next, by role, never by name."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Document, Participation, Programme
from actions.models.base import Viewer
from decisions.models import Adoption, RouteStep
from decisions.rules.turn_words import next_turn, turn
from decisions.rules.wording import ONE_OF
from municipalities.models import Municipality

Place = tuple[int, int]  # the document and the municipality
LAST = 99  # where a step stands that the route does not name


@dataclass(frozen=True)
class Turn:
    """One step that somebody owes. `said` follows the name: `had op 3 maart 2026 moeten besluiten; ...`."""

    document: Document
    municipality: Municipality
    body: str
    said: str
    since: datetime.date | None  # by when it should be taken; None: no plan says so
    is_late: bool = True

    @property
    def who(self) -> str:
        """`de raad van Dordrecht`."""
        return f"{ONE_OF[Adoption.Body(self.body)]} van {self.municipality.name}"

    @property
    def mark(self) -> str:
        """The code for its colour and sign."""
        return "overdue" if self.is_late else Adoption.State.PLANNED.value

    @property
    def label(self) -> str:
        """`Te laat`, or that it comes next."""
        return _("Te laat") if self.is_late else _("Komt eraan")

    @property
    def address(self) -> str:
        """Where the municipality's own people keep the step; wants the programme with its region at hand."""
        programme = self.document.programme
        row = reverse("decisions:row", args=[programme.region.slug, self.municipality.slug])
        return row + query_of(programme.query, self.document)


def query_of(query: str, document: Document) -> str:
    """The query that names a document, behind the query of its programme (empty for the current one)."""
    return f"{query}{'&' if query else '?'}document={document.key}"


@dataclass
class Plans:
    """What is on record and planned of the steps of some documents."""

    adoptions: list[Adoption] = field(default_factory=list)
    route: list[RouteStep] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)

    @property
    def documents(self) -> dict[int, Document]:
        """The documents that have any of these, by id."""
        return {document.pk: document for document, _place in self.places}

    @property
    def places(self) -> list[tuple[Document, Municipality]]:
        """The documents with who takes part in them or has a step of them, each once."""
        joined = [(part.document, part.municipality) for part in self.participations]
        return list(dict.fromkeys([*joined, *((row.document, row.municipality) for row in self.adoptions)]))

    def of(self, programme: Programme) -> "Plans":
        """What is of the documents of one programme."""
        mine = {pk for pk, document in self.documents.items() if document.programme_id == programme.pk}
        return Plans(
            [row for row in self.adoptions if row.document_id in mine],
            [step for step in self.route if step.document_id in mine],
            [part for part in self.participations if part.document_id in mine],
        )


def plans_of(documents: Iterable[Document]) -> Plans:
    """Of documents with their adoptions, route and participations at hand. No query."""
    plans = Plans()
    for document in documents:
        plans.adoptions += document.adoptions.all()
        plans.route += document.route.all()
        plans.participations += document.participations.all()
        for row in (*document.adoptions.all(), *document.participations.all()):
            row.document = document  # with its programme, as it was read
    return plans


def plans_for(user: Viewer, programmes: Collection[int], municipalities: Collection[int]) -> Plans:
    """Of the current programmes: all of these, and what is of these municipalities in others; three queries."""
    documents = Document.objects.visible_to(user).filter(programme__in=Programme.objects.current())
    ours = Q(document__programme__in=programmes) | Q(municipality__in=municipalities)
    at_hand = ("document__programme__region", "document__programme__successor", "municipality")
    rows = Adoption.objects.seen_by(user).filter(ours, document__in=documents).select_related(*at_hand)
    parts = Participation.objects.filter(ours, document__in=documents).select_related(*at_hand)
    plans = Plans(list(rows), [], list(parts))
    if plans.documents:
        plans.route = list(RouteStep.objects.filter(document__in=plans.documents))
    return plans


def turns_of(plans: Plans, today: datetime.date, only: Collection[int] | None = None) -> list[Turn]:
    """The steps that are overdue, the longest first; `only`: municipalities. No query.

    What the route of a document plans for all counts for a municipality that has no plan of its own.
    """
    found = [
        Turn(row.document, row.municipality, row.body, said, row.due())
        for rows in steps_in_order(plans, only).values()
        for row in _awaited(rows)
        if (said := turn(row, today))
    ]
    return sorted(found, key=lambda each: (each.since or today, each.municipality.name))


def next_of(plans: Plans, today: datetime.date, only: Collection[int] | None = None) -> list[Turn]:
    """Per document and municipality where nothing is late: the one step that comes next, the first first. No query.

    A step without a day comes next only when no later step has an outcome, and while the document runs.
    """
    found = []
    for steps in steps_in_order(plans, only).values():
        rows = _awaited(steps)
        if any(row.is_overdue(on=today) for row in rows):
            continue
        row = next(iter(sorted((row for row in rows if row.due()), key=lambda row: row.due() or today)), None)
        row = row or _undated(rows, {step.key for step in plans.route}, today)
        if row is not None:
            found.append(Turn(row.document, row.municipality, row.body, next_turn(row), row.due(), is_late=False))
    return sorted(found, key=lambda each: (each.since or datetime.date.max, each.municipality.name))


def _awaited(rows: list[Adoption]) -> list[Adoption]:
    """The steps without what only prepares a decision that was taken since: nobody is asked that any more."""
    no_outcome = (*Adoption.OPEN, Adoption.State.DEFERRED, Adoption.State.NOT_APPLICABLE)
    decision = Adoption.Kind.DECISION
    taken = [at for at, row in enumerate(rows) if row.kind == decision and row.state not in no_outcome]
    last = max(taken, default=-1)
    return [row for at, row in enumerate(rows) if at > last or row.kind == decision]


def _undated(rows: list[Adoption], route: set[tuple[int, str, str]], today: datetime.date) -> Adoption | None:
    """The first step after the last that has an outcome, if somebody is waiting for it."""
    open_ones = (*Adoption.OPEN, Adoption.State.DEFERRED)
    rows = [row for row in rows if row.state != Adoption.State.NOT_APPLICABLE]
    last = max((index for index, row in enumerate(rows) if row.state not in open_ones), default=-1)
    for row in rows[last + 1 :]:
        awaited = row.state != Adoption.State.UNKNOWN or (row.document_id, row.body, row.kind) in route
        is_over = row.document.last_year is not None and row.document.last_year < today.year
        if awaited and not is_over:
            return row
    return None


def steps_in_order(plans: Plans, only: Collection[int] | None = None) -> dict[Place, list[Adoption]]:
    """The steps of each document and municipality in the order of its route, with for when they are planned."""
    order = {step.key: (index, step) for index, step in enumerate(plans.route)}
    rows = [row for row in plans.adoptions if only is None or row.municipality_id in only]
    found: dict[Place, list[Adoption]] = defaultdict(list)
    for row in [*rows, *_without_row(plans, rows, only)]:
        _index, plan = order.get((row.document_id, row.body, row.kind), (LAST, None))
        if plan and row.state in Adoption.OPEN and not (row.planned_on or row.planned_for):
            row.planned_on, row.planned_for = plan.planned_on, plan.planned_for
        found[row.document_id, row.municipality_id].append(row)
    kinds = list(Adoption.Kind)
    for steps in found.values():
        steps.sort(
            key=lambda row: (
                order.get((row.document_id, row.body, row.kind), (LAST, None))[0],
                kinds.index(Adoption.Kind(row.kind)),
                row.body,
            )
        )
    return found


def _without_row(plans: Plans, rows: Iterable[Adoption], only: Collection[int] | None) -> list[Adoption]:
    """What is planned for all, of those that take part and of which nothing is on record."""
    known = {(row.document_id, row.municipality_id, row.body, row.kind) for row in rows}
    steps: dict[int, list[RouteStep]] = defaultdict(list)
    for step in plans.route:
        steps[step.document_id].append(step)
    return [
        Adoption(document=part.document, municipality=part.municipality, body=step.body, kind=step.kind)
        for part in plans.participations
        for step in steps[part.document_id]
        if (part.document_id, part.municipality_id, step.body, step.kind) not in known
        if only is None or part.municipality_id in only
    ]
