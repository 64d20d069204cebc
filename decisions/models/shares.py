"""The agreed keys by which municipalities divide costs. No key, no share: the portal never makes one up."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Document, FundingSource, Programme, Recorded
from actions.models.base import Viewer, read_through
from municipalities.models.places import Grants


class ShareKeyQuerySet(models.QuerySet["ShareKey"]):
    """Keys, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Keys of programmes and documents that a user may see, of sources that stand in the plan itself."""
        return self.filter(
            Q(document=None) | Q(document__in=Document.objects.visible_to(user)),
            Q(source=None) | Q(source__published=True),
            programme__in=Programme.objects.visible_to(user),
        )


class ShareKey(Recorded):
    """Who pays which part, as agreed: by inhabitants, by percentages, or in fixed amounts.

    The numbers are copied in at the moment of agreement, so that a later figure does not change what was agreed.
    """

    class Kind(models.TextChoices):
        INHABITANTS = "inhabitants", _("naar inwoners")
        PERCENTAGES = "percentages", _("in procenten")
        FIXED = "fixed", _("vaste bedragen")

    class Basis(models.TextChoices):
        TOTAL = "total", _("een bedrag per jaar")
        PLANNED = "planned", _("wat in dat jaar gepland is")

    CONTENT: ClassVar[tuple[str, ...]] = (
        *("title", "document_id", "source_id", "first_year", "last_year", "kind", "basis", "total", "lines"),
        *("numbers_from", "numbers_on", "agreed_by", "agreed_on", "link", "note"),
    )

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="share_keys"
    )
    title = models.CharField(_("waarvoor"), max_length=200)
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="share_keys",
    )
    source = models.ForeignKey(
        FundingSource,
        verbose_name=_("dekkingsbron"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="share_keys",
    )
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    kind = models.CharField(_("soort sleutel"), max_length=12, choices=Kind)
    basis = models.CharField(_("wat wordt verdeeld"), max_length=10, choices=Basis, default=Basis.TOTAL)
    total = models.DecimalField(
        _("bedrag per jaar"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    # A line for each municipality: its CBS code, a space, its number with a decimal point: `GM9901 31245`.
    lines = models.TextField(_("getal per gemeente"), blank=True)
    numbers_from = models.CharField(_("bron van de getallen"), max_length=200, blank=True)
    numbers_on = models.DateField(_("getallen van"), null=True, blank=True)
    agreed_by = models.CharField(_("vastgesteld door"), max_length=200)
    agreed_on = models.DateField(_("vastgesteld op"), null=True, blank=True)
    link = models.URLField(_("vindplaats"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)

    objects = ShareKeyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("verdeelsleutel")
        verbose_name_plural = _("verdeelsleutels")
        ordering = ["programme", "first_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="share_key_years_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def read_through(self) -> Grants:
        """Why somebody may read it: nothing when the plan, and the document that it is from, are for everybody."""
        kinds = [self.programme.classification, *([self.document.classification] if self.document else [])]
        return read_through(kinds, self.programme.region)

    def grants(self, permission: str) -> Grants:
        """Who leads the region keeps it."""
        return [("lead_region", self.programme.region)] if permission == "change_sharekey" else []
