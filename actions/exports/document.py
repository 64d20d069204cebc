"""The plan as a Word document for a meeting: per line a table Wat / Wanneer / Hoe / Wie / Doel / Kosten.

The whole plan has its own words around the tables (`actions.exports.document_text`); a selection has tables only.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from actions.exports.around import read_around
from actions.exports.document_text import GREY, Text
from actions.exports.selection import PlanFile
from actions.exports.sheets import EVERY, Said
from actions.models import Action, ActionLine
from actions.rules import document_cells, origins
from reading import formats
from reading.plans import own_document, own_marks
from tables.text import clean
from tables.word import BESIDE

HEADINGS = tuple(own_document.HEADINGS.values())
WIDTHS = (Cm(1.2), Cm(4.8), Cm(2.9), Cm(5.2), Cm(4.5), Cm(4.5), Cm(3.6), Cm(1.4))
MARGIN = Cm(1.5)
DARK, PALE = "1F3A5F", "E6EBF2"
WHITE, RED = RGBColor(0xFF, 0xFF, 0xFF), RGBColor(0x8A, 0x1C, 0x1C)
FONT = "Arial"
CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
KEPT_ID = "{6B1F6B0C-5A0E-4B57-9C1D-2E4B7C0D8A11}"  # by which Word keeps the part that stands beside the text


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a cell."""

    text: str
    bold: bool = False
    bullet: bool = False
    color: RGBColor | None = None


def docx(plan: PlanFile, said: Said | None = None) -> bytes:
    """The document."""
    document = Document()
    _set_up(document, plan)
    _title(document, plan)
    text = None if plan.filters else Text(document, read_around(plan.programme, plan.reader))
    if text:
        text.before()
    shown = slice(0 if any(action.number for action in plan.actions) else 1, None)
    done = 0
    for line, actions in _by_line(plan, text):
        document.add_heading(document_cells.line_title(line), level=1)
        if text:
            text.line(line, has_actions=bool(actions))
        table = _Table(document, shown) if actions else None
        for action in actions:
            if said and done % EVERY == 0:
                said(done)
            if table:
                table.add(action)
            done += 1
    if text:
        text.after()
    _origins(document, plan.actions)
    _keep_beside(document, plan.actions)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _origins(document: WordDocument, actions: Sequence[Action]) -> None:
    """Where the actions come from, at the end: the columns of the tables are those that are read back."""
    told = origins.named_by_origin(actions)
    if not told:
        return
    document.add_heading(_("Herkomst van de acties"), level=1)
    document.add_paragraph(f"{origins.counts_of(actions).in_words}.")
    for label, names in told:
        document.add_paragraph(clean(f"{label}: {names}"), style="List Bullet")


def _by_line(plan: PlanFile, text: Text | None) -> list[tuple[ActionLine, list[Action]]]:
    """The lines in their order, each with its actions; those without actions too in a document of the whole plan."""
    found = {action.line_id: (action.line, list[Action]()) for action in plan.actions}
    for line in text.around.lines if text else []:
        found.setdefault(line.pk, (line, []))
    for action in plan.actions:
        found[action.line_id][1].append(action)
    return sorted(found.values(), key=lambda pair: pair[0].number)


def _keep_beside(document: WordDocument, actions: Iterable[Action]) -> None:
    """Put beside the text what each row is now, so that the document knows later what somebody changed in it."""
    root = Element("plan", {"xmlns": BESIDE})
    for action in actions:
        kept = SubElement(root, "kept", {"key": str(action.pk)})
        kept.text = own_marks.written(action.version, document_cells.values_of(action))
    about = Element(f"{CUSTOM}datastoreItem", {f"{CUSTOM}itemID": KEPT_ID})
    SubElement(SubElement(about, f"{CUSTOM}schemaRefs"), f"{CUSTOM}schemaRef", {f"{CUSTOM}uri": BESIDE})
    package = document.part.package
    part = Part(PackURI("/customXml/item2.xml"), "application/xml", _xml(root), package)
    properties = Part(PackURI("/customXml/itemProps2.xml"), CUSTOM_PROPERTIES, _xml(about), package)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(root: Element) -> bytes:
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


# --- The page ---


def _set_up(document: WordDocument, plan: PlanFile) -> None:
    """Landscape A4 with page numbers, in Dutch, in the type of the office."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    document.core_properties.title = clean(plan.programme.title)[:255]
    document.core_properties.author = "Regiovisieportaal"
    document.core_properties.language = "nl-NL"
    document.core_properties.comments = ""
    styles: Any = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    for name, size, after in (("Normal", 9, 2), ("Title", 18, 2), ("Heading 1", 13, 4), ("List Bullet", 9, 1)):
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # these would win from the name
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.space_before = Pt(1)
        if name in ("Title", "Heading 1"):
            style.font.color.rgb = RGBColor.from_string(DARK)
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    styles["Heading 1"].paragraph_format.keep_with_next = True
    bullet = styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Cm(0.35), Cm(-0.35)
    _footer(section.footer.paragraphs[0], plan)
    if plan.stamp:
        _run(section.header.paragraphs[0], clean(plan.stamp.words), bold=True, color=RED)


def _footer(paragraph: Any, plan: PlanFile) -> None:
    _run(paragraph, f"{plan.programme.region.name}, {formats.day(plan.stands_on)} · ", color=GREY)
    _run(paragraph, _("pagina "), color=GREY)
    _field(paragraph, "PAGE")
    _run(paragraph, _(" van "), color=GREY)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _title(document: WordDocument, plan: PlanFile) -> None:
    programme = plan.programme
    document.add_paragraph(clean(programme.title), style="Title")
    said = [
        f"{programme.region.name}, {programme.period}",
        _("Stand op %(day)s") % {"day": formats.day(plan.stands_on)},
        plan.count,
    ]
    _run(document.add_paragraph(), " · ".join(said), color=GREY)
    if plan.filters:
        _run(document.add_paragraph(), _("Filters: %(filters)s") % {"filters": "; ".join(plan.filters)}, color=GREY)
    if programme.ended_in_words:
        _run(document.add_paragraph(), programme.ended_in_words, bold=True, color=RED)
    if programme.region.fictitious:
        words = _("Fictief: deze regio bestaat niet. Alles in dit document is verzonnen om het portaal te laten zien.")
        _run(document.add_paragraph(), words, bold=True, color=RED)
    if plan.has_hidden:
        words = _("Niet openbaar: in dit document staan ook acties die niet openbaar of nog niet vrijgegeven zijn.")
        _run(document.add_paragraph(), words, bold=True, color=RED)
    if not plan.actions:
        document.add_paragraph(_("Er zijn geen acties die aan deze filters voldoen."))


# --- The tables ---


class _Table:
    """The table of one line, with a row between for each theme."""

    def __init__(self, document: WordDocument, shown: slice) -> None:
        self.shown = shown
        self.widths: Sequence[Length] = _stretched(WIDTHS, shown)
        self.table: Any = document.add_table(rows=1, cols=len(self.widths))
        self.table.style, self.table.autofit = "Table Grid", False
        for column, width in zip(self.table.columns, self.widths, strict=True):
            column.width = width
        self.theme: object = None
        header = self.table.rows[0]
        self._mark(header, "w:tblHeader")
        self._mark(header, "w:cantSplit")
        for cell, heading in zip(header.cells, HEADINGS[shown], strict=True):
            _fill(cell, [Piece(heading, bold=True, color=WHITE)])
            _shade(cell, DARK)

    def add(self, action: Action) -> None:
        """The row of an action."""
        if action.theme_id != self.theme:
            self._heading(document_cells.theme_title(action) or own_document.NO_THEME)
        self.theme = action.theme_id
        cells = self.table.add_row().cells
        for cell, pieces in zip(cells, _pieces(action)[self.shown], strict=True):
            _fill(cell, pieces)

    def _heading(self, title: str) -> None:
        row = self.table.add_row()
        cell = row.cells[0].merge(row.cells[-1])
        _fill(cell, [Piece(clean(title), bold=True)])
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        _shade(cell, PALE)

    @staticmethod
    def _mark(row: Any, name: str) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def _stretched(widths: Sequence[Length], shown: slice) -> list[Length]:
    """The widths of the columns that are shown, as wide as the page together."""
    kept = widths[shown]
    page = Cm(29.7) - 2 * MARGIN
    return [Length(width * page // sum(kept)) for width in kept]


def _pieces(action: Action) -> tuple[list[Piece], ...]:
    """What stands in the cells of an action; what the plan does not say is said to be so."""
    return (
        [Piece(clean(action.number))],
        [
            *map(Piece, document_cells.lines_of(action.what)),
            *(Piece(line, color=RED) for line in document_cells.concept(action)),
        ],
        [_piece(line) for line in document_cells.planning(action)],
        [Piece(line) for line in document_cells.lines_of(action.how)],
        [
            *(Piece(line, bold=True) for line in document_cells.leads(action)),
            *map(_piece, document_cells.partners(action)),
        ],
        [Piece(line, bullet=True) for line in document_cells.goals(action)],
        [_piece(line.replace("€ ", "€\N{NO-BREAK SPACE}")) for line in document_cells.costs(action)],
        [Piece(str(action.pk), color=GREY)],
    )


def _piece(line: str) -> Piece:
    return Piece(line, color=GREY if line == own_document.UNNAMED else None)


def _fill(cell: Any, pieces: Iterable[Piece]) -> None:
    """Write the paragraphs of a cell; the first stands in the paragraph that every cell has."""
    paragraph = cell.paragraphs[0]
    for number, piece in enumerate(pieces):
        paragraph = cell.add_paragraph() if number else paragraph
        if piece.bullet:
            paragraph.style = "List Bullet"
        _run(paragraph, piece.text, bold=piece.bold, color=piece.color)


def _run(paragraph: Any, text: str, *, bold: bool = False, color: RGBColor | None = None) -> None:
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    if color is not None:
        run.font.color.rgb = color


def _shade(cell: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
