"""The history of a question or promise as people read it: when what changed; for who keeps it also who and why."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.models.base import READING, Classification, Viewer
from actions.pages.versions import Change, Version
from actions.rules.kept import Clash, Telling, put_together
from decisions.models import Promise
from decisions.models.promises import READING_IN_COUNCIL
from decisions.services.promises import CONTENT, STATE, WAY
from municipalities.access import access
from municipalities.models import Municipality
from reading import formats

SILENT = {"closed_by_id", "programme_id"}  # told by who and when
Ties = Mapping[str, str]
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


def clash_of(promise: Promise, typed: Mapping[str, Any], *, version: int, user: Viewer, tied: Ties) -> Clash:
    """What two people made of it: `typed` (a part of it, as it is kept) on an older version beside what it is now.

    `tied`: by value of the form the names of what this person can choose that it is about; other things stay unnamed.
    """
    told = promise.history.select_related("history_user").order_by("history_id")
    lines = [line for line in told if may_read(user, line.classification, promise)]
    known = [line for line in lines if line.version == version]
    then = WAY.content(known[-1]) if known else None
    now = WAY.content(promise)
    ids = {held["municipality_id"] for held in (then, now, typed) if held and "municipality_id" in held}
    councils = dict(Municipality.objects.filter(pk__in=ids).values_list("pk", "name"))

    def words(name: str, held: Mapping[str, Any]) -> list[str]:
        if name == "municipality_id":
            return [councils[held[name]]]
        if name in ABOUT:
            return [_about(held, tied)]
        model_field: Any = Promise._meta.get_field(name)
        return _in_words(model_field, held[name]).splitlines()

    telling = Telling(
        this=str(_("deze vraag of toezegging")),
        label=lambda name: str(_("gaat over")) if name in ABOUT else WAY.label(name),
        words=words,
        together=(("municipality_id", "programme_id"), tuple(Promise.TIES.values())),
        silent=frozenset(SILENT),
    )
    return put_together(telling, lines, version=version, then=then, now=now, mine=typed)


def _about(held: Mapping[str, Any], tied: Ties) -> str:
    tie = next((f"{kind}-{held[key]}" for kind, key in Promise.TIES.items() if held[key]), None)
    return tied.get(tie, str(_("iets anders"))) if tie else str(_("het programma als geheel"))


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
