"""What partners declared or promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Programme, Recorded
from municipalities.models import Organisation
from reading import quarters


class Commitment(Recorded):
    """A declaration of intent or promise of partners to the programme."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        SIGNED = "signed", _("Ondertekend")
        UNKNOWN = "unknown", _("Onbekend")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="commitments"
    )
    title = models.CharField(_("titel"), max_length=200)
    text = models.TextField(_("tekst"), blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.UNKNOWN)
    planned_for = models.CharField(
        _("gepland voor kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    signed_on = models.DateField(_("ondertekend op"), null=True, blank=True)
    parties = models.ManyToManyField(Organisation, related_name="commitments", blank=True, verbose_name=_("partijen"))
    source_note = models.TextField(_("toelichting op de bron"), blank=True)

    history = HistoricalRecords(m2m_fields=[parties])

    class Meta:
        verbose_name = _("intentieverklaring of toezegging")
        verbose_name_plural = _("intentieverklaringen en toezeggingen")
        ordering = ["programme", "pk"]

    def __str__(self) -> str:
        return self.title
