"""The day or named week that a planning writes, beside the quarter that the portal reads."""

import pytest

from reading.plans.moments import moment_in

ONCE = [
    ("11-11-2021", "op 11 november 2021"),
    ("15 juni 2026", "op 15 juni 2026"),
    ("In de week van 18 november 2019", "in de week van 18 november 2019"),
    ("Week tegen kindermishandeling", "in de Week tegen kindermishandeling"),
    ("Q3-Q4 2021", ""),
    ("week 2-3", ""),
    ("2021-2022", ""),
    ("31-02-2021", ""),
    ("12 juni en 14 juni 2026", ""),  # two days are no one moment
    ("2023 week 49", ""),
    ("uiterlijk 15 juni 2026", ""),
    ("na de Week tegen kindermishandeling", ""),
    ("", ""),
]
YEARLY = [
    ("15 juni 2022; internationale dag tegen ouderenmishandeling (jaarlijks terugkerende activiteit)", "op 15 juni"),
    ("Week tegen kindermishandeling (jaarlijks terugkerende activiteit)", "in de Week tegen kindermishandeling"),
    ("Rondom Orange the World; jaarlijks terugkerend", "rondom Orange the World"),
    ("25 november 2025, jaarlijks", "op 25 november"),
]


@pytest.mark.parametrize(
    ("text", "words", "yearly"), [(*one, False) for one in ONCE] + [(*one, True) for one in YEARLY]
)
def test_a_moment_is_read_or_nothing_is(text, words, yearly):
    found = moment_in(text, yearly=yearly)
    assert (found.words if found else "") == words


QUARTERS = [("2021Q4", "2021Q4", True), ("2022Q1", "2022Q1", False), ("2021Q4", None, False), (None, None, False)]


@pytest.mark.parametrize(("start", "end", "agrees"), QUARTERS)
def test_a_day_is_shown_only_with_the_quarter_it_falls_in(start, end, agrees):
    assert moment_in("11-11-2021").falls_in(start, end, yearly=False) is agrees


def test_a_yearly_day_agrees_with_its_season():
    moment = moment_in("15 juni 2022", yearly=True)
    assert [moment.falls_in(start, None, yearly=True) for start in ("2022Q2", "2023Q2", "2022Q3", None)] == [
        True, True, False, True,
    ]  # fmt: skip
