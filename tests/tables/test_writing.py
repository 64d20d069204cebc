"""What leaves as csv runs nowhere, looks as it was, and reads back as it was."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.text import clean
from tables.writing import GUARD, csv_lines, safe_text

SIGNS = "=+-@＝＋－＠\t\r"
# What a spreadsheet does not work out, although it begins with a sign: the sign alone, and a number.
HARMLESS = re.compile(r"[=+\-@＝＋－＠\t\r]?|-?[0-9]+(?:[.,][0-9]+)?")
NASTY = st.text("=+-@＝＋－＠\t\r\n ,;|\"'\u200b1ab!", max_size=14)


def cells_of(line, delimiter, *, quotes):
    """The cells of a line as somebody else's reader divides it."""
    if quotes:
        return [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=delimiter) for cell in row]
    return [cell for part in re.split("[\r\n]", line) for cell in part.split(delimiter)]


def runs(cell):
    """Whether a spreadsheet works this out: also what it finds after spaces and quotation marks."""
    bare = cell.lstrip(" \"'")
    return bare[:1] in tuple(SIGNS) and not HARMLESS.fullmatch(bare.rstrip(" \"'\r\n"))


@pytest.mark.parametrize("start", SIGNS)
@pytest.mark.parametrize("before", ["", "x;", "x,", "x\t", "x\n", "x|", "x; ", 'x;"', "x;'", '"'])
def test_text_that_a_spreadsheet_would_run_is_guarded(start, before):
    safe = safe_text(f"{before}{start}1+1")
    assert not any(runs(cell) for sign in ",;\t|" for cell in re.split(f"[{sign}\n]", safe))


@pytest.mark.parametrize("text", ["", "Meldcode", "1 - 2", "'n begin", "-5", "-12,5", "12.50", "x - y; z"])
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text


@pytest.mark.parametrize("text", ["-", "- Training", "- een\n- twee", "-5 graden", "+31 6", "'=al"])
def test_nobody_sees_what_was_added(text):
    safe = safe_text(text)
    assert (safe.replace(GUARD, ""), clean(safe), "''" in safe) == (text, text, False)
    assert not safe.startswith("'") or text.startswith("'")


@given(NASTY)
def test_reading_takes_away_exactly_what_writing_added(text):
    assert clean(safe_text(text)) == clean(text)


@given(row=st.lists(NASTY, min_size=1, max_size=4), own=st.sampled_from(",;"), other=st.sampled_from(",;\t|"))
def test_no_cell_runs_however_the_line_is_divided(row, own, other):
    line = "".join(csv_lines([["1", *row]], delimiter=own))  # all our rows begin with an id or name
    for quotes in (True, False):
        found = [cell for cell in cells_of(line, other, quotes=quotes) if runs(cell)]
        assert found == []


@given(st.lists(st.text(max_size=10), min_size=1, max_size=4), st.sampled_from(",;"))
def test_another_reader_finds_the_cells_of_a_row(row, delimiter):
    line = "".join(csv_lines([["1", *row]], delimiter=delimiter))
    read = next(iter(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter)))
    assert [clean(cell) for cell in read] == ["1", *(clean(cell) for cell in row)]


@given(st.decimals(-10_000, 10_000, places=2))
def test_numbers_stay_numbers(number):
    assert list(csv_lines([[f"{number:f}"]])) == [f"{number:f}\r\n"]


def test_lines_are_csv():
    assert list(csv_lines([["a", "b"], ['zeg "ja"', "x,y"]])) == ["a,b\r\n", '"zeg ""ja""","x,y"\r\n']


def test_a_dutch_spreadsheet_divides_by_semicolons():
    assert list(csv_lines([["a;b", "c,d"]], delimiter=";")) == ['"a;b";"c,d"\r\n']
