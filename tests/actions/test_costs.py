"""Kosten en dekking: sums that everybody sees alike, and what is not known."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Classification, Cost, Funding, FundingBudget, FundingSource, Note
from tests import factories


def url(region, query=""):
    return reverse("actions:costs", args=[region.slug]) + query


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


def test_without_actions_the_page_says_so_and_shows_what_the_document_says(client, region, programme):
    assert "Het document zegt niets over geld." in text_of(client.get(url(region)))
    Note.objects.create(programme=programme, kind=Note.Kind.FUNDING, text="Uit de gewone begroting.")
    Note.objects.create(programme=programme, kind=Note.Kind.CONTEXT, text="Iets anders.")
    text = text_of(client.get(url(region)))
    assert "De acties van dit programma staan niet in dit portaal, en dus ook geen kosten per actie." in text
    assert ("Uit de gewone begroting." in text, "Iets anders." in text) == (True, False)


def test_actions_without_amounts_are_told_by_reason_and_never_as_nothing(client, region, action):
    factories.cost(action=action, kind=Cost.Kind.TO_BE_DETERMINED)
    factories.action(line=action.line)
    text = text_of(client.get(url(region)))
    for words in (
        "Van geen enkele actie is een bedrag bekend. Dat is niet hetzelfde als nul.",
        "Nader te bepalen: 1 actie",
        "Niet genoemd: 1 actie",
        "Geen bedrag betekent niet dat een actie niets kost.",
    ):
        assert words in text
    assert "€" not in text


def test_sums_cover_and_years(client, region, action, programme):
    source = FundingSource.objects.create(programme=programme, name="DUVO", text="Van het Rijk")
    FundingBudget.objects.create(source=source, year=2025, amount=1000)
    Funding.objects.create(cost=factories.cost(action=action, amount="600.00", year=2025), source=source)
    factories.cost(action=action, amount="50.00", year=2025)
    factories.cost(action=action, amount="70.00", per="once", stage="granted")
    text = text_of(client.get(url(region)))
    for words in (
        "2025 € 650 € 600 gedekt 0",
        "Eenmalig, niet gezegd in welk jaar: toegekend € 70",
        *("Dekkingsplan: waar het geld vandaan komt", "DUVO Van het Rijk", "2025 € 1.000 € 600 € 400 over"),
    ):
        assert words in text


def test_what_is_left_is_not_computed_when_it_cannot_be_known(client, region, action, programme):
    source = FundingSource.objects.create(programme=programme, name="DUVO")
    FundingBudget.objects.create(source=source, year=2025, amount=1000)
    Funding.objects.create(cost=factories.cost(action=action, amount="600.00", per="year"), source=source)
    text = text_of(client.get(url(region)))
    assert "Zonder jaar. Per jaar, niet gezegd vanaf welk jaar: € 600" in text
    assert "2025 € 1.000 niets niet te zeggen: er is ook een bedrag zonder jaar" in text


@pytest.mark.parametrize("who", ["anna", "sam", None])
def test_concepts_count_for_nobody(client, region, action, people, who):
    factories.cost(action=action, amount="10.00")
    factories.cost(action=factories.action(line=action.line, released_at=None), amount="99.00")
    if who:
        client.force_login(people[who])
    text = text_of(client.get(url(region)))
    assert ("€ 10" in text, "€ 99" in text) == (True, False)


@pytest.mark.parametrize(("who", "sees"), [("anna", True), ("bram", True), ("carla", False), (None, False)])
def test_confidential_costs_are_for_who_may_see_the_action(client, region, action, people, who, sees):
    hidden = factories.action(line=action.line, classification=Classification.CONFIDENTIAL)
    factories.cost(action=hidden, amount="99.00")
    if who:
        client.force_login(people[who])
    assert ("€ 99" in text_of(client.get(url(region)))) is sees


@pytest.mark.parametrize("query", ["?programma=nergens", "?programma=%00"])
def test_an_unknown_programme_is_not_found(client, region, programme, query):
    assert client.get(url(region, query)).status_code == 404


@pytest.mark.parametrize("who", ["anna", None])
def test_the_number_of_queries_does_not_grow(client, region, line, people, who):
    if who:
        client.force_login(people[who])

    def fill(number):
        for _ in range(number):
            action = factories.action(line=line, what="")
            factories.goal(action=action)
            cost = factories.cost(action=action, year=2025)
            source = FundingSource.objects.create(programme=line.programme, name=f"Bron {cost.pk}")
            FundingBudget.objects.create(source=source, year=2025, amount=5)
            Funding.objects.create(cost=cost, source=source)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(region)).status_code == 200
        return len(captured)

    fill(1)
    one = queries()
    fill(59)
    assert (queries(), one <= 15) == (one, True)
