"""A programme that somebody is starting, before there is one."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.models import Region


class ProgrammeDraft(models.Model):
    """The document that a new programme starts from, if any, and what was found in it; gone once there is a programme.

    Not public, and no part of the plan: only who may start a programme of the region sees it.
    """

    FOLDER = "programmas/"

    region = models.ForeignKey(
        Region, verbose_name=_("regio"), on_delete=models.CASCADE, related_name="programme_drafts"
    )
    file = models.FileField(_("bestand"), upload_to=FOLDER, blank=True)
    name = models.CharField(_("naam van het bestand"), max_length=200, blank=True)
    outline = models.JSONField(_("wat het bestand voorstelt"), default=dict)  # actions.imports.outlines.Outline
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("begin van een programma")
        verbose_name_plural = _("begonnen programma's")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name or str(self.region)

    def get_absolute_url(self) -> str:
        """The page on which the programme gets its name, years and lines."""
        return reverse("actions:programme-new", args=[self.region.slug, self.pk])
