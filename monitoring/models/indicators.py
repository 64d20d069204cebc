"""What is measured."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.models import Goal, Programme
from monitoring.models.sources import Source
from municipalities.models import Region
from municipalities.models.places import Grants


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, in the words of the portal."""

    def watched_by(self, programme: Programme) -> Self:
        """Indicators that a region may expect figures of: shared ones, its own and those of its Veilig Thuis; not
        those of one document, and no drafts."""
        own = Q(source__veilig_thuis=None) | Q(source__veilig_thuis__in=programme.veilig_thuis_regions.all())
        shared = self.filter(Q(region=None) | Q(region=programme.region), own, source__programme=None, is_draft=False)
        return shared if programme.region.fictitious else shared.filter(source__fictitious=False)


class Indicator(models.Model):
    """What is counted, in which unit, and what the figure does and does not say (duiding)."""

    class Unit(models.TextChoices):
        COUNT = "aantal", _("aantal")
        PERCENT = "procent", _("procent")
        PER_THOUSAND = "per 1.000", _("per 1.000 inwoners")
        OTHER = "anders", _("andere eenheid")

    class Relation(models.TextChoices):
        """How its counts hang together with those of others; the disclosure rule takes the worst where nobody said."""

        UNDECLARED = "", _("niemand heeft gezegd hoe dit samenhangt")
        ALONE = "alone", _("staat op zichzelf")
        PART = "part", _("is een deel van een ander onderwerp")
        OVERLAPS = "overlaps", _("is een deel, en overlapt met andere delen")

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
    region = models.ForeignKey(  # an indicator of its own, with baseline and target
        Region,
        verbose_name=_("eigen indicator van regio"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="indicators",
    )
    whole = models.ForeignKey(
        "self",
        verbose_name=_("is een deel van"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
    )
    dimension = models.CharField(_("soort verdeling"), max_length=80, blank=True)  # parts of one belong together
    relation = models.CharField(_("hoe het samenhangt"), max_length=10, choices=Relation, blank=True)
    same_as = models.ForeignKey(  # printed in a document, or another table: what the one shows, is known of the other
        "self", verbose_name=_("telt hetzelfde als"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    synonyms = models.JSONField(_("andere namen in bestanden"), default=list, blank=True)
    numerator = models.ForeignKey(
        "self", verbose_name=_("teller"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    denominator = models.ForeignKey(
        "self", verbose_name=_("noemer"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    breaks = models.JSONField(
        _("trendbreuken"), default=dict, blank=True
    )  # period from which, and why: {"2019": "..."}
    described_at = models.DateTimeField(
        _("in het portaal beschreven op"), null=True, blank=True
    )  # so fixtures leave it
    goals = models.ManyToManyField(Goal, verbose_name=_("zegt iets over doel"), related_name="indicators", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def grants(self, permission: str) -> Grants:
        """Who says what it counts: its region, or Veilig Thuis of its own counts; a shared one the cijferbeheerder."""
        if permission != "define_indicator":
            return []
        if self.region:
            return [("report_region", self.region)]
        return [("keep_figures", None), *self.source.decided_at()]
