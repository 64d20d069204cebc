"""One figure in all places of a region: compared only where it can be, and as a picture to take along."""

import csv
import datetime
import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.pages.comparisons import comparison
from municipalities.models import Membership
from tests import factories
from tests.factories import LONG_AGO

SQUARE = "M0,0l10,0 0,10 -10,0Z"


@pytest.fixture
def watched(region, programme):
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland")
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in (1, 2, 3):
        factories.municipality(region, code=f"GM770{number}", name=f"Plaats {number}", outline=SQUARE)
    return programme


@pytest.fixture
def reports(db):
    return factories.indicator(slug="meldingen", title="Ontvangen meldingen")


@pytest.fixture
def people(db):
    return factories.indicator(slug="inwoners", title="Inwoners")


def figure(indicator, area, value, period="2023", **fields):
    value = None if value is None else Decimal(value)
    return factories.figure(indicator=indicator, area_code=area, period=period, value=value, **fields)


def page_of(client, **query):
    return client.get(reverse("monitoring:indicator", args=["noordland", "meldingen"]), query)


def test_places_are_compared_per_thousand_when_every_count_has_a_population(watched, reports, people):
    for number in (1, 2):
        figure(reports, f"GM770{number}", 50 * number)
        figure(people, f"GM770{number}", 10_000 * number)
    found = comparison(watched, "meldingen")
    assert (found.per_thousand, found.unit) == (True, "per 1.000 inwoners")
    assert [chart.last_label for chart in found.multiples.charts] == ["5", "5"]
    assert found.map.sentence == (
        "Ontvangen meldingen, per 1.000 inwoners, 2023: in alle gemeenten met een cijfer 5."
        " Van 1 gemeente is er geen cijfer."
    )


def test_with_one_population_missing_all_are_shown_as_counts_and_the_page_says_so(client, watched, reports, people):
    figure(people, "GM7701", 10_000)
    for number in (1, 2):
        figure(reports, f"GM770{number}", 50 * number)
    found = comparison(watched, "meldingen")
    assert (found.per_thousand, found.mixed_sizes) == (False, True)
    assert [chart.last_label for chart in found.multiples.charts] == ["50", "100"]
    assert "In een grote gemeente zijn het er vanzelf meer." in page_of(client).content.decode()


def test_inhabitants_are_not_said_to_lack_their_inhabitants(watched, people):
    for number in (1, 2):
        figure(people, f"GM770{number}", 10_000 * number)
    found = comparison(watched, "inwoners")
    assert (found.per_thousand, found.mixed_sizes, found.unit) == (False, False, "aantal")


def test_a_share_is_compared_as_it_is(watched):
    share = factories.indicator(slug="deel", unit="procent")
    for number in (1, 2):
        figure(share, f"GM770{number}", 10 * number)
    found = comparison(watched, "deel")
    assert (found.per_thousand, found.mixed_sizes, found.multiples.charts[0].last_label) == (False, False, "10%")


def test_the_map_shows_the_last_period_of_the_longest_kind_and_absence_as_absence(watched, reports):
    figure(reports, "GM7701", 40, period="2022")
    figure(reports, "GM7701", 50)
    figure(reports, "GM7702", None, reason="onbekend")
    figure(reports, "GM7701", 30, period="2024H1")
    found = comparison(watched, "meldingen")
    assert (found.period, [shape.value for shape in found.map.shapes]) == ("2023", ["50", *["geen cijfer"] * 2])


def test_places_are_those_of_the_time_of_the_figures(watched, region, reports):
    old = factories.municipality(code="GM7799", name="Oud", outline=SQUARE, valid_until=datetime.date(2020, 12, 31))
    Membership.objects.create(
        region=region, municipality=old, valid_from=LONG_AGO, valid_until=datetime.date(2020, 12, 31)
    )
    figure(reports, "GM7799", 50, period="2020")
    assert "Oud" in [place.name for place in comparison(watched, "meldingen").members]
    figure(reports, "GM7701", 50, period="2021")
    assert "Oud" not in [place.name for place in comparison(watched, "meldingen").members]


def test_a_municipality_stands_beside_region_and_country_on_one_scale_only_per_thousand(watched, reports, people):
    for area, value, inhabitants in (("GM7701", 50, 10_000), ("VT77", 800, 100_000), ("NL01", 127_000, 17_800_000)):
        figure(reports, area, value)
        figure(people, area, inhabitants)
    beside = comparison(watched, "meldingen").beside("GM7701")
    assert [(chart.title, chart.last_label) for chart in beside.small.charts] == [
        ("Plaats 1 (gemeente)", "5"),
        ("Noordland (Veilig Thuis-regio)", "8"),
        ("Nederland", "7,1"),
    ]


def test_without_populations_everyone_keeps_an_own_scale(client, watched, reports):
    for area, value in (("GM7701", 50), ("NL01", 127_000)):
        figure(reports, area, value)
        figure(reports, area, value + 10, period="2024")
    figure(reports, "VT77", 800)
    beside = comparison(watched, "meldingen").beside("GM7701")
    assert (beside.small, [chart.rows[-1].label for chart in beside.charts]) == (None, ["60", "150.000"])
    content = page_of(client, gemeente="GM7701").content.decode()
    assert "Daarom heeft elke grafiek een eigen schaal" in content
    assert "Geen lijn, want er zijn te weinig cijfers: Noordland (Veilig Thuis-regio)." in content


@pytest.mark.parametrize("code", ["", "GM7703", "NL01", "GM0000", "<script>"])
def test_a_place_without_figures_or_from_elsewhere_is_not_put_beside(client, watched, reports, code):
    figure(reports, "GM7701", 50)
    figure(reports, "NL01", 50)
    assert comparison(watched, "meldingen").beside(code) is None
    assert page_of(client, gemeente=code).status_code == 200


def test_a_rate_in_the_table_names_the_year_of_another_population(client, watched, reports, people):
    figure(reports, "GM7701", 50)
    figure(people, "GM7701", 10_000, period="2020")
    content = page_of(client).content.decode()
    assert 'class="number"> 5 <span class="nowrap">(inwoners 2020)</span>' in " ".join(content.split())


def test_an_unknown_indicator_or_one_without_figures_here_is_not_found(client, watched, reports):
    figure(reports, "VT01", 50)
    assert page_of(client).status_code == 404
    assert comparison(watched, "bestaat-niet") is None


def test_figures_printed_elsewhere_have_no_page_here(client, watched, reports):
    reports.source.programme = factories.programme()
    reports.source.save()
    figure(reports, "VT77", 50)
    assert page_of(client).status_code == 404


# --- To take along ---


def chart_address(area="vt77", kind="jaar"):
    return reverse("monitoring:chart", args=["noordland", "meldingen", area, kind])


def test_a_chart_is_a_picture_with_its_title_source_and_what_is_provisional(client, watched, reports):
    figure(reports, "VT77", 50)
    figure(reports, "VT77", 60, period="2024", status="voorlopig")
    response = client.get(chart_address())
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == 'attachment; filename="meldingen-vt77-jaar.svg"'
    texts = [node.text for node in ElementTree.fromstring(response.content).iter("{http://www.w3.org/2000/svg}text")]
    for words in ("Bron: CBS.", "Open punten en een stippellijn: voorlopige cijfers."):
        assert words in texts
    assert " ".join(texts).startswith("Ontvangen meldingen, Noordland")


def test_a_fictitious_chart_says_so_in_the_picture_itself(client, watched, reports):
    reports.source.fictitious = True
    reports.source.save()
    for period in ("2023", "2024"):
        figure(reports, "VT77", 50, period=period)
    assert "Fictief: deze cijfers zijn verzonnen." in client.get(chart_address()).content.decode()


@pytest.mark.parametrize(
    ("area", "kind"), [("vt77", "kwartaal"), ("vt77", "eeuw"), ("gm7701", "jaar"), ("vt01", "jaar")]
)
def test_what_cannot_be_drawn_is_not_found(client, watched, reports, area, kind):
    for period in ("2023", "2024"):
        figure(reports, "VT77", 50, period=period)
    figure(reports, "GM7701", 50)
    assert client.get(chart_address(area, kind)).status_code == 404


def test_the_csv_of_one_indicator_has_its_figures_and_the_inhabitants(client, watched, reports, people):
    figure(reports, "VT77", 50)
    figure(people, "VT77", 10_000)
    figure(factories.indicator(), "VT77", 5)
    response = client.get(reverse("monitoring:csv", args=["noordland"]), {"indicator": "meldingen"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert sorted(row[0] for row in rows[1:]) == ["inwoners", "meldingen"]


def test_every_value_of_the_page_is_that_of_its_figure(client, watched, reports):
    """Values that occur nowhere else on the page: each is in the table, and no total of them is."""
    values = {"GM7701": 10_235, "GM7702": 20_345, "VT77": 31_255}
    for area, value in values.items():
        figure(reports, area, value)
    content = page_of(client).content.decode()
    assert [f"{value:,}".replace(",", ".") in content for value in values.values()] == [True, True, True]
    assert [f"{total:,}".replace(",", ".") in content for total in (30_580, 61_835)] == [False, False]


def test_as_many_queries_for_forty_indicators_of_sixteen_half_years_as_for_one(client, watched, reports):
    urls = [
        reverse("monitoring:figures", args=["noordland"]),
        reverse("monitoring:indicator", args=["noordland", "meldingen"]),
    ]

    def count():
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            found.append(len(captured))
        return found

    figure(reports, "VT77", 50)
    few = count()
    for number in range(39):
        other = factories.indicator()
        for half in range(16 if number < 3 else 2):
            for area in ("GM7701", "GM7702", "VT77", "NL01"):
                figure(other if number else reports, area, 5, period=f"{2011 + half // 2}H{half % 2 + 1}")
    assert (count(), max(few) <= 15) == (few, True)
