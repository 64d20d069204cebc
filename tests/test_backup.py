"""A back-up is put back into another installation and compared, row by row: on SQLite and on PostgreSQL."""

import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.test_worker import Portal

pytestmark = pytest.mark.worker

FILL = """
from django.core.files.base import ContentFile
from tests import factories
line = factories.line(title="Eerder in beeld")
leader = factories.leader(line.programme.region)
for number in range(40):
    action = factories.action(line=line, what=f"Actie {number}")
    action.how = "Zo."
    action.save_with_reason("Aangevuld", by=leader)
evaluation = factories.evaluation(programme=line.programme)
evaluation.pdf.save("rapport.pdf", ContentFile(b"%PDF-1.7 rapport"))
"""
# Every turn is one transaction: a file with its row, and a change of one action with its line of history.
BUSY = """
import itertools
import time
from django.core.files.base import ContentFile
from django.db import transaction
from actions.models import Action
from evaluations.models import Evaluation
from tests import factories
action = Action.objects.earliest("pk")
programme = action.programme
for turn in itertools.count(1):
    with transaction.atomic():
        action.how = str(turn)
        action.save_with_reason("Bezig", by=None)
        factories.evaluation(programme=programme, title=f"Beurt {turn}").pdf.save(
            f"beurt-{turn}.pdf", ContentFile(b"x" * 1000))
    time.sleep(0.2)  # more people than any region has
    if turn % 3 == 0:
        gone = Evaluation.objects.filter(title=f"Beurt {turn - 1}").get()
        gone.delete()
        gone.pdf.storage.delete(gone.pdf.name)
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """An installation with data."""
    made = Portal(tmp_path_factory.mktemp("hier"), "backup")
    try:
        made.migrate(tmp_path_factory)
        made.manage("shell", "-v", "0", "-c", FILL)
        yield made
    finally:
        made.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Portal]:
    """One without anything: not even tables."""
    made = Portal(tmp_path, "restore")
    try:
        yield made
    finally:
        made.close()


def run(portal: Portal, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=portal.env, capture_output=True, text=True, check=False)


def back_up(portal: Portal, folder: Path) -> Path:
    done = run(portal, "backup", "--to", str(folder))
    assert done.returncode == 0, done.stderr
    (path,) = folder.iterdir()
    assert str(path) in done.stdout
    return path


def rows(portal: Portal) -> dict[str, list[Any]]:
    """Every row of every table."""
    connection = portal._connect()
    cursor = connection.cursor()
    if portal.postgres:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    else:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT * FROM "{name}"')
        found[name] = sorted(cursor.fetchall(), key=repr)
    connection.close()
    return found


def media(portal: Portal) -> dict[str, bytes]:
    root = portal.folder / "media"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_put_back_is_what_there_was(here, there, tmp_path):
    path = back_up(here, tmp_path / "kopie")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    done = run(there, "restore", str(path))
    assert done.returncode == 0, done.stderr
    assert rows(there) == rows(here)
    assert len(rows(there)["actions_historicalaction"]) > 40
    assert media(there) == media(here)
    assert list(media(there).values()) == [b"%PDF-1.7 rapport"]
    assert {stat.S_IMODE(found.stat().st_mode) for found in (there.folder / "media").rglob("*.pdf")} == {0o600}
    assert list(there.folder.glob(".bezig-*")) == []

    # New rows can be made: the counters of the keys came along.
    there.manage("shell", "-v", "0", "-c", "from tests import factories; factories.region(slug='nieuw')")
    again = run(there, "restore", str(path))
    assert (again.returncode, "FORCE=1" in again.stderr) == (1, True)
    assert len(rows(there)["municipalities_region"]) == len(rows(here)["municipalities_region"]) + 1
    (there.folder / "media" / "los.txt").write_text("van geen rij")
    assert run(there, "restore", str(path), "--force").returncode == 0
    assert (rows(there), media(there)) == (rows(here), media(here))


def test_a_back_up_while_people_work_is_of_one_moment(here, there, tmp_path):
    busy = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", BUSY],
        cwd=settings.BASE_DIR,
        env=here.env,
        start_new_session=True,
    )
    here.workers.append(busy)
    deadline = time.monotonic() + 60
    while here.count("evaluations_evaluation") < 10 and time.monotonic() < deadline:
        time.sleep(0.1)
    path = back_up(here, tmp_path / "kopie")
    assert busy.poll() is None
    here.kill_workers()
    done = run(there, "restore", str(path))
    assert done.returncode == 0, done.stderr

    connection = there._connect()
    cursor = connection.cursor()
    cursor.execute("SELECT how FROM actions_action ORDER BY id LIMIT 1")
    turn = int(cursor.fetchone()[0])
    cursor.execute("SELECT count(*) FROM actions_historicalaction WHERE history_change_reason = 'Bezig'")
    assert cursor.fetchone()[0] == turn
    cursor.execute("SELECT pdf FROM evaluations_evaluation WHERE title LIKE 'Beurt%'")
    named = {name for (name,) in cursor.fetchall()}
    connection.close()
    assert turn - turn // 3 <= len(named) <= turn - turn // 3 + 1  # the deletion comes in a transaction of its own
    assert named <= set(media(there))


@pytest.mark.postgres
def test_without_the_programs_of_postgresql_one_sentence_says_so(here, tmp_path):
    env, here.env = here.env, here.env | {"PATH": str(tmp_path)}
    done = run(here, "backup", "--to", str(tmp_path / "kopie"))
    here.env = env
    assert done.returncode == 1
    assert "pg_dump ontbreekt op deze machine." in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "kopie").iterdir()) == []
