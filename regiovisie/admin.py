"""The technical back office at /beheer/: for superusers with a second factor only; they sign in as everybody does."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.second_step import RETURN_TO


class PortalAdminSite(admin.AdminSite):
    """Django's admin with the names of the portal."""

    site_header = _("Beheer van het regiovisie-portaal")
    site_title = _("Beheer")
    index_title = _("Gegevens")

    def has_permission(self, request: HttpRequest) -> bool:
        """Superusers only: what others may do follows from their assignments, which the admin does not ask."""
        return _is_technical(request) and _has_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in on the page of the portal, then switch the extra code on if it is off; others get a 403."""
        page = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(page)
        if not _is_technical(request):
            raise PermissionDenied
        if not url_has_allowed_host_and_scheme(page, None):
            page = reverse("admin:index")
        if _has_second_factor(request):
            return redirect(page)
        request.session[RETURN_TO] = page
        messages.info(
            request, gettext("Het beheer vraagt een extra code bij het inloggen. Zet die aan; dan gaat u verder.")
        )
        return redirect("mfa_activate_totp")


def _is_technical(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


def _has_second_factor(request: HttpRequest) -> bool:
    """Asked once per request: the admin asks many times whether somebody may."""
    if not hasattr(request, "_has_second_factor"):
        request._has_second_factor = is_mfa_enabled(request.user)  # type: ignore[attr-defined]
    return bool(request._has_second_factor)  # type: ignore[attr-defined]
