from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class ActionsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "actions"
    verbose_name = _("Plannen en acties")

    def ready(self) -> None:
        """Workers write plans that were read in, and large files of plans; every hour they remove what is old."""
        registry.register("plan-read", "actions.handlers.read_plan")
        registry.register("plan-import", "actions.handlers.import_plan", has_preview=True)
        registry.register("plan-export", "actions.handlers.export_plan")
        registry.every("plan-import-drafts", 3600, "actions.services.drafts.remove_old")
        registry.every("programme-drafts", 3600, "actions.services.starting.remove_old")
        registry.every("round-people", 3600, "actions.services.rounds.forget_people")
        registry.every("plan-exports", 3600, "actions.handlers.delete_exports")
