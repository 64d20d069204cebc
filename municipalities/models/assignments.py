"""Who has access to which place (Assignment), and guardian's rows that follow from it."""

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from accounts.models import User
from municipalities.models.organisations import Organisation
from municipalities.models.places import Municipality, Region

Place = Region | Municipality | Organisation


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments, in the words of the portal."""

    def on(self, day: datetime.date) -> Self:
        """Assignments that hold on a day."""
        return self.not_ended(day).filter(valid_from__lte=day)

    def not_ended(self, day: datetime.date) -> Self:
        """Assignments that hold on a day or will hold later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def ended(self, day: datetime.date) -> Self:
        """Assignments whose last day lies before a day, the last one first."""
        return self.filter(valid_until__lt=day).order_by("-valid_until", "-pk")

    def awaiting(self, day: datetime.date) -> Self:
        """Assignments that give nothing until a second person confirms them."""
        return self.not_ended(day).filter(awaits=True)

    def to_confirm_by(self, user: User, *, regions: set[int] | None) -> Self:
        """What this person may confirm or refuse in these regions (None: everywhere): nothing of theirs."""
        places = Q()
        if regions is not None:
            counting = Region.objects.filter(pk__in=regions).values("programmes__veilig_thuis_regions")
            veilig_thuis = Q(role=Assignment.Role.VEILIG_THUIS, region__in=counting)
            places = Q(region__in=regions) | Q(organisation__region__in=regions) | veilig_thuis
        found = self.awaiting(timezone.localdate()).filter(places).exclude(user=user)
        return found.exclude(given_by=user).select_related("user", "given_by", "region", "organisation__region")

    def within(self, region: Region) -> Self:
        """Assignments for a region, an organisation of it or its Veilig Thuis, with the user and the place."""
        veilig_thuis = Q(role=Assignment.Role.VEILIG_THUIS, region__in=Region.objects.veilig_thuis_of(region))
        places = Q(region=region) | Q(organisation__region=region) | veilig_thuis
        return self.filter(places).select_related("user", "region", "organisation", "given_by", "decided_by")

    def for_portal(self) -> Self:
        """Assignments for the whole portal, with the user."""
        return self.filter(region=None, municipality=None, organisation=None).select_related("user")


class Assignment(models.Model):
    """A user has a role for one place or for the whole portal, from and until. All rights follow from these rows."""

    class Role(models.TextChoices):
        LEADER = "leader", _("Projectleider")
        POLICY_OFFICER = "policy_officer", _("Beleidsmedewerker")
        OWNER = "owner", _("Trekker")
        ADMINISTRATOR = "administrator", _("Beheerder")
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")  # for the region of kind veilig_thuis that it counts in
        FIGURE_KEEPER = "figure_keeper", _("Cijferbeheerder")
        DEPUTY = "deputy", _("Vervangend trekker")
        GRIFFIER = "griffier", _("Griffier")
        CONTACT = "contact", _("Contactpersoon van een gemeente")
        COUNCIL_MEMBER = "council_member", _("Raadslid")
        EVALUATOR = "evaluator", _("Evaluator")  # from outside, always until a last day

    # What a role allows, per kind of place: the whole table of rights.
    PERMISSIONS: ClassVar[dict[tuple[str, str], tuple[str, ...]]] = {
        (Role.LEADER, "region"): ("read_region", "lead_region", "report_region"),
        (Role.POLICY_OFFICER, "region"): ("read_region", "report_region"),
        (Role.ADMINISTRATOR, "region"): ("read_region", "administer_region"),
        (Role.ADMINISTRATOR, "municipality"): ("administer_municipality",),
        (Role.EVALUATOR, "region"): ("read_region",),
        (Role.OWNER, "organisation"): ("report_for_organisation",),
        (Role.DEPUTY, "organisation"): ("report_for_organisation",),
        (Role.GRIFFIER, "municipality"): ("read_municipality", "keep_decisions", "close_promises"),
        (Role.CONTACT, "municipality"): ("read_municipality", "keep_decisions", "keep_additions"),
        (Role.COUNCIL_MEMBER, "municipality"): ("read_municipality",),
        (Role.VEILIG_THUIS, "region"): ("keep_counts",),
    }
    # What a role for the whole portal allows: no row of guardian's, `municipalities.access` asks the assignment itself.
    PORTAL_PERMISSIONS: ClassVar[dict[str, tuple[str, ...]]] = {
        Role.FIGURE_KEEPER: ("keep_figures",),
        Role.ADMINISTRATOR: ("administer_portal",),
    }

    # What opens nothing vertrouwelijk or geheim holds at once; all else that one person gives, a second one confirms.
    HOLDS_AT_ONCE: ClassVar[set[tuple[str, str]]] = {
        (Role.OWNER, "organisation"),
        (Role.DEPUTY, "organisation"),
        (Role.GRIFFIER, "municipality"),
        (Role.CONTACT, "municipality"),
        (Role.COUNCIL_MEMBER, "municipality"),
        (Role.ADMINISTRATOR, "municipality"),
        (Role.ADMINISTRATOR, "portal"),
        (Role.FIGURE_KEEPER, "portal"),
    }

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gebruiker"), on_delete=models.CASCADE, related_name="assignments"
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    region = models.ForeignKey(
        Region, verbose_name=_("regio"), on_delete=models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
    )
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)

    awaits = models.BooleanField(_("wacht op bevestiging"), default=False, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gegeven door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bevestigd of geweigerd door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    from_provider = models.SlugField(_("door een regel van"), blank=True, editable=False)  # municipalities.claims

    objects = AssignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("toegang")
        verbose_name_plural = _("toegang")
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=False, municipality__isnull=True, organisation__isnull=True)
                | Q(region__isnull=True, municipality__isnull=False, organisation__isnull=True)
                | Q(region__isnull=True, municipality__isnull=True, organisation__isnull=False)
                | Q(
                    region__isnull=True,
                    municipality__isnull=True,
                    organisation__isnull=True,
                    role__in=["figure_keeper", "administrator"],
                ),
                name="assignment_for_one_place",
            ),
            models.CheckConstraint(
                condition=~Q(role="figure_keeper") | Q(region=None, municipality=None, organisation=None),
                name="assignment_of_figures_for_the_portal",
            ),
            models.CheckConstraint(
                condition=~Q(role="veilig_thuis") | Q(region__isnull=False), name="assignment_of_counts_for_a_region"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.place_name}"

    @property
    def role_in_text(self) -> str:
        """The role in the middle of a sentence: Veilig Thuis is a name and keeps its capitals."""
        role = self.get_role_display()
        return role if self.role == self.Role.VEILIG_THUIS else role.lower()

    def clean(self) -> None:
        """Veilig Thuis keeps the counts of a Veilig Thuis region, never of a region with a programme."""
        if self.role == self.Role.VEILIG_THUIS and (not self.region or self.region.kind != Region.Kind.VEILIG_THUIS):
            raise ValidationError({"region": _("Kies hier een Veilig Thuis-regio.")})

    @property
    def place_kind(self) -> str:
        """`region`, `municipality`, `organisation`, or `portal` for the whole."""
        if self.region_id:
            return "region"
        if self.municipality_id:
            return "municipality"
        return "organisation" if self.organisation_id else "portal"

    @property
    def place(self) -> Place | None:
        """The place that this assignment is for; None is the whole portal."""
        place: Place | None = None if self.place_kind == "portal" else getattr(self, self.place_kind)
        return place

    @property
    def place_name(self) -> str:
        """The place in words; of a Veilig Thuis region the organisation that counts there."""
        if self.place is None:
            return gettext("het hele portaal")
        is_veilig_thuis = self.region is not None and self.region.kind == Region.Kind.VEILIG_THUIS
        return (self.region.organisation if is_veilig_thuis and self.region else "") or str(self.place)

    @property
    def region_of_place(self) -> Region | None:
        """The region whose leader and administrators answer for this assignment; None for the whole portal."""
        if self.organisation:
            return self.organisation.region
        if self.region and self.region.kind == Region.Kind.VEILIG_THUIS:
            return Region.objects.counted_by(self.region).first()
        return self.region

    @property
    def asks_confirmation(self) -> bool:
        """Whether what it gives holds only after a second person said so."""
        return (self.role, self.place_kind) not in self.HOLDS_AT_ONCE

    def has_ended(self, day: datetime.date) -> bool:
        """Whether its last day lies before a day."""
        return self.valid_until is not None and self.valid_until < day

    @property
    def was_refused(self) -> bool:
        """Ended by a second person before it held."""
        return self.awaits and self.decided_by_id is not None

    @property
    def was_withdrawn(self) -> bool:
        """Ended on its first day or before: it may have held for some hours, or never."""
        return self.valid_until is not None and self.valid_until < self.valid_from

    @property
    def period_in_words(self) -> str:
        """From when until when it holds, or what came of it when it never did."""
        first = date_format(self.valid_from, "j F Y")
        if self.was_refused:
            return gettext("Geweigerd door %(who)s; zou ingaan op %(day)s") % {"who": self.decided_by, "day": first}
        if self.was_withdrawn:
            return gettext("Ingetrokken; zou ingaan op %s") % first
        if self.valid_until:
            return gettext("%(first)s tot en met %(last)s") % {
                "first": first,
                "last": date_format(self.valid_until, "j F Y"),
            }
        return gettext("Vanaf %s") % first

    @property
    def permissions(self) -> tuple[str, ...]:
        """What this assignment allows on its place."""
        if self.place_kind == "portal":
            return self.PORTAL_PERMISSIONS.get(self.role, ())
        return self.PERMISSIONS.get((self.role, self.place_kind), ())


class RegionUserPermission(UserObjectPermissionBase):
    """Guardian's row for a region: a projection of assignments, written by `services.project_permissions` only."""

    content_object = models.ForeignKey(Region, on_delete=models.CASCADE)


class MunicipalityUserPermission(UserObjectPermissionBase):
    """Guardian's row for a municipality: a projection of assignments."""

    content_object = models.ForeignKey(Municipality, on_delete=models.CASCADE)


class OrganisationUserPermission(UserObjectPermissionBase):
    """Guardian's row for an organisation: a projection of assignments."""

    content_object = models.ForeignKey(Organisation, on_delete=models.CASCADE)
