"""The accessibility statement, as far as it is filled in, and what visitors report without an account."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import AccessibilityStatement, BarrierReport
from regiovisie import forms
from tests import factories

pytestmark = pytest.mark.django_db

STATEMENT = {
    "organisation": "Gemeente Noordkust",
    "status": "partial",
    "declared_on": "2026-11-01",
    "signed_by": "Gemeentesecretaris",
    "scope": "Alle adressen van dit portaal.",
    "examination": "Onderzocht door een bureau.",
    "barriers": "De kaart; klaar in 2027.",
    "answered_within": 3,
    "email": "toegankelijk@noordkust.example",
}
TYPED = {"problem": "Mijn schermlezer zegt niets.", "page": "/vergelijken/", "aid": "NVDA", "email": "ik@thuis.example"}


def shown(client, name):
    return " ".join(client.get(reverse(name)).content.decode().split())


def test_an_empty_statement_says_what_is_not_filled_in(client):
    page = shown(client, "accessibility")
    assert (
        "De verklaring is nog niet af.</strong> Wie dit portaal beheert, heeft nog niet ingevuld: organisatie, status, "
        "datum van de verklaring, voor welke website, hoe het is onderzocht, wat nog niet voldoet, antwoord op een "
        "melding binnen (weken) en e-mailadres voor meldingen."
    ) in page
    assert "Van een onderzoek door een onafhankelijke deskundige is nog niets ingevuld." in page


def test_a_whole_statement_has_every_part_of_the_model(client):
    AccessibilityStatement.objects.create(**STATEMENT)
    page = shown(client, "accessibility")
    for words in (
        "Gemeente Noordkust", "B: voldoet gedeeltelijk", "1 november 2026", "Gemeentesecretaris", "Alle adressen",
        "Onderzocht door een bureau.", "De kaart; klaar in 2027.", "binnen 3 weken antwoord", "Nationale ombudsman",
        "een klacht indienen bij Gemeente Noordkust", "mailto:toegankelijk@noordkust.example",
    ):  # fmt: skip
        assert words in page, words
    assert "niet ingevuld" not in page
    assert "niet ingevuld" not in shown(client, "barrier-reported")


@pytest.mark.parametrize("part", AccessibilityStatement.REQUIRED)
def test_each_part_that_is_missing_is_named(client, part):
    empty = None if part in ("declared_on", "answered_within") else ""
    statement = AccessibilityStatement.objects.create(**STATEMENT | {part: empty})
    name = AccessibilityStatement._meta.get_field(part).verbose_name
    assert statement.missing == [name]
    assert f"nog niet ingevuld: {name}." in shown(client, "accessibility")


@pytest.mark.parametrize(("weeks", "term"), [(None, ""), (0, ""), (1, "1 week"), (3, "3 weken")])
def test_the_term_in_words(weeks, term):
    assert AccessibilityStatement(answered_within=weeks).term == term


def test_a_report_without_account_is_kept_and_told_to_who_runs_the_portal(client, mailoutbox):
    AccessibilityStatement.objects.create(**STATEMENT)
    answer = client.post(reverse("barrier"), TYPED, follow=True)
    assert answer.redirect_chain == [(reverse("barrier-reported"), 302)]
    assert "binnen 3 weken antwoord" in " ".join(answer.content.decode().split())
    assert BarrierReport.objects.values(*TYPED).get() == TYPED
    (mail,) = mailoutbox
    page = reverse("admin:accounts_barrierreport_change", args=[BarrierReport.objects.get().pk])
    assert mail.to == [STATEMENT["email"]]
    assert f"http://testserver{page}" in mail.body
    assert not any(words in mail.body for words in TYPED.values())


def test_without_an_address_a_report_waits_in_the_back_office(client, mailoutbox):
    assert client.post(reverse("barrier"), {"problem": "Te klein."}).status_code == 302
    assert (BarrierReport.objects.count(), len(mailoutbox)) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_the_same_report_sent_twice_is_one(client, mailoutbox):
    AccessibilityStatement.objects.create(**STATEMENT)
    for _ in range(2):
        assert client.post(reverse("barrier"), TYPED).status_code == 302
    client.post(reverse("barrier"), TYPED | {"problem": "Nog iets."})
    assert (BarrierReport.objects.count(), len(mailoutbox)) == (2, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"problem": " "}, "Vertel in een paar woorden wat er misging."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres. Verbeter het, of laat het veld leeg."),
        ({"problem": "x" * 4001}, "Zorg dat deze waarde niet meer dan 4000 tekens bevat"),
        ({"page": "x" * 301}, "Zorg dat deze waarde niet meer dan 300 tekens bevat"),
        ({"problem": "nul\0teken"}, "Null-tekens zijn niet toegestaan."),
        ({"website": "https://koop.example"}, str(forms.FILLED_IN)),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(client, typed, sentence):
    answer = client.post(reverse("barrier"), TYPED | typed)
    page = answer.content.decode()
    assert (answer.status_code, BarrierReport.objects.count()) == (200, 0)
    assert sentence in page
    assert 'value="NVDA"' in page
    assert "https://koop.example" not in page  # sent once more by a person, it is accepted


def test_many_reports_from_one_place_have_to_wait(client):
    for number in range(10):
        client.post(reverse("barrier"), {"problem": f"Punt {number}"})
    refused = client.post(reverse("barrier"), {"problem": "Nog een"})
    assert str(forms.TOO_MANY) in refused.content.decode()
    assert BarrierReport.objects.count() == 10
    assert Client(REMOTE_ADDR="192.0.2.7").post(reverse("barrier"), {"problem": "Elders"}).status_code == 302


def test_there_is_one_statement_and_the_words_of_visitors_stay(rf):
    request = rf.get("/beheer/")
    request.user = factories.superuser()
    statements, reports = (admin.site._registry[model] for model in (AccessibilityStatement, BarrierReport))
    assert statements.has_add_permission(request)
    AccessibilityStatement.objects.create()
    assert not statements.has_add_permission(request)
    assert not reports.has_add_permission(request)
    assert set(TYPED) <= set(reports.readonly_fields)
