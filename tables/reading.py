"""Any table file to tables of text and typed values, safely: see `tables.limits` for what is refused."""

from pathlib import Path

from tables.model import Refused, Tables


def read_tables(source: Path | str | bytes, *, filename: str) -> Tables:
    """Read a docx, xlsx, ods or csv; `source` is a path or the bytes, `filename` (as the user knows it) says its kind.

    Raises `Refused` with one Dutch sentence and no other exception, except OSError when a path cannot be opened.
    """
    raise Refused("Dit kan nog niet.")


def read_pasted(text: str) -> Tables:
    """Read a table pasted from Word, Excel, a web page or a csv. Raises `Refused` with one Dutch sentence."""
    raise Refused("Dit kan nog niet.")
