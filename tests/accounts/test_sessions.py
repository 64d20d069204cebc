"""How long somebody stays signed in."""

import re
import time

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services, sessions
from municipalities.services import end_access, give_access
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Puts our clock forward."""

    def forward(seconds):
        now = time.time() + seconds
        monkeypatch.setattr(sessions.time, "time", lambda: now)

    return forward


def is_signed_in(client):
    client.get("/inloggen/signup/")
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("hours", "signed_in"), [(0, True), (9.9, True), (10.1, False)])
def test_a_session_ends_ten_hours_after_signing_in(client, clock, hours, signed_in):
    client.force_login(factories.user())
    clock(hours * 3600)
    assert is_signed_in(client) == signed_in


def test_a_session_in_use_is_kept_alive(client, clock, settings):
    client.force_login(factories.user())
    assert settings.SESSION_COOKIE_AGE == 2 * 60 * 60
    before = Session.objects.get().expire_date
    clock(6 * 60)
    client.get("/inloggen/signup/")
    after = Session.objects.get().expire_date
    assert after > before


def test_a_request_shortly_after_the_last_writes_nothing(client, clock, django_assert_num_queries):
    client.force_login(factories.user())
    before = Session.objects.get().session_data
    clock(60)
    client.get("/inloggen/signup/")
    assert Session.objects.get().session_data == before


def test_signing_in_gives_a_session_that_ends_with_the_browser(client):
    person = factories.user()
    response = client.post("/inloggen/login/", {"login": person.email, "password": factories.PASSWORD})
    assert response.cookies["sessionid"]["max-age"] == ""


# --- A closed account ---


@pytest.fixture
def signed_in(client):
    person = factories.user()
    client.post("/inloggen/login/", {"login": person.email, "password": factories.PASSWORD})
    assert client.get("/mijn/").status_code == 200
    return person


def in_the_back_office(person, **changes):
    boss = Client()
    boss.force_login(factories.superuser())
    values = {"name": person.name, "email": person.email} | changes
    assert boss.post(reverse("admin:accounts_user_change", args=[person.pk]), values).status_code == 302
    person.refresh_from_db()


@pytest.mark.parametrize("looks_meanwhile", [True, False])
@pytest.mark.parametrize("way", ["back office", "shell"])
def test_a_session_ends_when_the_account_is_closed_and_does_not_revive(client, signed_in, way, looks_meanwhile):
    if way == "back office":
        in_the_back_office(signed_in)
    else:
        signed_in.is_active = False
        signed_in.save()
    assert signed_in.is_active is False
    if looks_meanwhile:
        assert client.get("/mijn/").status_code == 302
    in_the_back_office(signed_in, is_active="on")
    assert (signed_in.is_active, client.get("/mijn/").status_code) == (True, 302)


def test_a_mailed_link_ends_with_the_account(client, signed_in):
    client.post("/inloggen/password/reset/", {"email": signed_in.email})
    link = re.search(r"http://testserver(/\S+reset/key/\S+)", mail.outbox[-1].body)[1]
    services.close_account(signed_in)
    services.reopen_account(signed_in)
    assert "Deze link werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_the_last_access_that_ends_signs_out(client, signed_in, region):
    given = give_access(signed_in, role="leader", place=region)
    end_access(given, on=timezone.localdate())
    assert client.get("/mijn/").status_code == 302


def test_one_access_of_two_that_ends_signs_nobody_out(client, signed_in, region):
    give_access(signed_in, role="policy_officer", place=region)
    end_access(give_access(signed_in, role="leader", place=region), on=timezone.localdate())
    assert client.get("/mijn/").status_code == 200


# --- Back, after signing out ---


@pytest.mark.parametrize("page", ["/", "/mijn/", "/kaart.svg", "/over/", "/bestaat-niet/", "/mijn"])
def test_what_somebody_signed_in_sees_is_kept_nowhere(client, signed_in, page):
    answer = client.get(page)
    assert (answer["Cache-Control"], "Cookie" in answer["Vary"]) == ("no-store, private", True)


def test_what_everybody_sees_may_be_kept(client, db):
    assert not client.get("/over/").has_header("Cache-Control")
    assert client.get("/kaart.svg")["Cache-Control"] == "public, max-age=86400"


def test_signing_out_clears_what_the_browser_holds_ready(client, signed_in):
    assert "data-private" in client.get("/over/").content.decode()
    assert client.post("/inloggen/logout/")["Clear-Site-Data"] == '"cache"'
    assert "data-private" not in client.get("/over/").content.decode()


ASK = "/inloggen/sessie/"


def test_a_page_that_asks_how_long_is_left_keeps_nobody_signed_in(client, clock, settings):
    client.force_login(factories.user())
    clock(60 * 60)
    asked = [client.get(ASK).json() for _time in range(2)]
    assert [(one["seconds"] // 60, one["can_stay"]) for one in asked] == [(59, True)] * 2
    told = client.post(ASK).json()
    assert (told["seconds"], told["can_stay"]) == (settings.SESSION_COOKIE_AGE, True)
    assert Client().get(ASK).json() == Client().post(ASK).json() == {"seconds": 0, "can_stay": False}


def test_ten_hours_after_signing_in_only_the_password_helps(client, clock):
    client.force_login(factories.user())
    for _part in range(6):
        clock(1.5 * 3600)
        client.get("/over/")
    clock(0.9 * 3600)
    told = client.post(ASK).json()
    assert (told["seconds"] // 60, told["can_stay"]) == (5, False)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": sessions.time.time()}]
    session.save()
    assert client.post(ASK).json()["can_stay"] is True
    clock(3600)
    assert is_signed_in(client)
