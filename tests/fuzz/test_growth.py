"""The same mark over and over costs no more than its length: twice as much takes about twice as long."""

import time

import pytest

from tests.fuzz.reading import read_all
from tests.tables.files import docx, word_cell, word_table

MARKS = [
    "•", "<li>", "</li", "(", ")", "( ", '"', "'", ";", "9", "9 ", "1.", "0,0.", "- ", "-", " ", "\n",
    "i.s.m. ", " en ",
    "/", "Q1 ", "Q1-", "2025: ", "t/m ", "€ 1 ", "per jaar ", "jan ", "x 1.000 ", "PM ", ", ", ": ", "a b", "totaal ",
    "zie actie ", "Actielijn 1: ", "trekker: ", "1e ", "\u0301", "_x0000_", "{",
]  # fmt: skip
HEADINGS = (
    "Actielijn Thema Nr Wat Hoe Wanneer Start Eind Herhaling Wie Trekker Partners Kosten Totaal Dekking Status"
    " Prioriteit Doelen Gemeenten"
).split()
RATIO = 3.2  # of the time for twice as much; of a square it is 4
SHORT = 0.15  # seconds: below it the clock says little
LIMIT = 5.0  # seconds of CPU for the largest file


def text_of(mark: str, size: int) -> str:
    return (mark * (size // len(mark) + 1))[:size].replace('"', '""')


def plan(mark: str, size: int) -> tuple[str, str]:
    row = ";".join([f'"{text_of(mark, size)}"'] * len(HEADINGS))
    return "plan.csv", f"{';'.join(HEADINGS)}\n{row}\n"


def lines(mark: str, size: int) -> tuple[str, str]:
    return "plan.csv", "Wat;Wie\n" + (mark * (10 * size // len(mark) + 1))[: 10 * size]


def above(mark: str, size: int) -> tuple[str, str]:
    text = text_of(mark, size)
    return "plan.csv", f'"{text}"\n"{text}";\nWat;Wie;"{text}"\na;b;"{text}"\n'


def pasted(mark: str, size: int) -> tuple[str, str]:
    return "pasted", "Wat\tWie\n" + (mark * (5 * size // len(mark) + 1))[: 5 * size]


def figures(mark: str, size: int) -> tuple[str, str]:
    text = text_of(mark, size // 4)
    rows = f'Gemeente;Periode;"{text}"\nHeerlen;2025;"{text}"\n"{text}";2025;5\nHeerlen;"{text}";5\n'
    return "cijfers.csv", f'"{text}"\n{rows * 5}'


def seconds(made: tuple[str, str], folder) -> float:
    name, content = made
    began = time.process_time()
    read_all(name, content.encode(), folder)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("make", [plan, lines, above, pasted, figures], ids=lambda make: make.__name__)
def test_time_grows_with_the_length_and_no_faster(tmp_path, make):
    slow = []
    for mark in MARKS:
        long = seconds(make(mark, 16_000), tmp_path)
        if long > SHORT:
            short = min(seconds(make(mark, 8_000), tmp_path) for _ in range(2))
            if long > RATIO * short and min(seconds(make(mark, 16_000), tmp_path) for _ in range(2)) > RATIO * short:
                slow.append((mark, short, long))
    assert slow == []


@pytest.mark.slow
@pytest.mark.parametrize("mark", ["•", "<li>", "i.s.m. ", "\n", "€ 1 "])
def test_ten_megabytes_of_a_mark_are_read_or_refused_in_time(tmp_path, mark):
    size = 10 * 1024**2 - 10_000
    row = ";".join([f'"{text_of(mark, 300)}"'] * 8)
    rows = f"Actielijn;Wat;Hoe;Wanneer;Wie;Kosten;Doelen;Gemeenten\n{(row + chr(10)) * (size // len(row.encode()) - 1)}"
    whole = "Wat;Wie\n" + mark * (size // len(mark.encode()) - 10)
    for content in (rows, whole):
        assert seconds(("plan.csv", content), tmp_path) < LIMIT


@pytest.mark.slow
@pytest.mark.parametrize("mark", ["•", "<li>", "("])
def test_a_word_document_of_marks(tmp_path, mark):
    cells = "".join(word_cell(text_of(mark, 9_000).replace("<", "&lt;")) for _ in range(8))
    began = time.process_time()
    read_all("plan.docx", docx(word_table("".join(map(word_cell, HEADINGS[:8])), *[cells] * 30)), tmp_path)
    assert time.process_time() - began < LIMIT
