"""Files with figures to figures and problems: which kind of file each is, and what they say together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from reading.figures import messages
from reading.figures.areas import KnownAreas
from reading.figures.collector import Collector
from reading.figures.delimited import Source, csv_rows, look_at
from reading.figures.duplicates import drop_doubles
from reading.figures.impossible import drop_impossible
from reading.figures.model import FileReading, Reading
from reading.figures.observations import TableReader
from reading.figures.odata import LONG, OTHER, TYPED, UNTYPED, Head, Page, elements, head_of, metadata_of
from reading.figures.rows import read_rows
from reading.figures.sheets import sheet_rows
from tables.kinds import WORKBOOKS
from tables.model import Refused
from tables.reading import EMPTY, UNREAD, read_tables

JSON_START = re.compile(r"\s*[\[{]")


def read_figures(files: Sequence[tuple[Path, str]], *, areas: KnownAreas, table: str | None = None) -> Reading:
    """Read files of one delivery: pages of a table of CBS with their lists of codes, or separate tables.

    `files`: where each is, and how the user knows it. `table`: of CBS, for files that do not say it. Raises Refused
    when one of them cannot be read, or when there is no figure at all.
    """
    several = len(files) > 1
    collectors: list[Collector] = []
    pages: list[tuple[Head, Collector]] = []
    for path, name in files:
        with _named(name, several=several):
            source = look_at(path, name)
            collector = Collector(FileReading(name, source.sha256))
            collectors.append(collector)
            if JSON_START.match(source.start):
                pages.append((head_of(source), collector))
            else:
                _read_table(source, collector, areas, table)
    _read_pages([(_told(head, table), collector) for head, collector in pages], areas, several=several)
    _finish(collectors)
    reading = Reading([collector.file for collector in collectors])
    drop_doubles(reading)
    for file in reading.files:
        drop_impossible(file)
    if not any(file.figures for file in reading.files):
        raise Refused(messages.NO_FIGURE)
    return reading


@contextmanager
def _named(name: str, *, several: bool) -> Iterator[None]:
    """What is refused begins with the name of the file, when there are more."""
    try:
        yield
    except Refused as refused:
        if several:
            raise Refused(f"{name}: {refused}") from refused
        raise


def _read_table(source: Source, collector: Collector, areas: KnownAreas, number: str | None) -> None:
    """Read a csv or a workbook."""
    if not source.path.stat().st_size or (source.encoding and not source.start.strip("\ufeff\0 \t\r\n")):
        raise Refused(EMPTY)
    extension = PurePath(source.name).suffix.lower()
    if extension == ".pdf":
        raise Refused(messages.PDF)  # whose tables somebody must confirm, which is for plans only
    if source.encoding and extension in UNREAD:
        raise Refused(UNREAD[extension])
    if source.encoding and extension not in WORKBOOKS:
        if source.doubt:
            collector.problem(None, source.doubt)
        return read_rows(csv_rows(source), collector=collector, areas=areas, table=number)
    tables = read_tables(source.path, filename=source.name)
    read = False
    for table in tables.tables:
        try:
            read_rows(sheet_rows(table), collector=collector, areas=areas, table=number)
        except Refused:
            if len(tables.tables) == 1:
                raise
            collector.problem(None, messages.OTHER_SHEET.format(name=table.name or table.number))
        else:
            read = True
    if not read:
        raise Refused(messages.NOTHING)
    for remark in tables.remarks:
        collector.problem(remark.row, remark.message)


def _read_pages(pages: list[tuple[Head, Collector]], areas: KnownAreas, *, several: bool) -> None:
    """Read the tables among files of OData, with the lists of codes that came along."""
    heads = [head for head, _collector in pages]
    further: dict[str | None, list[bool]] = defaultdict(list)
    last: dict[str | None, Collector] = {}
    for head, collector in pages:
        with _named(head.source.name, several=several):
            if head.kind in (TYPED, UNTYPED, LONG):
                page = Page()
                reader = TableReader(head, metadata_of(heads, head.table), collector, areas)
                reader.read(elements(head.source, page))
                collector.notation.symbols |= head.kind == UNTYPED
                further[head.table].append(page.further)
                last[head.table] = collector
            elif head.kind == OTHER:
                raise Refused(messages.NOTHING)
    for table, continues in further.items():
        if all(continues):
            last[table].problem(None, str(messages.NEXT_PAGE))


def _told(head: Head, table: str | None) -> Head:
    return replace(head, table=head.table or table)


def _finish(collectors: Sequence[Collector]) -> None:
    """Give every cell its meaning; whether a table uses signs for missing figures, all its files say together."""
    tables = [{figure.series.table for figure in collector.file.figures} for collector in collectors]
    with_signs = set().union(
        *(t for t, collector in zip(tables, collectors, strict=True) if collector.notation.symbols)
    )
    for own, collector in zip(tables, collectors, strict=True):
        collector.finish(symbols=collector.notation.symbols or bool(own & with_signs - {None}))
