from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class MonitoringConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "monitoring"
    verbose_name = _("Cijfers")

    def ready(self) -> None:
        """Workers read large files with figures, and write what was confirmed; every hour they remove what is old.

        Every few minutes they look for Veilig Thuis whether others tell what it hid.
        """
        registry.register("figures-read", "monitoring.handlers.read_figures", has_preview=True)
        registry.register("figures-import", "monitoring.handlers.import_figures", has_preview=True)
        registry.every("figure-import-drafts", 3600, "monitoring.services.importing.remove_old")
        registry.every("narrowed-counts", 300, "monitoring.services.narrowing.look")
