"""What stands in a cell of Word beside plain text: text boxes, lists, tables, styles that strike through."""

import pytest

from tables import marks
from tables.model import Remark
from tables.reading import read_tables
from tests.tables.files import docx, word_cell, word_table

HEADINGS = word_cell("Wat") + word_cell("Wie")
AC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = (
    '<w:style w:styleId="Weg"><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:styleId="Ook"><w:basedOn w:val="Weg"/></w:style>'
    '<w:style w:styleId="Toch"><w:basedOn w:val="Weg"/><w:rPr><w:dstrike w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="Lijst"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Lijst2"><w:basedOn w:val="Lijst"/></w:style>'
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
)


def read(body: str):
    return read_tables(docx(body, styles=STYLES), filename="plan.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, *, style: str = "", number: int | None = None) -> str:
    listed = "" if number is None else f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{inner}</w:p>"


def box(inner: str) -> str:
    """A text box as Word writes it: drawn, and once more for programs that cannot draw it."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent {AC}><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(inner: str) -> str:
    """A text box of Word 2003."""
    return f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (paragraph(run("voor") + box(paragraph(run("vak")))) + paragraph(run("na")), "voor\nvak\nna"),
        (paragraph(old_box(paragraph(run("vak")))), "vak"),
        (paragraph(box(paragraph(box(paragraph(run("diep"))) + run("vak")))), "vak\ndiep"),
        (paragraph(box(word_table(word_cell("a") + word_cell("b"), word_cell("c")))), "a | b\nc"),
        (paragraph(f"<w:del>{box(paragraph(run('weg')))}</w:del>{run('blijft')}"), "blijft"),
        (paragraph(run("een"), number=3) + paragraph(run("twee"), number=3), "• een\n• twee"),
        (paragraph(run("Doen:")) + paragraph(run("een"), style="Lijst") + paragraph(run("twee"), style="Lijst2"),
         "Doen:\n• een\n• twee"),
        (paragraph(run("een"), style="Lijst", number=0) + paragraph(run("twee"), style="Lijst"), "een\ntwee"),
        (paragraph(run("een"), style="Kop1") + paragraph(run("twee"), style="Kop1"), "een\ntwee"),
        (paragraph(run("een"), number=3) + paragraph("", number=3), "een"),
        (paragraph(run("een"), number=3) + paragraph(run("x"), number=3) * 2, "• een\n• x\n• x"),
        (paragraph(run("voor")) + word_table(word_cell("a") + word_cell("b")) + paragraph(run("na")),
         "voor\na | b\nna"),
        (paragraph(run("niet", "<w:strike w:val='false'/>")), "niet"),
        (paragraph(run("weg ", "<w:rStyle w:val='Weg'/>") + run("wel")), "wel"),
        (paragraph(run("weg "), style="Ook") + paragraph(run("wel"), style="Toch"), "wel"),
        (paragraph(run("weg ") + run("wel", "<w:strike w:val='0'/>"), style="Ook"), "wel"),
        (paragraph(run("wel")) + paragraph(box(paragraph(run("weg", "<w:strike/>")))), "wel"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell(inner, text):
    (table,) = read(word_table(HEADINGS, f"<w:tc>{inner}</w:tc>" + word_cell("GGD"))).tables
    assert table.rows[1].texts == (text, "GGD")


def test_a_table_in_a_text_box_is_a_table_of_the_document():
    inner = word_table(HEADINGS, word_cell("Training") + word_cell("GGD"))
    heading = paragraph(run("Lijn 1"), style="Kop1")
    found = read(
        paragraph(run("Tekst") + box(heading + paragraph(run("los")) + inner))
        + word_table(HEADINGS, word_cell("Folder") + word_cell("VT"))
    )
    assert [([row.texts for row in table.rows], table.heading) for table in found.tables] == [
        ([("Wat", "Wie"), ("Training", "GGD")], "Lijn 1"),
        ([("Wat", "Wie"), ("Folder", "VT")], "Lijn 1"),
    ]
    assert ([above.text for above in found.tables[0].above], found.remarks) == (["Tekst", "Lijn 1"], ())


def test_a_table_in_a_cell_is_told():
    nested = f"<w:tc>{paragraph(run('x'))}{word_table(word_cell('a'))}</w:tc>" + word_cell("GGD")
    empty = f"<w:tc>{paragraph(run('x'))}{word_table(word_cell(''))}</w:tc>" + word_cell("GGD")
    boxed = f"<w:tc>{paragraph(box(word_table(word_cell('a'))))}</w:tc>" + word_cell("GGD")
    found = read(word_table(HEADINGS, nested, empty, boxed) + word_table(HEADINGS, *[nested] * 6))
    assert found.remarks == (
        Remark(marks.NESTED, 1, 2),
        Remark(marks.NESTED, 1, 4),
        Remark(marks.NESTED_ROWS.format(rows="2-7"), 2),
    )


def test_a_heading_that_is_struck_through_is_no_heading():
    table = word_table(HEADINGS, word_cell("a") + word_cell("b"))
    struck = paragraph(run("Lijn 2", "<w:strike/>"), style="Kop1")
    half = paragraph(run("Oud ", "<w:b/><w:strike/>") + run("Nieuw", "<w:b/>"))
    text = paragraph(run("gewoon", "<w:strike/>"))
    found = read(paragraph(run("Lijn 1"), style="Kop1") + text + struck + half + table)
    assert (found.tables[0].heading, [above.text for above in found.tables[0].above]) == ("Lijn 1", ["Lijn 1", "Nieuw"])
    assert found.remarks == (
        Remark(marks.STRUCK_HEADING.format(text="Lijn 2")),
        Remark(marks.STRUCK_HEADING.format(text="Oud Nieuw")),
    )
