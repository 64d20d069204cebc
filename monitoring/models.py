"""Indicators and figures. A figure always has a source, a period, and a value or the reason why there is none."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.models import Programme


class Source(models.Model):
    """Where figures come from: a CBS table, a published document."""

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=250)
    publisher = models.CharField(_("uitgever"), max_length=160, blank=True)
    url = models.URLField(_("vindplaats"), max_length=500, blank=True)
    licence = models.CharField(_("licentie"), max_length=80, blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    programme = models.ForeignKey(  # a published document: its figures are shown with this programme only
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, null=True, blank=True, related_name="sources"
    )
    fictitious = models.BooleanField(_("fictief"), default=False)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """What is counted, in which unit, and what the figure does and does not say (duiding)."""

    class Unit(models.TextChoices):
        COUNT = "aantal", _("aantal")
        PERCENT = "procent", _("procent")
        PER_THOUSAND = "per 1.000", _("per 1.000 inwoners")
        OTHER = "anders", _("andere eenheid")

    slug = models.SlugField(_("sleutel"), max_length=100, unique=True)
    title = models.CharField(_("titel"), max_length=200)
    unit = models.CharField(_("eenheid"), max_length=12, choices=Unit)
    additive = models.BooleanField(_("delen mogen worden opgeteld"), default=False)
    definition = models.TextField(_("wat er geteld wordt"), blank=True)
    interpretation = models.TextField(_("wat zegt dit cijfer (niet)"), blank=True)
    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    target = models.DecimalField(_("streefwaarde"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(_("beginwaarde"), max_digits=14, decimal_places=2, null=True, blank=True)
    cbs_topic = models.CharField(_("onderwerp bij CBS"), max_length=160, blank=True)
    cbs_category = models.CharField(_("categorie bij CBS"), max_length=160, blank=True)  # empty: the total
    is_draft = models.BooleanField(_("wacht op een omschrijving"), default=False)  # came with a file; not shown yet
    source_unit = models.CharField(_("eenheid bij de bron"), max_length=80, blank=True)
    source_path = models.CharField(_("plaats in de tabel van de bron"), max_length=400, blank=True)
    dimensions = models.JSONField(_("categorieën bij de bron"), default=dict, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One delivery of figures: which source, when it came. A later delivery replaces figures without erasing them."""

    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="deliveries")
    title = models.CharField(_("titel"), max_length=200)
    received_on = models.DateField(_("ontvangen op"), null=True, blank=True)
    file_name = models.CharField(_("bestand"), max_length=250, blank=True)
    sha256 = models.CharField(_("kenmerk van de inhoud (SHA-256)"), max_length=64, blank=True)
    released = models.BooleanField(_("vrijgegeven"), default=True)  # exact counts wait until Veilig Thuis releases them
    new = models.PositiveIntegerField(_("nieuwe cijfers"), default=0)
    changed = models.PositiveIntegerField(_("gewijzigde cijfers"), default=0)
    unchanged = models.PositiveIntegerField(_("ongewijzigde cijfers"), default=0)

    class Meta:
        verbose_name = _("aanlevering")
        verbose_name_plural = _("aanleveringen")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "title"], name="delivery_once"),
            models.UniqueConstraint(fields=["source", "sha256"], condition=~Q(sha256=""), name="delivery_content_once"),
        ]

    def __str__(self) -> str:
        return self.title


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures, in the words of the portal."""

    def current(self) -> Self:
        """Figures that no later delivery replaced."""
        return self.filter(is_current=True)

    def to_show(self, programmes: Iterable[Programme]) -> Self:
        """Current figures with their sources: general ones, and those printed in papers of these programmes.

        By indicator in the order of showing, then by period.
        """
        return (
            self.current()
            .filter(indicator__is_draft=False, delivery__released=True)
            .filter(Q(indicator__source__programme=None) | Q(indicator__source__programme__in=programmes))
            .select_related("indicator__source", "delivery__source")
            .order_by("indicator__position", "indicator__title", "period", "area_code")
        )


class Figure(models.Model):
    """A value of an indicator for an area and a period, from one delivery. Areas by code: a code keeps its time."""

    class Reason(models.TextChoices):
        UNKNOWN = "onbekend", _("onbekend, onvoldoende betrouwbaar of geheim")
        IMPOSSIBLE = "kan_niet_voorkomen", _("kan niet voorkomen")
        NOT_STATED = "niet_vermeld", _("niet vermeld")

    class Qualifier(models.TextChoices):
        CIRCA = "circa", _("circa")
        ABOUT = "about", _("rond de")
        MORE_THAN = "more_than", _("meer dan")
        AT_LEAST = "at_least", _("minstens")
        ESTIMATE = "estimate", _("naar schatting")

    class Status(models.TextChoices):
        PROVISIONAL = "voorlopig", _("voorlopig")
        REVISED = "nader_voorlopig", _("nader voorlopig")
        FINAL = "definitief", _("definitief")
        UNKNOWN = "onbekend", _("onbekend of het definitief is")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="figures"
    )
    delivery = models.ForeignKey(
        Delivery, verbose_name=_("aanlevering"), on_delete=models.CASCADE, related_name="figures"
    )
    area_code = models.CharField(_("gebied"), max_length=10)
    period = models.CharField(_("periode"), max_length=16)  # 2023, 2023H1, 2023Q3, 2023M07
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    reason = models.CharField(_("waarom geen waarde"), max_length=20, choices=Reason, blank=True)
    qualifier = models.CharField(_("slag om de arm"), max_length=12, choices=Qualifier, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UNKNOWN)
    text = models.TextField(_("zoals opgeschreven"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    url = models.URLField(_("vindplaats"), max_length=500, blank=True)
    is_current = models.BooleanField(_("geldt nu"), default=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["indicator", "area_code", "period"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, reason="") | (Q(value__isnull=True) & ~Q(reason="")),
                name="figure_value_or_reason",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period"], condition=Q(is_current=True), name="figure_current_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "delivery"], name="figure_once_per_delivery"
            ),
        ]
        indexes = [models.Index(fields=["area_code", "indicator", "period"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}"

    @property
    def is_provisional(self) -> bool:
        """Whether the source may still change it."""
        return self.status in (self.Status.PROVISIONAL, self.Status.REVISED)
