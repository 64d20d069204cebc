"""Columns with few possible values."""

from decimal import Decimal

import pytest

from actions.models import Action, Cost
from reading.formats import FOR_ALL
from reading.plans.choices import (
    read_municipalities,
    read_number,
    read_per,
    read_priority,
    read_recurrence,
    read_status,
    says_all,
    why_no_status,
)
from tests.reading.plans.plans import only, read


@pytest.mark.parametrize(
    ("text", "status", "secured_with"),
    [
        ("Gepland", "planned", ""),
        ("nog niet gestart", "planned", ""),
        ("Loopt.", "running", ""),
        ("ligt op schema", "running", ""),
        ("vertraagd", "delayed", ""),
        ("Afgerond", "done", ""),
        ("Geborgd bij de GGD", "secured", "de GGD"),
        ("vervallen", "stopped", ""),
        ("onbekend", "unknown", ""),
        ("op koers", "running", ""),
        ("Doorlopend", "running", ""),
        ("deels gereed", "running", ""),
        ("loopt / op schema", "running", ""),
        ("Loopt (op koers)", "running", ""),
        ("Status: loopt", "running", ""),
        ("in voorbereiding", "planned", ""),
        ("start in 2026", "planned", ""),
        ("on hold", "delayed", ""),
        ("Verschoven naar 2026", "delayed", ""),
        ("uitgesteld tot Q3 2026", "delayed", ""),
        ("vertraagd door ziekte", "delayed", ""),
        ("gaat niet door", "stopped", ""),
        ("100%", None, ""),
        ("50 % gereed", None, ""),
        ("groen", None, ""),
        ("loopt, deels vertraagd", None, ""),
        ("afgerond eind 2026", None, ""),
        ("open", None, ""),
        ("ontwerp klaar", None, ""),
        ("niet afgerond", None, ""),
        ("", None, ""),
    ],
)
def test_a_status(text, status, secured_with):
    assert read_status(text) == (status, secured_with)


@pytest.mark.parametrize(
    ("text", "said"), [("groen", "kleur"), ("Oranje", "kleur"), ("40%", "hoe ver"), ("ooit", "kent")]
)
def test_what_is_said_of_no_status(text, said):
    assert said in str(why_no_status(text))


@pytest.mark.parametrize("choice", Action.Status)
def test_each_status_is_read_as_the_portal_writes_it(choice):
    assert read_status(str(choice.label)) == (choice, "")


@pytest.mark.parametrize("choice", Action.Recurrence)
def test_each_recurrence_is_read_as_the_portal_writes_it(choice):
    assert read_recurrence(str(choice.label)) == choice


@pytest.mark.parametrize(
    ("text", "priority"),
    [("Hoog", "high"), ("midden", "medium"), ("LAAG", "low"), ("Must have", "high"), ("M", None), ("1", None)],
)
def test_a_priority(text, priority):
    assert read_priority(text) == priority


@pytest.mark.parametrize(
    ("text", "per"),
    [
        *((str(choice.label), choice) for choice in Cost.Per),
        ("structureel", "year"),
        ("Incidenteel", "once"),
        ("I", "once"),
        ("soms", None),
    ],
)
def test_per_year_or_once(text, per):
    assert read_per(text) == per


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [("1.1.", "1.1.", "1.1"), ("1,1", Decimal("1.1"), "1.1"), ("3", 3, "3"), ("A 2", "A 2", "A 2")],
)
def test_a_number(text, value, number):
    assert read_number(text, value) == number


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("-", ()),
        ("regionaal", ()),
        ("Alle gemeenten", ()),
        ("alle 14 gemeenten", ()),
        ("regiobreed", ()),
        ("Goes, Veere en Tholen", ("Goes", "Veere", "Tholen")),
        ("Gemeenten Goes en Veere", ("Goes", "Veere")),
        ("GM0664; GM0717", ("GM0664", "GM0717")),
        ("Alle gemeenten behalve Goes", ("Alle gemeenten behalve Goes",)),
    ],
)
def test_municipalities(text, names):
    assert read_municipalities(text) == names


@pytest.mark.parametrize(
    ("text", "is_for_all"),
    [
        ("Alle gemeenten", True),
        ("alle 14 gemeenten.", True),
        ("alle deelnemende gemeenten", True),
        (FOR_ALL, True),
        ("hele regio", True),
        ("regiobreed", True),
        ("", False),  # nothing said is nothing said
        ("-", False),
        ("regionaal", False),
        ("Alle gemeenten behalve Goes", False),
        ("Goes", False),
    ],
)
def test_all_municipalities_only_where_it_says_so(text, is_for_all):
    assert says_all(text) is is_for_all


@pytest.mark.parametrize(
    ("text", "status", "told_of"),
    [
        ("In uitvoering (pilot)", "running", 1),
        ("Afgerond (dec 2024)", "done", 1),
        ("Loopt. Training is gegeven.", "running", 1),
        ("Loopt, wel vertraagd", None, 1),
        ("Gereed? Nog niet", None, 1),
        ("n.v.t.", None, 0),
        ("-", None, 0),
        ("Start Q1 2026", "planned", 0),
    ],
)
def test_a_status_with_more_beside_it(text, status, told_of):
    row = only(read(["Wat", "Wie", "Status"], ["Folder", "GGD", text]))
    assert (row.status, len(row.problems)) == (status, told_of)
