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
# Who may read it: that changes by `actions.services.classifying` only, which asks for a second look.
WHO_READS = ("classification", "secret_ground", "secret_body", "secret_on")
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
    then=lambda line: {name: getattr(line, name) for name in (*CONTENT, *STATE) if name not in WHO_READS},
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


def answer_promise(
    promise: Promise, *, answer: str, on: datetime.date, version: int, by: User, done: bool = False
) -> list[str]:
    """Say what the answer is: it waits for the griffier then. `done`: who may close it does. Raises keeping.Changed."""
    values: dict[str, Any] = {"answer": answer, "answered_on": on, "state": Promise.State.ANSWERED}
    if done:
        values |= {"state": Promise.State.DONE, "closed_on": timezone.localdate(), "closed_by_id": by.pk}
    said = _("Beantwoord en afgedaan") if done else _("Beantwoord")
    return change_promise(promise, values, version=version, by=by, reason=said)


def close_promise(promise: Promise, *, state: str, on: datetime.date, reason: str, version: int, by: User) -> list[str]:
    """Close it: done, or lapsed. Only for the griffier. Raises keeping.Changed."""
    values = {"state": state, "closed_on": on, "closed_by_id": by.pk}
    said = str(Promise.State(state).label)
    return change_promise(promise, values, version=version, by=by, reason=f"{said}: {reason}" if reason else said)


def reopen_promise(promise: Promise, *, reason: str, version: int, by: User) -> list[str]:
    """Take up again what was closed, or answered not well enough. Only for the griffier. Raises keeping.Changed."""
    values = {"state": Promise.State.OPEN, "closed_on": None, "closed_by_id": None}
    return change_promise(promise, values, version=version, by=by, reason=_("Heropend: %s") % reason)


def before(promise: Promise) -> Any:
    """The line of history of what it was before its last change; None when the last one added it."""
    line = keeping.last_line(Promise, promise.pk)
    return line.prev_record if line else None


def right_to_undo(promise: Promise, line: Any) -> str:
    """The right that taking it back to a line of its history asks: what that opens or closes, only the griffier may."""
    closes = promise.is_closed or line.state in Promise.CLOSED
    return "decisions.close_promise" if closes else "decisions.change_promise"
