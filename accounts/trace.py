"""Writing the trace: one function for one thing that was done, and what clears it after its term (docs/besluiten/105).

No entry holds the address of a visitor, a password or a title of something hidden.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.models import TraceEntry, TraceTerm

Kind = TraceEntry.Kind


def entry(
    kind: str,
    *,
    by: models.Model | None,
    on: models.Model | None = None,
    label: str | None = None,
    region_id: int | None = None,
    municipality_id: int | None = None,
    place_name: str = "",
    detail: str = "",
    once: str | None = None,
) -> TraceEntry:
    """One entry, not saved. `by` None: the portal itself, or nobody known. `label`: what `on` is called."""
    name = str(on) if label is None and on is not None else label or ""
    return TraceEntry(
        kind=kind,
        by_id=getattr(by, "pk", None),
        by_name=str(by)[:160] if getattr(by, "pk", None) else "",
        subject_type=on._meta.label_lower if on is not None else "",
        subject_id=on.pk if on is not None else None,
        subject_label=name[:250],
        region_id=region_id,
        municipality_id=municipality_id,
        place_name=place_name[:160],
        detail=detail[:500],
        once=once,
    )


def record(
    kind: str,
    *,
    by: models.Model | None,
    on: models.Model | None = None,
    label: str | None = None,
    region_id: int | None = None,
    municipality_id: int | None = None,
    place_name: str = "",
    detail: str = "",
) -> TraceEntry:
    """Write one entry, in the transaction of what it tells: what is not done is not told, and the other way round."""
    made = entry(
        kind,
        by=by,
        on=on,
        label=label,
        region_id=region_id,
        municipality_id=municipality_id,
        place_name=place_name,
        detail=detail,
    )
    made.save()
    return made


def record_once(things: Mapping[str, Any], make: Callable[[dict[str, Any]], list[TraceEntry]]) -> int:
    """Write what stands in the trace by none of these marks (`once`) yet; gives how many.

    `make` gives the entries, and is asked for what is new only: one query for what was told before.
    """
    there = set(TraceEntry.objects.filter(once__in=things).values_list("once", flat=True))
    new = {once: thing for once, thing in things.items() if once not in there}
    if new:  # another process may write the same at this moment
        TraceEntry.objects.bulk_create(make(new), ignore_conflicts=True)
    return len(new)


def forget_old() -> int:
    """Remove what is older than the term, and tell that; gives how many. Periodic work (municipalities/apps.py)."""
    until = timezone.now() - datetime.timedelta(days=settings.TRACE_DAYS)
    with transaction.atomic():
        old = TraceEntry.objects.filter(at__lt=until)
        count: int = old.count()
        if not count:
            return 0
        term = TraceTerm.objects.create(until=until)
        old._raw_delete(old.db)  # the one way past TraceQuerySet; the database checks the term
        term.delete()
        told = f"{count} {'regel' if count == 1 else 'regels'} van vóór {timezone.localtime(until):%d-%m-%Y}"
        record(Kind.FORGOTTEN, by=None, detail=told)
    return count
