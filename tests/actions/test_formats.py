"""How money, numbers, lists, quarters and dates are written."""

import datetime
from decimal import Decimal

import pytest

from reading import formats


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.euro(Decimal("5000.00")), "€ 5.000"),
        (formats.euro(Decimal("5000.50")), "€ 5.000,50"),
        (formats.euro(None), ""),
        (formats.unbroken_euro(1250), "€\u00a01.250"),
        (formats.amount(Decimal("1250.00")), "1.250"),
        (formats.amount(Decimal("1250.50")), "1.250,50"),
        (formats.amount(None), ""),
        (formats.number(Decimal("1234.50")), "1.234,5"),
        (formats.number(None), ""),
        (formats.listed(["Appingedam", "Delfzijl", "Loppersum"]), "Appingedam, Delfzijl en Loppersum"),
        (formats.listed([]), ""),
        (formats.quarter("2021Q3"), "3e kwartaal 2021"),
        (formats.quarter(None), ""),
        (formats.day(datetime.date(2020, 3, 17)), "17 maart 2020"),
        (formats.day(None), ""),
        (formats.month(datetime.date(2018, 12, 1)), "december 2018"),
        (formats.month(None), ""),
        (formats.yes_no(True), "ja"),
        (formats.yes_no(False), "nee"),
    ],
)
def test_written_as_people_do(written, expected):
    assert written == expected
