"""Every page of signing in is one of the portal's own: its frame, its words, nothing inline."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

VISITOR = [
    "login/",
    "signup/",
    "inactive/",
    "confirm-email/",
    "confirm-email/onbekend/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-onbekend/",
    "password/reset/key/done/",
]
SIGNED_IN = [
    "logout/",
    "email/",
    "password/change/",
    "reauthenticate/",
    "2fa/",
    "2fa/totp/activate/",
]
ENGLISH = re.compile(r"\b(sign|password|please|your|the|email)\b", re.IGNORECASE)


def judge(page):
    text = page.content.decode()
    main = re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")])
    assert page.status_code == 200
    assert text.index("Verlaat deze site snel") < text.index("0800-2000") < text.index("<main")
    assert len(re.findall("<h1", text)) == 1
    assert re.findall(r"<title>\s*–|<title>Regiovisie –", text) == []
    assert re.findall(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", text) == []
    assert ENGLISH.findall(main) == []


@pytest.mark.parametrize("path", VISITOR)
def test_pages_for_visitors(client, path):
    judge(client.get(f"/inloggen/{path}"))


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_for_who_is_signed_in(client, path):
    person = factories.user()
    client.post("/inloggen/login/", {"login": person.email, "password": factories.PASSWORD})
    client.post("/inloggen/reauthenticate/", {"password": factories.PASSWORD})
    judge(client.get(f"/inloggen/{path}"))


def test_a_password_to_choose_for_who_has_none(client):
    person = factories.user(password=None)
    client.force_login(person)
    judge(client.get("/inloggen/password/set/"))
