"""acties.csv: the columns of the design, what is public only, and nothing that a spreadsheet runs."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Classification, Cost, Funding, FundingSource
from tables.writing import GUARD
from tests import factories

SPACE = "\N{NO-BREAK SPACE}"
BOTH, MORE = "samen in 2025 en 2026", "meer bedragen, zie kosten"
HEADER = (
    "id,programma,actielijn,thema,nummer,wat,hoe,trekker,partners,doelen,planning_tekst,start,eind,herhaling,kosten_tekst,"
    "kosten_soort,bedrag,bedrag_max,per,dekking,status,prioriteit,gemeenten,bijgewerkt_op,"
    "planning_ongeveer,bedrag_ongeveer,gepland_per_jaar,kosten,alle_gemeenten,herkomst,"
    "planning_vervangen_op,kosten_vervangen_op"
)


def get(client, region, query=""):
    return client.get(reverse("actions:csv", args=[region.slug]) + query)


def text_of(response):
    return b"".join(response.streaming_content).decode()


def rows_of(client, region, query=""):
    return list(csv.DictReader(io.StringIO(text_of(get(client, region, query)))))


def test_the_header_is_that_of_the_design(client, region, programme):
    response = get(client, region)
    assert text_of(response) == HEADER + "\r\n"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="acties-noordland-nu.csv"'


def test_a_row_holds_everything_in_dutch(client, region, programme, line, organisation):
    places = [factories.municipality(code="GM0505"), factories.municipality(code="GM0482")]
    action = factories.action(
        line=line,
        theme=factories.theme(line=line, title="Melden"),
        number="1.1",
        what="Meldcodetour",
        how="Symposium",
        leads=[organisation],
        partners=[factories.organisation(region=region, name="GGD"), factories.organisation(region=region, name="JGZ")],
        planning_text="15 juni 2022",
        starts_in="2022Q2",
        ends_in="2022Q3",
        recurrence="yearly",
        planning_approximate=True,
        cost_text="5.000 tot 7.500 euro per jaar",
        status="running",
        priority="high",
        municipalities=places,
        updated_at=datetime.datetime(2026, 3, 31, 23, 30, tzinfo=datetime.UTC),  # 1 April in the Netherlands
    )
    factories.goal(action=action, text="Eén", position=1)
    factories.goal(action=action, text="Twee", position=2)
    cost = factories.cost(action=action, amount="5000.00", amount_max="7500.50", per=Cost.Per.YEAR)
    Funding.objects.create(cost=cost, source=FundingSource.objects.create(programme=programme, name="DUVO"))
    (row,) = rows_of(client, region)
    assert [row | {"kosten": row["kosten"].replace(SPACE, " ")}] == [
        {
            "id": str(action.pk),
            "programma": programme.title,
            "actielijn": "1. Eerder in beeld",
            "thema": "Melden",
            "nummer": "1.1",
            "wat": "Meldcodetour",
            "hoe": "Symposium",
            "trekker": "Veilig Thuis Noordland",
            "partners": "GGD; JGZ",
            "doelen": "Eén\nTwee",
            "planning_tekst": "15 juni 2022",
            "start": "2022Q2",
            "eind": "2022Q3",
            "herhaling": "Elk jaar",
            "kosten_tekst": "5.000 tot 7.500 euro per jaar",
            "kosten_soort": "Bedrag",
            "bedrag": "5000.00",
            "bedrag_max": "7500.50",
            "per": "per jaar",
            "dekking": "DUVO",
            "status": "Loopt",
            "prioriteit": "Hoog",
            "gemeenten": "GM0482; GM0505",
            "bijgewerkt_op": "2026-04-01",
            "planning_ongeveer": "ja",
            "bedrag_ongeveer": "nee",
            "gepland_per_jaar": "2022: 5000.00-7500.50",
            "kosten": "€ 5.000 tot € 7.500,50 per jaar, dekking: DUVO",
            "alle_gemeenten": "",
            "herkomst": "",
            "planning_vervangen_op": "",
            "kosten_vervangen_op": "",
        }
    ]


def test_what_is_not_known_is_empty_and_never_zero(client, region, line):
    factories.action(line=line, what="")
    row = rows_of(client, region)[0]
    empty = {name for name, value in row.items() if not value}
    assert empty == set(HEADER.split(",")) - {"id", "programma", "actielijn", "kosten_soort", "status", "bijgewerkt_op"}
    assert (row["kosten_soort"], row["status"]) == ("Niet genoemd", "Onbekend")


@pytest.mark.parametrize(("for_all", "told"), [(True, ("GM0482; GM0505", "ja")), (False, ("", ""))])
def test_an_action_is_for_all_that_take_part_only_where_the_plan_says_so(client, region, line, for_all, told):
    places = [factories.municipality(code=code) for code in ("GM0505", "GM0482")]
    factories.document(programme=line.programme, participants=places)
    factories.document(programme=line.programme, participants=places[:1])
    factories.action(line=line, for_all=for_all)
    (row,) = rows_of(client, region)
    assert (row["gemeenten"], row["alle_gemeenten"]) == told


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ([{"amount": "5.00"}], ("5.00", "", "eenmalig")),
        ([{"amount": "0.00"}], ("0.00", "", "eenmalig")),  # a known nothing
        ([{"amount": "5.00", "amount_max": "7.00"}], ("5.00", "7.00", "eenmalig")),
        ([{"amount": "5.00", "year": 2025}], ("5.00", "", "in 2025")),
        ([{"amount": "5.00", "year": 2025}, {"amount": "6.00", "year": 2026}], ("11.00", "", BOTH)),
        (
            [{"amount": "5.00", "year": 2025}, {"amount": "6.00", "year": 2026, "amount_max": "7.00"}],
            ("11.00", "12.00", BOTH),
        ),
        ([{"amount": "5.00", "year": 2025}, {"amount": "6.00", "year": 2026, "stage": "granted"}], ("11.00", "", BOTH)),
        ([{"amount": "5.00", "year": 2025}, {"kind": "to_be_determined", "year": 2026}], ("5.00", "", "in 2025")),
        # in one year what was granted counts
        (
            [{"amount": "5.00", "year": 2025}, {"amount": "6.00", "year": 2025, "stage": "granted"}],
            ("6.00", "", "in 2025"),
        ),
        # once and per year do not add up, nor do two amounts that say neither
        ([{"amount": "5.00"}, {"amount": "6.00", "per": "year"}], ("", "", MORE)),
        ([{"amount": "5.00"}, {"amount": "6.00", "year": 2025}], ("", "", MORE)),
        ([{"amount": "5.00", "per": "unstated"}] * 2, ("", "", MORE)),
        ([{"amount": "5.00"}] * 2, ("10.00", "", "eenmalig")),
        ([{"amount": "5.00", "per": "unstated"}], ("5.00", "", "niet gezegd of het per jaar is")),
        (
            [{"amount": "5.00", "per": "year"}, {"amount": "4.00", "year": 2025, "stage": "spent"}],
            ("5.00", "", "per jaar"),
        ),
        ([{"kind": "in_kind"}], ("", "", "")),
    ],
)
def test_amounts_are_added_only_when_they_add_up(client, region, action, costs, expected):
    for cost in costs:
        factories.cost(action=action, **cost)
    row = rows_of(client, region)[0]
    assert (row["bedrag"], row["bedrag_max"], row["per"]) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_text(client, region, line, start):
    lead = factories.organisation(region=region, name=f"{start}lead")
    action = factories.action(
        line=line,
        number=f"{start}a",
        what=f"{start}cmd",
        how=f"{start}hoe",
        leads=[lead],
        planning_text=f"{start}plan",
        cost_text=start + "1+1",
    )
    factories.goal(action=action, text=f"{start}doel")
    factories.cost(action=action, amount="1.00")
    response = text_of(get(client, region))
    row = next(csv.DictReader(io.StringIO(response, newline="")))
    cells = [row[name] for name in ("nummer", "wat", "hoe", "trekker", "doelen", "planning_tekst", "kosten_tekst")]
    assert [cell[:2] for cell in cells] == [GUARD + start] * 7
    assert row["bedrag"] == "1.00"


@pytest.mark.parametrize("who", ["anna", "sam", None])
def test_only_what_is_public_also_for_who_sees_more(client, line, region, action, organisation, people, who):
    factories.action(line=line, what="Concept", released_at=None, leads=[organisation])
    factories.action(line=line, what="Intern", classification=Classification.INTERNAL)
    if who:
        client.force_login(people[who])
    assert [row["wat"] for row in rows_of(client, region)] == ["Meldcodetour"]


def test_an_internal_programme_gives_no_rows_to_its_leader_and_404_to_others(client, region, action, people):
    action.programme.classification = Classification.INTERNAL
    action.programme.save()
    assert get(client, region).status_code == 404
    client.force_login(people["anna"])
    assert rows_of(client, region) == []


def test_the_filters_of_the_plan_hold(client, region, line):
    factories.action(line=line, what="Loopt", status="running")
    factories.action(line=line, what="Klaar", status="done")
    assert [row["wat"] for row in rows_of(client, region, "?status=done&weergave=tijdlijn&pagina=3")] == ["Klaar"]
    assert rows_of(client, region, "?q=bestaatniet") == []


@pytest.mark.parametrize("query", ["?status=klaar", "?programma=nergens", "?q=" + "x" * 201, "?q=%00"])
def test_what_cannot_be_read_is_not_found(client, region, action, query):
    assert get(client, region, query).status_code == 404


def test_an_earlier_programme_by_its_name(client, region, programme, action):
    factories.programme(region=region, first_year=programme.first_year + 4, last_year=None, predecessor=programme)
    assert [len(rows_of(client, region, query)) for query in ("", f"?programma={programme.slug}")] == [0, 1]


def test_more_actions_than_are_read_at_once_come_in_plan_order_with_constant_queries(client, region, line):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            rows = rows_of(client, region)
        return rows, len(captured)

    now = timezone.now()
    Action.objects.bulk_create(
        Action(programme=line.programme, line=line, what=str(n), position=n, released_at=now, updated_at=now)
        for n in range(150)
    )
    few = queries()[1]
    Action.objects.bulk_create(
        Action(programme=line.programme, line=line, what=str(n), position=n, released_at=now, updated_at=now)
        for n in range(150, 190)
    )
    rows, more = queries()
    assert ([row["wat"] for row in rows], more) == ([str(n) for n in range(190)], few)


def test_costs_are_decimals_to_the_cent(client, region, action):
    factories.cost(action=action, amount=Decimal("123456789.10"))
    assert rows_of(client, region)[0]["bedrag"] == "123456789.10"
