"""Whose turn it is: what is late, else the one step that comes next; on the page of who keeps it, in the same words."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from decisions.models import Adoption
from decisions.pages.turns import next_of, plans_of, turns_of
from tests import factories

TODAY = datetime.date(2026, 6, 1)
LATER, PAST = datetime.date(2026, 9, 1), datetime.date(2026, 3, 3)
State = Adoption.State


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Appeldam", slug="appeldam")


@pytest.fixture
def document(programme, place):
    return factories.document(programme=programme, key="visie", decided_by="council", participants=[place])


ROUTE = [("college", "decision"), ("committee", "advice"), ("council", "decision")]


@pytest.mark.parametrize(
    ("steps", "late", "following"),
    [
        # per step of the route: (state or None for no row, fields of the row); then what is late, and what comes next
        ([(None, {}), (None, {}), (None, {})], [], ["Het college van Appeldam besluit hierna"]),
        ([("adopted", {}), (None, {}), (None, {})], [], ["De raadscommissie van Appeldam adviseert hierna"]),
        ([(None, {}), (None, {}), ("adopted", {})], [], []),
        (
            [("adopted", {}), ("planned", {"planned_on": LATER}), ("planned", {"planned_for": "2026Q4"})],
            [],
            ["De raadscommissie van Appeldam adviseert volgens de planning op 1 september 2026"],
        ),
        (
            [("adopted", {}), ("planned", {"planned_on": PAST}), ("planned", {"planned_for": "2026Q4"})],
            ["De raadscommissie van Appeldam had op 3 maart 2026 moeten adviseren"],
            [],
        ),
        (
            [("adopted", {}), ("not_applicable", {}), ("deferred", {"deferred_until": LATER})],
            [],
            ["De raad van Appeldam hield het aan tot 1 september 2026"],
        ),
        (  # what prepared a decision that was taken is nobody's turn any more; an earlier decision still is
            [("planned", {"planned_on": PAST}), ("planned", {"planned_on": PAST}), ("rejected", {})],
            ["Het college van Appeldam had op 3 maart 2026 moeten besluiten"],
            [],
        ),
        ([("adopted", {}), ("planned", {"planned_on": LATER}), ("adopted", {})], [], []),
        ([("adopted", {}), ("done", {}), ("deferred", {})], [], ["De raad van Appeldam hield het aan; tot wanneer"]),
    ],
)
def test_what_is_late_or_else_the_one_step_that_comes_next(document, place, steps, late, following):
    for position, ((body, kind), (state, fields)) in enumerate(zip(ROUTE, steps, strict=True)):
        factories.route_step(document=document, body=body, kind=kind, position=position)
        if state:
            factories.adoption(document=document, municipality=place, body=body, kind=kind, state=state, **fields)

    def told(rule):
        return [f"{turn.who} {turn.said}".capitalize() for turn in rule(plans_of([document]), TODAY)]

    for found, expected in ((told(turns_of), late), (told(next_of), following)):
        assert len(found) == len(expected)
        assert all(said.startswith(words.capitalize()) for said, words in zip(found, expected, strict=True)), found


def test_a_day_for_all_counts_for_who_has_no_row(document, place):
    factories.route_step(document=document, planned_on=PAST)
    (turn,) = turns_of(plans_of([document]), TODAY)
    assert (turn.municipality, turn.since, next_of(plans_of([document]), TODAY)) == (place, PAST, [])
    assert turns_of(plans_of([document]), TODAY, only=[place.pk + 1]) == []


def test_of_a_document_whose_years_are_over_nothing_is_awaited(document):
    factories.route_step(document=document)
    document.last_year = 2025
    document.save()
    assert next_of(plans_of([document]), TODAY) == []


@pytest.fixture
def two(region, programme, document, place):
    """Two municipalities, each with a council that is late."""
    other = factories.municipality(region, name="Beekdal", slug="beekdal")
    document.participations.create(municipality=other)
    for each in (place, other):
        factories.adoption(document=document, municipality=each, planned_on=PAST)
    return place, other


LATE = "</strong> had op 3 maart 2026 moeten besluiten"


@pytest.mark.parametrize(
    ("who", "heading", "sees"),
    [
        ("griffier", "U bent aan de beurt", {"Appeldam"}),
        ("contact", "U bent aan de beurt", {"Appeldam"}),
        ("leader", "Wie is aan de beurt?", {"Appeldam", "Beekdal"}),
        ("elsewhere", "Wie is aan de beurt?", set()),
    ],
)
def test_everybody_sees_the_own_turns_with_a_link_to_the_row(client, region, two, who, heading, sees):
    elsewhere = factories.region()
    factories.programme(region=elsewhere)
    client.force_login(
        {
            "griffier": lambda: factories.griffier(two[0]), "contact": lambda: factories.contact(two[0]),
            "leader": lambda: factories.leader(region), "elsewhere": lambda: factories.leader(elsewhere),
        }[who]()
    )  # fmt: skip
    text = html.unescape(client.get("/mijn/").content.decode())
    assert heading in text
    assert {place.name for place in two if f"De raad van {place.name}{LATE}" in text} == sees
    row = reverse("decisions:row", args=[region.slug, two[0].slug]) + "?document=visie"
    assert (f'href="{row}"' in text) == (heading == "U bent aan de beurt")
    if heading == "U bent aan de beurt":
        assert client.get(row).status_code == 200


def test_nothing_to_decide_says_so_and_where_it_can_be_kept(client, region, document, place):
    factories.adoption(document=document, municipality=place, state=State.ADOPTED)
    client.force_login(factories.griffier(place))
    text = html.unescape(client.get("/mijn/").content.decode())
    assert "geen stap te laat of gepland" in text
    assert f'<a href="{reverse("decisions:steps", args=[region.slug])}">Besluiten van Appeldam</a>' in text
    document.participations.all().delete()
    Adoption.objects.all().delete()
    assert "Uw gemeente staat nog bij geen document." in client.get("/mijn/").content.decode()


def test_a_secret_document_is_nobodys_turn_who_may_not_read_it(client, two, document):
    document.classification = "confidential"
    document.save()
    client.force_login(factories.griffier(two[0]))
    text = client.get("/mijn/").content.decode()
    assert (document.title in text, "moeten besluiten" in text) == (False, False)


def test_an_embargo_keeps_its_outcome_from_the_turn(client, region, two):
    """For the leader the outcome is there, so that nobody is late."""
    until = timezone.now() + datetime.timedelta(days=1)
    Adoption.objects.filter(municipality=two[0]).update(
        state="adopted", decided_on=PAST, planned_on=None, embargo_until=until
    )
    client.force_login(factories.leader(region))
    text = client.get("/mijn/").content.decode()
    assert (f"De raad van Appeldam{LATE}" in text, f"De raad van Beekdal{LATE}" in text) == (False, True)
