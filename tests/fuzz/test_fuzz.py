"""Damaged and odd files: every reader gives rows and problems, or refuses the file in one sentence; nothing else.

More of them than here: `python -m tests.fuzz`.
"""

import resource
import time

import pytest

from tables.encoding import ENCODING, NUL, STRAY_START
from tests.choosing import examples
from tests.fuzz.mutations import damaged
from tests.fuzz.reading import read_all
from tests.fuzz.seeds import FIGURES, PLAN, SEEDS, as_csv
from tests.tables.files import docx, word_cell, word_table

FILES, BLOCK = examples(750), 25
SECONDS = 5.0  # of CPU for one file
MEGABYTES = 300


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, FILES, BLOCK))
def test_a_damaged_file_is_read_or_refused_in_a_sentence(tmp_path, start):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(start, start + BLOCK):
        name, data = damaged(number)
        began = time.process_time()
        try:
            read_all(name, data, tmp_path)
        except Exception as error:
            error.add_note(f"damaged({number}): {name}, {len(data)} bytes")
            raise
        assert time.process_time() - began < SECONDS, (number, name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


def test_what_is_damaged_was_whole(tmp_path):
    answers = [read_all(name, data, tmp_path) for name, data in SEEDS]
    assert sum("read" in each for each in answers) >= len(SEEDS) - 1  # all but html, which is no table of text


EMPTY = word_table(word_cell(""))
SIGNATURE = word_table(word_cell("") * 2, word_cell("") * 2, widths=(4000, 4000))
WHOLE = word_table(
    *("".join(map(word_cell, row)) for row in [("Wat", "Wanneer", "Wie"), ("Meldcodetour", "Q3 2026", "GGD")])
)


@pytest.mark.parametrize(
    "empty", [EMPTY, SIGNATURE, "<w:tbl/>", word_table(""), word_table(word_cell("", "<w:vMerge/>"))]
)
@pytest.mark.parametrize("around", ["{empty}{whole}", "{whole}{empty}", "{empty}{whole}{empty}", "{empty}{nested}"])
def test_a_table_without_text_is_passed_over(tmp_path, empty, around):
    nested = f"<w:tbl><w:tr><w:tc>{empty}{WHOLE}</w:tc></w:tr></w:tbl>"
    body = around.format(empty=empty, whole=WHOLE, nested=nested)
    assert read_all("plan.docx", docx(body), tmp_path)[0] == "read"


@pytest.mark.parametrize("empty", [EMPTY, SIGNATURE, "<w:tbl/>", EMPTY * 2, ""])
def test_a_document_with_no_other_table_is_refused(tmp_path, empty):
    answers = read_all("plan.docx", docx(empty), tmp_path)
    assert all(answer.startswith("In dit bestand staat geen ingevulde tabel;") for answer in answers)


BOM = b"\xef\xbb\xbf"
UTF_7 = "Wat;Wie;Kosten\nFinanciële hulp;GGD;€ 5\n".encode("utf-7")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: BOM + data, STRAY_START),
        (lambda data: BOM * 2 + data, STRAY_START),
        (lambda data: BOM + "ï»¿".encode() + data.removeprefix(BOM), STRAY_START),
        (lambda data: "\ufffd".encode() + data, STRAY_START),
        (lambda data: "\u200b".encode() + data, STRAY_START),
        (lambda data: b"\x1b[0m" + data.removeprefix(BOM), STRAY_START),
        (lambda data: data.decode("utf-8-sig").encode("utf-16-le"), NUL),
        (lambda data: data.decode("utf-8-sig").encode("utf-16-be"), NUL),
        (lambda data: data.decode("utf-8-sig").encode("utf-32-le"), NUL),
        (lambda data: data.decode("utf-8-sig").encode("utf-32"), NUL),
        (lambda data: UTF_7, ENCODING),
        (lambda data: b"+/v8-" + UTF_7, ENCODING),
    ],
)
@pytest.mark.parametrize("grid", [PLAN, FIGURES], ids=["plan", "figures"])
def test_what_is_no_text_before_the_first_line_or_another_encoding_is_told(tmp_path, grid, change, sentence):
    answers = read_all("gegevens.csv", change(as_csv(grid)), tmp_path)
    assert set(answers) <= {sentence, ENCODING if sentence == STRAY_START else sentence}


def test_a_plus_sign_in_a_name_is_no_other_encoding(tmp_path):
    text = "Wat;Wanneer;Wie\nMDA+Plus-aanpak en 65+ers;Q3 2026;GGD+VT\n"
    assert read_all("plan.csv", text.encode(), tmp_path)[0] == "read"
