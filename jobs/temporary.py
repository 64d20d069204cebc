"""Temporary files: each worker has a folder of its own, and what a killed one left in its folder is cleared.

Libraries write their temporary files there too (fonts of a report, sheets of a workbook). A worker holds a lock on its
folder as long as it lives, however it ends: a folder that can be locked is of nobody any more. Uploads that a killed
web process left lie beside these folders, and go when they are older than any request.
"""

import fcntl
import logging
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

from django.conf import settings

logger = logging.getLogger(__name__)

WORKER = "worker-"  # begins the names of our folders: nothing else is touched
LOCK = "in-gebruik"
UPLOAD = "*.upload*"  # how Django calls an upload while it comes in
OLD = 24 * 3600  # seconds: longer than any request
YOUNG = 60  # seconds: a folder whose worker may still be about to lock it

_held: list[IO[str]] = []


def take() -> Path | None:
    """Give this process a folder for its temporary files, in use until it ends; None when the disk has no room."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=WORKER, dir=_base()))
        lock = (folder / LOCK).open("w")
    except OSError:
        logger.exception("no folder for temporary files: they go where the system puts them")
        return None
    fcntl.flock(lock, fcntl.LOCK_EX)
    _held.append(lock)
    tempfile.tempdir = str(folder)
    return folder


def leave() -> None:
    """Give the folder of this process back, with all that is in it."""
    while _held:
        with _held.pop() as lock:
            shutil.rmtree(Path(lock.name).parent, ignore_errors=True)
        tempfile.tempdir = None


def clear() -> int:
    """Remove the folders of workers that are gone, and uploads that nobody waits for; gives how many. May run twice."""
    base, removed = _base(), 0
    for folder in base.glob(f"{WORKER}*"):
        if _is_left(folder):
            logger.warning("removed temporary files of a worker that was killed: %s", folder.name)
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    for upload in base.glob(UPLOAD):
        if _age(upload) > OLD:
            upload.unlink(missing_ok=True)
            removed += 1
    return removed


def _base() -> Path:
    base = Path(settings.FILE_UPLOAD_TEMP_DIR)
    base.mkdir(parents=True, exist_ok=True)
    return base


def _is_left(folder: Path) -> bool:
    """Whether the worker of a folder is gone."""
    try:
        with (folder / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:  # killed before it locked its folder, or about to
        return _age(folder) > YOUNG
    except OSError:
        return False
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
