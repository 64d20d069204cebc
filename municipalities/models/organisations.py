"""With whom: municipalities, partners, working groups and roles that lead or join actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.places import Grants, Municipality, Region


class Organisation(models.Model):
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
