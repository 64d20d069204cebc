"""Files that come in, from the upload to what became of them; what differs is in the models and in what is given here.

Keep and read; hold while something is corrected; confirm, which starts a job; take over once; refuse or remove.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import PurePath
from typing import Any, TypeVar

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from jobs import services
from jobs.files import delete_loose, kept_file
from jobs.incoming.models import FileRow, Incoming
from jobs.models import Job
from jobs.progress import JobFailed
from tables.model import Refused
from tables.weight import is_large

KEPT = datetime.timedelta(days=30)  # a draft that nobody confirms
LOOSE = datetime.timedelta(days=1)  # a file without a row: longer than any request that is still making the row
NAME, EXTENSION = 200, 19  # signs of a name that are kept; of its extension, which says how it is read

Found = TypeVar("Found", bound=Incoming)


class NoDraft(Exception):
    """It is taken over, is removed, or a job is at it: nothing of it can be changed (now)."""


# --- Keeping and reading ---


def name_of(name: str) -> str:
    """The name of a file as the user knows it, no longer than is kept, with its extension."""
    path = PurePath(name)
    extension = path.suffix[:EXTENSION]
    return f"{path.stem[: NAME - len(extension)]}{extension}"


def stored_name(name: str) -> str:
    """What a file is called in the storage."""
    path = PurePath(name)
    return f"{slugify(path.stem)[:60] or 'bestand'}{path.suffix[:8].lower()}"


def keep(
    found: Incoming,
    rows: Sequence[FileRow],
    contents: Sequence[File[bytes]],
    *,
    read: Callable[[], Mapping[str, Any]],
    by: User | None,
) -> None:
    """Keep files that came in: read at once, or by a job when they are large and somebody waits.

    `rows` are those of the files, not saved yet, as `found` is; `read` gives what is kept of the reading. Raises
    Refused when the files cannot be read, or when there is no room; then nothing is kept.
    """
    large = by is not None and is_large(map(_content, contents))
    with ExitStack() as files:
        for row, content in zip(rows, contents, strict=True):
            files.enter_context(kept_file(row.file, stored_name(row.name), content))
        reading = None if large else read()
        with transaction.atomic():
            found.save()
            for row in rows:
                row.save()
            if reading is not None:
                found.keep_reading(reading)
            elif by:
                start(found, found.READ_JOB, by=by)


def contents(found: Incoming) -> Iterator[bytes]:
    """What is in the files, one after the other, as far as they are there."""
    for row in found.file_rows():
        if row.file and row.file.storage.exists(row.file.name or ""):
            with row.file.open("rb") as file:
                yield file.read()


def start(found: Incoming, kind: str, *, by: User) -> Job:
    """Start a job on what came in."""
    url = found.get_absolute_url()
    return services.start(kind, subject_id=found.pk, title=found.job_title(kind), by=by, result_url=url)


def of_job(job: Job, rows: "models.QuerySet[Found]") -> Found:
    """What a job is about, out of `rows`. Raises JobFailed when it was removed."""
    found = rows.filter(pk=job.subject_id or 0).first()
    if found is None:
        raise JobFailed(_("Dit bestand is weggehaald. Er is niets veranderd."))
    return found


@transaction.atomic
def refuse(found: Incoming, reason: Refused) -> None:
    """Keep why a job could not read the files, for who gave them, and not the files."""
    found.refused = str(reason)[:500]
    found.save(update_fields=["refused"])
    drop_files(found)


def _content(upload: File[bytes]) -> bytes:
    content: bytes = upload.read()
    upload.seek(0)
    return content


# --- Changing and confirming ---


def hold(found: Found) -> Found:
    """What came in as it is now, held until this transaction ends, to be changed. Raises NoDraft."""
    held = _held(found)
    if not held.is_draft:
        raise NoDraft
    return held


@transaction.atomic
def confirm(found: Incoming, *, by: User, **chosen: object) -> Job:
    """Start the job that takes over what the user saw, and keep what they chose with it. Raises NoDraft.

    A second click gives the same job.
    """
    held = _held(found)
    running = held.jobs().unfinished().filter(kind=held.WRITE_JOB).first()
    if running:
        return running
    if not held.is_draft or not held.is_complete:
        raise NoDraft
    for name, value in chosen.items():
        setattr(held, name, value)
    held.save(update_fields=[*chosen])
    return start(held, held.WRITE_JOB, by=by)


def hold_to_apply(found: Found) -> Found | None:
    """What came in, held until this transaction ends, to be taken over; None when it is, for a job may run twice."""
    held = _held(found)
    return None if held.applied_at else held


def _held(found: Found) -> Found:
    held = type(found)._default_manager.select_for_update().filter(pk=found.pk).first()
    if held is None:
        raise NoDraft
    return held


def applied(held: Incoming, outcome: dict[str, Any], *, by: User | None) -> None:
    """Say that what was held is taken over, and what came of it; what was read of it goes."""
    held.applied_at, held.applied_by, held.outcome = timezone.now(), by, outcome
    held.save(update_fields=["applied_at", "applied_by", "outcome"])
    held.readings().delete()


# --- Clearing away ---


@transaction.atomic
def remove(found: Incoming) -> None:
    """Remove a draft with its files and what was read of them. Raises NoDraft."""
    held = hold(found)
    drop_files(held)
    held.delete()


@transaction.atomic
def drop_files(found: Incoming) -> None:
    """Remove the files and what was read of them; their names stay."""
    found.readings().delete()
    for row in found.file_rows():
        if row.file:
            transaction.on_commit(partial(default_storage.delete, row.file.name or ""))
            row.file.name = ""
            row.save(update_fields=["file"])


def remove_old(drafts: models.QuerySet[Any], *, files: type[models.Model], folder: str) -> int:
    """Remove those of `drafts` that nobody confirmed for long, and the files of a folder that no row of `files` knows;
    gives how many. May run twice.
    """
    now, count = timezone.now(), 0
    for draft in drafts.filter(applied_at=None, created_at__lt=now - KEPT):
        try:
            remove(draft)
        except NoDraft:
            continue
        count += 1
    known = set(files._default_manager.values_list("file", flat=True))
    return count + delete_loose(folder, known, before=now - LOOSE)
