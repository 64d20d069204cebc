"""What is made once for all processes of a test run: each takes a copy."""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that its processes share; xdist gives each of them a folder in it."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def made_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process which asks for it fills; the others wait for it."""
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "klaar").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "klaar").touch()
    return folder


def migrated(shared: Path) -> Path:
    """An empty database of SQLite with all its tables, as a deployment begins."""

    def migrate(folder: Path) -> None:
        path = folder / "db.sqlite3"
        own = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{path}", "REDIS_URL": "", "DEBUG": "1"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=os.environ | own | {"SECRET_KEY": "alleen-voor-tests"}, check=True)
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in this one file

    return made_once(shared, "gemigreerd", migrate) / "db.sqlite3"
