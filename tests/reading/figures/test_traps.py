"""The traps of CBS files, one by one: what goes wrong for who does not know them."""

import pytest

from reading.figures.model import Problem
from tests.reading.figures.statline import (
    KEY_FIGURES,
    OBSERVATION,
    PERIODS,
    REPORTS,
    REPORTS_HEAD,
    TYPED_ROW,
    csv_of,
    page_of,
)

FIRST_HALF = ("Ontvangen meldingen", "aantal", "NL01", "2020H1", "64505", "definitief")


def test_a_lone_point_is_unknown_and_a_point_between_digits_is_thousands(figures):
    head = ("Regio's", "Perioden", "Gestarte adviezen (aantal)", "Vervolgmelding (%)")
    text = csv_of(head, ("Nederland", "1e halfjaar 2023*", "1.140", "15,4"), ("Groningen (VT)", "2023*", ".", "."))
    assert figures(text) == [
        ("Gestarte adviezen", "aantal", "NL01", "2023H1", "1140", "voorlopig"),
        ("Vervolgmelding", "%", "NL01", "2023H1", "15.4", "voorlopig"),
        ("Gestarte adviezen", "aantal", "VT08", "2023", "onbekend", "voorlopig"),
        ("Vervolgmelding", "%", "VT08", "2023", "onbekend", "voorlopig"),
    ]


def test_a_point_in_a_csv_of_statline_is_a_decimal_point(figures):
    assert [figure[4] for figure in figures(KEY_FIGURES)] == ["35938", "53.7", "78.49", "232874", "27.4", "197.96"]


def test_three_digits_behind_a_point_are_never_guessed(read):
    head = ("Regio's", "Perioden", "Gestarte adviezen (aantal)", "Gehuwd (%)")
    reading = read(csv_of(head, ("Nederland", "2023", "1.140", "27.4"), ("Drenthe (PV)", "2023", "320", "27.4")))
    assert [(each.area, each.value) for each in reading.figures] == [
        ("NL01", "27.4"),
        ("PV22", "320"),
        ("PV22", "27.4"),
    ]
    assert reading.problems == [
        Problem(
            2,
            "“1.140” bij “Gestarte adviezen” kan op twee manieren worden gelezen, met decimalen of met"
            " duizendtallen; dit cijfer is niet gelezen.",
        ),
    ]


def test_codes_and_numbers_are_padded_with_spaces(figures):
    row = TYPED_ROW | {"RegioS": "PV20  ", "OntvangenMeldingen_1": "    2250", "Perioden": "2020HJ01 "}
    page = page_of("84852NED", "UntypedDataSet", [row])
    assert figures(("84852NED.json", page)) == [("Ontvangen meldingen", "aantal", "PV20", "2020H1", "2250", "onbekend")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (2, 3, 0, 1, 4), (3, 2, 4, 1, 0), (4, 0, 3, 2, 1)])
def test_the_order_of_columns_changes(figures, order):
    rows = [[row[place] for place in order] for row in (REPORTS_HEAD, *REPORTS)]
    assert figures(csv_of(*rows)) == [
        FIRST_HALF,
        ("Ontvangen meldingen", "aantal", "NL01", "2020H2", "62910", "definitief"),
        ("Ontvangen meldingen", "aantal", "NL01", "2020", "127410", "definitief"),
    ]


def test_a_year_is_an_observation_of_its_own_and_no_sum(figures):
    halves = csv_of(REPORTS_HEAD, *REPORTS[:2])
    assert [figure[3:5] for figure in figures(halves)] == [("2020H1", "64505"), ("2020H2", "62910")]
    assert figures(csv_of(REPORTS_HEAD, *REPORTS))[2][4] == "127410"  # the halves together are 127415


@pytest.mark.parametrize(
    ("label", "period", "status"),
    [
        ("2023*", "2023", "voorlopig"),
        ("2024**", "2024", "nader_voorlopig"),
        ("1e halfjaar 2025*", "2025H1", "voorlopig"),
        ("2020 1e halfjaar*", "2020H1", "voorlopig"),
        ("2020", "2020", "definitief"),
    ],
)
def test_stars_behind_a_period_say_that_figures_may_change(figures, label, period, status):
    rows = ("Totaal", "Totaal", "Nederland", label, "   64505")
    assert [each[3:] for each in figures(csv_of(REPORTS_HEAD, rows))] == [(period, "64505", status)]


def test_half_years_have_a_code_of_their_own(figures):
    rows = [TYPED_ROW | {"Perioden": code} for code in ("2020HJ01", "2020HJ02", "2020JJ00", "2020KW03", "2020MM07")]
    found = figures(("84852NED.json", page_of("84852NED", "TypedDataSet", rows)))
    assert [figure[3] for figure in found] == ["2020H1", "2020H2", "2020", "2020Q3", "2020M07"]


def test_one_name_is_a_province_a_veilig_thuis_region_and_a_municipality(read):
    names = ("Groningen (PV)", "Groningen (VT)", "Groningen (gemeente)", "Drenthe (PV)", "Drenthe (VT)", "Groningen")
    rows = [("Totaal", "Totaal", name, "2020", "    1905") for name in names]
    reading = read(csv_of(REPORTS_HEAD, *rows))
    assert [each.area for each in reading.figures] == ["PV20", "VT08", "GM0014", "PV22", "VT02"]
    assert [each.value for each in reading.figures] == ["1905"] * 5  # Drenthe twice: not one, and not the sum
    message = "Het gebied “Groningen” is onbekend of kan meer dan één gebied zijn; deze rij is niet gelezen."
    assert reading.problems == [Problem(7, message)]


def test_statline_has_its_own_names_for_veilig_thuis_regions(read):
    names = ("Brabant Noordoost (VT)", "Noord- en Midden-Limburg (VT)", "Zuid-Limburg (VT)", "Bergen (L.)")
    rows = [("Totaal", "Totaal", name, "2020", "     125") for name in names]
    reading = read(csv_of(REPORTS_HEAD, *rows))
    assert [each.area for each in reading.figures] == ["VT16", "VT13", "VT25", "GM0893"]
    assert [each.area_label for each in reading.figures] == list(names)


def test_a_code_of_statline_is_a_region_by_its_title_and_not_by_its_number(figures):
    page = page_of("84852NED", "TypedDataSet", [TYPED_ROW | {"RegioS": "VT25  "}])
    regions = page_of("84852NED", "RegioS", [{"Key": "VT25  ", "Title": "Brabant Noordoost (VT)"}])
    assert [figure[2] for figure in figures(("a.json", page), ("b.json", regions))] == ["VT16"]


def test_blank_means_impossible_beside_signs_and_nothing_without_them(figures):
    head = ("Regio's", "Perioden", "Gestarte adviezen (aantal)")
    blank = ("Haaren", "2023", "")
    assert figures(csv_of(head, ("Nederland", "2023", "  143210"), blank))[1][4] == "niet_vermeld"
    assert figures(csv_of(head, ("Nederland", "2023", "       ."), blank))[1][4] == "kan_niet_voorkomen"


def test_unknown_is_never_nought(read):
    rows = [("Totaal", "Totaal", "Nederland", str(year), sign) for year, sign in ((2020, "."), (2021, ""), (2022, "x"))]
    reading = read(csv_of(REPORTS_HEAD, *rows, ("Totaal", "Totaal", "Nederland", "2023", "       0")))
    assert [each.value for each in reading.figures] == [None, None, None, "0"]
    assert [each.reason for each in reading.figures] == ["onbekend", "kan_niet_voorkomen", "onbekend", ""]


def test_a_number_and_a_share_of_one_topic_are_two_topics(figures):
    title = "Vervolgmelding tijdens betrokkenheid VT: totaal"
    head = ("Regio's", "Perioden", f"{title} (aantal)", f"{title} (%)")
    assert figures(csv_of(head, ("Alblasserdam", "2023*", "      40", "    26.7"))) == [
        (title, "aantal", "GM0482", "2023", "40", "voorlopig"),
        (title, "%", "GM0482", "2023", "26.7", "voorlopig"),
    ]


def test_totals_and_subtotals_stand_among_categories_and_are_never_added(read):
    head = ("Kenmerken adviezen/meldingen", "Regio's", "Perioden", "Gestarte adviezen (aantal)")
    names = ("Totaal", "Niet beroepsmatig totaal", "Beroep: kinderopvang: totaal", "Duur geweld: langer dan 5 jaar")
    reading = read(csv_of(head, *[(name, "Nederland", "2023*", "    1140") for name in names]))
    assert [each.series.dimensions for each in reading.figures] == [
        (("Kenmerken adviezen/meldingen", name),) for name in names
    ]


def test_a_municipality_that_is_gone_keeps_its_blank_row(figures):
    head = ("Regio's", "Perioden", "Gestarte adviezen (aantal)")
    text = csv_of(head, ("Haaren", "2020", "      85"), ("Haaren", "2021", ""))
    assert [figure[2:5] for figure in figures(text)] == [("GM0788", "2020", "85"), ("GM0788", "2021", "niet_vermeld")]


def test_a_next_page_that_is_missing_is_told(read):
    first = page_of("84852NED", "Observations", [OBSERVATION], version=4, further="…?$skip=100000")
    second = page_of(
        "84852NED", "Observations", [OBSERVATION | {"Id": 1, "Perioden": "2020HJ02", "Value": 62910}], version=4
    )
    alone = [problem.message for problem in read(first).problems]
    together = [problem.message for problem in read(first, second).problems]
    assert any("nog een bladzijde" in message for message in alone)
    assert not any("nog een bladzijde" in message for message in together)
    assert [each.value for each in read(first, second).figures] == ["64505", "62910"]


def test_the_attribute_none_is_an_ordinary_value(read):
    rows = [
        OBSERVATION,
        OBSERVATION | {"Id": 1, "RegioS": "VT08", "Value": None, "ValueAttribute": "Confidential"},
        OBSERVATION | {"Id": 2, "RegioS": "VT02", "Value": None, "ValueAttribute": "Impossible"},
        OBSERVATION | {"Id": 3, "RegioS": "PV20", "Value": None},
    ]
    reading = read(page_of("84852NED", "Observations", rows, version=4))
    found = [(each.value, each.reason) for each in reading.figures]
    assert found == [("64505", ""), (None, "onbekend"), (None, "kan_niet_voorkomen"), (None, "niet_vermeld")]


def test_the_status_of_a_code_stands_in_the_list_of_periods(figures):
    page = page_of("84852NED", "TypedDataSet", [TYPED_ROW, TYPED_ROW | {"Perioden": "2023JJ00"}])
    periods = page_of("84852NED", "Perioden", PERIODS)
    assert [figure[5] for figure in figures(page, periods)] == ["definitief", "voorlopig"]
    assert [figure[5] for figure in figures(page)] == ["onbekend", "onbekend"]
