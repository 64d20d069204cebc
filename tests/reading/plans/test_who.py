"""Who leads and who joins: `lead + partners`, `!` is reported."""

import pytest

from reading.plans.model import Who
from reading.plans.who import read_lead, read_partners, read_who


def shown(who: Who) -> str:
    assert bool(who.lead) == bool(who.leads)
    partners = f" + {', '.join(who.partners)}" if who.partners else ""
    return f"{' / '.join(who.leads)}{partners}{' !' if who.problems else ''}".strip()


ONE_COLUMN = [
    ("", ""),
    ("-", ""),
    ("n.v.t.", ""),
    ("GGD", "GGD"),
    ("Alle gemeenten", "Alle gemeenten"),
    ("Beleidsadviseur 14 gemeente", "Beleidsadviseur 14 gemeente"),
    # The separators of design section 8
    ("Veilig Thuis; GGD", "Veilig Thuis + GGD"),
    ("Veilig Thuis, GGD", "Veilig Thuis + GGD"),
    ("Veilig Thuis en GGD", "Veilig Thuis + GGD"),
    ("Veilig Thuis ism GGD", "Veilig Thuis + GGD"),
    ("Veilig Thuis ism. GGD", "Veilig Thuis + GGD"),
    ("Veilig Thuis i.s.m. GGD en politie", "Veilig Thuis + GGD, politie"),
    ("Werkgroep olv. Projectleider GHNT", "Werkgroep + Projectleider GHNT"),
    ("Projectleider met lokale toegang ism de reclassering", "Projectleider + lokale toegang, reclassering"),
    ("• GGD\n• Veilig Thuis", "GGD + Veilig Thuis"),
    ("GGD & politie", "GGD + politie"),
    ("GGD (i.s.m. Veilig Thuis)", "GGD + Veilig Thuis"),
    ("Projectleider ism gemeente en waar nodig Veilig Thuis", "Projectleider + gemeente, Veilig Thuis"),
    ("Projectleider ism. GGD en Veilig Thuis/ politie", "Projectleider + GGD, Veilig Thuis, politie"),
    ("GGD, evt. met Veilig Thuis", "GGD + Veilig Thuis"),
    ("GGD, politie e.a.", "GGD + politie"),
    # Names with a separator in them
    ("Zorg- en Veiligheidshuis", "Zorg- en Veiligheidshuis"),
    ("Zorg en Veiligheidshuis Zeeland en politie", "Zorg en Veiligheidshuis Zeeland + politie"),
    ("Centrum voor Jeugd en Gezin", "Centrum voor Jeugd en Gezin"),
    ("Raad voor de Kinderbescherming", "Raad voor de Kinderbescherming"),
    ("Projectleider HG/KM", "Projectleider HG/KM"),
    ("Veilig Thuis (VT)", "Veilig Thuis (VT)"),
    ("Gemeente Goes (afdeling Jeugd)", "Gemeente Goes (afdeling Jeugd)"),
    ("Openbaar Ministerie (OM)", "Openbaar Ministerie (OM)"),
    # Several in one word, or in brackets
    ("GGD/VT", "GGD + VT"),
    ("VT/politie", "VT + politie"),
    ("GGD / Veilig Thuis", "GGD + Veilig Thuis"),
    ("GGD (VT, politie)", "GGD + VT, politie"),
    ("GGD (VT en OM), scholen", "GGD + VT, OM, scholen"),
    ("J. Jansen (GGD)", "J. Jansen (GGD)"),
    ("Slachtofferhulp Nederland (SHN)", "Slachtofferhulp Nederland (SHN)"),
    ("1. GGD 2. Veilig Thuis", "GGD + Veilig Thuis"),
    ("1. GGD\n2. Veilig Thuis", "GGD + Veilig Thuis"),
    ("Raad voor de\nKinderbescherming", "Raad voor de Kinderbescherming"),
    # Who does what
    ("Regie gemeente, uitvoering VT", "gemeente + VT"),
    ("VT (uitvoering) en gemeenten (regie)", "gemeenten + VT"),
    ("Onder regie van Veilig Thuis", "Veilig Thuis"),
    ("GGD met ondersteuning van VT", "GGD + VT"),
    ("Trekker: GGD, deelnemers: VT en OM", "GGD + VT, OM"),
    ("GGD = trekker, VT = partner", "+ VT = partner !"),
    # Everyone
    ("Allen", "!"),
    ("Alle partners", "!"),
    ("iedereen", "!"),
    ("Gezamenlijk", "!"),
    ("GGD, alle partners", "GGD !"),
    ("De Waag, Het Huis en de GGD", "De Waag + Het Huis, GGD"),
    ("Advies- of meldpunt", "Advies- of meldpunt"),
    # Who is called the lead
    ("gemeente X (trekker), GGD, politie", "gemeente X + GGD, politie"),
    ("GGD, gemeente X (trekker), politie", "gemeente X + GGD, politie"),
    ("GGD (trekker), gemeente X (trekker) en politie", "GGD / gemeente X + politie"),
    ("Trekker: GGD; partners: politie, OM", "GGD + politie, OM"),
    ("Trekker GGD, partners VT en politie", "GGD + VT, politie"),
    ("GGD (T), politie (P)", "GGD + politie"),
    # Reported
    ("Projectleider A1 Projectleider B2 ism GGD", "Projectleider A1 / Projectleider B2 + GGD !"),
    ("Arosa en Moviera", "Arosa + Moviera !"),
    ("Projectleider GHNT; n.t.b.", "Projectleider GHNT !"),
    ("Veilig Thuis; uitvoering: GGD", "Veilig Thuis + uitvoering: GGD !"),
    ("Eerste schil; professionals uit wijkteams", "!"),
    ("professionals", "!"),
    ("Jeugdprofessionals, scholen", "!"),
    ("n.t.b.", "!"),
    ("vacature", "!"),
    ("trekker gezocht", "!"),
    ("GGD of Veilig Thuis", "!"),
    ("GGD?", "!"),
    ("zie boven", "!"),
    ("idem", "!"),
    ("x", "!"),
    ("Regie: gemeente. Uitvoering: GGD", "!"),
    ("GGD trekt, Veilig Thuis denkt mee", "+ Veilig Thuis denkt mee !"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), ONE_COLUMN)
def test_one_column_for_everyone(text, who):
    assert shown(read_who(text)) == who


@pytest.mark.parametrize(
    ("lead", "partners", "who", "expected"),
    [
        ("GGD", "", "", "GGD"),
        ("GGD", "politie, OM", "", "GGD + politie, OM"),
        ("GGD", "", "GGD, politie", "GGD + politie"),
        ("GGD i.s.m. OM", "politie", "", "GGD + OM, politie"),
        ("GGD, politie", "", "", "GGD / politie"),
        ("GGD en Veilig Thuis", "", "", "GGD / Veilig Thuis"),
        ("", "politie", "", "+ politie"),
        ("n.t.b.", "politie", "", "+ politie !"),
        ("GGD/VT", "", "", "GGD / VT"),
        ("GGD\nVeilig Thuis", "", "", "GGD / Veilig Thuis"),
        ("- GGD\n- Veilig Thuis", "", "", "GGD / Veilig Thuis"),
        ("gemeente (trekker), VT, GGD", "OM", "", "gemeente + VT, GGD, OM"),
        ("GGD (T), VT", "", "", "GGD + VT"),
        ("Arosa en Moviera", "", "", "Arosa en Moviera !"),
        ("GGD (VT, politie)", "", "", "GGD + VT, politie"),
        ("Allen", "politie", "", "+ politie !"),
        ("GGD", "alle partijen", "", "GGD !"),
        ("GGD of OM", "politie", "", "+ politie !"),
        ("GGD", "-", "", "GGD"),
    ],
)
def test_a_column_of_its_own_for_the_lead(lead, partners, who, expected):
    assert shown(read_lead(lead, partners=partners, who=who)) == expected


def test_the_lead_stays_as_written():
    assert read_lead("GGD en Veilig Thuis").lead == "GGD en Veilig Thuis"


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("", ()),
        ("geen", ()),
        ("n.t.b.", ()),
        ("GGD\npolitie", ("GGD", "politie")),
        ("GGD; GGD, OM", ("GGD", "OM")),
        ("o.a. scholen, huisartsen etc.", ("scholen", "huisartsen")),
    ],
)
def test_a_column_of_partners(text, partners):
    assert read_partners(text) == partners


def test_a_text_that_is_far_too_long_is_reported():
    assert shown(read_who("GGD " * 600)) == "!"
