"""The same form sent twice by the same person, by a double click or an impatient reload, does its work once.

Each page that is shown has a token of its own in its forms (the one against forged requests), so that what is sent with
the same token, to the same address, with the same contents, is the same form sent again: it gets the answer of the
first, also when that one is still at work. Kept in the cache, which all processes share, for half a minute.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypedDict

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import UnreadablePostError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

KEPT = 30  # seconds
PATIENCE = 25.0  # seconds that the second waits for the first
LOOK_EVERY = 0.05  # seconds
CACHE_AWAY = (OSError, DatabaseError, RedisError)
AT_WORK = "bezig"
TOKEN = "csrfmiddlewaretoken"
MESSAGES = "messages"  # the cookie with what the next page tells: the browser drops the answer that it no longer awaits
MULTIPART = "multipart/form-data"

Respond = Callable[[], HttpResponse]


class Answer(TypedDict):
    """Where the first was sent to, and what the page there was to tell."""

    address: str
    told: str


class OnceMiddleware:
    """Answers forms that are sent twice. Files are not read here: a view that takes them calls `answered` itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.content_type == MULTIPART:
            return self.get_response(request)
        return answered(request, lambda: self.get_response(request))


def answered(request: HttpRequest, respond: Respond, *, any_page: bool = False) -> HttpResponse:
    """The answer to a form: that of `respond`, or of the first when the same form was sent before.

    Only an answer that sends the reader on counts as work done: a form that is shown again may be sent again.
    `any_page`: whatever page it was sent from, as for a file, which nobody gives twice on purpose.
    """
    key = _key(request, any_page=any_page)
    if not key:
        return respond()
    try:
        while not cache.add(key, AT_WORK, KEPT):
            if before := _awaited(key):
                return _same(before)
    except CACHE_AWAY:  # then a form that is sent twice is seen by what it writes, or not at all
        logger.warning("the cache cannot be reached: forms that are sent twice are not seen", exc_info=True)
        return respond()
    return _kept(key, respond)


def _kept(key: str, respond: Respond) -> HttpResponse:
    """Do the work and keep its answer; without one the same form may come again."""
    done = False
    try:
        response = respond()
        if response.status_code == 302:
            told = response.cookies[MESSAGES].value if MESSAGES in response.cookies else ""
            with suppress(*CACHE_AWAY):
                cache.set(key, Answer(address=response["Location"], told=told), KEPT)
            done = True
        return response
    finally:
        if not done:
            with suppress(*CACHE_AWAY):
                cache.delete(key)


def _awaited(key: str) -> Answer | None:
    """The answer of the first; None when it gave none, or takes too long."""
    until = time.monotonic() + PATIENCE
    found: Any
    while (found := cache.get(key)) == AT_WORK and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
    if found == AT_WORK:
        cache.delete(key)
        return None
    answer: Answer | None = found
    return answer


def _same(before: Answer) -> HttpResponse:
    response = HttpResponseRedirect(before["address"])
    if before["told"]:
        response.set_cookie(MESSAGES, before["told"], httponly=True, samesite="Lax")
    return response


def _key(request: HttpRequest, *, any_page: bool) -> str:
    """What was sent, by whom and from which page, as a key; "" for what is no form of somebody who is signed in."""
    user: Any = getattr(request, "user", None)
    try:
        sent = bool(user and user.is_authenticated and (any_page or request.POST.get(TOKEN)))
    except (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError):  # for the view, which says so
        return ""
    if not sent:
        return ""
    digest = hashlib.sha256()
    for part in _parts(request, user.pk, left_out=TOKEN if any_page else ""):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"once-{digest.hexdigest()}"


def _parts(request: HttpRequest, user_id: int, *, left_out: str) -> Iterator[bytes]:
    yield f"{user_id} {request.get_full_path()}".encode()
    for name, values in sorted(request.POST.lists()):
        if name != left_out:
            yield "\0".join([name, *values]).encode("utf-8", "surrogatepass")
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            yield f"{name} {file.name}".encode("utf-8", "surrogatepass") + digest.digest()
