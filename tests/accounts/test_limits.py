"""Wrong passwords: a stranger who guesses is stopped, and keeps nobody else out."""

import socket
import time

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.test import Client

from accounts import devices
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN = "/inloggen/login/"
WRONG = "verkeerd-wachtwoord"


def sign_in(client, email, password=factories.PASSWORD, address="203.0.113.7"):
    return client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def person():
    return factories.user()


def test_a_stranger_elsewhere_locks_nobody_out(client, person):
    for number in range(40):
        sign_in(Client(), person.email, WRONG, address=f"198.51.100.{number % 4}")
    sign_in(client, person.email)
    assert signed_in(client)


def test_a_known_device_passes_where_a_stranger_guesses_from_the_same_address(client, person):
    sign_in(client, person.email)
    client.post("/inloggen/logout/")
    for _ in range(12):
        sign_in(Client(), person.email, WRONG)
    new = Client()
    assert sign_in(new, person.email).status_code == 429
    sign_in(client, person.email.upper())
    assert signed_in(client)


def test_a_known_device_has_ten_tries_too(client, person):
    sign_in(client, person.email)
    client.post("/inloggen/logout/")
    answers = [sign_in(client, person.email, WRONG).status_code for _ in range(10)]
    assert answers == [200] * 9 + [429]
    other = Client()
    sign_in(other, person.email)  # whoever has the device does not lock the account elsewhere
    assert signed_in(other)


def test_a_device_is_known_to_the_accounts_that_used_it_only(client, person):
    stranger = factories.user()
    for _ in range(4):  # with an account of one's own one makes as many devices as one likes
        device = Client()
        sign_in(device, stranger.email)
        device.post("/inloggen/logout/")
        for _ in range(3):
            sign_in(device, person.email, WRONG)
    assert sign_in(client, person.email).status_code == 429


def test_a_forged_device_is_not_known(client, person):
    client.cookies[devices.COOKIE] = "eyJpZCI6ICJ4In0:1abc:verzonnen"
    for _ in range(10):
        sign_in(client, person.email, WRONG)
    assert sign_in(client, person.email).status_code == 429


def test_one_password_on_many_accounts_is_slowed(client, person):
    known = Client()
    sign_in(known, person.email)
    known.post("/inloggen/logout/")
    for number in range(60):
        sign_in(client, f"iemand{number}@voorbeeld.example", WRONG)
    refused = sign_in(client, person.email)
    assert "U heeft het te vaak geprobeerd." in refused.content.decode()
    assert not signed_in(client)
    sign_in(known, person.email)
    assert signed_in(known)


def test_success_does_not_count(person):
    for _ in range(61):
        client = Client()
        sign_in(client, person.email)
        assert signed_in(client)


def test_addresses_of_one_network_are_one_stranger(client, person):
    for number in range(10):
        sign_in(Client(), person.email, WRONG, address=f"2001:db8:1:2::{number + 1:x}")
    assert sign_in(client, person.email, address="2001:db8:1:2::ffff").status_code == 429


def test_the_cookie_tells_nothing_and_is_out_of_reach(client, person):
    cookie = sign_in(client, person.email).cookies[devices.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], person.email in str(cookie)) == (True, "Lax", False)


def test_no_cache_is_one_process_alone():
    backends = [cache["BACKEND"] for cache in settings.CACHES.values()]
    assert not any("locmem" in backend or "dummy" in backend for backend in backends)


def test_while_redis_is_away_people_sign_in_and_strangers_are_counted(client, person, settings):
    server = "redis://127.0.0.1:9/0"  # nobody there
    settings.CACHES = {"default": {"BACKEND": "accounts.caches.RedisOrDatabaseCache", "LOCATION": server}}
    call_command("createcachetable", "cache", verbosity=0)
    settings.ACCOUNT_RATE_LIMITS = {"password_failed": "2/h/ip", "login": None}
    for number in range(2):
        sign_in(Client(), f"iemand{number}@voorbeeld.example", WRONG)
    assert "U heeft het te vaak geprobeerd." in sign_in(client, person.email).content.decode()
    sign_in(client, person.email, address="198.51.100.1")
    assert signed_in(client)


def test_nobody_waits_more_than_once_for_a_redis_that_is_silent(settings, monkeypatch):
    monkeypatch.setattr("accounts.caches.WAIT", 0.3)
    monkeypatch.setattr("accounts.caches.PAUSE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        settings.CACHES = {"default": {"BACKEND": "accounts.caches.RedisOrDatabaseCache", "LOCATION": server}}
        call_command("createcachetable", "cache", verbosity=0)
        begin = time.monotonic()
        for number in range(5):
            cache.set(f"n{number}", number)
        assert 0.3 <= time.monotonic() - begin < 0.6
        assert cache.get("n4") == 4
        time.sleep(0.5)
        begin = time.monotonic()
        assert cache.get("n4") == 4  # asked once more
        assert 0.3 <= time.monotonic() - begin < 0.6


@pytest.mark.redis
def test_with_redis_nothing_is_written_to_the_database(django_assert_num_queries):
    cache = caches["default"]
    with django_assert_num_queries(0):
        cache.set("a", 1)
        assert (cache.get("a"), cache.add("a", 2), cache.incr("a"), cache.delete("a")) == (1, False, 2, True)
