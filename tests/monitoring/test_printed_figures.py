"""What the documents of the programmes print, fact by fact: as printed, with its own words, place, source and year."""

import csv
import io
import re
from decimal import Decimal
from importlib import import_module

import openpyxl
import pytest
from django.apps import apps
from django.urls import reverse

from evaluations.snapshot.figures import read_figures
from monitoring.models import Figure
from monitoring.rules.current import mark_current
from monitoring.rules.formats import figure_in_words
from monitoring.rules.series import indicators_of, printed_in, without_figures
from reading import periods
from regiovisie.pages.key_figures import key_figures
from tests import factories

pytestmark = pytest.mark.django_db

ZHZ, GRONINGEN, LIMBURG = "zuid-holland-zuid-2019-2022", "groningen-2020", "zuid-limburg-2024-2031"
UNSTATED = "jaar niet genoemd"
# programme, indicator, where, when, how it is shown, the number in files, and where in the document it stands
PRINTED = [
    (ZHZ, "zhz-landelijk-volwassen-slachtoffers", "NL01", UNSTATED, "200.000", "200000", "Hoofdstuk 1."),
    (ZHZ, "zhz-landelijk-geweld-volwassenen", "NL01", UNSTATED, "5,5%", "5.5", "Hoofdstuk 4."),
    (ZHZ, "zhz-landelijk-kinderen-procent", "NL01", UNSTATED, "naar schatting zeker 3%", "3", "Hoofdstuk 4."),
    (ZHZ, "zhz-landelijk-kinderen-aantal", "NL01", UNSTATED, "naar schatting 119.000", "119000", "Hoofdstuk 4, en"),
    (ZHZ, "zhz-landelijk-ouderen", "NL01", UNSTATED, "naar schatting 5%", "5", "Hoofdstuk 4."),
    (ZHZ, "zhz-landelijk-vrouwen-partnergeweld", "NL01", UNSTATED, "1 op de 5", "20", "Hoofdstuk 4."),
    (ZHZ, "zhz-landelijk-vrouwenopvang", "NL01", UNSTATED, "zo’n 10.000", "10000", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-adviezen-kindermishandeling", "VT24", "2018", "2.264", "2264", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-meldingen-kindermishandeling", "VT24", "2018", "2.780", "2780", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-adviezen-huiselijk-geweld", "VT24", "2018", "333", "333", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-meldingen-huiselijk-geweld", "VT24", "2018", "483", "483", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-adviezen-ouderenmishandeling", "VT24", "2018", "66", "66", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-meldingen-ouderenmishandeling", "VT24", "2018", "54", "54", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-risicotaxaties-huisverbod", "VT24", "2018", "45", "45", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-adviezen-totaal", "VT24", "2018", "2.663", "2663", "Hoofdstuk 4."),
    (ZHZ, "zhz-2018-meldingen-totaal", "VT24", "2018", "3.317", "3317", "Hoofdstuk 4."),
    (ZHZ, "zhz-2016-kwetsbare-volwassenen", "VT24", "2016", "rond de 25%", "25", "Hoofdstuk 4."),
    (ZHZ, "zhz-2016-ouderenmishandeling", "VT24", "2016", "circa 4%", "4", "Hoofdstuk 4."),
    (ZHZ, "zhz-2016-slachtoffer-huiselijk-geweld", "VT24", "2016", "meer dan 10%", "10", "Hoofdstuk 4."),
    (ZHZ, "inwoners", "VT24", "2019", "circa 456.000", "456000", "Hoofdstuk 5."),
    (GRONINGEN, "groningen-landelijk-volwassenen", "NL01", UNSTATED, "200.000", "200000", "De tekst noemt geen"),
    (GRONINGEN, "groningen-landelijk-kinderen", "NL01", UNSTATED, "119.000", "119000", "De tekst noemt geen"),
    (LIMBURG, "zuid-limburg-landelijk-slachtoffers", "NL01", UNSTATED, "ongeveer 200.000", "200000", "De tekst noemt"),
]
SAME = {  # what a document prints, and the topic that all regions share
    "zhz-2018-adviezen-totaal": "gestarte-adviezen",
    "zhz-2018-meldingen-totaal": "ontvangen-meldingen",
    "zhz-2018-meldingen-kindermishandeling": "meldingen-kindermishandeling",
    "zhz-2018-meldingen-ouderenmishandeling": "meldingen-ouderenmishandeling",
    "zhz-2018-risicotaxaties-huisverbod": "risicotaxaties-huisverbod",
    "zhz-2016-slachtoffer-huiselijk-geweld": "slachtoffer-huiselijk-geweld-ooit",
}
# what stands for a region: of whom, when and how many
STANDING = [
    (ZHZ, "inwoners", "Zuid-Holland-Zuid (Veilig Thuis-regio)", "2019", "circa 456.000"),
    (ZHZ, "ontvangen-meldingen", "Zuid-Holland-Zuid (Veilig Thuis-regio)", "2018", "3.317"),
    (ZHZ, "vervolgmeldingen-na-veiligheidsbeoordeling", "Nederland", "2023", "12.895"),
    ("zuid-limburg-2019-2022", "inwoners", "Zuid-Limburg (alle gemeenten samen)", "2020", "597.184"),
    (LIMBURG, "inwoners", "Zuid-Limburg (alle gemeenten samen)", "2020", "597.184"),
    (LIMBURG, "meldingen-kindermishandeling", None, None, None),  # only Heerlen and Maastricht
    (LIMBURG, "ontvangen-meldingen", "Nederland", "2023", "127.340"),
    ("noord-en-midden-limburg-2021", "inwoners", "Noord- en Midden-Limburg (alle gemeenten samen)", "2020", "512.170"),
    ("noord-en-midden-limburg-2021", "gestarte-adviezen", "Nederland", "2023", "143.210"),  # not the 15 of Nederweert
    ("noord-en-midden-limburg-2021", "meldingen-kindermishandeling", None, None, None),  # only Venlo
    (
        GRONINGEN,
        "inwoners",
        "Groningen (alle gemeenten samen)",
        "2020",
        "585.866",
    ),  # with Delfzijl, Appingedam, Loppersum
    (GRONINGEN, "ontvangen-meldingen", "Groningen (provincie)", "2020", "4.195"),
    ("voorbeeldregio-2025-2028", "inwoners", "Voorbeeldregio (Veilig Thuis-regio)", "2025", "286.400"),
]


def rows_of(client, region, programme):
    url = reverse("monitoring:csv", args=[region.slug]) + f"?programma={programme.slug}"
    return list(csv.DictReader(io.StringIO(b"".join(client.get(url).streaming_content).decode())))


@pytest.mark.parametrize(("slug", "indicator", "area", "period", "shown", "number", "place"), PRINTED)
def test_a_printed_figure_is_as_the_document_has_it(programmes, slug, indicator, area, period, shown, number, place):
    figure = Figure.objects.to_show([programmes[slug]]).get(indicator__slug=indicator, document__gt="")
    assert (figure.area_code, periods.label(figure.period), figure_in_words(figure)) == (area, period, shown)
    assert (figure.value, figure.delivery.source.programme.slug) == (Decimal(number), slug)
    assert figure.note.startswith(place)
    said = re.sub(r"\D", "", figure.text)
    assert re.sub(r"\D", "", shown).removesuffix("000") in said


def test_nothing_else_is_printed_in_a_real_programme(programmes):
    printed = (
        Figure.objects.current().exclude(document="").filter(delivery__source__programme__region__fictitious=False)
    )
    assert printed.count() == len(PRINTED)


@pytest.mark.parametrize("slug", [ZHZ, GRONINGEN, LIMBURG])
def test_files_have_the_number_with_all_that_belongs_to_it(client, programmes, slug):
    programme = programmes[slug]
    rows = {row["indicator"]: row for row in rows_of(client, programme.region, programme) if row["zoals_opgeschreven"]}
    expected = {each[1]: each for each in PRINTED if each[0] == slug}
    assert rows.keys() == expected.keys()
    for name, (_slug, _name, area, period, shown, number, place) in expected.items():
        row = rows[name]
        assert (row["gebied_code"], row["waarde"], row["opmerking"].startswith(place)) == (area, number, True)
        assert row["periode"] == ("" if period == UNSTATED else period)
        assert row["telt_hetzelfde_als"] == SAME.get(name, "")
        assert row["zoals_afgedrukt"] in ("", shown)
        assert not row["slag_om_de_arm"] or row["zoals_afgedrukt"] or shown.startswith(row["slag_om_de_arm"])
    book = openpyxl.load_workbook(
        io.BytesIO(
            client.get(reverse("monitoring:data-xlsx", args=[programme.region.slug]) + f"?programma={slug}").content
        )
    )
    head, *sheet = book["Cijfers"].iter_rows(values_only=True)
    told = {row[0]: dict(zip(head, row, strict=True)) for row in sheet if row[head.index("zoals_opgeschreven")]}
    assert {name: row["zoals_afgedrukt"] or "" for name, row in told.items()} == {
        name: row["zoals_afgedrukt"] for name, row in rows.items()
    }


@pytest.mark.parametrize(("slug", "indicator", "area", "period", "shown"), STANDING)
def test_what_stands_for_a_real_region(programmes, slug, indicator, area, period, shown):
    [item] = [each for each in indicators_of(programmes[slug]) if each.indicator.slug == indicator]
    assert (item.area and item.area.name) == area
    assert (item.latest and item.latest.period) == period
    assert (item.latest and figure_in_words(item.latest)) == shown


@pytest.mark.parametrize("slug", [*dict.fromkeys(each[0] for each in STANDING)])
def test_no_key_figure_is_of_one_municipality(programmes, slug):
    assert "municipality" not in [item.area.level for item in key_figures(programmes[slug])]


def test_what_is_printed_is_not_named_as_missing(programmes):
    programme = programmes[ZHZ]
    missing = {each.slug for each in without_figures(programme, indicators_of(programme))}
    assert missing & SAME.keys() == missing & set(SAME.values()) == set()


def test_the_page_of_the_topic_has_what_is_printed(client, programmes):
    page = client.get("/regios/zuid-holland-zuid/cijfers/risicotaxaties-huisverbod/").content.decode()
    assert 'class="stat__value">45</span>' in page
    assert "Wet tijdelijk huisverbod: 45 risicotaxaties huisverbod" in page


def test_how_large_the_area_is_is_said_of_the_region(client, programmes):
    page = client.get("/regios/zuid-holland-zuid/cijfers/").content.decode()
    about = page.partition("<h2>Hoe groot is het gebied?</h2>")[2].partition("</section>")[0]
    assert '<span class="stat__value">circa 456.000</span>' in about
    assert '<span class="indicator__area">Zuid-Holland-Zuid (Veilig Thuis-regio)</span>' in about


def test_what_is_printed_stays_beside_what_others_deliver_later(region, programme):
    counted = factories.indicator()
    document = factories.source(programme=programme, key="plan")
    delivery = factories.delivery(source=document)
    told = {"indicator": counted, "area_code": "NL01", "period": "2023"}
    printed = factories.figure(**told, value=Decimal(1950), delivery=delivery, document=document.document)
    later = factories.figure(**told, value=Decimal(1947), delivery=factories.delivery(source=counted.source))
    elsewhere = factories.source(programme=factories.programme(), key="ander")
    factories.figure(**told, delivery=factories.delivery(source=elsewhere), document="ander")
    mark_current()
    shown = list(Figure.objects.to_show([programme]).filter(indicator=counted))
    assert {each.pk for each in shown} == {printed.pk, later.pk}
    [item] = [each for each in indicators_of(programme) if each.indicator == counted]
    assert [each.value for _area, each in item.rows] == [Decimal(1947)]
    [as_printed] = printed_in(shown, {"NL01": item.area})
    assert [each.value for _area, each in as_printed.rows] == [Decimal(1950)]


def test_a_remark_in_the_report_says_which_figure_it_is_about(programmes):
    items = {each.title: each.remarks for each in read_figures(programmes[GRONINGEN])[0]}
    assert items["Gestarte adviezen"] == [
        "Nederland, 2021: Afgerond in het nieuws; zoekresultaat, niet nagekeken in StatLine.",
        'Nederland, 1e halfjaar 2021: In het nieuwsbericht: "ruim 67.000"; niet nagekeken in StatLine.',
    ]


# --- Who says it ---


def test_each_figure_names_its_own_source(client, programmes):
    """Figures of the news beside those of CBS; and nothing of the invented region names CBS."""
    rows = rows_of(client, programmes[GRONINGEN].region, programmes[GRONINGEN])
    said = {(row["indicator"], row["periode"]): (row["uitgever"], row["slag_om_de_arm"]) for row in rows}
    assert said["gestarte-adviezen", "2021"] == ("NU.nl", "circa")
    assert said["gestarte-adviezen", "2021H1"] == ("riskenbusiness.nl", "meer dan")
    assert said["gestarte-adviezen", "2023"] == ("CBS", "")
    assert ["rondt" in row["duiding"] for row in rows if row["uitgever"] == "NU.nl"] == [False, False]
    item = next(each for each in indicators_of(programmes[GRONINGEN]) if each.indicator.slug == "gestarte-adviezen")
    assert item.sources_in_short == "NU.nl en CBS"
    assert "CBS rondt aantallen af op veelvouden van 5." in item.interpretation


@pytest.mark.parametrize("slug", ["voorbeeldregio-2021-2024", "voorbeeldregio-2025-2028"])
def test_the_invented_region_names_itself_as_the_source(client, programmes, slug):
    programme = programmes[slug]
    rows = rows_of(client, programme.region, programme)
    delivered = {row["uitgever"] for row in rows if not row["zoals_opgeschreven"]}
    assert delivered == {"Voorbeeldregio (verzonnen)"}
    for item in indicators_of(programme):
        assert "CBS rondt" not in item.interpretation


def test_figures_that_were_there_before_say_what_they_are_printed_in(programme):
    """Migration 0002."""
    document = factories.source(programme=programme, key="plan")
    printed = factories.figure(indicator=factories.indicator(source=document))
    other = factories.figure()
    import_module("monitoring.migrations.0002_printed_figures").name_the_documents(apps, None)
    documents = Figure.objects.in_bulk([printed.pk, other.pk])
    assert (documents[printed.pk].document, documents[other.pk].document) == ("plan", "")


def test_the_province_is_called_on_the_dashboard_as_everywhere(client, programmes):
    assert "Dit zijn cijfers van Groningen (provincie)." in client.get("/regios/groningen/").content.decode()
