"""Roles that follow from what an identity provider says of somebody: given and withdrawn at each sign-in."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.providers import holds
from municipalities.models import Assignment, ClaimRule
from municipalities.services import end_access, project_permissions


def matching(provider: str, claims: dict[str, Any]) -> list[ClaimRule]:
    """The rules that hold and that these claims answer to."""
    return [
        rule
        for rule in ClaimRule.objects.filter(provider=provider, awaits=False)
        if holds(claims, rule.claim, rule.value)
    ]


@transaction.atomic
def follow(user: User, *, provider: str, claims: dict[str, Any]) -> None:
    """Make what somebody has by this provider equal to what it says now; what people gave them stays as it is.

    What reaches what is hidden waits for a second person, as when somebody gives it.
    """
    today = timezone.localdate()
    rules = matching(provider, claims)
    wanted = {_key(rule) for rule in rules}
    held = user.assignments.not_ended(today).select_related("region", "municipality", "organisation")
    for assignment in held.filter(from_provider=provider):
        if _key(assignment) not in wanted:
            end_access(assignment, on=today)
    present = {_key(assignment) for assignment in user.assignments.not_ended(today)}
    refused = {_key(one) for one in user.assignments.filter(from_provider=provider) if one.was_refused}
    for rule in rules:
        if _key(rule) not in present | refused:
            _give(user, rule, today)
            present.add(_key(rule))
    project_permissions(user)


def _key(row: Assignment | ClaimRule) -> tuple[str, int | None, int | None, int | None]:
    return row.role, row.region_id, row.municipality_id, row.organisation_id


def _give(user: User, rule: ClaimRule, today: datetime.date) -> None:
    made = Assignment(
        user=user,
        role=rule.role,
        region=rule.region,
        municipality=rule.municipality,
        organisation=rule.organisation,
        valid_from=today,
        from_provider=rule.provider,
    )
    made.awaits = made.asks_confirmation
    made._change_reason = "Toegang gegeven door een regel bij het inloggen"  # type: ignore[attr-defined]
    made.save()
