"""Middleware of the project itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


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
