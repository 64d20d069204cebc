"""Giving and ending access. Guardian's rows are a projection of assignments, written here only."""

import datetime

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from municipalities.access import ROWS
from municipalities.models import Assignment, Municipality, Organisation, Region


@transaction.atomic
def project_permissions(user: User) -> None:
    """Make guardian's rows of a user equal to what the assignments of today say."""
    wanted: dict[type[models.Model], set[tuple[str, int]]] = {kind: set() for kind in ROWS}
    for assignment in user.assignments.on(timezone.localdate()).select_related(
        "region", "municipality", "organisation"
    ):
        place = assignment.place
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


@transaction.atomic
def give_access(
    user: User, *, role: str, place: Region | Municipality | Organisation, since: datetime.date | None = None
) -> Assignment:
    """Give a user a role for a place from a day (today) on; what already holds stays as it is."""
    field = type(place).__name__.lower()
    day = since or timezone.localdate()
    held = user.assignments.on(day).filter(role=role, **{field: place}).first()
    assignment = held or Assignment.objects.create(user=user, role=role, valid_from=day, **{field: place})
    project_permissions(user)
    return assignment


@transaction.atomic
def end_access(assignment: Assignment, *, on: datetime.date) -> None:
    """End an assignment: the day before `on` is its last."""
    assignment.valid_until = on - datetime.timedelta(days=1)
    assignment.save()
    project_permissions(assignment.user)
