"""The portal with real data, a web server and a worker, on a port and in a folder of its own.

It is what `make demo` starts: error pages and static files are those of a deployment.

The tests of this folder look at it from outside, with a browser; they share nothing with it but addresses.
"""

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.once import ROOT, made_once, migrated

LOAD = """
import django
from django.core.management import call_command
django.setup()
for name in ("load_reference", "load_programmes", "load_figures", "demo_accounts"):
    call_command(name)
"""
STARTS_WITHIN = 120  # seconds
STOPS_WITHIN = 30  # seconds


@dataclass(frozen=True)
class Site:
    """Where the portal is served, and the folder with its database."""

    url: str
    folder: Path

    def row(self, query: str, *values: object) -> tuple[object, ...]:
        """The first row of a query on the database of the portal, to find an address by what is there."""
        with contextlib.closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as database:
            found: tuple[object, ...] = database.execute(query, values).fetchone()
        return found


def environment(folder: Path) -> dict[str, str]:
    """The environment of the portal's processes: nothing of the tests' own database and broker."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    ours = {"DATA_DIR": str(folder), "DEBUG": "1", "SECRET_KEY": "alleen-voor-de-browsertests"}
    return kept | ours | {"SECOND_STEP_REQUIRED": "0"}  # asked in test_second_step.py


def loaded(shared: Path) -> Path:
    """A folder with a database that holds all data; the first process that asks makes it."""

    def load(folder: Path) -> None:
        shutil.copy(migrated(shared), folder)
        env = environment(folder) | {"DJANGO_SETTINGS_MODULE": "regiovisie.settings"}
        command = [sys.executable, "-c", LOAD]
        result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr

    return made_once(shared, "geladen", load)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The portal with its worker, until the end of the block."""
    port = free_port()
    log = (folder / "demo.log").open("w+")
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while "draait op" not in (folder / "demo.log").read_text():
            assert process.poll() is None, (folder / "demo.log").read_text()
            assert time.monotonic() < deadline, (folder / "demo.log").read_text()
            time.sleep(0.1)
        yield Site(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=STOPS_WITHIN)
        log.close()
