"""Who may change anything has a second step, or sets one up before going anywhere else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import second_step, sessions
from accounts.kept import go_to, keep, page_of
from municipalities.access import access

# What stays open: setting it up, leaving, help, and whether the portal is there.
OPEN = frozenset(
    {
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "codes-kept",
        "openid_connect_login",  # another way to sign in, which may ask a second step itself
        "openid_connect_callback",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "session-left",
        "browser",
        "about",
        "accessibility",
        "barrier",
        "barrier-reported",
        "health-live",
        "health-ready",
    }
)


class SecondStepMiddleware:
    """Sends who has none to the page to set it up, whatever they ask for; what they sent along is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The way to that page, in the place of what was asked for; None for who may go on."""
        match = request.resolver_match
        if not settings.SECOND_STEP_REQUIRED or match is None or match.view_name in OPEN:
            return None
        if request.session.get(sessions.BY_PROVIDER):
            return None
        if not request.user.is_authenticated or not (page := second_step.still_to_do(request.user)):
            return None
        if not access(request.user).may_write:
            return None
        _remember(request)
        return go_to(request, reverse(page))


def _remember(request: HttpRequest) -> None:
    """Keep where somebody was going, and what they typed before a second step was asked."""
    if request.method == "POST":
        kept = keep(request)
        request.session[second_step.RETURN_TO] = kept.return_url if kept else page_of(request)
        if kept:
            messages.info(request, _("Wat u had getypt is bewaard. Het staat er weer als de extra code aan staat."))
    elif request.headers.get("HX-Request"):
        request.session[second_step.RETURN_TO] = page_of(request)
    elif request.headers.get("Sec-Fetch-Dest", "document") == "document":
        request.session[second_step.RETURN_TO] = request.get_full_path()
