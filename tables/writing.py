"""Rows to files that a spreadsheet opens safely, and that read back as what they were."""

import re
from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet runs text that starts like this as a formula (OWASP: CSV injection); some take the wide forms too.
RUNNABLE = ("=", "+", "-", "@", "\t", "\r", *"\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b")
# What a reader of csv may take for the end of a cell or row, whatever divides the cells of the file itself.
SEPARATORS = ",;|\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# A space without width: nobody sees it, no formula begins with it, and `tables.text.clean` takes it away on reading.
GUARD = "\u200b"

_STARTS = re.compile(rf"(?:^|(?<=[{SEPARATORS}]))(?=[\s\"'\u200b]*[{re.escape(''.join(RUNNABLE))}])")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_QUOTED = re.compile(rf'[{SEPARATORS}"]|^\s|\s$')


def safe_text(text: str) -> str:
    """Text for csv of which a spreadsheet runs no part, also when it divides the text at another sign than ours.

    A number runs nothing: it stays as it is.
    """
    return text if _NUMBER.fullmatch(text) else _STARTS.sub(GUARD, text.replace("\r\n", "\n"))


def csv_lines(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> Iterator[str]:
    """The rows as lines of CSV, for a streaming answer; every cell is made safe, numbers stay numbers."""
    for row in rows:
        yield delimiter.join(_cell(text, delimiter) for text in row) + "\r\n"


def _cell(text: str, delimiter: str) -> str:
    if _NUMBER.fullmatch(text) and delimiter not in text:
        return text
    safe = safe_text(text)
    return '"' + safe.replace('"', '""') + '"' if _QUOTED.search(safe) else safe
