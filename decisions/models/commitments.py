"""What partners declared or promised."""

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Programme, Recorded
from actions.models.base import Viewer
from municipalities.models import Organisation
from municipalities.models.places import Grants
from reading import quarters

# Who signed: organisation (its id), in which role, from and until.
Signer = tuple[int, str, datetime.date | None, datetime.date | None]


class Signature(models.Model):
    """A party of a commitment: who signed, in which role, and for how long it holds for them.

    It has no history of its own: that of the commitment holds it.
    """

    commitment = models.ForeignKey(
        "Commitment", verbose_name=_("afspraak"), on_delete=models.CASCADE, related_name="signatures"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="signatures"
    )
    role = models.CharField(_("getekend door (functie)"), max_length=200, blank=True)  # never a personal name
    since = models.DateField(_("doet mee vanaf"), null=True, blank=True)
    until = models.DateField(_("doet mee tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("ondertekening")
        verbose_name_plural = _("ondertekeningen")
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="signature_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.commitment}"

    @property
    def recorded_in(self) -> "Commitment":
        """The row of which the history holds this one."""
        return self.commitment


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Declarations of intent and agreements, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Those of programmes that a user may see."""
        return self.filter(programme__in=Programme.objects.visible_to(user))


class Commitment(Recorded):
    """A declaration of intent, an agreement or a promise of partners to the programme."""

    class Kind(models.TextChoices):
        INTENT = "intent", _("Intentieverklaring")
        COVENANT = "covenant", _("Convenant")
        AGREEMENT = "agreement", _("Samenwerkingsafspraak")
        PROMISE = "promise", _("Toezegging")
        OTHER = "other", _("Anders")

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        SIGNED = "signed", _("Ondertekend")
        ENDED = "ended", _("Beëindigd")
        UNKNOWN = "unknown", _("Onbekend")

    # What people keep of it, beside who signed; the programme that it belongs to stays.
    CONTENT: ClassVar[tuple[str, ...]] = (
        *("title", "kind", "purpose", "state", "planned_for", "signed_on", "valid_from", "valid_until"),
        *("text", "link", "source_note"),
    )

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="commitments"
    )
    title = models.CharField(_("titel"), max_length=200)
    kind = models.CharField(_("soort afspraak"), max_length=10, choices=Kind, blank=True)
    purpose = models.TextField(_("waarvoor"), blank=True)
    text = models.TextField(_("tekst"), blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.UNKNOWN)
    planned_for = models.CharField(
        _("gepland voor kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    signed_on = models.DateField(_("ondertekend op"), null=True, blank=True)
    valid_from = models.DateField(_("geldt vanaf"), null=True, blank=True)
    valid_until = models.DateField(_("geldt tot en met"), null=True, blank=True)
    link = models.URLField(_("vindplaats"), blank=True)
    parties = models.ManyToManyField(
        Organisation, through=Signature, related_name="commitments", blank=True, verbose_name=_("partijen")
    )
    source_note = models.TextField(_("toelichting op de bron"), blank=True)

    objects = CommitmentQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[parties])

    class Meta:
        verbose_name = _("intentieverklaring of toezegging")
        verbose_name_plural = _("intentieverklaringen en toezeggingen")
        ordering = ["programme", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="commitment_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def grants(self, permission: str) -> Grants:
        """Who leads the region keeps it."""
        return [("lead_region", self.programme.region)] if permission == "change_commitment" else []

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who signed, by name."""
        return tuple((one.organisation_id, one.role, one.since, one.until) for one in self.signatures.all())
