"""The day that a page is about: today, or a day in the past that its address asks for (`?stand=2021-12-31`).

What a page says of now (late, over, how many days left) it says of this day: rules that a page shows ask `today()`
and `moment()` here. Rights are always those of the real today: nobody sees more by asking for an earlier day.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

View = TypeVar("View", bound=Callable[..., Any])
ASKED = "stand"  # the parameter of an address

_day: ContextVar[datetime.date | None] = ContextVar("standing_on", default=None)


def past_day() -> datetime.date | None:
    """The day in the past that is shown; None when it is today."""
    return _day.get()


def today() -> datetime.date:
    """The day that is shown, in the time zone of the portal."""
    return _day.get() or timezone.localdate()


def moment() -> datetime.datetime:
    """The moment that is shown: now, or the end of a day in the past."""
    day = _day.get()
    return end_of(day) if day else timezone.now()


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day is over."""
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))


@contextmanager
def standing_on(day: datetime.date) -> Iterator[None]:
    """From here on `today()` is a day in the past."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def kept(**asked: str) -> dict[str, str]:
    """What an address asks, and the day in the past that goes along from page to page; what is empty is left out."""
    day = _day.get()
    return {name: value for name, value in asked.items() if value} | ({ASKED: day.isoformat()} if day else {})


def query(**asked: str) -> str:
    """The same, to put behind an address; empty when there is nothing to ask."""
    found = kept(**asked)
    return f"?{urlencode(found)}" if found else ""


def shows_past(place: str) -> Callable[[View], View]:
    """Mark a view that can show an earlier day: it reads, and asks `today()` for what it says of now.

    `place` is what its address names: a "region", a "municipality" or an "action".
    """

    def mark(view: View) -> View:
        view.shows_past = place  # type: ignore[attr-defined]
        return view

    return mark


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template: the day in the past that it shows, or None, and what its address keeps."""
    day = _day.get()
    if day is None:
        return {"past_day": None}
    asked = request.GET.copy()
    asked.pop(ASKED, None)
    return {
        "past_day": day,
        "stand_kept": list(asked.items()),
        "stand_today": f"{request.path}?{asked.urlencode()}".rstrip("?"),
    }
