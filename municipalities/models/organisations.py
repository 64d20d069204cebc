"""With whom: municipalities, partners, working groups and roles that lead or join actions."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from municipalities.models.places import Grants, Municipality, Region
from municipalities.models.recorded import Recorded


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, in the words of the portal."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Organisations that take part in something that a user may see, or that nothing hidden made known.

        Those of the region's own list that have no action at all, those that somebody reports for, and those that lead
        or join an action that the user may see. What only a hidden action names, or named before, is not there.
        """
        actions: Any = Organisation.led_actions.rel.related_model  # of an app above this one
        led = Organisation.led_actions.through.objects.filter(organisation=OuterRef("pk"))
        joined = Organisation.joined_actions.through.objects.filter(organisation=OuterRef("pk"))
        programmes: Any = Organisation.programmes.rel.related_model
        seen = actions.objects.visible_to(user).values("pk")
        return self.filter(
            Q(published=True) & ~Exists(led) & ~Exists(joined)
            | Exists(led.filter(action__in=seen))
            | Exists(joined.filter(action__in=seen))
            | Q(pk__in=programmes.objects.visible_to(user).values("partners"))
            | Q(assignments__isnull=False)
        ).distinct()

    def on_offer(self, day: datetime.date) -> Self:
        """Organisations that can be chosen on a day: not ended yet."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def ids_by_name(self, region_id: int) -> dict[str, int]:
        """Ids of the organisations of a region by name in small letters, also by the names that they had before."""
        former = FormerName.objects.filter(organisation__region=region_id).order_by("pk")
        named = self.filter(region=region_id).values_list("name", "pk")
        ids = {name.casefold(): pk for name, pk in former.values_list("name", "organisation")}
        return ids | {name.casefold(): pk for name, pk in named}

    def now(self, ids: Collection[int]) -> dict[int, int]:
        """Which organisations these ids are now: one that was merged is the other, one that is no more is left out."""
        found = {pk: pk for pk in self.filter(pk__in=ids).values_list("pk", flat=True)}
        if gone := set(ids) - found.keys():
            former = FormerName.objects.filter(former_id__in=gone)
            found |= {old: new for old, new in former.values_list("former_id", "organisation") if old}
        return found

    def held(self, ids: Collection[int]) -> dict[int, int]:
        """The same, and nobody merges them before this transaction ends.

        Ask it before anything else is held, as merging does: two who wait for each other get nowhere.
        """
        if not ids:
            return {}
        list(self.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
        return self.now(ids)


class Organisation(Recorded):
    """Who can lead an action or join in: an organisation, a working group, or a role such as 'Projectleider GHNT'."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Gemeente")
        PARTNER = "partner", _("Ketenpartner")
        WORKING_GROUP = "working_group", _("Werkgroep")
        ROLE = "role", _("Functie")

    region = models.ForeignKey(Region, verbose_name=_("regio"), on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(_("naam"), max_length=160)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.PARTNER)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
    )
    published = models.BooleanField(
        _("staat op de lijst van de regio"),
        default=True,
        help_text=_("Uit: dit is er alleen voor wie een actie mag zien die het noemt."),
    )

    ended_on = models.DateField(
        _("bestaat niet meer sinds"),
        null=True,
        blank=True,
        help_text=_("Vanaf die dag is zij niet meer te kiezen. Wat er al stond, blijft staan."),
    )

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="organisation_once_per_region"),
        ]
        permissions = [
            ("report_for_organisation", "Mag voortgang melden voor acties van deze organisatie"),
        ]

    def __str__(self) -> str:
        return self.name

    def grants(self, permission: str) -> Grants:
        """Where a permission on this organisation comes from: the organisation itself."""
        return [(permission, self)]


class FormerName(models.Model):
    """A name that an organisation had, or that of one that it was merged with: what becomes of a name is kept.

    A document that uses it still means the same organisation, and the history of actions still says it.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="former_names"
    )
    name = models.CharField(_("naam"), max_length=160)
    former_id = models.PositiveBigIntegerField(_("id van de organisatie die opging"), null=True)  # NULL: a new name
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("eerdere naam")
        verbose_name_plural = _("eerdere namen")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} → {self.organisation}"
