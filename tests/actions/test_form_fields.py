"""What people type in a form, read strictly: amounts and quarters. Never a silent guess."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from actions.forms import fields
from reading import quarters


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
        ("2026Q3", "2026Q3"), ("2026q3", "2026Q3"), ("2026-Q3", "2026Q3"), ("2026 k3", "2026Q3"), ("Q3 2026", "2026Q3"),
        ("Q3-2026", "2026Q3"), ("k3-2026", "2026Q3"), ("kw3 2026", "2026Q3"), ("Q3 '26", "2026Q3"),
        ("3e kwartaal 2026", "2026Q3"), ("3e kwartaal van 2026", "2026Q3"), ("3e kw 2026", "2026Q3"),
        ("derde kwartaal 2026", "2026Q3"), ("Derde  Kwartaal 2026 ", "2026Q3"), ("2026, 3e kwartaal", "2026Q3"),
        ("juni 2026", "2026Q2"), ("15 juni 2026", "2026Q2"), ("07-2026", "2026Q3"), ("eind 2026", "2026Q4"),
        ("begin 2026", "2026Q1"), ("ongeveer Q3 2026", "2026Q3"), ("1985Q4", "1985Q4"),
        (" ", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_quarters_are_read_as_people_write_them(text, quarter):
    assert fields.QuarterField(required=False).clean(text) == quarter


@pytest.mark.parametrize(
    ("side", "text", "quarter"),
    [("start", "vanaf Q3 2026", "2026Q3"), ("end", "uiterlijk Q3 2026", "2026Q3"), ("end", "t/m juni 2026", "2026Q2"),
     ("start", "uiterlijk Q3 2026", None), ("end", "vanaf Q3 2026", None), ("", "vanaf Q3 2026", None)],
)  # fmt: skip
def test_a_field_for_a_beginning_takes_a_beginning(side, text, quarter):
    field = fields.QuarterField(side=side, required=False)
    if quarter:
        assert field.clean(text) == quarter
    else:
        with pytest.raises(ValidationError, match="meer dan één kwartaal"):
            field.clean(text)


@pytest.mark.parametrize(
    ("text", "side", "sentence"),
    [
        ("medio 2026", "start", "‘medio 2026’ is meer dan één kwartaal: 2e kwartaal 2026 tot en met 3e kwartaal 2026. "
         "Kies er één, bijvoorbeeld: 2e kwartaal 2026."),
        ("2026", "end", "‘2026’ is meer dan één kwartaal: 1e kwartaal 2026 tot en met 4e kwartaal 2026. "
         "Kies er één, bijvoorbeeld: 4e kwartaal 2026."),
        ("Q1-Q2 2026", "end", "Kies er één, bijvoorbeeld: 2e kwartaal 2026."),
        ("Q3", "", "Bij ‘Q3’ staat geen jaar. Schrijf bijvoorbeeld: 3e kwartaal 2026."),
        ("jaarlijks Q3 2026", "", "Schrijf hier alleen het kwartaal: 3e kwartaal 2026."),
        ("Q3 2026 (verkenning door Jip)", "", "is maar voor een deel te lezen. Schrijf alleen het kwartaal"),
        ("Q3 2026 of Q4 2026", "", "Uit ‘Q3 2026 of Q4 2026’ is geen kwartaal op te maken."),
        ("na de zomer", "", "is geen kwartaal op te maken. Schrijf bijvoorbeeld: 3e kwartaal 2026."),
    ],
)  # fmt: skip
def test_what_is_not_one_quarter_is_told_with_what_to_write(text, side, sentence):
    with pytest.raises(ValidationError) as refusal:
        fields.QuarterField(side=side, required=False).clean(text)
    assert sentence in refusal.value.messages[0]


@pytest.mark.parametrize(
    "text", ["2026Q5", "2026Q0", "Q3", "2026", "26Q3", "1826Q1", "2026Q3x", "2026\x00Q3", "９９９９Q3", "9" * 100_000]
)
def test_impossible_quarters_are_refused(text):
    with pytest.raises(ValidationError):
        fields.QuarterField(required=False).clean(text)


@pytest.mark.parametrize("side", ["", "start", "end"])
def test_every_quarter_that_is_shown_is_read_back_as_the_same(side):
    field = fields.QuarterField(side=side, required=False)
    for quarter in map(quarters.from_index, range(1900 * 4, 2100 * 4)):
        quarters.validate_quarter(quarter)
        shown = field.prepare_value(quarter)
        assert (field.clean(shown), field.has_changed(quarter, shown)) == (quarter, False)
        assert shown == quarters.label(quarter)


def test_picking_takes_only_what_is_offered():
    field = fields.PickField(refusal="Kies uit de lijst.")
    field.offer({1: "Een", 2: "Twee"})
    assert field.clean(["2", "1"]) == frozenset({1, 2})
    for tampered in (["3"], ["99999999999999999999999"], ["\x00"], ["1; drop table"]):
        with pytest.raises(ValidationError) as refusal:
            field.clean(tampered)
        assert refusal.value.messages == ["Kies uit de lijst."]
