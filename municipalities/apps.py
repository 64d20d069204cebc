from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class MunicipalitiesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "municipalities"
    verbose_name = _("Regio's en gemeenten")

    def ready(self) -> None:
        """Workers give and take access that starts or ends: when they start and every hour."""
        registry.every("sessions-cleanup", 86_400, "accounts.services.clear_sessions")
        registry.every("permissions", 3600.0, "municipalities.services.refresh_permissions")
