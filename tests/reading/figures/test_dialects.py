"""Every form in which figures come, read to the same figures."""

import json

import pytest

from reading.figures.model import Problem
from tests.reading.figures.statline import (
    BOM,
    KEY_FIGURES,
    MEASURE_CODES,
    OBSERVATION,
    PERIODS,
    PROPERTIES,
    REPORTS,
    REPORTS_HEAD,
    TYPED_ROW,
    csv_of,
    page_of,
)

HALVES = [
    ("Ontvangen meldingen", "aantal", "NL01", "2020H1", "64505", "definitief"),
    ("Ontvangen meldingen", "aantal", "NL01", "2020H2", "62910", "definitief"),
    ("Ontvangen meldingen", "aantal", "NL01", "2020", "127410", "definitief"),
]
TITLE = '"Huiselijk geweld; veiligheidsbeoordeling en -taxatie Veilig Thuis, regio"\r\n'


@pytest.mark.parametrize(
    "text",
    [
        csv_of(REPORTS_HEAD, *REPORTS),
        csv_of(REPORTS_HEAD, *REPORTS, bom=False),
        csv_of(REPORTS_HEAD, *REPORTS, delimiter=",", quote=""),
        csv_of(REPORTS_HEAD, *REPORTS, delimiter="\t", end="\n"),
        csv_of(REPORTS_HEAD, *REPORTS, bom=False).encode("utf-16"),
        csv_of(REPORTS_HEAD, *REPORTS, bom=False).encode("cp1252"),
        "sep=;\r\n" + csv_of(REPORTS_HEAD, *REPORTS, bom=False),
        BOM + TITLE + csv_of(REPORTS_HEAD, *REPORTS, bom=False) + '"Bron: CBS"\r\n',
        BOM
        + TITLE
        + "\r\n"
        + csv_of(REPORTS_HEAD, *REPORTS, bom=False)
        + '\r\n"© CBS, Den Haag/Heerlen 15-8-2026"\r\n',
        csv_of(REPORTS_HEAD, *REPORTS)
        .replace("   64505", "64.505")
        .replace("   62910", "62.910")
        .replace("  127410", "127.410"),
        csv_of(REPORTS_HEAD, *REPORTS).replace("   64505", "64 505").replace("   62910", "62 910"),
        csv_of(REPORTS_HEAD, *REPORTS).replace('"Nederland"', '"NL01"').replace('2020"', '2020 "'),
    ],
    ids=[
        "statline",
        "no BOM",
        "commas",
        "tabs",
        "utf-16",
        "cp1252",
        "sep",
        "title",
        "copyright",
        "points",
        "spaces",
        "code",
    ],
)
def test_a_csv_of_statline_in_all_its_forms(figures, text):
    assert figures(text) == HALVES


def test_topics_are_called_by_the_end_of_their_path_with_the_unit_behind_them(read):
    reading = read(KEY_FIGURES)
    assert [(each.series.topic, each.series.unit, each.series.path) for each in reading.figures][:3] == [
        ("Totale bevolking", "aantal", "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking"),
        ("Gehuwd", "in % van inwoners 15 jaar of ouder", "Bevolking/Burgerlijke staat/Gehuwd"),
        ("Totale oppervlakte", "km²", "Milieu en bodemgebruik/Bodemgebruik/Oppervlakte/Totale oppervlakte"),
    ]
    message = "Het gebied “Zweeloo” is onbekend of kan meer dan één gebied zijn; deze rij is niet gelezen."
    assert reading.problems == [Problem(4, message)]


def test_two_topics_with_the_same_end_keep_their_whole_path(figures):
    head = ("Regio's", "Perioden", "Mannen/Totaal (aantal)", "Vrouwen/Totaal (aantal)", "Duur (en verblijf) (aantal)")
    topics = [figure[0] for figure in figures(csv_of(head, ("Nederland", "2020", "5", "10", "15")))]
    assert topics == ["Mannen/Totaal", "Vrouwen/Totaal", "Duur (en verblijf)"]


def test_a_stroke_or_bracket_inside_a_name_is_no_path_and_no_unit(figures):
    head = (
        "Regio's",
        "Perioden",
        "Geen kindermishandeling/huiselijk geweld (aantal)",
        "Casussen met ontvangen melding(en) (aantal)",
    )
    topics = [figure[0] for figure in figures(csv_of(head, ("Nederland", "2020", "5", "10")))]
    assert topics == ["Geen kindermishandeling/huiselijk geweld", "Casussen met ontvangen melding(en)"]


def test_the_table_may_be_named_under_the_figures(read):
    reading = read(csv_of(REPORTS_HEAD, *REPORTS, ("Bron: CBS StatLine, tabel 84852NED",)))
    assert [each.series.table for each in reading.figures] == ["84852NED"] * 3


def test_a_topic_without_a_unit_stands_beside_one_that_has_it(figures):
    head = ("Geslacht", "Regio's", "Perioden", "Ontvangen meldingen (aantal)", "Aandeel")
    assert [figure[:2] for figure in figures(csv_of(head, ("Totaal", "Nederland", "2020", "64505", "15.4")))] == [
        ("Ontvangen meldingen", "aantal"),
        ("Aandeel", ""),
    ]


def test_a_csv_with_the_codes_of_odata(read):
    head = ("ID", "Veiligheidstaxatie", "RegioS", "Perioden", "OntvangenMeldingen_1")
    [figure] = read(csv_of(head, ("0", "T001081", "NL01  ", "2020HJ01", "   64505"))).figures
    assert (figure.series.topic, figure.series.unit, figure.value) == ("Ontvangen meldingen", "aantal", "64505")
    assert (figure.series.dimensions, figure.area) == ((("Veiligheidstaxatie", "Totaal"),), "NL01")


def test_the_observations_of_version_4_as_csv(read):
    head = ("Id", "Measure", "ValueAttribute", "Value", "StringValue", "Beoordeling", "RegioS", "Perioden")
    rows = (
        ("0", "M001081", "None", "64505", "", "T001082", "NL01", "2020HJ01"),
        ("1", "M001081", "None", "900", "", "A025293", "NL01", "2020HJ01"),
        ("2", "M001081", "Impossible", "", "", "A025294", "NL01", "2020HJ01"),
    )
    assert [(each.value, each.reason, each.series.dimensions) for each in read(csv_of(head, *rows)).figures] == [
        ("64505", "", (("Beoordeling", "Totaal"),)),
        ("900", "", (("Beoordeling", "A025293"),)),
        (None, "kan_niet_voorkomen", (("Beoordeling", "A025294"),)),
    ]


def test_the_form_of_the_screen_has_units_under_the_topics(figures):
    text = csv_of(
        ("Bevolking; kerncijfers",),
        ("Onderwerpen", "Onderwerpen", "Bevolking naar leeftijd", "Bevolking naar leeftijd"),
        ("Onderwerpen", "Onderwerpen", "Jonger dan 20 jaar", "20 tot 40 jaar"),
        ("Regio's", "Perioden", "aantal", "%"),
        ("Nederland", "2010", "3928334", "25.3"),
        ("© Centraal Bureau voor de Statistiek, Den Haag/Heerlen 10-10-2017",),
    )
    assert figures(text) == [
        ("Jonger dan 20 jaar", "aantal", "NL01", "2010", "3928334", "definitief"),
        ("20 tot 40 jaar", "%", "NL01", "2010", "25.3", "definitief"),
    ]


def test_periods_may_stand_beside_each_other(figures):
    head = ("Onderwerp", "Regio's", "2019", "1e halfjaar 2020*")
    text = "84849NED\r\n" + csv_of(head, ("Gestarte adviezen (aantal)", "Nederland", "127405", "."), bom=False)
    assert figures(text) == [
        ("Gestarte adviezen", "aantal", "NL01", "2019", "127405", "definitief"),
        ("Gestarte adviezen", "aantal", "NL01", "2020H1", "onbekend", "voorlopig"),
    ]


LONG = (
    "tabel_id,kenmerk1_naam,kenmerk1,kenmerk2_naam,kenmerk2,regio,regio_type,regio_code,periode_label,periode_code,"
    "status,onderwerp,eenheid,waarde_origineel,waarde,ontbreekt_reden,bron_url\n"
    "84850NED,aard_geweld,Totaal,aanvullende_informatie,Mensenhandel,Nederland,NL,NL01,2023*,2023JJ00,voorlopig,"
    "Gestarte adviezen,aantal,590,590,,https://www.cbs.nl\n"
    "84850NED,aard_geweld,Totaal,,,Groningen (VT),VT,VT08,2023*,2023JJ00,voorlopig,Afgeronde diensten onderzoek,"
    "aantal,.,,"
    '"onbekend, onvoldoende betrouwbaar of geheim",https://www.cbs.nl\n'
)


def test_a_long_csv_says_per_row_what_it_counts(read):
    first, second = read(LONG).figures
    assert (first.series.table, first.series.dimensions) == (
        "84850NED",
        (("aard_geweld", "Totaal"), ("aanvullende_informatie", "Mensenhandel")),
    )
    assert (first.value, second.value, second.reason, second.area) == ("590", None, "onbekend", "VT08")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "VT08",
            "VT02",
            "De code VT02 en de naam “Groningen (VT)” zijn niet van hetzelfde gebied; deze rij is niet gelezen.",
        ),
        (
            "Groningen (VT),VT,VT08,2023*",
            "Groningen (VT),VT,VT08,2022*",
            "De code 2023JJ00 en de periode “2022*” zijn niet dezelfde; deze rij is niet gelezen.",
        ),
        ("VT08", "VT77", "Het gebied “VT77” is onbekend of kan meer dan één gebied zijn; deze rij is niet gelezen."),
    ],
)
def test_code_and_name_in_one_row_must_agree(read, old, new, message):
    reading = read(LONG.replace(old, new))
    assert len(list(reading.figures)) == 1
    assert reading.problems == [Problem(3, message)]


def test_version_3_with_its_lists(read):
    row = TYPED_ROW | {"Veiligheidsbeoordeling": "A025293"}
    lists = [
        page_of("84852NED", "DataProperties", PROPERTIES),
        page_of("84852NED", "Veiligheidsbeoordeling", [{"Key": "A025293", "Title": "Overdracht"}]),
        page_of("84852NED", "Veiligheidstaxatie", [{"Key": "T001081", "Title": "Totaal"}]),
        page_of("84852NED", "RegioS", [{"Key": "NL01  ", "Title": "Nederland"}]),
        page_of("84852NED", "Perioden", PERIODS),
    ]
    reading = read(*lists, page_of("84852NED", "TypedDataSet", [row]))
    [figure] = reading.figures
    assert reading.problems == []
    assert figure.series.dimensions == (("Veiligheidstaxatie", "Totaal"), ("Veiligheidsbeoordeling", "Overdracht"))
    assert (figure.series.table, figure.series.path) == ("84852NED", "Meldingen/Ontvangen meldingen")
    assert (figure.row, figure.area_label, figure.period, figure.value, figure.status) == (
        1,
        "Nederland",
        "2020H1",
        "64505",
        "definitief",
    )


def test_version_3_without_lists_reads_totals_and_known_topics(read):
    reading = read(page_of("84852NED", "TypedDataSet", [TYPED_ROW]))
    [figure] = reading.figures
    assert (figure.series.topic, figure.series.unit) == ("Ontvangen meldingen", "aantal")
    assert figure.series.dimensions == (("Veiligheidstaxatie", "Totaal"), ("Veiligheidsbeoordeling", "Totaal"))
    assert reading.problems == []


def test_version_4_with_its_lists(read):
    reading = read(
        page_of(
            "84852NED",
            "Observations",
            [OBSERVATION, OBSERVATION | {"Id": 7, "RegioS": "VT08", "Value": 25.0}],
            version=4,
        ),
        page_of("84852NED", "MeasureCodes", MEASURE_CODES, version=4),
        page_of(
            "84852NED",
            "PeriodenCodes",
            [{"Identifier": "2020HJ01", "Title": "1e halfjaar 2020", "Status": "Definitief"}],
            version=4,
        ),
    )
    assert [(each.series.topic, each.series.unit, each.value, each.status) for each in reading.figures] == [
        ("Ontvangen meldingen", "aantal", "64505", "definitief"),
        ("Ontvangen meldingen", "aantal", "25", "definitief"),
    ]
    assert reading.problems == []


def test_codes_without_a_list_are_told_once(read):
    rows = [
        OBSERVATION | {"Veiligheidsbeoordeling": "A025293", "Perioden": period} for period in ("2020HJ01", "2020HJ02")
    ]
    reading = read(page_of("84852NED", "Observations", rows, version=4))
    assert [each.series.topic for each in reading.figures] == ["M001081"] * 2
    assert [problem.message for problem in reading.problems] == [
        "Het bestand zegt niet wat de codes van Measure betekenen; geef ook het bestand MeasureCodes van de tabel mee.",
        "Het bestand zegt niet wat de codes van Veiligheidsbeoordeling betekenen; geef ook het bestand"
        " VeiligheidsbeoordelingCodes van de tabel mee.",
    ]


def test_pages_may_be_parts_of_one_file(figures):
    pages = [
        json.loads(page_of("84852NED", "TypedDataSet", [TYPED_ROW | {"Perioden": code}]))
        for code in ("2020HJ01", "2020JJ00")
    ]
    assert [figure[3] for figure in figures(("84852NED.json", json.dumps(pages)))] == ["2020H1", "2020"]


def test_pages_that_overlap_give_each_figure_once(figures):
    page = page_of("84852NED", "TypedDataSet", [TYPED_ROW])
    assert len(figures(page, page)) == 1


def test_rows_that_contradict_each_other_are_both_left_out(read):
    reading = read(csv_of(REPORTS_HEAD, *REPORTS, (*REPORTS[0][:4], "   64510")))
    assert [each.value for each in reading.figures] == ["62910", "127410"]
    assert [(problem.row, problem.message.split(";")[0]) for problem in reading.problems] == [
        (2, "Dit cijfer staat ook in rij 2, met een ander getal"),
        (5, "Dit cijfer staat ook in rij 2, met een ander getal"),
    ]


def test_numbers_of_tables_that_are_not_here(figures):
    rows = [
        {
            "ID": 1,
            "Geslacht": "T001038",
            "RegioS": "GM0917",
            "Perioden": "2024JJ00",
            "Werkloosheid_3": 3.70,
            "Inkomen_4": None,
        }
    ]
    properties = [
        {"ID": 3, "ParentID": None, "Type": "Topic", "Key": "Werkloosheid_3", "Title": "Werkloosheid", "Unit": "%"},
        {"ID": 4, "ParentID": None, "Type": "Topic", "Key": "Inkomen_4", "Title": "Inkomen", "Unit": "1 000 euro"},
    ]
    found = figures(page_of("85000NED", "TypedDataSet", rows), page_of("85000NED", "DataProperties", properties))
    assert found == [
        ("Werkloosheid", "%", "GM0917", "2024", "3.7", "onbekend"),
        ("Inkomen", "1 000 euro", "GM0917", "2024", "niet_vermeld", "onbekend"),
    ]
