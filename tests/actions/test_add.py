"""The page that adds an action: at once or as a concept, in any place of the plan."""

from decimal import Decimal

import pytest
from django.urls import reverse

from actions.models import Action
from tests import factories
from tests.actions.sheets import fields_of, filled


@pytest.fixture
def address(region, line):
    return reverse("actions:add", args=[region.slug])


@pytest.mark.parametrize(("who", "seen"), [("anna", 200), ("sam", 200), ("bram", 403), ("olga", 403), ("carla", 403)])
def test_only_the_leader_adds(client, address, line, people, who, seen):
    client.force_login(people[who])
    assert client.get(address).status_code == seen
    data = {"what": "Nieuw", "place": f"{line.pk}-", "release": "now", "status": "planned", "classification": "public"}
    data |= {"kosten-TOTAL_FORMS": "0", "kosten-INITIAL_FORMS": "0"}
    assert client.post(address, data).status_code == (302 if seen == 200 else seen)
    assert Action.objects.count() == (1 if seen == 200 else 0)


def test_a_visitor_signs_in_first(client, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize(
    ("choice", "public", "said"), [("now", 1, "toegevoegd aan het plan"), ("concept", 0, "als concept")]
)
def test_at_once_or_as_a_concept(client, address, line, people, choice, public, said):
    theme = factories.theme(line=line)
    client.force_login(people["anna"])
    data = filled(
        client, address, what="Nieuwe actie", place=f"{line.pk}-{theme.pk}", release=choice, goals="Een\nTwee",
        leads_typed="Nieuw bureau", starts_in="2026Q1", kosten__0__amount="1.000", reason="Besluit",
    )  # fmt: skip
    response = client.post(address, data, follow=True)
    assert said in response.content.decode()
    action = Action.objects.get()
    assert (action.line, action.theme, action.status, action.version) == (line, theme, "planned", 0)
    assert (action.goals.count(), action.costs.get().amount, action.leads.get().name) == (
        2,
        Decimal(1000),
        "Nieuw bureau",
    )
    assert Action.objects.visible_to(people["carla"]).count() == public
    told = list(action.history.values_list("history_type", "history_user", "history_change_reason"))
    assert told == [("+", people["anna"].pk, "Besluit")]


def test_the_line_of_the_address_is_chosen(client, address, programme, people):
    second = factories.line(programme=programme)
    client.force_login(people["anna"])
    assert fields_of(client.get(f"{address}?lijn=2"))["place"] == [f"{second.pk}-"]
    for unknown in ("9", "x", "", "%00"):
        assert client.get(f"{address}?lijn={unknown}").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "where"),
    [("what", "", "id_what"), ("place", "", "id_place"), ("place", "0-0", "id_place"), ("place", "\x00", "id_place"),
     ("release", "ooit", "id_release"), ("ends_in", "2020Q5", "id_ends_in"),
     ("kosten-0-amount", "-1", "id_kosten-0-amount")],
)  # fmt: skip
def test_bad_input_adds_nothing_and_keeps_what_was_typed(client, address, people, field, typed, where):
    client.force_login(people["anna"])
    data = filled(client, address, what="Wat", how="Dit typte ik") | {field: typed}
    response = client.post(address, data)
    assert response.status_code == 200
    assert where in [row[0].removesuffix("_0") for row in response.context["sheet"].errors]
    assert "Dit typte ik" in response.content.decode()
    assert not Action.objects.exists()


def test_a_place_in_another_programme_is_refused(client, address, people):
    elsewhere = factories.line()
    client.force_login(people["anna"])
    response = client.post(address, filled(client, address, what="Wat", place=f"{elsewhere.pk}-"))
    assert [row[0] for row in response.context["sheet"].errors] == ["id_place"]


def test_another_cost_keeps_the_place(client, address, line, programme, people):
    second = factories.line(programme=programme)
    client.force_login(people["anna"])
    data = filled(client, address, place=f"{second.pk}-", release="concept", kosten__0__amount="5")
    sent = fields_of(client.post(address, data | {"nog-een-kostenpost": "1"}))
    assert (sent["place"], sent["release"], sent["kosten-TOTAL_FORMS"]) == ([f"{second.pk}-"], ["concept"], ["2"])


def test_a_programme_without_lines_says_so(client, people, region):
    factories.programme(region=region)
    client.force_login(people["anna"])
    assert client.get(reverse("actions:add", args=[region.slug])).status_code == 200
