"""Names of municipalities in the text of an action: a proposal for the leader, which nobody else sees or decides."""

import datetime

import pytest
from django.urls import reverse

from actions.models import Action
from actions.pages.named_places import named_places
from actions.rules.naming import named_in
from municipalities.models import CentreRole, Merger
from tests import factories

LONG_AGO = datetime.date(2015, 1, 1)
NAMES = {
    "Roermond": 1,
    "Weert": 2,
    "Horst aan de Maas": 3,
    "Bergen (L.)": 4,
    "Delfzijl": 5,
    "Peel en Maas": 6,
    "Maas": 7,
}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Verkennend gesprek met BC. Broekhin Roermond"], [1]),
        (["Vanuit de huidige lokale alliantie in Weert verbreden"], [2]),
        (["In Weert", "en Roermond; in Weert ook"], [2, 1]),
        (["(Roermond)", "Weert."], [1, 2]),
        (["Horst aan de Maas en Peel en Maas"], [3, 6]),
        (["Bergen doet mee"], [4]),
        (["naar Delfzijl"], [5]),
        (["weert geweld", "Roermondse raad", "Weertenaren", "Weert-Zuid", "Oud-Roermond", ""], []),
        ([], []),
    ],
)
def test_whole_words_in_the_case_of_a_name(texts, found):
    assert named_in(texts, NAMES) == found


def test_without_names_nothing_is_named():
    assert named_in(["Roermond"], {}) == []


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Ons Dorp")


@pytest.fixture
def named(line, place):
    """An action that names Ons Dorp, in a goal."""
    action = factories.action(line=line, what="Spreekuur")
    factories.goal(programme=line.programme, action=action, text="In Ons Dorp weet iedereen de weg.")
    return action


def names(action):
    return [place.name for place in named_places(Action.objects.get(pk=action.pk))]


def test_what_is_stated_is_not_asked(named, place):
    assert names(named) == ["Ons Dorp"]
    named.municipalities.add(place)
    assert names(named) == []
    named.municipalities.clear()
    named.for_all = True
    named.save()
    assert names(named) == []


def test_former_names_and_centre_municipalities_are_known(region, named, place):
    old = factories.municipality(name="Oud Dorp")
    Merger.objects.create(old=old, new=place, on=LONG_AGO, kind="merged")
    centre = factories.municipality(name="Verre Stad")
    CentreRole.objects.create(centre=centre, municipality=place, domain="women_shelter", valid_from=LONG_AGO)
    factories.municipality(name="Elders")
    named.how = "Vanuit Oud Dorp, met Verre Stad en Elders"
    named.save()
    assert names(named) == ["Ons Dorp", "Verre Stad"]


@pytest.mark.parametrize(("who", "status"), [("anna", 302), ("bram", 403), ("carla", 403), (None, 302)])
@pytest.mark.parametrize("answer", ["is-voor", "is-niet-voor"])
def test_only_the_leader_answers(client, named, place, people, who, status, answer):
    before = named.history.count()
    if who:
        client.force_login(people[who])
    response = client.post(reverse("actions:named-place", args=[named.pk]), {answer: place.code})
    assert response.status_code == status
    taken, aside = list(named.municipalities.all()), [row.municipality for row in named.set_aside.all()]
    is_leader = who == "anna"
    assert taken == ([place] if is_leader and answer == "is-voor" else [])
    assert aside == ([place] if is_leader and answer == "is-niet-voor" else [])
    assert named.history.count() - before == len(taken)
    assert names(named) == ([] if is_leader else ["Ons Dorp"])
    if taken:
        line = named.history.first()
        assert (line.history_user, line.history_change_reason) == (
            people["anna"],
            "Gemeente uit de tekst overgenomen: Ons Dorp",
        )


@pytest.mark.parametrize("answer", ["is-voor", "is-niet-voor"])
def test_an_answer_to_a_question_that_is_gone_changes_nothing(client, named, place, people, answer):
    named.for_all = True  # by another leader, since the page was made
    named.save()
    client.force_login(people["anna"])
    said = client.post(reverse("actions:named-place", args=[named.pk]), {answer: place.code}, follow=True)
    named.refresh_from_db()
    assert (named.for_all, named.municipalities.exists(), named.set_aside.exists()) == (True, False, False)
    assert "De actie is intussen bewerkt." in said.content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"is-voor": "GM0000"}, {"is-voor": "\x00"}, {"is-voor": "x", "is-niet-voor": "x"}]
)
def test_an_answer_about_nothing_is_not_found(client, named, people, data):
    client.force_login(people["anna"])
    assert client.post(reverse("actions:named-place", args=[named.pk]), data).status_code == 404


@pytest.mark.parametrize(("who", "asked"), [("anna", True), ("bram", False), (None, False)])
def test_only_the_leader_is_asked(client, named, people, who, asked):
    if who:
        client.force_login(people[who])
    assert ("Ja, voor Ons Dorp" in client.get(named.get_absolute_url()).content.decode()) is asked
    if asked:
        text = client.get(reverse("actions:edit", args=[named.pk])).content.decode()
        assert "In de tekst van deze actie staat Ons Dorp." in text
