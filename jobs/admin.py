"""Jobs and mails in the back office: to look at. What happens to their rows is for the worker alone."""

from django.contrib import admin
from django.http import HttpRequest

from jobs.models import Job, Mail


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Work in the background, newest first."""

    list_display = ("title", "kind", "state", "progress", "attempts", "created_by", "created_at", "finished_at")
    list_select_related = ("created_by",)
    list_filter = ("state", "kind")
    search_fields = ("title", "key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs are started by what people do in the portal."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """A job is never edited."""
        return False


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin[Mail]):
    """The outbox, without what the mails say: a link to choose a password is a secret, also for administrators."""

    list_display = ("subject", "to", "state", "attempts", "created_at", "send_after", "finished_at", "problem")
    list_filter = ("state",)
    search_fields = ("to",)
    fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mails are made by what people do in the portal."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """A mail is never edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """Mails go by themselves, a month after they ended."""
        return False
