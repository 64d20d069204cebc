"""The moments of a programme that its project leader keeps: what falls on a day or in a week, once or each year."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions import seen
from actions.models.base import Classification, Recorded, Viewer, classified_for
from actions.models.classified import Classified
from actions.models.programme import Programme
from municipalities.access import access
from reading import formats


class MomentQuerySet(models.QuerySet["Moment"]):
    """Moments, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Those of programmes that a user may read; the internal ones only for who reads in the region."""
        rights = access(user)
        if rights.everywhere:
            return self.all()
        programme = classified_for(user, region="programme__region_id", field="programme__classification")
        inside = Q(programme__region_id__in=rights.regions("read_region"))
        return self.filter(programme, Q(internal=False) | inside)


class Moment(Recorded):
    """Something on the calendar of a programme that follows from no action, decision or promise."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", _("Kadernota")
        BUDGET = "budget", _("Begroting")
        ACCOUNTS = "accounts", _("Jaarstukken")
        REGIONAL_BUDGET = "regional_budget", _("Begroting van de regio")
        CAMPAIGN = "campaign", _("Campagne")
        MEETING = "meeting", _("Overleg")
        OTHER = "other", _("Moment")

    class Repeats(models.TextChoices):
        ONCE = "once", _("Eén keer")
        DATE = "date", _("Elk jaar op dezelfde datum")
        WEEK = "week", _("Elk jaar in dezelfde week, op dezelfde dag van de week")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="moments"
    )
    title = models.CharField(_("wat"), max_length=160)
    kind = models.CharField(
        _("soort"),
        max_length=16,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_(
            "Bij ‘Begroting van de regio’ vult u de dag in waarop het algemeen bestuur de begroting krijgt. Het portaal"
            " zet de twaalf weken voor zienswijzen van de raden er dan bij."
        ),
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True, help_text=_("Leeg als het één dag is."))
    repeats = models.CharField(
        _("herhaling"),
        max_length=4,
        choices=Repeats,
        default=Repeats.ONCE,
        help_text=_("Elk jaar: tot en met het laatste jaar van het programma."),
    )
    text = models.TextField(_("toelichting"), blank=True)
    internal = models.BooleanField(
        _("alleen voor wie in de regio werkt"), default=False, help_text=_("Uit: iedereen ziet dit moment.")
    )

    objects = MomentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("momenten")
        ordering = ["programme", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="moment_starts_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({formats.day(self.starts_on)})"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """Note what is read and not for everybody, for the stamp on the page (actions/seen.py)."""
        made = super().from_db(db, field_names, values, **more)
        if made.__dict__.get("internal"):
            seen.note(made)
        return made

    @property
    def classification(self) -> str:
        """Who may read it, in the words of what people classify."""
        return Classification.INTERNAL if self.internal else Classification.PUBLIC

    shown_classification = classification
    is_secret = False
    READERS = Classified.READERS

    @property
    def last_day(self) -> datetime.date:
        """Its last day, the first time."""
        return self.ends_on or self.starts_on
