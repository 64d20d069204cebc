"""Word tables as people make them: merged cells, dragged edges, tracked changes, content controls, frames."""

import io

import docx as python_docx
import pytest
from docx.document import Document

from tables.model import Paragraph, Table, Tables
from tables.reading import read_tables
from tests.tables.files import docx, word_cell, word_table


def read(body: str, styles: str = "") -> Tables:
    return read_tables(docx(body, styles=styles), filename="plan.docx")


def texts(table: Table) -> list[tuple[str, ...]]:
    return [row.texts for row in table.rows]


def only(body: str) -> list[tuple[str, ...]]:
    (table,) = read(body).tables
    return texts(table)


def saved(document: Document) -> Tables:
    file = io.BytesIO()
    document.save(file)
    return read_tables(file.getvalue(), filename="Meerjarenplan 2026.DOCX")


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


HEADINGS = word_cell("Wat") + word_cell("Wie")


def test_a_document_of_python_docx():
    document = python_docx.Document()
    document.add_heading("4 Acties", 1)
    document.add_paragraph("Inleiding")
    document.add_heading("4.1 Meldcode", 2)
    table = document.add_table(2, 3)
    for column, text in enumerate(["Wat", "Hoe", "Wie"]):
        table.rows[0].cells[column].text = text
    first = table.rows[1].cells[0]
    first.text = "Scholing"
    first.add_paragraph("voor artsen", style="List Bullet")
    table.rows[1].cells[1].paragraphs[0].add_run("regel 1").add_break()
    table.rows[1].cells[1].paragraphs[0].add_run("regel 2")
    found = saved(document)
    assert found.kind == "docx"
    (table,) = found.tables
    assert texts(table) == [("Wat", "Hoe", "Wie"), ("Scholing\nvoor artsen", "regel 1\nregel 2", "")]
    assert table.heading == "4.1 Meldcode"
    assert [(heading.text, heading.level) for heading in table.headings] == [("4 Acties", 1), ("4.1 Meldcode", 2)]
    assert [above.text for above in table.above] == ["4 Acties", "Inleiding", "4.1 Meldcode"]


def test_what_python_docx_reads_comes_out_the_same():
    document = python_docx.Document()
    table = document.add_table(6, 5)
    for number, row in enumerate(table.rows):
        for column, place in enumerate(row.cells):
            place.text = f"{number}.{column}"
    table.rows[0].cells[1].merge(table.rows[0].cells[3])
    table.rows[1].cells[0].merge(table.rows[3].cells[0])
    table.rows[4].cells[2].merge(table.rows[5].cells[4])
    expected = []
    seen = set()
    for row in table.rows:
        expected.append([])
        for place in row.cells:
            expected[-1].append("" if place._tc in seen else place.text)
            seen.add(place._tc)
    (found,) = saved(document).tables
    assert [list(row) for row in texts(found)] == expected
    assert [row.cells[0].merged for row in found.rows] == ["", "", "above", "above", "", ""]
    assert [place.merged for place in found.rows[0].cells] == ["", "", "left", "left", ""]
    assert [place.merged for place in found.rows[5].cells] == ["", "", "above", "left", "left"]


def test_headings_by_name_by_level_and_by_what_they_are_based_on():
    styles = (
        '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Actielijn"><w:name w:val="Actielijn"/><w:basedOn w:val="Kop1"/></w:style>'
        '<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="Lus"><w:name w:val="Lus"/><w:basedOn w:val="Lus"/></w:style>'
    )
    body = ""
    for style, text in [("Actielijn", "Lijn 1"), ("Eigen", "Deel a"), ("Lus", "Gewoon"), ("Kop1", "Lijn 2")]:
        body += paragraph(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}') + word_table(HEADINGS)
    body += paragraph(f'<w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("Lijn 3")}') + paragraph(run("Vet", "<w:b/>"))
    tables = read(body + word_table(HEADINGS), styles).tables
    assert [table.number for table in tables] == [1, 2, 3, 4, 5]
    assert [[heading.text for heading in table.headings] for table in tables] == [
        ["Lijn 1"],
        ["Lijn 1", "Deel a"],
        ["Lijn 1", "Deel a"],
        ["Lijn 2"],
        ["Lijn 3"],
    ]
    assert tables[2].above == (Paragraph("Gewoon"),)
    assert tables[4].above == (Paragraph("Lijn 3", 1), Paragraph("Vet", None, bold=True))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("Oud") + f"<w:del>{run('weg')}<w:r><w:delText>weg</w:delText></w:r></w:del>", "Oud"),
        (f"<w:ins>{run('nieuw')}</w:ins>", "nieuw"),
        (f"<w:moveFrom>{run('hier')}</w:moveFrom><w:moveTo>{run('daar')}</w:moveTo>", "daar"),
        (run("zicht") + run("geheim", "<w:vanish/>") + run("baar", '<w:vanish w:val="0"/>'), "zichtbaar"),
        (f"<w:hyperlink>{run('Veilig')}</w:hyperlink><w:smartTag>{run(' Thuis')}</w:smartTag>", "Veilig Thuis"),
        (f"<w:sdt><w:sdtContent>{run('Q3 2026')}</w:sdtContent></w:sdt>", "Q3 2026"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Kies een datum')}</w:sdtContent></w:sdt>",
            "",
        ),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>", "a\nb\nc d"),
        ("<w:r><w:t>i</w:t><w:noBreakHyphen/><w:t>s\u00adm\u200b \u00a0x</w:t></w:r>", "i-sm  x"),
        (
            f"{run('voor')}<w:r><w:drawing><w:txbxContent>{paragraph(run('vak'))}</w:txbxContent></w:drawing></w:r>",
            "voor\nvak",
        ),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "7"),
        (run("\uf0b7 doel"), "• doel"),
    ],
)
def test_the_text_of_a_cell_is_what_the_reader_sees(inner, text):
    assert only(word_table(HEADINGS, cell(paragraph(inner)) + word_cell("GGD")))[1] == (text, "GGD")


def test_paragraphs_are_lines_and_a_deleted_end_joins_them():
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    row = cell(paragraph(run("een")), paragraph(run("twee")), paragraph("")) + cell(
        paragraph(deleted + run("aan")), paragraph(run("een"))
    )
    assert only(word_table(HEADINGS, row))[1] == ("een\ntwee", "aaneen")


def test_rows_and_cells_in_content_controls_count():
    inside = f"<w:tr><w:sdt><w:sdtContent>{word_cell('Scholing')}</w:sdtContent></w:sdt>{word_cell('GGD')}</w:tr>"
    table = word_table(HEADINGS).replace("</w:tbl>", f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt></w:tbl>")
    assert only(f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>") == [("Wat", "Wie"), ("Scholing", "GGD")]


def test_a_row_deleted_by_a_tracked_change_is_not_there():
    gone = "<w:trPr><w:del/></w:trPr>" + word_cell("Weg") + word_cell("GGD")
    new = "<w:trPr><w:ins/></w:trPr>" + word_cell("Nieuw") + word_cell("GGD")
    (table,) = read(word_table(HEADINGS, gone, new)).tables
    assert [(row.number, row.texts) for row in table.rows] == [(1, ("Wat", "Wie")), (2, ("Nieuw", "GGD"))]


def test_empty_rows_are_left_out_and_keep_their_number():
    (table,) = read(word_table(HEADINGS, word_cell("") * 2, word_cell("a") + word_cell("b"))).tables
    assert [row.number for row in table.rows] == [1, 3]


def test_rows_of_headings_are_marked():
    (table,) = read(word_table("<w:trPr><w:tblHeader/></w:trPr>" + HEADINGS, HEADINGS)).tables
    assert [row.heading for row in table.rows] == [True, False]


def test_a_cell_that_continues_nothing_is_a_cell():
    rows = [word_cell("Wat", "<w:vMerge/>") + word_cell("Wie"), word_cell("Scholing", "<w:vMerge/>") + word_cell("GGD")]
    assert only(word_table(*rows)) == [("Wat", "Wie"), ("", "GGD")]


def test_old_merged_cells_go_on_to_the_right():
    row = word_cell("Lijn 1", '<w:hMerge w:val="restart"/>') + word_cell("oud", "<w:hMerge/>")
    (table,) = read(word_table(HEADINGS, row)).tables
    assert (texts(table)[1], table.rows[1].cells[1].merged) == (("Lijn 1", ""), "left")


def test_a_dragged_edge_makes_no_new_column():
    rows = [
        word_cell("Wat") + word_cell("Hoe", '<w:gridSpan w:val="2"/>') + word_cell("Wie"),
        word_cell("a", '<w:gridSpan w:val="2"/>') + word_cell("b") + word_cell("c"),
        word_cell("Lijn 2", '<w:gridSpan w:val="4"/>'),
    ]
    (table,) = read(word_table(*rows, widths=(2000, 300, 2000, 2000))).tables
    assert texts(table) == [("Wat", "Hoe", "Wie"), ("a", "b", "c"), ("Lijn 2", "", "")]


def test_edges_all_over_the_place_are_columns_in_order():
    rows = [
        word_cell("Wat", '<w:gridSpan w:val="2"/>') + word_cell("Hoe") + word_cell("Wie", '<w:gridSpan w:val="2"/>'),
        word_cell("a") + word_cell("b", '<w:gridSpan w:val="2"/>') + word_cell("c", '<w:gridSpan w:val="2"/>'),
        word_cell("d", '<w:gridSpan w:val="3"/>') + word_cell("e") + word_cell("f"),
        word_cell("Lijn 2", '<w:gridSpan w:val="4"/>') + word_cell("smal"),
    ]
    assert only(word_table(*rows, widths=(1500, 1500, 1500, 1500, 100))) == [
        ("Wat", "Hoe", "Wie"),
        ("a", "b", "c"),
        ("d", "e", "f"),
        ("Lijn 2", "", "smal"),
    ]


def test_headings_over_two_columns_keep_both():
    rows = [
        word_cell("Wat") + word_cell("Kosten", '<w:gridSpan w:val="2"/>'),
        word_cell("") + word_cell("2025") + word_cell("2026"),
        word_cell("a") + word_cell("100") + word_cell("200"),
    ]
    assert only(word_table(*rows)) == [("Wat", "Kosten", ""), ("", "2025", "2026"), ("a", "100", "200")]


def test_a_row_that_starts_later():
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + word_cell("GGD")
    assert only(word_table(HEADINGS, late)) == [("Wat", "Wie"), ("", "GGD")]


def test_a_table_in_a_cell_is_lines_of_that_cell():
    inner = word_table(word_cell("2025") + word_cell("€ 100"), word_cell("2026") + word_cell("€ 200"))
    row = word_cell("a") + cell(paragraph(run("Kosten:")), inner, paragraph(""))
    assert only(word_table(HEADINGS, row))[1] == ("a", "Kosten:\n2025 | € 100\n2026 | € 200")


def test_a_frame_around_tables_is_no_table():
    framed = cell(
        paragraph(run("Lijn 1")), word_table(HEADINGS), paragraph(run("Lijn 2")), word_table(HEADINGS), paragraph("")
    )
    tables = read(word_table(framed)).tables
    assert [texts(table) for table in tables] == [[("Wat", "Wie")], [("Wat", "Wie")]]
    assert [[above.text for above in table.above] for table in tables] == [["Lijn 1"], ["Lijn 2"]]


def test_the_strict_dialect():
    usual = docx(word_table(HEADINGS))
    strict = docx(
        "",
        more={
            "word/document.xml": f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{word_table(HEADINGS)}"
            "</w:body></w:document>"
        },
    )
    assert read_tables(strict, filename="a.docx") == read_tables(usual, filename="a.docx")


def test_what_is_embedded_is_reported():
    found = read("<w:altChunk/>" + word_table(HEADINGS))
    assert [remark.message for remark in found.remarks] == [
        "In dit document is een ander bestand ingesloten (bijvoorbeeld een Excel-tabel); dat is niet gelezen."
    ]
