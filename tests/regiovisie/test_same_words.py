"""One decision is told the same on the council page, the page on decisions, the dashboard and in the report."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from decisions.models import Commitment
from evaluations.snapshot.decisions import read_decisions
from tests import factories

SUBMITTED = datetime.date(2024, 3, 5)
TODAY = datetime.date(2026, 11, 22)


def text_of(client, address):
    html = client.get(address).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))
    return text.replace(" .", ".")


@pytest.mark.parametrize(
    ("fields", "sentence", "counted", "when"),
    [
        (
            {"state": "adopted", "submitted_on": SUBMITTED},
            *("Vastgesteld (datum niet bekend)", "1 vastgesteld", "datum niet bekend"),
        ),
        (
            {"state": "rejected", "submitted_on": SUBMITTED},
            *("Verworpen (datum niet bekend)", "1 verworpen", "datum niet bekend"),
        ),
        (
            {"state": "planned", "planned_for": "2024Q2", "submitted_on": SUBMITTED},
            "Was gepland voor het 2e kwartaal 2024; het besluit is niet bekend",
            "1 gepland voor het 2e kwartaal 2024; het besluit is niet bekend",
            "2e kwartaal 2024; het besluit is niet bekend",
        ),
    ],
)
def test_a_decision_is_told_the_same_everywhere(client, region, programme, fields, sentence, counted, when):
    place = factories.municipality(region)
    document = factories.document(programme=programme, participants=[place])
    factories.adoption(document=document, municipality=place, **fields)
    council = text_of(client, reverse("municipality", args=[place.slug]))
    decisions = text_of(client, reverse("decisions:decisions", args=[region.slug]))
    dashboard = text_of(client, region.get_absolute_url())
    (item,) = read_decisions(programme, reader=AnonymousUser(), on=TODAY).documents[0].adoptions
    assert [sentence in text for text in (council, decisions)] == [True, True]
    assert (counted in dashboard, item.when) == (True, when)
    assert not any("5 maart 2024" in text for text in (council, decisions, dashboard, item.when))


def test_a_promise_that_was_kept_has_no_date_when_only_the_plan_has(client, region, programme):
    place = factories.municipality(region)
    factories.document(programme=programme, participants=[place])
    Commitment.objects.create(programme=programme, title="Belofte", state="signed", planned_for="2025Q1")
    pages = (reverse("municipality", args=[place.slug]), reverse("decisions:decisions", args=[region.slug]))
    assert ["Ondertekend (datum niet bekend)" in text_of(client, page) for page in pages] == [True, True]
    (item,) = read_decisions(programme, reader=AnonymousUser(), on=TODAY).commitments
    assert (item.state, item.when) == ("Ondertekend", "datum niet bekend")


def test_bodies_that_decided_are_counted_together_whatever_was_planned(client, region, programme):
    document = factories.document(programme=programme)
    for quarter in (None, "2024Q2", "2024Q3"):
        factories.adoption(document=document, state="adopted", planned_for=quarter)
    assert "3 vastgesteld" in text_of(client, region.get_absolute_url())
