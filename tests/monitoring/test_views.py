"""The figures of a region: which are shown, with which words, and as open data."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Figure
from monitoring.rules.series import indicators_of
from tests import factories

COLUMNS = (
    "indicator,indicator_titel,eenheid,gebied_code,gebied,periode,waarde,waarde_reden,status,bron,aanlevering,duiding,"
    "slag_om_de_arm,zoals_afgedrukt,zoals_opgeschreven,opmerking,uitgever,vindplaats,telt_hetzelfde_als"
)


@pytest.fixture
def watched(region, programme):
    """The programme looks at Veilig Thuis region VT77 and has one municipality."""
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland")
    programme.veilig_thuis_regions.add(veilig_thuis)
    factories.municipality(region, code="GM7777", name="Noordstad", province="Groningen")
    return programme


@pytest.fixture
def reports(db):
    return factories.indicator(
        slug="meldingen", title="Ontvangen meldingen", unit="aantal", interpretation="Meer is niet vanzelf slechter."
    )


def rows(client, region):
    response = client.get(reverse("monitoring:csv", args=[region.slug]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_csv_has_exactly_the_columns_of_the_design(client, region, watched):
    assert rows(client, region) == [COLUMNS.split(",")]


def test_csv_gives_values_with_a_point_and_absence_with_its_reason(client, region, watched, reports):
    delivery = factories.delivery(source=reports.source, title="=eerste levering")
    factories.figure(indicator=reports, delivery=delivery, area_code="VT77", period="2023", value=Decimal("1234.50"))
    factories.figure(
        indicator=reports, delivery=delivery, area_code="GM7777", period="2023", value=None, reason="onbekend"
    )
    header, municipality_row, region_row = rows(client, region)
    region_row, municipality_row = (
        dict(zip(header, region_row, strict=True)),
        dict(zip(header, municipality_row, strict=True)),
    )
    assert (region_row["gebied_code"], region_row["gebied"]) == ("VT77", "Noordland (Veilig Thuis-regio)")
    assert (region_row["waarde"], region_row["waarde_reden"]) == ("1234.5", "")
    assert region_row["aanlevering"] == "\u200b=eerste levering"
    assert (municipality_row["waarde"], municipality_row["waarde_reden"]) == ("", "onbekend")


def test_a_round_thousand_is_not_written_as_a_power(client, region, watched, reports):
    factories.figure(indicator=reports, area_code="VT77", period="2023", value=Decimal("127000"))
    assert rows(client, region)[1][6] == "127000"


def test_figures_of_other_areas_and_replaced_figures_are_left_out(watched, reports):
    factories.figure(indicator=reports, area_code="VT77", period="2023", value=Decimal(10))
    factories.figure(indicator=reports, area_code="VT77", period="2022", value=Decimal(5), is_current=False)
    factories.figure(indicator=reports, area_code="VT01", period="2023", value=Decimal(15))
    [item] = indicators_of(watched)
    assert [(area.code, figure.period) for area, figure in item.rows] == [("VT77", "2023")]


def test_the_nearest_area_comes_first_and_the_country_last(watched, reports):
    for area in ("NL01", "GM7777", "PV20", "VT77"):
        factories.figure(indicator=reports, area_code=area, period="2023", value=Decimal(10))
    [item] = indicators_of(watched)
    assert [series.area.code for series in item.series] == ["VT77", "PV20", "GM7777", "NL01"]


def test_a_fictitious_region_never_stands_beside_real_figures(watched, reports):
    watched.region.fictitious = True
    watched.region.save()
    factories.figure(indicator=reports, area_code="NL01", period="2023", value=Decimal(10))
    factories.figure(indicator=reports, area_code="PV20", period="2023", value=Decimal(10))
    assert indicators_of(watched) == []


def test_figures_printed_in_a_document_stay_with_its_programme(watched, reports):
    reports.source.programme = factories.programme()
    reports.source.save()
    factories.figure(indicator=reports, area_code="NL01", period="2018", value=Decimal(10))
    assert indicators_of(watched) == []


def test_page_shows_value_interpretation_and_absence_not_as_zero(client, region, watched, reports):
    factories.figure(indicator=reports, area_code="VT77", period="2023", value=Decimal(1234), status="voorlopig")
    factories.figure(indicator=reports, area_code="GM7777", period="2023", value=None, reason="onbekend")
    content = client.get(reverse("monitoring:figures", args=[region.slug])).content.decode()
    assert "Meer is niet vanzelf slechter." in content
    assert "1.234" in content
    assert "voorlopig" in content
    assert "onbekend, onvoldoende betrouwbaar of geheim" in content


def test_page_says_so_when_only_the_country_has_figures(client, region, watched, reports):
    factories.figure(indicator=reports, area_code="NL01", period="2023", value=Decimal(10))
    assert (
        "geen cijfers over Noordland zelf"
        in client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    )


def test_page_says_so_when_there_are_no_figures(client, watched):
    assert (
        "nog geen cijfers over Noordland"
        in client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    )


@pytest.mark.parametrize("name", ["monitoring:figures", "monitoring:csv"])
def test_unknown_region_or_programme_is_not_found(client, watched, name):
    assert client.get(reverse(name, args=["nergens"])).status_code == 404
    assert client.get(reverse(name, args=["noordland"]) + "?programma=nergens").status_code == 404


def test_queries_do_not_grow_with_figures(client, region, watched, reports):
    def count(url):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(url)
            if response.streaming:
                list(response.streaming_content)
        return len(queries)

    factories.figure(indicator=reports, area_code="VT77", period="2001", value=Decimal(5))
    urls = [reverse("monitoring:figures", args=[region.slug]), reverse("monitoring:csv", args=[region.slug])]
    before = [count(url) for url in urls]
    for year in range(2002, 2022):
        factories.figure(indicator=reports, area_code="VT77", period=str(year), value=Decimal(5))
        factories.figure(indicator=factories.indicator(), area_code="GM7777", period=str(year), value=Decimal(5))
    assert [count(url) for url in urls] == before
    assert max(before) <= 15


def test_a_figure_has_a_value_or_a_reason(db, reports):
    figure = Figure(indicator=reports, area_code="VT77", period="2023", value=None, reason="")
    with pytest.raises(Exception, match="figure_value_or_reason"):
        figure.validate_constraints()


def test_page_names_the_indicators_that_have_no_figures_yet(client, watched, reports):
    factories.figure(indicator=reports, area_code="VT77", period="2023", value=Decimal(10))
    factories.indicator(title="Wachtende zaken", definition="Zaken die wachten.")
    factories.indicator(title="Van een ander", region=factories.region())
    content = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    missing = content[content.index("Nog geen cijfers</h2>") :]
    assert [title for title in ("Wachtende zaken", "Van een ander", "Ontvangen meldingen") if title in missing] == [
        "Wachtende zaken"
    ]


def test_a_break_in_the_series_is_told_and_not_drawn_through(client, watched, reports):
    reports.breaks = {"2022": "Andere telling."}
    reports.save()
    for year in ("2021", "2022"):
        factories.figure(indicator=reports, area_code="VT77", period=year, value=Decimal(10))
    [item] = indicators_of(watched)
    assert (item.charts[0].whole, [mark.label for mark in item.charts[0].breaks]) == ("", ["2022"])
    content = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    assert "Anders geteld sinds 2022:</strong> Andere telling." in content
