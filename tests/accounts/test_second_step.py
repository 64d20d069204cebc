"""Signing in with an extra code: switching it on, using it, and the emergency codes."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def person():
    return factories.user()


@pytest.fixture
def secret(client, person):
    """The key of somebody who switched the extra code on."""
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    page = client.get("/inloggen/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    key = re.search(r'id="authenticator_secret"\s+value="(\w+)"', page)[1]
    response = client.post("/inloggen/2fa/totp/activate/", {"code": code(key)})
    assert response["Location"] == "/inloggen/2fa/recovery-codes/"
    return key


def test_with_the_extra_code_a_password_alone_does_not_do(person, secret):
    client = Client()
    response = client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    assert (response["Location"], "_auth_user_id" in client.session) == ("/inloggen/2fa/authenticate/", False)
    refused = client.post("/inloggen/2fa/authenticate/", {"code": "000000"})
    assert (refused.status_code, "_auth_user_id" in client.session) == (200, False)
    assert 'id="fouten"' in refused.content.decode()


def test_an_emergency_code_works_once(client, person, secret):
    first = re.search(r"<code>(\w+)</code>", client.get("/inloggen/2fa/recovery-codes/").content.decode())[1]
    signed_in = []
    for _ in range(2):
        other = Client()
        other.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
        other.post("/inloggen/2fa/authenticate/", {"code": first})
        signed_in.append("_auth_user_id" in other.session)
    assert signed_in == [True, False]


def test_the_back_office_asks_the_extra_code_too():
    boss = factories.superuser(second_step=False)
    client = Client()
    client.post("/inloggen/login/", {"login": boss.email, "password": PASSWORD})
    client.post("/inloggen/reauthenticate/", {"password": PASSWORD})
    key = re.search(
        r'id="authenticator_secret"\s+value="(\w+)"', client.get("/inloggen/2fa/totp/activate/").content.decode()
    )[1]
    client.post("/inloggen/2fa/totp/activate/", {"code": code(key)})
    other = Client()
    other.post("/inloggen/login/", {"login": boss.email, "password": PASSWORD, "next": "/beheer/"})
    assert other.get("/beheer/").status_code == 302


def test_switching_it_off(client, person, secret):
    assert "Staat aan" in client.get("/inloggen/2fa/").content.decode()
    client.post("/inloggen/2fa/totp/deactivate/")
    assert "Staat uit" in client.get("/inloggen/2fa/").content.decode()
    other = Client()
    other.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in other.session


def test_guessing_codes_ends_after_twenty(person, secret):
    client = Client()
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    for number in range(20):
        client.post("/inloggen/2fa/authenticate/", {"code": f"{number:06}"})
    refused = client.post("/inloggen/2fa/authenticate/", {"code": code(secret)})
    assert "_auth_user_id" not in client.session
    assert "U heeft het te vaak geprobeerd." in refused.content.decode()


# --- The back office ---


def signed_in(person):
    client = Client()
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_without_the_extra_code_one_switches_it_on_and_comes_back():
    client = signed_in(factories.superuser(second_step=False))
    asked = client.get("/beheer/accounts/user/?q=anna", follow=True)
    assert [place for place, _status in asked.redirect_chain] == [
        "/beheer/login/?next=/beheer/accounts/user/%3Fq%3Danna",
        "/inloggen/2fa/totp/activate/",
    ]
    assert "Het beheer vraagt een extra code" in asked.content.decode()
    page = client.get("/inloggen/2fa/totp/activate/").content.decode()
    key = re.search(r'id="authenticator_secret"\s+value="(\w+)"', page)[1]
    codes = client.post("/inloggen/2fa/totp/activate/", {"code": code(key)}, follow=True).content.decode()
    assert "Ik heb de noodcodes bewaard: verder" in codes
    assert client.post("/inloggen/2fa/noodcodes-bewaard/")["Location"] == "/beheer/accounts/user/?q=anna"
    assert client.get("/beheer/accounts/user/?q=anna").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/beheer/", "/beheer/accounts/user/", "/beheer/jsi18n/", "/beheer/autocomplete/"])
def test_without_the_extra_code_nothing_of_the_back_office_opens(path, method):
    client = signed_in(factories.superuser(second_step=False))
    assert getattr(client, method)(path)["Location"].startswith("/beheer/login/?next=")


def test_one_does_not_come_back_on_another_site():
    client = signed_in(factories.superuser(second_step=False))
    client.get("/beheer/login/?next=https://kwaad.example/")
    assert client.session["after_second_step"] == "/beheer/"


@pytest.mark.parametrize(
    ("demo", "mail", "shown"),
    [
        (True, "technisch@voorbeeld.example", True),
        (False, "technisch@voorbeeld.example", False),
        (True, "iemand@gemeente.example", False),
    ],
)
def test_a_demonstration_shows_the_code_to_its_own_accounts_only(settings, demo, mail, shown):
    settings.DEMO = demo
    boss = factories.superuser(email=mail)
    client = Client()
    client.post("/inloggen/login/", {"login": mail, "password": PASSWORD})
    page = client.get("/inloggen/2fa/authenticate/").content.decode()
    found = re.search(r"De code is nu <code>(\d{6})</code>", page)
    assert bool(found) == shown
    if found:
        client.post("/inloggen/2fa/authenticate/", {"code": found[1]})
        assert client.session["_auth_user_id"] == str(boss.pk)
