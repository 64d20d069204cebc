"""Which role follows from what an identity provider says of somebody."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from municipalities.models.assignments import Assignment
from municipalities.models.organisations import Organisation
from municipalities.models.places import Municipality, Region


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

    def clean(self) -> None:
        """A role that a rule may give, for one place of the kind that the role is for."""
        kinds = [kind for kind in ("region", "municipality", "organisation") if getattr(self, f"{kind}_id")]
        if self.role in self.NEVER:
            raise ValidationError({"role": _("Deze rol geeft alleen iemand, nooit een regel.")})
        if len(kinds) != 1 or (self.role, kinds[0]) not in Assignment.PERMISSIONS:
            raise ValidationError(
                _("Kies bij deze rol precies één regio, gemeente of organisatie waarvoor zij bestaat.")
            )
