"""Warnings about text that points at a person: found when it should, silent on ordinary plan language."""

import datetime

import pytest

from actions.rules import privacy

TODAY = datetime.date(2026, 11, 22)


def kinds(text: str) -> list[str]:
    return [finding.looks_like for finding in privacy.findings(text, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mevrouw met BSN 123456782 is geholpen", ["een burgerservicenummer (BSN)"]),
        ("BSN 1234.56.782", ["een burgerservicenummer (BSN)"]),
        ("nummer 123456789", []),  # fails the eleven test
        ("000000000", []),
        ("€ 123.456.782 voor de regio", []),  # money
        ("bel 06-12345678", ["een telefoonnummer"]),
        ("bel +31 6 12 34 56 78 of 0031612345678", ["een telefoonnummer", "een telefoonnummer"]),
        ("bel 043-1234567 morgen", ["een telefoonnummer"]),
        ("Veilig Thuis: 0800-2000, gratis", []),
        ("mail jan.jansen@voorbeeld.nl voor meer", ["een e-mailadres"]),
        ("geboren op 12-03-2019 in Venlo", ["een geboortedatum"]),
        ("geb. 1 mei 2021", ["een geboortedatum"]),
        ("kind van 12/03/1988", ["een geboortedatum"]),
        ("op 3 maart 1990", ["een geboortedatum"]),
        ("de raad besluit op 15-06-2026", []),
        ("bijeenkomst op 25 november 2024", []),
        ("in 2019-2022 liep het programma, 43-18-1990", []),
        ("22.264 meldingen in 2018, 5.000 euro, Q3 2021", []),
        ("", []),
    ],
)
def test_what_looks_like_a_person(text, found):
    assert kinds(text) == found


def test_the_same_text_is_named_once():
    found = privacy.findings("a@b.nl en a@b.nl", today=TODAY)
    assert found == [privacy.Finding("een e-mailadres", "a@b.nl")]


def test_a_long_text_is_read_quickly():
    assert kinds("0" * 100_000 + "a@" * 50_000 + "1 " * 50_000) == []
