"""Files made to hurt whoever reads them, by name: the name of the file, and what makes its bytes."""

import random
import struct
from collections.abc import Callable
from typing import Any

from tests.tables import old_files
from tests.tables.files import SHEET, docx, ods, ods_cell, ods_table, text_cell, word_cell, word_table, xlsx, zipped

MILLION = 10**6
SOURCE = random.Random(3)
TABLE = word_table(word_cell("Wat") + word_cell("Wie"), word_cell("Meldcode") + word_cell("GGD"))
LAUGHS = '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/passwd">'


def with_document(document: str | bytes) -> bytes:
    return docx("", more={"word/document.xml": document})


def with_flag(data: bytes, flag: int) -> bytes:
    """The zip with a flag set on all its entries."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + offset] |= flag
            place = changed.find(sign, place + 4)
    return bytes(changed)


def with_size(data: bytes, name: str, size: int) -> bytes:
    """The zip that lies about the size of an entry."""
    changed = bytearray(data)
    place = changed.rfind(b"PK\x01\x02", 0, changed.rfind(name.encode()))
    struct.pack_into("<L", changed, place + 24, size)
    return bytes(changed)


def rows(count: int, cell: str = "<c r='A{0}'><v>1</v></c>") -> str:
    return "<sheetData>" + "".join(f"<row r='{n}'>{cell.format(n)}</row>" for n in range(1, count + 1)) + "</sheetData>"


def overlapping() -> bytes:
    """A thousand entries that are one and the same kilobyte-to-megabyte deflate."""
    data = bytearray(zipped({"word/document.xml": b" " * MILLION}))
    start = data.find(b"PK\x01\x02")
    end = data.find(b"PK\x05\x06")
    entry = bytes(data[start:end])
    names = [entry.replace(b"document.xml", f"d{n:07}.xml".encode()) for n in range(1000)]
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, 1000, 1000, sum(map(len, names)))
    return bytes(data[:start]) + b"".join(names) + bytes(tail)


def noise(size: int) -> bytes:
    return SOURCE.randbytes(size)


def wide_tag() -> str:
    """An element with a hundred attributes that do not pack well."""
    return "<a " + " ".join(f'b{n}="{byte}"' for n, byte in enumerate(noise(100))) + "/>"


Attack = tuple[str, Callable[[], bytes]]

REFUSED: dict[str, Attack] = {
    "empty": ("plan.docx", lambda: b""),
    "only spaces": ("plan.csv", lambda: b" \r\n\t"),
    "only a byte order mark": ("plan.csv", lambda: b"\xef\xbb\xbf"),
    "noise as docx": ("plan.docx", lambda: noise(10_000)),
    "noise as xlsx": ("plan.xlsx", lambda: b"PK\x03\x04" + noise(10_000)),
    "noise as csv": ("plan.csv", lambda: noise(10_000)),
    "picture as xlsx": ("plan.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + noise(5_000)),
    "docx as xlsx": ("plan.xlsx", lambda: docx(TABLE)),
    "xlsx as csv": ("plan.csv", lambda: xlsx(SHEET)),
    "xlsx as ods": ("plan.ods", lambda: xlsx(SHEET)),
    "text as docx": ("plan.docx", lambda: b"Wat;Wie\nMeldcode;GGD\n"),
    "pdf": ("plan.csv", lambda: b"%PDF-1.7\n..."),
    "web page as xls": ("plan.xls", lambda: b"<html><table><tr><td>Wat"),
    "plain zip": ("plan.docx", lambda: zipped({"plan.txt": "Wat"})),
    "no extension": ("plan", lambda: b"Wat;Wie\n1;2\n"),
    "unknown extension": ("plan.exe", lambda: b"Wat;Wie\n1;2\n"),
    "docx without table": ("plan.docx", lambda: docx("<w:p><w:r><w:t>Geen tabel</w:t></w:r></w:p>")),
    "xlsx without cells": ("plan.xlsx", lambda: xlsx("<sheetData/>")),
    "ods without cells": ("plan.ods", lambda: ods(ods_table())),
    "csv of prose": ("plan.csv", lambda: b"Een verhaal.\nZonder kolommen.\n"),
    "NUL in csv": ("plan.csv", lambda: b"Wat;Wie\nMeld\0code;GGD\n"),
    "utf-16 without mark": ("plan.csv", lambda: "Wat;Wie\nMeldcode;GGD\n".encode("utf-16-le")),
    "half a utf-16": ("plan.csv", lambda: "Wat;Wie\n1;2".encode("utf-16")[:-1]),
    "not any encoding": ("plan.csv", lambda: b"Wat;Wie\nfinanci\x9dle;\x9d\n"),
    "over 10 MB": ("plan.csv", lambda: b"Wat;Wie\n" + b"a;b\n" * (10 * 1024**2 // 4)),
    "bomb of spaces": ("plan.docx", lambda: with_document(b" " * (200 * MILLION))),
    "bomb of a table": ("plan.xlsx", lambda: xlsx(rows(2 * MILLION, ""))),
    "bomb in an unread part": ("plan.xlsx", lambda: xlsx(SHEET, more={"xl/media/image1.png": bytes(6 * MILLION)})),
    "bomb in small parts": ("plan.xlsx", lambda: xlsx(SHEET, more={f"x{n}": bytes(5 * MILLION) for n in range(21)})),
    "bomb of many parts": ("plan.ods", lambda: ods(ods_table(), more={f"x{n}": "" for n in range(3_000)})),
    "overlapping entries": ("plan.docx", overlapping),
    "smaller than it says": ("plan.docx", lambda: with_size(docx(TABLE), "word/document.xml", 10**8)),
    "larger than it says": ("plan.docx", lambda: with_size(docx(TABLE * 100), "word/document.xml", 500)),
    "laughs in docx": ("plan.docx", lambda: with_document(f"{LAUGHS}]><l>&i;</l>")),
    "laughs in xlsx": ("plan.xlsx", lambda: xlsx(SHEET, more={"xl/sharedStrings.xml": f"{LAUGHS}]><l>&i;</l>"})),
    "laughs in ods": ("plan.ods", lambda: ods(more={"content.xml": f"{LAUGHS}]><l>&i;</l>"})),
    "entity from outside": ("plan.docx", lambda: with_document(f"{OUTSIDE}]><l>&i;</l>")),
    "entity in utf-16": (
        "plan.docx",
        lambda: with_document(f'<?xml version="1.0" encoding="utf-16"?>{OUTSIDE}]><l>&i;</l>'.encode("utf-16")),
    ),
    "entity in an unread part": ("plan.xlsx", lambda: xlsx(SHEET, more={"docProps/app.xml": f"{OUTSIDE}]><l>&i;</l>"})),
    "password on docx": ("plan.docx", lambda: old_files.compound(EncryptionInfo=b"x", EncryptedPackage=b"x")),
    "password on zip": ("plan.xlsx", lambda: with_flag(xlsx(SHEET), 0x1)),
    "password on ods": (
        "plan.ods",
        lambda: ods(ods_table(), manifest="<m:file-entry><m:encryption-data/></m:file-entry>"),
    ),
    "docm": ("plan.docm", lambda: docx(TABLE)),
    "docm as docx": (
        "plan.docx",
        lambda: docx(TABLE, content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "xlsm as xlsx": ("plan.xlsx", lambda: xlsx(SHEET, more={"xl/vbaProject.bin": b"x"})),
    "macro sheet": ("plan.xlsx", lambda: xlsx(SHEET, more={"xl/macrosheets/sheet1.xml": "<x/>"})),
    "Basic in ods": ("plan.ods", lambda: ods(ods_table(), more={"Basic/Standard/Module1.xml": "<x/>"})),
    "doc": ("plan.doc", lambda: old_files.compound(WordDocument=b"x")),
    "xls as xlsx": ("plan.xlsx", lambda: old_files.xls(old_files.SHEET)),
    "5,002 rows": ("plan.xlsx", lambda: xlsx(rows(5_002))),
    "rows of two sheets": ("plan.xlsx", lambda: xlsx(rows(2_600), rows(2_600))),
    "5,002 rows in csv": ("plan.csv", lambda: b"a;b\n" * 5_002),
    "a million rows in ods": (
        "plan.ods",
        lambda: ods(
            ods_table(f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("x")}</table:table-row>')
        ),
    ),
    "201 columns": ("plan.csv", lambda: b";".join([b"x"] * 201) + b"\n" + b";".join([b"y"] * 201)),
    "cell in the last column": (
        "plan.xlsx",
        lambda: xlsx("<sheetData><row r='1'>" + text_cell("XFD1", "x") + "</row></sheetData>"),
    ),
    "a thousand columns in ods": (
        "plan.ods",
        lambda: ods(
            ods_table(
                "<table:table-row>" + ods_cell("x", 'table:number-columns-repeated="1024"') + "</table:table-row>"
            )
        ),
    ),
    "201 columns in docx": ("plan.docx", lambda: docx(word_table(word_cell("x") * 201))),
    "deep": ("plan.docx", lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    "tables in tables": (
        "plan.docx",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 60 + TABLE + "</w:tc></w:tr></w:tbl>" * 60),
    ),
    "up the tree": ("plan.docx", lambda: docx(TABLE, more={"../../etc/cron.d/x": "x"})),
    "from the root": ("plan.docx", lambda: docx(TABLE, more={"/etc/passwd": "x"})),
    "backslash": ("plan.docx", lambda: docx(TABLE, more={"word\\..\\x.xml": "x"})),
    "the same part twice": ("plan.docx", lambda: docx(TABLE, more={"WORD/document.xml": "<x/>"})),
    "truncated": ("plan.docx", lambda: docx(TABLE)[:-100]),
    "half a document": ("plan.docx", lambda: with_document("<a><b>")),
    "a string that is not there": (
        "plan.xlsx",
        lambda: xlsx("<sheetData><row><c t='s'><v>7</v></c></row></sheetData>"),
    ),
    "one string, everywhere": (
        "plan.xlsx",
        lambda: xlsx(rows(5_000, "<c t='s'><v>0</v></c>"), strings=f"<si><t>{'x' * 90_000}</t></si>"),
    ),
    "huge shared strings": (
        "plan.xlsx",
        lambda: xlsx(SHEET, strings="".join(f"<si><t>€{noise(15_000).hex()}</t></si>" for _ in range(400))),
    ),
    "many shared strings": (
        "plan.xlsx",
        lambda: xlsx(SHEET, strings="".join(f"<si><t>{n * 7919:x}</t></si>" for n in range(500_000))),
    ),
    "strings of many parts": ("plan.xlsx", lambda: xlsx(SHEET, strings=f"<si>{'<r><t>x</t></r>' * 200_000}</si>")),
    "a long cell": ("plan.xlsx", lambda: xlsx(f"<sheetData><row>{text_cell('A1', 'x' * 200_000)}</row></sheetData>")),
    "a million styled rows": ("plan.xlsx", lambda: xlsx(rows(700_000, "<c s='1'/>"))),
    "a row of many cells": (
        "plan.xlsx",
        lambda: xlsx("<sheetData><row>" + "<c s='1'/>" * 500_000 + "</row></sheetData>"),
    ),
    "a row of many runs": ("plan.docx", lambda: docx(word_table("<w:tc><w:p>" + "<w:r/>" * 500_000 + "</w:p></w:tc>"))),
    "many short cells": ("plan.xlsx", lambda: xlsx(rows(2_500, "<c><v>1</v></c>" * 100))),
    "many Word cells": ("plan.docx", lambda: docx(word_table(*["<w:tc/>" * 199 + word_cell("x")] * 1_500))),
    "many merged areas": (
        "plan.xlsx",
        lambda: xlsx(rows(4_000) + "<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 100_000 + "</mergeCells>"),
    ),
    "a long tag": ("plan.docx", lambda: docx(f'<w:p x="{"x" * 5 * MILLION}"/>')),
    "a long comment": ("plan.docx", lambda: docx(f"<!--{noise(2 * MILLION).hex()}-->")),
    "many names": ("plan.docx", lambda: docx("".join(f"<a{n}/>" for n in range(200_000)))),
    "many names of attributes": ("plan.docx", lambda: docx("".join(f'<a b{n}=""/>' for n in range(200_000)))),
    "many attributes": ("plan.docx", lambda: docx("".join(wide_tag() for _ in range(21_000)))),
    "a long namespace": (
        "plan.docx",
        lambda: docx(f'<w:p xmlns:x="{"u" * 900_000}">' + "".join(f"<x:a{n}/>" for n in range(4_000)) + "</w:p>"),
    ),
    "many sheets of one part": (
        "plan.xlsx",
        lambda: xlsx(
            rows(50_000, ""),
            more={"xl/workbook.xml": "<w xmlns:r='r'>" + "<sheet name='x' r:id='r1'/>" * 20_000 + "</w>"},
        ),
    ),
    "only delimiters": ("plan.csv", lambda: b";" * (10 * 1024**2)),
    "only quotation marks": ("plan.csv", lambda: b'"' * (10 * 1024**2)),
    "open quotation marks": ("plan.csv", lambda: b'"a;' * (10 * 1024**2 // 3)),
    "quoted delimiters": ("plan.csv", lambda: b'";' * (10 * 1024**2 // 2)),
    "one long cell": ("plan.csv", lambda: b"a;" + b"b" * (10 * 1024**2 - 10)),
    "spaces before a mark": ("plan.csv", lambda: (b" " * 1000 + b'"x;') * (10 * 1024**2 // 1003)),
    "only lines": ("plan.csv", lambda: b"x\n" * (10 * 1024**2 // 2)),
}


def old(*sheets: bytes, **more: Any) -> Attack:
    """An attack in the old form of Excel."""
    return "plan.xls", lambda: old_files.xls(*sheets, **more)


def strings(count: int, text: bytes) -> bytes:
    """The record of texts that claims so many of them, each of the same bytes."""
    return old_files.record(0xFC, struct.pack("<II", count, count) + text)


def circle() -> bytes:
    """A compound file of which a sector is followed by itself."""
    data = bytearray(old_files.xls(old_files.SHEET))
    struct.pack_into("<I", data, 512 + 4 * 3, 3)
    return bytes(data)


def boxes(depth: int, inner: str) -> str:
    """A paragraph in text boxes in text boxes, each drawn twice: by Word, and for older programs."""
    for _ in range(depth):
        drawn = f"<w:txbxContent>{inner}</w:txbxContent>"
        inner = (
            f'<w:p><w:r><x:AlternateContent xmlns:x="x"><x:Choice>{drawn}</x:Choice><x:Fallback><w:t>x</w:t>'
            "</x:Fallback></x:AlternateContent></w:r></w:p>"
        )
    return inner


def word_styles(count: int) -> str:
    """Styles that are each based on the one before."""
    return "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/><w:rPr><w:strike/></w:rPr></w:style>'
        for n in range(count)
    )


BLANKS = old_files.record(0xBE, struct.pack("<HH", 1, 0) + struct.pack("<H", 1) * 4_000 + struct.pack("<H", 3_999))
PAINTED = old_files.font(struck=True) + old_files.style() + old_files.style(0, 0, 10)
REFUSED |= {
    "noise as xls": ("plan.xls", lambda: old_files.compound(Workbook=noise(20_000))),
    "half an xls": ("plan.xls", lambda: old_files.xls(old_files.SHEET)[:2_000]),
    "only the start of an xls": ("plan.xls", lambda: old_files.compound()[:300]),
    "sectors in a circle": ("plan.xls", circle),
    "a sheet that is not there": ("plan.xls", lambda: old_files.compound(Workbook=old_files.workbook(b"")[:-24])),
    "a string that is not in the xls": old(old_files.record(0xFD, struct.pack("<HHHI", 0, 0, 0, 7))),
    "a text that is cut off": old(old_files.record(0x204, struct.pack("<HHHHB", 0, 0, 0, 500, 1) + b"x")),
    "the same cell twice": old(old_files.SHEET * 2),
    "xls without cells": old(b""),
    "csv as xls": ("plan.xls", lambda: b"Wat;Wie\nMeldcode;GGD\n"),
    "Excel 95": ("plan.xls", lambda: old_files.compound(Book=b"x")),
    "Excel 95 in a new coat": ("plan.xls", lambda: old_files.compound(Workbook=old_files.begin(5, version=0x500))),
    "password on xls": old(old_files.SHEET, more=old_files.record(0x2F, b"\1\0" + bytes(50))),
    "macros in xls": (
        "plan.xls",
        lambda: old_files.compound(Workbook=old_files.workbook(old_files.SHEET), _VBA_PROJECT_CUR=b"x"),
    ),
    "5,002 rows in xls": old(b"".join(old_files.number(row, 0, row) for row in range(5_002))),
    "201 columns in xls": old(old_files.label(0, 200, "x")),
    "one string of the xls, everywhere": old(
        b"".join(old_files.record(0xFD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(4_000)),
        more=strings(1, struct.pack("<HB", 8_000, 0) + b"x" * 8_000),
    ),
    "many strings in xls": old(old_files.SHEET, more=strings(500_000, b"\1\0\0x")),
    "many sheets of one place": old(old_files.record(0x201, bytes(6)) * 50_000, places=200),
    "many merged areas in xls": old(
        b"".join(old_files.number(row, 0, row) for row in range(4_000))
        + old_files.record(0xE5, struct.pack("<H", 1_000) + struct.pack("<HHHH", 0, 65_535, 0, 255) * 1_000)
    ),
    "text boxes too deep": ("plan.docx", lambda: docx(boxes(60, TABLE) + TABLE)),
    "too many styles": ("plan.docx", lambda: docx(TABLE, styles=word_styles(100_000))),
    "too many fonts": (
        "plan.xlsx",
        lambda: xlsx(SHEET, styles=f"<fonts>{'<font><strike/></font>' * 200_000}</fonts>"),
    ),
}


# Allowed, with the number of rows that come out.
ALLOWED: dict[str, tuple[str, Callable[[], bytes], int]] = {
    "one cell that claims a whole sheet": (
        "plan.xlsx",
        lambda: xlsx(f"<dimension ref='A1:XFD1048576'/>{SHEET}"),
        1,
    ),
    "two cells far apart": (
        "plan.xlsx",
        lambda: xlsx(
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
            "<row r='1048576'><c r='GR1048576'><v>2</v></c></row></sheetData>"
        ),
        2,
    ),
    "200,000 styled rows": (
        "plan.xlsx",
        lambda: xlsx(
            SHEET.replace("</sheetData>", "".join(f"<row r='{n}' s='1'/>" for n in range(2, 200_000)) + "</sheetData>")
        ),
        1,
    ),
    "empty rows to the last in ods": (
        "plan.ods",
        lambda: ods(
            ods_table(
                f"<table:table-row>{ods_cell('Wat')}{ods_cell('Wie')}"
                "<table:table-cell table:number-columns-repeated='16382'/></table:table-row>"
                "<table:table-row table:number-rows-repeated='1048575'>"
                "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
            )
        ),
        1,
    ),
    "5,000 rows under headings": (
        "plan.xlsx",
        lambda: xlsx(
            rows(5_001, "".join(text_cell(f"{letter}{{0}}", "Een tekst") for letter in "ABCDEFGHIJKLMNOPQRST"))
        ),
        5_001,
    ),
    "5,000 rows in Word": ("plan.docx", lambda: docx(word_table(*[word_cell("Een tekst") * 10] * 5_001)), 5_001),
    "5,000 rows of csv": (
        "plan.csv",
        lambda: ("Wat;Hoe 😀\n" + f"{'x' * 990};{'y' * 990}\n" * 5_000).encode(),
        5_001,
    ),
    "a picture of 9 MB": ("plan.docx", lambda: docx(TABLE, more={"word/media/a.png": noise(9 * MILLION)}), 2),
    "a drawing with a DTD": ("plan.docx", lambda: docx(TABLE, more={"word/media/a.svg": f"{OUTSIDE}]><svg/>"}), 2),
    "a number of 90,000 digits": (
        "plan.xlsx",
        lambda: xlsx(f"<sheetData><row><c><v>{'9' * 90_000}</v></c><c><v>1e999999999</v></c></row></sheetData>"),
        1,
    ),
    "two cells far apart in xls": (*old(old_files.label(0, 0, "x") + old_files.label(65_535, 199, "y")), 2),
    "many painted cells": (*old(old_files.SHEET + BLANKS * 700, more=PAINTED), 2),
    "5,000 rows in xls": (
        *old(b"".join(old_files.label(row, column, "Een") for row in range(5_001) for column in range(20))),
        5_001,
    ),
    "a document within an xls": (
        "plan.xls",
        lambda: old_files.compound(Workbook=old_files.workbook(old_files.SHEET), Other="WordDocument".encode("utf-16")),
        2,
    ),
    "text boxes in text boxes": ("plan.docx", lambda: docx(boxes(20, TABLE) + TABLE), 4),
    "many text boxes": (
        "plan.docx",
        lambda: docx(word_table(*[f"<w:tc>{boxes(3, '<w:p/>')}</w:tc>"] * 5_000) + TABLE),
        2,
    ),
    "many styles": ("plan.docx", lambda: docx(TABLE, styles=word_styles(9_000)), 2),
    "many styles in ods": (
        "plan.ods",
        lambda: ods(
            ods_table(f"<table:table-row>{ods_cell('Wat')}{ods_cell('Wie')}</table:table-row>"),
            styles="".join(
                f'<style:style style:name="s{n}" style:family="table-cell" style:parent-style-name="s{n - 1}"/>'
                for n in range(200_000)
            ),
        ),
        1,
    ),
    "a text in many struck runs": (
        "plan.xlsx",
        lambda: xlsx(
            rows(5_000, "<c t='s'><v>0</v></c>"),
            strings=f"<si>{'<r><rPr><strike/></rPr><t>x</t></r><r><t>y</t></r>' * 500}</si>",
        ),
        5_000,
    ),
}
