from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class JobsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "jobs"
    verbose_name = _("Taken")

    def ready(self) -> None:
        """Workers look for lost jobs: every 10 seconds, so a killed job runs again within 40. They send mail too."""
        registry.every("temporary-files", 600.0, "jobs.temporary.clear")
        registry.every("jobs-sweep", 10.0, "jobs.services.sweep")
        registry.every("mail-outbox", 10.0, "jobs.outbox.deliver")
        registry.every("mail-cleanup", 3600.0, "jobs.outbox.delete_old")
