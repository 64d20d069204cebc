"""The people with a role for one municipality, and what the reader does about each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities.access import access
from municipalities.models import Assignment, Municipality, Region
from municipalities.models.assignments import at
from municipalities.pages.people import Person
from municipalities.rules.rights import GIVES, Kind, administrators_of, confirms_in


@dataclass(frozen=True)
class Waiting(Person):
    """The same of somebody who waits for a second person. `address`: where the reader decides; empty: another does."""

    address: str = ""


@dataclass(frozen=True)
class CouncilPeople:
    """Who has a role and who waits for one. `tells_more`: the reader gives roles, and sees addresses of people."""

    held: list[Person]
    awaiting: list[Waiting]
    tells_more: bool


def council_people(user: User, place: Municipality, gives: frozenset[Kind]) -> CouncilPeople:
    """The people of a municipality, by role and name; a fixed number of queries."""
    found = Assignment.objects.filter(**at(place)).not_ended(timezone.localdate())
    rows = list(found.select_related("user", "municipality", "given_by", "decided_by").order_by("role", "user__name"))
    waiting = [one for one in rows if one.awaits]
    regions = list(Region.objects.of_municipality(place)) if waiting else []
    administrators = set(administrators_of([region.pk for region in regions])) if waiting else set()
    return CouncilPeople(
        held=[Person(one, _ends(one, gives)) for one in rows if not one.awaits],
        awaiting=[
            Waiting(
                one, _ends(one, gives), _address(one, regions) if _decides(user, one, regions, administrators) else ""
            )
            for one in waiting
        ],
        tells_more=bool(gives),
    )


def _ends(assignment: Assignment, gives: frozenset[Kind]) -> bool:
    return (assignment.role, "municipality") in gives


def _address(assignment: Assignment, regions: list[Region]) -> str:
    """Where it is confirmed or refused: `get_confirm_url`, without a query for each."""
    return reverse("municipalities:confirm-access", args=[regions[0].slug, assignment.pk]) if regions else ""


def _decides(user: User, assignment: Assignment, regions: list[Region], administrators: set[int]) -> bool:
    """Whether the reader is the second person for this one."""
    if user.pk in (assignment.user_id, assignment.given_by_id):
        return False
    kind = (assignment.role, "municipality")
    if access(user).allows("administer_municipality", assignment.municipality):
        return kind in GIVES["administer_municipality"]
    return any(confirms_in(user, assignment, region, administrators) for region in regions)
