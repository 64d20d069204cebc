"""The technical back office at /beheer/: for superusers only; they sign in as everybody does."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(admin.AdminSite):
    """Django's admin with the names of the portal."""

    site_header = _("Beheer van het regiovisie-portaal")
    site_title = _("Beheer")
    index_title = _("Gegevens")

    def has_permission(self, request: HttpRequest) -> bool:
        """Superusers only: what others may do follows from their assignments, which the admin does not ask."""
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in on the page of the portal, with its limits and its second factor; who is signed in gets a 403."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
