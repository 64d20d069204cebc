"""How long somebody stays signed in: two limits, one since the last request and one since giving the password.

Django's own SESSION_COOKIE_AGE counts from the last time a session was saved. Saving at every request would make every
page a write, so a session in use is saved once per REFRESH_EVERY.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, TypedDict

from django.apps import apps
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

logger = logging.getLogger(__name__)

STAMPS = "signed_in"  # in the session: [when signed in, when last seen], seconds since 1970
BY_PROVIDER = "second_step_by_provider"  # in the session: the identity provider asked a second step itself
SHOWN = "account_authentication_methods"  # allauth's, in the session: each time that somebody gave a password or code
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
REFRESH_EVERY = 5 * 60  # seconds


class Left(TypedDict):
    """How long somebody stays signed in, in seconds, and whether being there is enough to stay longer."""

    seconds: int
    can_stay: bool


def stamp(sender: type, request: HttpRequest | None, **kwargs: Any) -> None:
    """Note in the session when somebody signed in, and on the request who did; answers Django's `user_logged_in`."""
    if request is not None:
        request.session[STAMPS] = [time.time(), time.time()]
        request.session.pop(BY_PROVIDER, None)
        if getattr(request, "second_step_by_provider", False):
            request.session[BY_PROVIDER] = True
        request.signed_in_now = kwargs["user"]  # type: ignore[attr-defined]  # read by accounts.devices


def note_leaving(sender: type, request: HttpRequest | None, **kwargs: Any) -> None:
    """Note on the request that somebody signed out; answers Django's `user_logged_out`."""
    if request is not None:
        request.signed_out_now = True  # type: ignore[attr-defined]


def left(request: HttpRequest) -> Left:
    """What is left of the session of a request; nothing for a visitor, or before there is a session to ask."""
    if STAMPS not in getattr(request, "session", {}) or not request.user.is_authenticated:
        return Left(seconds=0, can_stay=False)
    unused = request.session[STAMPS][1] + settings.SESSION_COOKIE_AGE - time.time()
    at_most = _let_in(request) + settings.SESSION_MAX_AGE - time.time()
    return Left(seconds=max(0, int(min(unused, at_most))), can_stay=unused < at_most)


def stay(request: HttpRequest) -> None:
    """Keep the session of somebody who is signed in alive: they are there, and typing."""
    if request.user.is_authenticated and STAMPS in request.session:
        _keep_alive(request, [request.session[STAMPS][0], time.time()])


def _let_in(request: HttpRequest) -> float:
    """When somebody last showed who they are, in seconds since 1970: signing in, or giving their password again."""
    again = [record["at"] for record in request.session.get(SHOWN, [])]
    return float(max(request.session[STAMPS][0], *again, 0))


class SessionLengthMiddleware:
    """Signs out who signed in longer than SESSION_MAX_AGE ago, and keeps a session that is in use alive until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        stamps = request.session.get(STAMPS)
        if stamps:
            now, (signed_in, seen) = time.time(), stamps
            if now - _let_in(request) > settings.SESSION_MAX_AGE:
                logout(request)
            elif now - seen > REFRESH_EVERY and not _only_asks(request):
                _keep_alive(request, [signed_in, now])
                note_device(request)
            if not request.user.is_authenticated:  # the account was closed: it must not open again with this session
                request.session.flush()
        response = self.get_response(request)
        if hasattr(request, "signed_in_now") and request.user.is_authenticated:
            note_device(request)
        return response


def note_device(request: HttpRequest) -> None:
    """Note, for the page with sessions, from what somebody is signed in and that they were here."""
    if not request.user.is_authenticated:
        return
    try:
        with transaction.atomic():
            if request.session.session_key is None:
                request.session.save()
            values = {"user": request.user, "device": device_in_words(request.headers.get("User-Agent", ""))}
            seen = {"last_seen_at": timezone.now()}
            model = apps.get_model("accounts", "SignedIn")
            model.objects.update_or_create(session_key=request.session.session_key, defaults=values | seen)
    except DatabaseError as error:
        logger.warning("a session was not noted: %s", type(error).__name__)


def device_in_words(agent: str) -> str:
    """A browser and a system as people know them; no version, and no address."""
    browser = next((name for mark, name in BROWSERS if mark in agent), gettext("Onbekende browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return gettext("%(browser)s op %(system)s") % {"browser": browser, "system": system} if system else browser


class PrivacyMiddleware:
    """What is shown to somebody who is signed in is kept by no browser and no cache: signed out, Back shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Who has a session may be signed in, or was: whatever they get may be theirs.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or hasattr(request, "signed_in_now"):
            response["Cache-Control"] = "no-store, private"
            patch_vary_headers(response, ["Cookie"])
        if hasattr(request, "signed_out_now"):
            response["Clear-Site-Data"] = '"cache"'  # pages that the browser holds ready for Back
        return response


def _only_asks(request: HttpRequest) -> bool:
    """Whether a page asks by itself how long is left: nobody need be there."""
    return request.method != "POST" and request.path == reverse("session-left")


def _keep_alive(request: HttpRequest, stamps: list[float]) -> None:
    """Save that a session is in use. A database that only reads is no reason to show somebody no page."""
    request.session[STAMPS] = stamps
    try:
        with transaction.atomic():
            request.session.save()
    except DatabaseError as error:
        logger.warning("a session was not kept alive: %s", type(error).__name__)
    except UpdateError:  # signed out elsewhere meanwhile: Django answers that when it saves the session itself
        return
    request.session.modified = False
