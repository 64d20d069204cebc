"""The database away: a calm page, one line of log. Reading goes on where only writing fails."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client

from accounts.sessions import STAMPS
from jobs import outages
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = ["/", "/onderwerpen/", "/regios/noordland/plan/", "/gemeenten/?q=a", "/inloggen/login/", "/mijn/", "/beheer/"]


@pytest.fixture(autouse=True)
def answers(client: Client) -> None:
    """As a browser: an error is an answer."""
    client.raise_request_exception = False


@contextmanager
def away(when: Any = lambda sql: True, error: Exception | None = None) -> Iterator[None]:
    """Every statement for which `when` holds fails as it does when the server is gone."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if when(sql):
            failure = OperationalError('connection to server at "10.1.2.3", port 5432 failed:\n\tConnection refused')
            failure.__cause__ = error or psycopg2.OperationalError("refused")
            raise failure
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def lines(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "signed in"])
@pytest.mark.parametrize("path", PAGES)
def test_without_a_database_every_page_is_calm(client, caplog, path, signed_in):
    if signed_in:
        client.force_login(factories.superuser())
    asked = []
    with away(lambda sql: asked.append(sql) or True):
        response = client.get(path)
    if not asked:  # a page, or a way to sign in, that needs no database goes on
        assert response.status_code in (200, 302)
        return
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "no-store" in response["Cache-Control"]
    assert "Het portaal is even niet beschikbaar" in page
    assert ("Verlaat deze site snel" in page, "0800-2000" in page) == (True, True)
    assert "10.1.2.3" not in page
    (line,) = lines(caplog)
    assert (line.exc_info, "\n" in line.getMessage(), line.getMessage().startswith("503 for GET ")) == (
        None,
        False,
        True,
    )


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_database_that_goes_away_in_the_middle_of_a_page(client, caplog, programme, number):
    client.force_login(factories.policy_officer(programme.region))
    counted = []

    def later(sql):
        counted.append(sql)
        return len(counted) >= number

    with away(later):
        response = client.get("/regios/noordland/plan/")
    assert (response.status_code, response["Retry-After"], len(lines(caplog))) == (503, "30", 1)


def test_head_is_told_as_well(client):
    with away():
        response = client.head("/onderwerpen/")
    assert (response.status_code, response.content) == (503, b"")


READS_ONLY = sqlite3.OperationalError("attempt to write a readonly database")
READS_ONLY.sqlite_errorcode = 8  # type: ignore[attr-defined]


def writes(sql: str) -> bool:
    return sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))


@pytest.mark.parametrize("path", ["/", "/mijn/", "/regios/noordland/plan/", "/regios/noordland/acties.csv"])
@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "signed in"])
def test_reading_goes_on_when_nothing_can_be_written(client, programme, path, signed_in):
    """A full disk, a standby: also when the session of who is signed in should be kept alive."""
    if signed_in:
        client.force_login(factories.policy_officer(programme.region))
        session = client.session
        session[STAMPS] = [time.time() - 1000, time.time() - 1000]
        session.save()
    with away(writes, error=READS_ONLY):
        response = client.get(path)
    assert response.status_code == (302 if path == "/mijn/" and not signed_in else 200)
    assert "readonly" not in b"".join(response).decode()


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_saved_is_told_calmly(client):
    client.force_login(factories.user())
    with away(writes, error=READS_ONLY):
        response = client.post("/inloggen/logout/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")


@pytest.mark.django_db(transaction=True)
def test_signing_in_on_a_database_that_only_reads_is_no_error_of_ours(client):
    """Where limits are counted in the database, they cannot be counted now: then nobody gets any further."""
    person = factories.user()
    with away(writes, error=READS_ONLY):
        response = client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    assert response.status_code in (200, 503, 507)
    assert not response.wsgi_request.user.is_authenticated


def test_a_session_that_cannot_be_saved_is_not_one_that_ended_elsewhere(client):
    """Django calls both the same, and answers 400: the request was not a bad one."""
    client.force_login(factories.user())
    session = client.session
    session["iets"] = 1
    with away(writes, error=READS_ONLY), pytest.raises(OperationalError):
        session.save()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()


def test_a_mistake_of_ours_keeps_its_traceback(client, caplog):
    mistake = sqlite3.OperationalError("no such table")
    mistake.sqlite_errorcode = 1  # type: ignore[attr-defined]
    with away(error=mistake):
        response = client.get("/onderwerpen/")
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()
    assert [line.exc_info is None for line in lines(caplog)] == [False]


@pytest.mark.parametrize(
    ("code", "expected"), [(5, True), (8, True), (10 | (3 << 8), True), (13, True), (14, True), (1, False), (19, False)]
)
def test_what_sqlite_calls_an_outage(code, expected):
    error, cause = OperationalError("x"), sqlite3.OperationalError("x")
    cause.sqlite_errorcode = code  # type: ignore[attr-defined]
    error.__cause__ = cause
    assert outages.is_outage(error) is expected


def test_an_error_that_an_outage_led_to_is_one():
    failure, after = OperationalError("gone"), RuntimeError("the cleaning up failed too")
    failure.__cause__, after.__context__ = psycopg2.OperationalError("gone"), failure
    found = [outages.is_outage(error) for error in (after, RuntimeError("something else"), None)]
    assert found == [True, False, False]


def record_of(error: Exception | None, message: str = "periodic work %s failed") -> logging.LogRecord:
    found = (type(error), error, None) if error else None
    return logging.LogRecord("jobs", logging.ERROR, "x.py", 1, message, ("jobs-sweep",), found)


def test_the_log_keeps_an_outage_to_one_line():
    failure = OperationalError("gone\n  really")
    failure.__cause__ = psycopg2.OperationalError("gone")
    record = record_of(failure)
    assert outages.Calm().filter(record)
    assert (record.getMessage(), record.exc_info) == (
        "periodic work jobs-sweep failed (OperationalError: gone really)",
        None,
    )
    mistake = record_of(ZeroDivisionError("x"))
    assert outages.Calm().filter(mistake)
    assert mistake.exc_info is not None


def test_the_log_holds_no_key_to_choose_a_password():
    record = record_of(None, "Not Found: /inloggen/password/reset/key/1-c4ftcb-0123456789abcdef/ %s")
    outages.Calm().filter(record)
    assert record.getMessage() == "Not Found: /inloggen/password/reset/key/.../ jobs-sweep"
