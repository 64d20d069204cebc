"""How much there is to read in files, before they are read: whether somebody can wait for it."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from tables.package import FAILURES

AT_ONCE = 500_000  # bytes of text that are read while the user waits, in about a second
AT_ONCE_PDF = 60_000  # the same for a pdf: some ten pages, with the letters that it brings along
AT_ONCE_UNPACKED = 4_000_000  # the same for a docx, xlsx or ods, whose XML says little in many words


def is_large(contents: Iterable[bytes]) -> bool:
    """Whether reading these files together takes longer than a user waits: then a job reads them."""
    return sum(map(_share, contents)) > 1


def _share(content: bytes) -> float:
    """How much of the time that a user waits goes into reading a file."""
    if content.startswith(b"%PDF-"):
        return len(content) / AT_ONCE_PDF
    if not content.startswith(b"PK"):
        return len(content) / AT_ONCE
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [entry.file_size for entry in package.infolist() if entry.filename.endswith(".xml")]
    except FAILURES:
        return 0  # damage is told at once
    return sum(parts) / AT_ONCE_UNPACKED
