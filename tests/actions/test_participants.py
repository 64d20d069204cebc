"""Who takes part in a document is set for all municipalities at once, and taken back at once."""

import pytest
from django.urls import reverse

from actions.models import Participation
from actions.services import participants
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    programme = factories.programme()
    places = [factories.municipality(programme.region) for _number in range(3)]
    document = factories.document(programme=programme)
    client.force_login(factories.leader(programme.region))
    address = reverse("actions:participants", args=[programme.region.slug, document.pk])
    return document, places, address


def typed(document, *joining, **more):
    return {f"mee-{place.pk}": "on" for place in joining} | {"seen": participants.version_of(document)} | more


def names(document):
    return set(document.participations.values_list("municipality", flat=True))


def test_several_at_once_and_back(client, world):
    document, (first, second, _third), address = world
    client.post(address, typed(document, first, second, **{f"toelichting-{first.pk}": "alleen het plan"}))
    assert participants.notes_of(document) == {first.pk: "alleen het plan", second.pk: ""}
    assert Participation.history.filter(document=document).count() == 2
    client.post(address, {"terug": "0", "version": participants.version_of(document)})
    assert names(document) == set()
    assert "ongedaan" in client.get(address).content.decode()


def test_what_is_the_same_writes_nothing(client, world):
    document, (first, *_rest), address = world
    client.post(address, typed(document, first))
    before = Participation.history.count()
    client.post(address, typed(document, first))
    assert Participation.history.count() == before


def test_two_people_at_once(client, world):
    document, (first, second, third), address = world
    old = participants.version_of(document)
    Participation(document=document, municipality=first).save_with_reason("Eerder", by=None)
    answer = client.post(address, typed(document, second) | {"seen": old})
    assert (answer.status_code, names(document)) == (409, {first.pk})
    form = answer.context["form"]
    assert form.initial["seen"] == participants.version_of(document)
    assert [form[f"mee-{place.pk}"].initial for place in (first, second, third)] == [True, True, False]


def test_who_decided_stays(client, world):
    document, (first, *_rest), address = world
    client.post(address, typed(document, first))
    factories.adoption(document=document, municipality=first)
    answer = client.post(address, typed(document))
    assert (answer.status_code, names(document)) == (400, {first.pk})
    assert first.name in answer.content.decode()
