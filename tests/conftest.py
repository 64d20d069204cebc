"""What holds for all tests: which of them can run on this machine."""

import os
import shutil
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from accounts.models import User
from actions.loading.programmes import load_topics, read_programmes
from actions.models import Action, ActionLine, Programme
from decisions.loading.programmes import load_programme
from monitoring.loading.figures import load_figures
from municipalities.loading.reference import load_reference
from municipalities.models import Organisation, Region
from tests import factories

SERVERS = ("postgres", "redis")
LEFT_OUT = pytest.StashKey[Counter[str]]()


def absent() -> list[str]:
    """The markers of tests that need something which is not here."""
    present = {
        "postgres": connection.vendor == "postgresql",
        "redis": bool(settings.REDIS_URL),
        "browser": shutil.which("chromium") is not None,
    }
    return [marker for marker, here in present.items() if not here]


def pytest_configure() -> None:
    # Playwright keeps an event loop in the thread of a worker; Django would take the tests after it for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    missing = [name for name in absent() if name in SERVERS]
    if missing and os.environ.get("REQUIRE_SERVERS") == "1":
        raise pytest.UsageError(f"REQUIRE_SERVERS=1, maar dit ontbreekt: {', '.join(missing)}")


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


@pytest.hookimpl(trylast=True)  # after the choice made with -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    markers = absent()
    reasons = {item: next((name for name in markers if item.get_closest_marker(name)), None) for item in items}
    counts = Counter(name for name in reasons.values() if name)
    config.stash[LEFT_OUT] = counts
    config.hook.pytest_deselected(items=[item for item in items if reasons[item]])
    items[:] = [item for item in items if not reasons[item]]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With xdist the workers collect, and the process that prints hears it from them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(session.config.stash.get(LEFT_OUT, Counter()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash.get(LEFT_OUT, Counter())
    if counts:
        listed = ", ".join(f"{count} x {name}" for name, count in sorted(counts.items()))
        terminalreporter.write_line(f"Niet gedraaid, want hier niet aanwezig: {listed}")


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which count is hidden beside a small one hangs on chance too; tests expect what follows from the counts alone."""
    monkeypatch.setattr("monitoring.rules.facts.CHANCE", 0.0)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A real password hash takes a quarter of a second; here it need not be safe."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
def programmes(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Programme]]:
    """All fixtures, loaded once for the tests of a module and gone after it; the programmes by slug.

    Tests that use it also need the mark `django_db` (not with `transaction=True`, which empties the database).
    """
    fixtures = settings.BASE_DIR / "fixtures"
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(fixtures)
        load_topics(fixtures / "reference" / "topics.yaml")
        blocks, errors = read_programmes(fixtures / "programmes")
        assert errors == []
        for block in blocks:
            load_programme(block)
        load_figures(fixtures)
        yield {programme.slug: programme for programme in Programme.objects.select_related("region")}
        transaction.set_rollback(True)
