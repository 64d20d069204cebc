"""What a user may do where, read once per request from guardian's rows.

Every `visible_to(user)` queryset and the authentication backend ask here; nothing else reads guardian's rows.
"""

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone

from accounts.models import User
from municipalities.models import (
    Assignment,
    Municipality,
    MunicipalityUserPermission,
    Organisation,
    OrganisationUserPermission,
    Region,
    RegionUserPermission,
)

ROWS: dict[type[models.Model], Any] = {
    Region: RegionUserPermission,
    Municipality: MunicipalityUserPermission,
    Organisation: OrganisationUserPermission,
}


# What only an assignment gives: who may do everything else may not see exact counts, and closes nothing for a council.
ONLY_BY_ASSIGNMENT = frozenset({"keep_counts", "close_promises"})
# What lets somebody read and changes nothing: all else is writing, and asks a second factor at sign-in.
READS = frozenset({"read_region", "read_municipality"})


class Access:
    """The places where one user has a permission: one query for all kinds of place, and none for a visitor."""

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user
        self.everywhere = bool(user.is_active and user.is_superuser)
        self._places: dict[tuple[str, str], set[int]] | None = None  # by kind of place and permission
        self._held: list[Assignment] | None = None

    @property
    def may_write(self) -> bool:
        """Whether the user may change anything anywhere today: one query at most, none for a visitor."""
        if self.everywhere or self.user.is_anonymous or not self.user.is_active:
            return self.everywhere
        return any(set(assignment.permissions) - READS for assignment in self.held)

    @property
    def held(self) -> list[Assignment]:
        """The roles that hold today, with their places: one query, none for a visitor."""
        if self.user.is_anonymous or not self.user.is_active:
            return []
        if self._held is None:
            found = Assignment.objects.on(timezone.localdate()).filter(user_id=self.user.pk, awaits=False)
            self._held = list(found.select_related("region", "municipality", "organisation").order_by("pk"))
        return self._held

    def places(self, kind: type[models.Model], permission: str) -> set[int]:
        """Ids of the places of a kind where the user has a permission (not used when `everywhere`)."""
        if not self.user.is_active:
            return set()
        if self._places is None:
            first, *others = (
                self._rows(each)
                .annotate(kind=Value(each._meta.model_name))
                .values_list("kind", "permission__codename", "content_object_id")
                for each in ROWS
            )
            self._places = defaultdict(set)
            for name, codename, place_id in first.union(*others):
                self._places[name, codename].add(place_id)
        return self._places.get((str(kind._meta.model_name), permission), set())

    def _rows(self, kind: type[models.Model]) -> Any:
        """Guardian's rows that an assignment accounts for today.

        Rows are there from the moment that access is given until it is ended by hand; dates are judged here, so that
        access begins and ends at midnight without anything having to run.
        """
        today, held = timezone.localdate(), "content_object__assignments__"
        role = Q()
        for (name, place), codenames in Assignment.PERMISSIONS.items():
            if place == kind._meta.model_name:
                role |= Q(**{f"{held}role": name}, permission__codename__in=codenames)
        until = Q(**{f"{held}valid_until__isnull": True}) | Q(**{f"{held}valid_until__gte": today})
        mine = {"user_id": self.user.pk, f"{held}user_id": self.user.pk, f"{held}valid_from__lte": today}
        mine[f"{held}awaits"] = False
        return ROWS[kind].objects.filter(role, until, **mine)

    def regions(self, permission: str) -> set[int]:
        """Ids of the regions where the user has a permission."""
        return self.places(Region, permission)

    def municipalities(self, permission: str) -> set[int]:
        """Ids of the municipalities where the user has a permission."""
        return self.places(Municipality, permission)

    def organisations(self) -> set[int]:
        """Ids of the organisations for which the user reports progress."""
        return self.places(Organisation, "report_for_organisation")

    def portal(self, permission: str) -> bool:
        """Whether the user has a permission for the whole portal: guardian has no row for that."""
        return any(one.place_kind == "portal" and permission in one.permissions for one in self.held)

    def allows(self, permission: str, place: models.Model | None) -> bool:
        """Whether the user has a permission on a place; None is the whole portal."""
        if self.everywhere and permission not in ONLY_BY_ASSIGNMENT:
            return True
        return self.portal(permission) if place is None else place.pk in self.places(type(place), permission)


def access(user: User | AnonymousUser) -> Access:
    """The access of a user, kept on the user object for the length of the request."""
    kept: Access | None = getattr(user, "_access", None)
    if kept is None:
        kept = Access(user)
        user._access = kept  # type: ignore[union-attr]
    return kept
