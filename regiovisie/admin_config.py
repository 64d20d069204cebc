"""Makes our admin site the one that apps register with; not in apps.py, which may hold one default config only."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "regiovisie.admin.PortalAdminSite"

    def ready(self) -> None:
        """All apps register; out go groups (rights follow from assignments) and what others bring along.

        Allauth's pages show the seed of a second factor and recovery codes, and write addresses past our services.
        """
        super().ready()
        others = [("auth", "Group"), ("account", "EmailAddress"), ("mfa", "Authenticator")]
        others += [("socialaccount", name) for name in ("SocialApp", "SocialToken", "SocialAccount")]
        for app, name in others:
            admin.site.unregister(apps.get_model(app, name))
