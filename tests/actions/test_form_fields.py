"""What people type in a form, read strictly: amounts and quarters. Never a silent guess."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from actions.forms import fields


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250", "1250.00"),
        ("1.250,50", "1250.50"),
        ("1250", "1250.00"),
        ("1250,5", "1250.50"),
        ("€ 5.000,-", "5000.00"),
        ("€5000", "5000.00"),
        ("5.000 euro", "5000.00"),
        ("EUR 1.234.567,89", "1234567.89"),
        ("0", "0.00"),
        ("0,00", "0.00"),
        (" 75.000,-- ", "75000.00"),
        ("€\u00a01.000", "1000.00"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_amounts_that_can_mean_one_thing(text, amount):
    assert fields.MoneyField().clean(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-5", fields.NEGATIVE),
        ("- € 5", fields.NEGATIVE),
        ("€ -5.000,00", fields.NEGATIVE),
        ("−1", fields.NEGATIVE),
        ("-0,01", fields.NEGATIVE),
        ("12.50", fields.POINT),
        ("1250.00", fields.POINT),
        ("1.25", fields.POINT),
        ("12.5000", fields.POINT),
        ("1,250.00", fields.POINT),
        ("1.2.3", fields.POINT),
        ("1,250", fields.COMMA),
        ("1.250,505", fields.COMMA),
        ("1,250,000", fields.COMMA),
        ("1 250", fields.UNREADABLE),
        ("vijf", fields.UNREADABLE),
        ("15k", fields.UNREADABLE),
        ("1e5", fields.UNREADABLE),
        ("NaN", fields.UNREADABLE),
        ("Infinity", fields.UNREADABLE),
        ("١٢", fields.UNREADABLE),
        ("5 per jaar", fields.UNREADABLE),
        ("12\x00", fields.UNREADABLE),
        ("1" * 100_000, fields.UNREADABLE),
        ("../../etc/passwd", fields.UNREADABLE),
        ("=1+1", fields.UNREADABLE),
        ("€", fields.UNREADABLE),
        (",50", fields.UNREADABLE),
        ("99999999999", fields.TOO_LARGE),
    ],
)
def test_amounts_that_are_refused(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        fields.MoneyField().clean(text)
    assert refusal.value.messages == [str(sentence)]


@pytest.mark.parametrize("amount", ["0.00", "12.50", "1250.00", "1234567.89"])
def test_an_amount_that_is_shown_is_read_back_as_the_same(amount):
    field = fields.MoneyField()
    assert field.clean(field.prepare_value(Decimal(amount))) == Decimal(amount)


def test_an_empty_amount_is_none_and_a_required_one_asks_for_it():
    assert fields.MoneyField(required=False).clean("  ") is None
    with pytest.raises(ValidationError):
        fields.MoneyField().clean("")


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2026Q3", "2026Q3"), ("2026q3", "2026Q3"), ("2026-Q3", "2026Q3"), ("Q3 2026", "2026Q3"),
        ("k3-2026", "2026Q3"), ("3e kwartaal 2026", "2026Q3"), (" ", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_quarters(text, quarter):
    assert fields.QuarterField(required=False).clean(text) == quarter


@pytest.mark.parametrize(
    "text", ["2026Q5", "2026Q0", "Q3", "2026", "26Q3", "1826Q1", "2026Q3x", "2026\x00Q3", "9" * 100_000]
)
def test_impossible_quarters_are_refused(text):
    with pytest.raises(ValidationError):
        fields.QuarterField(required=False).clean(text)


def test_picking_takes_only_what_is_offered():
    field = fields.PickField(refusal="Kies uit de lijst.")
    field.offer({1: "Een", 2: "Twee"})
    assert field.clean(["2", "1"]) == frozenset({1, 2})
    for tampered in (["3"], ["99999999999999999999999"], ["\x00"], ["1; drop table"]):
        with pytest.raises(ValidationError) as refusal:
            field.clean(tampered)
        assert refusal.value.messages == ["Kies uit de lijst."]
