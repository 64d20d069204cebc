"""The structure of a plan: lines, themes, goals and notes, in the words of the document."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models.base import Recorded
from actions.models.programme import Programme


class ActionLine(Recorded):
    """A line of the programme; the programme says which word it uses for it."""

    class National(models.TextChoices):
        """The three lines of the national programme Geweld hoort nergens thuis (2018)."""

        SOONER = "sooner", _("Eerder en beter in beeld")
        STOP = "stop", _("Stoppen en duurzaam oplossen")
        GROUPS = "groups", _("Specifieke groepen")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="lines"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("titel"), max_length=200)
    national = models.CharField(_("landelijke actielijn"), max_length=10, choices=National, blank=True)
    text = models.TextField(_("inleiding"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lijn")
        verbose_name_plural = _("lijnen")
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="line_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Topic(models.Model):
    """A subject that all regions share, so that they can be compared: meldcode, MDA++, ouderenmishandeling."""

    slug = models.SlugField(_("naam in het webadres"), unique=True)
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("uitleg"), blank=True)

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Theme(Recorded):
    """A theme or step of a programme, in a line or outside the lines."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="themes"
    )
    line = models.ForeignKey(
        ActionLine, verbose_name=_("lijn"), on_delete=models.CASCADE, null=True, blank=True, related_name="themes"
    )
    key = models.SlugField(_("sleutel"), max_length=80)
    title = models.CharField(_("titel"), max_length=200)
    text = models.TextField(_("tekst"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    topics = models.ManyToManyField(Topic, related_name="themes", blank=True, verbose_name=_("onderwerpen"))

    history = HistoricalRecords(m2m_fields=[topics])

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["programme", "line", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="theme_key_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Goal(Recorded):
    """What the region wants to reach; hangs under the programme, a line, a theme or an action."""

    class Level(models.TextChoices):
        CENTRAL = "central", _("Centrale ambitie")
        SUB = "sub", _("Deelambitie")
        OBJECTIVE = "objective", _("Doel")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="goals"
    )
    line = models.ForeignKey(
        ActionLine, verbose_name=_("lijn"), on_delete=models.CASCADE, null=True, blank=True, related_name="goals"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.CASCADE, null=True, blank=True, related_name="goals"
    )
    action = models.ForeignKey(
        "Action", verbose_name=_("actie"), on_delete=models.CASCADE, null=True, blank=True, related_name="goals"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("hoort bij doel"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )
    level = models.CharField(_("niveau"), max_length=10, choices=Level, default=Level.OBJECTIVE)
    text = models.TextField(_("doel"))
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["programme", "position", "pk"]

    def __str__(self) -> str:
        return self.text


def first_goal(action: str) -> Subquery:
    """The text of the first goal of an action, for a query; `action` is where that query holds the id of the action."""
    goals = Goal.objects.filter(action=OuterRef(action)).order_by("position", "pk")
    return Subquery(goals.values("text")[:1])


class Note(Recorded):
    """Something a plan says that is neither goal nor action: a point of attention, a national development, context."""

    class Kind(models.TextChoices):
        ATTENTION = "attention", _("Aandacht voor")
        BUILD_ON = "build_on", _("Voortbouwen op successen")
        NATIONAL_DEVELOPMENT = "national_development", _("Landelijke ontwikkelingen")
        MEASURE_TAKEN = "measure_taken", _("Maatregelen die al genomen zijn")
        MONITORING_SOURCE = "monitoring_source", _("Bronnen van monitoring")
        FUNDING = "funding", _("Over de financiering")
        CONTEXT = "context", _("Achtergrond")
        DEFINITION = "definition", _("Definities")
        MISSING = "missing", _("Staat niet in de bron")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="notes"
    )
    line = models.ForeignKey(
        ActionLine, verbose_name=_("lijn"), on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    kind = models.CharField(_("soort"), max_length=25, choices=Kind)
    title = models.CharField(_("titel"), max_length=200, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        ordering = ["programme", "position", "pk"]

    def __str__(self) -> str:
        return self.title or self.text[:80]
