import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.writing import csv_lines, original_text, safe_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert safe_text(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Meldcode", "1 - 2", "'n begin", "-", "'-"])
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text


@given(st.text("=+-@\t\r'a ", max_size=6))
def test_reading_takes_away_exactly_what_writing_added(text):
    assert original_text(safe_text(text)) == text


def test_lines_are_csv():
    assert list(csv_lines([["a", "b"], ['zeg "ja"', "x,y"]])) == ["a,b\r\n", '"zeg ""ja""","x,y"\r\n']


def test_a_dutch_spreadsheet_divides_by_semicolons():
    assert list(csv_lines([["a;b", "c,d"]], delimiter=";")) == ['"a;b";c,d\r\n']
