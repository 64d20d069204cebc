import pytest

from tables.writing import csv_lines, safe_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert safe_text(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Meldcode", "1 - 2", "'= al veilig", "-"])
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text


def test_lines_are_csv():
    assert list(csv_lines([["a", "b"], ['zeg "ja"', "x,y"]])) == ["a,b\r\n", '"zeg ""ja""","x,y"\r\n']
