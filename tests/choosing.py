"""Which tests run here, in which order, and what is said of those that do not. A plugin of pytest.

`--fast` leaves out what takes long, and begins with the rooms that changed since main. `THOROUGH=1`, in .ci/run, tries
more made-up examples per test.
"""

import gc
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

SERVERS = ("postgres", "redis")
TAKE_LONG = ("browser", "worker", "slow")
LEFT_OUT = pytest.StashKey[Counter[str]]()
THOROUGH = os.environ.get("THOROUGH") == "1"
SHARE = 4  # one in so many of the examples that THOROUGH tries


def examples(number: int) -> int:
    """How many of so many made-up examples to try here."""
    return number if THOROUGH else max(number // SHARE, 5)


# No deadline: how long an example takes says something of the machine, not of the rule.
hypothesis.settings.register_profile("here", max_examples=examples(100), deadline=None)
hypothesis.settings.load_profile("here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what takes long; begin with what changed")


def pytest_configure(config: pytest.Config) -> None:
    missing = [name for name in absent(config) if name in SERVERS]
    if missing and os.environ.get("REQUIRE_SERVERS") == "1":
        raise pytest.UsageError(f"REQUIRE_SERVERS=1, maar dit ontbreekt: {', '.join(missing)}")


def absent(config: pytest.Config) -> list[str]:
    """The markers of tests that do not run: because of what they need, or of the time they take."""
    present = {
        "postgres": connection.vendor == "postgresql",
        "redis": bool(settings.REDIS_URL),
        "browser": shutil.which("chromium") is not None,
    }
    long = TAKE_LONG if config.getoption("fast") else ()
    return [*long, *(marker for marker, here in present.items() if not here and marker not in long)]


@pytest.hookimpl(trylast=True)  # after the choice made with -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    markers = absent(config)
    reasons = {item: next((name for name in markers if item.get_closest_marker(name)), None) for item in items}
    counts = Counter(name for name in reasons.values() if name)
    config.stash[LEFT_OUT] = counts
    config.hook.pytest_deselected(items=[item for item in items if reasons[item]])
    items[:] = [item for item in items if not reasons[item]]
    if config.getoption("fast"):
        changed = rooms(changed_files())
        items.sort(key=lambda item: not is_in(item.nodeid, changed))


def pytest_collection_finish() -> None:
    """What is imported stays: looking through it for garbage, over and over, took a tenth of the time of the tests."""
    gc.collect()
    gc.freeze()


def changed_files() -> list[str]:
    """The paths that differ from where this branch left main, or that are not committed yet."""
    questions = ("git diff --name-only main...HEAD", "git diff --name-only HEAD", "git ls-files -o --exclude-standard")
    answers = [subprocess.run(each.split(), capture_output=True, text=True, check=False).stdout for each in questions]
    return sorted({path for answer in answers for path in answer.splitlines()})


def rooms(paths: list[str]) -> set[str]:
    """Where the tests of these files are: a folder in tests/ by the name of the app, or the file of tests itself."""
    names = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir()}
    found = set()
    for path in map(PurePath, paths):
        if path.match("tests/test_*.py"):
            found.add(str(path))
        found |= {f"tests/{part}/" for part in path.parts[:2] if part in names}
    return found


def is_in(nodeid: str, places: set[str]) -> bool:
    """Whether a test is in one of these folders or files."""
    return nodeid.startswith(tuple(places))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With xdist the workers collect, and the process that prints hears it from them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(session.config.stash.get(LEFT_OUT, Counter()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash.get(LEFT_OUT, Counter())
    long = {name: count for name, count in counts.items() if config.getoption("fast") and name in TAKE_LONG}
    if long:
        terminalreporter.write_line(f"Overgeslagen, want het duurt lang (make test draait het): {listed(long)}")
    if rest := {name: count for name, count in counts.items() if name not in long}:
        terminalreporter.write_line(f"Niet gedraaid, want hier niet aanwezig: {listed(rest)}")
    if not THOROUGH:
        terminalreporter.write_line("Verzonnen voorbeelden: een deel; .ci/run probeert er meer (THOROUGH=1)")


def listed(counts: dict[str, int]) -> str:
    """How many tests of each marker, in a row."""
    return ", ".join(f"{count} x {name}" for name, count in sorted(counts.items()))
