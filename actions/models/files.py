"""Plans that come in as a file, and plans that go out as one: the files and what became of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models.programme import Programme
from municipalities.models.places import Grants


class PlanImport(models.Model):
    """A plan that somebody reads in: its file, what they corrected in the preview, and what came of it.

    Nothing of it is in the plan until `applied_at`; what the plan was before is in `outcome`, for an undo.
    """

    JOB = "plan-import"  # the kind of the jobs that write the plan
    READ_JOB = "plan-read"  # of the jobs that read a large file, for the preview
    JOBS = (JOB, READ_JOB)
    FOLDER = "inlezen/"  # in the media folder, which nobody reads without a view

    class AmountsIn(models.TextChoices):
        """What amounts without a unit are in, when the file does not say it."""

        EURO = "euro", _("euro's")
        THOUSANDS = "thousands", _("duizenden euro's")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="plan_imports"
    )
    file = models.FileField(_("bestand"), upload_to=FOLDER)
    name = models.CharField(_("naam van het bestand"), max_length=200)
    year = models.PositiveSmallIntegerField(_("jaar van kwartalen zonder jaar"), null=True, blank=True)
    amounts_in = models.CharField(_("bedragen in"), max_length=10, choices=AmountsIn, blank=True)
    line = models.CharField(_("lijn van acties zonder lijn"), max_length=200, blank=True)
    mapping = models.JSONField(_("kolommen"), default=dict)  # {table: {column from 0: code of a meaning}}, as corrected
    edits = models.JSONField(_("verbeterde cellen"), default=dict)  # {"table:row:column": text}
    left_out = models.JSONField(_("niet overnemen"), default=list)  # ["table:row"]
    refused = models.CharField(_("waarom niet gelezen"), max_length=500, blank=True)  # by the job that reads it
    release = models.BooleanField(_("nieuwe acties meteen vrijgeven"), default=False)
    fingerprint = models.CharField(_("wat er is bevestigd"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("in het plan gezet op"), null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("terug door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    outcome = models.JSONField(_("uitkomst"), default=dict)  # actions.services.importing.Outcome

    class Meta:
        verbose_name = _("ingelezen plan")
        verbose_name_plural = _("ingelezen plannen")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this import: the preview, or what came of it."""
        return reverse("actions:import", args=[self.programme.region.slug, self.pk])

    @property
    def columns(self) -> dict[int, dict[int, str]]:
        """The mapping, with numbers for what JSON keeps as text."""
        return {int(table): {int(place): code for place, code in of.items()} for table, of in self.mapping.items()}

    @property
    def counts(self) -> dict[str, Any]:
        """How many actions became new, changed and unchanged, once it is applied."""
        return dict(self.outcome.get("counts", {}))

    def grants(self, permission: str) -> Grants:
        """Reading in a plan is changing the programme."""
        return [("lead_region", self.programme.region)] if permission == "change_planimport" else []


class ReadPlan(models.Model):
    """What was read of the file of a draft, so that it is parsed once; gone when the draft is in the plan."""

    plan_import = models.OneToOneField(
        PlanImport, verbose_name=_("ingelezen plan"), on_delete=models.CASCADE, related_name="read_plan"
    )
    key = models.CharField(_("wat er is verbeterd"), max_length=64)  # actions.services.readings.key_of
    format = models.CharField(_("vorm"), max_length=16)  # actions.imports.kept.FORMAT
    tables = models.BinaryField(_("tabellen"))
    reading = models.BinaryField(_("lezing"))

    class Meta:
        verbose_name = _("gelezen plan")
        verbose_name_plural = _("gelezen plannen")

    def __str__(self) -> str:
        return str(self.plan_import)


class PlanExport(models.Model):
    """A large export of a plan that a job makes: as filtered on screen, for who asked for it."""

    JOB = "plan-export"
    FOLDER = "uitvoer/"

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel (xlsx)")
        ODS = "ods", _("OpenDocument (ods)")
        CSV = "csv", _("csv")
        DOCX = "docx", _("Word (docx)")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="plan_exports"
    )
    format = models.CharField(_("soort bestand"), max_length=4, choices=Format)
    query = models.TextField(_("filters, zoals in het adres"), blank=True)
    file = models.FileField(_("bestand"), upload_to=FOLDER, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.CASCADE, related_name="plan_exports"
    )

    # What the file holds, kept when it is made: it is given only to who may still see all of it.
    contents_known = models.BooleanField(_("inhoud is bijgehouden"), default=False)
    actions = models.ManyToManyField(
        "actions.Action", verbose_name=_("acties in het bestand"), related_name="exports", blank=True, editable=False
    )
    made_with = models.JSONField(_("gemaakt met deze rechten"), default=list, blank=True, editable=False)

    RIGHTS = ("read_programme", "report_programme", "change_programme")  # what they add to a file, goes with them

    class Meta:
        verbose_name = _("uitgevoerd plan")
        verbose_name_plural = _("uitgevoerde plannen")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.programme} ({self.format})"
