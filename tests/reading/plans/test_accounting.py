"""Every row of every table ends in exactly one heap, whatever the tables are."""

from collections import Counter

from hypothesis import given
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
CELLS = st.one_of(st.sampled_from(TEXTS).map(lambda text: Cell(text, text or None)), st.sampled_from([LEFT, ABOVE]))
HEADINGS = ["Nr", "Wat", "Wie", "Wanneer", "Kosten", "Doel", "Thema"]


@st.composite
def rows(draw, width):
    """Rows of a table, most under headings, with empty rows between them."""
    number, found = 0, []
    for heading in draw(st.lists(st.sampled_from([False, False, False, True]), min_size=1, max_size=12)):
        number += draw(st.sampled_from([1, 1, 1, 2, 3]))
        cells = [Cell(text, text) for text in HEADINGS[:width]] if heading or not found else draw(
            st.lists(CELLS, min_size=width, max_size=width)
        )  # fmt: skip
        if any(cells):
            found.append(Row(number, tuple(cells), heading=draw(st.booleans()), struck=draw(st.integers(0, 9)) == 0))
    return tuple(found)


@st.composite
def files(draw):
    """A file of one to four tables."""
    tables = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        above = draw(st.sampled_from([(), (Paragraph("Actielijn 2: Stoppen", 2),), (Paragraph("Randvoorwaarden", 2),)]))
        made = draw(rows(draw(st.integers(2, 7))))
        name = draw(st.sampled_from(["", "Zien", "Blad2"]))
        tables.append(Table(number, made, name, above, above))
    return Tables(draw(st.sampled_from(["docx", "xlsx", "csv"])), tuple(tables))


@given(files(), st.data())
def test_every_row_ends_in_one_heap(file, data):
    """Also after the user decided otherwise of some rows."""
    places = [(table.number, row.number) for table in file.tables for row in table.rows]
    allowed = st.sampled_from([Heap.ACTION, Heap.CONTINUATION, Heap.HEADING, Heap.SECTION, Heap.NOTE])
    decided = data.draw(st.dictionaries(st.sampled_from(places), allowed, max_size=3))
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
