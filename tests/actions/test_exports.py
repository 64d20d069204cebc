"""The plan as a file: what is in it, for whom, and that it comes back without a change."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Classification, Funding, FundingSource
from actions.rules import cells
from reading.plans import own_format
from reading.plans.as_json import reading_as_json
from reading.plans.reader import read_plan
from tables.reading import read_tables
from tests import factories

SHEETS = ("xlsx", "ods", "csv")


def get(client, region, kind, query=""):
    return client.get(reverse("actions:export", args=[region.slug, kind]) + query)


def reading_of(response, kind):
    return read_plan(read_tables(response.content, filename=f"plan.{kind}"))


def whats(response, kind):
    return [row.what for row in reading_of(response, kind).rows]


@pytest.fixture
def full_plan(region, programme, line, organisation):
    """Actions with everything that an action can have, and one with nothing."""
    duvo, pool = (FundingSource.objects.create(programme=programme, name=name) for name in ("DUVO; Wmo", "Pool, regio"))
    place = factories.municipality(region, name="Noordstad")
    factories.document(programme=programme, participants=[place])
    ggd = factories.organisation(region=region, name="GGD; afdeling jeugd")
    every = factories.action(
        line=line,
        theme=factories.theme(line=line, title="- Melden"),
        number="1.1",
        what="=Meldcodetour",
        how="Eerst dit\n\n@dan dat",
        leads=[organisation, ggd],
        partners=[ggd],
        who_text="VT, met de GGD",
        planning_text="vanaf Q3 2026",
        starts_in="2026Q3",
        ends_in="2027Q4",
        recurrence="yearly",
        planning_approximate=True,
        cost_text="5.000 tot 7.500 euro",
        status="secured",
        secured_with="Veilig Thuis",
        priority="high",
        municipalities=[place],
        topics=[factories.topic(title="Meldcode")],
        classification="internal",
    )
    factories.goal(action=every, text="Eén\nmet een tweede regel", position=1)
    factories.goal(action=every, text="+ twee", position=2)
    cost = factories.cost(action=every, amount="5000.00", amount_max="7500.50", per="year", nature="structural")
    Funding.objects.create(cost=cost, source=duvo)
    years = factories.action(line=line, what="Per jaar")
    for year in (2031, 2032):
        made = factories.cost(action=years, amount="0.00", per="unstated", year=year, approximate=True)
        Funding.objects.create(cost=made, source=pool)
    several = factories.action(line=line, what="Meer posten", released_at=None)
    factories.cost(action=several, amount="10.00")
    Funding.objects.create(cost=factories.cost(action=several, stage="spent"), source=duvo, amount="5.00")
    factories.cost(action=factories.action(line=line, what="Later"), kind="to_be_determined")
    factories.action(line=line, what="")


@pytest.mark.parametrize("kind", SHEETS)
def test_a_plan_with_everything_comes_back_without_a_change(client, full_plan, region, people, kind):
    client.force_login(people["anna"])
    reading = reading_of(get(client, region, kind), kind)
    actions = {action.pk: action for action in cells.with_all(Action.objects.all())}
    assert {row.id for row in reading.rows} == actions.keys()
    assert [own_format.differing(row.own, cells.own_values(actions[row.id])) for row in reading.rows] == [set()] * 5
    years = next(row.own for row in reading.rows if row.what == "Per jaar")
    assert (years["cost:2031"], years["funding"]) == (Decimal("0.00"), ("Pool, regio",))
    assert reading.clean


def test_what_it_says_is_read_as_in_any_plan(client, full_plan, region, people):
    client.force_login(people["anna"])
    rows = {row["what"]: row for row in reading_as_json(reading_of(get(client, region, "xlsx"), "xlsx"))["rows"]}
    every = rows["=Meldcodetour"]
    assert (every["number"], every["status"], every["line"]) == ("1.1", "secured", "1. Eerder in beeld")
    assert every["planning"] == {
        "text": "vanaf Q3 2026", "start": "2026Q3", "end": "2027Q4", "recurrence": "yearly", "approximate": True,
        "understood": True,
    }  # fmt: skip
    cost = every["cost"]
    assert (cost["kind"], cost["amount"], cost["max"], cost["per"]) == ("amount", "5000.00", "7500.50", "year")
    assert rows["Per jaar"]["cost"]["by_year"] == {"2031": "0.00", "2032": "0.00"}


def test_a_workbook_helps_who_fills_it(client, full_plan, region, programme, people):
    client.force_login(people["anna"])
    book = openpyxl.load_workbook(io.BytesIO(get(client, region, "xlsx").content))
    sheet = book["Acties"]
    by_heading = {cell.value: cell for cell in sheet[1]}
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("C2", "A1:")
    assert all(cell.comment for cell in sheet[1])
    dropdowns = {str(one.sqref).partition("2:")[0]: one for one in sheet.data_validations.dataValidation}
    lists = book["Lijsten"]
    assert lists.sheet_state == "veryHidden"

    def offered(heading):
        column = dropdowns[by_heading[heading].column_letter].formula1.partition("$")[2][0]
        return [cell.value for cell in lists[column] if cell.value]

    assert offered("Status") == [str(label) for label in Action.Status.labels]
    assert offered("Trekker") == ["GGD; afdeling jeugd", "Veilig Thuis Noordland"]
    assert not dropdowns[by_heading["Trekker"].column_letter].showErrorMessage
    amount = sheet.cell(2, by_heading["Bedrag"].column)
    assert (amount.value, amount.number_format) == (5000, "[$€-413] #,##0.00")
    assert sheet.cell(2, by_heading["Bijgewerkt op"].column).is_date
    assert {"Kosten 2031", "Kosten 2032", f"Kosten {programme.first_year}"} <= by_heading.keys()


def test_the_explanation_says_what_is_in_the_file(client, region, action, people):
    region.fictitious = True
    region.save()
    client.force_login(people["anna"])
    factories.action(line=action.line, what="Concept", released_at=None)
    book = openpyxl.load_workbook(io.BytesIO(get(client, region, "xlsx", "?status=unknown&q=c").content))
    said = {row[0]: row[1] for row in book["Toelichting"].iter_rows(values_only=True)}
    assert said["Programma"] == action.programme.title
    assert said["Filters"] == "Zoek in het plan: c\nStatus: Onbekend"
    assert said["Hoeveel"] == "2 van 2 acties (waarvan 1 concept)"
    assert said["Fictief"].startswith("Deze regio bestaat niet.")
    assert said["Niet openbaar"].startswith("In dit bestand staan ook acties die niet openbaar")


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (None, ["Meldcodetour"]),
        ("carla", ["Meldcodetour"]),
        ("olga", ["Meldcodetour", "Concept"]),  # her organisation leads it
        ("bram", ["Meldcodetour", "Concept", "Intern"]),
        ("anna", ["Meldcodetour", "Concept", "Intern", "Geheim"]),
    ],
)
def test_everybody_gets_what_they_may_see(client, line, region, action, organisation, people, kind, who, seen):
    factories.action(line=line, what="Concept", released_at=None, leads=[organisation])
    factories.action(line=line, what="Intern", classification=Classification.INTERNAL)
    factories.action(line=line, what="Geheim", classification=Classification.SECRET)
    if who:
        client.force_login(people[who])
    assert whats(get(client, region, kind), kind) == seen


@pytest.mark.parametrize("kind", [*SHEETS, "docx"])
def test_a_visitor_reads_no_hidden_name_anywhere(client, line, region, action, kind):
    """Also not in the lists of the drop-downs."""
    hidden = factories.organisation(region=region, name="Geheime organisatie")
    secret = factories.action(line=line, what="Geheime actie", leads=[hidden], classification=Classification.SECRET)
    source = FundingSource.objects.create(programme=line.programme, name="Geheime bron")
    Funding.objects.create(cost=factories.cost(action=secret, year=2041, per="unstated"), source=source)
    content = get(client, region, kind).content
    if kind == "csv":
        found = content.decode()
    else:
        tables = read_tables(content, filename=f"plan.{kind}").tables
        found = str(tables)
        if kind == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            found += str([[cell.value for row in sheet.rows for cell in row] for sheet in book])
    assert "Meldcodetour" in found
    assert "Geheime" not in found
    assert "2041" not in found


def test_the_filters_of_the_page_hold(client, region, line):
    factories.action(line=line, what="Loopt", status="running")
    factories.action(line=line, what="Klaar", status="done")
    assert whats(get(client, region, "csv", "?status=done&weergave=tijdlijn&pagina=3"), "csv") == ["Klaar"]


@pytest.mark.parametrize("query", ["?status=klaar", "?programma=nergens", "?q=" + "x" * 201, "?q=%00"])
def test_what_cannot_be_read_is_not_found(client, region, action, query):
    assert get(client, region, "xlsx", query).status_code == 404


def test_another_kind_of_file_is_not_found(client, region, action):
    assert get(client, region, "pdf").status_code == 404


def test_the_file_says_what_it_is(client, region, action):
    response = get(client, region, "ods")
    assert response["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert response["Content-Disposition"].startswith('attachment; filename="plan-noordland-nu-20')
    assert response["Content-Disposition"].endswith('.ods"')
    assert "no-store" in response["Cache-Control"]


def test_csv_opens_well_in_a_dutch_spreadsheet(client, region, line):
    factories.cost(action=factories.action(line=line, what="+31 bellen"), amount="1250.50")
    text = get(client, region, "csv").content.decode("utf-8")
    assert text.startswith("\ufeff")
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert (row["Wat"], row["Bedrag"], row["Soort kosten"]) == ("\u200b+31 bellen", "1250,50", "Bedrag")


@pytest.mark.parametrize("kind", [*SHEETS, "docx"])
def test_as_many_queries_for_three_actions_as_for_one(client, region, line, organisation, kind):
    def add():
        action = factories.action(line=line, leads=[organisation], theme=factories.theme(line=line))
        factories.goal(action=action)
        factories.cost(action=action)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            get(client, region, kind)
        return len(captured)

    add()
    queries()
    one = queries()
    add()
    add()
    assert queries() == one


def test_the_plan_page_offers_all_kinds_with_its_filters(client, region, action):
    page = client.get(reverse("actions:plan", args=[region.slug]) + "?status=unknown").content.decode()
    for kind in (*SHEETS, "docx"):
        assert f'href="{reverse("actions:export", args=[region.slug, kind])}?status=unknown"' in page
    assert f'href="{reverse("actions:csv", args=[region.slug])}?status=unknown"' in page
