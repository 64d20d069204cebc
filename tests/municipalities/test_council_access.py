"""Who has a role for one municipality: who reads that, and who gives and ends these roles there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Assignment
from tests import factories

pytestmark = pytest.mark.django_db
# Who: reads the page, and the roles that they give there.
ALL_ROLES = ["griffier", "contact", "council_member", "administrator"]
MAY = {
    "leader": (200, ["griffier", "contact", "council_member"]),
    "administrator": (200, ALL_ROLES),
    "own_administrator": (200, ["griffier", "contact", "council_member"]),
    "superuser": (200, ALL_ROLES),
    "griffier": (200, []),
    "contact": (200, []),
    "council_member": (403, []),
    "policy_officer": (403, []),
    "leader_elsewhere": (403, []),
    "griffier_elsewhere": (403, []),
    None: (302, []),
}


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Ons Dorp", slug="ons-dorp")


@pytest.fixture
def crowd(region, place):
    other = factories.municipality(factories.region(), name="Elders")
    return {
        "leader": factories.leader(region),
        "administrator": factories.administrator(region),
        "own_administrator": factories.administrator(place),
        "superuser": factories.superuser(),
        "griffier": factories.griffier(place, name="Gerda"),
        "contact": factories.contact(place),
        "council_member": factories.council_member(place),
        "policy_officer": factories.policy_officer(region),
        "leader_elsewhere": factories.leader(factories.region()),
        "griffier_elsewhere": factories.griffier(other),
    }


def page_of(place):
    return reverse("municipalities:council-access", args=[place.slug])


@pytest.mark.parametrize("who", MAY)
def test_who_reads_it_and_who_gives_what(client, place, crowd, who):
    if who:
        client.force_login(crowd[who])
    answer = client.get(page_of(place))
    status, roles = MAY[who]
    assert answer.status_code == status
    if status == 200:
        text = answer.content.decode()
        assert ("Gerda" in text, crowd["griffier"].email in text) == (True, bool(roles))
        form = answer.context["form"]
        offered = [value for value, _name in form.fields["role"].choices] if form else []
        assert sorted(offered) == sorted(roles)
    for role in ALL_ROLES:
        before = Assignment.objects.count()
        sent = {"name": "Nieuw", "email": f"{role}@voorbeeld.example", "role": role, "since": "2026-01-01"}
        client.post(page_of(place), sent)
        made = Assignment.objects.filter(user__email=sent["email"], municipality=place, role=role)
        assert (Assignment.objects.count() - before, made.count()) == ((1, 1) if role in roles else (0, 0))


@pytest.mark.parametrize("who", [who for who in MAY if who])
def test_who_ends_it(client, place, crowd, who):
    held = crowd["griffier"].assignments.get()
    client.force_login(crowd[who])
    client.post(reverse("municipalities:end-council-access", args=[place.slug, held.pk]))
    assert Assignment.objects.filter(pk=held.pk).not_ended(timezone.localdate()).exists() == (not MAY[who][1])


def test_what_waits_is_told_to_who_decides(client, place, crowd):
    client.force_login(crowd["leader"])
    sent = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": "griffier", "since": "2026-01-01"}
    client.post(page_of(place), sent)
    confirm = Assignment.objects.get(user__email=sent["email"]).get_confirm_url()
    for who, sees in {"leader": False, "administrator": True, "own_administrator": True, "griffier": False}.items():
        client.force_login(crowd[who])
        assert (who, confirm in client.get(page_of(place)).content.decode()) == (who, sees)


def test_the_number_of_queries_does_not_grow(client, place, crowd):
    client.force_login(crowd["administrator"])
    counts = []
    for _round in range(2):
        for _one in range(3):
            factories.contact(place)
            Assignment.objects.filter(pk=factories.griffier(place).assignments.get().pk).update(awaits=True)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(place))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
