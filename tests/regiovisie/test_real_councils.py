"""The page for the council with the real programmes: every municipality of today, told once and in few queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.models import Municipality, Region

pytestmark = pytest.mark.django_db
REGIONS = ("zuid-limburg", "zuid-holland-zuid", "noord-en-midden-limburg", "groningen", "voorbeeldregio")


def text_of(client, place):
    content = client.get(place.get_absolute_url()).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.partition("<main")[2]))


def test_hoeksche_waard_tells_its_story_once(client, programmes):
    """Under the vision of Nissewaard, in the plan of Dordrecht; Nissewaard is its centre municipality as well."""
    text = text_of(client, Municipality.objects.get(code="GM1963"))
    words = ("regiovisie van centrumgemeente Nissewaard", "centrumgemeente Dordrecht", "Nissewaard", "Dordrecht")
    assert [text.count(each) for each in words] == [1, 1, 2, 1]


@pytest.mark.slow
@pytest.mark.parametrize("slug", REGIONS)
def test_every_municipality_of_a_region_has_a_page_in_a_few_queries(client, programmes, slug):
    """At most twenty, and one more for each of what only some have.

    That is a share by a key, additions of its own, questions and promises of its council. Of the twenty two are for a
    route, and for what was adopted. The first page of a process asks SQLite what it can.
    """
    places = Region.objects.get(slug=slug).municipalities_on(timezone.localdate())
    used = {}
    client.get(places[0].get_absolute_url())
    for place in places:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(place.get_absolute_url())
        assert response.status_code == 200
        council = response.context["council"]
        keyed = any(promise.shares for promise in council.promises)
        used[place.name] = len(captured) - keyed - bool(council.additions) - bool(council.asked.tally.total)
    assert len(used) >= 6
    assert {name: number for name, number in used.items() if number > 20} == {}


def test_where_there_is_no_own_figure_the_nearest_area_is_named(client, programmes):
    text = text_of(client, Municipality.objects.get(name="Dordrecht"))
    assert "Over Dordrecht zelf staan hier geen cijfers." in text
    assert "Zuid-Holland-Zuid (Veilig Thuis-regio)" in text


def test_a_rate_of_a_real_municipality_comes_from_two_published_figures(client, programmes):
    """Heerlen: 650 reports of child abuse in 2021 (1Limburg), 87,086 inhabitants on 1 January 2020 (CBS 70072NED)."""
    text = text_of(client, Municipality.objects.get(code="GM0917"))
    assert "7,5 per 1.000 inwoners" in text
    assert "Gerekend met het aantal inwoners in 2020." in text
    assert "Bron: 1Limburg. Via nieuwsbericht; waarschijnlijk tabel 84851NED" in text
    assert "Bron van het aantal inwoners: CBS." in text
