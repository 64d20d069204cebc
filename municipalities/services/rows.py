"""Guardian's rows: a projection of assignments, written here only; and an assignment saved as one line of history."""

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from municipalities.access import ROWS
from municipalities.models import Assignment


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


def held(assignment: Assignment) -> Assignment:
    """The same row as it is in the database now, kept from others until the end of the transaction."""
    now = Assignment.objects.select_for_update().get(pk=assignment.pk)
    for field in Assignment._meta.concrete_fields:
        if getattr(assignment, field.attname) != getattr(now, field.attname):
            setattr(assignment, field.attname, getattr(now, field.attname))
    return assignment


def record(assignment: Assignment, reason: str, by: User | None) -> None:
    """Save as one line of history."""
    assignment._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history, which has no types
    assignment._history_user = by  # type: ignore[attr-defined]
    assignment.save()
