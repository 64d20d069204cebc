"""Topics: what every region has on them, and only what the reader may see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Classification
from actions.pages.topics import subjects
from tests import factories


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


@pytest.fixture
def topic(db):
    return factories.topic(slug="meldcode", title="Meldcode", text="Een stappenplan.")


def topic_url(topic):
    return reverse("actions:topic", args=[topic.slug])


def tallies(user=None):
    (subject,) = subjects(user or factories.user())
    return [(programme.slug, tally.actions, tally.themes) for programme, tally in subject.tallies]


def test_actions_and_themes_are_counted_per_region(topic, programme, line):
    for _ in range(2):
        factories.action(line=line, topics=[topic])
    factories.theme(line=line).topics.add(topic)
    other = factories.programme(region=factories.region(name="Aan zee"), slug="aan-zee")
    assert tallies() == [("aan-zee", 0, 0), ("noordland-nu", 2, 1)]
    assert other.region.name == "Aan zee"


def test_the_fictitious_region_comes_last(topic, programme):
    factories.programme(region=factories.region(name="AAA", fictitious=True), slug="fictief")
    assert [slug for slug, _, _ in tallies()] == ["noordland-nu", "fictief"]


def test_a_region_counts_with_its_last_programme_that_says_anything(topic, region, programme, line):
    newer = factories.programme(
        region=region, first_year=programme.first_year + 4, last_year=None, predecessor=programme
    )
    assert tallies() == [(newer.slug, 0, 0)]
    factories.theme(line=line).topics.add(topic)
    assert tallies() == [("noordland-nu", 0, 1)]
    factories.action(line=factories.line(programme=newer), topics=[topic])
    assert tallies() == [(newer.slug, 1, 0)]


@pytest.mark.parametrize(("who", "number"), [("anna", 3), ("bram", 2), ("carla", 1), (None, 1)])
def test_only_what_the_reader_may_see_is_counted(client, topic, line, people, who, number):
    factories.action(line=line, topics=[topic])
    factories.action(line=line, topics=[topic], released_at=None)
    factories.action(line=line, topics=[topic], classification=Classification.SECRET)
    if who:
        client.force_login(people[who])
    words = f"{number} actie" + ("s" if number > 1 else "")
    assert words in text_of(client.get(reverse("actions:topics")))
    assert words in text_of(client.get(topic_url(topic)))


def test_the_page_of_a_topic_shows_actions_themes_and_goals(client, topic, region, line):
    action = factories.action(line=line, what="", topics=[topic], starts_in="2026Q1", ends_in="2026Q1")
    factories.goal(action=action, text="Iedereen kent de meldcode")
    theme = factories.theme(line=line, title="Signaleren")
    theme.topics.add(topic)
    factories.goal(theme=theme, text="Eerder zien")
    text = text_of(client.get(topic_url(topic)))
    for words in (
        *("Meldcode Een stappenplan.", "Noordland", "1 actie Iedereen kent de meldcode Onbekend"),
        *("Actielijn 1. Eerder in beeld · 1e kwartaal 2026", "1 thema Signaleren", "Eerder zien"),
    ):
        assert words in text


def test_an_earlier_programme_is_marked(client, topic, region, programme, line):
    factories.action(line=line, topics=[topic])
    factories.programme(region=region, first_year=programme.first_year + 4, last_year=None, predecessor=programme)
    assert "Plan Noordland (eerder programma)" in text_of(client.get(topic_url(topic)))


def test_a_theme_of_a_hidden_programme_stays_hidden(client, topic, programme, line):
    factories.theme(line=line, title="Verborgen thema").topics.add(topic)
    programme.classification = Classification.INTERNAL
    programme.save()
    assert "Geen van de regio's noemt dit onderwerp in zijn plan." in text_of(client.get(topic_url(topic)))
    assert "Noordland" not in text_of(client.get(reverse("actions:topics")))


def test_without_topics_the_page_says_so(client, db):
    assert "Er zijn nog geen onderwerpen." in text_of(client.get(reverse("actions:topics")))


@pytest.mark.parametrize("address", ["/onderwerpen/bestaat-niet/", "/onderwerpen/a%00b/"])
def test_an_unknown_topic_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["anna", None])
def test_the_number_of_queries_does_not_grow(client, topic, line, people, who):
    if who:
        client.force_login(people[who])

    def fill(number):
        for _ in range(number):
            action = factories.action(line=factories.line(), what="", topics=[topic, factories.topic()])
            factories.goal(action=action)
            theme = factories.theme(line=action.line)
            theme.topics.add(topic)
            factories.goal(theme=theme)

    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    pages = [reverse("actions:topics"), topic_url(topic)]
    fill(1)
    one = [queries(page) for page in pages]
    fill(20)
    assert ([queries(page) for page in pages], max(one) <= 15) == (one, True)
