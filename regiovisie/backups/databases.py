"""Taking a database out and putting it back: SQLite with its online back-up, PostgreSQL with pg_dump and psql.

Never by copying a file: the newest rows of SQLite are in a second file (the write-ahead log), and a copy lacks them.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext as _

from jobs import outages

# What an installation has before anybody did anything.
BOOKKEEPING = {"django_migrations", "django_content_type", "auth_permission", "django_session", "sqlite_sequence"}


class BackupError(Exception):
    """A back-up cannot be made or put back: one Dutch sentence says why."""


class Contents(NamedTuple):
    """What a database held at the moment of its snapshot."""

    tables: dict[str, int]  # rows per table
    files: set[str]  # names of files in rows
    migrations: list[list[str]]  # app and name


def file_fields() -> list[tuple[type[models.Model], models.FileField]]:
    """The fields of all models that name a file."""
    fields = [(model, field) for model in apps.get_models() for field in model._meta.get_fields()]
    return [(model, field) for model, field in fields if isinstance(field, models.FileField)]


def is_empty() -> bool:
    """Whether nobody has put anything in the database yet, or there are no tables at all."""
    with connection.cursor() as cursor:
        counts = _tables(cursor, connection.introspection.table_names(cursor))
    return not any(count for table, count in counts.items() if table not in BOOKKEEPING)


def dump(target: Path) -> Contents:
    """Write the database to a file, as it is at one moment, while others go on writing. Raises BackupError."""
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgres(target)


def load(source: Path) -> dict[str, int]:
    """Put what `dump` wrote in place of the database, all or nothing; gives the rows per table. Raises BackupError."""
    if connection.vendor == "sqlite":
        with closing(_sqlite(source)) as kept, closing(_sqlite(connection.settings_dict["NAME"])) as live:
            kept.backup(live)
    else:
        _load_postgres(source)
    connection.close()
    with connection.cursor() as cursor:
        return _tables(cursor, connection.introspection.table_names(cursor))


def _sqlite(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)


def _dump_sqlite(target: Path) -> Contents:
    if not Path(connection.settings_dict["NAME"]).exists():
        raise BackupError(_("Er is nog geen database."))
    with closing(_sqlite(connection.settings_dict["NAME"])) as live, closing(_sqlite(target)) as copy:
        live.backup(copy)  # in one step, so from one moment
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError(_("De database is beschadigd: de controle van SQLite vindt fouten."))
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return _contents(copy.cursor(), [str(name) for (name,) in names])


def _dump_postgres(target: Path) -> Contents:
    with closing(connection.copy()) as reader:
        reader.connect()
        reader.connection.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
        with reader.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            contents = _contents(cursor, reader.introspection.table_names(cursor))
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"-f{target}")
    return contents


def _load_postgres(source: Path) -> None:
    script = source.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
    connection.close()
    fresh = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
    options = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction")
    _run("psql", *options, *fresh, f"--file={script}")


def _contents(cursor: Any, names: list[str]) -> Contents:
    tables, files = _tables(cursor, names), set()
    for model, field in file_fields():
        table = model._meta.db_table
        if table in tables:
            cursor.execute(f'SELECT DISTINCT "{field.column}" FROM "{table}"')
            files |= {name for (name,) in cursor.fetchall() if name}
    if "django_migrations" not in tables:
        raise BackupError(_("Er is nog geen database van het portaal."))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Contents(tables, files, [list(row) for row in cursor.fetchall()])


def _tables(cursor: Any, names: list[str]) -> dict[str, int]:
    counts = {}
    for name in sorted(names):
        cursor.execute(f'SELECT count(*) FROM "{name}"')
        (counts[name],) = cursor.fetchone()
    return counts


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database; the password is in its environment, where `ps` does not show it."""
    if shutil.which(program) is None:
        sentence = _("%(program)s ontbreekt op deze machine. Installeer postgresql-client, niet ouder dan de server.")
        raise BackupError(sentence % {"program": program})
    done = subprocess.run([program, *arguments], env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "error" in line.lower()), done.stderr[:300])
        raise BackupError(_("%(program)s is mislukt: %(reason)s") % {"program": program, "reason": reason.strip()})


def _environment() -> dict[str, str]:
    where = connection.settings_dict
    known = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
    ours = {variable: str(where[key]) for key, variable in known.items() if where.get(key)}
    ssl = {f"PG{key.upper()}": str(value) for key, value in where["OPTIONS"].items() if key.startswith("ssl")}
    return os.environ | ours | ssl | {"PGCONNECT_TIMEOUT": "5", "PGOPTIONS": "-c lock_timeout=20s"}


@contextmanager
def told() -> Iterator[None]:
    """Turns what databases raise into a BackupError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise BackupError(_("Het lukt niet: %(reason)s") % {"reason": outages.summary(error)}) from error
    except Exception as error:
        if not outages.is_outage(error):
            raise
        raise BackupError(_("De database is niet te bereiken: %(why)s") % {"why": outages.summary(error)}) from error
