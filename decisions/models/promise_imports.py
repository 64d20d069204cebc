"""A term list that somebody reads in: what was read of it, and what came of it, for an undo."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models import Programme
from municipalities.models import Municipality


class PromiseImport(models.Model):
    """A list that was read, for one council or for those of a programme. Nothing is written before confirmation."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="promise_imports")
    municipality = models.ForeignKey(  # of rows that name none; NULL: each row must name its council
        Municipality, on_delete=models.CASCADE, null=True, related_name="promise_imports"
    )
    name = models.CharField(_("naam van het bestand"), max_length=200)
    rows = models.JSONField(_("gelezen rijen"), default=list)
    problems = models.JSONField(_("wat niet is gelezen"), default=list)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="promise_imports")
    applied_at = models.DateTimeField(_("overgenomen op"), null=True)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True)
    outcome = models.JSONField(_("wat ervan kwam"), default=dict)  # {"new": {id: version}, "changed": {id: version}}

    class Meta:
        verbose_name = _("ingelezen termijnlijst")
        verbose_name_plural = _("ingelezen termijnlijsten")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with what it would do, or did."""
        return reverse("decisions:promise-import", args=[self.pk])
