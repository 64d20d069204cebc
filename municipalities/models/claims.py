"""Which role follows from what an identity provider says of somebody."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from municipalities.models.assignments import Assignment, Place
from municipalities.models.organisations import Organisation
from municipalities.models.places import Membership, Municipality, Region


class ClaimRuleQuerySet(models.QuerySet["ClaimRule"]):
    """Rules, in the words of the portal."""

    def within(self, region: Region) -> Self:
        """Rules for a region, its organisations and its municipalities of today."""
        members = Membership.objects.on(timezone.localdate()).filter(region=region).values("municipality")
        mine = Q(region=region) | Q(organisation__region=region) | Q(municipality__in=members)
        return self.filter(mine).select_related("region", "municipality", "organisation__region", "given_by")

    def awaiting(self, user: User, regions: Collection[int] | None) -> Self:
        """What waits for this person as the second in these regions (None: all); `slug_of`: the region that asks."""
        here = Region.objects.with_programme()
        here = here if regions is None else here.filter(pk__in=regions)
        members = Membership.objects.on(timezone.localdate()).filter(municipality=OuterRef(OuterRef("municipality")))
        own = here.filter(
            Q(pk=OuterRef("region")) | Q(pk=OuterRef("organisation__region")) | Q(pk__in=members.values("region"))
        )
        found = self.filter(awaits=True).exclude(given_by=user).annotate(slug_of=Subquery(own.values("slug")[:1]))
        return found.exclude(slug_of=None).select_related("region", "municipality", "organisation", "given_by")


class ClaimRule(models.Model):
    """Who comes from this provider with this value of this claim has this role for this place."""

    # Never by a machine: who gives access to others, who is let in until a day, and who sees exact counts.
    NEVER = frozenset(
        {
            Assignment.Role.ADMINISTRATOR,
            Assignment.Role.EVALUATOR,
            Assignment.Role.VEILIG_THUIS,
            Assignment.Role.FIGURE_KEEPER,
        }
    )

    provider = models.SlugField(_("aanbieder"), help_text=_("De naam (key) van de aanbieder in OIDC_PROVIDERS."))
    claim = models.CharField(_("claim"), max_length=100, help_text=_("Bijvoorbeeld groups of roles."))
    value = models.CharField(_("waarde"), max_length=200)
    role = models.CharField(_("rol"), max_length=20, choices=Assignment.Role)
    region = models.ForeignKey(
        Region, verbose_name=_("regio"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    awaits = models.BooleanField(_("wacht op bevestiging"), default=False, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ingesteld door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[ClaimRuleQuerySet] = ClaimRuleQuerySet.as_manager()  # type: ignore[assignment]
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rol bij inloggen via een aanbieder")
        verbose_name_plural = _("rollen bij inloggen via een aanbieder")
        ordering = ["provider", "claim", "value"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=["administrator", "evaluator", "veilig_thuis", "figure_keeper"]),
                name="claim_rule_gives_no_keys",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.claim} = {self.value}"

    @property
    def place(self) -> Place | None:
        """The place that the role is for."""
        return self.region or self.municipality or self.organisation

    @property
    def asks_confirmation(self) -> bool:
        """Whether it gives something only after a second person said so, as a gift of the same role does."""
        kind = self.place._meta.model_name if self.place else "portal"
        return (self.role, str(kind)) not in Assignment.HOLDS_AT_ONCE

    def clean(self) -> None:
        """A role that a rule may give, for one place of the kind that the role is for."""
        kinds = [kind for kind in ("region", "municipality", "organisation") if getattr(self, f"{kind}_id")]
        if self.role in self.NEVER:
            raise ValidationError({"role": _("Deze rol geeft alleen iemand, nooit een regel.")})
        if len(kinds) != 1 or (self.role, kinds[0]) not in Assignment.PERMISSIONS:
            raise ValidationError(
                _("Kies bij deze rol precies één regio, gemeente of organisatie waarvoor zij bestaat.")
            )
