"""Taking a delivery back, and calling back the reports in which its figures stand."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import trace
from accounts.models import User
from monitoring.models import Delivery
from monitoring.rules.current import mark_current
from monitoring.services.releasing import ReleaseError, region_of

Kind = Delivery.WithdrawnKind


@transaction.atomic
def withdraw(delivery: Delivery, *, reason: str, by: User, kind: str = Kind.WRONG, close_reports: bool = False) -> int:
    """Take a delivery back: what it replaced shows again. Its rows stay, and with them what was once public.

    `close_reports`: close what stands in reports in the same transaction; gives how many. A report that is being made
    now waits for the lock on the delivery, and then does not use its figures (evaluations/handlers.py). Raises
    ReleaseError without a reason, or when it was withdrawn before.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not reason.strip():
        raise ReleaseError(_("Schrijf op waarom u deze aanlevering intrekt."))
    if delivery.withdrawn_at:
        raise ReleaseError(_("Deze aanlevering is al ingetrokken."))
    delivery.withdrawn_at, delivery.withdrawn_by = delivery.source.next_moment(), by
    delivery.withdrawn_because = reason.strip()
    delivery.withdrawn_kind = kind
    delivery.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "withdrawn_kind"])
    mark_current()
    trace.record(
        trace.Kind.WITHDRAWN,
        by=by,
        on=delivery,
        region_id=region_of(delivery),
        detail=delivery.get_withdrawn_kind_display(),
    )
    return int(reports_with(delivery).close(delivery, by=by)) if close_reports else 0


def reports_with(delivery: Delivery) -> Any:
    """The reports in which figures of a delivery stand, or may stand: an EvaluationQuerySet, by reverse relation."""
    return delivery.evaluations.model.objects.holding(delivery)
