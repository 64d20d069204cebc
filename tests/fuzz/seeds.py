"""Small whole files of every kind that the readers take: what the damaged ones are made from."""

import json

from tests.tables import old_files
from tests.tables.files import docx, ods, ods_cell, ods_table, text_cell, word_cell, word_table, xlsx

PLAN = [
    ("Actielijn", "Nr", "Wat", "Hoe", "Wanneer", "Wie", "Kosten", "Status", "Doelen", "Gemeenten"),
    (
        "1. In beeld",
        "1.1",
        "Meldcodetour",
        "• langs\n• alle",
        "Q3-Q4 2026",
        "GGD i.s.m. Veilig Thuis",
        "€ 1.500",
        "loopt",
        "a",
        "Heerlen",
    ),
    (
        "1. In beeld",
        "1.2",
        "Training",
        "Vier avonden",
        "vanaf 2025, jaarlijks",
        "Gemeenten; GGD",
        "2025: € 5.000, 2026: PM",
        "gepland",
        "b",
        "",
    ),
    (
        "2. Stoppen",
        "2.1",
        "Spreekuur",
        "<ul><li>een<li>twee</ul>",
        "medio 2026",
        'Project"leider"',
        "10-15 k€ per jaar",
        "",
        "c",
        "Maastricht",
    ),
]
FIGURES = [
    ("Gemeente", "Periode", "Ontvangen meldingen", "Gestarte adviezen (aantal)", "Aandeel (%)"),
    ("Heerlen", "2025 1e halfjaar", "120", "1.045", "12,5"),
    ("Maastricht", "2025 2e halfjaar", "15", ".", "0,5"),
    ("GM1954", "2026H1", "5", "", "100"),
]
STATLINE = [
    ("Veiligheidstaxatie", "Regio's", "Perioden", "Ontvangen meldingen (aantal)"),
    ("Totaal", "Nederland", "1e halfjaar 2020", "   64505"),
    ("Totaal", "Heerlen", "2020*", "     125"),
]
Grid = list[tuple[str, ...]]


def letters(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def as_csv(grid: Grid, delimiter: str = ";") -> bytes:
    quoted = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in grid)
    return "\r\n".join(quoted).encode("utf-8-sig")


def as_docx(grid: Grid) -> bytes:
    rows = ["".join(word_cell(escaped(cell).replace("\n", "</w:t><w:br/><w:t>")) for cell in row) for row in grid]
    heading = '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Actielijn 1: In beeld</w:t></w:r></w:p>'
    merged = word_table(
        word_cell("Samen", '<w:gridSpan w:val="2"/>') + word_cell("c", '<w:vMerge w:val="restart"/>'),
        word_cell("Wat") + word_cell("Wie") + word_cell("", "<w:vMerge/>"),
        widths=(2000, 2000, 2000),
    )
    styles = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    return docx(heading + word_table(*rows, widths=(1000,) * len(grid[0])) + heading + merged, styles=styles)


def as_xlsx(grid: Grid) -> bytes:
    strings = list(dict.fromkeys(cell for row in grid for cell in row))
    rows = []
    for number, row in enumerate(grid, start=1):
        cells = ""
        for column, cell in enumerate(row):
            place = f"{letters(column)}{number}"
            if cell.strip().isdigit():
                cells += f'<c r="{place}" s="1"><v>{cell.strip()}</v></c>'
            elif column % 2:
                cells += text_cell(place, escaped(cell))
            else:
                cells += f'<c r="{place}" t="s"><v>{strings.index(cell)}</v></c>'
        rows.append(f'<row r="{number}">{cells}</row>')
    data = f'<sheetData>{"".join(rows)}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="#,##0.00 &quot;k&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    shared = "".join(f"<si><t>{escaped(text)}</t></si>" for text in strings)
    return xlsx(data, "<sheetData/>", strings=shared, styles=styles, states=("", "hidden"))


def as_xls(grid: Grid) -> bytes:
    sheet = b""
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell.strip().isdigit():
                sheet += old_files.number(number, column, int(cell), 1)
            elif cell:
                sheet += old_files.label(number, column, cell)
    return old_files.xls(sheet, old_files.SHEET, more=old_files.font() + old_files.style() * 2, states=(0, 1))


def as_ods(grid: Grid) -> bytes:
    rows = (
        "<table:table-row>" + "".join(ods_cell(escaped(cell)) for cell in row) + "</table:table-row>" for row in grid
    )
    more = ods_cell("x", 'office:value-type="float" office:value="12.5" table:number-columns-spanned="2"')
    return ods(ods_table(*rows, f'<table:table-row table:number-rows-repeated="2">{more}</table:table-row>'))


def as_json(version: int = 3) -> bytes:
    row = {"ID": 0, "Veiligheidstaxatie": "T001081", "RegioS": "NL01  ", "Perioden": "2020HJ01", "Meldingen_1": 64505}
    observation = {
        "Id": 0, "Measure": "M001081", "ValueAttribute": "None", "Value": 64505.0, "StringValue": None,
        "RegioS": "GM0917", "Perioden": "2020HJ01",
    }  # fmt: skip
    if version == 4:
        address = "https://datasets.cbs.nl/odata/v1/CBS/84852NED/$metadata#Observations"
        return json.dumps({"@odata.context": address, "value": [observation, observation]}).encode()
    address = "https://opendata.cbs.nl/ODataApi/OData/84852NED/$metadata#Cbs.OData.WebAPI.TypedDataSet"
    return json.dumps({"odata.metadata": address, "value": [row, row], "odata.nextLink": "x"}).encode()


def pasted_html(grid: Grid) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in grid)
    return f"<table><tbody>{rows}</tbody></table>".encode()


SEEDS: list[tuple[str, bytes]] = [
    ("plan.docx", as_docx(PLAN)),
    ("plan.xlsx", as_xlsx(PLAN)),
    ("plan.xls", as_xls(PLAN)),
    ("plan.ods", as_ods(PLAN)),
    ("plan.csv", as_csv(PLAN)),
    ("plan.txt", as_csv(PLAN, "\t")),
    ("pasted", "\n".join("\t".join(row) for row in PLAN).encode()),
    ("pasted", "\n".join("| " + " | ".join(row).replace("\n", "<br>") + " |" for row in PLAN).encode()),
    ("pasted", pasted_html(PLAN)),
    ("cijfers.docx", as_docx(FIGURES)),
    ("cijfers.xlsx", as_xlsx(FIGURES)),
    ("cijfers.xls", as_xls(FIGURES)),
    ("cijfers.ods", as_ods(FIGURES)),
    ("cijfers.csv", as_csv(FIGURES)),
    ("84852NED.csv", as_csv(STATLINE)),
    ("84852NED_TypedDataSet.json", as_json()),
    ("84852NED_Observations.json", as_json(4)),
]
