"""Health, for machines."""

import datetime

import pytest
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
    checks = {"database": "ok", "migrations": "ok", "cache": "ok", "broker": "ok", "worker": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": checks})


def test_not_ready_while_a_migration_waits(client, db):
    MigrationRecorder.Migration.objects.filter(app="monitoring").order_by("-name").first().delete()
    response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["migrations"]) == (503, "1 migrations wait")


def test_not_ready_without_a_queue(client, db, tmp_path):
    with override_settings(REDIS_URL="", DATA_DIR=tmp_path):
        response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["broker"]) == (503, "no queue folder")


@pytest.mark.parametrize(("minutes", "worker"), [(1, True), (10, False)])
def test_a_job_that_nobody_takes_warns_and_leaves_the_pages_up(client, db, minutes, worker):
    queued = timezone.now() - datetime.timedelta(minutes=minutes)
    Job.objects.create(kind="x", title="x", queued_at=queued, created_by=factories.user())
    response = client.get(READY)
    assert (response.status_code, response.json()["checks"]["worker"] == "ok") == (200, worker)


@pytest.mark.parametrize("path", ["/gezondheid/levend", READY])
def test_only_reading(client, db, path):
    assert client.post(path).status_code == 405
