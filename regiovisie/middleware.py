"""Middleware of the project itself."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from jobs import outages, room

logger = logging.getLogger(__name__)


class FragmentMiddleware:
    """Sets `request.wants_fragment`: htmx asks for a part of the page (not boosted, not restoring history)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        htmx = request.htmx  # type: ignore[attr-defined]  # set by django-htmx
        request.wants_fragment = bool(htmx) and not htmx.boosted and not htmx.history_restore_request  # type: ignore[attr-defined]
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response


class OnlyPostedMiddleware:
    """Says in a page what a bare 405 does not: this address belongs to a button. It is left by a form with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page


class RoomMiddleware:
    """Says in a sentence that nothing can be kept now: the disk is full or may only be read. Reading goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sentence: str = getattr(request, "no_room", "")  # of an upload that could not come in
        return _no_room(request, sentence) if sentence else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page in the place of an error; None for any other error."""
        sentence = room.sentence_of(exception)
        return _no_room(request, sentence) if sentence else None


def _no_room(request: HttpRequest, sentence: str) -> HttpResponse:
    logger.error("nothing can be kept: %s %s", request.method, request.path)
    response = render(request, "507.html", {"sentence": sentence}, status=507)
    response["Retry-After"] = str(outages.RETRY_AFTER)
    return response
