"""csv in the dialects of Dutch spreadsheets, and tables pasted from Word, Excel and web pages."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.delimited import BROKEN, EXTRA_CELLS, GARBLED_TEXT, JOINED, NEIGHBOUR, OPEN_QUOTE
from tables.model import Tables
from tables.reading import read_pasted, read_tables
from tables.text import clean
from tests.choosing import examples


def read(text: str | bytes) -> Tables:
    return read_tables(text if isinstance(text, bytes) else text.encode(), filename="plan.csv")


def texts(tables: Tables) -> list[tuple[str, ...]]:
    (table,) = tables.tables
    return [row.texts for row in table.rows]


def remarks(tables: Tables) -> list[tuple[int | None, str]]:
    return [(remark.row, remark.message) for remark in tables.remarks]


PLAN = [
    ("Wat", "Kosten", "Wie"),
    ("Scholing van artsen, en meer", "€ 1.250,00", "GGD; Veilig Thuis"),
    ("Één", "PM", ""),
]


def written(delimiter: str, quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(PLAN)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_dialect_gives_the_same_rows(delimiter, encoding, quoting, end):
    found = read(written(delimiter, quoting, end).encode(encoding))
    assert (found.kind, texts(found), found.remarks) == ("csv", PLAN, ())


@pytest.mark.parametrize("filename", ["plan.csv", "PLAN.CSV", "plan.txt", "plan.tsv", "plan 2026.v2.csv"])
def test_extensions_of_text(filename):
    assert texts(read_tables(written(";").encode(), filename=filename)) == PLAN


def test_the_line_that_excel_wants():
    assert texts(read("sep=,\nWat,Wie\na;b;c,d\n")) == [("Wat", "Wie"), ("a;b;c", "d")]


def test_a_delimiter_that_divides_evenly_wins_over_one_that_occurs_often():
    text = "Wat;Wie\nartsen, leraren, ouders, buren;GGD\nartsen, leraren, ouders, buren;VT\na, b;c\n"
    assert texts(read(text))[1] == ("artsen, leraren, ouders, buren", "GGD")


def test_rows_keep_the_number_of_their_record():
    table = read('Plan\n\nWat;Wie\n"a\n\nb";GGD\n;;\nc;VT\n').tables[0]
    assert [(row.number, row.texts) for row in table.rows] == [
        (1, ("Plan", "")),
        (3, ("Wat", "Wie")),
        (4, ("a\n\nb", "GGD")),
        (6, ("c", "VT")),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('De "warme" overdracht;GGD', ('De "warme" overdracht', "GGD")),
        ('"Warme" overdracht;GGD', ('"Warme" overdracht', "GGD")),
        ('"De ""warme"" overdracht";GGD', ('De "warme" overdracht', "GGD")),
        (' "a;b" ; c ', ("a;b", "c")),
        ('"";GGD', ("", "GGD")),
        ("'s avonds;GGD", ("'s avonds", "GGD")),
    ],
)
def test_quotation_marks(line, expected):
    found = read(f"Wat;Wie\n{line}\nx;y\n")
    assert (texts(found), found.remarks) == ([("Wat", "Wie"), expected, ("x", "y")], ())


def test_an_open_quotation_mark_spoils_one_cell_and_is_reported():
    found = read('Wat;Wie;Hoe\n"warme overdracht;GGD;x\nScholing;"VT;y\nc;d;z\n')
    assert texts(found)[1:] == [('"warme overdracht', "GGD", "x"), ("Scholing", '"VT', "y"), ("c", "d", "z")]
    assert remarks(found) == [(2, OPEN_QUOTE), (3, OPEN_QUOTE)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a;b;c", "d;e; f;g", "h;i;j"], [(3, EXTRA_CELLS)]),
        (["a;b;c;;", "d;e;f;", "h;i;j"], []),
        (["a;b", "d", "h;i;j", "k;l;m"], [(3, BROKEN)]),
        (["a;b;c", "tekst liep door", "h;i;j"], [(3, BROKEN)]),
        (["a;b;c", "d;tekst liep", "door;f", "h;i;j", "k;l;m"], [(4, BROKEN)]),
        (["a;b;c", "d;e", "f;g;h"], []),
        (["cari‰s;b;c"], [(2, GARBLED_TEXT)]),
        (["financiÃ«le;b;c"], [(2, GARBLED_TEXT)]),
        (["â‚¬ 100;b;c"], [(2, GARBLED_TEXT)]),
        (["‘citaat’ – café, naïef, Šimić; 50‰;c…"], []),
    ],
)
def test_rows_that_may_have_been_read_wrong_are_reported(lines, expected):
    assert remarks(read("\n".join(["Wat;Wie;Hoe", *lines]))) == expected


def test_a_semicolon_in_a_title_is_no_column():
    assert texts(read("Plan; versie 2\nWat;Wie;Hoe\na;b;c\nd;e;f\n"))[0] == ("Plan", "versie 2", "")


alphabet = st.one_of(
    st.sampled_from(list(";,|\t\"'\n\r €é=")), st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
)
rows_of_text = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.text(alphabet, max_size=12), min_size=width, max_size=width), min_size=1, max_size=8
    )
)


@settings(deadline=None, max_examples=examples(300))
@given(rows_of_text, st.sampled_from(";,\t"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_was_written_is_read(rows, delimiter, quoting):
    file = io.StringIO()
    headings = [f"Kop {letter}" for letter in "abcde"[: len(rows[0])]]
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows([headings, *rows])
    expected = [row for row in ([clean(text) for text in row] for row in rows) if any(row)]
    found = texts(read(f"sep={delimiter}\r\n{file.getvalue()}"))
    assert [list(row) for row in found] == [headings, *expected]


# Pasted


def test_from_excel():
    """Only cells of more lines have quotation marks there, and only in those are they doubled."""
    text = 'Wat\tWie\tKosten\r\n"a\nzeg ""b"""\tGGD\t€ 5\r\n"warme" overdracht\t\t\r\n5" breed\t"VT\tx\r\n'
    found = read_pasted(text)
    assert (found.kind, texts(found)[1:]) == (
        "pasted",
        [('a\nzeg "b"', "GGD", "€ 5"), ('"warme" overdracht', "", ""), ('5" breed', '"VT', "x")],
    )
    assert remarks(found) == [(4, OPEN_QUOTE)]


def test_empty_cells_and_rows_from_excel():
    found = read_pasted("\tWie\tKosten\n\t\t\na\t\t\n\n\tGGD\t\n")
    assert [(row.number, row.texts) for row in found.tables[0].rows] == [
        (1, ("", "Wie", "Kosten")),
        (3, ("a", "", "")),
        (5, ("", "GGD", "")),
    ]
    assert found.remarks == ()


def test_from_word_cells_of_more_paragraphs_are_put_together():
    found = read_pasted("Acties\nWat\tDoel\tWie\nScholing\tdoel 1\ndoel 2\n\ndoel 3\tGGD\nOnderzoek\tx\tVT\n")
    assert texts(found) == [
        ("Acties", "", ""),
        ("Wat", "Doel", "Wie"),
        ("Scholing", "doel 1\ndoel 2\n\ndoel 3", "GGD"),
        ("Onderzoek", "x", "VT"),
    ]
    assert remarks(found) == [(None, JOINED)]


def test_from_word_a_line_between_two_rows_is_doubtful():
    found = read_pasted("Wat\tWie\nScholing\nvoor artsen\tGGD\nen VT\nOnderzoek\tVT\nx\ty")
    assert texts(found)[1:] == [("Scholing\nvoor artsen", "GGD\nen VT"), ("Onderzoek", "VT"), ("x", "y")]
    assert remarks(found) == [(None, JOINED), (2, NEIGHBOUR), (3, NEIGHBOUR)]


def test_a_pasted_row_may_lack_its_last_cells():
    found = read_pasted("Wat\tHoe\tWie\nScholing\tx\nOnderzoek\ty\tVT\na\tb\tc")
    assert (texts(found)[1], found.remarks) == (("Scholing", "x", ""), ())


def test_a_table_in_markdown():
    text = "| Wat | Wie |\n|:---|---:|\n| Scholing<br>artsen | GGD |\n| - | VT |\n"
    assert texts(read_pasted(text)) == [("Wat", "Wie"), ("Scholing\nartsen", "GGD"), ("-", "VT")]


def test_pasted_csv():
    assert texts(read_pasted(written(";"))) == PLAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \r\n b\t ", "a\nb"),
        ("a\x0bb\u2028c", "a\nb\nc"),
        ("\u20ac\u00a05.000\u202f-", "€ 5.000 -"),
        ("zorg\u00adkosten\u200b \ufeffx\u202e", "zorgkosten x"),
        ("i\u2011sm", "i-sm"),
        ("\uf0b7 a\n\uf0a7 b", "• a\n• b"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("", ""),
    ],
)
def test_clean_text(text, expected):
    assert clean(text) == expected
