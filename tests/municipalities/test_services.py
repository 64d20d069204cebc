"""Giving and ending access, and guardian's rows that follow from it."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import User
from municipalities.access import ROWS
from municipalities.models import Assignment
from municipalities.services import end_access, give_access, project_permissions, refresh_permissions
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role
DAY = datetime.timedelta(days=1)


def rows(user: User) -> set[tuple[str, str, int]]:
    """Guardian's rows of a user: kind of place, permission, id."""
    return {
        (kind._meta.model_name, row.permission.codename, row.content_object_id)
        for kind, model in ROWS.items()
        for row in model.objects.filter(user=user)
    }


def may(user: User, permission: str, place) -> bool:
    """What a new request would answer."""
    return User.objects.get(pk=user.pk).has_perm(f"municipalities.{permission}", place)


def place_of(kind: str):
    return getattr(factories, kind)()


@pytest.mark.parametrize(("role", "kind"), Assignment.PERMISSIONS, ids=lambda value: str(value))
def test_guardians_rows_are_what_the_assignment_says(role, kind):
    user, place = factories.user(), place_of(kind)
    give_access(user, role=role, place=place, until=timezone.localdate() + DAY)
    assert rows(user) == {(kind, codename, place.pk) for codename in Assignment.PERMISSIONS[role, kind]}


def test_rows_of_several_assignments_are_their_sum():
    user, region, other = factories.user(), factories.region(), factories.region()
    give_access(user, role=Role.LEADER, place=region)
    give_access(user, role=Role.POLICY_OFFICER, place=region)
    give_access(user, role=Role.ADMINISTRATOR, place=other)
    assert rows(user) == {
        *(("region", codename, region.pk) for codename in ("read_region", "lead_region", "report_region")),
        *(("region", codename, other.pk) for codename in ("read_region", "administer_region")),
    }


def test_ending_one_role_keeps_what_the_other_gives():
    user, region = factories.user(), factories.region()
    leader = give_access(user, role=Role.LEADER, place=region)
    give_access(user, role=Role.POLICY_OFFICER, place=region)
    end_access(leader, on=timezone.localdate())
    assert rows(user) == {("region", codename, region.pk) for codename in ("read_region", "report_region")}


def test_giving_twice_gives_once():
    user, region = factories.user(), factories.region()
    first = give_access(user, role=Role.LEADER, place=region)
    assert give_access(user, role=Role.LEADER, place=region) == first
    assert user.assignments.count() == 1


def test_a_role_that_does_not_go_with_a_place_gives_nothing():
    user = factories.user()
    give_access(user, role=Role.OWNER, place=factories.region())
    assert rows(user) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "allowed"),
    [
        (-10, None, True),  # days from today
        (0, 0, True),
        (0, None, True),
        (-10, -1, False),
        (1, None, False),
        (1, 5, False),
    ],
)
def test_access_holds_from_its_first_day_to_its_last(starts, ends, allowed):
    user, region, today = factories.user(), factories.region(), timezone.localdate()
    until = None if ends is None else today + ends * DAY
    give_access(user, role=Role.LEADER, place=region, since=today + starts * DAY, until=until)
    refresh_permissions()
    assert may(user, "lead_region", region) == allowed


@pytest.mark.parametrize(("last_day", "allowed"), [(-1, False), (0, True), (7, True)])
def test_access_ends_the_day_that_is_said(last_day, allowed):
    user, region, today = factories.user(), factories.region(), timezone.localdate()
    assignment = give_access(user, role=Role.LEADER, place=region, since=today - 30 * DAY)
    end_access(assignment, on=today + (last_day + 1) * DAY)
    assert may(user, "lead_region", region) == allowed
    assert assignment.valid_until == today + last_day * DAY


def test_rows_of_what_ended_are_cleared_away():
    user, region, today = factories.user(), factories.region(), timezone.localdate()
    give_access(user, role=Role.LEADER, place=region, since=today - 30 * DAY)
    Assignment.objects.update(valid_until=today - DAY)  # time passed
    assert rows(user) != set()
    assert not may(user, "lead_region", region)
    refresh_permissions()
    assert rows(user) == set()


def test_rows_that_nothing_accounts_for_go():
    user, region = factories.user(), factories.region()
    permission = Permission.objects.get(codename="lead_region")
    ROWS[type(region)].objects.create(user=user, permission=permission, content_object=region)
    assert not may(user, "lead_region", region)
    project_permissions(user)
    assert rows(user) == set()


def test_each_change_is_one_line_of_history():
    user, region, by = factories.user(), factories.region(), factories.superuser()
    assignment = give_access(user, role=Role.LEADER, place=region, by=by)
    end_access(assignment, on=timezone.localdate() + DAY, by=by)
    lines = assignment.history.order_by("history_id")
    assert [(line.history_type, line.history_change_reason, line.history_user) for line in lines] == [
        ("+", "Toegang gegeven, wacht op bevestiging", by),
        ("~", "Toegang beëindigd", by),
    ]


@pytest.mark.django_db(transaction=True)
def test_access_that_cannot_be_given_in_full_is_not_given():
    user, region = factories.user(), factories.region()
    Permission.objects.filter(codename="lead_region").delete()
    with pytest.raises(Permission.DoesNotExist):
        give_access(user, role=Role.LEADER, place=region)
    assert (Assignment.objects.count(), rows(user)) == (0, set())
