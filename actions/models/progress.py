"""Progress as owners report it: a concept until the project leader releases it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from actions.models.base import Recorded, Viewer
from actions.models.plan import first_goal
from municipalities.access import access


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    """Updates, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Updates on visible actions that were released, or that a reader of the region or the owner may see."""
        rights = access(user)
        visible = self.filter(action__in=Action.objects.visible_to(user))
        if rights.everywhere:
            return visible
        own = Action.objects.led_by(user).values("pk")
        return visible.filter(
            Q(released_at__isnull=False)
            | Q(action__programme__region_id__in=rights.regions("read_region"))
            | Q(action__in=own)
        )

    def released(self) -> Self:
        """Updates that the project leader released."""
        return self.filter(released_at__isnull=False)

    def concepts(self) -> Self:
        """Updates that wait for the project leader."""
        return self.filter(released_at__isnull=True)

    def news(self) -> Self:
        """Released updates on released actions that say more than "no change", the last one first.

        `first_goal`: the beginning of the first goal of the action, which names an action without a "what".
        """
        return (
            self.released()
            .filter(action__released_at__isnull=False, no_change=False)
            .select_related("action")
            .annotate(first_goal=Substr(first_goal("action_id"), 1, 200))
            .order_by("-on", "-pk")
        )


class ProgressUpdate(Recorded):
    """What an owner (or the project leader) says about an action on a day."""

    action = models.ForeignKey(Action, verbose_name=_("actie"), on_delete=models.CASCADE, related_name="updates")
    on = models.DateField(_("datum"))
    status = models.CharField(_("status"), max_length=10, choices=Action.Status, blank=True)
    no_change = models.BooleanField(_("geen wijziging"), default=False)
    text = models.TextField(_("wat is er gebeurd"), blank=True, max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("van wie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="progress_updates",
    )
    author_name = models.CharField(_("namens"), max_length=200, blank=True)
    asked = models.ForeignKey(  # who answered by the link of a round
        "actions.Asked",
        verbose_name=_("gevraagd in een uitvraag"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="answers",
    )
    is_edited = models.BooleanField(  # the author's words are in the history
        _("tekst bewerkt door de projectleider"), default=False, editable=False
    )
    released_at = models.DateTimeField(_("vrijgegeven op"), null=True, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("voortgangsbericht")
        verbose_name_plural = _("voortgangsberichten")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["action", "on"])]

    def __str__(self) -> str:
        return f"{self.action}: {self.on:%d-%m-%Y}"

    @property
    def edited_in_words(self) -> str:
        """That somebody else than its author wrote its text; empty when these are the author's own words."""
        return gettext("bewerkt door de projectleider") if self.is_edited else ""

    @property
    def signature(self) -> str:
        """On whose behalf it is said, and whether in their own words: `Veilig Thuis, bewerkt door de projectleider`."""
        return ", ".join(part for part in (self.author_name, self.edited_in_words) if part)

    @property
    def is_released(self) -> bool:
        """Whether everybody may read it; before that it is a concept."""
        return self.released_at is not None
