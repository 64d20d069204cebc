"""Ending an action (done, secured, merged, stopped) and taking it up again; each says why."""

import pytest
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from actions.services import closing
from actions.services.editing import ActionChanged
from tests import factories
from tests.actions.failing import HalfWay, history_refused
from tests.actions.sheets import fields_of, filled


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.fixture
def address(action):
    return reverse("actions:close", args=[action.pk])


@pytest.fixture
def other(line):
    return factories.action(line=line, what="Grote actie", number="1.9")


def test_closing_is_one_line_and_one_message_for_everybody(action, people):
    lines = action.history.count()
    ending = closing.Ending(status="secured", secured_with="Veilig Thuis", reason="Het loopt goed.")
    closing.close_action(action, ending=ending, version=0, by=people["anna"])
    action.refresh_from_db()
    assert (action.status_label, action.version, action.history.count()) == ("Geborgd bij Veilig Thuis", 1, lines + 1)
    told = action.history.first()
    why = "Geborgd bij Veilig Thuis. Het loopt goed."
    assert (told.history_user, told.history_change_reason) == (people["anna"], why)
    update = action.updates.get()
    assert (update.text, update.status, update.is_released, update.author_name) == (
        why,
        "secured",
        True,
        "Projectleider",
    )
    assert update.history.count() == 1


def test_reopening_forgets_how_it_ended(action, other, people):
    closing.close_action(action, ending=closing.Ending("stopped", merged_into=other), version=0, by=people["anna"])
    assert action.status_label == "Opgegaan in een andere actie"
    lines = action.history.count()
    closing.reopen_action(action, status="running", reason="Toch nodig", version=1, by=people["sam"])
    action.refresh_from_db()
    assert (action.status, action.merged_into, action.secured_with) == ("running", None, "")
    assert (action.history.count(), action.history.first().history_change_reason) == (lines + 1, "Heropend: Toch nodig")
    assert [update.text for update in action.updates.order_by("pk")] == ["Opgegaan in een andere actie", "Toch nodig"]


def test_an_older_version_is_refused(action, people):
    with pytest.raises(ActionChanged):
        closing.close_action(action, ending=closing.Ending("done"), version=3, by=people["anna"])
    with pytest.raises(ActionChanged):
        closing.reopen_action(action, status="running", reason="x", version=3, by=people["anna"])


@pytest.mark.django_db(transaction=True)
def test_closing_that_fails_half_way_leaves_nothing(action, people):
    with history_refused(ProgressUpdate), pytest.raises(HalfWay):
        closing.close_action(action, ending=closing.Ending("done"), version=0, by=people["anna"])
    fresh = Action.objects.get(pk=action.pk)
    assert (fresh.status, fresh.version, ProgressUpdate.objects.count()) == ("unknown", 0, 0)
    closing.close_action(fresh, ending=closing.Ending("done"), version=0, by=people["anna"])
    with history_refused(ProgressUpdate), pytest.raises(HalfWay):
        closing.reopen_action(fresh, status="running", reason="x", version=1, by=people["anna"])
    assert Action.objects.get(pk=action.pk).status == "done"


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("bram", 403), ("olga", 403), ("carla", 403)])
def test_only_the_leader_closes(client, action, address, people, who, status):
    client.force_login(people[who])
    assert client.get(address).status_code == status
    answer = client.post(address, {"outcome": "done", "version": "0"})
    action.refresh_from_db()
    expected = (302, "done") if status == 200 else (status, "unknown")
    assert (answer.status_code, action.status) == expected


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ({"outcome": "done"}, "Afgerond"),
        ({"outcome": "stopped", "reason": "Geen geld"}, "Gestopt"),
        ({"outcome": "secured", "secured_with": "GGD"}, "Geborgd bij GGD"),
        ({"outcome": "merged", "merged_into": "other"}, "Opgegaan in een andere actie"),
    ],
)
def test_the_page_closes_and_reopens(anna, action, address, other, typed, label):
    typed = {name: str(other.pk) if value == "other" else value for name, value in typed.items()}
    assert anna.post(address, filled(anna, address) | typed).status_code == 302
    action.refresh_from_db()
    assert action.status_label == label
    page = anna.get(address)
    assert "Actie heropenen" in page.content.decode()
    assert anna.post(address, fields_of(page) | {"status": "running", "reason": "Toch weer"}).status_code == 302
    action.refresh_from_db()
    assert action.status == "running"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, ["outcome"]),
        ({"outcome": "zomaar"}, ["outcome"]),
        ({"outcome": "stopped"}, ["reason"]),
        ({"outcome": "secured"}, ["secured_with"]),
        ({"outcome": "secured", "secured_with": "x" * 100_000}, ["secured_with"]),
        ({"outcome": "merged"}, ["merged_into"]),
        ({"outcome": "merged", "merged_into": "99999999999999999999"}, ["merged_into"]),
        ({"outcome": "done", "secured_with": "GGD"}, ["secured_with"]),
        ({"outcome": "stopped", "reason": "x\x00"}, ["reason"]),
        ({"outcome": "stopped", "reason": "Bel 06-12345678"}, ["reason"]),
    ],
)
def test_bad_input_is_refused_beside_the_field(anna, action, address, typed, wrong):
    response = anna.post(address, filled(anna, address) | typed)
    action.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (200, wrong)
    assert (action.status, action.version, action.updates.count()) == ("unknown", 0, 0)


def test_an_action_cannot_merge_into_itself_or_in_a_circle(anna, action, address, other):
    third = factories.action(line=other.line)
    Action.objects.filter(pk=third.pk).update(merged_into=other)
    Action.objects.filter(pk=other.pk).update(merged_into=action)
    outside = factories.action()
    for target in (action, other, third, outside):
        typed = {"outcome": "merged", "merged_into": str(target.pk)}
        response = anna.post(address, filled(anna, address) | typed)
        assert list(response.context["form"].errors) == ["merged_into"]


def test_reopening_asks_why(anna, action, address):
    Action.objects.filter(pk=action.pk).update(status="done")
    response = anna.post(address, filled(anna, address, status="running"))
    assert list(response.context["form"].errors) == ["reason"]
    assert list(anna.post(address, {}).context["form"].errors) == ["status", "reason"]


def test_changed_meanwhile_is_told_and_what_was_typed_stays(anna, action, address):
    sent = filled(anna, address, outcome="stopped", reason="Mijn reden")
    Action.objects.filter(pk=action.pk).update(version=4)
    response = anna.post(address, sent)
    again = fields_of(response)
    assert (response.status_code, again["version"], again["reason"]) == (409, ["4"], ["Mijn reden"])
    assert again["outcome"] == ["stopped"]
    assert "intussen gewijzigd" in response.content.decode()
    assert anna.post(address, again).status_code == 302


@pytest.mark.parametrize("version", [None, "", "x", "-1", "99999999999999999999"])
def test_an_unknown_version_closes_nothing_and_shows_the_form_again(anna, action, address, version):
    sent = filled(anna, address, outcome="done") | ({} if version is None else {"version": version})
    if version is None:
        del sent["version"]
    response = anna.post(address, sent)
    action.refresh_from_db()
    assert (response.status_code, action.status, fields_of(response)["version"]) == (409, "unknown", ["0"])


def test_constant_queries(anna, address, other, django_assert_num_queries):
    anna.get(address)
    with django_assert_num_queries(7):
        anna.get(address)
    for _ in range(3):
        factories.goal(action=factories.action(line=other.line, what=""))
    with django_assert_num_queries(7):
        anna.get(address)
