"""A real worker, on a database and a queue of its own: killed while it makes a report, and started again.

SQLite and the filesystem broker, or PostgreSQL and Redis where DATABASE_URL and REDIS_URL are set. Nothing in the
portal knows of this test: it kills the worker when the row says that the layout has begun.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from regiovisie.management.commands.demo import WORKER
from tests.jobs.mail_server import mail_server
from tests.once import migrated, shared_folder

pytestmark = pytest.mark.worker

RECOVERS_WITHIN = (
    180  # seconds: 30 until the heartbeat is stale, 10 until the next sweep, and the report on a busy machine
)
START = """
from evaluations import services
from tests import factories
from tests.evaluations.conftest import make_plan
programme = make_plan({actions})
officer = factories.policy_officer(programme.region)
texts = dict(introduction="", conclusion="", classification="public")
services.create(programme, title="Evaluatie", **texts, by=officer)
"""
START_IMPORT = """
from actions.imports import previews
from actions.services import importing
from tests import factories
line = factories.line(title="Eerder in beeld")
leader = factories.leader(line.programme.region)
rows = [f"1;Meldcodetour {number};GGD i.s.m. politie;Q3-Q4 2026;€ {number} per jaar" for number in range(2000)]
content = "\\n".join(["Lijn;Wat;Wie;Wanneer;Kosten", *rows]).encode()
found = importing.keep_file(line.programme, content=content, name="plan.csv", by=leader)
shown = previews.preview_of(found)
importing.confirm(found, fingerprint=shown.fingerprint, release=True, by=leader)
"""
START_MAIL = """
from django.core.mail import send_mail
for number in range(5):
    send_mail(f"Bericht {number}", "geheim", None, ["anna@voorbeeld.example"])
"""
SEND_AGAIN = """
from jobs import services
from jobs.models import Job
for _time in range(3):
    services.send(Job.objects.get().pk)
"""


class Portal:
    """A portal with its own data folder, database and queue."""

    def __init__(self, folder: Path, name: str = "worker") -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.postgres = (
            settings.DATABASES["default"] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else None
        )
        self.name = f"{name}_{os.getpid()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.env = {**os.environ, "DATA_DIR": str(folder), "SECRET_KEY": "alleen-voor-deze-test", "DATABASE_URL": ""}
        if self.postgres:
            self._admin(f'DROP DATABASE IF EXISTS "{self.name}"')
            self._admin(f'CREATE DATABASE "{self.name}"')
            where = self.postgres
            self.env["DATABASE_URL"] = (
                f"postgres://{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT'] or 5432}/{self.name}"
            )
        else:
            self.env["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
        if settings.REDIS_URL:
            self.env["REDIS_URL"] = f"{settings.REDIS_URL.rsplit('/', 1)[0]}/15"  # not the queue of a portal that runs

    def migrate(self, factory: pytest.TempPathFactory) -> None:
        """Make the tables, or on SQLite take a database that has them."""
        if self.postgres:
            self.manage("migrate", "--verbosity", "0")
        else:
            shutil.copy(migrated(shared_folder(factory)), self.folder)

    def manage(self, *arguments: str) -> None:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env=self.env, check=True)

    def start_worker(self) -> None:
        self.workers.append(
            subprocess.Popen([sys.executable, *WORKER], cwd=settings.BASE_DIR, env=self.env, start_new_session=True)
        )

    def kill_workers(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        self.workers.clear()

    def job(self) -> dict[str, Any]:
        """The one job, as it is in the database now."""
        names = ["state", "progress", "attempts", "error"]
        connection = self._connect()
        try:
            cursor = connection.cursor()
            cursor.execute(f"SELECT {', '.join(names)} FROM jobs_job")
            (row,) = cursor.fetchall()
        finally:
            connection.close()
        return dict(zip(names, row, strict=True))

    def count(self, table: str) -> int:
        """How many rows a table has now."""
        connection = self._connect()
        try:
            cursor = connection.cursor()
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])
        finally:
            connection.close()

    def execute(self, statement: str) -> None:
        """Change what the database knows, as time or a mistake would."""
        connection = self._connect()
        try:
            connection.cursor().execute(statement)
            connection.commit()
        finally:
            connection.close()

    def files(self) -> list[Path]:
        """The report files on disk."""
        return sorted((self.folder / "media" / "evaluaties").glob("*"))

    def close(self) -> None:
        self.kill_workers()
        if self.postgres:
            self._admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _connect(self) -> Any:
        if self.postgres:
            return psycopg2.connect(self.env["DATABASE_URL"])
        return sqlite3.connect(self.folder / "db.sqlite3", timeout=20)

    def _admin(self, statement: str) -> None:
        assert self.postgres
        where = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        known = {name: self.postgres[key] for name, key in where.items() if self.postgres[key]}
        connection = psycopg2.connect(dbname="postgres", **known)
        connection.autocommit = True
        try:
            connection.cursor().execute(statement)
        finally:
            connection.close()


@pytest.fixture
def portal(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    made = Portal(tmp_path)
    try:
        made.migrate(tmp_path_factory)
        yield made
    finally:
        made.close()


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def test_a_worker_killed_while_it_makes_a_report_loses_nothing_and_doubles_nothing(portal):
    portal.manage("shell", "-v", "0", "-c", START.format(actions=120))
    assert (portal.job()["state"], portal.files()) == ("queued", [])

    portal.start_worker()
    assert wait_until(lambda: portal.job()["progress"] > 20, seconds=RECOVERS_WITHIN), portal.job()
    portal.kill_workers()
    assert (portal.job()["state"], portal.job()["attempts"], portal.files()) == ("running", 1, [])

    portal.manage("shell", "-v", "0", "-c", SEND_AGAIN)  # a broker may deliver a message more than once
    portal.start_worker()
    portal.start_worker()
    assert wait_until(lambda: portal.job()["state"] in ("done", "failed"), seconds=RECOVERS_WITHIN), portal.job()
    assert portal.job() == {"state": "done", "progress": 100, "attempts": 2, "error": ""}
    (report,) = portal.files()
    assert report.read_bytes().startswith(b"%PDF-1.7")

    portal.manage("shell", "-v", "0", "-c", SEND_AGAIN)
    time.sleep(3)  # nothing comes of it
    assert (portal.job()["attempts"], portal.files()) == (2, [report])


@pytest.mark.parametrize("percent", [5, 60], ids=["while it reads", "while it writes"])
def test_a_worker_killed_in_the_middle_of_an_import_does_it_once(portal, percent):
    portal.manage("shell", "-v", "0", "-c", START_IMPORT)
    portal.start_worker()
    assert wait_until(lambda: portal.job()["progress"] >= percent, seconds=RECOVERS_WITHIN), portal.job()
    portal.kill_workers()
    assert portal.count("actions_action") == (2000 if portal.job()["state"] == "done" else 0)
    portal.execute("UPDATE jobs_job SET heartbeat_at = '2020-01-01 00:00:00' WHERE state = 'running'")  # later

    portal.manage("shell", "-v", "0", "-c", SEND_AGAIN)
    portal.start_worker()
    portal.start_worker()
    assert wait_until(lambda: portal.job()["state"] in ("done", "failed"), seconds=RECOVERS_WITHIN), portal.job()
    assert (portal.job()["state"], portal.count("actions_action")) == ("done", 2000)
    assert portal.count("actions_historicalaction") == 2000


def test_a_worker_killed_while_it_mails_sends_each_mail_once(portal):
    with mail_server(SimpleNamespace()) as server:
        portal.env["EMAIL_URL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
        server.slow["RCPT"] = 4.0
        portal.manage("shell", "-v", "0", "-c", START_MAIL)
        portal.start_worker()
        assert wait_until(lambda: len(server.received) >= 3, seconds=RECOVERS_WITHIN), server.commands
        time.sleep(1)  # whoever still sends, stands in the middle of a mail now
        portal.kill_workers()
        server.slow.clear()
        assert portal.count("jobs_mail WHERE state = 'sending'") > 0
        assert portal.count("jobs_mail WHERE state = 'sent'") == len(server.received) > 0

        portal.execute("UPDATE jobs_mail SET claimed_at = '2020-01-01 00:00:00' WHERE state = 'sending'")  # later
        portal.start_worker()
        portal.start_worker()
        everything = "jobs_mail WHERE state = 'sent' AND content IS NULL"
        assert wait_until(lambda: portal.count(everything) == 5, seconds=RECOVERS_WITHIN), server.commands
        subjects = sorted(re.findall(r"^Subject: (.*?)\r?$", "".join(server.received), flags=re.MULTILINE))
    assert subjects == [f"Bericht {number}" for number in range(5)]


def test_a_job_of_a_dead_worker_whose_clock_was_ahead_is_done(portal):
    portal.manage("shell", "-v", "0", "-c", START.format(actions=2))
    portal.execute("UPDATE jobs_job SET state = 'running', attempts = 1, heartbeat_at = '2099-01-01 00:00:00'")
    portal.start_worker()
    assert wait_until(lambda: portal.job()["state"] in ("done", "failed"), seconds=RECOVERS_WITHIN), portal.job()
    assert portal.job() == {"state": "done", "progress": 100, "attempts": 2, "error": ""}
