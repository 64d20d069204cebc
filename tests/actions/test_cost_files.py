"""Costs and cover as files: what is public, unknown never nothing, and the numbers those of an independent recount."""

import csv
import io
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Funding, FundingBudget, FundingSource, Programme
from tests import factories


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows_of(client, region):
    answer = client.get(reverse("actions:costs-csv", args=[region]))
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode(), newline="")))


@pytest.mark.django_db
@pytest.mark.usefixtures("programmes")
@pytest.mark.xdist_group("fixtures")
def test_what_each_source_has_and_pays_is_what_a_recount_finds(client):
    """By hand, from the costs themselves: all of the Voorbeeldregio are of a calendar year or of planned actions."""
    programme = Programme.objects.get(slug__startswith="voorbeeldregio-2025")
    planned = Counter()
    for action in Action.objects.filter(programme=programme, classification="public", released_at__isnull=False):
        costs = [cost for cost in action.costs.all() if cost.amount is not None and cost.stage != "spent"]
        granted = {cost.year for cost in costs if cost.stage == "granted" and cost.year}
        for cost in costs:
            first = int(action.starts_in[:4]) if action.starts_in else programme.first_year
            last = int(action.ends_in[:4]) if action.ends_in and not action.planned_part else programme.last_year
            years = [cost.year] if cost.year else range(first, last + 1) if cost.per == "year" else []
            if cost.per == "once" and not cost.year and action.starts_in and first == last and action.ends_in:
                years = [first]
            for year in years:
                if cost.stage == "granted" or year not in granted:
                    for funding in cost.fundings.all():
                        planned[funding.source.name, str(year)] += funding.amount or cost.amount
    rows = [row for row in rows_of(client, "voorbeeldregio") if row["onderdeel"] == "Dekking" and row["bron"]]
    told = {(row["bron"], row["jaar"]): Decimal(row["bedrag"]) for row in rows if row["wat"] == "gepland"}
    available = {
        (row["bron"], row["jaar"]): Decimal(row["bedrag"])
        for row in rows
        if row["wat"] == "beschikbaar" and row["bedrag"]
    }
    assert told == dict(planned)
    kept = FundingBudget.objects.filter(source__programme=programme)
    assert available == {(row.source.name, str(row.year)): row.amount for row in kept}


def test_unknown_is_an_empty_amount_with_the_reason(client, region, action, programme):
    source = FundingSource.objects.create(programme=programme, name="DUVO")
    Funding.objects.create(cost=factories.cost(action=action, amount="600.00", year=2025), source=source)
    factories.cost(action=factories.action(line=action.line, number="2"), kind="to_be_determined")
    secret = factories.action(line=action.line, what="GEHEIM", classification="confidential")
    factories.cost(action=secret, amount="99.00", year=2025)
    rows = rows_of(client, region.slug)
    told = {(row["onderdeel"], row["bron"], row["wat"]): (row["bedrag"], row["toelichting"]) for row in rows}
    years = {row["jaar"]: (row["bedrag"], row["toelichting"]) for row in rows if row["onderdeel"] == "Per jaar"}
    assert told["Dekking", "DUVO", "beschikbaar"] == ("", "niet genoemd")
    assert told["Dekking", "DUVO", "over"] == ("", "niet te zeggen: geen budget genoemd voor dit jaar")
    assert years["2025"] == ("600.00", "")
    assert years["2026"] == ("", "niet genoemd; 2 acties zonder bedrag voor dat jaar")
    assert told["Actie", "", "gepland"] == ("", "Nader te bepalen")
    assert [row for row in rows if "GEHEIM" in row["actie"] or row["bedrag"] == "99.00"] == []


def test_the_workbook_holds_the_page_with_amounts_as_numbers(client, region, action, programme):
    source = FundingSource.objects.create(programme=programme, name="DUVO")
    FundingBudget.objects.create(source=source, year=2025, amount=500)
    Funding.objects.create(cost=factories.cost(action=action, amount="600.00", year=2025), source=source)
    answer = client.get(reverse("actions:costs-xlsx", args=[region.slug]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book if sheet.title != "Lijsten"}
    assert list(sheets) == ["Per jaar", "Acties", "Dekkingsplan", "Toelichting"]
    heads, *rows = sheets["Dekkingsplan"]
    year = next(row for row in (dict(zip(heads, row, strict=True)) for row in rows) if row["Jaar"] == "2025")
    told = [year[name] for name in ("Beschikbaar", "Gepland", "Over (onder nul: tekort)")]
    assert (told, plain(year["Over of tekort, in woorden"])) == ([500, 600, -100], "€ 100 tekort")
    about = client.get(reverse("actions:costs-about", args=[region.slug])).json()
    assert [column["name"] for column in about["tableSchema"]["columns"]][:3] == ["programma", "onderdeel", "jaar"]


def test_as_many_queries_for_one_amount_as_for_more(client, region, line):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            rows_of(client, region.slug)
        return len(captured)

    factories.cost(action=factories.action(line=line), year=2025)
    one = queries()
    for _each in range(9):
        factories.cost(action=factories.action(line=line), year=2025)
    assert (queries(), one <= 15) == (one, True)
