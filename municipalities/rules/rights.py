"""Who may give which role where: one table. Nobody gives what they do not have (docs/besluiten/103).

The one exception is what administering is: who administers a place gives rights there, and reads little of it.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from municipalities.access import access
from municipalities.models import Assignment, Municipality, Organisation, Region
from municipalities.models.assignments import Place

Role = Assignment.Role
Kind = tuple[str, str]  # a role, and the kind of place that it is for

# The right of who gives -> what that person gives, and ends.
GIVES: dict[str, frozenset[Kind]] = {
    "lead_region": frozenset(
        {
            (Role.LEADER, "region"),
            (Role.POLICY_OFFICER, "region"),
            (Role.EVALUATOR, "region"),
            (Role.OWNER, "organisation"),
            (Role.DEPUTY, "organisation"),
            (Role.COUNCIL_MEMBER, "municipality"),
        }
    ),
    "administer_region": frozenset(Assignment.PERMISSIONS),
    "administer_municipality": frozenset(
        {(Role.GRIFFIER, "municipality"), (Role.CONTACT, "municipality"), (Role.COUNCIL_MEMBER, "municipality")}
    ),
    "administer_portal": frozenset((role, "portal") for role in Assignment.PORTAL_PERMISSIONS),
}
# What a leader has not whole (`close_promises`, `keep_additions`): the leader names the person, and ends it; it holds
# when somebody who gives it says so.
PROPOSES: dict[str, frozenset[Kind]] = {
    "lead_region": frozenset({(Role.GRIFFIER, "municipality"), (Role.CONTACT, "municipality")}),
}
# What leading a region lets one do in its municipalities and organisations as well: `grants` of the models says so.
LEADING = frozenset({"read_municipality", "keep_decisions", "report_for_organisation"})


def fits(role: str, place: Place | None) -> bool:
    """Whether a role goes with a place at all."""
    if place is None:
        return role in Assignment.PORTAL_PERMISSIONS
    counts = isinstance(place, Region) and place.kind == Region.Kind.VEILIG_THUIS
    return (role, kind_of(place)) in Assignment.PERMISSIONS and counts == (role == Role.VEILIG_THUIS)


def kind_of(place: Place | None) -> str:
    """`region`, `municipality`, `organisation` or `portal`."""
    return "portal" if place is None else str(place._meta.model_name)


def answering(place: Place | None) -> list[tuple[str, Place | None]]:
    """The rights by which somebody answers for who has access to a place, and where they must have them."""
    if place is None:
        return [("administer_portal", None)]
    found: list[tuple[str, Place | None]] = []
    regions = [place] if isinstance(place, Region) else []
    if isinstance(place, Region) and place.kind == Region.Kind.VEILIG_THUIS:
        regions = list(Region.objects.counted_by(place))
    if isinstance(place, Organisation):
        regions = [place.region]
    if isinstance(place, Municipality):
        regions = list(Region.objects.of_municipality(place))
        found = [("administer_municipality", place)]
    return found + [(right, region) for region in regions for right in ("lead_region", "administer_region")]


def may_give(user: User, role: str, place: Place | None) -> bool:
    """Whether somebody gives this role there."""
    return _in(GIVES, user, role, place)


def may_propose(user: User, role: str, place: Place | None) -> bool:
    """Whether somebody names a person for this role there, and ends it: gives it, or has it confirmed by who does."""
    return may_give(user, role, place) or _in(PROPOSES, user, role, place)


def may_confirm(user: User, assignment: Assignment) -> bool:
    """Whether somebody is a second pair of eyes for this role there: its leader or administrator.

    What was only proposed, nobody confirms who does not give it: else two leaders gave what neither has.
    """
    role, place, giver = assignment.role, assignment.place, assignment.given_by
    if (role, kind_of(place)) in PROPOSES["lead_region"] and not (giver and may_give(giver, role, place)):
        return may_give(user, role, place)
    return access(user).everywhere or any(access(user).allows(right, where) for right, where in answering(place))


def administrators_of(regions: Collection[int]) -> QuerySet[Any]:
    """The ids of who administers one of these regions today: who gives there what a leader only proposes."""
    held = Assignment.objects.on(timezone.localdate()).filter(role=Role.ADMINISTRATOR, awaits=False)
    return held.filter(region__in=regions).values_list("user", flat=True)


def reach(user: User, region: Region) -> frozenset[Kind]:
    """The roles that somebody gives, proposes and ends in a region and its places."""
    rights = access(user)
    if rights.everywhere:
        return frozenset(Assignment.PERMISSIONS)
    held = [right for right in ("lead_region", "administer_region") if rights.allows(right, region)]
    return frozenset().union(*(GIVES[right] | PROPOSES.get(right, frozenset()) for right in held))


def reach_in(user: User, place: Municipality) -> frozenset[Kind]:
    """The roles for one municipality that somebody gives, proposes and ends; one query."""
    rights = access(user)
    kinds = frozenset(kind for kind in Assignment.PERMISSIONS if kind[1] == "municipality")
    if rights.everywhere:
        return kinds
    held = [right for right, where in answering(place) if rights.allows(right, where)]
    return kinds & frozenset().union(*(GIVES[right] | PROPOSES.get(right, frozenset()) for right in held))


def gives_access(user: User) -> bool:
    """Whether somebody gives anybody any role."""
    rights = access(user)
    return rights.everywhere or any(set(assignment.permissions) & GIVES.keys() for assignment in rights.held)


def confirms_in(user: User, assignment: Assignment, region: Region, administrators: Collection[int]) -> bool:
    """`may_confirm` for a place of a region, without a query for each: for lists."""
    rights, giver = access(user), assignment.given_by
    if rights.everywhere or rights.allows("administer_region", region):
        return True
    proposed = (assignment.role, assignment.place_kind) in PROPOSES["lead_region"]
    given = giver is not None and (giver.is_superuser or giver.pk in administrators)
    return rights.allows("lead_region", region) and (given or not proposed)


def _in(table: dict[str, frozenset[Kind]], user: User, role: str, place: Place | None) -> bool:
    if not fits(role, place):
        return False
    rights: Any = access(user)
    return rights.everywhere or any(
        (role, kind_of(place)) in table.get(right, ()) and rights.allows(right, where)
        for right, where in answering(place)
    )
