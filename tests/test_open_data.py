"""Open data beside the comma csv: the same rows as xlsx and as csv for a Dutch Excel, with what a user has to know."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tables.writing import GUARD
from tests import factories

APPS = ("actions", "monitoring")


def text_of(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.fixture
def world(region, programme, line, action):
    """An action with an amount, one that is secret, and a figure of the country with its definition."""
    factories.cost(action=action, amount="1250.50")
    action.how = "- Training; =1+1"
    action.save()
    factories.action(line=line, what="Geheim", classification="secret")
    source = factories.source(title="CBS, jeugd", publisher="CBS", licence="CC BY 4.0")
    indicator = factories.indicator(source=source, title="Meldingen", definition="Alle meldingen in een jaar.")
    factories.figure(indicator=indicator, value=Decimal("12.5"))
    factories.figure(indicator=indicator, period="2022", value=None, reason="onbekend")
    return region


def get(client, app, kind, region, query=""):
    return client.get(reverse(f"{app}:{kind}", args=[region.slug]) + query)


def sheet_of(answer, name):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def rows_of(answer, delimiter):
    return list(csv.reader(io.StringIO(text_of(answer).removeprefix("\ufeff"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("app", APPS)
def test_the_files_hold_the_same_rows_as_the_comma_csv(client, world, app):
    plain = rows_of(get(client, app, "csv", world), ",")
    found = rows_of(get(client, app, "data-excel", world), ";")
    book = sheet_of(get(client, app, "data-xlsx", world), {"actions": "Acties", "monitoring": "Cijfers"}[app])
    assert text_of(get(client, app, "data-excel", world)).startswith("\ufeff")
    assert found[0] == plain[0] == book[0]
    assert len(found) == len(plain) == len(book) == {"actions": 2, "monitoring": 3}[app]
    assert [row[0] for row in found] == [row[0] for row in plain] == [str(row[0]) for row in book]


def test_numbers_and_dates_are_what_a_dutch_spreadsheet_expects(client, world, action):
    head, row = rows_of(get(client, "actions", "data-excel", world), ";")
    excel = dict(zip(head, row, strict=True))
    today = timezone.localdate()
    assert (excel["bedrag"], excel["bijgewerkt_op"]) == ("1250,50", f"{today:%d-%m-%Y}")
    assert excel["hoe"] == f"{GUARD}- Training;{GUARD} =1+1"
    head, row = sheet_of(get(client, "actions", "data-xlsx", world), "Acties")
    found = dict(zip(head, row, strict=True))
    assert (found["id"], found["bedrag"], found["hoe"]) == (action.pk, 1250.5, "- Training; =1+1")
    assert found["bijgewerkt_op"].date() == today
    head, *rows = sheet_of(get(client, "monitoring", "data-xlsx", world), "Cijfers")
    values = {row[head.index("periode")]: (row[head.index("waarde")], row[head.index("waarde_reden")]) for row in rows}
    assert values == {"2023": (12.5, None), "2022": (None, "onbekend")}


@pytest.mark.parametrize("app", APPS)
def test_a_user_of_the_data_reads_what_they_are(client, world, app):
    told = {row[0]: row[1] for row in sheet_of(get(client, app, "data-xlsx", world), "Toelichting")}
    about = get(client, app, "data-about", world).json()
    notes = {note["dc:title"]: note["dc:description"] for note in about["notes"] if "dc:title" in note}
    for label in ("Bron", "Licentie", "Gemaakt op", "Code van de regio"):
        assert told[label] == notes[label] != ""
    header = rows_of(get(client, app, "csv", world), ",")[0]
    columns = {column["name"]: column["dc:description"] for column in about["tableSchema"]["columns"]}
    assert list(columns) == header
    assert all(columns[name] and told[name] for name in header)


def test_every_indicator_is_defined(client, world):
    head, row = sheet_of(get(client, "monitoring", "data-xlsx", world), "Indicatoren")
    found = dict(zip(head, row, strict=True))
    assert (found["titel"], found["wat er geteld wordt"]) == ("Meldingen", "Alle meldingen in een jaar.")
    assert (found["bron"], found["licentie"]) == ("CBS, jeugd", "CC BY 4.0")
    about = get(client, "monitoring", "data-about", world).json()
    assert "Alle meldingen in een jaar." in {note.get("wat er geteld wordt") for note in about["notes"]}


def test_the_filters_hold_and_are_told(client, world, line):
    factories.action(line=line, what="Klaar", status="done")
    answer = get(client, "actions", "data-xlsx", world, "?status=done")
    head, row = sheet_of(answer, "Acties")
    assert row[head.index("wat")] == "Klaar"
    assert ["Selectie", "Status: Afgerond"] in sheet_of(answer, "Toelichting")
    assert get(client, "actions", "data-excel", world, "?status=klaar").status_code == 404


@pytest.mark.parametrize("app", APPS)
def test_an_invented_region_says_so(client, world, app):
    world.fictitious = True
    world.save()
    rows = sheet_of(get(client, app, "data-xlsx", world), "Toelichting")
    assert next(row[1] for row in rows if row[0] == "Fictief").startswith("Deze regio bestaat niet.")


@pytest.mark.parametrize("who", ["anna", None])
def test_only_what_is_public_also_for_who_sees_more(client, world, people, who):
    if who:
        client.force_login(people[who])
    assert "Geheim" not in text_of(get(client, "actions", "data-excel", world))


@pytest.mark.parametrize("app", APPS)
def test_the_csv_says_where_its_description_is_and_pages_link_to_all(client, world, app):
    name = {"actions": "acties", "monitoring": "cijfers"}[app]
    assert f"<{name}.csv-metadata.json>" in get(client, app, "csv", world)["Link"]
    page = client.get(reverse("region", args=[world.slug])).content.decode()
    for kind in ("csv", "data-xlsx", "data-excel", "data-about"):
        assert f'href="{reverse(f"{app}:{kind}", args=[world.slug])}"' in page
