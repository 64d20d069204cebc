"""Who may send a file is asked before anything of it is read.

Django reads the whole body for the token against forged forms, before the view is asked. So a view that takes files
says beforehand who may send them (`receives_files`), and no other view gets more than a form can hold.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.kept import page_of, sign_in_url

MAX_BODY = 60 * 1024**2  # bytes of all files of one request; forms say at their fields what they take

May = Callable[..., HttpResponse | None]
View = TypeVar("View", bound=Callable[..., HttpResponse])


def receives_files(may: May) -> Callable[[View], View]:
    """Mark a view as one that takes files, from whom `may` lets through.

    `may` gets the request and the arguments of the address. It reads no body, and answers or raises for who may not.
    """

    def mark(view: View) -> View:
        view.may_send_files = may  # type: ignore[attr-defined]
        return view

    return mark


class UploadMiddleware:
    """Answers who may not send a file, before it is read; stands before the middleware that reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None: go on. What is no larger than a form may be is read, so that what was typed in it can be kept."""
        size = _size(request)
        if request.method != "POST" or not _has_files(request) or size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        may: May | None = getattr(view, "may_send_files", None)
        if may is None and request.resolver_match and request.resolver_match.app_name == "admin":
            may = _of_the_back_office
        answer = may(request, *args, **kwargs) if may else _too_large(request)
        return answer or (_too_large(request) if size > MAX_BODY else None)


def _size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _has_files(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"


def _of_the_back_office(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return None


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("U was uitgelogd. Het bestand is niet bewaard; kies het na het inloggen opnieuw."))
    return _unread(redirect(sign_in_url(page_of(request))))


def _too_large(request: HttpRequest) -> HttpResponse:
    return _unread(render(request, "413.html", {"page": page_of(request)}, status=413))


def _unread(response: HttpResponse) -> HttpResponse:
    """Keep other middleware from reading what was sent."""
    response.says_it_is_kept = True  # type: ignore[attr-defined]
    return response
