"""Files that jobs make and read, in the media folder: written so that an attempt can come again, cleared when loose."""

import datetime
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

from jobs import room


def write(name: str, content: bytes) -> str:
    """Write a file in the place of what another attempt wrote under the same name; gives the name in the storage.

    Raises NoRoom when the disk is full or may only be read.
    """
    with room.needed():
        default_storage.delete(name)
        return default_storage.save(name, ContentFile(content))


@contextmanager
def kept_file(field: FieldFile, name: str, content: File[bytes]) -> Iterator[None]:
    """Write the file of a row that is saved inside this block: when that fails, no file stays either.

    Raises NoRoom when the disk is full or may only be read.
    """
    with room.needed():
        field.save(name, content, save=False)
        written = field.name or ""
        try:
            yield
        except BaseException:
            field.storage.delete(written)
            raise


def delete_loose(folder: str, known: Collection[str | None], *, before: datetime.datetime | None = None) -> int:
    """Delete the files of a folder (`inlezen/`) that no row names; gives how many.

    `before` spares younger files: a request may still be making their row. Without it, call it only while no job runs.
    """
    if not default_storage.exists(folder.rstrip("/")):
        return 0
    names = [f"{folder}{name}" for name in default_storage.listdir(folder)[1]]
    loose = [name for name in names if name not in known]
    if before is not None:
        loose = [name for name in loose if default_storage.get_modified_time(name) < before]
    for name in loose:
        default_storage.delete(name)
    return len(loose)
