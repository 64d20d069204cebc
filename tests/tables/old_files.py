"""Workbooks in the old form of Excel built by hand, down to the records: what libraries would not write."""

import struct

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
SHORTEST = 4096  # a stream below this goes elsewhere


def compound(**streams: bytes) -> bytes:
    """A compound file with these streams in its uppermost folder; filled up with zeros to the shortest length."""
    padded = {name: data + bytes(max(SHORTEST - len(data), -len(data) % SECTOR, 0)) for name, data in streams.items()}
    padded = {name: data + bytes(-len(data) % SECTOR) for name, data in padded.items()}
    sizes = [-(-(1 + len(padded)) * 128 // SECTOR), *(len(data) // SECTOR for data in padded.values())]
    tables = 1
    while tables * SECTOR // 4 < tables + sum(sizes):
        tables += 1
    chain = [TABLE] * tables
    starts = []
    for size in sizes:
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + size), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, starts[0], 0, SHORTEST, END, 0, END, 0)
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, END, 0, child=1 if padded else FREE)
    for number, (name, data) in enumerate(padded.items(), start=1):
        after = number + 1 if number < len(padded) else FREE
        entries += _entry(name, 2, starts[number], len(data), after=after)
    entries += bytes(-len(entries) % SECTOR)
    return header + struct.pack(f"<{len(chain)}I", *chain) + entries + b"".join(padded.values())


def _entry(name: str, kind: int, start: int, size: int, *, after: int = FREE, child: int = FREE) -> bytes:
    written = name.encode("utf-16-le")
    return (
        written
        + bytes(64 - len(written))
        + struct.pack("<HBBIII36xIQ", len(written) + 2, kind, 1, FREE, after, child, start, size)
    )


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(sort: int, version: int = 0x600) -> bytes:
    return record(0x809, struct.pack("<HHHHII", version, sort, 0, 0, 0, 0))


END_OF_SHEET = record(0x0A)


def text(written: str, *, short: bool = False) -> bytes:
    return struct.pack("<BB" if short else "<HB", len(written), 1) + written.encode("utf-16-le")


def label(row: int, column: int, written: str, style: int = 0) -> bytes:
    """A cell with its text inside it; row and column from 0."""
    return record(0x204, struct.pack("<HHH", row, column, style) + text(written))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def font(*, struck: bool = False) -> bytes:
    return record(0x31, struct.pack("<HHHHHBBBB", 200, 8 * struck, 0, 400, 0, 0, 0, 0, 0) + text("Arial", short=True))


def style(font_number: int = 0, form: int = 0, fill: int = 0) -> bytes:
    pattern = (1 << 26) if fill else 0
    return record(0xE0, struct.pack("<HHHBBBBIIH", font_number, form, 0, 0, 0, 0, 0, 0, pattern, fill))


def workbook(*sheets: bytes, more: bytes = b"", states: tuple[int, ...] = (), places: int = 1) -> bytes:
    """The stream of a workbook: sheets are given as their records; `places`: how often each is listed."""
    listed = [(number, again) for number in range(len(sheets)) for again in range(places)]
    names = [text(f"Blad{number + 1}", short=True) for number, _ in listed]
    start = len(begin(5)) + len(more) + len(END_OF_SHEET) + sum(10 + len(name) for name in names)
    at = []
    for sheet in sheets:
        at.append(start)
        start += len(begin(0x10)) + len(sheet) + len(END_OF_SHEET)
    told = b"".join(
        record(0x85, struct.pack("<IBB", at[number], states[number] if states else 0, 0) + name)
        for (number, _), name in zip(listed, names, strict=True)
    )
    return begin(5) + more + told + END_OF_SHEET + b"".join(begin(0x10) + sheet + END_OF_SHEET for sheet in sheets)


def xls(*sheets: bytes, more: bytes = b"", states: tuple[int, ...] = (), places: int = 1) -> bytes:
    """A file with such a workbook."""
    return compound(Workbook=workbook(*sheets, more=more, states=states, places=places))


SHEET = label(0, 0, "Wat") + label(0, 1, "Wie") + label(1, 0, "Meldcode") + label(1, 1, "GGD")
