"""Whether this instance can serve: for machines that watch it. Checks of django-health-check, and ours.

The answer is public: it names a component and says one word. What exactly is wrong stands in the log.
"""

import datetime
import inspect
import logging
import uuid
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.checks import Cache
from health_check.exceptions import HealthCheckException, ServiceUnavailable
from kombu.exceptions import OperationalError

from jobs import outages
from jobs.models import Job
from regiovisie.celery import app as celery_app

logger = logging.getLogger(__name__)

TOO_LONG = datetime.timedelta(minutes=5)  # that a job waits, when there is a worker
MARK = "gezondheid"  # the one row, and the folder, that the checks write
OK, UNAVAILABLE, NOT_ASKED = "ok", "unavailable", "not asked"


class Database(HealthCheck):  # type: ignore[misc]  # health_check has no types
    """A row can be written and read: a full disk, a read-only file and a standby all answer a question well."""

    def run(self) -> None:
        """Writes a session that has ended, always the same row, and commits. Raises DatabaseError."""
        now = timezone.now()
        Session.objects.update_or_create(session_key=MARK, defaults={"session_data": "", "expire_date": now})
        if Session.objects.get(session_key=MARK).expire_date != now:
            raise ServiceUnavailable("what was written is not what is read")


class Migrations(HealthCheck):  # type: ignore[misc]
    """The database has the shape that this version of the portal expects."""

    def run(self) -> None:
        """Raises ServiceUnavailable when a migration waits."""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            raise ServiceUnavailable(f"{len(waiting)} migrations wait")


class Storage(HealthCheck):  # type: ignore[misc]
    """A file can be written, read and deleted where uploads and reports are kept."""

    def run(self) -> None:
        """Raises OSError, or ServiceUnavailable when the file is not what was written. Leaves nothing behind."""
        name, content = f"{MARK}/{uuid.uuid4().hex}", b"gezond" * 1000
        try:
            default_storage.save(name, ContentFile(content))
            with default_storage.open(name) as file:
                if file.read() != content:
                    raise ServiceUnavailable("what was written is not what is read")
        finally:
            default_storage.delete(name)


class Broker(HealthCheck):  # type: ignore[misc]
    """A job can be handed to the queue."""

    def run(self) -> None:
        """Raises ServiceUnavailable when the queue cannot be reached."""
        if not settings.REDIS_URL:
            if not Path(settings.DATA_DIR, "queue").is_dir():
                raise ServiceUnavailable("no queue folder")
            return
        with celery_app.connection_for_write(connect_timeout=2) as queue:
            queue.ensure_connection(max_retries=1, timeout=3)


class Worker(HealthCheck):  # type: ignore[misc]
    """A worker takes jobs. Pages can be served without one: this check only warns."""

    def run(self) -> None:
        """Raises ServiceUnavailable when a job waits longer than a worker would let it."""
        if Job.objects.waiting_longer(TOO_LONG).exists():
            raise ServiceUnavailable("a job waits too long")


CHECKS: dict[str, Any] = {
    "database": Database(),
    "migrations": Migrations(),
    "storage": Storage(),
    "cache": Cache(),
    "broker": Broker(),
}
WARNINGS: dict[str, Any] = {"worker": Worker()}
EXPECTED = (HealthCheckException, DatabaseError, InterfaceError, OSError, OperationalError)


def outcome(name: str, check: Any) -> str:
    """One word for everybody; the log gets the reason."""
    try:
        if inspect.iscoroutinefunction(check.run):
            async_to_sync(check.run)()
        else:
            check.run()
    except EXPECTED as problem:
        logger.warning("not healthy: %s (%s)", name, outages.summary(problem))
        return UNAVAILABLE
    return OK


def readiness() -> tuple[bool, dict[str, str]]:
    """Whether all that pages need is there, and the outcome of each check. Without a database its other checks wait."""
    found: dict[str, str] = {}
    for name, check in (CHECKS | WARNINGS).items():
        asks_database = name in ("migrations", "worker")
        away = asks_database and found["database"] != OK
        found[name] = NOT_ASKED if away else outcome(name, check)
    return all(found[name] == OK for name in CHECKS), found
