"""Decisions and promises as open data: as on the page, in codes and ISO dates, and only what everybody may see."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories


def text_of(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def rows_of(client, name, delimiter=","):
    text = text_of(client.get(reverse(f"decisions:{name}", args=["noordland"]))).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Ons Dorp", code="GM0999")


@pytest.fixture
def document(programme, place):
    return factories.document(programme=programme, title="Regiovisie", participants=[place])


def test_a_decision_is_told_as_on_the_page(client, document, place):
    day = datetime.date(2026, 3, 17)
    factories.adoption(
        document=document, municipality=place, state="adopted_amended", decided_on=day, amendment="Lid 2"
    )
    (row,) = rows_of(client, "data-csv")
    assert (row["gemeente_code"], row["orgaan"], row["stand"], row["besloten_op"], row["wijziging"]) == (
        "GM0999", "Raad", "Gewijzigd vastgesteld", "2026-03-17", "Lid 2",
    )  # fmt: skip
    assert row["in_woorden"] == "Gewijzigd vastgesteld op 17 maart 2026"
    assert rows_of(client, "data-excel", ";")[0]["besloten_op"] == "17-03-2026"


def test_a_plan_is_no_decision(client, document, place):
    factories.adoption(document=document, municipality=place, state="planned", planned_for="2024Q2")
    (row,) = rows_of(client, "data-csv")
    assert (row["stand"], row["besloten_op"], row["gepland_voor"]) == ("Was gepland", "", "2024Q2")


def test_a_promise_is_late_from_the_day_after(client, programme, place):
    today = timezone.localdate()
    for number, days in enumerate((0, -1)):
        factories.promise(
            programme=programme, municipality=place, text=f"Evaluatie {number}", due_on=today + datetime.timedelta(days)
        )
    found = {row["tekst"]: (row["stand"], row["termijn"], row["soort"]) for row in rows_of(client, "promise-data-csv")}
    assert found == {
        "Evaluatie 0": ("Open", today.isoformat(), "Toezegging"),
        "Evaluatie 1": ("Te laat", (today - datetime.timedelta(1)).isoformat(), "Toezegging"),
    }


@pytest.mark.parametrize("who", ["visitor", "leader", "griffier"])
def test_only_what_everybody_may_see_also_for_who_sees_more(client, region, programme, document, place, who):
    hidden = factories.document(programme=programme, title="Vertrouwelijk stuk", classification="internal")
    factories.adoption(document=hidden, municipality=place)
    factories.promise(programme=programme, municipality=place, text="Besloten vraag", classification="internal")
    factories.promise(programme=programme, municipality=place, text="Open vraag", document=hidden)
    if who != "visitor":
        client.force_login(factories.leader(region) if who == "leader" else factories.griffier(place))
    assert rows_of(client, "data-csv") == []
    (row,) = rows_of(client, "promise-data-csv")
    assert (row["tekst"], row["gaat_over"]) == ("Open vraag", "")


def test_what_is_under_embargo_is_not_told(client, document, place, region):
    later = timezone.now() + datetime.timedelta(days=1)
    said = {"state": "rejected", "text": "Niet zo", "embargo_until": later}
    factories.adoption(document=document, municipality=place, decided_on=timezone.localdate(), **said)
    client.force_login(factories.leader(region))
    (row,) = rows_of(client, "data-csv")
    assert (row["stand"], row["besloten_op"], row["tekst"]) == ("Onbekend", "", "")


@pytest.mark.parametrize(("name", "sheet"), [("data", "Besluiten"), ("promise-data", "Toezeggingen")])
def test_each_file_holds_the_same_rows_and_is_explained(client, programme, document, place, name, sheet):
    factories.adoption(document=document, municipality=place)
    factories.promise(programme=programme, municipality=place)
    plain = rows_of(client, f"{name}-csv")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse(f"decisions:{name}-xlsx", args=["noordland"])).content))
    rows = list(book[sheet].iter_rows(values_only=True))
    assert (list(rows[0]), len(rows) - 1) == (list(plain[0]), len(plain))
    about = client.get(reverse(f"decisions:{name}-about", args=["noordland"])).json()
    assert [column["name"] for column in about["tableSchema"]["columns"]] == list(plain[0])
    link = client.get(reverse(f"decisions:{name}-csv", args=["noordland"]))["Link"]
    assert f"<{sheet.lower()}.csv-metadata.json>" in link


def test_more_rows_ask_no_more(client, programme, document):
    counts = []
    for number in (1, 4):
        for _each in range(number):
            factories.adoption(document=document)
            factories.promise(programme=programme, document=document)
        with CaptureQueriesContext(connection) as queries:
            rows_of(client, "data-csv")
            rows_of(client, "promise-data-csv")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
