"""Which figure stands for a region, and what the portal says where nobody knows it."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.snapshot.figures import read_figures
from monitoring.rules.areas import areas_of
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import figures_of, indicators_of, put_together, what_is_missing
from municipalities.models import Membership
from regiovisie.pages.key_figures import key_figures
from tests import factories
from tests.factories import LONG_AGO

pytestmark = pytest.mark.django_db
OUT = datetime.date(2020, 12, 31)
INSIDE = {"province": "Groningen", "province_code": "PV20", "outline": "M0,0l10,0 0,10 -10,0Z"}
RELEASED = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def watched(region, programme):
    """Region Noordland looks at VT77; of its three municipalities in Groningen one ended with 2020."""
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noord", slug="vt-noord")
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in (1, 2):
        factories.municipality(region, code=f"GM770{number}", name=f"Plaats {number}", **INSIDE)
    old = factories.municipality(code="GM7703", name="Oud", valid_until=OUT, **INSIDE)
    Membership.objects.create(region=region, municipality=old, valid_from=LONG_AGO, valid_until=OUT)
    return programme


def figure(indicator, area, value, period="2021", **fields):
    value = None if value is None else Decimal(value)
    return factories.figure(indicator=indicator, area_code=area, period=period, value=value, **fields)


ONLY = "Over Noordland zelf heeft dit portaal alleen het aantal inwoners."
SUM = "Noordland (alle gemeenten samen)"
# may its parts be added, which figures are there (2021), and what stands for the region
CHOICES = [
    (False, {"GM7701": 15}, None),  # one municipality never stands for a region
    (False, {"GM7701": 15, "GM7702": 20}, None),  # nor do all of them, where they may not be added
    (False, {"GM7701": 15, "NL01": 900}, ("Nederland", 900)),
    (False, {"GM7701": 15, "PV20": 70, "NL01": 900}, ("Groningen (provincie)", 70)),
    (False, {"GM7701": 15, "VT77": 40, "NL01": 900}, ("Noord (Veilig Thuis-regio)", 40)),
    (False, {"GM7701": 15, "VT77": None, "NL01": 900}, ("Nederland", 900)),
    (True, {"GM7701": 15, "GM7702": 20}, (SUM, 35)),
    (True, {"GM7701": 15, "GM7702": 20, "NL01": 900}, (SUM, 35)),
    (True, {"GM7701": 15, "GM7702": 20, "VT77": 40}, ("Noord (Veilig Thuis-regio)", 40)),
    (True, {"GM7701": 15, "NL01": 900}, ("Nederland", 900)),  # a part is missing
    (True, {"GM7701": 15, "GM7702": None, "NL01": 900}, ("Nederland", 900)),  # unknown is not zero
    (True, {"GM7701": 15}, None),
    (False, {}, None),
]


@pytest.mark.parametrize(("additive", "given", "expected"), CHOICES)
def test_what_stands_for_a_region_is_the_same_everywhere(client, watched, additive, given, expected):
    counted = factories.indicator(additive=additive, slug="geteld", title="Geteld")
    for area, value in given.items():
        figure(counted, area, value, reason="" if value is not None else "onbekend")
    items = indicators_of(watched)
    chosen = [(item.area.name, item.latest.value) for item in items if item.standing]
    assert chosen == ([expected] if expected else [])
    assert [(item.area.name, item.latest.value) for item in key_figures(watched)] == chosen
    reported = [(one.is_own, bool(one.not_known)) for one in read_figures(watched)[0]]
    assert reported == [(item.is_about_the_region, expected is None) for item in items]
    if given:
        page = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
        label = expected[0] if expected else "niet bekend"
        assert f'<span class="indicator__area">{label}</span>' in page
        assert ("Niet bekend voor de hele regio." in page) is (expected is None)
        one = client.get(reverse("monitoring:indicator", args=["noordland", "geteld"])).content.decode()
        assert ("Niet bekend voor de hele regio." in one) is (expected is None)
    sums = [row for row in csv_of(client, watched) if row["gebied"] == SUM]
    own_sum = additive and {"GM7701", "GM7702"} <= given.keys() and "VT77" not in given and None not in given.values()
    assert [(row["waarde"], row["gebied_code"]) for row in sums] == ([("35", "noordland")] if own_sum else [])


def csv_of(client, programme):
    response = client.get(reverse("monitoring:csv", args=[programme.region.slug]))
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_a_sum_is_of_the_municipalities_of_that_year(watched):
    people = factories.indicator(slug=POPULATION, additive=True)
    for area in ("GM7701", "GM7702", "GM7703"):
        figure(people, area, 100, period="2020")
        figure(people, area, 100, period="2021")
    [item] = indicators_of(watched)
    assert [(each.period, each.value, each.note) for each in item.standing.figures] == [
        ("2020", 300, "Opgeteld door dit portaal: de 3 gemeenten die toen bij de regio hoorden."),
        ("2021", 200, "Opgeteld door dit portaal: de 2 gemeenten die toen bij de regio hoorden."),
    ]


def test_a_sum_mixes_no_sources_and_is_as_unsure_as_its_parts(watched):
    people = factories.indicator(slug=POPULATION, additive=True)
    figure(people, "GM7701", 100, status="voorlopig", qualifier="circa")
    figure(people, "GM7702", 100)
    [item] = indicators_of(watched)
    assert (item.latest.status, item.latest.qualifier) == ("voorlopig", "circa")
    figure(people, "GM7701", 100, period="2022")
    figure(people, "GM7702", 100, period="2022", delivery=factories.delivery())
    [item] = indicators_of(watched)
    assert [each.period for each in item.standing.figures] == ["2021"]


def test_counts_of_veilig_thuis_itself_are_never_added(watched):
    source = factories.source(veilig_thuis=watched.veilig_thuis_regions.get())
    counted = factories.indicator(additive=True, source=source)
    delivery = factories.delivery(source=source, released_at=RELEASED, interpretation="Zegt weinig.")
    for area in ("GM7701", "GM7702"):
        figure(counted, area, 15, delivery=delivery, disclosed=True)
    [item] = indicators_of(watched)
    assert (item.is_own, item.standing) == (True, None)


def test_two_veilig_thuis_regions_or_provinces_are_parts_as_well(watched):
    watched.veilig_thuis_regions.add(factories.region(kind="veilig_thuis", code="VT78", name="Zuid", slug="vt-zuid"))
    factories.municipality(watched.region, code="GM7704", province="Drenthe", province_code="PV22")
    counted = factories.indicator()
    for area in ("VT77", "PV20"):
        figure(counted, area, 15)
    [item] = indicators_of(watched)
    assert item.standing is None


def test_the_latest_figures_are_told_apart_by_length_of_period(client, watched):
    counted = factories.indicator(slug="geteld", title="Geteld")
    figure(counted, "NL01", 900)
    figure(counted, "NL01", 500, period="2022H1")
    figure(counted, "GM7701", 15, period="2022H1")
    [item] = indicators_of(watched)
    assert [(name, [(area.code, each.period) for area, each, _rate in rows]) for name, rows in item.newest] == [
        ("jaar", [("NL01", "2021")]),
        ("halfjaar", [("GM7701", "2022H1"), ("NL01", "2022H1")]),
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"VT77": 5}, ""),
        ({"GM7701": 5}, f"{ONLY} Een cijfer van een gemeente zegt niets over de hele regio."),
        (
            {"NL01": 5},
            f"{ONLY} Hieronder staan cijfers van Nederland. Die zeggen niets over deze regio.",
        ),
        (
            {"PV20": 5},
            f"{ONLY} Hieronder staan cijfers van Groningen (provincie). Bij elk cijfer staat van welk gebied het is.",
        ),
        ({}, ONLY),
    ],
)
def test_what_is_missing_is_said_before_all_figures(watched, given, words):
    people, counted = factories.indicator(slug=POPULATION, additive=True), factories.indicator()
    figure(people, "GM7701", 10)
    figure(people, "GM7702", 10)
    for area, value in given.items():
        figure(counted, area, value)
    said = what_is_missing(indicators_of(watched), "Noordland")
    assert said == words


@pytest.mark.parametrize(
    ("year", "rate", "unit"),
    [("2021", "1,5", "per 1.000 inwoners"), ("2020", "1,5", "per 1.000 inwoners (inwoners van 2020)")],
)
def test_a_rate_of_the_inhabitants_of_another_year_says_so_on_the_map(client, watched, year, rate, unit):
    counted, people = factories.indicator(slug="geteld", title="Geteld"), factories.indicator(slug=POPULATION)
    for area in ("GM7701", "GM7702"):
        figure(people, area, 10_000, period=year)
        figure(counted, area, 15)
    page = client.get(reverse("monitoring:indicator", args=["noordland", "geteld"])).content.decode()
    assert f"P{unit[1:]}. Zo kunt u grote en kleine gemeenten" in page
    assert f"Geteld, {unit}, 2021: in alle gemeenten met een cijfer 1,5." in page


def test_choosing_costs_no_queries_per_figure(watched, django_assert_max_num_queries):
    people = factories.indicator(slug=POPULATION, additive=True)
    for year in range(2000, 2020):
        for area in ("GM7701", "GM7702", "GM7703"):
            figure(people, area, 100, period=str(year))
    areas = areas_of(watched)
    with django_assert_max_num_queries(1):
        assert len(put_together(figures_of(watched, areas), areas)) == 1


def test_a_reason_for_no_value_gives_way_to_what_a_document_prints(watched):
    counted = factories.indicator()
    printed = factories.delivery(source=factories.source(programme=watched))
    figure(counted, "VT77", 500, document="Visie", delivery=printed)
    figure(counted, "VT77", None, reason="onbekend", delivery=factories.delivery())
    figure(counted, "NL01", 9000)
    [item] = indicators_of(watched)
    assert [each.value for each in item.standing.figures] == [Decimal(500)]
