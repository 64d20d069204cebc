"""What a municipality does itself on top of a regional plan. Nothing of the region counts it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import ActionLine, Programme, Recorded, Theme
from actions.models.base import Viewer, read_through
from municipalities.access import access
from municipalities.models import Municipality
from municipalities.models.places import Grants
from reading import quarters


class AdditionQuerySet(models.QuerySet["Addition"]):
    """Local additions, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """What was published, of programmes that a user may see; and to who keeps them also concepts."""
        rights = access(user)
        if rights.everywhere:
            return self
        own = rights.municipalities("keep_additions")
        shown = Q(released_at__isnull=False)
        readable = self.filter(programme__in=Programme.objects.visible_to(user))
        return readable.filter(shown | Q(municipality__in=own) if own else shown)


class Addition(Recorded):
    """One thing that a municipality does itself, beside what its region agreed."""

    class Status(models.TextChoices):
        UNKNOWN = "unknown", _("Onbekend")
        PLANNED = "planned", _("Gepland")
        RUNNING = "running", _("Loopt")
        DELAYED = "delayed", _("Vertraagd")
        STOPPED = "stopped", _("Gestopt")
        DONE = "done", _("Afgerond")

    # What people keep of it; the municipality that it is of stays.
    CONTENT: ClassVar[tuple[str, ...]] = (
        *("programme_id", "line_id", "theme_id", "title", "what", "status", "planning_text", "starts_in", "ends_in"),
        *("cost_text", "amount", "link", "released_at"),
    )

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="additions"
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("naast welk plan"), on_delete=models.CASCADE, related_name="additions"
    )
    line = models.ForeignKey(
        ActionLine, verbose_name=_("bij welke lijn"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="additions",
    )  # fmt: skip
    theme = models.ForeignKey(
        Theme, verbose_name=_("bij welk thema"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="additions",
    )  # fmt: skip
    title = models.CharField(_("titel"), max_length=200)
    what = models.TextField(_("wat"), blank=True)
    status = models.CharField(_("stand"), max_length=10, choices=Status, default=Status.UNKNOWN)
    planning_text = models.TextField(_("planning"), blank=True)
    starts_in = models.CharField(
        _("begint in kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    ends_in = models.CharField(
        _("tot en met kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    cost_text = models.TextField(_("kosten"), blank=True)
    amount = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2, null=True, blank=True)
    link = models.URLField(_("vindplaats"), blank=True)
    released_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)  # NULL: a concept

    objects = AdditionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lokale aanvulling")
        verbose_name_plural = _("lokale aanvullingen")
        ordering = ["municipality__name", "programme", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_in__isnull=True) | Q(ends_in__isnull=True) | Q(starts_in__lte=F("ends_in")),
                name="addition_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="addition_costs_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it stands among those of its municipality."""
        return reverse("decisions:additions", args=[self.municipality.slug]) + f"#aanvulling-{self.pk}"

    def read_through(self) -> Grants:
        """Why somebody may read it: nothing when everybody may; a concept is for who keeps it."""
        if not self.released_at:
            return [("keep_additions", self.municipality)]
        return read_through([self.programme.classification], self.programme.region)

    def grants(self, permission: str) -> Grants:
        """Its own people keep it, and nobody of the region."""
        return [("keep_additions", self.municipality)] if permission == "change_addition" else []
