"""Makes our admin site the one that apps register with; not in apps.py, which may hold one default config only."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "regiovisie.admin.PortalAdminSite"

    def ready(self) -> None:
        """All apps register; groups go out again, because rights follow from assignments only."""
        super().ready()
        admin.site.unregister(apps.get_model("auth", "Group"))
