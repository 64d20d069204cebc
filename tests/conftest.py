"""What holds for all tests: a database, no chance, quick passwords; and a small world. Which tests run: choosing.py."""

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts import trace_guard
from accounts.models import User
from actions.loading.programmes import load_topics, read_programmes
from actions.models import Action, ActionLine, Programme
from decisions.loading.programmes import load_programme
from monitoring.loading.figures import load_figures
from municipalities.loading.reference import load_reference
from municipalities.models import Organisation, Region
from tests import factories
from tests.once import made_once, shared_folder

pytest_plugins = ["tests.choosing"]


def pytest_configure() -> None:
    # Playwright keeps an event loop in the thread of a worker; Django would take the tests after it for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # Every test client starts the middleware anew: half of the time of a page went into a list of all static files.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tables that were made of the models as they are (`--no-migrations`) are in the state that migrations lead to."""
    if not isinstance(settings.MIGRATION_MODULES, dict):
        settings.MIGRATION_MODULES = {}  # from here on the migrations are there again, for who looks at them
        with django_db_blocker.unblock():
            recorder = MigrationRecorder(connection)
            recorder.ensure_schema()
            for app, name in MigrationLoader(connection).graph.nodes:
                recorder.record_applied(app, name)
    with django_db_blocker.unblock():  # tests that end a transaction empty their tables, the trace too
        trace_guard.remove(connection)


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """What one test keeps in the cache is not there in the next; without Redis the cache is in the database."""
    if settings.REDIS_URL:  # which test processes share: a test has names of its own, and empties nothing
        own = settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4().hex}"}
        request.getfixturevalue("settings").CACHES = {"default": own}
    elif request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            cache.clear()


@pytest.fixture(autouse=True)
def own_stands(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests take back what they wrote: the stand of one is not read by the next."""
    settings.STAND_DIR = tmp_path_factory.getbasetemp() / uuid.uuid4().hex


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which count is hidden beside a small one hangs on chance too; tests expect what follows from the counts alone."""
    monkeypatch.setattr("monitoring.rules.facts.CHANCE", 0.0)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A real password hash takes a quarter of a second; here it need not be safe."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def password_alone(settings: Any) -> None:
    """Who may change anything needs no second step here; tests of that step ask it."""
    settings.SECOND_STEP_REQUIRED = False


# --- A small world: one region with a programme, a line and an action, led by an organisation ---


@pytest.fixture
def region(db: None) -> Region:
    return factories.region(name="Noordland", slug="noordland")


@pytest.fixture
def programme(region: Region) -> Programme:
    return factories.programme(region=region, slug="noordland-nu", short_title="Plan Noordland")


@pytest.fixture
def line(programme: Programme) -> ActionLine:
    return factories.line(programme=programme, title="Eerder in beeld")


@pytest.fixture
def organisation(region: Region) -> Organisation:
    return factories.organisation(region=region, name="Veilig Thuis Noordland")


@pytest.fixture
def action(line: ActionLine, organisation: Organisation) -> Action:
    """A public, released action of unknown status that `organisation` leads."""
    return factories.action(line=line, what="Meldcodetour", leads=[organisation])


@pytest.fixture
def people(region: Region, programme: Programme, organisation: Organisation) -> dict[str, User]:
    """Anna leads the programme, Bram is policy officer of the region, Carla leads another region.

    Olga reports for the organisation that leads actions; Sam may do everything.
    """
    elsewhere = factories.region(name="Zuidland", slug="zuidland")
    return {
        "anna": factories.leader(region, name="Anna"),
        "bram": factories.policy_officer(region, name="Bram"),
        "carla": factories.leader(elsewhere, name="Carla"),
        "olga": factories.owner(organisation, name="Olga"),
        "sam": factories.superuser(name="Sam"),
    }


# --- The real programmes, for tests that ask what is in them ---


@pytest.fixture(scope="module")
def programmes(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Programme]]:
    """All fixtures, there for the tests of a module and gone after it; the programmes by slug.

    Tests that use it also need the mark `django_db` (not with `transaction=True`, which empties the database).
    """
    real = copied(shared_folder(tmp_path_factory)) if connection.vendor == "sqlite" else loaded()
    with django_db_blocker.unblock(), real:
        yield {programme.slug: programme for programme in Programme.objects.select_related("region")}


def load() -> None:
    """What `make data` loads, without the accounts."""
    fixtures = settings.BASE_DIR / "fixtures"
    load_reference(fixtures)
    load_topics(fixtures / "reference" / "topics.yaml")
    blocks, errors = read_programmes(fixtures / "programmes")
    assert errors == []
    for block in blocks:
        load_programme(block)
    load_figures(fixtures)


@contextlib.contextmanager
def loaded() -> Iterator[None]:
    """The fixtures, in a transaction."""
    with transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@contextlib.contextmanager
def copied(shared: Path) -> Iterator[None]:
    """The fixtures, copied from what the first process of this run loaded; SQLite copies a database in no time."""

    def make(folder: Path) -> None:
        with transaction.atomic():
            load()
        copy(connection.connection, folder / "db.sqlite3")

    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        try:
            path = made_once(shared, "programmas", make) / "db.sqlite3"
            with contextlib.closing(sqlite3.connect(path)) as full:
                full.backup(connection.connection)
            ContentType.objects.clear_cache()  # the other database has other numbers
            yield
        finally:
            before.backup(connection.connection)
            ContentType.objects.clear_cache()


def copy(database: sqlite3.Connection, path: Path) -> None:
    """Write a database to a file."""
    with contextlib.closing(sqlite3.connect(path)) as file:
        database.backup(file)
