"""Figures that all regions read: an officer offers them to the cijferbeheerder, who may send them back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.incoming import flow
from monitoring.models import FigureImport


@transaction.atomic
def offer(found: FigureImport, *, by: User) -> None:
    """Give figures that all regions read to the cijferbeheerder. Raises NoDraft when there is nothing to offer."""
    kept = flow.hold(found)
    if not kept.writes or not kept.is_shared or kept.is_offered:
        raise flow.NoDraft
    kept.offered_at, kept.offered_by = timezone.now(), by
    kept.returned_at, kept.returned_by, kept.returned_because = None, None, ""
    kept.save(update_fields=["offered_at", "offered_by", "returned_at", "returned_by", "returned_because"])


@transaction.atomic
def send_back(found: FigureImport, *, reason: str, by: User) -> None:
    """Send what was offered back to the officer, with the reason. Raises NoDraft when it does not wait (any more)."""
    kept = flow.hold(found)
    if not kept.is_offered:
        raise flow.NoDraft
    kept.returned_at, kept.returned_by, kept.returned_because = timezone.now(), by, reason.strip()
    kept.save(update_fields=["returned_at", "returned_by", "returned_because"])
