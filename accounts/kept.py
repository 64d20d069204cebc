"""What was typed is kept when its form cannot be saved: signed out, signed in as another, or a token that expired.

The text is for the account for which the form was made (accounts.marks) and for nobody else on that device. After
signing in the form stands there again, filled in; nothing is saved before the person sends it themselves.
"""

import datetime
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.filling import carry, fill
from accounts.marks import MARK, owner_of_form, sent_mark
from accounts.models import KeptForm, User

KEY = "getypt"  # in an address and in the form that was filled in again
ONLY_KEEP = "alleen-bewaren"  # in a form that is sent because a session ended: not to be done, only to be kept
PER_PERSON = 20
KEPT_FOR = datetime.timedelta(days=14)
# What opens an account; `secret_ground` and its like say why something is geheim, and open nothing.
NOT_KEPT = re.compile(
    rf"password|wachtwoord|secret(?!_(?:ground|body|on)$)|csrfmiddlewaretoken|^{MARK}$|^{KEY}$|^{ONLY_KEEP}$",
    re.IGNORECASE,
)
SAVED = range(300, 400)
SHOWN_AGAIN = (200, 400, 409)  # not who may not: of them nothing is read
SIGNING_IN = "/inloggen/"  # forms with passwords and codes

Fields = dict[str, list[str]]


def keep(request: HttpRequest) -> KeptForm | None:
    """Keep what this request sent, for whom the form was made; None when it was not one of ours or holds nothing."""
    owner = None if request.path.startswith(SIGNING_IN) else owner_of_form(request)
    if owner is None:
        return None
    fields = {name: values for name, values in request.POST.lists() if not NOT_KEPT.search(name)}
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    if not any([*map(any, fields.values()), files]):
        return None
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    content = signing.dumps([fields, files], salt=_salt(owner), compress=True)
    kept = KeptForm.objects.create(user=owner, action=request.path, page=page_of(request), content=content)
    older = KeptForm.objects.of(owner).values_list("pk", flat=True)[PER_PERSON:]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    return kept


def read(kept: KeptForm) -> tuple[Fields, list[str]]:
    """The fields that were typed, and the names of files that were sent along (whose content is not kept)."""
    fields, files = signing.loads(kept.content, salt=_salt(kept.user))
    return fields, files


def page_of(request: HttpRequest) -> str:
    """Where the form stood that was sent: on this site, or else where it was sent to."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    parts = urlsplit(came_from)
    is_path = parts.path.startswith("/") and not parts.path.startswith("//")  # `//elders` is another site
    if not is_path or not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return request.path
    query = re.sub(rf"(^|&){KEY}=[^&]*", "", parts.query)
    return parts.path + (f"?{query}" if query else "")


def sign_in_url(page: str) -> str:
    """The page to sign in on, and come back from."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page}, safe='/')}"


class KeepTypedMiddleware:
    """Keeps what is sent by who must sign in first, and fills it in when they come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came_back = request.method == "GET" and KEY in request.GET  # asked before the page says what it does not know
        response = self.get_response(request)
        if hasattr(response, "says_it_is_kept"):  # or that it is not: what was sent may be too large to read
            return response
        if _asks_to_sign_in(response):
            return response if request.user.is_authenticated else self._signs_in_first(request, response)
        if _hides_from_a_visitor(request, response):
            return self._signs_in_first(request, response)
        if came_back and request.user.is_authenticated:
            return _filled(request, request.user, response)
        if request.method == "POST" and response.status_code in (*SAVED, *SHOWN_AGAIN):
            user, keys = request.user, _keys(_sent(request))
            if user.is_authenticated and keys and response.status_code in SAVED:
                KeptForm.objects.of(user).filter(key__in=keys).delete()
            elif user.is_authenticated and keys:
                _carry_on(request, response, keys[0])
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse the form of somebody else who was signed in here before; it is kept for them."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None  # who reads the body otherwise asks for the token there
        if ONLY_KEEP in _sent(request):
            return self._only_keeps(request)
        if not request.user.is_authenticated:
            return None
        if not sent_mark(request):
            return None
        if owner_of_form(request) == request.user or request.path.startswith(SIGNING_IN):
            return None
        return not_saved(request)

    def _only_keeps(self, request: HttpRequest) -> HttpResponse:
        """To the sign-in page, or to the form, for who signed in meanwhile in another window."""
        kept = keep(request)
        page = kept.return_url if kept else page_of(request)
        if not request.user.is_authenticated:
            _tell(request, kept)
            page = sign_in_url(page)
        response = redirect(page)
        response.says_it_is_kept = True  # type: ignore[attr-defined]
        return response

    def _signs_in_first(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """To the sign-in page, and after that to the form rather than to where it was sent."""
        page = None
        if request.method == "POST":
            kept = keep(request)
            page = kept.return_url if kept else page_of(request)
            _tell(request, kept)
        elif request.headers.get("HX-Request"):
            page = page_of(request)
        if page is None:
            return response
        return go_to(request, sign_in_url(page))


def not_saved(request: HttpRequest) -> HttpResponse:
    """The page that says that a form was not accepted, and where what was typed is found again."""
    kept = keep(request)
    is_theirs = bool(kept and kept.user == request.user)
    to = None
    if kept and is_theirs:
        to = kept.return_url
    elif kept and not request.user.is_authenticated:
        to = sign_in_url(kept.return_url)
    if to and request.headers.get("HX-Request"):
        return go_to(request, to)  # htmx would show nothing of a refusal
    context = {"kept": kept, "is_theirs": is_theirs, "to": to, "files": read(kept)[1] if kept else []}
    response = render(request, "403_csrf.html", context, status=403)
    response.says_it_is_kept = True  # type: ignore[attr-defined]
    return response


def _asks_to_sign_in(response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    location = urlsplit(response["Location"])
    pages = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
    return location.path in pages and "next=" in location.query


def _hides_from_a_visitor(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was sent to what visitors may not see, by somebody who saw it: the form was made for them."""
    if request.method != "POST" or response.status_code not in (403, 404) or request.path.startswith(SIGNING_IN):
        return False
    return not request.user.is_authenticated and owner_of_form(request) is not None


def _tell(request: HttpRequest, kept: KeptForm | None) -> None:
    if kept is None:
        text = _("U was uitgelogd. Er is niets opgeslagen.")
    else:
        text = _("U was uitgelogd. Wat u had getypt is bewaard: log in, dan staat het weer in het formulier.")
        if read(kept)[1]:
            text += " " + _("Bestanden zijn niet bewaard; kies die opnieuw.")
    messages.warning(request, text)


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """To another page; htmx would put the answer to an ordinary redirect in a part of this one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _filled(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    """The page with its form filled in; where that form is not, the page it was sent to, or what was typed as text."""
    kept = KeptForm.objects.of(user).filter(key__in=_keys(request.GET)).select_related("user").first()
    if kept is None:
        return response
    if response.status_code == 200 and _is_page(response):
        fields, files = read(kept)
        hidden = {KEY: str(kept.key)}
        html, found = fill(
            response.content.decode(), action=kept.action, page=request.path, fields=fields, extra=hidden
        )
        if found:
            notice = render_to_string("account/_kept.html", {"kept": kept, "files": files}, request)
            response.content = re.sub(r"<main\b[^>]*>", lambda main: main[0] + notice, html, count=1)
            return response
    if request.path != kept.action:
        return redirect(f"{kept.action}?{urlencode({KEY: str(kept.key)})}")
    return redirect(kept)


def _carry_on(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """A form that is shown again (a mistake, a conflict) still says what it was filled in with, until it is saved."""
    if _is_page(response):
        fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
        html = carry(response.content.decode(), action=request.path, page=request.path, fields=fields, extra={KEY: key})
        response.content = html.encode()


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _sent(request: HttpRequest) -> Any:
    """What was sent; nothing when it is more than can be read."""
    try:
        return request.POST
    except (SuspiciousOperation, UnreadablePostError):  # the view says so
        return {}


def _keys(given: Any) -> list[str]:
    """The key in an address or form, if it can be one."""
    key = given.get(KEY, "")
    return [key] if re.fullmatch(r"[0-9a-f-]{36}", key) else []


def _salt(user: User) -> str:
    return f"accounts.kept.{user.pk}"
