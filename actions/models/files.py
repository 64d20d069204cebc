"""Plans that come in as a file, and plans that go out as one: the files and what became of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models.programme import Programme
from jobs.incoming.models import Incoming, KeptReading
from municipalities.models.places import Grants


class PlanImport(Incoming):
    """A plan that somebody reads in: its file, what they corrected in the preview, and what came of it.

    What the plan was before is in `outcome` (actions.services.importing.Outcome), for an undo.
    """

    READ_JOB = "plan-read"
    WRITE_JOB = "plan-import"
    FOLDER = "inlezen/"

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
    fields = models.JSONField(_("aangevulde velden"), default=dict)  # {"table:row": {code: text}}, without a column
    heaps = models.JSONField(_("verplaatste rijen"), default=dict)  # {"table:row": reading.vocabulary.Heap}
    answers = models.JSONField(_("antwoorden"), default=dict)  # {kind: {name as words: what it stands for}}
    left_out = models.JSONField(_("niet overnemen"), default=list)  # ["table:row"]
    choices = models.JSONField(_("gekozen kant"), default=dict)  # {"table:row": {group: "file" or "portal"}}
    confirmed_tables = models.JSONField(_("bevestigde tabellen"), default=list)  # numbers, of a pdf
    release = models.BooleanField(_("nieuwe acties meteen vrijgeven"), default=False)
    fingerprint = models.CharField(_("wat er is bevestigd"), max_length=64, blank=True)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("terug door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ingelezen plan")
        verbose_name_plural = _("ingelezen plannen")
        ordering = ["-created_at", "-pk"]

    @property
    def title(self) -> str:
        """What its page is called."""
        return _("Inlezen: %(name)s") % {"name": self.name}

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this import: the preview, or what came of it."""
        return reverse("actions:import", args=[self.programme.region.slug, self.pk])

    def file_rows(self) -> list["PlanImport"]:
        """There is one file, and its row is this one."""
        return [self]

    def readings(self) -> "models.QuerySet[ReadPlan]":
        """What was read of the file of a draft."""
        return ReadPlan.objects.filter(incoming=self)

    def job_title(self, kind: str) -> str:
        """What a job of a kind is called."""
        words = gettext("Plan lezen: %(name)s") if kind == self.READ_JOB else gettext("Plan inlezen: %(name)s")
        return words % {"name": self.name}

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


class ReadPlan(KeptReading):
    """What was read of the file of a draft; gone when the draft is in the plan."""

    incoming = models.OneToOneField(
        PlanImport, verbose_name=_("ingelezen plan"), on_delete=models.CASCADE, related_name="read_plan"
    )
    tables = models.BinaryField(_("tabellen"))

    class Meta:
        verbose_name = _("gelezen plan")
        verbose_name_plural = _("gelezen plannen")

    def __str__(self) -> str:
        return str(self.incoming)


class RowTaken(models.Model):
    """What a row of a document said when it was taken over, and what its action held right after: as short marks.

    So that the same document, read again, changes only what changed in it since (`actions.imports.sides`).
    """

    plan_import = models.ForeignKey(
        PlanImport, verbose_name=_("ingelezen plan"), on_delete=models.CASCADE, related_name="rows_taken"
    )
    action = models.ForeignKey(
        "actions.Action", verbose_name=_("actie"), on_delete=models.CASCADE, related_name="rows_taken"
    )
    said = models.JSONField(_("wat er stond"), default=dict)  # {group: [mark, ...]}
    held = models.JSONField(_("wat de actie werd"), default=dict)  # {group: mark}

    class Meta:
        verbose_name = _("overgenomen rij")
        verbose_name_plural = _("overgenomen rijen")
        constraints = [models.UniqueConstraint(fields=["plan_import", "action"], name="row_taken_once")]

    def __str__(self) -> str:
        return f"{self.plan_import}: {self.action_id}"


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
