"""Rows to files that a spreadsheet opens safely."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet runs text that starts like this as a formula (OWASP: CSV injection).
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file of one line: csv.writer hands over each line here."""

    def write(self, line: str) -> str:
        return line


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not run: with an apostrophe in front where it would. A lone sign runs nothing."""
    return f"'{text}" if len(text) > 1 and text.startswith(RUNNABLE) else text


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as lines of CSV with commas, for a streaming answer."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow(row)
