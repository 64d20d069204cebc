"""Makes our admin site the one that apps register with; not in apps.py, which may hold one default config only."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "regiovisie.admin.PortalAdminSite"
