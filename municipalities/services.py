"""Giving and ending access. Guardian's rows are a projection of assignments, written here only."""

import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import end_sessions
from municipalities.access import ROWS
from municipalities.models import Assignment
from municipalities.models.access import Place


class OwnAdministration(Exception):
    """Somebody tries to take away their own last right to give access; the text says so in Dutch."""


@transaction.atomic
def project_permissions(user: User) -> None:
    """Make guardian's rows of a user equal to what the assignments say that have not ended.

    Assignments that begin later are in: `municipalities.access` judges the dates at every request.
    """
    wanted: dict[type[models.Model], set[tuple[str, int]]] = {kind: set() for kind in ROWS}
    held = user.assignments.not_ended(timezone.localdate())
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

    A role that the user already has there on the first day stays as it is.
    """
    where: dict[str, Any] = dict.fromkeys(("region", "municipality", "organisation"))
    if place is not None:
        where[type(place).__name__.lower()] = place
    day = since or timezone.localdate()
    assignment = user.assignments.on(day).filter(role=role, **where).first()
    if assignment is None:
        assignment = Assignment(user=user, role=role, valid_from=day, valid_until=until, **where)
        _record(assignment, "Toegang gegeven", by)
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


def _is_last_administration(assignment: Assignment, on: datetime.date) -> bool:
    """Whether the user administers the place from a day on by this assignment only."""
    same_place: dict[str, Any] = dict.fromkeys(("region", "municipality", "organisation"))
    if assignment.place is not None:
        same_place[assignment.place_kind] = assignment.place
    others = assignment.user.assignments.exclude(pk=assignment.pk).filter(role=assignment.role, **same_place)
    return assignment.role == Assignment.Role.ADMINISTRATOR and not others.on(on).exists()


def _record(assignment: Assignment, reason: str, by: User | None) -> None:
    """Save as one line of history."""
    assignment._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history, which has no types
    assignment._history_user = by  # type: ignore[attr-defined]
    assignment.save()
