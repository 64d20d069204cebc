"""Giving and ending access to a region. Anna administers the region, Bram leads it, Carla administers another."""

import datetime
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from jobs.models import Mail
from municipalities import services
from municipalities.models import Assignment, RegionUserPermission
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role


@pytest.fixture
def region():
    return factories.region(name="Regio Rivierland", slug="rivierland")


@pytest.fixture
def organisation(region):
    return factories.organisation(region=region, name="Veilig Thuis")


@pytest.fixture
def people(region, organisation):
    return {
        "anna": factories.administrator(region, name="Anna Aarts"),
        "bram": factories.leader(region, name="Bram Bos"),
        "olga": factories.owner(organisation, name="Olga Otten"),
        "carla": factories.administrator(factories.region(), name="Carla Claes"),
        "superuser": factories.superuser(),
    }


@pytest.fixture
def page(region):
    return reverse("municipalities:access", args=[region.slug])


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


def filled(**changes):
    """What Anna types to make somebody new a leader from today on."""
    fields = {
        "email": "nieuw@voorbeeld.example",
        "name": "Nora Nieuw",
        "role": "leader",
        "place": "",
        "since": today().isoformat(),
        "until": "",
    }
    return {name: str(value) for name, value in (fields | changes).items()}


def errors(response):
    return response.context["form"].errors


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 200), ("superuser", 200), ("bram", 200), ("olga", 403), ("carla", 403), (None, 302)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_leads_or_administers_the_region_comes_here(client, people, page, region, who, status, method):
    given = people["bram"].assignments.get()
    for address in (page, reverse("municipalities:end-access", args=[region.slug, given.pk])):
        if who:
            client.force_login(people[who])
        response = getattr(client, method)(address, {"email": "geen adres", "last_day": "geen datum"})
        assert response.status_code == status
    given.refresh_from_db()
    assert (given.valid_until, Assignment.objects.count()) == (None, 4)


@pytest.mark.parametrize(("who", "shown"), [("anna", True), ("superuser", True), ("bram", True), ("carla", False)])
def test_who_gives_access_finds_it_on_the_own_page(client, people, page, region, who, shown):
    factories.programme(region=region)
    client.force_login(people[who])
    assert (f'href="{page}"' in client.get("/mijn/").content.decode()) == shown


def test_an_unknown_region_and_one_of_veilig_thuis_do_not_exist(client):
    client.force_login(factories.superuser())
    factories.region(kind="veilig_thuis", slug="vt", code="VT01")
    assert [client.get(f"/regios/{slug}/toegang/").status_code for slug in ("onbekend", "vt")] == [404, 404]


def test_it_says_who_has_access_and_who_had(client, people, page, region):
    services.end_access(people["bram"].assignments.get(), on=today(), by=people["anna"])
    factories.leader(factories.region(), name="Elders")
    client.force_login(people["anna"])
    text = client.get(page).content.decode()
    before = client.get(page, {"toon": "beeindigd"}).content.decode()
    current = text
    found = {name: (name in current, name in before) for name in ("Olga Otten", "Bram Bos", "Elders")}
    assert found == {"Olga Otten": (True, False), "Bram Bos": (False, True), "Elders": (False, False)}


def test_somebody_new_gets_an_account_access_and_a_mail(client, people, page, region):
    client.force_login(people["anna"])
    response = client.post(page, filled(), follow=True)
    assert response.redirect_chain == [(page, 302)]
    person = User.objects.get(email="nieuw@voorbeeld.example")
    assert not person.has_perm("municipalities.read_region", region)
    assert "Wie kan bevestigen: Bram Bos." in response.content.decode()
    given = person.assignments.get()
    assert [message.to for message in mail.outbox] == [[people["bram"].email]]
    client.force_login(people["bram"])
    link = re.search(r"http://testserver(/\S+)", mail.outbox.pop().body)[1]
    assert "Anna Aarts" in client.get(link).content.decode()
    response = client.post(link, {"answer": "confirm"}, follow=True)
    person = User.objects.get(pk=person.pk)
    assert (person.name, person.has_usable_password()) == ("Nora Nieuw", False)
    assert (given.role, given.place, given.valid_from, given.valid_until) == ("leader", region, today(), None)
    assert person.has_perm("municipalities.lead_region", region)
    assert "Nora Nieuw heeft nu toegang en krijgt een e-mail" in response.content.decode()
    assert [message.to for message in mail.outbox] == [["nieuw@voorbeeld.example"]]
    text = mail.outbox[0].body
    assert "Bram Bos heeft u toegang gegeven" in text
    assert "als projectleider voor Regio Rivierland" in text
    link = re.search(r"http://testserver(/\S+)", text)[1]
    client.logout()
    assert "Kies een wachtwoord" in client.get(link, follow=True).content.decode()


def test_who_has_an_account_keeps_it_and_is_told(client, people, page, region):
    client.force_login(people["anna"])
    client.post(page, filled(email=people["carla"].email.upper(), name="Iemand anders"))
    services.confirm_access(people["carla"].assignments.get(region=region), by=people["bram"])
    carla = User.objects.get(pk=people["carla"].pk)
    assert carla.name == "Carla Claes"
    assert carla.has_perm("municipalities.lead_region", region)
    assert not any("password/reset" in message.body for message in mail.outbox)


def test_an_owner_reports_for_one_organisation(client, people, page, organisation):
    client.force_login(people["anna"])
    client.post(page, filled(role="owner", place=f"organisation-{organisation.pk}"))
    person = User.objects.get(email="nieuw@voorbeeld.example")
    assert person.assignments.get().place == organisation
    assert person.has_perm("municipalities.report_for_organisation", organisation)
    assert not person.has_perm("municipalities.read_region", organisation.region)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"email": ""}, "email", "Dit veld is verplicht."),
        ({"email": "geen adres"}, "email", "Voer een geldig e-mailadres in."),
        ({"name": "a\x00b"}, "name", "Null-tekens zijn niet toegestaan."),
        ({"name": ""}, "name", "Vul een naam in: er is nog geen account met dit e-mailadres."),
        (
            {"name": "a" * 121},
            "name",
            "Zorg dat deze waarde niet meer dan 120 tekens bevat (het zijn er nu 121).",
        ),
        ({"role": ""}, "role", "Dit veld is verplicht."),
        ({"role": "baas"}, "role", "Kies een van deze rollen."),
        ({"role": "owner"}, "place", "Deze rol geldt voor één organisatie. Kies die bij 'Voor'."),
        ({"role": "griffier"}, "place", "Deze rol geldt voor één gemeente. Kies die bij 'Voor'."),
        ({"role": "evaluator"}, "until", "Vul een laatste dag in: een evaluator komt van buiten."),
        ({"place": "here"}, "place", "Deze rol geldt voor de hele regio. Kies bij 'Voor' de hele regio."),
        ({"role": "owner", "place": "elsewhere"}, "place", "Kies een plaats uit de lijst."),
        ({"since": "31-02-2026"}, "since", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ({"since": "0001-01-01"}, "since", "Kies een datum na 1999."),
        ({"until": "9999-12-31"}, "until", "Kies een datum voor 2100."),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "until", "De laatste dag ligt voor de eerste dag."),
        ({"email": "anna"}, "email", "Dit bent u zelf. Vraag een andere beheerder om u toegang te geven."),
        ({"email": "bram"}, "__all__", "Deze persoon heeft deze toegang in die periode al. Beëindig die eerst."),
        ({"email": "closed"}, "email", "Het account met dit e-mailadres is gesloten."),
    ],
)
def test_what_cannot_be_gets_a_sentence(client, people, page, organisation, changes, field, sentence):
    known = {
        "anna": people["anna"].email.upper(),
        "bram": people["bram"].email,
        "closed": factories.user(is_active=False).email,
    }
    places = {"here": f"organisation-{organisation.pk}", "elsewhere": f"organisation-{factories.organisation().pk}"}
    changes = {name: known.get(value, places.get(value, value)) for name, value in changes.items()}
    client.force_login(people["anna"])
    before = (User.objects.count(), Assignment.objects.count())
    response = client.post(page, filled(**changes))
    assert (response.status_code, errors(response)) == (200, {field: [sentence]})
    assert (User.objects.count(), Assignment.objects.count(), mail.outbox) == (*before, [])


@pytest.mark.parametrize("field", ["email", "name", "role", "place", "since", "until"])
def test_a_hundred_thousand_characters_are_refused(client, people, page, field):
    client.force_login(people["anna"])
    response = client.post(page, filled(**{field: "a" * 100_000}))
    assert (response.status_code, list(errors(response))) == (200, [field])


def test_the_mail_about_access_waits_for_the_mail_server(client, people, page, settings):
    settings.EMAIL_BACKEND = "jobs.outbox.Outbox"
    client.force_login(people["anna"])
    organisation = factories.organisation(region=people["bram"].assignments.get().region)
    response = client.post(page, filled(role="owner", place=f"organisation-{organisation.pk}"), follow=True)
    assert "krijgt een e-mail op nieuw@voorbeeld.example" in response.content.decode()
    assert User.objects.get(email="nieuw@voorbeeld.example").assignments.count() == 1
    assert [(mail.to, mail.state) for mail in Mail.objects.all()] == [("nieuw@voorbeeld.example", "waiting")]


@pytest.mark.parametrize(
    ("since", "until", "holds"), [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False), (-9, 1, True)]
)
def test_access_holds_from_its_first_to_its_last_day(region, since, until, holds):
    person = factories.user()
    last_day = None if until is None else today(until)
    services.give_access(person, role=Role.LEADER, place=region, since=today(since), until=last_day)
    assert User.objects.get(pk=person.pk).has_perm("municipalities.lead_region", region) == holds


def test_access_ends_at_midnight_without_anything_running(region, monkeypatch):
    person = factories.user()
    services.give_access(person, role=Role.LEADER, place=region, until=today())
    services.give_access(person, role=Role.POLICY_OFFICER, place=region)
    tomorrow = today(1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    person = User.objects.get(pk=person.pk)
    rights = ("read_region", "report_region", "lead_region", "administer_region")
    assert [person.has_perm(f"municipalities.{right}", region) for right in rights] == [True, True, False, False]
    assert RegionUserPermission.objects.filter(user=person).count() == 3  # the rows are cleared away later
    services.refresh_permissions()
    assert RegionUserPermission.objects.filter(user=person).count() == 2


def end(client, assignment, **fields):
    region = assignment.region or assignment.organisation.region
    address = reverse("municipalities:end-access", args=[region.slug, assignment.pk])
    assert client.get(address).status_code == 200
    return client.post(address, fields)


@pytest.mark.parametrize(("last_day", "stays"), [("", False), (0, True), (30, True)])
def test_ending_access_at_once_or_after_a_last_day(client, people, page, region, last_day, stays):
    given = people["bram"].assignments.get()
    Assignment.objects.filter(pk=given.pk).update(valid_from=today(-100))
    client.force_login(people["anna"])
    response = end(client, given, last_day=last_day if last_day == "" else today(last_day).isoformat())
    given.refresh_from_db()
    assert response["Location"] == page
    assert given.valid_until == today(-1 if last_day == "" else last_day)
    assert User.objects.get(pk=people["bram"].pk).has_perm("municipalities.lead_region", region) == stays


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        (-1, "Kies vandaag of een latere dag. Laat leeg om meteen te stoppen."),
        (-200, "De laatste dag ligt voor de eerste dag."),
        ("31-02-2026", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ("9999-12-31", "Kies een datum voor 2100."),
    ],
)
def test_a_last_day_that_cannot_be(client, people, last_day, sentence):
    given = people["bram"].assignments.get()
    Assignment.objects.filter(pk=given.pk).update(valid_from=today(-100))
    client.force_login(people["anna"])
    response = end(client, given, last_day=last_day if isinstance(last_day, str) else today(last_day).isoformat())
    given.refresh_from_db()
    assert (errors(response), given.valid_until) == ({"last_day": [sentence]}, None)


def test_ending_never_makes_it_longer(client, people, region):
    """Longer access is given, with a second person where that is asked; a leader has no way around that here."""
    guest, own = factories.evaluator(region).assignments.get(), people["bram"].assignments.get()
    Assignment.objects.filter(pk__in=[guest.pk, own.pk]).update(valid_until=today(10))
    client.force_login(people["bram"])
    for given in (guest, own):
        response = end(client, given, last_day=today(11).isoformat())
        services.end_access(given, on=today(20), by=people["bram"])  # said by a page that was opened before
        given.refresh_from_db()
        said = "Deze toegang eindigt al eerder. Geef langer toegang met het formulier daarvoor."
        assert (errors(response), given.valid_until) == ({"last_day": [said]}, today(10))


def test_two_people_at_once_keep_what_both_said(people, region):
    """Confirmed on a page that was opened before somebody set a last day: the last day stays."""
    given = services.give_access(factories.user(), role=Role.POLICY_OFFICER, place=region, by=people["bram"])
    earlier = Assignment.objects.get(pk=given.pk)
    services.end_access(given, on=today(5), by=people["bram"])
    services.confirm_access(earlier, by=people["anna"])
    given.refresh_from_db()
    assert (given.awaits, given.valid_until) == (False, today(4))
    stale = Assignment.objects.get(pk=given.pk)
    stale.awaits = True
    services.end_access(stale, on=today(3), by=people["anna"])
    given.refresh_from_db()
    assert (given.awaits, given.valid_until) == (False, today(2))


def test_access_given_by_mistake_is_withdrawn_on_the_same_day_and_stays_visible(client, people, page):
    given = people["bram"].assignments.get()
    client.force_login(people["anna"])
    end(client, given)
    assert not User.objects.get(pk=people["bram"].pk).has_perm("municipalities.lead_region", given.region)
    assert "Ingetrokken; zou ingaan op" in client.get(page, {"toon": "beeindigd"}).content.decode()


def test_what_ended_cannot_be_ended_again(client, people, region):
    given = people["bram"].assignments.get()
    services.end_access(given, on=today(), by=people["anna"])
    client.force_login(people["anna"])
    address = reverse("municipalities:end-access", args=[region.slug, given.pk])
    assert client.post(address, {"last_day": today(30).isoformat()}).status_code == 404


def test_access_of_another_region_is_not_ended_here(client, people, region):
    elsewhere = people["carla"].assignments.get()
    client.force_login(people["anna"])
    address = reverse("municipalities:end-access", args=[region.slug, elsewhere.pk])
    assert client.post(address).status_code == 404


def test_nobody_ends_their_own_last_right_to_give_access(client, people, region):
    own = people["anna"].assignments.get()
    client.force_login(people["anna"])
    response = end(client, own)
    sentence = "Dit is uw eigen recht om toegang te geven. Vraag een andere beheerder om het te beëindigen."
    own.refresh_from_db()
    assert (errors(response), own.valid_until) == ({"__all__": [sentence]}, None)
    end(client, own, last_day=today(30).isoformat())
    own.refresh_from_db()
    assert own.valid_until is None
    services.end_access(own, on=today(), by=people["superuser"])
    assert own.valid_until == today(-1)


@pytest.mark.django_db(transaction=True)
def test_each_change_is_one_line_of_history_with_who_and_why(region):
    anna, person = factories.administrator(region), factories.user()
    given = services.give_access(person, role=Role.LEADER, place=region, by=anna)
    services.end_access(given, on=today(30), by=anna)
    lines = [(line.history_user, line.history_change_reason, line.valid_until) for line in given.history.all()]
    given_ = "Toegang gegeven, wacht op bevestiging"
    assert lines == [(anna, "Toegang beëindigd", today(29)), (anna, given_, None)]


@pytest.mark.django_db(transaction=True)
def test_an_invitation_is_given_whole_or_not_at_all(region, monkeypatch):
    anna = factories.administrator(region)
    monkeypatch.setattr(services.giving, "project_permissions", lambda user: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.invite("nieuw@voorbeeld.example", name="Nora", role=Role.LEADER, place=region, since=today(), by=anna)
    assert (User.objects.filter(name="Nora").count(), Assignment.objects.exclude(user=anna).count()) == (0, 0)


def test_the_same_number_of_queries_for_one_person_and_for_many(client, people, page, region, organisation):
    client.force_login(people["anna"])
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page)
        counts.append(len(queries))
        for number in range(3):
            factories.leader(region)
            services.end_access(factories.owner(organisation).assignments.get(), on=today(-number))
    assert counts[0] == counts[1] <= 15
