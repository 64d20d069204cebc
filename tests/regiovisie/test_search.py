"""Finding a municipality: as people type it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from municipalities.models import Merger
from regiovisie.pages.search import find, simplify
from tests import factories

ADDRESS = "/gemeenten/"


@pytest.fixture
def places(region, programme):
    """Some municipalities with names that are hard to type; Appingedam merged into Eemsdelta."""
    for name in ("'s-Hertogenbosch", "Súdwest-Fryslân", "Bergen (L.)", "Bergen (NH.)", "Midden-Groningen", "Heerlen"):
        factories.municipality(name=name, slug=simplify(name).replace(" ", "-"))
    factories.municipality(region, name="Eemsdelta", slug="eemsdelta")
    old = factories.municipality(name="Appingedam", slug="appingedam", valid_until=datetime.date(2020, 12, 31))
    new = type(old).objects.get(slug="eemsdelta")
    Merger.objects.create(old=old, new=new, on=datetime.date(2021, 1, 1), kind="merged")


def names(query):
    return [hit.name for hit in find(query, AnonymousUser()).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("heerlen", ["Heerlen"]),
        ("HEERLEN  ", ["Heerlen"]),
        ("Gemeente Heerlen", ["Heerlen"]),
        ("sudwest fryslan", ["Súdwest-Fryslân"]),
        ("s-hertogen", ["'s-Hertogenbosch"]),
        ("den bosch", ["'s-Hertogenbosch"]),
        ("bergen", ["Bergen (L.)", "Bergen (NH.)"]),
        ("groningen", ["Midden-Groningen"]),
        ("noord", ["Noordland"]),
        ("appingedam", ["Appingedam"]),
        ("heerln", ["Heerlen"]),
        ("eemsdlta", ["Eemsdelta"]),
        ("hertogenbos", ["'s-Hertogenbosch"]),
        ("zzzzzz", []),
        ("---", []),
    ],
)
def test_found(places, query, found):
    assert names(query) == found


def test_what_begins_with_it_comes_before_what_contains_it(places):
    factories.municipality(name="Alt Heerlen", slug="alt-heerlen")
    assert names("heer") == ["Heerlen", "Alt Heerlen"]


def test_the_same_misspelling_of_region_and_municipality_proposes_both(places):
    factories.municipality(name="Noordland", slug="noordland-gemeente")
    assert names("noordlant") == ["Noordland", "Noordland"]


def test_a_merged_municipality_says_what_it_became(places):
    (hit,) = find("appingedam", AnonymousUser()).hits
    assert hit.kind == "Voormalige gemeente, nu Eemsdelta"


def test_a_municipality_says_its_region(places):
    (hit,) = find("eemsdelta", AnonymousUser()).hits
    assert hit.kind == "Gemeente in Limburg, regio Noordland"


def test_a_region_that_the_reader_may_not_see_is_not_found(places, region):
    region.programmes.update(classification="internal")
    assert names("noordland") == []


def test_the_one_with_exactly_that_name_is_opened(client, places):
    response = client.get(ADDRESS, {"q": "Heerlen"})
    assert (response.status_code, response["Location"]) == (302, "/gemeenten/heerlen/")


def test_two_with_that_name_are_listed(client, places):
    response = client.get(ADDRESS, {"q": "Bergen"})
    assert response.status_code == 200
    assert response.content.decode().count('class="results__name"') == 2


def test_suggestions_while_typing_are_a_fragment_and_never_a_redirect(client, places):
    response = client.get(ADDRESS, {"q": "Heerlen"}, headers={"HX-Request": "true"})
    content = response.content.decode()
    assert response.status_code == 200
    assert ("<html" in content, "/gemeenten/heerlen/" in content) == (False, True)


def test_nothing_found_gives_help(client, places):
    content = client.get(ADDRESS, {"q": "Atlantis"}).content.decode()
    assert "Er is geen gemeente of regio die zo heet." in content


@pytest.mark.parametrize("query", ["a" * 100_000, "Heer\x00len", "<script>alert(1)</script>", "%", "'; DROP TABLE"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_bad_input_is_answered(client, places, query, headers):
    response = client.get(ADDRESS, {"q": query}, headers=headers)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a" * 100_000, "Dit is te lang voor de naam van een gemeente."),
        ("Heer\x00len", "Hier staat een teken in dat we niet kunnen lezen."),
    ],
)
def test_bad_input_is_told_beside_the_field(client, places, query, words):
    content = client.get(ADDRESS, {"q": query}).content.decode()
    assert words in content
    assert 'aria-invalid="true" aria-describedby="zoek-fout"' in content


def test_an_empty_search_is_the_search_page(client, db):
    assert client.get(reverse("municipality-search")).status_code == 200
