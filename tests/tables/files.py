"""Table files built by hand, down to the XML: what libraries would not write."""

import io
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = (
    " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    + f' xmlns:fo="{OASIS}:xsl-fo-compatible:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

Part = str | bytes


def zipped(parts: dict[str, Part], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these parts, in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def changed(data: bytes, changes: dict[str, Part]) -> bytes:
    """The zip with some parts changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | changes)


def _types(main: str, content_type: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
        f' ContentType="application/xml"/><Override PartName="/{main}" ContentType="{content_type}"/></Types>'
    )


def _relations(**targets: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{index}" Type="{RELATED}/{kind.rstrip("0123456789")}" Target="{target}"/>'
            for index, (kind, target) in enumerate(targets.items(), start=1)
        )
        + "</Relationships>"
    )


def docx(
    body: str, *, content_type: str = DOCUMENT_TYPE, styles: str = "", more: dict[str, Part] | None = None
) -> bytes:
    """A Word document with this XML in its body."""
    parts: dict[str, Part] = {
        "[Content_Types].xml": _types("word/document.xml", content_type),
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    if styles:
        parts["word/_rels/document.xml.rels"] = _relations(styles="styles.xml")
        parts["word/styles.xml"] = f"<w:styles {WORD}>{styles}</w:styles>"
    return zipped(parts | (more or {}))


def word_cell(text: str, properties: str = "") -> str:
    """A cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def word_table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows that are given as the XML of their cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def xlsx(
    *sheets: str,
    strings: str = "",
    styles: str = "",
    states: tuple[str, ...] = (),
    properties: str = "",
    content_type: str = WORKBOOK_TYPE,
    more: dict[str, Part] | None = None,
) -> bytes:
    """A workbook with sheets that are given as all XML from <sheetData> on."""
    names = {f"worksheet{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)}
    listed = "".join(
        f'<sheet name="Blad{number}" sheetId="{number}" r:id="r{number}" {state and f"state={state!r}"}/>'
        for number, state in enumerate([*states, *[""] * (len(sheets) - len(states))], start=1)
    )
    parts: dict[str, Part] = {
        "[Content_Types].xml": _types("xl/workbook.xml", content_type),
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATED}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(**names, sharedStrings="sharedStrings.xml", styles="styles.xml"),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
    }
    parts |= {
        f"xl/{name}": f"<worksheet {MAIN}>{xml}</worksheet>" for name, xml in zip(names.values(), sheets, strict=True)
    }
    return zipped(parts | (more or {}))


def text_cell(place: str, text: str) -> str:
    """A cell with its text inside it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


SHEET = "<sheetData><row r='1'>" + text_cell("A1", "Wat") + text_cell("B1", "Wie") + "</row></sheetData>"


def ods(*tables: str, styles: str = "", manifest: str = "", more: dict[str, Part] | None = None) -> bytes:
    """An OpenDocument spreadsheet with tables that are given as XML."""
    parts: dict[str, Part] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {OPEN}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{manifest}</m:manifest>",
    }
    return zipped(parts | (more or {}), stored=("mimetype",))


def ods_table(*rows: str, name: str = "Blad1", style: str = "") -> str:
    """A table of rows that are given as XML."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    """A cell with one paragraph."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"
