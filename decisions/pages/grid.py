"""The grid in which the steps of a document are kept: a row per municipality, a column per step."""

import datetime
from collections.abc import Mapping

from actions.models import Document
from decisions.models import Adoption
from decisions.pages.keepers import Keeper
from decisions.rules.grid import Cell, Grid, Row
from decisions.rules.steps import Key, Step, cell_text
from decisions.rules.turn_words import turn
from decisions.rules.wording import DECIDERS, bodies_in_order, step_name
from decisions.services.steps import rows_of
from municipalities.models import Municipality


def route_of(document: Document, rows: Mapping[Key, Adoption]) -> list[tuple[Step, str]]:
    """The steps of a document in their order, with for when each is planned; also steps that only rows know.

    A document without a route of its own goes to who decides on it.
    """
    route = {Step(step.body, step.kind): of_route(step) for step in document.route.all()}
    if not route:
        bodies = DECIDERS[document.decided_by] or tuple(bodies_in_order(document.decided_by))
        route = {Step(body, Adoption.Kind.DECISION): "" for body in bodies}
    for row in rows.values():
        route.setdefault(Step(row.body, row.kind), "")
    return list(route.items())


def of_route(step: object) -> str:
    """For when a step is planned for all municipalities, as a cell would say it."""
    from_cell = Adoption(
        state=Adoption.State.PLANNED,
        planned_on=getattr(step, "planned_on", None),
        planned_for=getattr(step, "planned_for", None),
    )
    text = cell_text(from_cell)
    return text if text != "gepland" else ""


def grid_of(document: Document, today: datetime.date, places: list[Municipality]) -> Grid:
    """The grid of these municipalities; three queries, however many."""
    rows = rows_of(document, [place.pk for place in places])
    route = route_of(document, rows)
    return Grid(
        document,
        [(step, step_name(step.body, step.kind), planned) for step, planned in route],
        [
            Row(place, [_cell(place, step, rows.get((place.pk, step.key)), today) for step, _planned in route])
            for place in places
        ],
    )


def _cell(place: Municipality, step: Step, row: Adoption | None, today: datetime.date) -> Cell:
    text = cell_text(row)
    label = f"{place.name}, {step_name(step.body, step.kind).lower()}"
    said = turn(row, today) if row else ""
    return Cell(place, step, label, text, text, row, turn=said)


def places_of(document: Document, keeper: Keeper) -> list[Municipality]:
    """The municipalities of a document that a keeper may keep, by name: who takes part, or has a row."""
    allowed = {place.pk for place in keeper.municipalities}
    found = Municipality.objects.filter(pk__in=allowed)
    ours = found.filter(participations__document=document) | found.filter(adoptions__document=document)
    taking_part = list(ours.distinct().order_by("name"))
    if taking_part or document.participations.exists():
        return taking_part
    return list(found.order_by("name"))
