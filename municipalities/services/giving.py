"""Giving, moving and ending access; who may do so stands in `rules.rights`."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import end_sessions
from municipalities.models import Assignment, Organisation
from municipalities.models.assignments import EVALUATOR_ENDS, Place, at
from municipalities.rules import rights
from municipalities.rules.merging import covers
from municipalities.services.refusals import NOT_GIVEN, NotYours, OwnAccess, OwnAdministration
from municipalities.services.rows import held, project_permissions, record


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
    where it reaches what is hidden (Assignment.asks_confirmation) or where `by` only proposes (rules.rights); a command
    (no `by`) gives at once. Raises OwnAccess and NotYours.
    """
    if by == user:
        raise OwnAccess(_("U geeft uzelf geen toegang. Vraag het een andere beheerder."))
    if by is not None and not rights.may_propose(by, role, place):
        raise NotYours(str(NOT_GIVEN))
    if role == Assignment.Role.EVALUATOR and until is None:
        raise NotYours(str(EVALUATOR_ENDS))
    User.objects.select_for_update().get(pk=user.pk)  # two who give the same: one after the other
    where = at(place)
    day = since or timezone.localdate()
    assignment = user.assignments.on(day).filter(role=role, **where).first()
    if assignment is None:
        assignment = Assignment(user=user, role=role, valid_from=day, valid_until=until, given_by=by, **where)
        holds = by is None or (rights.may_give(by, role, place) and not assignment.asks_confirmation)
        assignment.awaits = not holds
        record(assignment, "Toegang gegeven, wacht op bevestiging" if assignment.awaits else "Toegang gegeven", by)
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
    user = User.objects.with_address(email, name=name)
    return give_access(user, role=role, place=place, since=since, until=until, by=by)


@transaction.atomic
def end_access(assignment: Assignment, *, on: datetime.date, by: User | None = None) -> None:
    """End an assignment: the day before `on` is its last. One that ends earlier already keeps its own last day.

    Raises OwnAdministration when `by` would lose the last right to give access to that place, and NotYours when `by`
    does not give that role there; one's own access everybody may end.
    """
    assignment = held(assignment)
    if by not in (None, assignment.user) and not rights.may_propose(by, assignment.role, assignment.place):
        raise NotYours(_("Deze toegang beëindigt u niet. Op de pagina Wie mag wat staat wie dat wel doet."))
    if by == assignment.user and _is_last_administration(assignment, on):
        raise OwnAdministration(
            _("Dit is uw eigen recht om toegang te geven. Vraag een andere beheerder om het te beëindigen.")
        )
    last_day = on - datetime.timedelta(days=1)
    assignment.valid_until = min(last_day, assignment.valid_until or last_day)
    record(assignment, "Toegang beëindigd", by)
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
        record(assignment, reason[:100], by)
    for user in dict.fromkeys(assignment.user for assignment in moved):
        project_permissions(user)


def _is_last_administration(assignment: Assignment, on: datetime.date) -> bool:
    """Whether the user administers the place from a day on by this assignment only."""
    others = assignment.user.assignments.exclude(pk=assignment.pk).filter(role=assignment.role, awaits=False)
    others = others.filter(**at(assignment.place))
    return assignment.role == Assignment.Role.ADMINISTRATOR and not others.on(on).exists()
