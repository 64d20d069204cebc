"""The home page and the map."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regiovisie.pages.overview import region_states
from tests import factories

SQUARE = "M10,10l5,0 0,5 -5,0Z"


def test_every_region_has_its_state_in_one_line(client, action):
    factories.action(line=action.line, status="done")
    content = client.get(reverse("home")).content.decode()
    assert "<strong>2 acties</strong>: 1 afgerond, van 1 is de status niet bekend." in content


def test_a_region_whose_actions_have_no_known_status_says_so(client, action):
    factories.action(line=action.line)
    content = client.get(reverse("home")).content.decode()
    assert "<strong>2 acties</strong>: van geen enkele is de status bekend." in content


def test_a_region_without_actions_says_what_it_does_have(client, line):
    factories.goal(programme=line.programme)
    content = client.get(reverse("home")).content.decode()
    assert "Nog geen acties in dit portaal. Wel 1 actielijn en 1 doel." in " ".join(content.split())


@pytest.mark.parametrize("fields", [{"released_at": None}, {"classification": "internal"}])
def test_concepts_and_internal_actions_do_not_count_for_visitors(people, line, fields):
    factories.action(line=line, **fields)
    (state,) = [state for state in region_states(AnonymousUser()) if state.region == line.programme.region]
    assert state.counts.total == 0


def test_concepts_count_for_nobody(people, line):
    factories.action(line=line, released_at=None)
    counts = {name: sum(state.counts.total for state in region_states(user)) for name, user in people.items()}
    assert counts == dict.fromkeys(people, 0)


def test_an_internal_programme_does_not_exist_for_visitors(client, people, region):
    region.programmes.update(classification="internal")
    told = []
    for name in (None, "carla", "anna"):
        if name:
            client.force_login(people[name])
        content = client.get(reverse("home")).content.decode()
        told.append((region.get_absolute_url() in content, "nog geen openbaar programma" in content))
    assert [shown for shown, _absent in told] == [False, False, True]


def test_fictitious_regions_come_last_and_are_marked(client, programme):
    invented = factories.region(name="Aardig", fictitious=True)
    factories.programme(region=invented)
    states = region_states(AnonymousUser())
    assert [state.region.name for state in states] == ["Noordland", "Aardig"]
    assert '<span class="concept">Fictief</span>' in client.get(reverse("home")).content.decode()


def test_the_map_links_each_municipality_of_a_region_with_a_programme(client, programme):
    here = factories.municipality(programme.region, name="Ons Dorp", outline=SQUARE)
    elsewhere = factories.municipality(name="Elders", outline=SQUARE)
    content = client.get(reverse("home")).content.decode()
    linked = [
        f'<a href="{place.get_absolute_url()}" tabindex="-1"> <path' in " ".join(content.split())
        for place in (here, elsewhere)
    ]
    assert linked == [True, False]
    assert f"<title>Ons Dorp, regio {programme.region.name}</title>" in content


@pytest.mark.parametrize(("across", "x", "end"), [(100, 136, "start"), (900, 864, "end")])
def test_each_region_on_the_map_has_its_name_towards_the_middle(client, region, programme, across, x, end):
    factories.municipality(region, outline=f"M{across},50l10,0 0,10 -10,0Z")
    content = " ".join(client.get("/").content.decode().split())
    assert f'<text class="map__name" x="{x}" y="50" dy="0.35em" text-anchor="{end}"> {region.name} </text>' in content


def test_the_ground_of_the_map_holds_real_municipalities_of_today(client, db):
    factories.municipality(outline="M1,1Z")
    factories.municipality(outline="M2,2Z", fictitious=True)
    factories.municipality(outline="M3,3Z", valid_until="2020-12-31")
    response = client.get(reverse("country-map"))
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/svg+xml", "public, max-age=86400")
    assert 'd="M1,1Z"' in response.content.decode()


def test_as_many_queries_for_one_region_as_for_five(client, action):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("home")).status_code == 200
        return len(captured)

    few = queries()
    for _each in range(4):
        line = factories.line()
        factories.municipality(line.programme.region, outline=SQUARE)
        factories.action(line=line)
    assert queries() == few
