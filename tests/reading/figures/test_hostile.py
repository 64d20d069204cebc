"""Files that are not what they seem: each is refused with one sentence, or read without a wrong figure."""

import io
import json

import openpyxl
import pytest

from reading.figures import limits
from tables.model import Refused
from tests.reading.figures.statline import (
    KEY_FIGURES,
    OBSERVATION,
    REPORTS,
    REPORTS_HEAD,
    TYPED_ROW,
    csv_of,
    page_of,
)

NOTHING = "In dit bestand staan geen cijfers per gebied en periode."
BROKEN = "Dit JSON-bestand is niet heel;"
DEEP = "Dit JSON-bestand is te diep genest om van CBS te zijn;"
PAGE = page_of("84852NED", "TypedDataSet", [TYPED_ROW])
STATLINE = csv_of(REPORTS_HEAD, *REPORTS)

OPEN_QUOTE = 'Gemeente;Periode;Meldingen\nHeerlen;"2025;4\nHeerlen;2026;5\nMaastricht;2026;6\n'


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["Gemeente", "Periode", "Meldingen"])
    book.active.append(["Heerlen", "2026", 4])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


REFUSED = {
    "nothing": (("a.csv", ""), "Dit bestand is leeg;"),
    "blank lines": (("a.csv", "\ufeff\r\n \r\n"), "Dit bestand is leeg;"),
    "an error page": (
        ("84852NED.csv", "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"),
        "Dit bestand is een webpagina",
    ),
    "an xml error": (("84852NED.csv", '<?xml version="1.0"?><error>Not found</error>'), "Dit bestand is een webpagina"),
    "a sentence": (("84852NED.csv", "Too many requests, try again later.\n"), NOTHING),
    "an error of OData": (
        ("a.json", '{"odata.error": {"code": "", "message": {"value": "Not found"}}}'),
        "Dit bestand is een foutmelding",
    ),
    "an error of version 4": (
        ("a.json", '{"error": {"code": "404", "message": "x"}}'),
        "Dit bestand is een foutmelding",
    ),
    "half a page": (("a.json", PAGE[:-20]), BROKEN),
    "half a number": (("a.json", PAGE[: PAGE.index("64505") + 3]), BROKEN),
    "something behind it": (("a.json", PAGE + "{}"), BROKEN),
    "no page at all": (("a.json", "[}"), BROKEN),
    "an unquoted key": (("a.json", "{value: []}"), BROKEN),
    "an empty page": (("a.json", '{"value": []}'), NOTHING),
    "an empty object": (("a.json", "{}"), NOTHING),
    "an empty list": (("a.json", "[]"), NOTHING),
    "other objects": (("a.json", '{"value": [{"naam": "Training", "eigenaar": "GGD"}]}'), NOTHING),
    "numbers only": (("a.json", "[1, 2, 3]"), NOTHING),
    "deep lists": (("a.json", "[" * 100_000), DEEP),
    "deep objects": (("a.json", '{"a":' * 100_000), DEEP),
    "deep rows": (("a.json", '{"value": [' + '{"a": [' * 50_000), DEEP),
    "a deep whole": (("a.json", '{"value": [' + "[" * 5_000 + "]" * 5_000 + "]}"), DEEP),
    "lists of codes alone": (
        ("a.json", page_of("84852NED", "RegioS", [{"Key": "NL01", "Title": "Nederland"}])),
        "In dit bestand is geen enkel",
    ),
    "NUL": (("a.csv", b"Gemeente;Periode;Meldingen\n\0\0\0;2026;4\n"), "Deze tekst bevat NUL-tekens"),
    "noise": (("a.csv", bytes(range(256)) * 40), "De tekens van dit bestand"),
    "a workbook called csv": (("a.csv", workbook()), "De naam eindigt op .csv"),
    "a csv called xlsx": (("a.xlsx", STATLINE), "De naam eindigt op .xlsx"),
    "half a workbook": (("a.xlsx", workbook()[:2000]), ""),
    "a pdf": (("a.pdf", b"%PDF-1.4\n\xe2\xe3\xcf\xd3\n"), "Cijfers uit een pdf kunnen we niet lezen;"),
    "a plan": (("a.csv", "Actie;Wie;Wanneer\nTraining;Gemeente;Q3 2026\n"), NOTHING),
    "a list of municipalities": (("a.csv", "gm_code,naam,provincie\nGM0917,Heerlen,Limburg\n"), NOTHING),
    "no areas": (("a.csv", csv_of(("Perioden", "Aardgas (euro/m3)"), ("2020", "0.81"))), NOTHING),
    "headings alone": (("a.csv", csv_of(REPORTS_HEAD)), "In dit bestand is geen enkel cijfer gelezen;"),
    "unknown areas alone": (
        ("a.csv", csv_of(REPORTS_HEAD, ("Totaal", "Totaal", "Atlantis", "2020", "5"))),
        "In dit bestand is geen enkel",
    ),
    "an open quotation mark": (("a.csv", OPEN_QUOTE), "In rij 2 staat een aanhalingsteken open,"),
    "letters in a wrong encoding": (
        ("a.csv", csv_of(REPORTS_HEAD, ("FinanciÃ«le zorgen", "Totaal", "Nederland", "2020", "5"))),
        "De letters met accenten",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(read, case):
    content, sentence = REFUSED[case]
    with pytest.raises(Refused) as refused:
        read(content)
    message = str(refused.value)
    assert message.startswith(sentence)
    assert "\n" not in message
    assert message.endswith(".")


def test_a_file_that_is_not_there(tmp_path):
    from reading.figures.reader import read_figures  # noqa: PLC0415
    from tests.reading.figures.conftest import AREAS  # noqa: PLC0415

    with pytest.raises(Refused, match=r"^Het bestand weg\.csv kan niet worden geopend;"):
        read_figures([(tmp_path / "weg.csv", "weg.csv")], areas=AREAS)


def test_with_more_files_the_refusal_says_which(read):
    with pytest.raises(Refused, match=r"^twee\.json: Dit JSON-bestand is niet heel;"):
        read(("een.json", PAGE), ("twee.json", PAGE[:-5]))


def test_a_quotation_mark_that_is_missing_costs_one_row(read):
    reading = read(STATLINE.replace('"1e halfjaar 2020"', '"1e halfjaar 2020'))
    assert [each.value for each in reading.figures] == ["62910", "127410"]
    assert [problem.row for problem in reading.problems] == [2]


def test_rows_that_were_cut_off_are_told(read):
    reading = read(STATLINE[: STATLINE.rindex('"2020"') + 6])
    assert [each.value for each in reading.figures] == ["64505", "62910"]
    assert [(problem.row, problem.message) for problem in reading.problems] == [
        (4, "Deze rij heeft 4 cellen en de koppen zijn er 5; de rij is niet gelezen.")
    ]


def test_more_cells_than_headings(read):
    reading = read(csv_of(REPORTS_HEAD, (*REPORTS[0], ""), (*REPORTS[1], "9")))
    assert [each.value for each in reading.figures] == ["64505"]
    assert [problem.row for problem in reading.problems] == [3]


@pytest.mark.parametrize(
    "value",
    ['"64505"', "true", "[64505]", '{"a": 1}', "NaN", "-Infinity", "1e400", "1" * 5000, "0.123456", '"veel"', "1.5e-9"],
)
def test_values_of_json_that_are_no_figure(read, value):
    page = PAGE.replace("64505", value).replace("2020HJ01", "2020HJ01")
    other = page_of("84852NED", "TypedDataSet", [TYPED_ROW | {"Perioden": "2020JJ00", "OntvangenMeldingen_1": 127410}])
    reading = read(page, other)
    expected = ["64505", "127410"] if value == '"64505"' else ["127410"]
    assert [each.value for each in reading.figures] == expected
    assert len(reading.problems) == len(expected) % 2


@pytest.mark.parametrize(
    "change",
    [{"RegioS": None}, {"RegioS": 5}, {"Perioden": []}, {"Perioden": None}, {"Measure": None}, {"Measure": []}],
)
def test_rows_of_json_of_another_shape_are_told(read, change):
    rows = [OBSERVATION, OBSERVATION | {"Id": 1} | change, 7, {"Id": 2}]
    reading = read(page_of("84852NED", "Observations", rows, version=4))
    assert [each.value for each in reading.figures] == ["64505"]
    assert [problem.row for problem in reading.problems if problem.row] == [2, 3, 4]


def test_a_page_larger_than_one_piece(read, monkeypatch):
    monkeypatch.setattr("reading.figures.json_stream.CHUNK", 7)
    rows = [
        TYPED_ROW | {"ID": year, "Perioden": f"{year}JJ00", "OntvangenMeldingen_1": year} for year in range(1990, 2020)
    ]
    text = json.dumps(json.loads(page_of("84852NED", "TypedDataSet", rows)), indent=3)
    assert [each.value for each in read(text).figures] == [str(year) for year in range(1990, 2020)]


def test_a_thousand_wrong_rows_are_counted(read, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PROBLEMS", 3)
    rows = [("Totaal", "Totaal", f"Plaats {number}", "2020", "5") for number in range(10)]
    reading = read(csv_of(REPORTS_HEAD, *rows, REPORTS[0]))
    assert [problem.row for problem in reading.problems] == [2, 3, 4, None]
    assert reading.problems[-1].message == "En nog 7 rijen of cijfers die niet zijn gelezen."


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("MAX_FIGURES", 2, "Dit zijn te veel cijfers"),
        ("MAX_SERIES", 2, "Dit bestand heeft te veel verschillende onderwerpen"),
        ("MAX_BYTES", 100, "Dit bestand is te groot"),
        ("MAX_COLUMNS", 4, "In rij 1 staat een cel"),
        ("MAX_CELL", 20, "In rij 1 staat een cel"),
    ],
)
def test_limits(read, monkeypatch, limit, value, sentence):
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(Refused, match=f"^{sentence}"):
        read(KEY_FIGURES)
