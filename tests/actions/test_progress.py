"""Reporting progress: owners make concepts, a leader is public at once, and the action takes the latest status."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, ProgressUpdate
from actions.services import progress
from tests import factories
from tests.actions.failing import HalfWay, history_refused
from tests.actions.sheets import fields_of

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def address(action):
    return reverse("actions:progress", args=[action.pk])


def report(action, by, *, release=False, on=TODAY, status="running", text="Gestart."):
    return progress.report_progress(action, on=on, status=status, text=text, by=by, release=release)


def test_an_owners_update_is_a_concept_with_one_line(action, people):
    lines = action.history.count()
    update = report(action, people["olga"])
    told = list(update.history.values_list("history_type", "history_user", "history_change_reason"))
    assert told == [("+", people["olga"].pk, "Voortgang gemeld")]
    assert (update.is_released, update.author, update.author_name) == (False, people["olga"], "Veilig Thuis Noordland")
    action.refresh_from_db()
    assert (action.status, action.history.count()) == ("unknown", lines)


def test_a_leaders_update_is_public_and_moves_the_action(action, people):
    lines = action.history.count()
    update = report(action, people["anna"], release=True)
    action.refresh_from_db()
    assert (update.is_released, update.author_name) == (True, "Projectleider")
    assert (action.status, action.version, action.history.count()) == ("running", 1, lines + 1)
    told = action.history.first()
    assert (told.history_user, told.history_change_reason) == (people["anna"], "Voortgang gemeld")


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ({"on": TODAY, "status": "delayed"}, "unknown"),  # a newer released one says otherwise
        ({"on": TODAY, "status": ""}, "running"),  # a newer one without a status says nothing
        ({"on": TODAY, "status": "delayed", "released_at": None}, "running"),  # a concept does not count
        ({"on": TODAY - 2 * DAY, "status": "delayed"}, "running"),  # an older one neither
        ({"on": TODAY - DAY, "status": "delayed"}, "running"),  # of the same day: the last one made counts
    ],
)
def test_the_newest_released_status_counts(action, people, later, status):
    factories.update(action=action, **later)
    update = report(action, people["olga"], on=TODAY - DAY)
    progress.release_update(update, text=update.text, by=people["anna"])
    action.refresh_from_db()
    assert action.status == status


def test_a_closed_action_that_moves_again_forgets_how_it_ended(action, people):
    Action.objects.filter(pk=action.pk).update(status="secured", secured_with="GGD")
    report(action, people["anna"], release=True, status="delayed")
    action.refresh_from_db()
    assert (action.status, action.secured_with) == ("delayed", "")


@pytest.mark.django_db(transaction=True)
def test_a_report_that_fails_half_way_leaves_nothing(action, people):
    with history_refused(Action), pytest.raises(HalfWay):
        report(action, people["anna"], release=True)
    action.refresh_from_db()
    assert (ProgressUpdate.objects.count(), action.status) == (0, "unknown")


@pytest.mark.parametrize(
    ("who", "seen", "sent", "public"),
    [("anna", 200, 302, True), ("olga", 200, 302, False), ("sam", 200, 302, True), ("bram", 403, 403, None),
     ("carla", 403, 403, None)],
)  # fmt: skip
def test_leaders_and_owners_report(client, action, address, people, who, seen, sent, public):
    client.force_login(people[who])
    assert client.get(address).status_code == seen
    response = client.post(address, {"status": "running", "text": "Gestart.", "on": TODAY.isoformat()})
    assert response.status_code == sent
    assert [update.is_released for update in action.updates.all()] == ([] if public is None else [public])


def test_an_owner_of_another_organisation_does_not_report(client, action, address, region):
    client.force_login(factories.owner(factories.organisation(region=region)))
    assert client.get(address).status_code == 403
    hidden = factories.action(line=action.line, released_at=None)
    assert client.get(reverse("actions:progress", args=[hidden.pk])).status_code == 404


def test_a_visitor_signs_in_first(client, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_no_change_is_one_tap(client, action, address, people):
    client.force_login(people["olga"])
    response = client.post(address, {"geen-wijziging": "1"})
    update = action.updates.get()
    assert (response.status_code, response.url) == (302, reverse("my-page"))
    assert (update.no_change, update.on, update.status, update.text, update.is_released) == (True, TODAY, "", "", False)


def test_the_form_starts_with_today_and_the_status_of_now(client, action, address, people):
    Action.objects.filter(pk=action.pk).update(status="delayed")
    client.force_login(people["olga"])
    sent = fields_of(client.get(address))
    assert (sent["on"], sent["status"], sent["text"]) == ([TODAY.isoformat()], ["delayed"], [""])
    assert client.post(address, sent | {"on": f"{TODAY:%d-%m-%Y}"}).status_code == 302
    assert action.updates.get().on == TODAY


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"on": (TODAY + DAY).isoformat()}, "on", "De datum kan niet in de toekomst liggen."),
        ({"on": f"{TODAY.year - 1}-12-31"}, "on", f"Het programma begon in {TODAY.year}. Kies een latere datum."),
        ({"on": "2026-02-31"}, "on", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ({"on": "0000-01-01"}, "on", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ({"on": "\x00"}, "on", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ({"on": ""}, "on", "Vul een datum in, bijvoorbeeld 31-12-2026."),
        ({"status": "secured"}, "status", "Maak een keuze uit de lijst."),
        ({"status": "zomaar"}, "status", "Maak een keuze uit de lijst."),
        ({"status": "", "text": ""}, "text", "Kies een status of schrijf wat er is gebeurd."),
        ({"status": "stopped", "text": ""}, "text", "Schrijf waarom de actie stopt."),
        ({"text": "a\x00"}, "text", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_bad_input_is_refused_beside_the_field(client, action, address, people, typed, field, sentence):
    client.force_login(people["olga"])
    response = client.post(address, {"status": "running", "text": "Dit typte ik", "on": TODAY.isoformat()} | typed)
    assert (response.status_code, response.context["form"].errors) == (200, {field: [sentence]})
    if "text" not in typed:
        assert "Dit typte ik" in response.content.decode()
    assert not action.updates.exists()


def test_a_very_long_text_is_refused(client, action, address, people):
    client.force_login(people["olga"])
    response = client.post(address, {"status": "running", "text": "x" * 100_000, "on": TODAY.isoformat()})
    assert list(response.context["form"].errors) == ["text"]
    assert not action.updates.exists()


def test_a_closed_action_is_opened_by_the_leader_only(client, action, address, people):
    Action.objects.filter(pk=action.pk).update(status="done")
    client.force_login(people["olga"])
    response = client.post(address, {"status": "running", "text": "x", "on": TODAY.isoformat()})
    assert list(response.context["form"].errors) == ["status"]
    assert client.post(address, {"status": "", "text": "Nog een nabericht", "on": TODAY.isoformat()}).status_code == 302


def test_text_about_a_person_warns_and_goes_through_on_request(client, action, address, people):
    client.force_login(people["olga"])
    typed = {"status": "running", "text": "Moeder (BSN 123456782) is geholpen", "on": TODAY.isoformat()}
    response = client.post(address, typed)
    (sentence,) = response.context["form"].errors["text"]
    assert sentence.startswith("‘123456782’ lijkt op een burgerservicenummer (BSN).")
    assert 'name="personal_ok"' in response.content.decode()
    assert client.post(address, typed | {"personal_ok": "on"}).status_code == 302
    assert action.updates.count() == 1


def test_constant_queries(client, action, address, people, django_assert_num_queries):
    client.force_login(people["olga"])
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)
    for _ in range(3):
        factories.update(action=action)
    with django_assert_num_queries(7):
        client.get(address)
