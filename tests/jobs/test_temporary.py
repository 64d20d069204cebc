"""Temporary files of a worker that was killed are cleared; those of one that lives are not."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from jobs import temporary

WORKER = """
import sys, time, tempfile
from django.conf import settings
settings.configure(FILE_UPLOAD_TEMP_DIR=sys.argv[1])
from jobs import temporary
temporary.take()
open(tempfile.mkstemp(suffix=".pdf")[1], "w").write("half a report")
tempfile.mkdtemp(prefix="weasyprint-")
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def base(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    yield tmp_path
    tempfile.tempdir = None


@pytest.fixture
def worker(base):
    """A process that took a folder and wrote files in it."""
    process = subprocess.Popen([sys.executable, "-c", WORKER, str(base)], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def names(base):
    return sorted(path.name for path in base.iterdir())


def test_what_a_killed_worker_left_is_cleared(base, worker):
    (left,) = base.iterdir()
    assert len(list(left.iterdir())) == 3
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert (temporary.clear(), names(base)) == (1, [])


def test_what_a_living_worker_uses_stays(base, worker):
    before = names(base)
    assert (temporary.clear(), names(base)) == (0, before)


def test_a_worker_writes_its_temporary_files_in_its_own_folder_and_takes_them_away(base):
    folder = temporary.take()
    with tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == folder
    assert temporary.clear() == 0
    temporary.leave()
    assert names(base) == []
    assert tempfile.gettempdir() != str(folder)


def test_only_our_own_old_files_are_cleared(base):
    now = time.time()
    for name, age in (("a.upload.csv", 90_000), ("b.upload", 60), ("other.txt", 90_000)):
        (base / name).write_text("x")
        os.utime(base / name, (now - age, now - age))
    (base / "other").mkdir()
    (base / "worker-new").mkdir()  # about to be locked
    assert temporary.clear() == 1
    assert names(base) == ["b.upload", "other", "other.txt", "worker-new"]
    os.utime(base / "worker-new", (now - 90, now - 90))
    assert temporary.clear() == 1
