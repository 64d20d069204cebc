"""The page of one action: who sees what of it, and how it came to be."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Classification, Cost, Funding, FundingSource, Home, Origin
from tests import factories


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


def test_everything_that_the_plan_says(client, region, line, organisation):
    other_line = factories.line(programme=line.programme, title="Specifieke groepen")
    factories.document(programme=line.programme, participants=[factories.municipality(), factories.municipality()])
    action = factories.action(
        line=line,
        number="1.1",
        what="Meldcodetour",
        how="Symposium",
        planning_text="15 juni 2022",
        starts_in="2022Q2",
        ends_in="2022Q2",
        who_text="Veilig Thuis ism GGD",
        cost_text="5.000 euro",
        leads=[organisation],
        partners=[factories.organisation(region=region, name="GGD")],
        priority="high",
        for_all=True,
        topics=[factories.topic(title="Meldcode", slug="meldcode")],
        source_note="Kolom Wie is gelezen als trekker.",
    )
    factories.goal(action=action, text="Bekendheid vergroten")
    cost = factories.cost(action=action, amount="5000.00", per=Cost.Per.UNSTATED)
    Funding.objects.create(
        cost=cost, source=FundingSource.objects.create(programme=line.programme, name="DUVO"), amount=1000
    )
    Origin.objects.create(action=action, kind=Origin.Kind.LAW, text="Meldcode bevorderen")
    Home.objects.create(action=action, line=other_line, text="Zie actielijn 1")
    response = client.get(action.get_absolute_url())
    text = text_of(response)
    for words in (
        *("Actielijn 1: Eerder in beeld", "Onbekend", "Prioriteit: hoog", "Symposium", "Doel Bekendheid vergroten"),
        *(
            "2e kwartaal 2022, op 15 juni 2022 Opgeschreven als: 15 juni 2022",
            "Trekker Veilig Thuis Noordland",
            "Partners GGD",
        ),
        *("Veilig Thuis ism GGD", "€ 5.000 (niet gezegd of het per jaar is)", "Dekking: DUVO (€ 1.000)"),
        *(
            "Opgeschreven als: 5.000 euro",
            "Alle 2 deelnemende gemeenten",
            "Wettelijke taak In het document: Meldcode bevorderen",
        ),
        *("Staat ook bij 2. Specifieke groepen Zie actielijn 1", "Kolom Wie is gelezen als trekker."),
    ):
        assert words in text
    assert f'href="{reverse("actions:topic", args=["meldcode"])}"' in response.content.decode()


def test_what_is_not_known_is_said(client, action):
    action.leads.clear()
    text = text_of(client.get(action.get_absolute_url()))
    for words in (
        *("Planning Niet genoemd", "Trekker Niet genoemd", "Kosten Niet genoemd", "Gemeenten Niet genoemd"),
        *("De bron zegt niet hoe het met deze actie staat.", "Er zijn nog geen voortgangsberichten over deze actie."),
    ):
        assert words in text


def test_a_planning_without_quarter_keeps_its_words(client, line):
    action = factories.action(line=line, planning_text="na opstellen concept")
    assert "Geen kwartaal genoemd Opgeschreven als: na opstellen concept" in text_of(
        client.get(action.get_absolute_url())
    )


def test_without_what_the_goal_is_the_title(client, line):
    action = factories.action(line=line, what="")
    factories.goal(action=action, text="Trauma's herkennen")
    response = client.get(action.get_absolute_url())
    assert "<h1>Trauma&#x27;s herkennen</h1>" in response.content.decode()
    assert "Het document noemt hier geen actie, alleen een doel." in text_of(response)


@pytest.mark.parametrize(
    ("who", "tools"),
    [
        ("anna", ["progress", "edit", "move", "close"]),
        ("bram", []),
        ("carla", []),
        ("olga", ["progress"]),
        ("sam", ["progress", "edit", "move", "close"]),
        (None, []),
    ],
)
def test_everybody_gets_the_buttons_of_their_rights(client, action, people, who, tools):
    if who:
        client.force_login(people[who])
    content = client.get(action.get_absolute_url()).content.decode()
    names = ["progress", "edit", "move", "close"]
    assert [name for name in names if reverse(f"actions:{name}", args=[action.pk]) in content] == tools


@pytest.mark.parametrize(
    ("who", "fields", "answer"),
    [
        (None, {"released_at": None}, 404),
        ("carla", {"released_at": None}, 404),
        ("olga", {"released_at": None}, 200),
        ("bram", {"released_at": None}, 200),
        ("anna", {"released_at": None}, 200),
        (None, {"classification": Classification.INTERNAL}, 404),
        ("bram", {"classification": Classification.CONFIDENTIAL}, 200),
        ("olga", {"classification": Classification.CONFIDENTIAL}, 404),
        ("bram", {"classification": Classification.SECRET}, 404),
        ("anna", {"classification": Classification.SECRET}, 200),
        ("carla", {"classification": Classification.SECRET}, 404),
    ],
)
def test_who_sees_an_action_that_is_not_public(client, line, organisation, people, who, fields, answer):
    action = factories.action(line=line, leads=[organisation], **fields)
    if who:
        client.force_login(people[who])
    assert client.get(action.get_absolute_url()).status_code == answer


@pytest.mark.parametrize("address", ["/acties/0/", "/acties/999999999/", "/acties/99999999999999999999999/"])
def test_an_action_that_does_not_exist_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "sees"), [("anna", True), ("bram", True), ("olga", True), ("carla", False), (None, False)]
)
def test_news_that_waits_is_for_the_region_and_the_owner(client, action, people, who, sees):
    factories.update(action=action, text="Openbaar nieuws", author_name="Veilig Thuis Noordland")
    factories.update(action=action, text="Nieuws dat wacht", released_at=None)
    if who:
        client.force_login(people[who])
    text = text_of(client.get(action.get_absolute_url()))
    assert ("Openbaar nieuws" in text, "Nieuws dat wacht" in text, "nog niet vrijgegeven" in text) == (True, sees, sees)


@pytest.mark.parametrize(
    ("text", "times"),
    [("", 1), ("Geen wijziging.", 1), ("Geen wijziging. Na de zomer verder.", 1), ("Wij wachten.", 0)],
)
def test_no_change_is_said_once(client, action, text, times):
    factories.update(action=action, no_change=True, text=text)
    html = client.get(action.get_absolute_url()).content.decode()
    assert html.count("<p>Geen wijziging.") == times
    assert text in html


def test_previous_and_next_follow_the_plan_and_pass_over_what_is_hidden(client, line, people, region):
    first, hidden, middle, last = (factories.action(line=line, what=what) for what in ("Een", "Geheim", "Twee", "Drie"))
    Action.objects.filter(pk=hidden.pk).update(**factories.classified("secret"))
    context = client.get(middle.get_absolute_url()).context
    assert (context["previous"]["pk"], context["following"]["pk"]) == (first.pk, last.pk)
    ends = [client.get(action.get_absolute_url()).context for action in (first, last)]
    assert (ends[0]["previous"], ends[1]["following"]) == (None, None)
    client.force_login(people["anna"])
    assert client.get(middle.get_absolute_url()).context["previous"]["pk"] == hidden.pk


def test_merging_is_told_on_both_sides_as_far_as_both_are_visible(client, line):
    into = factories.action(line=line, what="De grote actie")
    gone = factories.action(line=line, what="De kleine actie", status="stopped", merged_into=into)
    assert "Deze actie is opgegaan in De grote actie" in text_of(client.get(gone.get_absolute_url()))
    assert "In deze actie ging op: De kleine actie" in text_of(client.get(into.get_absolute_url()))
    Action.objects.filter(pk=into.pk).update(**factories.classified("secret"))
    assert "De grote actie" not in client.get(gone.get_absolute_url()).content.decode()


def test_what_people_wrote_is_never_markup(client, line):
    action = factories.action(line=line, what="<i>wat</i>", how="<script>x</script>", planning_text="<b>Q2</b>")
    factories.update(action=action, text="<img src=x>")
    content = client.get(action.get_absolute_url()).content.decode()
    for markup in ("<i>wat", "<script>x", "<b>Q2", "<img"):
        assert markup not in content


def test_the_fictitious_region_is_labelled(client, action):
    action.programme.region.fictitious = True
    action.programme.region.save()
    assert "Fictief." in text_of(client.get(action.get_absolute_url()))


@pytest.mark.parametrize("who", ["anna", None])
def test_the_number_of_queries_does_not_grow(client, line, organisation, people, who):
    if who:
        client.force_login(people[who])

    def queries(action):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(action.get_absolute_url()).status_code == 200
        return len(captured)

    def fill(action, number):
        for _ in range(number):
            factories.goal(action=action)
            cost = factories.cost(action=action)
            source = FundingSource.objects.create(programme=line.programme, name=f"Bron {cost.pk}")
            Funding.objects.create(cost=cost, source=source)
            factories.update(action=action)
            Origin.objects.create(action=action, kind=Origin.Kind.LAW)
            Home.objects.create(action=action, line=line)
            action.topics.add(factories.topic())
            action.partners.add(factories.organisation(region=organisation.region))
            action.what += " nog"
            action.save_with_reason("Bewerkt", by=people["anna"])

    middle = factories.action(line=line, leads=[organisation])
    around = [factories.action(line=line) for _ in range(2)]
    middle.position = around[0].position
    middle.save()
    fill(middle, 1)
    one = queries(middle)
    fill(middle, 10)
    for _ in range(20):
        factories.action(line=line)
    assert queries(middle) == one
