"""Every line of history of an assignment, or of a rule that gives one, is told in the trace too, whoever wrote it.

Listening to the history, so that no way to give or take a right can forget it.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext

from accounts import trace
from accounts.models import User
from municipalities.models import Assignment, ClaimRule, Region

Kind = trace.Kind
PLACES = ("region_id", "municipality_id", "organisation_id")


def tell(sender: Any, instance: Any, history_instance: Any, **more: Any) -> None:
    """Receiver of simple_history's `post_create_historical_record`."""
    if isinstance(instance, ClaimRule):
        _tell_of_rule(instance, history_instance)
    if not isinstance(instance, Assignment):
        return
    region_id, place_name, user = _about(instance)
    until = f", tot en met {instance.valid_until:%d-%m-%Y}" if instance.valid_until else ""
    waits = ", wacht op bevestiging" if instance.awaits else ""
    trace.record(
        _kind(instance, history_instance),
        by=history_instance.history_user,
        on=user,
        region_id=region_id,
        municipality_id=instance.municipality_id,
        place_name=place_name,
        detail=f"{instance.get_role_display()} vanaf {instance.valid_from:%d-%m-%Y}{until}{waits}",
    )


def _tell_of_rule(rule: ClaimRule, line: Any) -> None:
    try:
        place: Any = rule.place
        region = place.region if rule.organisation_id else rule.region
        if rule.municipality_id:
            region = Region.objects.of_municipality(place).first()
    except ObjectDoesNotExist:
        place, region = gettext("een plaats die is verwijderd"), None
    trace.record(
        Kind.RULE_REMOVED if line.history_type == "-" else Kind.RULE_SET,
        by=line.history_user,
        on=rule,
        region_id=region.pk if region else None,
        municipality_id=rule.municipality_id,
        place_name=str(place),
        detail=f"{rule.get_role_display()}{', wacht op bevestiging' if rule.awaits else ''}",
    )


def _about(assignment: Assignment) -> tuple[int | None, str, User | None]:
    """The region, the place in words and the person; an assignment can go because its place or its person went."""
    user = User.objects.filter(pk=assignment.user_id).first()
    try:
        region, place_name = assignment.region_of_place, assignment.place_name
    except ObjectDoesNotExist:
        return assignment.region_id, gettext("een plaats die is verwijderd"), user
    return region.pk if region else None, place_name, user


def _kind(assignment: Assignment, line: Any) -> str:
    """What was done, from what differs with the line before."""
    if line.history_type == "+":
        return Kind.GIVEN
    if line.history_type == "-":
        return Kind.ENDED
    before = line.prev_record
    if before is None:
        return Kind.CHANGED
    if before.awaits and not assignment.awaits:
        return Kind.CONFIRMED
    if any(getattr(before, name) != getattr(assignment, name) for name in PLACES):
        return Kind.MOVED
    if before.valid_until != assignment.valid_until and assignment.valid_until:
        return Kind.REFUSED if assignment.awaits and assignment.decided_by_id else Kind.ENDED
    return Kind.CHANGED
