"""Progress rounds: a leader asks owners how their actions are doing, by a link that needs no account."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models.base import Classification, Recorded, Viewer
from actions.models.programme import Programme
from municipalities.access import access
from municipalities.models import Organisation
from reading import formats, periods

OPEN_ENOUGH = (Classification.PUBLIC, Classification.INTERNAL)  # of what a link shows; the rest never leaves the portal


class RoundQuerySet(models.QuerySet["ProgressRound"]):
    """Rounds, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Rounds of who leads the region: they hold names and addresses of people."""
        rights = access(user)
        if rights.everywhere:
            return self.all()
        seen = Programme.objects.visible_to(user)
        return self.filter(programme__region_id__in=rights.regions("lead_region"), programme__in=seen)

    def open(self, *, on: datetime.date) -> Self:
        """Rounds in which answers are taken on a day."""
        return self.filter(closed_at__isnull=True, opens_on__lte=on, closes_on__gte=on)


class ProgressRound(Recorded):
    """A leader asks for the progress of a period, until a last day."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="rounds"
    )
    title = models.CharField(_("titel"), max_length=120)
    period = models.CharField(_("periode"), max_length=6)  # `2026H2`, `2026Q4`, `2026`
    message = models.TextField(_("bericht"), blank=True, max_length=2000)
    sender = models.CharField(_("namens wie"), max_length=120)
    opens_on = models.DateField(_("vanaf"))
    closes_on = models.DateField(_("tot en met"))
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("van wie"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("uitvraag")
        verbose_name_plural = _("uitvragen")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="round_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the leader."""
        return reverse("actions:round", args=[self.programme.region.slug, self.pk]) + self.programme.query

    @property
    def period_in_words(self) -> str:
        """`2e halfjaar 2026`."""
        return periods.label(self.period)

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        return self.closed_at is None and self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def state_in_words(self) -> str:
        """`Open tot en met 19 december 2026`, or when it was closed."""
        if self.closed_at:
            return gettext("Gesloten op %s") % formats.day(timezone.localdate(self.closed_at))
        said = gettext("Open tot en met %s") if self.is_open else gettext("Liep tot en met %s")
        return said % formats.day(self.closes_on)


class AskedQuerySet(models.QuerySet["Asked"]):
    """People in rounds, in the words of the portal."""

    def reachable(self, *, on: datetime.date) -> Self:
        """Those whose links work on a day, as far as the round and its programme go."""
        rounds = ProgressRound.objects.open(on=on).filter(programme__classification__in=OPEN_ENOUGH)
        here = Q(user__isnull=True) | Q(user__is_active=True)  # an account that was closed opens nothing
        return self.filter(here, round__in=rounds, revoked_at__isnull=True)


class Asked(models.Model):
    """Somebody who was asked in a round. Its moments are its history; without an account the name and address go.

    `organisations`: whose actions this person answers for.
    """

    round = models.ForeignKey(ProgressRound, verbose_name=_("uitvraag"), on_delete=models.CASCADE, related_name="asked")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asked",
    )
    name = models.CharField(_("naam"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    organisations = models.ManyToManyField(Organisation, related_name="asked", verbose_name=_("organisaties"))
    sent_at = models.DateTimeField(_("gevraagd op"), null=True, blank=True)
    opened_at = models.DateTimeField(_("link geopend op"), null=True, blank=True)
    answered_at = models.DateTimeField(_("laatste antwoord op"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("link ingetrokken op"), null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevraagde")
        verbose_name_plural = _("gevraagden")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "email"], condition=~Q(email=""), name="asked_once_per_round"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Naam verwijderd"))


class AskedLink(models.Model):
    """A link that was mailed; of what stands in it only a hash is kept. A link that is taken back is deleted."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("link van een uitvraag")
        verbose_name_plural = _("links van uitvragen")

    def __str__(self) -> str:
        return str(self.asked)
