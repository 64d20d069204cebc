from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class ActionsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "actions"
    verbose_name = _("Plannen en acties")

    def ready(self) -> None:
        """Workers write plans that were read in, and clear away what nobody confirmed."""
        registry.register("plan-import", "actions.handlers.import_plan")
        registry.every("plan-import-drafts", 3600.0, "actions.services.drafts.remove_old")
