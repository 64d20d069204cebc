"""Changing who may see something: one line of history, and one entry of the trace."""

from typing import Any

from django.db import transaction

from accounts import trace
from accounts.models import User
from actions.models import Classification, Recorded
from actions.models.classified import GUARDED, Classified


@transaction.atomic
def classify(thing: Classified, *, by: User, **values: Any) -> bool:
    """Give something a classification with its facts (`ClassificationForm.values`). False: nothing changed."""
    found: Any = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    was, changed = found.classification, {name for name in values if getattr(found, name) != values[name]}
    if not changed:
        return False
    hidden = found.trace_label
    for name, value in values.items():
        setattr(found, name, value)
    if hasattr(found, "version"):
        found.version += 1  # a form that was opened before is refused: it knows another classification
    words = f"van {Classification(was).label.lower()} naar {found.get_classification_display().lower()}"
    if isinstance(found, Recorded):
        found.save_with_reason(f"Classificatie: {words}" if "classification" in changed else "Grond van geheim", by=by)
    else:
        found.save()
    strictest = hidden if was in GUARDED else found.trace_label
    region = found.programme.region
    trace.record(
        trace.Kind.CLASSIFIED,
        by=by,
        on=found,
        label=strictest,
        region_id=region.pk,
        municipality_id=getattr(found, "municipality_id", None),
        place_name=region.name,
        detail=words,
    )
    return True
