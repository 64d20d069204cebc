"""Names that may stand for the same organisation are proposed; others are not."""

import itertools
import time

import pytest

from municipalities.rules.alike import Lookalikes, alike

SAME = [
    ("politie", "Politie"),
    ("Gemeente Roermond", "Roermond"),
    ("gem. Roermond", "Gemeente Roermond"),
    ("GGD", "GGD Zuid-Limburg"),
    ("politie", "Politie Eenheid Limburg"),
    ("Veilig Thuis", "Veilig Thuis Voorbeeldregio (fictief)"),
    ("VT", "Veilig Thuis Zuid-Limburg"),
    ("VT Voorbeeldregio", "Veilig Thuis Voorbeeldregio"),
    ("OM", "Openbaar Ministerie"),
    ("O.M.", "Openbaar Ministerie"),
    ("Openbaar Ministerie (OM)", "Openbaar Ministerie"),
    ("RvdK", "Raad voor de Kinderbescherming"),
    ("de Raad voor de Kinderbescherming", "Raad voor de Kinderbescherming"),
    ("JGZ", "Jeugdgezondheidszorg"),
    ("ZVH", "Zorg- en Veiligheidshuis"),
    ("Veiligheidshuizen", "Zorg en Veiligheidshuizen Zuid-Limburg"),
    ("CSG Limburg", "Centrum Seksueel Geweld Limburg"),
    ("Stichting De Veilige Haven", "De Veilige Haven"),
    ("Zuid-Limburg", "zuid limburg"),
    ("Coordinator lokale teams", "Coördinator lokale teams"),
    ("Reclasering Nederland", "Reclassering Nederland"),
    ("Reclasering Nederlnad", "Reclassering Nederland"),
    ("Openbaar Minsiterie", "Openbaar Ministerie"),
    ("AVK", "Ambtelijk Vooroverleg Kerngroep"),
    ("Projectleider", "Projectleider GHNT"),
]
OTHERS = [
    ("GGD", "GGZ"),
    ("GGD Zuid-Limburg", "GGD Groningen"),
    ("Veilig Thuis Zuid-Limburg", "Veilig Thuis Groningen"),
    ("Gemeente Haren", "Gemeente Laren"),
    ("Gemeente Bergen", "Gemeente Beesel"),
    ("gemeente", "Gemeente Roermond"),
    ("gemeenten", "Gemeenten Noord-Limburg"),
    ("Werkgroep 1", "Werkgroep 2"),
    ("Werkgroep communicatie", "Werkgroep ouderenmishandeling"),
    ("politie", "politieke partijen"),
    ("OM", "Omgevingsdienst"),
    ("Raad", "Raad voor de Kinderbescherming"),
    ("", "Politie"),
    ("-", "Politie"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_proposed_both_ways(one, other):
    assert (alike(one, ["Het Kopland", other]), alike(other, [one, "Het Kopland"])) == ([other], [one])


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_not_proposed_either_way(one, other):
    assert (alike(one, [other]), alike(other, [one])) == ([], [])


def test_the_likeliest_comes_first_and_the_name_itself_is_left_out():
    names = [
        "Politie Eenheid Limburg",
        "Politie Limburg",
        "Poltie",
        "politie",
        "Politie",
        "Het Kopland",
    ]
    assert alike("Politie", names) == ["politie", "Poltie", "Politie Limburg", "Politie Eenheid Limburg"]


def test_five_thousand_names_beside_five_hundred_take_a_moment():
    begins = ["Werkgroep", "Stichting", "Gemeente", "Politie", "Veilig Thuis", "Coördinator", "Team", "GGD", "VT", "OM"]
    known = [f"{first} {middle}plaats{end}" for first, middle, end in itertools.product(begins, "abcdefghij", "vwxyz")]
    asked = [f"{name} {number}" for name, number in itertools.product(known, range(10))]
    started = time.process_time()
    of_list = Lookalikes(known)
    found = [of_list.of(name) for name in asked]
    assert (len(known), len(asked), all(found)) == (500, 5000, True)
    assert time.process_time() - started < 5
