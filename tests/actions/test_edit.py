"""The page that edits an action: who may, what it writes, and what it refuses with everything typed kept."""

from decimal import Decimal

import pytest
from django.urls import reverse

from actions.models import Action, Cost, Funding, FundingSource
from actions.rules.content import content_of
from tests import factories
from tests.actions.sheets import fields_of, filled

EDITED = "Meldcodetour langs huisartsen"
SELECTS = ("status", "priority", "recurrence", "kosten-0-kind", "kosten-0-source_0")


@pytest.fixture
def full(action, region, programme):
    """The action with everything filled in."""
    here = factories.municipality(region, name="Noordwijkerhout")
    factories.document(programme=programme, participants=[here, factories.municipality(region)])
    partner = factories.organisation(region=region, name="GGD")
    action.partners.set([partner])
    action.municipalities.set([here])
    action.topics.set([factories.topic(title="Meldcode")])
    factories.goal(action=action, text="Meer meldingen", position=1)
    factories.goal(action=action, text="Minder drempels & vragen", position=2)
    written = {
        "number": "1.1", "how": "Met <b>lef</b>\nen rust", "planning_text": "Q3 2026", "starts_in": "2026Q3",
        "ends_in": "2027Q1", "recurrence": "yearly", "planning_approximate": True, "priority": "high",
        "status": "secured",
        "secured_with": "GGD",
        "who_text": "GGD ism gemeenten", "cost_text": "5.000 per jaar",
    }  # fmt: skip
    for name, value in written.items():
        setattr(action, name, value)
    action.save()
    cost = factories.cost(
        action=action, amount=Decimal("5000.50"), amount_max=Decimal("7500.00"), per="year", year=2026, text="Zaal"
    )
    for name, amount in (("DUVO", Decimal("1250.00")), ("Projectenpool", None)):
        Funding.objects.create(
            cost=cost, source=FundingSource.objects.create(programme=programme, name=name), amount=amount
        )
    factories.cost(action=action, kind=Cost.Kind.IN_KIND, position=1)
    return action


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


def address(action):
    return reverse("actions:edit", args=[action.pk])


@pytest.mark.parametrize(
    ("who", "seen", "sent", "what"),
    [("anna", 200, 302, EDITED), ("sam", 200, 302, EDITED), ("bram", 403, 403, "Meldcodetour"),
     ("olga", 403, 403, "Meldcodetour"), ("carla", 403, 403, "Meldcodetour")],
)  # fmt: skip
def test_only_the_leader_edits(client, action, people, who, seen, sent, what):
    client.force_login(people["anna"])
    data = filled(client, address(action), what=EDITED)
    client.force_login(people[who])
    assert client.get(address(action)).status_code == seen
    assert client.post(address(action), data).status_code == sent
    action.refresh_from_db()
    assert action.what == what


def test_a_visitor_signs_in_first_and_what_is_hidden_does_not_exist(client, action, people):
    response = client.get(address(action))
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={address(action)}")
    assert client.post(address(action), {"what": "x"}).status_code == 302
    hidden = factories.action(line=action.line, released_at=None)
    assert client.get(address(hidden)).status_code == 404
    client.force_login(people["carla"])
    assert client.get(address(hidden)).status_code == 404
    assert client.get(reverse("actions:edit", args=[10**12])).status_code == 404


def test_saving_the_page_as_it_is_changes_nothing(anna, full):
    before, lines = content_of(full), full.history.count()
    response = anna.post(address(full), filled(anna, address(full)), follow=True)
    assert "Er is niets veranderd." in response.content.decode()
    full.refresh_from_db()
    assert (content_of(full), full.version, full.history.count()) == (before, 0, lines)


def test_for_all_or_named_and_not_both(anna, full):
    response = anna.post(address(full), filled(anna, address(full), for_all="on"))
    assert "Kies gemeenten, of zet dit aan voor alle gemeenten. Niet allebei." in response.content.decode()
    assert anna.post(address(full), filled(anna, address(full), for_all="on", municipalities=[])).status_code == 302
    full.refresh_from_db()
    assert (full.for_all, full.municipalities.count()) == (True, 0)
    assert "voor alle gemeenten die meedoen" in anna.get(full.get_absolute_url()).content.decode().lower()


def test_values_are_shown_in_dutch(anna, full):
    sent = fields_of(anna.get(address(full)))
    shown = [
        sent[name] for name in ("kosten-0-amount", "kosten-0-amount_max", "kosten-0-covered_0", "starts_in", "goals")
    ]
    assert shown == [
        ["5.000,50"],
        ["7.500"],
        ["1.250"],
        ["3e kwartaal 2026"],
        ["Meer meldingen\r\nMinder drempels & vragen"],
    ]
    page = anna.get(address(full)).content.decode()
    assert "GGD ism gemeenten" in page
    assert "5.000 per jaar" in page


def test_everything_can_be_edited_in_one_save(anna, full, region, people):
    outside = factories.organisation(region=region, name="Politie")
    topic = factories.topic(title="Onderwijs")
    lines = full.history.count()
    data = filled(
        anna, address(full), number="1.2", what=EDITED, how="Anders", goals="Minder drempels & vragen\r\n\r\nVeiliger",
        leads=[str(outside.pk)], leads_typed="Nieuw Bureau; ggd", partners=[], planning_text="Vanaf Q4",
        starts_in="Q4 2026", ends_in="", recurrence="", status="running", secured_with="", priority="low",
        municipalities=[], topics=[str(topic.pk)], reason="Afspraak van vandaag",
        kosten__0__amount="€ 6.000,-", kosten__0__amount_max="", kosten__1__DELETE="on",
        kosten__2__amount="1.250,75", kosten__2__per="once", kosten__2__new_source_0="Regiopot",
    )  # fmt: skip
    del data["planning_approximate"]
    response = anna.post(address(full), data)
    assert response.status_code == 302, fields_of(response)
    full.refresh_from_db()
    assert (full.number, full.what, full.how, full.starts_in, full.ends_in) == ("1.2", EDITED, "Anders", "2026Q4", None)
    assert (full.status, full.secured_with, full.priority) == ("running", "", "low")
    assert (full.recurrence, full.planning_approximate, full.planning_text) == ("", False, "Vanaf Q4")
    assert sorted(lead.name for lead in full.leads.all()) == ["GGD", "Nieuw Bureau", "Politie"]
    assert (full.partners.count(), full.municipalities.count(), list(full.topics.all())) == (0, 0, [topic])
    assert [goal.text for goal in full.goals.order_by("position")] == ["Minder drempels & vragen", "Veiliger"]
    costs = [(cost.kind, cost.amount, cost.amount_max, cost.per) for cost in full.costs.order_by("position")]
    assert costs == [("amount", Decimal("6000.00"), None, "year"), ("amount", Decimal("1250.75"), None, "once")]
    assert full.history.count() == lines + 1
    line = full.history.first()
    assert (line.history_user, line.history_change_reason) == (people["anna"], "Afspraak van vandaag")


@pytest.mark.parametrize(
    ("field", "typed", "where", "sentence"),
    [
        ("starts_in", "2026Q5", "id_starts_in", "Uit ‘2026Q5’ is geen kwartaal op te maken"),
        ("starts_in", "1e kwartaal 2028", "id_ends_in", "Het einde kan niet voor het begin liggen."),
        ("what", "x" * 100_000, "id_what", "2000"),
        ("how", "x" * 100_000, "id_how", "10000"),
        ("goals", "x\n" * 100, "", ""),  # the same goal once
        ("goals", "\n".join(f"doel {n}" for n in range(60)), "id_goals", "hoogstens 50 doelen"),
        ("what", "a\x00b", "id_what", "Null-tekens"),
        ("leads_typed", "a\x00b", "id_leads_typed", "Null-tekens"),
        ("leads_typed", "x" * 500, "id_leads_typed", "hoogstens 160 tekens"),
        ("leads", ["999999999999999999999999"], "id_leads", "Kies organisaties uit de lijst."),
        ("partners", ["../../etc/passwd"], "id_partners", "Kies organisaties uit de lijst."),
        ("municipalities", ["0"], "id_municipalities", "Kies gemeenten die meedoen"),
        ("topics", ["x"], "id_topics", "Kies onderwerpen uit de lijst."),
        ("status", "zomaar", "id_status", "Maak een keuze uit de lijst."),
        ("status", "", "id_status", "verplicht"),
        ("status", "running", "id_secured_with", "Dit hoort bij de status"),
        ("secured_with", "", "id_secured_with", "Schrijf bij wie de actie geborgd is."),
        ("priority", "9", "id_priority", "Maak een keuze"),
        ("recurrence", "soms", "id_recurrence", "Maak een keuze"),
        ("reason", "x" * 101, "id_reason", "100"),
        ("number", "x" * 21, "id_number", "20"),
        ("kosten-0-amount", "-5", "id_kosten-0-amount", "Een bedrag kan niet negatief zijn."),
        ("kosten-0-amount", "12.50", "id_kosten-0-amount", "Schrijf centen achter een komma"),
        ("kosten-0-amount", "veel", "id_kosten-0-amount", "1.250,50"),
        ("kosten-0-amount", "", "id_kosten-0-amount", "Vul een bedrag in"),
        ("kosten-0-amount_max", "10", "id_kosten-0-amount_max", "niet lager"),
        ("kosten-0-kind", "none", "id_kosten-0-amount", "hoort bij de soort"),
        ("kosten-0-kind", "alles", "id_kosten-0-kind", "Maak een keuze"),
        ("kosten-0-year", "1826", "id_kosten-0-year", "vanaf 2000"),
        ("kosten-0-year", "9" * 4000, "id_kosten-0-year", "tot en met 2100"),
        ("kosten-0-year", "vorig jaar", "id_kosten-0-year", "Schrijf een jaartal"),
        ("kosten-0-covered_0", "8.000", "id_kosten-0-covered_0", "De dekking kan niet hoger zijn"),
        ("kosten-0-covered_0", "-1", "id_kosten-0-covered_0", "negatief"),
        ("kosten-0-source_0", "", "id_kosten-0-source_0", "Kies uit welke bron"),
        ("kosten-0-source_0", "999999", "id_kosten-0-source_0", "Maak een keuze"),
        ("kosten-0-new_source_0", "Nog een", "id_kosten-0-new_source_0", "niet allebei"),
        ("kosten-0-new_source_2", "duvo", "id_kosten-0-source_2", "Deze bron staat er al bij."),
        ("kosten-0-text", "x" * 501, "id_kosten-0-text", "500"),
        ("kosten-2-amount", "1,250", "id_kosten-2-amount", "hoogstens twee cijfers"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_beside_the_field_and_nothing_is_lost(anna, full, field, typed, where, sentence):
    data = filled(anna, address(full), how="Dit typte ik ook") | {field: typed}
    if field == "how":
        data["what"] = "Dit typte ik ook"
    before, lines = content_of(full), full.history.count()
    response = anna.post(address(full), data)
    full.refresh_from_db()
    if not where:
        assert (response.status_code, full.goals.count()) == (302, 1)
        return
    page = response.content.decode()
    assert response.status_code == 200
    assert (content_of(full), full.version, full.history.count()) == (before, 0, lines)
    assert f'<a href="#{where}">' in page
    found = [message for id, _label, message in response.context["sheet"].errors if id == where]
    assert len(found) == 1
    assert sentence in found[0]
    assert "Dit typte ik ook" in page
    if isinstance(typed, str) and field not in SELECTS:  # a list shows no choice that it does not have
        assert fields_of(response)[field] == [typed.replace("\n", "\r\n")]


def test_choices_of_another_region_are_refused(anna, full):
    elsewhere = factories.organisation(name="Elders")
    place = factories.municipality(factories.region(), name="Elders")
    source = FundingSource.objects.create(programme=factories.programme(), name="Elders")
    data = filled(
        anna,
        address(full),
        leads=[str(elsewhere.pk)],
        municipalities=[str(place.pk)],
        kosten__0__source_0=str(source.pk),
    )
    response = anna.post(address(full), data)
    assert [row[0] for row in response.context["sheet"].errors] == [
        "id_leads",
        "id_municipalities",
        "id_kosten-0-source_0",
    ]


@pytest.mark.parametrize(
    "broken", [{}, {"kosten-TOTAL_FORMS": "x"}, {"kosten-TOTAL_FORMS": "-1"}, {"kosten-TOTAL_FORMS": "9999999"}]
)
def test_a_broken_form_is_never_an_error_of_the_server(anna, full, broken):
    before = content_of(full)
    assert anna.post(address(full), broken).status_code == 200
    data = filled(anna, address(full)) | broken
    assert anna.post(address(full), data).status_code in (200, 302)
    assert content_of(full) == before


def test_stopping_asks_why(anna, action):
    response = anna.post(address(action), filled(anna, address(action), status="stopped"))
    assert [row[::2] for row in response.context["sheet"].errors] == [("id_reason", "Schrijf waarom de actie stopt.")]
    data = filled(anna, address(action), status="stopped", reason="Geen geld")
    assert anna.post(address(action), data).status_code == 302
    action.refresh_from_db()
    assert action.status == "stopped"


def test_an_action_keeps_a_what_or_a_goal(anna, action):
    response = anna.post(address(action), filled(anna, address(action), what=" ", goals=" \n "))
    assert response.context["sheet"].errors == [
        ("id_what", "Wat gaan we doen?", "Schrijf wat er gaat gebeuren, of minstens één doel.")
    ]
    assert anna.post(address(action), filled(anna, address(action), what="", goals="Een doel")).status_code == 302


def test_leaving_the_merger_when_the_action_runs_again(anna, action):
    Action.objects.filter(pk=action.pk).update(status="stopped", merged_into=factories.action(line=action.line))
    assert anna.post(address(action), filled(anna, address(action), how="Zo")).status_code == 302
    action.refresh_from_db()
    assert action.merged_into is not None
    anna.post(address(action), filled(anna, address(action), status="running"))
    action.refresh_from_db()
    assert action.merged_into is None


def test_text_about_a_person_warns_and_goes_through_on_request(anna, action):
    data = filled(anna, address(action), how="Bel 06-12345678", leads_typed="Nieuw Bureau")
    response = anna.post(address(action), data)
    (error,) = response.context["sheet"].errors
    assert error[0] == "id_how"
    assert "telefoonnummer" in error[2]
    assert 'name="personal_ok"' in response.content.decode()
    assert anna.post(address(action), fields_of(response) | {"personal_ok": "on"}).status_code == 302
    action.refresh_from_db()
    assert action.how == "Bel 06-12345678"
    assert 'name="personal_ok"' not in anna.get(address(action)).content.decode()
    assert (
        anna.post(address(action), filled(anna, address(action), what="Wat anders")).status_code == 302
    )  # was there already


def test_another_cost_keeps_everything_typed_and_saves_nothing(anna, full):
    before = content_of(full)
    data = filled(
        anna,
        address(full),
        what="Getypt",
        starts_in="2026Q5",
        leads=[],
        kosten__2__amount="12.50",
        kosten__1__DELETE="on",
    )
    response = anna.post(address(full), data | {"nog-een-kostenpost": "1"})
    sent = fields_of(response)
    assert response.status_code == 200
    assert (sent["what"], sent["starts_in"], sent["kosten-2-amount"]) == (["Getypt"], ["2026Q5"], ["12.50"])
    assert (sent["kosten-TOTAL_FORMS"], sent["kosten-1-DELETE"], "leads" in sent) == (["4"], ["on"], False)
    assert 'id="fouten"' not in response.content.decode()
    assert content_of(full) == before
    fixed = sent | {"starts_in": "", "kosten-2-amount": "12,50", "kosten-3-amount": "1", "reason": "Duurder"}
    assert anna.post(address(full), fixed).status_code == 302
    amounts = [cost.amount for cost in full.costs.order_by("position")]
    assert amounts == [Decimal("5000.50"), Decimal("12.50"), Decimal("1.00")]


def test_undo_brings_the_former_version_back(anna, full):
    before = content_of(full)
    response = anna.post(address(full), filled(anna, address(full), what="Vergissing", goals=""), follow=True)
    assert "Ongedaan maken" in response.content.decode()
    undone = anna.post(reverse("actions:undo", args=[full.pk]), {"version": "1"}, follow=True)
    full.refresh_from_db()
    assert content_of(full) == before
    assert "De laatste wijziging is ongedaan gemaakt." in undone.content.decode()


def test_undo_is_refused_after_a_later_edit(anna, action, people):
    anna.post(address(action), filled(anna, address(action), what="Eén"))
    anna.post(address(action), filled(anna, address(action), what="Twee"))
    response = anna.post(reverse("actions:undo", args=[action.pk]), {"version": "1"}, follow=True)
    action.refresh_from_db()
    assert (action.what, "De actie is daarna nog bewerkt" in response.content.decode()) == ("Twee", True)
    for version, status in (("x", 404), ("", 404), ("9" * 50, 404), ("0", 302), ("-1", 404)):
        assert anna.post(reverse("actions:undo", args=[action.pk]), {"version": version}).status_code == status
    assert anna.get(reverse("actions:undo", args=[action.pk])).status_code == 405
    anna.force_login(people["bram"])
    assert anna.post(reverse("actions:undo", args=[action.pk]), {"version": "2"}).status_code == 403


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(anna, full, region, django_assert_num_queries):
    with django_assert_num_queries(22):
        anna.get(address(full))
    for number in range(3):
        factories.goal(action=full)
        cost = factories.cost(action=full)
        Funding.objects.create(
            cost=cost, source=FundingSource.objects.create(programme=full.programme, name=f"Bron {number}")
        )
        full.partners.add(factories.organisation(region=region))
        full.topics.add(factories.topic())
    with django_assert_num_queries(22):
        anna.get(address(full))
