"""The page with sessions: where somebody is signed in, and ending what is not theirs."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import SignedIn
from accounts.services import clear_sessions, end_sessions
from accounts.sessions import device_in_words
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/inloggen/sessies/"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(person, agent=DESK):
    client = Client(headers={"User-Agent": agent})
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    return client


def buttons(page):
    return re.findall(r'name="end" value="(\d+)"', page)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (DESK, "Firefox op Windows"),
        (PHONE, "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari op iPhone"),
        ("", "Onbekende browser"),
        ("<script>", "Onbekende browser"),
    ],
)
def test_a_device_in_words(agent, words):
    assert device_in_words(agent) == words


def test_one_sees_ones_own_and_ends_one():
    person, other = factories.user(), factories.user()
    desk, phone, stranger = signed_in(person), signed_in(person, PHONE), signed_in(other)
    page = desk.get(PAGE).content.decode()
    assert "Firefox op Windows" in page
    assert "Chrome op Android" in page
    (pk,) = buttons(page)  # not for this device, and nothing of somebody else
    stranger.post(PAGE, {"end": pk})
    assert phone.get("/mijn/").status_code == 200
    answer = desk.post(PAGE, {"end": pk}, follow=True).content.decode()
    assert "Uitgelogd: Chrome op Android." in answer
    assert phone.get("/mijn/").status_code == 302
    assert desk.get("/mijn/").status_code == 200
    assert "Die sessie was al voorbij." in desk.post(PAGE, {"end": pk}, follow=True).content.decode()


def test_all_others_at_once_also_what_the_page_does_not_know():
    person = factories.user()
    desk, phone, older = signed_in(person), signed_in(person, PHONE), Client()
    older.force_login(person)
    desk.post(PAGE, {"end": "others"})
    assert [client.get("/mijn/").status_code for client in (desk, phone, older)] == [200, 302, 302]
    assert buttons(desk.get(PAGE).content.decode()) == []


def test_what_has_ended_is_not_listed():
    person = factories.user()
    desk, phone = signed_in(person), signed_in(person, PHONE)
    phone.post("/inloggen/logout/")
    assert buttons(desk.get(PAGE).content.decode()) == []
    clear_sessions()
    assert SignedIn.objects.count() == Session.objects.count() == 1


def test_what_ended_by_itself_is_forgotten_too():
    person = factories.user()
    signed_in(person)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(hours=1))
    signed_in(person, PHONE)
    clear_sessions()
    assert [one.device for one in SignedIn.objects.all()] == ["Chrome op Android"]
    assert Session.objects.count() == 1


def test_ended_by_who_gives_access_it_is_over():
    person = factories.user()
    desk = signed_in(person)
    end_sessions(person)
    assert desk.get(PAGE).status_code == 302


@pytest.mark.parametrize("end", ["", "0", "x", "-1", "99999999999999999999", "ⅷ"])
def test_nonsense_ends_nothing(end):
    person = factories.user()
    desk = signed_in(person)
    assert desk.post(PAGE, {"end": end}).status_code == 302
    assert desk.get("/mijn/").status_code == 200


def test_the_list_does_not_cost_more_for_more(django_assert_max_num_queries):
    person = factories.user()
    desk = signed_in(person)
    for _ in range(5):
        signed_in(person)
    desk.get(PAGE)
    with django_assert_max_num_queries(15):
        desk.get(PAGE)
