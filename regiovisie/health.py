"""Whether this instance can serve: for machines that watch it. Checks of django-health-check, and ours."""

import datetime
import inspect
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.checks import Cache, Database
from health_check.exceptions import HealthCheckException, ServiceUnavailable
from kombu.exceptions import OperationalError

from jobs.models import Job
from regiovisie.celery import app as celery_app

TOO_LONG = datetime.timedelta(minutes=5)  # that a job waits, when there is a worker


class Migrations(HealthCheck):  # type: ignore[misc]  # health_check has no types
    """The database has the shape that this version of the portal expects."""

    def run(self) -> None:
        """Raises ServiceUnavailable when a migration waits."""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            raise ServiceUnavailable(f"{len(waiting)} migrations wait")


class Broker(HealthCheck):  # type: ignore[misc]
    """A job can be handed to the queue."""

    def run(self) -> None:
        """Raises ServiceUnavailable when the queue cannot be reached."""
        if not settings.REDIS_URL:
            if not Path(settings.DATA_DIR, "queue").is_dir():
                raise ServiceUnavailable("no queue folder")
            return
        try:
            with celery_app.connection_for_write(connect_timeout=2) as queue:
                queue.ensure_connection(max_retries=1, timeout=3)
        except OperationalError as error:
            raise ServiceUnavailable("not reachable") from error


class Worker(HealthCheck):  # type: ignore[misc]
    """A worker takes jobs. Pages can be served without one: this check only warns."""

    def run(self) -> None:
        """Raises ServiceUnavailable when a job waits longer than a worker would let it."""
        oldest = Job.objects.filter(state=Job.State.QUEUED).order_by("queued_at").first()
        if oldest and oldest.queued_at < timezone.now() - TOO_LONG:
            raise ServiceUnavailable(f"a job waits since {oldest.queued_at:%Y-%m-%dT%H:%MZ}")


CHECKS: dict[str, Any] = {"database": Database(), "migrations": Migrations(), "cache": Cache(), "broker": Broker()}
WARNINGS: dict[str, Any] = {"worker": Worker()}


def outcome(check: Any) -> str:
    """`ok`, or what is wrong, without addresses or secrets."""
    try:
        if inspect.iscoroutinefunction(check.run):
            async_to_sync(check.run)()
        else:
            check.run()
    except HealthCheckException as problem:
        return str(problem.message)
    return "ok"


def readiness() -> tuple[bool, dict[str, str]]:
    """Whether all that pages need is there, and the outcome of each check. Without a database the rest is not asked."""
    found: dict[str, str] = {}
    for name, check in (CHECKS | WARNINGS).items():
        found[name] = "not asked" if found.get("database", "ok") != "ok" else outcome(check)
    return all(found[name] == "ok" for name in CHECKS), found
