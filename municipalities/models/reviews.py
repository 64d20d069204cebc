"""The yearly review of who has access to a region: what was kept and what was ended, by whom."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from municipalities.models.assignments import Assignment
from municipalities.models.places import Region, RegionQuerySet

YEAR = datetime.timedelta(days=365)


def due(regions: RegionQuerySet, day: datetime.date) -> RegionQuerySet:
    """Those of these regions of which nobody went through who has access in the year before a day.

    Of one that never was gone through, the year begins with the first access.
    """
    marked = regions.annotate(reviewed=Max("access_reviews__finished_on"), began=Min("assignments__valid_from"))
    return (
        marked.filter(Q(began__isnull=False))
        .annotate(since=Coalesce("reviewed", F("began")))
        .filter(since__lt=day - YEAR)
    )


class AccessReviewQuerySet(models.QuerySet["AccessReview"]):
    """Reviews, in the words of the portal."""

    def open(self) -> Self:
        """Reviews that are not finished: one per region at most."""
        return self.filter(finished_on=None)


class AccessReview(models.Model):
    """Going once through everybody with access to a region. It may take several people and days."""

    region = models.ForeignKey(Region, verbose_name=_("regio"), on_delete=models.CASCADE, related_name="access_reviews")
    finished_on = models.DateField(_("klaar op"), null=True, blank=True)
    reminded_on = models.DateField(_("herinnerd op"), null=True, blank=True)

    objects = AccessReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("jaarlijkse controle van toegang")
        verbose_name_plural = _("jaarlijkse controles van toegang")
        ordering = ["-finished_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["region"], condition=Q(finished_on=None), name="access_review_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.finished_on or _('nog bezig')}"


class ReviewedAccess(models.Model):
    """What somebody said of one assignment in a review. Only ever added."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Blijft")
        ENDED = "ended", _("Beëindigd")

    review = models.ForeignKey(
        AccessReview, verbose_name=_("controle"), on_delete=models.CASCADE, related_name="outcomes"
    )
    assignment = models.ForeignKey(
        Assignment, verbose_name=_("toegang"), on_delete=models.SET_NULL, null=True, related_name="reviewed"
    )
    text = models.CharField(_("wie en wat"), max_length=500)  # stays when the account goes
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("uitkomst van een controle")
        verbose_name_plural = _("uitkomsten van controles")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "assignment"], name="reviewed_access_once")]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"
