"""What advisory bodies said of a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Document, Recorded


class Advice(Recorded):
    """What an advisory body said of a document."""

    class Direction(models.TextChoices):
        POSITIVE = "positive", _("Positief")
        NEGATIVE = "negative", _("Negatief")
        MIXED = "mixed", _("Positief met kanttekeningen")
        UNKNOWN = "unknown", _("Niet genoemd in de bron")

    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="advices")
    by = models.CharField(_("van wie"), max_length=200)
    direction = models.CharField(_("strekking"), max_length=10, choices=Direction, default=Direction.UNKNOWN)
    on = models.DateField(_("datum"), null=True, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("advies")
        verbose_name_plural = _("adviezen")
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return self.by
