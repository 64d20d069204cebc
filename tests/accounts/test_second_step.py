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
    page = client.get("/inloggen/2fa/totp/activate/")
    assert page["Location"] == "/inloggen/reauthenticate/?next=%2Finloggen%2F2fa%2Ftotp%2Factivate%2F"
    client.post("/inloggen/reauthenticate/", {"password": PASSWORD, "next": "/inloggen/2fa/totp/activate/"})
    page = client.get("/inloggen/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    key = re.search(r'id="authenticator_secret" value="(\w+)"', page)[1]
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
    boss = factories.superuser()
    client = Client()
    client.post("/inloggen/login/", {"login": boss.email, "password": PASSWORD})
    client.post("/inloggen/reauthenticate/", {"password": PASSWORD})
    key = re.search(
        r'id="authenticator_secret" value="(\w+)"', client.get("/inloggen/2fa/totp/activate/").content.decode()
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
