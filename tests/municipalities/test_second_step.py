"""Who may change anything signs in with a second step: who has none sets it up, and comes nowhere else meanwhile."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize

from accounts import services as account_services
from accounts.models import KeptForm
from municipalities.second_step import OPEN
from municipalities.services import give_access
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
SET_UP = "/inloggen/2fa/totp/activate/"
CODES = "/inloggen/2fa/recovery-codes/"
KEPT = "/inloggen/2fa/noodcodes-bewaard/"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_STEP_REQUIRED = True


def signed_in(person, to=""):
    client = Client()
    answer = client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD, "next": to})
    return client, answer


def code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up(client):
    key = re.search(r'id="authenticator_secret"\s+value="(\w+)"', client.get(SET_UP).content.decode())[1]
    return client.post(SET_UP, {"code": code(key)})


# --- Nowhere else: every address that there is ---


def addresses(resolver, before=""):
    """An address for every pattern of the portal, with something in every blank."""
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        if hasattr(pattern.pattern, "regex") and not hasattr(pattern.pattern, "_route"):
            template, blanks = normalize(route)[0]
            route = template % dict.fromkeys(blanks, "x")
        route = re.sub(r"<uuid:\w+>", "0" * 8 + "-0000-0000-0000-" + "0" * 12, before + route)
        route = re.sub(r"<int:\w+>", "1", route)
        route = re.sub(r"<(\w+:)?\w+>", "x", route)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        else:
            yield "/" + route


ADDRESSES = sorted(set(addresses(get_resolver())))
CLOSED = [path for path in ADDRESSES if resolve(path).view_name not in OPEN]


def test_the_addresses_are_those_of_the_portal():
    assert len(ADDRESSES) > 250
    assert {"/", "/mijn/", "/beheer/", "/regios/x/acties.csv", "/regios/x/cijfers.csv"} <= set(CLOSED)
    assert {resolve(path).view_name for path in ADDRESSES} >= OPEN


@pytest.fixture(scope="module")
def leader_without(django_db_setup, django_db_blocker):
    """Somebody who may write and has no second step; made once, for thousands of requests."""
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client()
        client.force_login(factories.leader(factories.region()))
        yield client
        transaction.set_rollback(True)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_without_a_second_step_no_address_answers(leader_without, method):
    answers = {path: getattr(leader_without, method)(path) for path in CLOSED}
    passed = {path: answer.status_code for path, answer in answers.items() if answer.status_code not in (404, 405)}
    assert {path for path, status in passed.items() if status != 302 or answers[path]["Location"] != SET_UP} == set()
    assert len(passed) > 200


def test_nor_a_part_of_a_page(leader_without):
    for path in CLOSED:
        answer = leader_without.get(path, headers={"HX-Request": "true"})
        assert (path, answer.headers.get("HX-Redirect")) == (path, SET_UP)


def test_help_and_the_way_out_stay(leader_without):
    for path in ("/uw-browser/", "/over/", "/toegankelijkheid/", "/inloggen/logout/", SET_UP):
        answer = leader_without.get(path)
        assert answer.status_code == 200 or answer["Location"].startswith("/inloggen/reauthenticate/")
    page = leader_without.get("/uw-browser/").content.decode()
    assert 'id="verlaat-site"' in page
    assert "0800-2000" in page


# --- For whom ---


def people():
    region = factories.region()
    municipality = factories.municipality(region)
    organisation = factories.organisation(region=region)
    return {
        "nobody": factories.user(),
        "council_member": factories.council_member(municipality),
        "evaluator": factories.evaluator(region),
        "leader": factories.leader(region),
        "policy_officer": factories.policy_officer(region),
        "owner": factories.owner(organisation),
        "deputy": factories.deputy(organisation),
        "griffier": factories.griffier(municipality),
        "contact": factories.contact(municipality),
        "administrator": factories.administrator(region),
        "veilig_thuis": factories.veilig_thuis(factories.region(kind="veilig_thuis", code="VT09")),
        "figure_keeper": factories.figure_keeper(),
        "portal_administrator": factories.portal_administrator(),
        "superuser": factories.superuser(second_step=False),
    }


def test_who_writes_is_asked_and_who_only_reads_is_not():
    found = {}
    for role, person in people().items():
        client, _answer = signed_in(person)
        found[role] = client.get("/").status_code
    readers = {"nobody", "council_member", "evaluator"}
    assert found == {role: 200 if role in readers else 302 for role in found}


def test_with_a_second_step_one_goes_on():
    for role, person in people().items():
        if not Authenticator.objects.filter(user=person).exists():
            TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person)
        assert (role, client.get("/").status_code) == (role, 200)


def test_who_reads_is_asked_from_the_moment_that_they_may_write(region):
    person = factories.user()
    client, _answer = signed_in(person)
    given = give_access(person, role="administrator", place=region)
    assert client.get("/")["Location"] == SET_UP
    given.awaits = True  # nothing is theirs until a second person says so
    given.save()
    assert client.get("/").status_code == 200


def test_it_costs_one_query(region, settings):
    person = factories.leader(region)
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    client.force_login(person)
    client.get("/inloggen/email/")
    counts = []
    for required in (False, True):
        settings.SECOND_STEP_REQUIRED = required
        with CaptureQueriesContext(connection) as queries:
            client.get("/inloggen/email/")
        counts.append(len(queries))
    assert counts[1] == counts[0] + 1


# --- On the way ---


def test_from_the_first_sign_in_to_where_one_was_going(region):
    client, answer = signed_in(factories.leader(region), to="/regios/noordland/organisaties/")
    assert client.get(answer["Location"])["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "Daarom logt u voortaan in twee stappen in" in page
    assert "Nu niet" not in page
    assert set_up(client)["Location"] == CODES
    shown = client.get(CODES).content.decode()
    assert len(re.findall(r"<li><code>\d{8}</code>", shown)) == 10
    assert client.get("/mijn/")["Location"] == CODES  # not before they are kept
    again = client.get(CODES).content.decode()
    assert "<li><code>" not in again
    assert "****" not in again
    client.get("/regios/noordland/organisaties/")
    assert client.post(KEPT)["Location"] == "/regios/noordland/organisaties/"
    assert client.get("/mijn/").status_code == 200


def test_who_did_not_keep_the_codes_gets_others(region):
    client, _answer = signed_in(factories.leader(region))
    set_up(client)
    first = re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())
    client.post("/inloggen/2fa/recovery-codes/generate/")
    second = re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())
    assert len(first) == len(second) == 10
    assert set(first) & set(second) == set()
    assert client.post(KEPT)["Location"] == "/mijn/"


def test_what_was_typed_before_it_was_asked_is_kept(region, settings):
    """A session that was there when the portal began to ask."""
    settings.SECOND_STEP_REQUIRED = False
    programme = factories.programme(region=region)
    action = factories.action(line=factories.line(programme=programme))
    client, _answer = signed_in(factories.leader(region))
    url = f"/acties/{action.pk}/bewerken/"
    page = client.get(url).content.decode()
    mark = re.search(r'name="formulier_van" value="([^"]+)"', page)[1]
    settings.SECOND_STEP_REQUIRED = True
    sent = client.post(url, {"what": "Anders", "formulier_van": mark}, headers={"referer": f"http://testserver{url}"})
    assert sent["Location"] == SET_UP
    action.refresh_from_db()
    assert action.what != "Anders"
    kept = KeptForm.objects.get()
    set_up(client)
    client.get(CODES)
    back = client.post(KEPT)["Location"]
    assert back == kept.return_url
    assert "Anders" in client.get(back).content.decode()


def test_a_file_that_a_page_fetches_is_no_place_to_come_back_to(region):
    client, _answer = signed_in(factories.leader(region))
    client.get("/mijn/")
    client.get("/kaart.svg", headers={"Sec-Fetch-Dest": "image"})
    assert client.session["after_second_step"] == "/mijn/"


def test_an_older_session_gives_the_password_first(region):
    client = Client()
    client.force_login(factories.leader(region))
    assert client.get(SET_UP)["Location"].startswith("/inloggen/reauthenticate/?next=")
    client.post("/inloggen/reauthenticate/", {"password": PASSWORD, "next": SET_UP})
    assert client.get(SET_UP).status_code == 200


def test_only_who_is_signed_in_confirms_codes():
    assert Client().post(KEPT)["Location"].startswith("/inloggen/login/")
    assert Client().get(KEPT).status_code == 302


# --- Lost ---


def test_who_lost_it_is_helped_and_told(region, mailoutbox):
    person = factories.leader(region)
    client, _answer = signed_in(person)
    set_up(client)
    client.get(CODES)
    client.post(KEPT)
    account_services.forget_second_step(person)
    assert client.get("/mijn/")["Location"].startswith("/inloggen/login/")  # signed out
    client, _answer = signed_in(person)
    assert client.get("/mijn/")["Location"] == SET_UP
