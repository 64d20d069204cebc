"""Reads a whole term list: each row with its cells as they were understood, and what was not, at its row."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from reading.promises.cells import kind_of_text, read_day, read_kind, read_link, read_state
from reading.promises.headings import columns_of, meaning_of, tells
from tables.model import EMPTY, Cell, Refused, Row, Table, Tables

SEARCHED = 20  # rows from the top in which headings are looked for
LONGEST = {"number": 40, "holder": 120, "owed_by": 160, "text": 5_000, "answer": 10_000, "due_text": 120}
NO_HEADINGS = (
    "In dit bestand staat geen tabel met koppen zoals Toezegging, Datum en Termijn. Zet die koppen boven de kolommen."
)
NO_LIST = "In deze tabel staan geen koppen die we kennen. Zij is weggelaten."
NO_DAY = "Bij %(what)s staat ‘%(text)s’: dat is geen dag."
NO_TERM = "De termijn ‘%(text)s’ is geen dag. De tekst is overgenomen. Een dag kunt u daarna zelf invullen."
NO_STATE = "De stand ‘%(text)s’ kennen we niet. Het staat als open."
NO_KIND = "De soort ‘%(text)s’ kennen we niet. Het staat als toezegging."
NO_LINK = "‘%(text)s’ is geen webadres. Het is niet overgenomen."
NO_TEXT = "In deze rij staat niet wat is gevraagd of toegezegd. Zij is weggelaten."
TOO_LONG = "Een tekst in deze rij is te lang. Het eind is weggelaten."
NOT_TAKEN = "De kolom ‘%(text)s’ heeft hier geen plaats. Zij is niet overgenomen."
NAMES = {"on": "de datum", "answered_on": "de dag van het antwoord", "closed_on": "de dag van afdoen"}


@dataclass
class ReadPromise:
    """One row of a list; empty is what it does not say."""

    table: int
    row: int
    text: str = ""
    kind: str = ""
    number: str = ""
    council: str = ""
    holder: str = ""
    owed_by: str = ""
    due_text: str = ""
    state: str = ""
    answer: str = ""
    link: str = ""
    on: datetime.date | None = None
    due_on: datetime.date | None = None
    answered_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadProblem:
    """Something of the file, or of a row that was left out."""

    message: str
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class ListReading:
    """All of a file."""

    rows: list[ReadPromise]
    problems: list[ReadProblem]


def read_list(tables: Tables) -> ListReading:
    """Read all tables that are a term list. Raises `Refused` when none has headings that are known, or a row."""
    rows: list[ReadPromise] = []
    problems = [ReadProblem(remark.message, remark.table, remark.row) for remark in tables.remarks]
    known = False
    for table in tables.tables:
        at = _header(table)
        if at is None:
            problems.append(ReadProblem(NO_LIST, table.number))
            continue
        known = True
        for told in _read_table(table, at):
            (rows if isinstance(told, ReadPromise) else problems).append(told)  # type: ignore[arg-type]
    if not known or not rows:
        raise Refused(NO_HEADINGS)
    return ListReading(rows, problems)


def _header(table: Table) -> int | None:
    """The index of the row of headings: of the first rows the one with most meanings."""
    counts = [len(found) if tells(found := columns_of(row.texts)) else 0 for row in table.rows[:SEARCHED]]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def _read_table(table: Table, at: int) -> Iterator[ReadPromise | ReadProblem]:
    header = table.rows[at]
    columns = columns_of(header.texts)
    for heading in header.texts:
        if heading and not meaning_of(heading):
            yield ReadProblem(NOT_TAKEN % {"text": heading[:80]}, table.number, header.number)
    kind = _kind_of(table, header, columns)
    for row in table.rows[at + 1 :]:
        if row.texts == header.texts or not any(row.cells):
            continue
        read = _read_row(table, row, columns, kind)
        yield read if read.text else ReadProblem(NO_TEXT, table.number, row.number)


def _kind_of(table: Table, header: Row, columns: dict[str, int]) -> str:
    """What the rows of a table are when they do not say it: by the heading of their text, the sheet or the title."""
    titles = [header.texts[columns["text"]] if "text" in columns else "", table.name, table.heading]
    return next((kind for title in titles if title and (kind := read_kind(title))), "promise")


def _read_row(table: Table, row: Row, columns: dict[str, int], kind: str) -> ReadPromise:
    cells = {meaning: row.cells[at] for meaning, at in columns.items() if at < len(row.cells)}
    found = ReadPromise(table.number, row.number)
    for name in ("number", "council", "holder", "owed_by", "answer"):
        setattr(found, name, _text(found, name, cells.get(name, EMPTY).text))
    parts = [cells[name].text.strip() for name in ("subject", "text") if name in cells and cells[name].text.strip()]
    found.text = _text(found, "text", ": ".join(dict.fromkeys(parts)))
    for name, what in NAMES.items():
        cell = cells.get(name, EMPTY)
        setattr(found, name, read_day(cell))
        if cell.text and getattr(found, name) is None:
            found.problems.append(NO_DAY % {"what": what, "text": cell.text[:80]})
    _read_term(found, cells.get("due", EMPTY))
    _read_words(found, cells, kind)
    return found


def _read_term(found: ReadPromise, cell: Cell) -> None:
    found.due_on = read_day(cell)
    if cell.text and found.due_on is None:
        found.due_text = _text(found, "due_text", cell.text)
        found.problems.append(NO_TERM % {"text": cell.text[:80]})


def _read_words(found: ReadPromise, cells: dict[str, Cell], kind: str) -> None:
    said = cells.get("kind", EMPTY).text.strip()
    found.kind = read_kind(said) if said else kind_of_text(found.text) or kind
    if not found.kind:
        found.kind = "promise"
        found.problems.append(NO_KIND % {"text": said[:80]})
    said = cells.get("state", EMPTY).text.strip()
    found.state = read_state(said) if said else ""
    if said and not found.state:
        found.problems.append(NO_STATE % {"text": said[:80]})
    said = cells.get("link", EMPTY).text.strip()
    found.link = read_link(said)
    if said and not found.link:
        found.problems.append(NO_LINK % {"text": said[:80]})


def _text(found: ReadPromise, name: str, text: str) -> str:
    text = text.strip() if name in ("text", "answer") else " ".join(text.split())
    longest = LONGEST.get(name, 200)
    if len(text) > longest:
        found.problems.append(TOO_LONG)
    return text[:longest]
