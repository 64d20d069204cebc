"""The table of rights as a page, and the roles of one person."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities.models import Assignment
from municipalities.rules import wording
from municipalities.rules.rights import Kind


@dataclass(frozen=True)
class Column:
    """A role with all that the page says of it."""

    kind: Kind

    @property
    def name(self) -> str:
        """The role by itself."""
        return wording.name_of(self.kind)

    @property
    def place(self) -> str:
        """The kind of place that the role is for."""
        return str(wording.PLACES[self.kind[1]])

    @property
    def short(self) -> str:
        """The role in half a sentence."""
        return str(wording.SHORT[self.kind])

    @property
    def acts(self) -> list[str]:
        """What the role lets one do."""
        return wording.acts_of(self.kind)

    @property
    def givers(self) -> str:
        """Who gives the role."""
        return wording.givers_of(self.kind)

    @property
    def awaits(self) -> bool:
        """Whether a second person confirms it."""
        return wording.awaits(self.kind)

    @property
    def writes(self) -> bool:
        """Whether the role changes anything."""
        return wording.writes(self.kind)


@dataclass(frozen=True)
class Table:
    """What one may do, and which roles may."""

    columns: list[Column]
    rows: list[tuple[str, list[bool]]]


def table() -> Table:
    """The whole table of rights. Asks the database nothing."""
    columns = [Column(kind) for kind in wording.KINDS]
    held = [wording.permissions_of(kind) for kind in wording.KINDS]
    rows = [(str(act.words), [bool(act.permissions & each) for each in held]) for act in wording.ACTS]
    return Table(columns, rows)


@dataclass(frozen=True)
class OwnRole:
    """A role that somebody has, will have, or that waits for a second person."""

    assignment: Assignment
    column: Column | None  # None: the role does not go with the place, and gives nothing

    @property
    def people_address(self) -> str:
        """The page of who else has a role for the same municipality, for who may read that; else empty."""
        place, held = self.assignment.municipality, set(self.assignment.permissions)
        if place is None or self.assignment.awaits or not held & {"keep_decisions", "administer_municipality"}:
            return ""
        return reverse("municipalities:council-access", args=[place.slug])


def own_roles(user: User) -> list[OwnRole]:
    """The roles of a user that have not ended, those that hold first."""
    found = user.assignments.not_ended(timezone.localdate()).order_by("awaits", "valid_from", "pk")
    found = found.select_related("region", "municipality", "organisation__region", "given_by", "decided_by")
    return [OwnRole(one, _column((one.role, one.place_kind))) for one in found]


def _column(kind: Kind) -> Column | None:
    return Column(kind) if kind in wording.SHORT else None
