"""What it costs: every rule of design section 8 and every notation of the seeds, in a table.

What is expected is written as `kind amount..max per total=... ~ from=... !`; `!` is reported, `?` is not read at all.
"""

import datetime
from decimal import Decimal

import pytest

from actions.models import Cost
from reading.plans.model import Money
from reading.plans.money import read_money


def shown(money: Money) -> str:
    if not money.understood:
        assert (money.kind, money.amount, money.max, money.by_year) == (Cost.Kind.UNCLEAR, None, None, {})
        assert len(money.problems) == 1
        return "?"
    assert (money.amount is not None) == (money.kind == Cost.Kind.AMOUNT and not money.by_year)
    assert (money.per is not None) == (money.amount is not None)
    parts = [] if money.kind == Cost.Kind.AMOUNT else [money.kind.value]
    if money.amount is not None:
        parts.append(f"{money.amount}..{money.max}" if money.max is not None else f"{money.amount}")
    parts += [money.per.value] if money.per and money.per != Cost.Per.UNSTATED else []
    parts += [f"total={money.total}"] if money.total is not None else []
    parts += [f"{year}={amount}" for year, amount in money.by_year.items()]
    parts += ["~"] if money.approximate else []
    parts += [f"from={money.funding}"] if money.funding else []
    return " ".join(parts + (["!"] if money.problems else []))


RULES = [
    # Amounts
    ("5.000 euro", "5000.00"),
    ("5.000", "5000.00"),
    ("5000", "5000.00"),
    ("€ 5.000 (niet gezegd of het per jaar is)", "5000.00"),  # as our own document says it
    ("1500 euro", "1500.00"),
    ("EUR 1.250", "1250.00"),
    ("€1.250", "1250.00"),
    ("€ 75.000,-", "75000.00"),
    ("75.000,--", "75000.00"),
    ("75.000,=", "75000.00"),
    ("€5.000,00", "5000.00"),
    ("24.215,50", "24215.50"),
    ("12,50", "12.50"),
    ("1.000.000", "1000000.00"),
    ("5 000 euro", "5000.00"),
    ("5\u00a0000 euro", "5000.00"),
    ("15k", "15000.00"),
    ("€ 15 K", "15000.00"),
    ("2,5 mln.", "2500000.00"),
    ("2,5 mln", "2500000.00"),
    ("38,6 miljoen", "38600000.00"),
    ("€ 38,6 miljoen", "38600000.00"),
    ("15 duizend euro", "15000.00"),
    ("1,5 ton", "150000.00"),
    ("ca.5.000", "5000.00 ~"),
    ("€ 5.000 (indicatief)", "5000.00 ~"),
    ("2025: 30.000 / 2026: 40.000", "2025=30000.00 2026=40000.00"),
    ("€ 5.000*", "5000.00"),
    ("€ 5.000 struct.", "5000.00 year"),
    ("€ 10.000 (DUVO)", "10000.00 from=DUVO"),
    ("DUVO: € 10.000", "10000.00 from=DUVO"),
    ("€ 10.000 (regionaal budget)", "10000.00 from=regionaal budget"),
    ("regulier", "existing_budget"),
    ("geen budget nodig", "none"),
    ("€ -", "none"),
    ("€ 5.000+", "?"),
    ("€ 1,2M", "?"),
    ("€ 25 dzd", "?"),
    ("hoogstens € 5.000", "5000.00 !"),
    ("geen budget", "?"),
    ("DUVO", "?"),
    ("€ 0", "0.00"),
    ("0", "0.00"),
    ("2000", "2000.00"),
    ("€ 2025", "2025.00"),
    ("2025 euro", "2025.00"),
    ("2.025", "2025.00"),
    ("kosten: € 5.000", "5000.00"),
    ("€ 5.000 incl. btw", "5000.00"),
    ("€ 5.000 voor zaalhuur", "5000.00"),
    ("totaal 30.000 euro", "30000.00"),
    # Per
    ("20.000 euro per jaar", "20000.00 year"),
    ("€ 1.250,- p.j.", "1250.00 year"),
    ("€ 5.000/jaar", "5000.00 year"),
    ("jaarlijks 5.000 euro", "5000.00 year"),
    ("elk jaar € 5.000", "5000.00 year"),
    ("€ 85.000 structureel", "85000.00 year"),
    ("2.500 euro eenmalig", "2500.00 once"),
    ("€ 2.500 (éénmalig)", "2500.00 once"),
    ("€ 2.500 incidenteel", "2500.00"),
    ("15.000 euro per jaar; totaal 30.000 euro", "15000.00 year total=30000.00"),
    ("30.000 totaal (15.000 per jaar)", "15000.00 year total=30000.00"),
    # Ranges
    ("25.000 tot 100.000", "25000.00..100000.00"),
    ("15-25K", "15000.00..25000.00"),
    ("€ 15k-25k", "15000.00..25000.00"),
    ("€ 15.000 – € 25.000 per jaar", "15000.00..25000.00 year"),
    ("8.000 tot 12.000 euro", "8000.00..12000.00"),
    ("tussen 10.000 en 20.000 euro", "10000.00..20000.00"),
    ("8.000 à 12.000 euro", "8000.00..12000.00"),
    ("€ 1,5 - 2 mln", "1500000.00..2000000.00"),
    ("10.000 tot 15.000 euro, eenmalig", "10000.00..15000.00 once"),
    # About
    ("ca. 5.000", "5000.00 ~"),
    ("circa € 5.000", "5000.00 ~"),
    ("ong. 5.000 euro", "5000.00 ~"),
    ("~5000", "5000.00 ~"),
    ("± € 5.000", "5000.00 ~"),
    ("ca. 6.000 euro per jaar", "6000.00 year ~"),
    # Paid from
    ("5.000 euro (uit DUVO)", "5000.00 from=DUVO"),
    ("€ 5.000 (gedekt uit de projectenpool)", "5000.00 from=projectenpool"),
    ("€ 5.000 uit DUVO, eenmalig", "5000.00 once from=DUVO"),
    ("€ 5.000 t.l.v. Wmo", "5000.00 from=Wmo"),
    ("€ 5.000; dekking: DUVO", "5000.00 from=DUVO"),
    ("€ 5.000 uit reguliere middelen", "5000.00 from=reguliere middelen"),
    ("85.000 euro per jaar, structureel (uit DUVO)", "85000.00 year from=DUVO"),
    # By year
    ("2025: 30.000 euro; 2026: 18.000 euro", "2025=30000.00 2026=18000.00"),
    ("€ 10.000 (2025), € 15.000 (2026)", "2025=10000.00 2026=15000.00"),
    ("€ 10.000 in 2025 en € 15.000 in 2026", "2025=10000.00 2026=15000.00"),
    (
        "2025: 70.000 euro; 2026 tot en met 2028: 140.000 euro per jaar, structureel",
        "2025=70000.00 2026=140000.00 2027=140000.00 2028=140000.00",
    ),
    ("€ 24.000 per jaar, 2025 tot en met 2027", "2025=24000.00 2026=24000.00 2027=24000.00"),
    ("€ 24.000 per jaar (2025-2027)", "2025=24000.00 2026=24000.00 2027=24000.00"),
    ("€ 24.000 per jaar van 2025 t/m 2026", "2025=24000.00 2026=24000.00"),
    ("€ 24.000 per jaar in 2025 en 2026", "2025=24000.00 2026=24000.00"),
    ("jaarlijks 24.000 euro (2025-2026)", "2025=24000.00 2026=24000.00"),
    ("ca. € 6.000 per jaar, 2025 t/m 2026", "2025=6000.00 2026=6000.00 ~"),
    # To be determined
    ("PM", "to_be_determined"),
    ("p.m.", "to_be_determined"),
    ("nader te bepalen", "to_be_determined"),
    ("Nog geen zicht op", "to_be_determined"),
    ('<ul style="list-style-type: none;"> • Nog geen zicht op', "to_be_determined"),
    ("nog onbekend", "to_be_determined"),
    ("wordt nog begroot", "to_be_determined"),
    ("n.t.b.", "to_be_determined"),
    (
        "Nader te bepalen voor iedere gemeente afzonderlijk de behoefte aan scholing/training",
        "to_be_determined",
    ),
    # Staff, existing budget, none
    ("Inzet van medewerkers", "in_kind"),
    ("ambtelijke inzet", "in_kind"),
    ("uren", "in_kind"),
    ("inzet medewerkers gemeenten", "in_kind"),
    ("binnen bestaande middelen", "existing_budget"),
    ("Binnen de reguliere middelen", "existing_budget"),
    ("reguliere begroting", "existing_budget"),
    ("begroting", "existing_budget"),
    ("binnen begroting", "existing_budget"),
    ("-", "none"),
    ("–", "none"),
    ("geen", "none"),
    ("Geen kosten", "none"),
    ("n.v.t.", "none"),
    ("", "unstated"),
]

REPORTED = [
    (
        "172.000 euro (gedekt uit subsidie projectenpool GHNT voor 2021)",
        "172000.00 from=subsidie projectenpool GHNT !",
    ),
    ("Ong. jaarlijks 60.000 euro zonder locatie", "60000.00 year ~ !"),
    ("€ 5.000 excl. btw", "5000.00 !"),
    ("€ 5.000 subsidie", "5000.00 !"),
    ("5.000 euro en inzet van medewerkers", "5000.00 !"),
    ("5.000 euro en zaalhuur", "5000.00 !"),
    ("PM (eerste raming 20.000)", "to_be_determined !"),
    ("max. € 25.000", "25000.00 !"),
    ("maximaal 5.000", "5000.00 !"),
    ("tot € 5.000", "5000.00 !"),
    ("€ 5.000 (max.)", "5000.00 !"),
    ("tot maximaal 5.000 euro per jaar", "5000.00 year !"),
    ("€ 6.000 (cofinanciering gemeente)", "6000.00 !"),
    ("€ 5.000 ex btw", "5000.00 !"),
    ("38-50 uur", "in_kind !"),
    ("2 dagen per week", "in_kind !"),
    ("uren projectleider", "in_kind"),
    ("valt binnen de reguliere begroting", "existing_budget"),
    ("0,2 fte", "in_kind !"),
    ("40 uur", "in_kind !"),
    ("binnen bestaande formatie", "in_kind !"),
    ("Inzet van medewerkers en zaalhuur", "in_kind !"),
    ("€ 5.000 in 2025", "2025=5000.00 !"),
    ("€ 5.000 per jaar vanaf 2025", "5000.00 year !"),
    ("€ 5.000, dekking nog onbekend", "5000.00 !"),
    (
        "2025: 30.000 euro; 2026: 18.000 euro, eenmalig (uit Projectenpool)",
        "2025=30000.00 2026=18000.00 from=Projectenpool !",
    ),
    ("2026: 20.000 euro; 2027: nader te bepalen", "2026=20000.00 !"),
    ("1.250k", "1250000.00 !"),
]

NOT_READ = [
    "2 x € 5.000",
    "2x 5.000",
    "€ 10.000 per gemeente",
    "€ 50 per uur",
    "€ 5.000 per kwartaal",
    "10 trainingen à € 500",
    "3 bijeenkomsten, 500 euro",
    "500 p.m.",
    "5.000.00",
    "12.50",
    "1.5 mln",
    "10,000",
    "1,234.56",
    "vanaf € 5.000",
    "max. 5 per gemeente",
    "0,125",
    "5,000",
    "1,5E+05",
    "2025/26",
    "minimaal 5.000",
    "30.000 (waarvan 10.000 uit DUVO)",
    "€ 5.000 uit DUVO en 2.000 uit Wmo",
    "5.000 + 2.000",
    "€ 10.000 eenmalig, daarna € 2.000 per jaar",
    "25.000 - 10.000",
    "-5.000",
    "€ -5.000",
    "(5.000)",
    "5.000 -",
    "2025",
    "$ 5.000",
    "10%",
    "€ 1.000.000.000.000",
    "Een miljoen",
    "vijfduizend euro",
    "subsidie VWS",
    "gedekt uit DUVO",
    "2026: 20.000 tot 30.000 euro",
    "2025-2027: 30.000 euro",
    "5.000 euro\n3.000 euro",
    "7 binnen bestaande middelen",
    "zie begroting GGD",
    "?",
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_read(text, expected):
    assert shown(read_money(text)) == expected


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_read_in_part_and_reported(text, expected):
    assert shown(read_money(text)) == expected


@pytest.mark.parametrize("text", NOT_READ)
def test_not_read_and_reported(text):
    money = read_money(text)
    assert shown(money) == "?"
    assert money.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15", "15000.00"),
        ("7,5", "7500.00"),
        ("€ 20", "20000.00"),
        ("150-200", "150000.00..200000.00"),
        ("1.250", "1250000.00"),
        ("15k", "15000.00"),
        ("PM", "to_be_determined"),
        ("15.000", "15000000.00 !"),  # fifteen million for an action: told
    ],
)
def test_amounts_in_thousands(text, expected):
    assert shown(read_money(text, thousands=True)) == expected


@pytest.mark.parametrize(
    ("text", "value", "thousands", "expected"),
    [
        ("5000", 5000, False, "5000.00"),
        ("€ 5.000", 5000, False, "5000.00"),
        ("€ 3.333", Decimal("3333.3333333"), False, "3333.33"),
        ("1250,5", Decimal("1250.5"), False, "1250.50"),
        ("€ 5.000 per jaar", 5000, False, "5000.00 year"),  # the format says more
        ("0", 0, False, "0.00"),
        ("15", 15, True, "15000.00"),
        ("7,5", Decimal("7.5"), True, "7500.00"),
        ("15", 15000, True, "15000.00"),  # the format leaves out the thousands
        ("12000", 12000, True, "12000000.00 !"),
        ("-500", -500, False, "?"),
        ("50%", Decimal("0.5"), False, "?"),
        ("2025", 2025, False, "?"),
        ("€ 2.025", 2025, False, "2025.00"),
        ("1e20", Decimal("1e20"), False, "?"),
        ("15-06-2022", datetime.date(2022, 6, 15), False, "?"),
        ("WAAR", True, False, "?"),
    ],
)
def test_typed_cells(text, value, thousands, expected):
    assert shown(read_money(text, value, thousands=thousands)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.000", "5000.00 year"),
        ("5.000 eenmalig", "5000.00 once !"),
        ("5.000 per jaar", "5000.00 year"),
        ("PM", "to_be_determined"),
    ],
)
def test_the_heading_says_per_year(text, expected):
    assert shown(read_money(text, per=Cost.Per.YEAR)) == expected


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_long_texts_are_refused_in_time(size):
    assert shown(read_money("5.000 " * (size // 6))) == "?"
    assert shown(read_money("1" * size)) == "?"
    assert shown(read_money("uit " * (size // 4))) == "?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0,125", "drie cijfers"),
        ("5,000", "drie cijfers"),
        ("1,5E+05", "voluit"),
        ("38-50 uur", "inzet van medewerkers"),
    ],
)
def test_what_is_said_helps(text, said):
    assert said in read_money(text).problems[0]
