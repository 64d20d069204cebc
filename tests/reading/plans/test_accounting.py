"""Every row of every table ends in exactly one heap, whatever the tables are."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from reading.plans.as_json import reading_as_json
from reading.plans.reader import read_plan
from reading.vocabulary import Heap
from tables.model import Cell, Paragraph, Refused, Row, Table, Tables

TEXTS = [
    *("", "", "Wat", "Wie", "Wanneer", "Kosten", "Doel", "Nr", "Thema", "Risico", "2025", "2026", "Start", "Eind"),
    *("Folder", "Evaluatie", "Budget GGD", "Eind 2026", "Geen kosten", "€ 500", "500", "GGD", "Q1 2025", "1", "1.1"),
    *("Totaal", "Subtotaal preventie", "Actielijn 1: Zien", "Thema: Jeugd", "zie actielijn 2", "* noot", "Legenda"),
    *("Let op: onder voorbehoud", "---", "x", "lang " * 40),
]
LEFT, ABOVE = Cell(merged="left"), Cell(merged="above")
CELLS = [*(Cell(text, text or None) for text in TEXTS), LEFT, ABOVE]
HEADINGS = ["Nr", "Wat", "Wie", "Wanneer", "Kosten", "Doel", "Thema"]
ABOVE_TABLES = [(), (Paragraph("Actielijn 2: Stoppen", 2),), (Paragraph("Randvoorwaarden", 2),)]


def made(random):
    """A file of one to four tables, most rows under headings, with empty rows between them."""
    tables = []
    for number in range(1, random.randint(1, 4) + 1):
        rows, at, width = [], 0, random.randint(2, 7)
        for _ in range(random.randint(1, 12)):
            at += random.choice([1, 1, 1, 2, 3])
            is_heading = not rows or random.random() < 0.15
            texts = [Cell(text, text) for text in HEADINGS[:width]]
            cells = tuple(texts if is_heading else random.choices(CELLS, k=width))
            if any(cells):
                rows.append(Row(at, cells, heading=random.random() < 0.1, struck=random.random() < 0.05))
        above = random.choice(ABOVE_TABLES)
        tables.append(Table(number, tuple(rows), random.choice(["", "Zien", "Blad2"]), above, above))
    return Tables(random.choice(["docx", "xlsx", "csv"]), tuple(tables))


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_row_ends_in_one_heap(random):
    """Also after the user decided otherwise of some rows."""
    file = made(random)
    places = [(table.number, row.number) for table in file.tables for row in table.rows]
    allowed = [Heap.ACTION, Heap.CONTINUATION, Heap.HEADING, Heap.SECTION, Heap.NOTE]
    decided = {random.choice(places): random.choice(allowed) for _ in range(random.randint(0, 3))}
    try:
        reading = read_plan(file, heaps=decided)
    except Refused:
        return
    accounting = reading.accounting
    assert sorted(accounting.heaps) == places
    assert accounting.total == sum(table.rows[-1].number for table in file.tables)
    assert accounting.total == sum(map(accounting.count, Heap))
    assert sorted((row.table, row.row) for row in reading.rows) == accounting.rows(Heap.ACTION)
    if accounting.count(Heap.CONTINUATION):
        assert reading.rows
    for heap in (Heap.NOT_UNDERSTOOD, Heap.OTHER_TABLE):
        assert not accounting.count(heap) or reading.problems or decided
    written = reading_as_json(reading)["accounting"]
    told = Counter()
    for heap in Heap:
        told[heap] = sum(last - first + 1 for _table, first, last in written[heap]["rows"])
        assert told[heap] == written[heap]["count"]
    assert sum(told.values()) == written["rows"]
