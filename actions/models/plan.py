"""The structure of a plan: lines, themes, goals and notes, in the words of the document."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models.base import Published, Recorded, Viewer, brought_for, classified_for
from actions.models.programme import Programme


def _seen(user: Viewer) -> Any:
    """The actions that a user may see; by name, because actions know lines and not the other way round."""
    return apps.get_model("actions", "Action").objects.visible_to(user)


class LineQuerySet(models.QuerySet["ActionLine"]):
    """Lines, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Lines that were published, and those of actions that a user may see: as their place, or as a further one."""
        seen = _seen(user)
        used = Q(pk__in=seen.values("line")) | Q(guests__in=_homes(seen))
        return self.filter(pk__in=ActionLine.objects.filter(brought_for(user, used=used)).values("pk"))


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Themes that were published, and those of actions that a user may see; in lines that the user may see."""
        seen = _seen(user)
        used = Q(pk__in=seen.values("theme")) | Q(guests__in=_homes(seen))
        found = Theme.objects.filter(brought_for(user, used=used))
        lines = ActionLine.objects.visible_to(user)
        return self.filter(Q(line__isnull=True) | Q(line__in=lines), pk__in=found.values("pk"))


class HangingQuerySet(models.QuerySet[Any]):
    """Goals and notes: they hang under the programme, a line, a theme or an action."""

    def visible_to(self, user: Viewer) -> Self:
        """What hangs where a user may look."""
        found = self.filter(
            Q(line__isnull=True) | Q(line__in=ActionLine.objects.visible_to(user)),
            Q(theme__isnull=True) | Q(theme__in=Theme.objects.visible_to(user)),
        )
        programme = classified_for(user, region="programme__region_id", field="programme__classification")
        if self.model is not Goal:
            return found.filter(programme)
        return found.filter(Q(action__isnull=True) & programme | Q(action__in=_seen(user)))


def _homes(actions: Any) -> Any:
    return apps.get_model("actions", "Home").objects.filter(action__in=actions.values("pk")).values("pk")


class ActionLine(Published, Recorded):
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

    objects = LineQuerySet.as_manager()
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


class Topic(Recorded):
    """A subject that all regions share, so that they can be compared: meldcode, MDA++, ouderenmishandeling."""

    slug = models.SlugField(_("naam in het webadres"), unique=True)
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("uitleg"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Theme(Published, Recorded):
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

    objects = ThemeQuerySet.as_manager()
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

    PLURALS = {Level.CENTRAL: _("Centrale ambities"), Level.SUB: _("Deelambities"), Level.OBJECTIVE: _("Doelen")}

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

    objects = HangingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["programme", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def level_plural(self) -> str:
        """What several goals of its level are called: `Deelambities`."""
        return str(self.PLURALS[Goal.Level(self.level)])


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

    objects = HangingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        ordering = ["programme", "position", "pk"]

    def __str__(self) -> str:
        return self.title or Truncator(self.text).chars(80)
