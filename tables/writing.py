"""Rows to files that a spreadsheet opens safely, and that read back as what they were."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet runs text that starts like this as a formula (OWASP: CSV injection).
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file of one line: csv.writer hands over each line here."""

    def write(self, line: str) -> str:
        return line


def safe_text(text: str) -> str:
    """Text for csv that a spreadsheet will not run: with an apostrophe in front where it would.

    A lone sign runs nothing. Text that has apostrophes before such a sign gets one more, so that `original_text` can
    take exactly one away.
    """
    return f"'{text}" if _runs(text) else text


def original_text(text: str) -> str:
    """What `safe_text` made this of."""
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    bare = text.lstrip("'")
    return len(bare) > 1 and bare.startswith(RUNNABLE)


def csv_lines(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> Iterator[str]:
    """The rows as lines of CSV, for a streaming answer."""
    writer = csv.writer(_Line(), delimiter=delimiter)
    for row in rows:
        yield writer.writerow(row)
