"""What advisory bodies said of a document."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Document, Recorded
from actions.models.base import Viewer
from municipalities.models import Municipality
from municipalities.models.places import Grants


class AdviceQuerySet(models.QuerySet["Advice"]):
    """Advice, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Advice on documents that a user may see."""
        return self.filter(document__in=Document.objects.visible_to(user))


class Advice(Recorded):
    """What an advisory body said of a document."""

    class Direction(models.TextChoices):
        POSITIVE = "positive", _("Positief")
        NEGATIVE = "negative", _("Negatief")
        MIXED = "mixed", _("Positief met kanttekeningen")
        UNKNOWN = "unknown", _("Niet genoemd in de bron")

    class Kind(models.TextChoices):
        ADVISORY_COUNCIL = "advisory_council", _("Adviesraad")
        COMMITTEE = "committee", _("Commissie")
        CLIENT_COUNCIL = "client_council", _("Cliëntenraad")
        PEOPLE = "people", _("Ervaringsdeskundigen")
        YOUTH_COUNCIL = "youth_council", _("Jongerenraad")
        OTHER = "other", _("Anders")

    # What people keep of it; the document that it is about stays.
    CONTENT: ClassVar[tuple[str, ...]] = (
        *("by", "kind", "municipality_id", "on", "direction", "text", "link"),
        *("response", "response_by", "response_on", "source_note"),
    )

    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="advices")
    by = models.CharField(_("van wie"), max_length=200)
    kind = models.CharField(_("soort orgaan"), max_length=20, choices=Kind, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("advies aan gemeente"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advices",
    )
    direction = models.CharField(_("strekking"), max_length=10, choices=Direction, default=Direction.UNKNOWN)
    on = models.DateField(_("datum"), null=True, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    link = models.URLField(_("vindplaats"), blank=True)
    response = models.TextField(_("wat ermee is gedaan"), blank=True)
    response_by = models.CharField(_("reactie van"), max_length=200, blank=True)
    response_on = models.DateField(_("datum van de reactie"), null=True, blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)

    objects = AdviceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("advies")
        verbose_name_plural = _("adviezen")
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return self.by

    def grants(self, permission: str) -> Grants:
        """The leader keeps all advice; who keeps the decisions of a municipality, what it was advised."""
        if permission != "change_advice":
            return []
        own: Grants = [("keep_decisions", self.municipality)] if self.municipality else []
        return [("lead_region", self.document.programme.region), *own]
