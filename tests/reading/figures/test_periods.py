"""Periods as people and CBS write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import periods as shown
from reading.figures.periods import period_code, read_period

WRITTEN = """
2020: 2020 | 2020JJ00 | heel 2020 | jaar 2020
2020H1: 1e halfjaar 2020 | 2020 1e halfjaar | 2020HJ01 | H1 2020 | eerste halfjaar 2020 | 1e half jaar 2020 | 2020H1
2020H2: 2e halfjaar 2020 | 2020HJ02 | tweede helft van 2020
2020Q3: 3e kwartaal 2020 | 2020KW03 | Q3 2020 | K3 2020 | 2020-Q3 | kwartaal 3 2020
2020Q3: derde kwartaal van 2020 | 2020 3e kwartaal
2020M07: juli 2020 | 2020MM07 | jul 2020 | jul-20 | 2020 juli | 2020-07 | 07-2020 | juli '20 | 7-2020
2026M01-2026M09: jan-sep 2026 | januari t/m september 2026 | t/m september 2026
2026M01-2026M09: jan. t/m sept. 2026 | 2026 t/m september
2026M01-2026M09: Q1 t/m Q3 2026 | 1e t/m 3e kwartaal 2026 | 1 januari t/m 30 september 2026 | 01-01-2026 t/m 30-09-2026
2026M01-2026M09: cumulatief t/m september 2026 | 2026M01-2026M09 | januari 2026 - september 2026
2026M01-2026M09: januari tot en met september 2026
2026M01-2026M03: jan t/m mrt 2026 | t/m Q1 2026
2025M10-2026M03: oktober 2025 t/m maart 2026
"""
NO_PERIODS = (
    """
|1|12|mei|Q3|3e kwartaal|2020HJ03|2020KW05|2020MM13|2020W101|2020X000|2020***|2020H3|1800|20201|2019-2020|15-06-2022
voorjaar 2026|mei 15|jan t/m 15 sep 2026|sep t/m jan 2026|t/m 2026|Nederland|2020 - Q5|- september 2026|٢٠٢٠
2026M09-2026M01
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (text.strip(), code)
        for code, texts in (line.split(": ") for line in WRITTEN.strip().splitlines())
        for text in texts.split("|")
    ],
)
def test_periods_in_words(text, code):
    assert read_period(text) == (code, "")
    assert read_period(f" {text.upper()}* ") == (code, "voorlopig")


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period(text):
    assert read_period(text) is None


@given(
    st.integers(1900, 2099),
    st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", *[f"M{n:02}" for n in range(1, 13)]]),
)
def test_what_the_portal_shows_is_read_back(year, part):
    code = f"{year}{part}"
    assert period_code(code) == code
    assert period_code(shown.label(code)) == code


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 12))
def test_a_cumulative_period_is_never_a_quarter_or_a_year(year, first, last):
    code = f"{year}M{first:02}-{year}M{last:02}"
    assert period_code(code) == (code if first <= last else None)
    assert shown.kind(code) == "other"


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_not_and_what_is_one_stays_one(text):
    found = read_period(text)
    if found:
        assert read_period(found.code) == (found.code, "")


@given(
    st.from_regex(r"[0-9a-zA-Z*/' -]{0,6}(t/m|-|kwartaal|halfjaar|jan|HJ|20\d\d)[0-9a-zA-Z*/' -]{0,12}", fullmatch=True)
)
def test_what_looks_like_a_period_is_one_or_not(text):
    found = read_period(text)
    assert found is None or read_period(found.code) == (found.code, "")
