"""Health, for machines."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone

from jobs.models import Job
from tests import factories

READY = "/gezondheid/gereed"


def test_live_answers_without_a_database(client, django_db_blocker):
    with django_db_blocker.block():
        response = client.get("/gezondheid/levend")
    assert (response.status_code, response.content, response["Cache-Control"]) == (
        200,
        b"ok",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_ready_when_all_is_there(client, db):
    response = client.get(READY)
    checks = {"database": "ok", "migrations": "ok", "storage": "ok", "cache": "ok", "broker": "ok", "worker": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": checks})


def test_not_ready_while_a_migration_waits(client, db):
    MigrationRecorder.Migration.objects.filter(app="monitoring").order_by("-name").first().delete()
    response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["migrations"]) == (503, "unavailable")


def test_not_ready_without_a_queue(client, db, tmp_path):
    with override_settings(REDIS_URL="", DATA_DIR=tmp_path):
        response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["broker"]) == (503, "unavailable")


@pytest.mark.parametrize(("minutes", "worker"), [(1, True), (10, False)])
def test_a_job_that_nobody_takes_warns_and_leaves_the_pages_up(client, db, minutes, worker):
    queued = timezone.now() - datetime.timedelta(minutes=minutes)
    Job.objects.create(kind="x", title="x", queued_at=queued, created_by=factories.user())
    response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["worker"] == "ok") == (200, worker)


@pytest.mark.parametrize("path", ["/gezondheid/levend", READY])
def test_only_reading(client, db, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/gezondheid/levend", READY])
def test_head(client, db, path):
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")


def failing(sql_begins, error):
    """Statements that begin so fail: as on a full disk or a standby, where asking goes well."""

    def wrapper(execute, sql, params, many, context):
        if sql.lstrip().startswith(sql_begins):
            raise error
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def test_not_ready_when_the_database_only_reads(client, db, caplog):
    with failing(("INSERT", "UPDATE"), OperationalError("attempt to write a readonly database")):
        response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["database"]) == (503, "unavailable")
    assert response.json()["checks"]["migrations"] == "not asked"
    assert "readonly" in caplog.text


def test_nobody_is_told_an_address(client, db, caplog, settings):
    error = OperationalError('connection to server at "127.0.0.1", port 5432 failed: Connection refused\n\tIs it up?')
    with failing(("SELECT", "INSERT", "UPDATE"), error):
        response = client.get(READY)
    assert response.json() == {
        "status": "unavailable",
        "checks": {
            "database": "unavailable",
            "migrations": "not asked",
            "storage": "ok",
            "cache": "ok" if settings.REDIS_URL else "unavailable",  # else it stands in the database
            "broker": "ok",
            "worker": "not asked",
        },
    }
    lines = [record.getMessage() for record in caplog.records if record.name == "regiovisie.health"]
    assert {("port 5432" in line, "\n" in line) for line in lines} == {(True, False)}


def test_not_ready_when_no_file_can_be_kept(client, db, settings, tmp_path, caplog):
    blocked = tmp_path / "media"
    blocked.write_text("a file where the folder should be")
    settings.MEDIA_ROOT = blocked
    response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["storage"]) == (503, "unavailable")
    assert str(tmp_path) not in response.content.decode()


def test_asking_leaves_nothing_behind(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for _time in range(3):
        assert client.get(READY).status_code == 200
    assert Session.objects.count() == 1
    assert default_storage.listdir("gezondheid") == ([], [])


def test_the_row_that_is_written_signs_nobody_in(client, db):
    client.get(READY)
    client.cookies["sessionid"] = "gezondheid"
    assert client.get("/mijn/").status_code == 302
