"""A second person confirms or refuses what somebody gave (docs/besluiten/022 and 103)."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.access import access
from municipalities.models import Assignment
from municipalities.models.assignments import Place, at
from municipalities.rules import rights
from municipalities.services.refusals import OwnAccess
from municipalities.services.rows import held, project_permissions, record


def confirmation_after(
    before: Assignment | None, after: Assignment, *, by: User
) -> tuple[bool, User | None, User | None]:
    """Whether a row that `by` wrote awaits a second person, who gave it and who decided: as it was if it gives no more.

    Compared with the row in the database, so that putting an old version back is a gift as well.
    """
    if before is not None:
        same = all(
            getattr(before, name) == getattr(after, name)
            for name in ("user_id", "role", "region_id", "municipality_id", "organisation_id", "valid_from")
        )
        longest = datetime.date.max
        if same and (after.valid_until or longest) <= (before.valid_until or longest):
            return before.awaits, before.given_by, before.decided_by
    return after.asks_confirmation, by, None


def may_decide(user: User, assignment: Assignment) -> bool:
    """Whether a user is the second person whom this assignment waits for: never who gave it or would get it."""
    if user in (assignment.user, assignment.given_by):
        return False
    return rights.may_confirm(user, assignment)


def answering_people(place: Place | None) -> list[User]:
    """The leaders and administrators who answer for who has access to a place."""
    held = Q()
    for _right, where in rights.answering(place):
        held |= Q(**at(where))
    if not held:
        return []  # a municipality that belongs to no region
    roles = (Assignment.Role.LEADER, Assignment.Role.ADMINISTRATOR)
    found = Assignment.objects.on(timezone.localdate()).filter(held, role__in=roles, awaits=False)
    return list(User.objects.filter(is_active=True, assignments__in=found).distinct())


def who_may_decide(assignment: Assignment) -> list[User]:
    """The people who may confirm an assignment, by the place that answers for it; technical administrators may too."""
    return [person for person in answering_people(assignment.place) if may_decide(person, assignment)]


def to_confirm(user: User) -> QuerySet[Assignment]:
    """What this person may confirm or refuse: nothing that they gave or would get themselves."""
    held = access(user)
    waiting = Assignment.objects.awaiting(timezone.localdate()).exclude(user=user).exclude(given_by=user)
    if not held.everywhere:
        leads, administers = held.regions("lead_region"), held.regions("administer_region")
        proposed = Q()
        for role, kind in rights.PROPOSES["lead_region"]:
            proposed |= Q(role=role, **{f"{kind}__isnull": False})
        mine = Assignment.objects.of_regions(administers)
        givers = Q(given_by__is_superuser=True) | Q(given_by__in=rights.administrators_of(leads))
        led = Assignment.objects.of_regions(leads).filter(givers | ~proposed)
        own = Q(pk__in=mine.values("pk")) | Q(pk__in=led.values("pk"))
        own |= proposed & Q(municipality__in=held.municipalities("administer_municipality"))
        if held.allows("administer_portal", None):
            own |= Q(**at(None))
        waiting = waiting.filter(own)
    return waiting.select_related("user", "given_by", "region", "municipality", "organisation__region")


@transaction.atomic
def confirm_access(assignment: Assignment, *, by: User) -> None:
    """Let an assignment that waits hold from now on, or from its first day. Raises OwnAccess."""
    _decide(assignment, "Toegang bevestigd", by, awaits=False)
    project_permissions(assignment.user)


@transaction.atomic
def refuse_access(assignment: Assignment, *, by: User) -> None:
    """End an assignment that waits before it held. Raises OwnAccess."""
    never = min(assignment.valid_from, timezone.localdate()) - datetime.timedelta(days=1)
    _decide(assignment, "Toegang geweigerd", by, valid_until=never)


def _decide(assignment: Assignment, reason: str, by: User, **values: object) -> None:
    """Write what a second person said about an assignment that waits; LookupError when it does not wait any more."""
    if not may_decide(by, assignment):
        raise OwnAccess(_("Wie toegang geeft of krijgt, bevestigt die niet zelf. Vraag het iemand anders."))
    assignment = held(assignment)
    if not Assignment.objects.awaiting(timezone.localdate()).filter(pk=assignment.pk).exists():
        raise LookupError(assignment.pk)
    assignment.decided_by = by
    for name, value in values.items():
        setattr(assignment, name, value)
    record(assignment, reason, by)
