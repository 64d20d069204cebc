"""Keeping what a council asked and was promised: adding, changing, answering, closing and taking up again."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from decisions.models import Promise
from municipalities.models import Municipality
from municipalities.services import keeping

# What people fill in; the state goes its own ways: answering, closing, reopening.
CONTENT = (
    "municipality_id", "programme_id", "kind", "number", "text", "on", "holder", "owed_by", "due_on", "due_text",
    "link", "classification", "secret_ground", "secret_body", "secret_on", *Promise.TIES.values(),
)  # fmt: skip
STATE = ("answer", "answered_on", "state", "closed_on", "closed_by_id")
Content = Mapping[str, Any]


def _field(name: str) -> Any:
    return Promise._meta.get_field(name.removesuffix("_id"))


def _write(promise: Promise, content: Content, reason: str, by: User | None) -> None:
    promise.version += not promise._state.adding
    for name, value in content.items():
        setattr(promise, name, value)
    promise.settle_secrecy(on=timezone.localdate())
    promise.save_with_reason(reason, by=by)


WAY = keeping.Way(
    content=lambda promise: {name: getattr(promise, name) for name in (*CONTENT, *STATE)},
    then=lambda line: {name: getattr(line, name) for name in (*CONTENT, *STATE)},
    write=_write,
    label=lambda name: str(_field(name).verbose_name),
)


def add_promise(content: Content, *, by: User, reason: str = "") -> Promise:
    """Add a question or promise to the list of its council; of a list that is read in also where it stands already."""
    council = Municipality.objects.get(pk=content["municipality_id"])
    made: Promise = keeping.add(WAY, Promise(), content, under=council, by=by, reason=reason)
    return made


def change_promise(promise: Promise, values: Content, *, version: int, by: User, reason: str = "") -> list[str]:
    """Save other values; gives the names of the fields that changed. Raises `keeping.Changed`."""
    return keeping.change(WAY, promise, values, version=version, by=by, reason=reason)


def answer_promise(promise: Promise, *, answer: str, on: datetime.date, version: int, by: User) -> list[str]:
    """Say what the answer is: it waits for the griffier then, and is not done. Raises keeping.Changed."""
    values = {"answer": answer, "answered_on": on, "state": Promise.State.ANSWERED}
    return change_promise(promise, values, version=version, by=by, reason=_("Beantwoord"))


def close_promise(promise: Promise, *, state: str, on: datetime.date, reason: str, version: int, by: User) -> list[str]:
    """Close it: done, or lapsed. Only for the griffier. Raises keeping.Changed."""
    values = {"state": state, "closed_on": on, "closed_by_id": by.pk}
    said = str(Promise.State(state).label)
    return change_promise(promise, values, version=version, by=by, reason=f"{said}: {reason}" if reason else said)


def reopen_promise(promise: Promise, *, reason: str, version: int, by: User) -> list[str]:
    """Take up again what was closed, or answered not well enough. Only for the griffier. Raises keeping.Changed."""
    values = {"state": Promise.State.OPEN, "closed_on": None, "closed_by_id": None}
    return change_promise(promise, values, version=version, by=by, reason=_("Heropend: %s") % reason)
