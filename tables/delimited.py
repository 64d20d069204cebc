"""Tables in plain text: csv in the dialects of Dutch spreadsheets, and what a user pastes.

Not by the module csv: from one stray quotation mark on it puts whole rows in one cell, without a word.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from re import Pattern

from tables import limits
from tables.encoding import GARBLED, NUL, decoded
from tables.gather import LONG_CELL, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Budget, Sparse, dense, numbered
from tables.model import Cell, Kind, Refused, Remark, Table, Tables
from tables.text import clean

DELIMITERS = ";\t,|"  # when two fit equally well the first wins
SAMPLE = 200  # records to choose the delimiter by
NO_COLUMNS = "Hierin staat geen tabel met kolommen; neem de hele tabel, met de koppen erbij."
NOTHING = "Hierin staat geen tekst; neem de hele tabel, met de koppen erbij."
TOO_LONG = "Deze tekst is te lang om te plakken; sla de tabel op als .docx, .xlsx of .csv en lever dat bestand aan."
EXTRA_CELLS = "Deze rij heeft meer cellen dan de andere rijen: misschien staat er een scheidingsteken in een tekst."
OPEN_QUOTE = "In deze rij staat een aanhalingsteken open: misschien loopt een tekst verkeerd door."
BROKEN = "Deze rij heeft minder cellen dan de andere rijen: misschien is een tekst afgebroken."
OWN_DELIMITER = re.compile(r'"?sep=(.)"?\1*', re.IGNORECASE)  # a line for Excel alone
LOOSE_LINE = "Deze regel staat los boven de tabel; kijk of hij erbij hoort, en of er geen koppen ontbreken."
GARBLED_TEXT = "In deze rij staan letters met accenten verkeerd; sla het bestand op als “CSV UTF-8” of als .xlsx."
JOINED = "Sommige rijen stonden op meer regels en zijn samengevoegd; kijk of elke tekst in de goede kolom staat."
NEIGHBOUR = "In deze rij hoort een tekst misschien bij de rij erboven of eronder: kijk de eerste en de laatste cel na."
RULE = re.compile(r":?-{2,}:?")  # the line under the headings of a table in Markdown
LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)

Record = list[str]


def read_csv(data: bytes) -> Tables:
    """The table of a csv with `;`, `,`, tabs or `|`; see `tables.encoding` for the encodings."""
    found = decoded(data)
    text = _lines(found.text)
    own, _, rest = text.partition("\n")
    if line := OWN_DELIMITER.fullmatch(own):
        tables = _table(records(rest, line[1]), "csv")
    else:
        tables = _table(records(text, delimiter_of(text)), "csv")
    doubts = (Remark(found.doubt, table=1),) if found.doubt else ()
    return replace(tables, remarks=(*doubts, *tables.remarks))


def read_pasted(text: str) -> Tables:
    """The table in pasted text: rows of Word or Excel (with tabs), csv, or a table in Markdown."""
    if len(text) > limits.MAX_PASTED:
        raise Refused(TOO_LONG)
    if "\0" in text:
        raise Refused(NUL)
    text = _lines(text)
    if text.count("\t") < 1:
        delimiter = delimiter_of(text)
        return _table(_unframed(list(records(text, delimiter)), delimiter), "pasted")
    found = list(records(text, "\t", across=False))
    whole, doubtful = _whole_rows(found)
    return _table(whole, "pasted", joined=len(whole) < sum(map(any, found)), doubtful=doubtful)


def _lines(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")
    if not text.strip():
        raise Refused(NOTHING)
    if text.count("\n") > limits.MAX_LINES:
        raise Refused(TOO_MANY_ROWS)
    return text.rstrip("\n") + "\n"


def records(text: str, delimiter: str, *, across: bool = True) -> Iterator[Record]:
    """The cells of each record of a text whose lines all end in "\\n"; a blank line is a record of one empty cell.

    A quotation mark counts only around a whole cell; elsewhere it is a mark like any other. `across`: whether a quoted
    cell may hold the delimiter (spreadsheets put quotation marks on the clipboard only around cells of more lines).
    """
    sign = re.escape(delimiter)
    bare = re.compile(rf"[^{sign}\n]*")
    quoted = re.compile(rf' *"((?:[^"{"" if across else sign}]|"")*+)" *(?=[{sign}\n])')
    position = 0
    while position < len(text):
        end = text.index("\n", position)
        if text.find('"', position, end) >= 0:
            record, position = _quoted_record(text, position, quoted, bare)
        elif text.count(delimiter, position, end) >= limits.MAX_FIELDS:
            raise Refused(TOO_MANY_COLUMNS)
        else:
            record, position = text[position:end].split(delimiter), end + 1
        yield record


def _quoted_record(text: str, position: int, quoted: Pattern[str], bare: Pattern[str]) -> tuple[Record, int]:
    """The cells of the record that starts here, and where the next one starts."""
    record: Record = []
    while len(record) < limits.MAX_FIELDS:
        if found := quoted.match(text, position):
            record.append(found[1].replace('""', '"'))
        elif found := bare.match(text, position):
            record.append(found[0])
        position = (found.end() if found else position) + 1
        if text[position - 1] == "\n":
            return record, position
    raise Refused(TOO_MANY_COLUMNS)


def delimiter_of(text: str) -> str:
    """The sign that divides most records into the same number of cells, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> float:
    """How well it divides: first of all into equal numbers, then into many."""
    widths = Counter[int]()
    for index, record in enumerate(records(text, delimiter)):
        if index == SAMPLE:
            break
        if len(record) > 1 or record[0].strip():
            widths[len(record)] += 1
    width, often = widths.most_common(1)[0]
    return (often / widths.total()) ** 3 * min(width, 5) if width > 1 else 0


def _unframed(found: Sequence[Record], delimiter: str) -> list[Record]:
    """Rows of a table in Markdown without the bars at its sides and the line under its headings."""
    if delimiter != "|":
        return list(found)
    rows = [[LINE_BREAK.sub("\n", cell) for cell in record] for record in found]
    if all(not row[0].strip() for row in rows):
        rows = [row[1:] for row in rows]
    return [row for row in rows if not all(RULE.fullmatch(cell.strip()) for cell in row if cell.strip())]


def _whole_rows(found: Sequence[Record]) -> tuple[list[Record], set[int]]:
    """Rows of a pasted Word table, and the numbers (from 1) of those that may have a text of their neighbour.

    A cell of more paragraphs is on more lines there, without quotation marks. Lines are put together until the row has
    as many cells as the widest. A line without tabs after a whole row belongs to the last cell of that row or the first
    of the next: it goes to the first, except after the headings.
    """
    width = max(map(len, found))
    if all(len(record) == width or not any(record) for record in found):
        return list(found), set()
    rows: list[Record] = []
    doubtful: set[int] = set()
    begun = 0  # number of the row of headings; what stands above it has no tabs
    for record in found:
        last = rows[-1] if begun else []
        room = width - len(last) if begun and not (len(rows) == begun and len(last) == width) else -1
        if room == 0 and not any(record):
            continue
        if len(record) - 1 > room:
            rows.append(list(record))
            begun = begun or (len(record) > 1 and len(rows))
            continue
        if room == 0:
            doubtful |= {len(rows), len(rows) + 1}
        last[-1] = f"{last[-1]}\n{record[0]}"
        if len(last[-1]) > limits.MAX_CELL_TEXT:
            raise Refused(LONG_CELL)
        last += record[1:]
    return rows, doubtful


@dataclass(frozen=True, slots=True)
class Signs:
    """What may show that a row was read wrong."""

    width: int  # cells, the empty ones too
    filled: int  # cells up to the last that is filled
    open_quote: bool
    garbled: bool


def _table(
    found: Iterable[Record], kind: Kind, *, joined: bool = False, doubtful: Container[int] = frozenset()
) -> Tables:
    """The records as the one table of a file, with remarks about rows that may have been read wrong."""
    budget = Budget()
    filled: Sparse = {}
    signs: dict[int, Signs] = {}
    for number, record in enumerate(found, start=1):
        cells = {column: Cell(text, text) for column, part in enumerate(record) if (text := clean(part))}
        if cells:
            budget.take_row(first=not filled)
            for column, cell in cells.items():
                budget.take(column, cell)
            filled[number] = cells
            signs[number] = Signs(
                width=len(record),
                filled=max(cells) + 1,
                open_quote=any(part.lstrip().startswith('"') and part.count('"') % 2 for part in record),
                garbled=any(GARBLED.search(cell.text) for cell in cells.values()),
            )
    rows = dense(filled)
    if kind == "csv":
        for number in _loose(signs):
            budget.remark(LOOSE_LINE, table=1, row=number)
    if rows and len(rows[0].cells) < 2:
        raise Refused(NO_COLUMNS)
    if joined:
        budget.remark(JOINED, table=1)
    for number, message in _doubts(signs, joined=joined):
        budget.remark(message, table=1, row=number)
    for number in filled:
        if number in doubtful:
            budget.remark(NEIGHBOUR, table=1, row=number)
    return Tables(kind, numbered([Table(1, rows)] if rows else []), tuple(budget.remarks))


def _loose(signs: dict[int, Signs]) -> Iterator[int]:
    """Lines above a csv that no spreadsheet has written: it gives each row as many cells as the table has."""
    width = max((row.width for row in signs.values()), default=0)
    for number, row in signs.items():
        if row.width > 1 or width < 2:
            return
        yield number


def _doubts(signs: dict[int, Signs], *, joined: bool) -> Iterator[tuple[int, str]]:
    """Rows with signs of a stray delimiter, quotation mark or line break, or of a wrong encoding."""
    widths = Counter(row.width for row in signs.values())
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    regular = often > len(signs) / 2
    started = False
    before = width
    for number, row in signs.items():
        started = started or row.width >= width
        # A row that only lacks empty cells at its end is no half of a line.
        half = row.width == 1 or before + row.width - 1 == width
        if row.filled > width and regular:
            yield number, EXTRA_CELLS
        elif row.open_quote:
            yield number, OPEN_QUOTE
        elif started and row.width < width and (joined or (regular and half)):
            yield number, BROKEN
        if row.garbled:
            yield number, GARBLED_TEXT
        before = row.width
