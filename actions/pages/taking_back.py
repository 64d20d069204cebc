"""What was done can be taken back: the button that says so, and what it sends."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string

from accounts.sent import moment_of, number_of


def say_done(request: HttpRequest, said: str, *, undo: str, **sent: object) -> None:
    """Say what was done, with a button that takes it back: it posts `sent` to the address `undo`."""
    context = {"said": said, "undo": undo, "sent": sent}
    messages.success(request, render_to_string("actions/_done.html", context, request))


def version_sent(request: HttpRequest) -> int:
    """The version that a button takes back. What is no number: 404."""
    version = number_of(request.POST.get("version", ""))
    if version is None:
        raise Http404("Deze versie bestaat niet.")
    return version


def moment_sent(request: HttpRequest) -> datetime.datetime:
    """The moment that names a save of several rows, to be taken back. What names none: 404."""
    moment = moment_of(request.POST.get("moment", ""))
    if moment is None:
        raise Http404("Dit moment bestaat niet.")
    return moment
