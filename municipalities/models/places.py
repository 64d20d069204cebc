"""Regions, municipalities and what ties them together. All ties have dates: municipalities merge, regions change."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import standing

Grants = Iterable[tuple[str, models.Model | None]]  # None: the whole portal


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions, in the words of the portal."""

    def with_programme(self) -> Self:
        """Regions that run a programme (the 26 Veilig Thuis regions do not)."""
        return self.filter(kind=Region.Kind.PROGRAMME)

    def veilig_thuis_of(self, region: "Region") -> Self:
        """The Veilig Thuis regions that the programmes of a region name."""
        return self.filter(kind=Region.Kind.VEILIG_THUIS, pk__in=region.programmes.values("veilig_thuis_regions"))

    def of_municipality(self, municipality: "Municipality") -> Self:
        """The regions with a programme that a municipality belongs to today."""
        members = Membership.objects.on(timezone.localdate()).filter(municipality=municipality)
        return self.with_programme().filter(pk__in=members.values("region"))

    def counted_by(self, veilig_thuis: "Region") -> Self:
        """The regions of which a programme names a Veilig Thuis region."""
        return self.with_programme().filter(programmes__veilig_thuis_regions=veilig_thuis).distinct()


class Region(models.Model):
    """A region: one that runs a programme, or the working area of a Veilig Thuis organisation. They do not coincide."""

    class Kind(models.TextChoices):
        PROGRAMME = "regiovisie", _("Regio met een programma")
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis-regio")

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    slug = models.SlugField(_("naam in het webadres"), unique=True)
    code = models.CharField(_("code"), max_length=10, blank=True)  # VT01..VT26: our own table, see fixtures/reference
    name = models.CharField(_("naam"), max_length=120)
    statline_name = models.CharField(_("naam bij CBS StatLine"), max_length=120, blank=True)
    organisation = models.CharField(_("Veilig Thuis-organisatie"), max_length=120, blank=True)
    fictitious = models.BooleanField(_("fictief"), default=False)
    note = models.TextField(_("toelichting"), blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio's")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="region_code_once"),
        ]
        permissions = [
            ("read_region", "Mag interne stukken van de regio lezen"),
            ("lead_region", "Mag het plan van de regio bewerken en vrijgeven"),
            ("report_region", "Mag rapporten van de regio maken"),
            ("administer_region", "Mag toegang tot de regio geven"),
            ("keep_counts", "Mag eigen aantallen van Veilig Thuis laden, zien, vrijgeven en intrekken"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The dashboard of the region."""
        return reverse("region", args=[self.slug]) + standing.query()

    @property
    def label(self) -> str:
        """The name, with a word on it where the region was made up."""
        return gettext("%s (fictief)") % self.name if self.fictitious else self.name

    def grants(self, permission: str) -> Grants:
        """Where a permission on this region comes from: the region itself."""
        return [(permission, self)]

    def municipalities_on(self, day: datetime.date) -> "models.QuerySet[Municipality]":
        """The municipalities of this region on a day, by name."""
        return Municipality.objects.filter(memberships__in=self.memberships.on(day))


class Subregion(models.Model):
    """A part of a region, such as Parkstad Limburg."""

    region = models.ForeignKey(Region, verbose_name=_("regio"), on_delete=models.CASCADE, related_name="subregions")
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        verbose_name = _("subregio")
        verbose_name_plural = _("subregio's")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="subregion_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities, in the words of the portal."""

    def existing_on(self, day: datetime.date) -> Self:
        """Municipalities that existed on a day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class Municipality(models.Model):
    """A municipality with the code that CBS gave it; a code never changes, a merged municipality gets a new one."""

    code = models.CharField(_("CBS-code"), max_length=6, unique=True)
    slug = models.SlugField(_("naam in het webadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    name_cbs = models.CharField(_("naam bij CBS"), max_length=120)
    province = models.CharField(_("provincie"), max_length=40, blank=True)
    province_code = models.CharField(_("CBS-code van de provincie"), max_length=4, blank=True)  # PV20..PV31
    valid_from = models.DateField(_("bestaat sinds (of al langer)"))
    valid_until = models.DateField(_("bestond tot en met"), null=True, blank=True)
    fictitious = models.BooleanField(_("fictief"), default=False)
    outline = models.TextField(_("omtrek op de kaart (SVG-pad)"), blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]
        permissions = [
            ("administer_municipality", "Mag toegang tot de gemeente geven"),
            ("read_municipality", "Mag lezen wat alleen voor de raad van de gemeente is"),
            ("keep_decisions", "Mag bijhouden wat de gemeente besloot en vroeg"),
            ("close_promises", "Mag toezeggingen aan de raad afdoen"),
            ("keep_additions", "Mag de lokale aanvullingen van de gemeente bijhouden"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page for the council of this municipality."""
        return reverse("municipality", args=[self.slug]) + standing.query()

    def grants(self, permission: str) -> Grants:
        """Where a permission on this municipality comes from: the municipality itself."""
        return [(permission, self)]


class Merger(models.Model):
    """One municipality that went into another."""

    on = models.DateField(_("datum"))
    PLANNED = "planned"  # the kind of a merger that is no fact yet

    old = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="merged_into", verbose_name=_("oud"))
    new = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="merged_from", verbose_name=_("nieuw"))
    kind = models.CharField(_("soort"), max_length=40)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("herindeling")
        verbose_name_plural = _("herindelingen")
        ordering = ["on", "new"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new} ({self.on:%d-%m-%Y})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, in the words of the portal."""

    def on(self, day: datetime.date) -> Self:
        """Memberships that hold on a day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class Membership(models.Model):
    """A municipality belongs to a region, from and until."""

    region = models.ForeignKey(Region, verbose_name=_("regio"), on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="memberships"
    )
    subregion = models.ForeignKey(
        Subregion,
        verbose_name=_("subregio"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
    )
    valid_from = models.DateField(_("sinds (of al langer)"))
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname aan een regio")
        verbose_name_plural = _("deelnames aan regio's")
        constraints = [
            models.UniqueConstraint(fields=["region", "municipality", "valid_from"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.region}"


class CentreRole(models.Model):
    """A centre municipality serves a municipality for a domain of the Wmo, from and until."""

    class Domain(models.TextChoices):
        WOMEN_SHELTER = "women_shelter", _("vrouwenopvang en huiselijk geweld 18+")
        SOCIAL_SHELTER = "social_shelter", _("maatschappelijke opvang")
        SHELTERED_LIVING = "sheltered_living", _("beschermd wonen")

    centre = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="serves", verbose_name=_("centrumgemeente")
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="served_by"
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain)
    valid_from = models.DateField(_("sinds (of al langer)"))
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("centrumgemeente")
        verbose_name_plural = _("centrumgemeenten")
        constraints = [
            models.UniqueConstraint(fields=["centre", "municipality", "domain", "valid_from"], name="centre_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.centre} voor {self.municipality}: {self.get_domain_display()}"
