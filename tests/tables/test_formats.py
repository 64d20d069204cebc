"""Numbers as Dutch Excel shows them."""

import datetime
from decimal import Decimal

import pytest

from tables.formats import number_in, shown
from tables.model import Cell

ACCOUNTING = '_ "€" * #,##0.00_ ;_ "€" * \\-#,##0.00_ ;_ "€" * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "form", "text", "value"),
    [
        ("5000", "General", "5000", 5000),
        ("2026", "0", "2026", 2026),
        ("1250.5499999999999", "General", "1250,55", Decimal("1250.55")),
        ("1.1000000000000001", "", "1,1", Decimal("1.1")),
        ("0.1", "General", "0,1", Decimal("0.1")),
        ("-3", "0", "-3", -3),
        ("-0", "0", "0", 0),
        ("7", "000", "007", 7),
        ("5000", "#,##0", "5.000", 5000),
        ("1234567.891", "[$€-413] #,##0.00", "€ 1.234.567,89", Decimal("1234567.891")),
        ("5000", ACCOUNTING, "€ 5.000,00", 5000),
        ("-5000", ACCOUNTING, "€ -5.000,00", -5000),
        ("0", ACCOUNTING, "0", 0),
        ("5000", "#,##0 [$EUR]", "5.000 EUR", 5000),
        ("-5", "0;(0)", "(5)", -5),
        ("0.5", "0%", "50%", Decimal("0.5")),
        ("0.1234", "0.0#%", "12,34%", Decimal("0.1234")),
        ("25000", "#,##0,", "25", 25000),
        ("12", "# ?/?", "12", 12),
        ("1E+20", "0.00", "100000000000000000000,00", Decimal("1E+20")),
        ("5", ";;;", "5", 5),
        ("5", "@", "5", 5),
        # With letters beside it, a number means what they say: the value is the text.
        ("25", '0" k€"', "25 k€", "25 k€"),
        ("3", '"Q"0', "Q3", "Q3"),
        ("1.5", '0.0" mln"', "1,5 mln", "1,5 mln"),
        ("1", '"ja";;"nee"', "ja", "ja"),
        ("0", '"ja";;"nee"', "nee", "nee"),
        # Dates and times
        ("46082", "dd-mm-yyyy", "01-03-2026", datetime.date(2026, 3, 1)),
        ("46082", "[$-413]d mmmm yyyy;@", "01-03-2026", datetime.date(2026, 3, 1)),
        ("46082", "mmm-yy", "mrt 2026", datetime.date(2026, 3, 1)),
        ("46082", "mmmm", "mrt 2026", datetime.date(2026, 3, 1)),
        ("46082", "yyyy", "2026", datetime.date(2026, 3, 1)),
        ("46082.5", "d/m/yy h:mm", "01-03-2026 12:00", datetime.datetime(2026, 3, 1, 12)),
        ("46082.5", "d-m-yyyy", "01-03-2026", datetime.date(2026, 3, 1)),
        ("59", "d-m-yyyy", "28-02-1900", datetime.date(1900, 2, 28)),
        ("61", "d-m-yyyy", "01-03-1900", datetime.date(1900, 3, 1)),
        ("0.75", "h:mm", "18:00", datetime.timedelta(hours=18)),
        ("1.25", "[h]:mm", "30:00", datetime.timedelta(hours=30)),
    ],
)
def test_what_a_spreadsheet_shows(stored, form, text, value):
    number = number_in(stored)
    assert number is not None
    cell = shown(number, form)
    assert (cell, type(cell.value)) == (Cell(text, value), type(value))


@pytest.mark.parametrize(
    ("stored", "text"), [("-1", "#####"), ("2958466", "#####"), ("1E+300", "#####"), ("0", "00-01-1900")]
)
def test_what_is_no_date_is_an_error(stored, text):
    number = number_in(stored)
    assert number is not None
    assert shown(number, "d-m-yyyy") == Cell(text, error=True)


def test_dates_of_an_old_mac_count_from_1904():
    assert shown(Decimal(44620), "d-m-yyyy", from_1904=True).value == datetime.date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "drie", "NaN", "Infinity", "1e999999999", "1e-999999999", "9" * 400])
def test_what_is_no_number(text):
    assert number_in(text) is None
