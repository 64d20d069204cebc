"""The last saves of somebody in the grid of a plan, so that each can be taken back: in the session, newest first."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest

from actions.models import Programme

KEY, MOST = "plan-raster", 20


@dataclass(frozen=True)
class Save:
    """One save: the moment by which it is known, and what was saved, without what it says."""

    moment: str
    what: str


def saves_of(request: HttpRequest, programme: Programme) -> list[Save]:
    """The saves that can be taken back."""
    return [Save(*row) for row in request.session.get(KEY, {}).get(str(programme.pk), [])]


def remember(request: HttpRequest, programme: Programme, at: datetime.datetime, what: str) -> None:
    """Keep a save as the newest."""
    _keep(request, programme, [Save(at.isoformat(), what), *saves_of(request, programme)][:MOST])


def forget(request: HttpRequest, programme: Programme, at: datetime.datetime) -> None:
    """A save that was taken back, or cannot be, is no longer offered."""
    _keep(request, programme, [save for save in saves_of(request, programme) if save.moment != at.isoformat()])


def _keep(request: HttpRequest, programme: Programme, saves: list[Save]) -> None:
    rows = [[save.moment, save.what] for save in saves]
    request.session[KEY] = request.session.get(KEY, {}) | {str(programme.pk): rows}
