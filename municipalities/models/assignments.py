"""Who has access to which place (Assignment), and guardian's rows that follow from it."""

import datetime
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from municipalities.models.organisations import Organisation
from municipalities.models.places import Membership, Municipality, Region

Place = Region | Municipality | Organisation
EVALUATOR_ENDS = _("Een evaluator komt van buiten en heeft altijd een laatste dag.")
SOON = 30  # days before its last day in which access is said to end soon, and its people get a notice


def at(place: Place | None) -> dict[str, Any]:
    """The three columns of an assignment for a place; None is the whole portal."""
    columns: dict[str, Any] = {"region": None, "municipality": None, "organisation": None}
    return columns if place is None else columns | {str(place._meta.model_name): place}


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

    def within(self, region: Region) -> Self:
        """Assignments for a region, its organisations, its municipalities of today and its Veilig Thuis."""
        return self.filter(_of_regions([region.pk])).select_related(
            "user", "region", "municipality", "organisation", "given_by", "decided_by"
        )

    def of_regions(self, regions: set[int]) -> Self:
        """Assignments that the leaders and administrators of these regions answer for."""
        return self.filter(_of_regions(regions))

    def for_portal(self) -> Self:
        """Assignments for the whole portal, with the user."""
        return self.filter(**at(None)).select_related("user", "given_by", "decided_by")


def _of_regions(regions: Collection[int]) -> Q:
    """What belongs to these regions: a municipality by its membership of today, a Veilig Thuis by who counts in it."""
    counting = Region.objects.filter(pk__in=regions).values("programmes__veilig_thuis_regions")
    members = Membership.objects.on(timezone.localdate()).filter(region__in=regions).values("municipality")
    veilig_thuis = Q(role=Assignment.Role.VEILIG_THUIS, region__in=counting)
    return Q(region__in=regions) | Q(organisation__region__in=regions) | Q(municipality__in=members) | veilig_thuis


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
        Role.FIGURE_KEEPER: ("keep_figures", "keep_topics"),
        Role.ADMINISTRATOR: ("administer_portal", "keep_topics"),
    }

    # What opens nothing hidden of a region, nothing vertrouwelijk of a council, and gives nobody access holds at once;
    # all else a second person confirms.
    HOLDS_AT_ONCE: ClassVar[set[tuple[str, str]]] = {
        (Role.OWNER, "organisation"),
        (Role.DEPUTY, "organisation"),
        (Role.CONTACT, "municipality"),
        (Role.COUNCIL_MEMBER, "municipality"),
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
    told_of = models.DateField(_("laatste dag waarvoor is gewaarschuwd"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["told_of"])

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
            models.CheckConstraint(
                condition=~Q(role="evaluator") | Q(valid_until__isnull=False),
                name="assignment_of_evaluator_ends",
                violation_error_message=EVALUATOR_ENDS,
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
    def place_url(self) -> str:
        """The page of the place; empty for a place that has none."""
        if self.municipality:
            return self.municipality.get_absolute_url()
        has_page = self.region is not None and self.region.kind == Region.Kind.PROGRAMME
        return self.region.get_absolute_url() if self.region and has_page else ""

    @property
    def region_of_place(self) -> Region | None:
        """The region whose leader and administrators answer for this assignment; None for the whole portal.

        Of a municipality in several regions: the first; None when it belongs to none today.
        """
        if self.municipality:
            return Region.objects.of_municipality(self.municipality).first()
        if self.organisation:
            return self.organisation.region
        if self.region and self.region.kind == Region.Kind.VEILIG_THUIS:
            return Region.objects.counted_by(self.region).first()
        return self.region

    def get_confirm_url(self) -> str:
        """Where a second person confirms or refuses it."""
        region = self.region_of_place
        if region is None:
            return reverse("municipalities:confirm-portal-access", args=[self.pk])
        return reverse("municipalities:confirm-access", args=[region.slug, self.pk])

    @property
    def begins_later(self) -> bool:
        """Whether its first day is still to come."""
        return self.valid_from > timezone.localdate()

    @property
    def is_over(self) -> bool:
        """Whether its last day has been."""
        return self.has_ended(timezone.localdate())

    @property
    def days_left(self) -> int | None:
        """How many days it still holds after today; None when no last day is near."""
        left = (self.valid_until - timezone.localdate()).days if self.valid_until else SOON + 1
        return left if 0 <= left <= SOON else None

    @property
    def ends_in_words(self) -> str:
        """That its end is near, in words; empty when it is not."""
        left = self.days_left
        if left is None:
            return ""
        if left == 0:
            return gettext("Eindigt vandaag")
        return ngettext("Eindigt over %d dag", "Eindigt over %d dagen", left) % left

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
