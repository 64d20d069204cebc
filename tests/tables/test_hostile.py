"""Files that are refused: each with the sentence for it, in little memory and time, and nothing but `Refused`."""

import io
import json
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tables import delimited, encoding, gather, markup, package, reading
from tables.model import Refused
from tables.reading import read_pasted, read_tables
from tests.once import made_once, shared_folder
from tests.tables import hostile, old_files
from tests.tables.files import changed, docx, ods, ods_cell, ods_table, word_cell, word_table, xlsx

ROOT = Path(__file__).parents[2]
MEMORY = 300 * 1024**2  # bytes of address space, for all of Python
SECONDS = 10  # of one processor: what we promise; measured 3.5 at most on a quiet machine

SENTENCES = {
    reading.EMPTY: ["empty", "only spaces", "only a byte order mark"],
    reading.OTHER_KIND.format(extension=".csv", kind="een pdf"): ["pdf"],
    reading.WEB_PAGE: ["web page as xls"],
    reading.ZIP: ["plain zip"],
    reading.OTHER: ["no extension", "unknown extension"],
    reading.TOO_LARGE: ["over 10 MB"],
    reading.OLD_WORD: ["doc"],
    reading.OLD_EXCEL: ["Excel 95", "Excel 95 in a new coat"],
    reading.OTHER_KIND.format(extension=".docx", kind="een ander soort bestand"): ["noise as docx", "text as docx"],
    reading.OTHER_KIND.format(extension=".xlsx", kind="een ander soort bestand"): ["picture as xlsx"],
    reading.OTHER_KIND.format(extension=".xlsx", kind="een Word-document (.docx)"): ["docx as xlsx"],
    reading.OTHER_KIND.format(extension=".csv", kind="een Excel-bestand (.xlsx)"): ["xlsx as csv"],
    reading.OTHER_KIND.format(extension=".xls", kind="een ander soort bestand"): ["csv as xls"],
    reading.OTHER_KIND.format(extension=".xlsx", kind="een Excel-bestand in de oude vorm (.xls)"): ["xls as xlsx"],
    reading.OTHER_KIND.format(extension=".ods", kind="een Excel-bestand (.xlsx)"): ["xlsx as ods"],
    encoding.ENCODING: ["noise as csv", "half a utf-16", "not any encoding"],
    encoding.NUL: ["NUL in csv", "utf-16 without mark"],
    delimited.NO_COLUMNS: ["csv of prose"],
    gather.NO_TABLE: ["docx without table", "xlsx without cells", "ods without cells", "xls without cells"],
    gather.TOO_MANY_ROWS: [
        *["5,002 rows", "rows of two sheets", "5,002 rows in csv", "a million rows in ods", "only lines"],
        "5,002 rows in xls",
    ],
    gather.TOO_MANY_COLUMNS: [
        *[
            "201 columns in xls",
            "201 columns",
            "cell in the last column",
            "a thousand columns in ods",
            "201 columns in docx",
        ],
        *["only delimiters", "open quotation marks", "quoted delimiters", "spaces before a mark"],
    ],
    gather.TOO_MUCH: [
        *["one string, everywhere", "many short cells", "many Word cells", "one string of the xls, everywhere"],
        *["many strings in xls", "many sheets of one place"],
    ],
    gather.LONG_CELL: ["only quotation marks", "one long cell"],
    gather.MANY_MERGED: ["many merged areas", "many merged areas in xls"],
    package.DAMAGED: [
        *["noise as xlsx", "larger than it says", "truncated", "half a document", "a string that is not there"],
        *[
            "noise as xls",
            "half an xls",
            "only the start of an xls",
            "sectors in a circle",
            "a sheet that is not there",
        ],
        *["a string that is not in the xls", "a text that is cut off", "the same cell twice"],
    ],
    package.BOMB: [
        *["bomb of spaces", "bomb in an unread part", "bomb of many parts", "overlapping entries"],
        *["bomb in small parts", "smaller than it says"],
    ],
    package.PASSWORD: ["password on docx", "password on zip", "password on ods", "password on xls"],
    package.MACROS: ["docm", "docm as docx", "xlsm as xlsx", "macro sheet", "Basic in ods", "macros in xls"],
    package.UNTRUSTED: ["up the tree", "from the root", "backslash", "the same part twice"],
    markup.ENTITIES: [
        *["laughs in docx", "laughs in xlsx", "laughs in ods"],
        *["entity from outside", "entity in utf-16", "entity in an unread part"],
    ],
    markup.TOO_LARGE: [
        *["bomb of a table", "deep", "tables in tables", "huge shared strings", "many shared strings"],
        *["strings of many parts", "a long cell", "a million styled rows", "a row of many cells", "a row of many runs"],
        *["a long tag", "a long comment", "many names", "many names of attributes", "a long namespace"],
        *["many sheets of one part", "many attributes", "text boxes too deep", "too many styles", "too many fonts"],
    ],
}
CASES = [(name, sentence) for sentence, names in SENTENCES.items() for name in names]


READER = """
import json, pathlib, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
from tables.model import Refused
from tables.reading import read_tables
outcomes = {}
for path in pathlib.Path(sys.argv[2]).iterdir():
    start = time.process_time()
    name, _, filename = path.name.partition("@")
    try:
        outcome = sum(len(table.rows) for table in read_tables(path, filename=filename).tables)
    except Refused as refusal:
        outcome = str(refusal)
    outcomes[name] = outcome, time.process_time() - start
print(json.dumps(outcomes))
"""
ALL: dict[str, tuple[str, Callable[[], bytes]]] = {
    name: (filename, make) for name, (filename, make, *_) in (hostile.REFUSED | hostile.ALLOWED).items()
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """The refusal or the number of rows, and the seconds, of each file: all in one process with little memory."""
    made = made_once(shared_folder(tmp_path_factory), "vijandig", read_all)
    return json.loads((made / "uitkomsten.json").read_text())


def read_all(folder):
    files = folder / "bestanden"
    files.mkdir()
    for name, (filename, make) in ALL.items():
        (files / f"{name}@{filename}").write_bytes(make())
    command = [sys.executable, "-c", READER, str(MEMORY), str(files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    (folder / "uitkomsten.json").write_text(done.stdout)


def test_each_attack_has_its_sentence():
    assert sorted(name for name, _ in CASES) == sorted(hostile.REFUSED)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_refusal_is_one_sentence(sentence):
    assert (sentence[0].isupper(), sentence[-1], sentence.count(". ")) == (True, ".", 0)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sentence"), CASES, ids=[name for name, _ in CASES])
def test_what_is_refused(outcomes, name, sentence):
    assert outcomes[name][0] == sentence


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile.ALLOWED)
def test_what_only_looks_bad_is_read(outcomes, name):
    assert outcomes[name][0] == hostile.ALLOWED[name][2]


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_none_takes_long(outcomes, name):
    assert outcomes[name][1] < SECONDS


# Broken in random places: whatever comes out, it is rows or `Refused`.

WHOLE = {
    "plan.docx": docx(hostile.TABLE + word_table(word_cell("a", '<w:gridSpan w:val="2"/>'), word_cell("b") * 2)),
    "plan.xlsx": xlsx(
        "<sheetData><row r='2'><c r='A2' s='1'><v>46082.5</v></c><c r='B2' t='s'><v>0</v></c><c r='C2' t='b'><v>1</v>"
        "</c><c r='D2' t='d'><v>2026-03-01</v></c><c r='E2'><f>A2</f></c><c r='F2' s='0'><v>1250.5</v></c></row>"
        "</sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
        strings="<si><r><t>Meldcode</t></r></si>",
        styles="<numFmts><numFmt numFmtId='164' formatCode='d mmm yyyy'/></numFmts>"
        "<cellXfs><xf numFmtId='4'/><xf numFmtId='164'/></cellXfs>",
    ),
    "plan.ods": ods(
        ods_table(
            "<table:table-row>",
            ods_cell("Wat", "table:number-columns-spanned='2' table:number-rows-spanned='3'"),
            ods_cell("1-3-26", "office:value-type='date' office:date-value='2026-03-01'"),
            ods_cell("2:00", "office:value-type='time' office:time-value='PT2H'"),
            ods_cell("5", "office:value-type='float' office:value='5' table:number-columns-repeated='3'"),
            "</table:table-row>",
        )
    ),
    "plan.xls": old_files.xls(
        old_files.SHEET
        + old_files.number(2, 0, 46082.5, 1)
        + old_files.number(2, 1, 1250.5)
        + old_files.record(0x27E, struct.pack("<HHHi", 3, 0, 0, 125_055 << 2 | 3))
        + old_files.record(0x06, struct.pack("<HHHBxBx2xHHI", 4, 0, 0, 0, 0, 0xFFFF, 0, 0))
        + old_files.record(0x207, old_files.text("samen"))
        + old_files.record(0xE5, struct.pack("<5H", 1, 2, 3, 0, 1))
        + old_files.record(0xFD, struct.pack("<HHHI", 5, 0, 1, 0)),
        more=old_files.font()
        + old_files.font(struck=True)
        + old_files.style()
        + old_files.style(1, 14, 10)
        + hostile.strings(1, struct.pack("<HBH", 4, 8, 1) + b"half" + struct.pack("<HH", 2, 1)),
    ),
    "plan.csv": 'Wat;Kosten;Wie\r\n"a\r\n""b""";€ 5;é\r\n'.encode("cp1252"),
}
PIECES = [
    *[
        b"<",
        b">",
        b'"',
        b"'",
        b"&",
        b"&#0;",
        b"-1",
        b"0",
        b"1e400",
        b"NaN",
        b"9" * 30,
        b"A0",
        b":",
        b"\xff",
        b"\xe2\x82\xac",
    ],
    *[
        b"true",
        b"_x0000_",
        b"_xD800_",
        b"PT9999999999H",
        b"9999-99-99",
        b";;;",
        b"[h]",
        b"0.0%",
        b" ",
        b"\n",
        b"/",
        b"w:",
    ],
]


def broken(data: bytes, source: random.Random) -> bytes:
    """The bytes with a few of them flipped, lost, repeated or replaced."""
    for _ in range(source.randint(1, 4)):
        start = source.randrange(len(data) + 1)
        end = min(start + source.randrange(20), len(data))
        flipped = bytes([data[start] ^ 1 << source.randrange(8)]) if start < len(data) else b""
        new = source.choice([flipped, b"", data[start:end] * 2, source.choice(PIECES)])
        data = data[:start] + new + data[end if new not in (flipped, b"") else start + 1 :]
    return data


def broken_inside(data: bytes, source: random.Random) -> bytes:
    """The zip with one of its parts broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = source.choice(archive.namelist())
        return changed(data, {name: broken(archive.read(name), source)})


@pytest.mark.parametrize("filename", WHOLE)
def test_a_whole_file_is_read(filename):
    assert read_tables(WHOLE[filename], filename=filename).tables != ()


@pytest.mark.parametrize("filename", WHOLE)
def test_a_broken_file_is_read_or_refused(filename):
    source = random.Random(filename)
    for _ in range(300):
        data = WHOLE[filename]
        if source.random() < 0.6 and data.startswith(b"PK"):
            data = broken_inside(data, source)
        else:
            data = broken(data, source) if source.random() < 0.7 else data[: source.randrange(len(data))]
        try:
            tables = read_tables(data, filename=filename).tables
        except Refused:
            continue
        assert {len(row.cells) - table.width for table in tables for row in table.rows} == {0}


@pytest.mark.parametrize(
    "text", ["", " \n", "Wat", "Een verhaal\nzonder tabel", "Wat\tWie\nMeld\0code\tGGD", "x\t" * 2_000_000]
)
def test_pasted_text_without_a_table_is_refused(text):
    with pytest.raises(Refused):
        read_pasted(text)


def test_pasted_lines_without_end_are_refused_soon():
    with pytest.raises(Refused):
        read_pasted("Wat\tWie\tHoe\na\tb\tc\n" + "x\n" * 1_200_000)
