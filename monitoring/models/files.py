"""Figures that come in as files: the files, what the user saw of them before they counted, and what became of them."""

from typing import NamedTuple, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from actions.models import Programme
from jobs.incoming.models import Incoming, KeptReading
from monitoring.models.figures import Delivery
from municipalities.access import access
from municipalities.models import Region
from municipalities.models.places import Grants


class Standing(NamedTuple):
    """How far a file is: the kind of badge, and its words."""

    badge: str
    label: str


class FigureImportQuerySet(models.QuerySet["FigureImport"]):
    """Figures that come in, in the words of the portal."""

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Of exact counts only those of whoever keeps them; of the others all (the page asks the right on those)."""
        return self.filter(Q(veilig_thuis=None) | Q(veilig_thuis__in=access(user).regions("keep_counts")))

    def offered(self) -> Self:
        """What waits for the cijferbeheerder, the first that came first."""
        waiting = self.filter(returned_at=None, applied_at=None).exclude(offered_at=None)
        return waiting.order_by("offered_at", "pk")


class FigureImport(Incoming):
    """Figures that somebody reads in from one or more files, started from the page of a region.

    Once it is taken over its files are gone and its deliveries are there; `outcome` counts new, changed and unchanged.
    """

    READ_JOB = "figures-read"
    WRITE_JOB = "figures-import"
    FOLDER = "cijfers/"

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="figure_imports"
    )
    source_key = models.CharField(_("gekozen bron"), max_length=80, blank=True)  # empty: the files say it
    preview = models.JSONField(_("voorbeeld"), default=dict)  # monitoring.imports.previews.Preview
    choices = models.JSONField(_("keuzes"), default=dict)  # monitoring.imports.choices.Choices
    veilig_thuis = models.ForeignKey(  # whose exact counts these are: nobody else sees anything of it
        Region,
        verbose_name=_("eigen aantallen van Veilig Thuis-regio"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # What all regions read waits for the cijferbeheerder, who accepts it (applied) or sends it back.
    offered_at = models.DateTimeField(_("aangeboden op"), null=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("aangeboden door"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    returned_at = models.DateTimeField(_("teruggestuurd op"), null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("teruggestuurd door"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    returned_because = models.TextField(_("waarom teruggestuurd"), blank=True)
    deliveries = models.ManyToManyField(Delivery, verbose_name=_("aanleveringen"), related_name="imports")

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("ingelezen cijfers")
        verbose_name_plural = _("ingelezen cijfers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_at=None) | ~Q(returned_because=""), name="figure_import_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Eigen aantallen van Veilig Thuis") if self.is_exact else self.name

    def get_absolute_url(self) -> str:
        """The page of this import: how far the reading is, the preview, or what came of it."""
        return reverse("monitoring:import", args=[self.programme.region.slug, self.pk])

    def file_rows(self) -> list["FigureImportFile"]:
        """A row for each file."""
        return list(self.files.all())

    def readings(self) -> "models.QuerySet[ReadFigures]":
        """What was read of the files, until they are gone."""
        return ReadFigures.objects.filter(incoming=self)

    def job_title(self, kind: str) -> str:
        """What a job of a kind is called: never after a file with exact counts."""
        if self.is_exact:
            return gettext("Eigen cijfers lezen") if kind == self.READ_JOB else gettext("Eigen cijfers overnemen")
        words = gettext("Cijfers lezen: %s") if kind == self.READ_JOB else gettext("Cijfers overnemen: %s")
        return words % self.name

    @property
    def name(self) -> str:
        """The name of the file; of several the first, and how many more."""
        names = [each.name for each in self.files.all()]
        if len(names) < 2:
            return "".join(names)
        return _("%(name)s en nog %(count)s") % {"name": names[0], "count": len(names) - 1}

    @property
    def counts(self) -> dict[str, int]:
        """How many figures are new, changed and unchanged: as they were written, or else would be."""
        found: dict[str, int] = self.outcome or self.preview.get("counts", {})
        return {"new": 0, "changed": 0, "unchanged": 0} | found

    @property
    def writes(self) -> int:
        """How many figures it brings."""
        return self.counts["new"] + self.counts["changed"]

    @property
    def is_complete(self) -> bool:
        """Whether it brings figures, and no question about them is open."""
        return bool(self.writes) and not self.preview.get("open")

    @property
    def is_read(self) -> bool:
        """Whether there is a preview."""
        return bool(self.preview)

    @property
    def is_exact(self) -> bool:
        """Whether it holds exact counts of Veilig Thuis, which wait for their release."""
        return self.veilig_thuis_id is not None

    @property
    def is_shared(self) -> bool:
        """Whether all regions read these figures, so that a cijferbeheerder takes them over."""
        return not self.is_exact and any(source.get("shared", True) for source in self.preview.get("sources", [{}]))

    @property
    def is_offered(self) -> bool:
        """Whether it waits for the cijferbeheerder."""
        return bool(self.offered_at and not self.returned_at and not self.applied_at)

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if self.applied_at:
            return Standing("done", gettext("Overgenomen"))
        if self.refused:
            return Standing("stopped", gettext("Niet gelezen"))
        if self.returned_at:
            return Standing("warning", gettext("Teruggestuurd"))
        return Standing(
            "planned", gettext("Wacht op de cijferbeheerder") if self.is_offered else gettext("Nog niet overgenomen")
        )

    def name_for(self, user: User | AnonymousUser) -> str:
        """What it is called: the name of a file with exact counts is for who gave it."""
        if self.created_by == user or not self.is_exact:
            return self.name
        return ", ".join(source["title"] for source in self.preview.get("sources", [])) or str(self)

    def grants(self, permission: str) -> Grants:
        """Where rights come from: `change_figureimport` (look, offer, remove) and `apply_figureimport` (take over).

        Exact counts: from Veilig Thuis only. What all regions read is taken over by the cijferbeheerder, the rest by
        who reports for the region.
        """
        if permission not in ("change_figureimport", "apply_figureimport"):
            return []
        if self.veilig_thuis:
            return [("keep_counts", self.veilig_thuis)]
        if permission == "apply_figureimport" and self.is_shared:
            return [("keep_figures", None)]
        return [("report_region", self.programme.region), ("keep_figures", None)]


class FigureImportFile(models.Model):
    """One of the files: a table of CBS comes in pages, with lists of what its codes mean."""

    figure_import = models.ForeignKey(
        FigureImport, verbose_name=_("ingelezen cijfers"), on_delete=models.CASCADE, related_name="files"
    )
    file = models.FileField(_("bestand"), upload_to=FigureImport.FOLDER, blank=True)  # empty once it is applied
    name = models.CharField(_("naam van het bestand"), max_length=200)

    class Meta:
        verbose_name = _("bestand met cijfers")
        verbose_name_plural = _("bestanden met cijfers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.figure_import) if self.figure_import.is_exact else self.name


class ReadFigures(KeptReading):
    """What was read of files with figures. Exact counts among them are for their Veilig Thuis only: on no page."""

    incoming = models.OneToOneField(
        FigureImport, verbose_name=_("ingelezen cijfers"), on_delete=models.CASCADE, related_name="read_figures"
    )

    class Meta:
        verbose_name = _("gelezen cijfers")
        verbose_name_plural = _("gelezen cijfers")

    def __str__(self) -> str:
        return str(self.incoming)
