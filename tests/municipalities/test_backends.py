"""Who may do what: the whole table of rights, and what it costs to ask."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from accounts.models import User
from evaluations.models import Evaluation
from tests import factories

pytestmark = pytest.mark.django_db

# What each of the people of tests/conftest.py may do with the things of the region, by permission.
MATRIX = {
    "municipalities.read_region": ("region", {"anna", "bram", "beheer", "sam"}),
    "municipalities.lead_region": ("region", {"anna", "sam"}),
    "municipalities.report_region": ("region", {"anna", "bram", "sam"}),
    "municipalities.administer_region": ("region", {"beheer", "sam"}),
    "municipalities.report_for_organisation": ("organisation", {"olga", "sam"}),
    "actions.change_programme": ("programme", {"anna", "sam"}),
    "actions.report_programme": ("programme", {"anna", "bram", "sam"}),
    "actions.read_programme": ("programme", {"anna", "bram", "beheer", "sam"}),
    "actions.change_action": ("action", {"anna", "sam"}),
    "actions.report_action": ("action", {"anna", "olga", "sam"}),
    "evaluations.change_evaluation": ("evaluation", {"anna", "bram", "sam"}),
    "evaluations.read_evaluation": ("evaluation", {"anna", "bram", "beheer", "sam"}),
}


@pytest.fixture
def things(region, organisation, programme, action):
    evaluation = Evaluation.objects.create(programme=programme, title="Tussenstand")
    return {
        "region": region,
        "organisation": organisation,
        "programme": programme,
        "action": action,
        "evaluation": evaluation,
    }


@pytest.fixture
def everybody(people, region):
    return people | {
        "beheer": factories.administrator(region, name="Beheer"),
        "nobody": factories.user(),
        "visitor": AnonymousUser(),
        "closed": factories.leader(region, name="Vertrokken", is_active=False),
    }


@pytest.mark.parametrize("permission", MATRIX)
def test_everybody_may_what_the_table_says(permission, things, everybody):
    thing, allowed = MATRIX[permission]
    assert {name for name, user in everybody.items() if user.has_perm(permission, things[thing])} == allowed


def test_unknown_rights_are_nobodys_but_the_superusers(things, everybody):
    for thing in things.values():
        allowed = {name for name, user in everybody.items() if user.has_perm("actions.something_else", thing)}
        assert allowed == {"sam"}


def test_a_global_permission_does_not_count(region, programme, action):
    user = factories.user()
    user.user_permissions.set(Permission.objects.all())
    user = User.objects.get(pk=user.pk)
    assert user.has_perm("municipalities.lead_region")  # the global right is there...
    assert not user.has_perm("municipalities.lead_region", region)  # ...and says nothing about a region
    assert not user.has_perm("actions.change_programme", programme)
    assert not user.has_perm("actions.change_action", action)


def test_a_right_on_a_place_is_no_global_right(people):
    assert not people["anna"].has_perm("municipalities.lead_region")


def test_somebody_else_who_leads_the_action_may_not_report_on_another(organisation, line):
    other = factories.action(line=line, leads=[factories.organisation(region=organisation.region)])
    assert not factories.owner(organisation).has_perm("actions.report_action", other)


def test_a_visitor_costs_no_query(region, programme, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not AnonymousUser().has_perm("municipalities.read_region", region)
        assert not AnonymousUser().has_perm("actions.change_programme", programme)


@pytest.mark.parametrize("number", [1, 30])
def test_asking_costs_one_query_per_kind_of_place(number, django_assert_num_queries):
    places = [factories.region() for _ in range(number)]
    user = factories.leader(places[0])
    for place in places[1:]:
        factories.access_services.give_access(user, role="leader", place=place)
    user = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        assert all(user.has_perm("municipalities.lead_region", place) for place in places)
        assert all(user.has_perm("municipalities.report_region", place) for place in places)
