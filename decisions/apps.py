from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class DecisionsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "decisions"
    verbose_name = _("Besluiten")

    def ready(self) -> None:
        """Workers remind who keeps term lists, every hour."""
        registry.every("promise-reminders", 3600.0, "decisions.services.reminders.send_due")
