"""The route of a document: kept as a whole by who leads the region, with one moment in the history, and taken back."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from decisions.models import Adoption, RouteStep
from decisions.rules.route import Planned, possible_steps
from decisions.services import route
from tests import factories

PAST = datetime.date(2026, 3, 3)
COLLEGE, COUNCIL = Planned("college", "decision"), Planned("council", "decision", PAST)
COMMITTEE = Planned("committee", "advice", None, "2026Q1")


@pytest.fixture
def document(programme):
    return factories.document(programme=programme, key="visie", decided_by="council")


def address(region):
    return reverse("decisions:route", args=[region.slug, "visie"])


def typed(*rows, seen=0, **more):
    found = {f"{name}-{number}": value for number, row in enumerate(rows, start=1) for name, value in row.items()}
    return found | {"seen": seen, "reason": "Besluit stuurgroep"} | more


def step(key, planned="", place=""):
    return {"stap": key, "gepland": planned, "volgorde": place}


def test_the_leader_keeps_the_route_and_it_is_what_the_grid_and_the_turns_say(client, region, document, people):
    place = factories.municipality(region, name="Appeldam")
    document.participations.create(municipality=place)
    client.force_login(people["anna"])
    sent = typed(
        step("council-decision", "3-3-2026", 3), step("college-decision", "", 1), step("committee-advice", "Q1 2026", 2)
    )
    page = client.post(address(region), sent, follow=True)
    assert "De route is opgeslagen." in page.content.decode()
    assert route.route_of(document) == [COLLEGE, COMMITTEE, COUNCIL]
    lines = list(RouteStep.history.all())
    assert {(line.history_user, line.history_change_reason) for line in lines} == {
        (people["anna"], "Besluit stuurgroep")
    }
    assert len({line.history_date for line in lines}) == 1
    grid = client.get(reverse("decisions:steps", args=[region.slug])).content.decode()
    assert grid.index("Commissie: advies") < grid.index("Appeldam, raad")
    assert "gepland 1e kwartaal 2026" in grid
    told = html.unescape(client.get(reverse("decisions:decisions", args=[region.slug])).content.decode())
    assert "De raad van Appeldam</strong> had op 3 maart 2026 moeten besluiten" in told
    shown = client.get(reverse("actions:kept", args=[region.slug, "documenten", document.pk])).content.decode()
    assert "<li>College: besluit</li><li>Commissie: advies</li><li>Raad: besluit</li>" in shown


def test_a_save_is_taken_back_as_a_whole_unless_somebody_changed_it(client, region, document, people):
    route.set_route(document, [COLLEGE, COUNCIL], version=0, reason="Eerst", by=people["anna"])
    first = route.version_of(document)
    client.force_login(people["anna"])
    page = client.post(address(region), typed(step("committee-advice"), seen=first), follow=True)
    assert [each.body for each in route.route_of(document)] == ["committee"]
    fields = dict(re.findall(r'<input type="hidden" name="(version|terug)" value="(\d+)">', page.content.decode()))
    client.post(address(region), fields)
    assert route.route_of(document) == [COLLEGE, COUNCIL]
    route.set_route(document, [COLLEGE], version=route.version_of(document), reason="", by=people["anna"])
    text = client.post(address(region), fields, follow=True).content.decode()
    assert ("niets ongedaan gemaakt" in text, route.route_of(document)) == (True, [COLLEGE])


def test_two_people_at_once_lose_nothing(client, region, document, people):
    client.force_login(people["anna"])
    route.set_route(document, [COUNCIL], version=0, reason="", by=people["anna"])
    sent = typed(step("college-decision"), step("committee-advice", "Q1 2026"), seen=0)
    answer = client.post(address(region), sent)
    text = html.unescape(answer.content.decode())
    assert (answer.status_code, "<li>Raad, gepland 03-03-2026</li>" in text) == (409, True)
    assert (route.route_of(document), 'value="Q1 2026"' in text) == ([COUNCIL], True)
    seen = re.search(r'name="seen" value="(\d+)"', text)[1]
    assert client.post(address(region), sent | {"seen": seen}).status_code == 302
    assert route.route_of(document) == [COLLEGE, COMMITTEE]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([step("council-decision"), step("council-decision")], "Deze stap staat er al."),
        ([step("council-decision", "volgend jaar")], "Schrijf een dag of een kwartaal"),
        ([step("", "Q1 2026")], "Kies welke stap u hier plant."),
        ([step("committee-decision")], "Maak een keuze uit de lijst."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, region, document, people, rows, words):
    client.force_login(people["anna"])
    answer = client.post(address(region), typed(*rows))
    assert (answer.status_code, words in answer.content.decode(), RouteStep.objects.count()) == (400, True, 0)


def test_what_municipalities_filled_in_stays_when_its_step_goes(document, people):
    route.set_route(document, [COLLEGE, COUNCIL], version=0, reason="", by=people["anna"])
    row = factories.adoption(document=document, state="adopted")
    route.set_route(document, [COLLEGE], version=route.version_of(document), reason="", by=people["anna"])
    assert Adoption.objects.get() == row


def test_every_step_that_is_offered_can_be_kept(document, people):
    steps = [Planned(*each) for each in possible_steps()]
    assert route.set_route(document, steps, version=0, reason="", by=people["anna"]) == len(steps) == 14
    assert route.route_of(document) == steps


@pytest.mark.django_db(transaction=True)
def test_a_route_is_all_or_nothing():
    document = factories.document(decided_by="council")
    bad = Planned("committee", "decision")  # the database refuses it
    with pytest.raises(Exception, match="route_step_decided_by_council_or_college"):
        route.set_route(document, [COLLEGE, bad], version=0, reason="", by=factories.user())
    assert (RouteStep.objects.count(), RouteStep.history.count()) == (0, 0)


def test_who_does_not_lead_the_region_gets_nowhere(client, region, document):
    place = factories.municipality(region)
    client.force_login(factories.griffier(place))
    assert client.post(address(region), typed(step("college-decision"))).status_code == 403
    assert RouteStep.objects.count() == 0
