"""How much there is to read in a file, before it is read: whether somebody can wait for it."""

import zipfile
from io import BytesIO

from tables.package import FAILURES

AT_ONCE = 500_000  # bytes of text that are read while the user waits, in about a second
AT_ONCE_UNPACKED = 4_000_000  # the same for a docx, xlsx or ods, whose XML says little in many words


def is_large(content: bytes) -> bool:
    """Whether reading takes longer than a user waits: then a job reads it."""
    if not content.startswith(b"PK"):
        return len(content) > AT_ONCE
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [entry.file_size for entry in package.infolist() if entry.filename.endswith(".xml")]
    except FAILURES:
        return False  # damage is told at once
    return sum(parts) > AT_ONCE_UNPACKED
