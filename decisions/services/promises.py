"""Keeping what a council asked and was promised: one act is one line of history, nobody overwrites another unseen."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models.base import double_click
from decisions.models import Promise

# What people fill in; the state goes its own ways: answering, closing, reopening.
CONTENT = (
    "municipality_id", "programme_id", "kind", "number", "text", "on", "holder", "owed_by", "due_on", "due_text",
    "link", "classification", "secret_ground", "secret_body", "secret_on", *Promise.TIES.values(),
)  # fmt: skip
# Who may read it: that changes by `actions.services.classifying` only, which asks for a second look.
WHO_READS = ("classification", "secret_ground", "secret_body", "secret_on")
STATE = ("answer", "answered_on", "state", "closed_on", "closed_by_id")
Content = Mapping[str, Any]


class PromiseChanged(Exception):
    """Somebody else saved it after the version that the writer knew."""


class NothingToUndo(Exception):
    """The history does not know what it was before, or that can be no more."""


def content_of(promise: Promise) -> dict[str, Any]:
    """What people fill in, as it is."""
    return {name: getattr(promise, name) for name in CONTENT}


@transaction.atomic
def add_promise(content: Content, *, by: User | None, reason: str = "", **state: Any) -> Promise:
    """Add a question or promise to the list of its council. The same one sent twice, by a double click, is added once.

    `state`: where it stands already, of one that comes from a list.
    """
    if not state and by and (clicked := _clicked(content, by)):
        return clicked
    promise = Promise(**content, **state)
    promise.settle_secrecy(on=timezone.localdate())
    promise.save_with_reason(reason or _("Toegevoegd"), by=by)
    return promise


def _clicked(content: Content, by: User) -> Promise | None:
    added = Promise.history.filter(history_type="+", history_date__gte=double_click(), history_user=by)
    return Promise.objects.filter(pk__in=added.values("id"), **content).first()


@transaction.atomic
def change_promise(promise: Promise, values: Content, *, version: int, by: User | None, reason: str = "") -> list[str]:
    """Save other values; gives the names of the fields that changed (none: nothing is written).

    Raises PromiseChanged when `version` is not the last one, unless it is as wanted already: the form was sent twice.
    """
    claimed = Promise.objects.filter(pk=promise.pk, version=version).update(version=F("version") + 1)
    promise.refresh_from_db()
    parts = [name for name, value in values.items() if getattr(promise, name) != value]
    if not claimed:
        if not parts:
            return []
        raise PromiseChanged
    if not parts:
        Promise.objects.filter(pk=promise.pk).update(version=version)  # nothing to write: the claim is taken back
        promise.version = version
        return []
    for name in parts:
        setattr(promise, name, values[name])
    promise.settle_secrecy(on=timezone.localdate())
    promise.save_with_reason(reason or _("Gewijzigd"), by=by)
    return parts


def answer_promise(promise: Promise, *, answer: str, on: datetime.date, version: int, by: User) -> list[str]:
    """Say what the answer is: it waits for the griffier then, and is not done. Raises PromiseChanged."""
    values = {"answer": answer, "answered_on": on, "state": Promise.State.ANSWERED}
    return change_promise(promise, values, version=version, by=by, reason=_("Beantwoord"))


def close_promise(promise: Promise, *, state: str, on: datetime.date, reason: str, version: int, by: User) -> list[str]:
    """Close it: done, or lapsed. Only for the griffier. Raises PromiseChanged."""
    values = {"state": state, "closed_on": on, "closed_by_id": by.pk}
    said = str(Promise.State(state).label)
    return change_promise(promise, values, version=version, by=by, reason=f"{said}: {reason}" if reason else said)


def reopen_promise(promise: Promise, *, reason: str, version: int, by: User) -> list[str]:
    """Take up again what was closed, or answered not well enough. Only for the griffier. Raises PromiseChanged."""
    values = {"state": Promise.State.OPEN, "closed_on": None, "closed_by_id": None}
    return change_promise(promise, values, version=version, by=by, reason=_("Heropend: %s") % reason)


def before(promise: Promise, *, version: int) -> Any:
    """The line of history of what it was before a version. Raises NothingToUndo."""
    line = promise.history.filter(version=version - 1).order_by("-history_id").first()
    if line is None:
        raise NothingToUndo
    return line


@transaction.atomic
def undo(promise: Promise, *, version: int, by: User) -> list[str]:
    """Restore what it was before its last change, as a new change; who may read it stays as it is.

    Raises PromiseChanged or NothingToUndo.
    """
    line = before(promise, version=version)
    values = {name: getattr(line, name) for name in (*CONTENT, *STATE) if name not in WHO_READS}
    for name in ("document", "line", "action", "closed_by"):  # what is no more cannot come back
        key = f"{name}_id"
        model: Any = Promise._meta.get_field(name).related_model
        if values[key] and not model._base_manager.filter(pk=values[key]).exists():
            values[key] = None
    return change_promise(promise, values, version=version, by=by, reason=_("Laatste wijziging ongedaan gemaakt"))
