"""Giving and ending access. Guardian's rows are a projection of assignments, written here only."""

import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import end_sessions
from municipalities.access import ROWS, access
from municipalities.models import Assignment, Organisation
from municipalities.models.assignments import Place
from municipalities.rules.merging import covers


class OwnAdministration(Exception):
    """Somebody tries to take away their own last right to give access; the text says so in Dutch."""


class OwnAccess(Exception):
    """Somebody tries to give rights to themselves, or to confirm what they gave or would get; the text is Dutch."""


@transaction.atomic
def project_permissions(user: User) -> None:
    """Make guardian's rows of a user equal to what the assignments say that have not ended.

    Assignments that begin later are in: `municipalities.access` judges the dates at every request.
    """
    wanted: dict[type[models.Model], set[tuple[str, int]]] = {kind: set() for kind in ROWS}
    held = user.assignments.not_ended(timezone.localdate()).filter(awaits=False)
    for assignment in held.select_related("region", "municipality", "organisation"):
        place = assignment.place
        if place is None:
            continue  # for the whole portal: no object to hang a row on (municipalities.access)
        wanted[type(place)] |= {(codename, place.pk) for codename in assignment.permissions}
    for kind, rows in ROWS.items():
        present = {
            (row.permission.codename, row.content_object_id): row
            for row in rows.objects.filter(user=user).select_related("permission")
        }
        for key in present.keys() - wanted[kind]:
            present[key].delete()
        for codename, place_id in wanted[kind] - present.keys():
            permission = Permission.objects.get(codename=codename, content_type__app_label="municipalities")
            rows.objects.create(user=user, permission=permission, content_object=kind._default_manager.get(pk=place_id))
    user.__dict__.pop("_access", None)  # what was read before (municipalities.access) no longer holds


def refresh_permissions() -> None:
    """Clear away rows of assignments that ended since they were written. Periodic work (municipalities/apps.py)."""
    for user in User.objects.filter(assignments__isnull=False).distinct():
        project_permissions(user)


@transaction.atomic
def give_access(
    user: User,
    *,
    role: str,
    place: Place | None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    by: User | None = None,
) -> Assignment:
    """Give a user a role for a place (None: the whole portal) from a day (today) on, until a last day (none).

    A role that the user already has there on the first day stays as it is. What `by` gives awaits a second person
    where it reaches what is hidden (Assignment.asks_confirmation); a command (no `by`) gives at once. Raises OwnAccess.
    """
    if by == user:
        raise OwnAccess(_("U geeft uzelf geen toegang. Vraag het een andere beheerder."))
    where: dict[str, Any] = dict.fromkeys(("region", "municipality", "organisation"))
    if place is not None:
        where[type(place).__name__.lower()] = place
    day = since or timezone.localdate()
    assignment = user.assignments.on(day).filter(role=role, **where).first()
    if assignment is None:
        assignment = Assignment(user=user, role=role, valid_from=day, valid_until=until, given_by=by, **where)
        assignment.awaits = by is not None and assignment.asks_confirmation
        _record(assignment, "Toegang gegeven, wacht op bevestiging" if assignment.awaits else "Toegang gegeven", by)
    project_permissions(user)
    return assignment


@transaction.atomic
def invite(
    email: str,
    *,
    name: str,
    role: str,
    place: Place | None,
    since: datetime.date,
    until: datetime.date | None = None,
    by: User,
) -> Assignment:
    """Give access to the person with an e-mail address; who has no account yet gets one, without a password."""
    known = User.objects.filter(email__iexact=email).first()
    user = known or User.objects.create_user(email, name=name)
    return give_access(user, role=role, place=place, since=since, until=until, by=by)


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
    """Whether a user is the second person whom this assignment waits for, as leader or administrator of the region."""
    if user in (assignment.user, assignment.given_by):
        return False
    rights, region = access(user), assignment.region_of_place
    return rights.everywhere or (
        region is not None and (rights.allows("lead_region", region) or rights.allows("administer_region", region))
    )


def who_may_decide(assignment: Assignment) -> list[User]:
    """The leaders and administrators of the region who may confirm an assignment; technical administrators may too."""
    day = timezone.localdate()
    roles = (Assignment.Role.LEADER, Assignment.Role.ADMINISTRATOR)
    held = Assignment.objects.on(day).filter(region=assignment.region_of_place, role__in=roles, awaits=False)
    people = User.objects.filter(is_active=True, assignments__in=held).distinct()
    return [person for person in people if may_decide(person, assignment)]


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
    if not Assignment.objects.awaiting(timezone.localdate()).select_for_update().filter(pk=assignment.pk).exists():
        raise LookupError(assignment.pk)
    assignment.decided_by = by
    for name, value in values.items():
        setattr(assignment, name, value)
    _record(assignment, reason, by)


@transaction.atomic
def end_access(assignment: Assignment, *, on: datetime.date, by: User | None = None) -> None:
    """End an assignment: the day before `on` is its last.

    Raises OwnAdministration when `by` would lose the last right to give access to that place.
    """
    if by == assignment.user and _is_last_administration(assignment, on):
        raise OwnAdministration(
            _("Dit is uw eigen recht om toegang te geven. Vraag een andere beheerder om het te beëindigen.")
        )
    assignment.valid_until = on - datetime.timedelta(days=1)
    _record(assignment, "Toegang beëindigd", by)
    project_permissions(assignment.user)
    if not assignment.user.assignments.not_ended(timezone.localdate()).exists():
        end_sessions(assignment.user)


@transaction.atomic
def move_access(old: Organisation, new: Organisation, *, reason: str, by: User | None) -> None:
    """Let the access for an organisation be for the one that it became; who has the same there already, keeps that.

    Gives nobody more: ask `municipalities.rules.merging.who_gains` first.
    """
    today = timezone.localdate()
    there = list(new.assignments.not_ended(today))
    moved = list(old.assignments.select_related("user"))
    for assignment in moved:
        if not assignment.has_ended(today) and any(covers(other, assignment) for other in there):
            assignment.valid_until = today - datetime.timedelta(days=1)
        assignment.organisation = new
        _record(assignment, reason[:100], by)
    for user in dict.fromkeys(assignment.user for assignment in moved):
        project_permissions(user)


def _is_last_administration(assignment: Assignment, on: datetime.date) -> bool:
    """Whether the user administers the place from a day on by this assignment only."""
    same_place: dict[str, Any] = dict.fromkeys(("region", "municipality", "organisation"))
    if assignment.place is not None:
        same_place[assignment.place_kind] = assignment.place
    others = assignment.user.assignments.exclude(pk=assignment.pk).filter(role=assignment.role, awaits=False)
    others = others.filter(**same_place)
    return assignment.role == Assignment.Role.ADMINISTRATOR and not others.on(on).exists()


def _record(assignment: Assignment, reason: str, by: User | None) -> None:
    """Save as one line of history."""
    assignment._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history, which has no types
    assignment._history_user = by  # type: ignore[attr-defined]
    assignment.save()
