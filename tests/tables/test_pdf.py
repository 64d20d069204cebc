"""Tables of a pdf: those that LibreOffice made against their sources, small ones drawn by hand, and hostile ones."""

import resource
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tables import limits
from tables.model import Refused
from tables.pdf import words
from tables.pdf.document import tables_of
from tables.reading import read_tables
from tables.weight import is_large
from tests.tables.pdf_files import HEIGHT, WIDTH, bomb, filled, forms_in_forms, grid, line, page_trees, pdf, scan, text

FILES = Path(__file__).parent / "pdf"
SOURCES = sorted((FILES / "bronnen").iterdir())
COLUMNS, ROWS = (50, 120, 350, 500), (60, 80, 120, 160)
PLAN = [["Nr", "Wat", "Wie"], ["1", "Training", "GGD"], ["2", "Campagne", "Politie"]]


def read(data):
    return tables_of(data).tables


def cells(table):
    return [[cell.text or {"left": "<", "above": "^"}.get(cell.merged, "") for cell in row.cells] for row in table.rows]


def as_read(*commands, **more):
    return [cells(table) for table in read(pdf(*commands, **more))]


# --- What LibreOffice made ---


def of_source(path):
    """The tables of a source; of a workbook without the title above its lines."""
    tables = read_tables(path, filename=path.name).tables
    return [cells(table)[1 if path.suffix == ".xlsx" else 0 :] for table in tables]


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.stem != "excel-zonder-lijnen"], ids=lambda path: path.stem
)
def test_a_pdf_says_what_its_source_says(path):
    found, source = [cells(table) for table in read((FILES / f"{path.stem}.pdf").read_bytes())], of_source(path)
    pairs = [
        (one, other)
        for mine, theirs in zip(found, source, strict=True)
        for row, same_row in zip(mine, theirs, strict=True)
        for one, other in zip(row, same_row, strict=True)
    ]
    assert [one for one, other in pairs if "".join(one.split()) != "".join(other.split())] == []
    assert sum(one == other for one, other in pairs) >= 0.97 * len(pairs)


def test_without_lines_there_is_no_table():
    with pytest.raises(Refused) as refused:
        read((FILES / "excel-zonder-lijnen.pdf").read_bytes())
    assert str(refused.value) == words.NO_TABLE


def test_what_stands_above_a_table_and_around_it():
    found = read((FILES / "twee-tabellen.pdf").read_bytes())
    assert [(table.heading, table.uncertain, table.pages) for table in found] == [
        ("Actielijn 1: Preventie", True, (1, 1)),
        ("Actielijn 2: Herstel", True, (1, 1)),
    ]
    said = [one.text for table in found for one in table.above]
    assert (said.count("Hieronder staan de acties van deze lijn."), any("pagina" in one for one in said)) == (2, False)


def test_a_table_over_six_pages_is_one():
    (table,) = read((FILES / "zes-paginas-koppen.pdf").read_bytes())
    assert (table.pages, [row.number for row in table.rows if row.heading], len(table.rows)) == ((1, 6), [1], 27)
    assert [paragraph.text for paragraph in table.above] == ["Actielijn 1: Eerder en beter in beeld"]


# --- Lines and places ---


def test_cells_between_lines():
    assert as_read(filled(COLUMNS, ROWS, PLAN)) == [PLAN]


def test_where_a_line_is_missing_cells_are_merged():
    shown = line(50, 60, 500, 60) + line(50, 160, 500, 160) + line(50, 80, 500, 80) + line(120, 120, 500, 120)
    shown += line(50, 60, 50, 160) + line(500, 60, 500, 160) + line(120, 80, 120, 160) + line(350, 80, 350, 160)
    shown += text(54, 72, "Actielijn 1") + text(54, 92, "Thema") + text(124, 92, "Training") + text(354, 132, "GGD")
    assert as_read(shown) == [[["Actielijn 1", "<", "<"], ["Thema", "Training", ""], ["^", "", "GGD"]]]


def test_lines_drawn_as_boxes_dots_or_shades_are_lines():
    boxes = "".join(f"{x} {HEIGHT - ROWS[-1]} 0.5 100 re f\n" for x in COLUMNS) + "".join(
        f"{50 + 2 * dot} {HEIGHT - y} 1 1 re f\n" for y in ROWS for dot in range(226)
    )
    shades = "0.8 g " + "".join(
        f"{left} {HEIGHT - bottom} {right - left} {bottom - top} re f\n"
        for left, right in pairwise(COLUMNS)
        for top, bottom in pairwise(ROWS)
    )
    texts = filled(COLUMNS, ROWS, PLAN).removeprefix(grid(COLUMNS, ROWS))
    assert as_read(boxes + texts) == as_read(shades + "0 g " + texts) == [PLAN]


def test_a_frame_and_an_underlined_word_are_no_table():
    page = filled(COLUMNS, ROWS, PLAN) + line(124, 93, 160, 93)
    assert as_read(page + grid((20, 800), (20, 570))) == [PLAN]
    with pytest.raises(Refused):
        as_read(text(50, 50, "Alleen tekst") + line(50, 52, 90, 52))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_turned(rotate):
    matrix = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}[rotate]
    box = (WIDTH, HEIGHT) if rotate == 180 else (HEIGHT, WIDTH)
    assert as_read(f"{matrix} cm\n" + filled(COLUMNS, ROWS, PLAN), rotate=rotate, box=box) == [PLAN]


def test_a_page_that_was_drawn_on_its_side():
    for matrix in (f"0 1 -1 0 {HEIGHT} 0", f"0 -1 1 0 0 {WIDTH}"):
        assert as_read(f"{matrix} cm\n" + filled(COLUMNS, ROWS, PLAN), box=(HEIGHT, WIDTH)) == [PLAN]


def test_a_heading_on_its_side_in_a_table():
    sideways = f"BT /F1 9 Tf 0 1 -1 0 {COLUMNS[2] + 20} {HEIGHT - 118} Tm (Status) Tj ET\n"
    assert as_read(filled(COLUMNS, ROWS, [*PLAN[:1], ["1", "Training", ""]]) + sideways)[0][1] == [
        "1",
        "Training",
        "Status",
    ]


def test_a_text_that_goes_on_over_the_next_cell_is_of_the_first():
    long = "Een lange titel die in een werkblad over de lege cel ernaast heen loopt tot het eind"
    assert as_read(filled(COLUMNS, ROWS, [*PLAN[:1], ["1", long, ""]]))[0][1] == ["1", long, ""]


def test_what_a_cell_cuts_off_below_belongs_to_it():
    clipped = f"q 120 {HEIGHT - 120} 230 40 re W n " + text(124, 115, "Training") + text(124, 126, "en folder") + "Q\n"
    found = as_read(filled(COLUMNS, ROWS, [PLAN[0], ["1", "", "GGD"], ["2", "", "Politie"]]) + clipped)[0]
    assert [row[1] for row in found] == ["Wat", "Training\nen folder", ""]


def test_what_nobody_sees_is_not_read():
    hidden = "3 Tr " + text(124, 92, "Verborgen") + "0 Tr " + text(WIDTH + 50, 92, "Naast het blad")
    assert as_read(filled(COLUMNS, ROWS, [PLAN[0], ["1", "", "GGD"]]) + hidden)[0][1] == ["1", "", "GGD"]


@pytest.mark.parametrize(
    ("first", "joint", "second"),
    [
        ("Scholing van alle leerkrachten in de regio over", " ", "meldcodes"),
        ("Scholing", "\n", "Folder"),
        ("- Scholing van alle leerkrachten in de regio nu", "\n", "- Folder"),
        ("Scholing van alle leerkrachten voor jeugd- en", " ", "gezinshulp"),
        ("Scholing van alle ouders en leerkrachten, jeugd-", " ", "en gezinshulp"),
        ("Scholing voor alle leerkrachten door GGD-", "", "artsen"),
        ("De kosten van alle scholing zijn € 12.500", "", ",-"),
    ],
)
def test_lines_of_a_cell_are_one_text_as_far_as_its_edge_cut_them(first, joint, second):
    found = as_read(filled((50, 120, 320, 500), ROWS, [PLAN[0], ["1", f"{first}\n{second}", ""]]))
    assert found[0][1][1] == first + joint + second


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_is_written_without_it():
    cut = "Training, en ook voor alle ouders een Trai-\nning"
    found = as_read(filled((50, 120, 320, 500), ROWS, [PLAN[0], ["1", cut, ""], ["2", "De training zelf", ""]]))
    assert found[0][1][1] == "Training, en ook voor alle ouders een Training"


# --- Over pages ---

FULL = "scholing van alle leerkrachten in de regio"
LOW = (500, 520, 548)  # rows at the foot of a page
HIGH = (40, 80, 120)


def test_a_row_that_a_page_cut_is_whole():
    first = filled(COLUMNS, LOW, [PLAN[0], ["1", f"{FULL} en voor alle\n{FULL} en voor alle", "GGD"]])
    second = filled(COLUMNS, HIGH, [["", "mee willen doen", ""], PLAN[2]])
    whole = f"{FULL} en voor alle {FULL} en voor alle mee willen doen"
    assert as_read(first, second) == [[PLAN[0], ["1", whole, "GGD"], PLAN[2]]]


def test_a_new_row_on_a_page_stays_a_row():
    first = filled(COLUMNS, LOW, PLAN[:2])
    assert as_read(first, filled(COLUMNS, HIGH, [PLAN[2], ["", "Folder", "GGD"]])) == [[*PLAN, ["", "Folder", "GGD"]]]


def test_headings_of_a_next_page_are_no_row():
    assert as_read(filled(COLUMNS, LOW, PLAN[:2]), filled(COLUMNS, HIGH, [PLAN[0], PLAN[2]])) == [PLAN]


def test_with_other_columns_or_a_heading_between_it_is_another_table():
    first = filled(COLUMNS, LOW, PLAN[:2])
    other = filled((50, 200, 300, 500), HIGH, [PLAN[0], PLAN[2]])
    between = text(50, 30, "Actielijn 2", font="F2", size=14) + filled(COLUMNS, HIGH, [PLAN[0], PLAN[2]])
    assert as_read(first, other, between) == [PLAN[:2], [PLAN[0], PLAN[2]], [PLAN[0], PLAN[2]]]
    table = read(pdf(first, between))[1]
    assert [(one.text, one.level, one.bold) for one in table.headings] == [("Actielijn 2", 1, True)]


def test_a_page_without_letters_and_columns_without_lines_are_told():
    columns = "".join(text(x, 300 + 20 * row, f"Tekst {x}") for row in range(4) for x in (50, 250, 450))
    found = tables_of(pdf(filled(COLUMNS, ROWS, PLAN) + columns))
    assert [remark.message for remark in found.remarks] == [words.UNCERTAIN, words.without_lines(1)]


def test_what_is_struck_out_is_told_and_not_read():
    struck = line(124, 129, 124 + 4.5 * len("Campagne"), 129)
    found = tables_of(pdf(filled(COLUMNS, ROWS, PLAN) + struck + line(124, 94, 160, 94)))
    assert cells(found.tables[0]) == [*PLAN[:2], ["2", "", "Politie"]]
    assert [remark.message for remark in found.remarks[1:]] == [words.struck(1, ["Campagne"])]


def test_texts_over_each_other_are_told():
    found = tables_of(pdf(filled(COLUMNS, ROWS, PLAN) + text(130, 134, "Voorlichting")))
    assert [remark.message for remark in found.remarks[1:]] == [words.overlap(1)]


# --- Refused, in a process of its own ---


def encrypted(user):
    return pdf(filled(COLUMNS, ROWS, PLAN), encryption=pikepdf.Encryption(owner="geheim", user=user))


REFUSED = {
    "a scan": (scan, words.SCAN),
    "a password": (lambda: encrypted("geheim"), words.PASSWORD),
    "no text": (lambda: pdf(grid(COLUMNS, ROWS)), words.NO_TEXT),
    "no table": (lambda: pdf(text(50, 50, "Een brief")), words.NO_TABLE),
    "half a file": (lambda: (FILES / "secties.pdf").read_bytes()[:3000], words.DAMAGED),
    "only a start": (lambda: b"%PDF-1.7\n", words.DAMAGED),
    "201 pages": (lambda: pdf(*["q Q"] * 201), words.TOO_MANY_PAGES),
    "a bomb": (bomb, words.TOO_HEAVY),
    "lists in lists": (lambda: pdf("[" * 100_000), words.TOO_HEAVY),
    "states on states": (lambda: pdf("q " * 100_000), words.TOO_HEAVY),
    "drawings in drawings": (lambda: forms_in_forms(3_000), words.TOO_HEAVY),
    "pages in pages": (lambda: page_trees(3_000), words.TOO_HEAVY),
    "lines without end": (lambda: pdf("".join(line(x, 9, x, 99) for x in range(20_001))), words.TOO_HEAVY),
    "texts without end": (lambda: pdf(text(9, 9, "x") * 20_001), words.TOO_HEAVY),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name):
    make, sentence = REFUSED[name]
    data, before = make(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Refused) as refused:
        read_tables(data, filename="plan.pdf")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert str(refused.value) == sentence
    assert after.ru_utime - before.ru_utime < limits.PDF_SECONDS
    assert (sentence[0].isupper(), sentence[-1], sentence.count(". ")) == (True, ".", 0)


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["PDF_SECONDS", "PDF_WAIT"])
def test_the_time_is_limited(monkeypatch, limit):
    monkeypatch.setattr(limits, limit, 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(Refused) as refused:
        read_tables(forms_in_forms(19), filename="plan.pdf")
    assert str(refused.value) == words.TOO_HEAVY
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3


def test_only_a_password_to_change_it_is_no_reason():
    assert cells(read_tables(encrypted(""), filename="plan.pdf").tables[0]) == PLAN


def test_a_page_of_any_size_is_read():
    wide = (1e7, 1e7)
    assert cells(read_tables(pdf(filled(COLUMNS, ROWS, PLAN), box=wide), filename="plan.pdf").tables[0]) == PLAN


def test_what_comes_back_is_what_was_read():
    data = (FILES / "secties.pdf").read_bytes()
    assert read_tables(data, filename="plan.pdf") == tables_of(data)


def test_many_pages_are_read_while_nobody_waits():
    small = (FILES / "secties.pdf").read_bytes()
    assert (is_large([small]), is_large([small] * 6)) == (False, True)
