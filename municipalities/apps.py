from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from simple_history.signals import post_create_historical_record

from jobs import registry


class MunicipalitiesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "municipalities"
    verbose_name = _("Regio's en gemeenten")

    def ready(self) -> None:
        """Workers give and take access that starts or ends; what is done with rights is told in the trace."""
        from municipalities import rights_trace  # noqa: PLC0415  # its models are not there earlier

        post_create_historical_record.connect(rights_trace.tell, dispatch_uid="municipalities.rights_trace.tell")
        registry.every("trace", 24 * 3600.0, "accounts.trace.forget_old")
        registry.every("sessions-cleanup", 24 * 3600.0, "accounts.services.clear_sessions")
        registry.every("permissions", 3600.0, "municipalities.services.refresh_permissions")
        registry.every("access-notices", 3600.0, "municipalities.services.reminding.remind")
