"""Jobs in the back office: to look at. What a job does to its row is for the worker alone."""

from django.contrib import admin
from django.http import HttpRequest

from jobs.models import Job


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
