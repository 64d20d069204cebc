from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from decisions.rules import inhabitants
from jobs import registry


class MonitoringConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "monitoring"
    verbose_name = _("Cijfers")

    def ready(self) -> None:
        """Workers read large files with figures, and write what was confirmed; every hour they remove what is old.

        Every few minutes they look for Veilig Thuis whether others tell what it hid. Who divides costs by
        inhabitants, is offered the figures of these.
        """
        registry.register("figures-read", "monitoring.handlers.read_figures", has_preview=True)
        registry.register("figures-import", "monitoring.handlers.import_figures", has_preview=True)
        registry.every("figure-import-drafts", 3600, "monitoring.services.importing.remove_old")
        registry.every("narrowed-counts", 300, "monitoring.services.narrowing.look")
        inhabitants.register("monitoring.rules.inhabitants.inhabitants_of")
