"""The page of who is signed in: each role sees what waits for it."""

import dataclasses
import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.services import editing, progress
from evaluations.models import Evaluation
from jobs.models import Job
from municipalities.models import ClaimRule
from tests import factories

TODAY = timezone.localdate()


@pytest.fixture
def see(client, people):
    """Gives the page of somebody as (what it was made from, its text)."""

    def page(who):
        client.force_login(people[who])
        response = client.get(reverse("my-page"))
        assert response.status_code == 200
        return response.context["mine"], response.content.decode()

    return page


def test_a_visitor_signs_in_first(client):
    assert client.get("/mijn/").url == f"{reverse('account_login')}?next=/mijn/"


def test_an_owner_sees_own_actions_with_what_is_late_first(see, action, line, organisation):
    late = factories.action(line=line, what="Laat", leads=[organisation], ends_in=f"{TODAY.year - 1}Q4")
    done = factories.action(line=line, what="Klaar", leads=[organisation], status="done")
    factories.action(line=line, what="Van een ander")
    factories.update(action=action, text="Oud bericht", on=TODAY - datetime.timedelta(days=9))
    factories.update(action=action, text="Laatste bericht", released_at=None)
    mine, text = see("olga")
    assert [(task.action, task.is_overdue, task.waits) for task in mine.tasks] == [
        (late, True, False),
        (action, False, True),
    ]
    assert [task.action for task in mine.closed] == [done]
    for words in ("Laatste bericht", "Wacht op vrijgave", "Nog geen voortgang gemeld.", "Geen wijziging", "over tijd"):
        assert words in text
    assert ("Van een ander" in text, "Oud bericht" in text, mine.leads, mine.reporting) == (False, False, [], [])


def test_no_change_from_the_page_is_one_tap(client, people, action):
    client.force_login(people["olga"])
    response = client.post(reverse("actions:progress", args=[action.pk]), {"geen-wijziging": "1"}, follow=True)
    assert response.request["PATH_INFO"] == "/mijn/"
    assert "wacht op de projectleider" in response.content.decode()
    assert action.updates.get().no_change


def test_an_owner_reads_why_a_message_was_put_back(see, action, people):
    update = factories.update(action=action, text="Mijn woorden", released_at=None, author=people["olga"])
    other = factories.update(action=action, text="Van iemand anders", released_at=None)
    put_back = update.pk
    for concept in (update, other):
        progress.put_back_update(concept, reason="Graag korter", by=people["anna"])
    mine, text = see("olga")
    assert [(line.id, line.history_change_reason) for line in mine.put_back] == [(put_back, "Graag korter")]
    assert "Mijn woorden" in text
    assert "Van iemand anders" not in text


def test_a_leader_sees_what_waits_what_is_late_and_what_changed(see, action, line, people):
    factories.update(action=action, released_at=None)
    factories.action(line=line, released_at=None)
    late = factories.action(line=line, what="Had klaar moeten zijn", ends_in=f"{TODAY.year - 1}Q4", status="running")
    factories.action(line=line, ends_in=f"{TODAY.year - 1}Q4", status="done")
    made = editing.add_action(line, theme=None, content=editing.content_of(action), release=True, by=people["anna"])
    content = dataclasses.replace(editing.content_of(made), how="Zo")
    editing.edit_action(made, content=content, version=0, reason="Aanpak erbij", by=people["sam"])
    mine, text = see("anna")
    (lead,) = mine.leads
    assert (lead.messages, lead.concepts, lead.overdue, lead.overdue_count) == (1, 1, [late], 1)
    assert [(change.history_user, change.history_change_reason) for change in mine.changes] == [
        (people["sam"], "Aanpak erbij")
    ]
    for words in ("1 bericht over voortgang en 1 nieuwe actie", "Nalezen en vrijgeven", "Had klaar moeten zijn", "Sam"):
        assert words in text


def test_a_policy_officer_sees_own_reports(see, programme, people):
    for name in ("bram", "anna"):
        Evaluation.objects.create(programme=programme, title=f"Rapport van {name}", created_by=people[name])
    mine, text = see("bram")
    assert [report.title for report in mine.reports] == ["Rapport van bram"]
    assert ("Nieuw rapport over Noordland" in text, mine.leads, mine.is_owner) == (True, [], False)


def test_everybody_sees_own_jobs(see, people):
    for name in ("olga", "anna"):
        Job.objects.create(kind="x", title=f"Taak van {name}", created_by=people[name], queued_at=timezone.now())
    mine, text = see("olga")
    assert ([job.title for job in mine.jobs], "Taak van anna" in text) == (["Taak van olga"], False)


def test_friendly_when_there_is_nothing(client, see, people):
    for who, words in (
        ("anna", "Er wacht niets."),
        ("olga", "Er staan geen lopende acties op naam van uw organisatie."),
        ("bram", "U hebt nog geen rapport gemaakt."),
    ):
        assert words in see(who)[1]
    client.force_login(factories.user())
    assert "U hebt nog geen rol in een regio." in client.get(reverse("my-page")).content.decode()


def test_earlier_programmes_are_left_out(see, action, programme, people, region):
    factories.update(action=action, released_at=None)
    factories.programme(region=region, predecessor=programme)
    assert [lead.messages for lead in see("anna")[0].leads] == [0]
    assert see("olga")[0].tasks == []


def _waiting_rule(**place):
    return ClaimRule.objects.create(
        provider="stad", claim="groups", value=f"v{ClaimRule.objects.count()}", role="griffier", awaits=True, **place
    )


def test_a_rule_that_waits_is_told_to_who_may_confirm_it(client, people, region):
    first, second = (factories.administrator(region, name=name) for name in ("Eerste", "Tweede"))
    rule = _waiting_rule(municipality=factories.municipality(region, name="Ons Dorp"), given_by=first)
    address = reverse("municipalities:claim-rule", args=[region.slug, rule.pk])
    elsewhere = factories.administrator(factories.region())
    told = {}
    for who in (first, second, elsewhere, people["anna"]):
        client.force_login(who)
        told[who] = address in client.get(reverse("my-page")).content.decode()
    assert told == {first: False, second: True, elsewhere: False, people["anna"]: False}


@pytest.mark.parametrize(("who", "queries"), [("anna", 20), ("olga", 12), ("bram", 9), ("sam", 20)])
def test_constant_queries(
    client, people, who, queries, action, line, organisation, programme, django_assert_max_num_queries
):
    def more(number):
        for _ in range(number):
            made = factories.action(line=line, what="", leads=[organisation], ends_in="2020Q1", released_at=None)
            factories.update(action=made, released_at=None)
            factories.goal(action=made)
            Evaluation.objects.create(programme=programme, title="Rapport", created_by=people[who])
            paper = factories.document(programme=programme, participants=[factories.municipality()])
            factories.adoption(document=paper, state="planned", planned_for="2026Q1")
            factories.route_step(document=paper, planned_for="2026Q1")
            place = factories.municipality(programme.region)
            _waiting_rule(municipality=place)

    client.force_login(people[who])
    more(1)
    with django_assert_max_num_queries(queries) as first:
        client.get("/mijn/")
    more(3)
    with django_assert_max_num_queries(queries) as second:
        client.get("/mijn/")
    assert len(first) == len(second)
