from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class EvaluationsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "evaluations"
    verbose_name = _("Evaluaties")

    def ready(self) -> None:
        """Workers make reports; every hour they remove files that a killed worker left behind.

        By path: only workers load WeasyPrint.
        """
        registry.register("evaluation-pdf", "evaluations.handlers.render_pdf")
        registry.every("evaluation-orphans", 3600, "evaluations.handlers.delete_orphans")
