"""Numbers in the notations of CBS and of Dutch spreadsheets: read exactly, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.figures.values import Notation, from_number, plain

POINT, COMMA, BOTH, NONE = Notation(point=True), Notation(comma=True), Notation(point=True, comma=True), Notation()
BARE = Notation(bare=True)


@pytest.mark.parametrize(
    ("text", "notation", "count", "number"),
    [
        ("35938", NONE, True, "35938"),
        ("   35938", NONE, True, "35938"),
        ("0", NONE, True, "0"),
        ("007", NONE, True, "7"),
        ("53.7", NONE, False, "53.7"),
        ("53,7", NONE, False, "53.7"),
        ("108.50", NONE, False, "108.50"),
        ("-12", NONE, True, "-12"),
        ("−12", NONE, True, "-12"),
        ("-0", NONE, True, "0"),
        ("1 140", NONE, True, "1140"),
        ("1\u00a0140,5", NONE, False, "1140.5"),
        ("1.140", NONE, True, "1140"),
        ("1,140", NONE, True, "1140"),
        ("1.140", COMMA, True, "1140"),
        ("1.140", COMMA, False, "1140"),
        ("1.140", POINT, False, "1.140"),
        ("1.140", POINT, True, None),
        ("1.140", BARE, True, None),
        ("1.140", BARE, False, "1.140"),
        ("1.140", NONE, False, None),
        ("1,140", COMMA, False, "1.140"),
        ("1,140", POINT, True, "1140"),
        ("1.140", BOTH, True, None),
        ("1.140.000", NONE, True, "1140000"),
        ("1.140,5", NONE, False, "1140.5"),
        ("1,140.5", NONE, False, "1140.5"),
        ("12.34.56", NONE, True, None),
        ("1.14.0", NONE, True, None),
        ("12a", NONE, True, None),
        ("1-4", NONE, True, None),
        ("-", NONE, True, None),
        ("", NONE, True, None),
        ("<10", NONE, True, None),
        ("1e5", NONE, True, None),
        ("٣", NONE, True, None),
        ("1234567890123", NONE, True, None),
        ("0.12345", NONE, False, None),
        ("0.12340", NONE, False, "0.12340"),
    ],
)
def test_numbers_in_every_notation(text, notation, count, number):
    assert notation.number(text, count=count) == number


@pytest.mark.parametrize(
    ("cells", "point", "comma", "bare"),
    [
        (["1.140", "320"], False, False, False),
        (["53.7"], True, False, False),
        (["53,7"], False, True, False),
        (["1.140.000"], False, True, False),
        (["35938"], False, False, True),
        (["1,140.5", "2.000,5"], True, True, False),
        (["x", "-", "veel"], False, False, False),
    ],
)
def test_what_a_file_shows_of_its_notation(cells, point, comma, bare):
    notation = Notation()
    for cell in cells:
        notation.learn(cell)
    assert (notation.point, notation.comma, notation.bare) == (point, comma, bare)


def dutch(number):
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


@given(st.decimals(-999_999_999, 999_999_999, places=2))
def test_a_number_with_two_decimals_is_the_same_number_in_both_notations(number):
    for text in (f"{number}", f"{number:,}", dutch(number), dutch(number).replace(".", " "), f"   {number}"):
        assert Decimal(NONE.number(text, count=False)) == number


@given(st.integers(0, 999_999_999_999))
def test_a_count_is_the_same_number_with_and_without_thousands(number):
    for text in (str(number), f"{number:,}", dutch(number), f"{number:>14}"):
        assert NONE.number(text, count=True) == str(number)


@given(st.text(alphabet="0123456789.,- ", max_size=14), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_no_digit_is_ever_made_up(text, point, comma, bare, count):
    found = Notation(point=point, comma=comma, bare=bare).number(text, count=count)
    if found is not None:
        assert found.replace(".", "").replace("-", "").lstrip("0") == "".join(filter(str.isdigit, text)).lstrip("0")
        assert plain(found) == found


@given(st.decimals(-999_999_999_999, 999_999_999_999, places=4))
def test_a_typed_number_keeps_its_value(number):
    assert Decimal(from_number(number)) == number


@pytest.mark.parametrize("number", [Decimal("0.00001"), 10**12, Decimal("1E+40"), Decimal("NaN"), Decimal("Infinity")])
def test_there_is_no_room_for_these(number):
    assert from_number(number) is None
