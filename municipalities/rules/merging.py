"""What hangs on an organisation, whatever model it is of, and who would get more rights if two became one."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from municipalities.models import Assignment, Organisation, OrganisationUserPermission
from municipalities.rules.relations import relations_to

PROJECTED = (OrganisationUserPermission,)  # follows from the assignments
BY_PLACE = (Assignment,)  # moves by its own rules: `municipalities.services.move_access`


def relations() -> list[Any]:
    """Every relation of another model to organisations, also of models that are made later; history stays as it is.

    A many-to-many with a table of its own is in it once, as that table.
    """
    return [
        relation
        for relation in relations_to(Organisation)
        if relation.related_model not in PROJECTED
        and not (relation.many_to_many and not relation.through._meta.auto_created)
    ]


def covers(one: Assignment, other: Assignment) -> bool:
    """Whether an assignment for one organisation gives all that another gives for another, to the same person.

    From today on: what held before is past.
    """
    longest, today = datetime.date.max, timezone.localdate()
    return (
        (one.user_id, one.role) == (other.user_id, other.role)
        and (other.awaits or not one.awaits)
        and one.valid_from <= max(other.valid_from, today)
        and (one.valid_until or longest) >= (other.valid_until or longest)
    )


def who_gains(old: Organisation, new: Organisation) -> list[User]:
    """The people who could do more if `old` became `new`: who has access for the one gets the actions of the other."""
    today = timezone.localdate()
    held = {place: list(place.assignments.not_ended(today).select_related("user")) for place in (old, new)}
    found: dict[User, None] = {}
    for place, other in ((old, new), (new, old)):
        if other.led_actions.exists():
            gaining = (one for one in held[place] if not any(covers(same, one) for same in held[other]))
            found |= dict.fromkeys(one.user for one in gaining)
    return list(found)
