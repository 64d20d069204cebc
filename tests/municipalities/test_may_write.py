"""Who may change anything at all: they sign in with a second factor."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from municipalities import services
from municipalities.access import access
from municipalities.models import Assignment
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role


@pytest.fixture
def places():
    region = factories.region()
    return {
        "region": region,
        "municipality": factories.municipality(region),
        "organisation": factories.organisation(region=region),
        "portal": None,
    }


def may_write(user):
    return access(User.objects.get(pk=user.pk)).may_write


@pytest.mark.parametrize(
    ("role", "place", "writes"),
    [
        (Role.LEADER, "region", True),
        (Role.POLICY_OFFICER, "region", True),
        (Role.ADMINISTRATOR, "region", True),
        (Role.ADMINISTRATOR, "municipality", True),
        (Role.ADMINISTRATOR, "portal", True),
        (Role.FIGURE_KEEPER, "portal", True),
        (Role.OWNER, "organisation", True),
        (Role.DEPUTY, "organisation", True),
        (Role.VEILIG_THUIS, "region", True),
        (Role.GRIFFIER, "municipality", True),
        (Role.CONTACT, "municipality", True),
        (Role.COUNCIL_MEMBER, "municipality", False),
        (Role.EVALUATOR, "region", False),
        (Role.OWNER, "region", False),  # a role that does not go with a place gives nothing
    ],
)
def test_each_role_writes_or_only_reads(places, role, place, writes):
    person = factories.user()
    services.give_access(person, role=role, place=places[place], until=timezone.localdate())
    assert may_write(person) == writes


def test_who_is_nobody_or_has_nothing_writes_nothing(places):
    assert not access(AnonymousUser()).may_write
    assert not may_write(factories.user())
    assert may_write(factories.superuser())
    assert not may_write(factories.superuser(is_active=False))


@pytest.mark.parametrize(("first", "last", "writes"), [(0, 0, True), (-9, -1, False), (1, 9, False)])
def test_it_is_judged_by_the_day(places, first, last, writes):
    person, today = factories.user(), timezone.localdate()
    services.give_access(
        person,
        role=Role.GRIFFIER,
        place=places["municipality"],
        since=today + datetime.timedelta(days=first),
        until=today + datetime.timedelta(days=last),
    )
    assert may_write(person) == writes


def test_what_awaits_a_second_person_writes_nothing(places):
    person = factories.user()
    given = services.give_access(person, role=Role.LEADER, place=places["region"], by=factories.superuser())
    assert (given.awaits, may_write(person)) == (True, False)


def test_it_costs_one_query_however_much_somebody_holds(places, django_assert_num_queries):
    person = factories.user()
    for _ in range(5):
        services.give_access(person, role=Role.COUNCIL_MEMBER, place=factories.municipality())
    person = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        assert not access(person).may_write
        assert not access(person).may_write
        assert not access(person).portal("administer_portal")  # of the same rows
    with django_assert_num_queries(0):
        assert not access(AnonymousUser()).may_write
