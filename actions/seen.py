"""What a page or file holds that is not public, noted as it is read from the database, while a request is answered.

One mechanism instead of a call in each view: a page that somebody forgets to mark cannot exist. What is read is what
the reader may see, because every query asks that (`visible_to`). Knows no models; they know it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Noted = dict[tuple[str, int], Any]
_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def collecting() -> Iterator[Noted]:
    """From here on what is read is noted in the mapping given: the thing, by its model and id."""
    noted: Noted = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


@contextmanager
def not_yet() -> Iterator[None]:
    """What is read here is counted or put in order only; what of it is shown, is noted then (`note_when_hidden`)."""
    token = _noted.set(None)
    try:
        yield
    finally:
        _noted.reset(token)


def note(thing: Any) -> None:
    """Note something that is not public; nothing happens outside of a request."""
    noted = _noted.get()
    if noted is not None:
        noted[thing._meta.label_lower, thing.pk] = thing
