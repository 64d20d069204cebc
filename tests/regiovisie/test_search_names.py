"""Every municipality of today is found: by three letters, misspelt, and by its other name."""

import pytest
from django.contrib.auth.models import AnonymousUser

from municipalities.models import Municipality
from regiovisie.pages.search import all_places, find_among, simplify, sound

pytestmark = pytest.mark.django_db
SUGGESTED = 8  # names while typing: templates/regiovisie/_suggestions.html
SHORT = 5  # letters: a name this short is lost with one wrong letter


@pytest.fixture
def today(programmes):
    places = list(Municipality.objects.filter(valid_until=None))
    assert len(places) > 340
    return places


@pytest.fixture
def everywhere(programmes):
    return all_places(AnonymousUser())


def position(everywhere, place, query):
    """On which place of the list a municipality stands, from 0; None when it is not there."""
    addresses = [hit.address for hit in find_among(everywhere, simplify(query)).hits]
    return addresses.index(place.get_absolute_url()) if place.get_absolute_url() in addresses else None


def lost(everywhere, places, change, *, within=SUGGESTED):
    """The municipalities that are not among the first with their name changed in this way."""
    found = {place.name: position(everywhere, place, change(place)) for place in places}
    return {name for name, at in found.items() if at is None or at >= within}


def test_three_letters_are_enough(today, everywhere):
    assert lost(everywhere, today, lambda place: place.name[:3]) == set()


def dropped(place):
    name = simplify(place.name)
    at = 1 + sum(map(ord, name)) % (len(name) - 2)
    return name[:at] + name[at + 1 :]


def swapped(place):
    name = simplify(place.name)
    at = 1 + sum(map(ord, name)) % (len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def doubled(place):
    name = simplify(place.name)
    at = 1 + sum(map(ord, name)) % (len(name) - 1)
    return name[:at] + name[at - 1] + name[at:]


@pytest.mark.slow
@pytest.mark.parametrize("change", [dropped, swapped, doubled, lambda place: simplify(place.name).replace(" ", "")])
def test_one_mistake_loses_no_name(today, everywhere, change):
    places = [place for place in today if len(simplify(place.name)) > SHORT]
    assert len(places) > 280
    assert lost(everywhere, places, change) == set()


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        *(("ij", "y"), ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("oo", "o"), ("aa", "a"), ("ee", "e"), ("z", "s")),
        *(("v", "f"), ("c", "k"), ("k", "c"), ("ch", "g"), ("sch", "sg"), ("th", "t"), ("ae", "aa")),
    ],
)
def test_what_sounds_the_same_is_found(today, everywhere, written, heard):
    places = [place for place in today if written in simplify(place.name) and len(simplify(place.name)) > SHORT]
    assert places
    assert lost(everywhere, places, lambda place: simplify(place.name).replace(written, heard, 1)) <= {
        "Kapelle"
    }  # Capelle


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("s gravenhage", "'s-Gravenhage"),
        ("sgravenhage", "'s-Gravenhage"),
        ("den haag", "'s-Gravenhage"),
        ("dn haag", "'s-Gravenhage"),
        ("den bosch", "'s-Hertogenbosch"),
        ("denbosch", "'s-Hertogenbosch"),
        ("den bos", "'s-Hertogenbosch"),
        ("groningn", "Groningen"),
        ("hoeksewaard", "Hoeksche Waard"),
        ("hoekse waard", "Hoeksche Waard"),
        ("eisden", "Eijsden-Margraten"),
        ("dordt", "Dordrecht"),
        ("gorkum", "Gorinchem"),
        ("ljouwert", "Leeuwarden"),
        ("zuidwest friesland", "Súdwest-Fryslân"),
        ("friese meren", "De Fryske Marren"),
        ("tietjerksteradeel", "Tytsjerksteradiel"),
        ("mestreech", "Maastricht"),
        ("spijkenisse", "Nissewaard"),
        ("delfziel", "Delfzijl"),
        ("binnenmaas", "Binnenmaas"),
    ],
)
def test_other_names_and_common_mistakes_come_first(everywhere, query, name):
    assert find_among(everywhere, simplify(query)).hits[0].name == name


@pytest.mark.parametrize("query", ["xqzwv", "aaaaaaaa", "0123456789"])
def test_nonsense_finds_nothing(everywhere, query):
    assert find_among(everywhere, query).hits == []


def test_what_sounds_alike_is_written_alike():
    assert [
        sound(name) for name in ("hoeksche waard", "hoeksewaart", "eijsden", "eisden", "zwijndrecht", "swijndregt")
    ] == [
        *("hoeksewart", "hoeksewart"),
        *("eisden", "eisden"),
        *("sweindregt", "sweindregt"),
    ]
