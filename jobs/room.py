"""A disk that is full, or may only be read: said in a sentence, and nothing half stays."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from tables.model import Refused

FULL = _(
    "De opslag van het portaal is vol. Er is niets bewaard. Meld dit bij de beheerder en probeer het later opnieuw."
)
READ_ONLY = _(
    "Het portaal kan nu niets bewaren: de opslag is alleen te lezen. Meld dit bij de beheerder en probeer het later"
    " opnieuw."
)
NUMBERS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), READ_ONLY),
}
LXML = "IO_"  # begins what lxml says of a failing disk
# What databases say, in the words of SQLite and PostgreSQL.
WORDS = {
    **dict.fromkeys(("disk is full", "no space left", "disk full"), FULL),
    **dict.fromkeys(("readonly database", "read-only"), READ_ONLY),
}


class NoRoom(Refused):
    """Something cannot be kept now; the message is a Dutch sentence. Refused as a file is: nothing of it stays."""


def sentence_of(error: BaseException) -> str:
    """What to tell the user of an error, or of what caused it; "" when it is not about room on the disk."""
    if isinstance(error, OSError) and error.errno in NUMBERS:
        return str(NUMBERS[error.errno])
    if isinstance(error, DatabaseError):
        said = str(error).lower()
        return next((str(sentence) for words, sentence in WORDS.items() if words in said), "")
    if str(error).startswith(LXML):  # "IO_ENOSPC", of a sheet of a workbook that is written
        return str(NUMBERS.get(getattr(errno, str(error).removeprefix(LXML), 0), ""))
    cause = error.__cause__ or error.__context__
    return sentence_of(cause) if cause else ""


@contextmanager
def needed() -> Iterator[None]:
    """Raises NoRoom when what is done inside finds the disk full, or may not write."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        if sentence := sentence_of(error):
            raise NoRoom(sentence) from error
        raise


class WholeFileStorage(FileSystemStorage):
    """Files on disk, each of them whole or not there."""

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # not in the stubs
        except OSError:
            with suppress(OSError):
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        return saved


class UploadHandler(TemporaryFileUploadHandler):
    """Large uploads go to the disk; where that has no room the request says so (see `RoomMiddleware`)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._stop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of it."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._stop(error)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file, when all of it was written."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._stop(error)
        return None

    def _stop(self, error: OSError) -> None:
        sentence = sentence_of(error)
        if not sentence:
            raise error
        self.request.no_room = sentence  # type: ignore[union-attr]
        file: IO[bytes] | None = getattr(self, "file", None)
        if file is not None:
            file.close()
        raise SkipFile
