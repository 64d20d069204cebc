"""Answering in a progress round by a link, without an account.

Who has the link may answer: what stands in it is secret, so no page elsewhere can send a form to it. That is why these
forms need no token against forged requests, which browsers would not let through from a page without a referrer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.answering import Item, items_of
from actions.models import Asked
from actions.services import answering

MISSES = {"answer-miss": "60/h/ip"}  # links that open nothing, from one place
ANSWERS = {"answer": "400/h/key"}  # forms that are sent with one link
NOT_ASKED = _("Deze actie wordt u niet meer gevraagd.")
ALL, NO_CHANGE = "alles", "geen-wijziging"
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}

View = Callable[..., HttpResponse]


def _by_link(view: View) -> View:
    """A view of a link: kept by nobody, told to nobody, and the same answer for every link that opens nothing."""

    @wraps(view)
    def wrapped(request: PortalRequest, token: str) -> HttpResponse:
        try:
            response = view(request, answering.of_link(token), token)
        except answering.LinkGone:
            response = _gone(request)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return csrf_exempt(wrapped)


def _gone(request: PortalRequest) -> HttpResponse:
    if not ratelimit.consume(request, app="actions", action="answer-miss", config=MISSES, limit_get=True):
        return render(request, "429.html", status=429)
    return render(request, "actions/rounds/gone.html", status=404)


@_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, asked: Asked, token: str) -> HttpResponse:
    """The own actions: nothing changed for one or for all, or what did. The reader stays at the same place."""
    if request.method == "POST":
        if not ratelimit.consume(request, app="actions", action="answer", config=ANSWERS, key=str(asked.pk)):
            return render(request, "429.html", status=429)
        if ALL in request.POST:
            answering.answer_rest(asked)
            return redirect("actions:answer", token)
    elif request.method == "GET":
        answering.note_opened(asked)
    sheet = answering.sheet_of(asked)
    items = items_of(asked, sheet, request.POST if request.method == "POST" else None)
    sent = next((item for item in items if item.form.is_bound), None)
    if request.method == "POST" and (sent is None or _kept(request, asked, sent)):
        if sent is None:
            messages.warning(request, NOT_ASKED)
        return redirect("actions:answer", token)  # the browser goes on to the place in the form's own address
    context = {"asked": asked, "round": asked.round, "sheet": sheet, "items": items, "sent": sent}
    return render(request, "actions/rounds/answer.html", context, status=400 if sent else 200)


def _kept(request: PortalRequest, asked: Asked, sent: Item) -> bool:
    """Keep what was sent about one action; False when it cannot stand. Raises LinkGone."""
    said: dict[str, Any] = {"no_change": True}
    if NO_CHANGE not in request.POST:
        if not sent.form.is_valid():
            return False
        said = {name: sent.form.cleaned_data[name] for name in ("status", "text")}
    try:
        answering.answer(asked, sent.action, **said)
    except answering.NotAsked:
        messages.warning(request, NOT_ASKED)
    return True
