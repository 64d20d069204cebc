"""How long somebody stays signed in."""

import time

import pytest
from django.contrib.sessions.models import Session

from accounts import sessions
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
