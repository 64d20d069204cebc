"""The history of a question or promise as people read it: when what changed; for who keeps it also who and why."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.models.base import READING, Classification, Viewer
from actions.pages.versions import Change, Version
from decisions.models import Promise
from decisions.models.promises import READING_IN_COUNCIL
from decisions.services.promises import CONTENT, STATE
from municipalities.access import access
from reading import formats

SILENT = {"closed_by_id", "programme_id"}  # told by who and when
ABOUT = set(Promise.TIES.values())  # what it is about may be hidden: that it changed is told, not what it was


def history_of(promise: Promise, user: Viewer) -> list[Version]:
    """What a reader may know of its history, the last first; one query.

    What happened while it was too secret for this reader is left out, whatever it is now.
    """
    found: list[Version] = []
    before: Any = None
    for line in promise.history.select_related("history_user").order_by("history_id"):
        if not may_read(user, line.classification, promise):
            before = None
            continue
        changes: list[Change] = [] if before is None else _changes(before, line)
        if changes or before is None:
            found.append(Version.told_by(line, changes, first=before is None))
        before = line
    return found[::-1]


def may_read(user: Viewer, classification: str, promise: Promise) -> bool:
    """Whether somebody may read what this council and this region keep under a classification."""
    right = READING.get(Classification(classification))
    if right is None:
        return True
    rights = access(user)
    in_council = READING_IN_COUNCIL[Classification(classification)]
    return rights.allows(right, promise.programme.region) or rights.allows(in_council, promise.municipality)


def may_read_who(user: Viewer, promise: Promise) -> bool:
    """Whether somebody may read who changed what: readers of the region, and the council's own people."""
    return may_read(user, Classification.INTERNAL, promise)


def changes_since(promise: Promise, version: int) -> list[Change]:
    """What others changed after a version, for who tried to save on top of it; empty when that is not known."""
    line = promise.history.filter(version=version).order_by("-history_id").first()
    return _changes(line, promise) if line else []


def _changes(old: Any, new: Any) -> list[Change]:
    names = [name for name in (*CONTENT, "lifted_by", "lifted_on", *STATE) if name not in SILENT]
    found = [_change(name, getattr(old, name), getattr(new, name)) for name in names]
    told = [change for change in found if change is not None]
    return list({(change.label, change.old, change.new): change for change in told}.values())


def _change(name: str, old: Any, new: Any) -> Change | None:
    if old == new:
        return None
    if name in ABOUT:
        return Change(str(_("gaat over")), tells=False)
    if name == "municipality_id":
        return Change(str(_("raad van")), tells=False)
    model_field: Any = Promise._meta.get_field(name)
    return Change(str(model_field.verbose_name), _in_words(model_field, old), _in_words(model_field, new))


def _in_words(model_field: Any, value: Any) -> str:
    if isinstance(value, datetime.date):
        return formats.day(value)
    return str(dict(model_field.flatchoices).get(value, value or ""))
