"""The route of a document, set as a whole: one line of history for each step that changes, all of one moment."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Document
from decisions.models import RouteStep
from decisions.rules.route import Planned, planned


class RouteChanged(Exception):
    """Somebody else changed the route after the version that the writer knew."""


def version_of(document: Document) -> int:
    """The version of a route: its last line of history; 0 without one."""
    last: int | None = RouteStep.history.filter(document=document).aggregate(last=Max("history_id"))["last"]
    return last or 0


def route_of(document: Document) -> list[Planned]:
    """The steps as they are now."""
    return [planned(step) for step in document.route.order_by("position", "pk")]


def route_then(document: Document, version: int) -> list[Planned]:
    """The steps at a version, as the history tells."""
    found: dict[int, RouteStep] = {}
    for line in RouteStep.history.filter(document=document, history_id__lte=version).order_by("history_id"):
        found.pop(line.id, None)
        if line.history_type != "-":
            found[line.id] = line
    return [planned(step) for step in sorted(found.values(), key=lambda step: (step.position, step.id))]


@transaction.atomic
def set_route(document: Document, steps: Sequence[Planned], *, version: int, reason: str, by: User) -> int:
    """Let these be the steps, in this order; gives how many changed. Raises RouteChanged: then nothing changed.

    What municipalities filled in for a step that goes, stays.
    """
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)  # two people: one after the other
    if route_of(document) == list(steps):
        return 0
    if version_of(document) != version:
        raise RouteChanged
    rows = {(row.body, row.kind): row for row in document.route.all()}
    moment, changed = timezone.now(), 0
    for gone in rows.keys() - {(step.body, step.kind) for step in steps}:
        rows[gone]._history_date = moment
        rows[gone].delete_with_reason(reason or _("Stap weggehaald"), by=by)
        changed += 1
    for position, step in enumerate(steps, start=1):
        row = rows.get((step.body, step.kind)) or RouteStep(document=document, body=step.body, kind=step.kind)
        if row.pk and (row.position, planned(row)) == (position, step):
            continue
        row.position, row.planned_on, row.planned_for = position, step.planned_on, step.planned_for
        row.save_with_reason(reason or (_("Stap gewijzigd") if row.pk else _("Stap toegevoegd")), by=by, on=moment)
        changed += 1
    return changed
