"""Where councils and colleges stand with a document."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Document, Recorded
from municipalities.models import Municipality
from reading import quarters


class Adoption(Recorded):
    """Where one body of one municipality stands with one document."""

    class Body(models.TextChoices):
        COUNCIL = "council", _("Raad")
        COLLEGE = "college", _("College")

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        SUBMITTED = "submitted", _("Voorgelegd")
        ADOPTED = "adopted", _("Vastgesteld")
        ADOPTED_AMENDED = "adopted_amended", _("Gewijzigd vastgesteld")
        DEFERRED = "deferred", _("Aangehouden")
        REJECTED = "rejected", _("Verworpen")
        FOR_INFORMATION = "for_information", _("Ter kennisname")
        NOT_APPLICABLE = "not_applicable", _("Niet van toepassing")
        UNKNOWN = "unknown", _("Onbekend")

    DECIDED = (State.ADOPTED, State.ADOPTED_AMENDED)

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="adoptions"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="adoptions"
    )
    body = models.CharField(_("orgaan"), max_length=10, choices=Body)
    state = models.CharField(_("stand"), max_length=20, choices=State, default=State.UNKNOWN)
    planned_for = models.CharField(
        _("gepland voor kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    submitted_on = models.DateField(_("voorgelegd op"), null=True, blank=True)
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    amendment = models.TextField(_("wijziging"), blank=True)
    text = models.TextField(_("zoals opgeschreven"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    link = models.URLField(_("vindplaats"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["document", "municipality__name", "body"]
        constraints = [
            models.UniqueConstraint(fields=["document", "municipality", "body"], name="adoption_once_per_body"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(state__in=["planned", "submitted", "unknown"]),
                name="adoption_date_only_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.get_body_display().lower()}: {self.get_state_display().lower()}"
