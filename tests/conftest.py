"""What holds for all tests: which of them can run on this machine."""

import os
import shutil
from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

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
    missing = [name for name in absent() if name in SERVERS]
    if missing and os.environ.get("REQUIRE_SERVERS") == "1":
        raise pytest.UsageError(f"REQUIRE_SERVERS=1, maar dit ontbreekt: {', '.join(missing)}")


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
