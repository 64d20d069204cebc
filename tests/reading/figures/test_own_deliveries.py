"""What a Veilig Thuis organisation sends: a row for each municipality and period."""

import io

import openpyxl
import pytest

from reading.figures.model import Problem
from tables import marks
from tables.encoding import DOUBT
from tables.model import Refused
from tests.tables.old_files import font, label, style, xls


@pytest.fixture
def sheet(read):
    """Reads rows of values as a workbook."""

    def call(*rows, percent=(), name="levering.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        for place in percent:
            book.active[place].number_format = "0%"
        file = io.BytesIO()
        book.save(file)
        return read((name, file.getvalue()))

    return call


def found(reading):
    return [
        (each.series.topic, each.series.unit, each.area, each.period, each.value or each.reason)
        for each in reading.figures
    ]


def test_months_in_a_sheet_with_a_title(sheet):
    reading = sheet(
        ["Maandcijfers Veilig Thuis Zuid-Limburg"],
        [],
        ["Gemeente", "Maand", "Adviezen", "Meldingen"],
        ["Heerlen", "januari 2026", 31, 7],
        ["Maastricht", "jan-26", 40, 1250],
    )
    assert found(reading) == [
        ("Adviezen", "aantal", "GM0917", "2026M01", "31"),
        ("Meldingen", "aantal", "GM0917", "2026M01", "7"),
        ("Adviezen", "aantal", "GM0935", "2026M01", "40"),
        ("Meldingen", "aantal", "GM0935", "2026M01", "1250"),
    ]
    assert {each.status for each in reading.figures} == {"onbekend"}
    assert (reading.files[0].own, reading.problems) == (True, [])


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("1e kwartaal 2026", "2026Q1"),
        ("Q3 2026", "2026Q3"),
        ("2026", "2026"),
        ("t/m september 2026", "2026M01-2026M09"),
        ("jan-sep 2026", "2026M01-2026M09"),
        ("januari t/m maart 2026", "2026M01-2026M03"),
        (2026, "2026"),
    ],
)
def test_quarters_and_cumulative_periods(sheet, period, code):
    reading = sheet(["Gemeente", "Periode", "Meldingen"], ["Heerlen", period, 12])
    assert found(reading) == [("Meldingen", "aantal", "GM0917", code, "12")]


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("Maand", "mei", "2026M05"),
        ("Maand", 5, "2026M05"),
        ("Kwartaal", 3, "2026Q3"),
        ("Kwartaal", "Q3", "2026Q3"),
        ("Kwartaal", "3e kwartaal", "2026Q3"),
        ("Halfjaar", 1, "2026H1"),
        ("Maand", None, "2026"),
    ],
)
def test_year_and_part_in_two_columns(sheet, part, value, code):
    reading = sheet(["Gemeentecode", "Jaar", part, "Meldingen"], ["GM0917", 2026, value, 12])
    assert found(reading) == [("Meldingen", "aantal", "GM0917", code, "12")]


@pytest.mark.parametrize(("part", "value"), [("Maand", 13), ("Kwartaal", 5), ("Maand", "zomer"), ("Halfjaar", 3)])
def test_parts_of_a_year_that_do_not_exist(sheet, part, value):
    reading = sheet(["Gemeente", "Jaar", part, "Meldingen"], ["Heerlen", 2026, value, 12], ["Heerlen", 2026, 1, 3])
    message = f"De periode “2026 {value}” is onbekend; deze rij is niet gelezen."
    assert (len(list(reading.figures)), reading.problems) == (1, [Problem(2, message)])


def test_the_narrowest_column_says_which_area_and_which_period(sheet):
    reading = sheet(
        ["Veilig Thuis-regio", "Gemeente", "Jaar", "Kwartaal", "Maand", "Meldingen"],
        ["Zuid-Limburg", "Heerlen", 2026, 1, 2, 12],
        ["Zuid-Limburg", "Maastricht", 2026, 1, 2, 14],
        ["Zuid-Limburg", None, 2026, 1, 2, 26],
    )
    assert [figure[2:] for figure in found(reading)] == [("GM0917", "2026M02", "12"), ("GM0935", "2026M02", "14")]
    assert reading.problems == [Problem(4, "In deze rij staat geen gebied; de rij is niet gelezen.")]


def test_a_period_whose_year_stands_beside_it(sheet):
    reading = sheet(
        ["Gemeente", "Jaar", "Periode", "Meldingen"],
        ["Heerlen", 2026, "Q1", 12],
        ["Heerlen", 2026, "t/m september", 30],
        ["Heerlen", 2026, "Q1 2025", 11],
    )
    assert [figure[3:] for figure in found(reading)] == [("2026Q1", "12"), ("2026M01-2026M09", "30")]
    message = "De code 2026 en de periode “Q1 2025” zijn niet dezelfde; deze rij is niet gelezen."
    assert reading.problems == [Problem(4, message)]


def test_a_week_is_no_period_and_an_age_is_no_figure(sheet):
    with pytest.raises(Refused, match=r"^In dit bestand is geen enkel cijfer gelezen;"):
        sheet(["Gemeente", "Jaar", "Week", "Meldingen"], ["Heerlen", 2026, 12, 3])
    reading = sheet(["Gemeente", "Periode", "Leeftijd", "Meldingen"], ["Heerlen", "2026", 12, 3])
    [figure] = reading.figures
    assert (figure.series.topic, figure.series.dimensions) == ("Meldingen", (("Leeftijd", "12"),))


@pytest.mark.parametrize("heading", ["BSN", "Geboortedatum", "Casusnummer", "Achternaam"])
def test_a_file_about_persons_is_refused(sheet, heading):
    with pytest.raises(Refused, match=r"^Dit bestand gaat over personen of zaken;"):
        sheet(["Gemeente", "Periode", heading, "Meldingen"], ["Heerlen", "2026", 12, 3])


def test_one_period_above_the_table(sheet):
    reading = sheet(["Meldingen per gemeente, januari t/m september 2026"], ["Gemeente", "Meldingen"], ["Heerlen", 12])
    assert found(reading) == [("Meldingen", "aantal", "GM0917", "2026M01-2026M09", "12")]


def test_shares_keep_what_they_are(sheet):
    reading = sheet(
        ["Gemeente", "Periode", "Binnen 5 dagen", "Percentage herhaald"],
        ["Heerlen", "2026", 0.154, 12.5],
        percent=["C2"],
    )
    assert found(reading) == [
        ("Binnen 5 dagen", "%", "GM0917", "2026", "15.4"),
        ("Percentage herhaald", "%", "GM0917", "2026", "12.5"),
    ]


def test_a_topic_may_stand_in_a_column(sheet):
    reading = sheet(
        ["Gemeente", "Periode", "Onderwerp", "Waarde"], ["Heerlen", "2026", "Adviezen", 3], ["Heerlen", "2026", "", 4]
    )
    assert found(reading) == [("Adviezen", "aantal", "GM0917", "2026", "3")]
    assert reading.problems == [Problem(3, "In deze rij staat geen onderwerp; de rij is niet gelezen.")]


def test_a_dimension_is_kept_apart(sheet):
    reading = sheet(["Gemeente", "Periode", "Soort melder", "Meldingen"], ["Heerlen", "2026", "Politie", 3])
    [figure] = reading.figures
    assert figure.series.dimensions == (("Soort melder", "Politie"),)


def test_what_is_not_understood_is_told_and_left_out(sheet):
    reading = sheet(
        ["Gemeente", "Periode", "Adviezen", "Meldingen"],
        ["Heerlen", "2026", "veel", 4],
        ["Totaal", "2026", 10, 20],
        ["Heerlen", "voorjaar 2026", 1, 2],
        ["Bergen", "2026", 1, 2],
        ["Maastricht", "2026", None, "<10"],
        ["", "2026", 8, 9],
        ["Maastricht", "", 8, 9],
        ["Maastricht", "2025", -3, "ca. 40"],
        ["Heerlen", "2025", "1-4", 5],
    )
    assert found(reading) == [
        ("Meldingen", "aantal", "GM0917", "2026", "4"),
        ("Adviezen", "aantal", "GM0935", "2026", "niet_vermeld"),
        ("Meldingen", "aantal", "GM0917", "2025", "5"),
    ]
    left_out = "deze rij is niet gelezen."
    unread = "is geen getal; dit cijfer is niet gelezen."
    assert sorted(reading.problems) == [
        (2, f"“veel” bij “Adviezen” {unread}"),
        (3, f"Het gebied “Totaal” is onbekend of kan meer dan één gebied zijn; {left_out}"),
        (4, f"De periode “voorjaar 2026” is onbekend; {left_out}"),
        (5, f"Het gebied “Bergen” is onbekend of kan meer dan één gebied zijn; {left_out}"),
        (6, f"“<10” bij “Meldingen” {unread}"),
        (7, "In deze rij staat geen gebied; de rij is niet gelezen."),
        (8, "In deze rij staat geen periode; de rij is niet gelezen."),
        (9, "-3 bij “Adviezen” is minder dan nul, en dat kan niet; dit cijfer wordt niet overgenomen."),
        (9, f"“ca. 40” bij “Meldingen” {unread}"),
        (10, f"“1-4” bij “Adviezen” {unread}"),
    ]


def test_a_formula_without_a_result_is_no_figure(read):
    book = openpyxl.Workbook()
    for row in (["Gemeente", "Periode", "Adviezen", "Meldingen"], ["Heerlen", "2026", 3, "=C2*2"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    reading = read(("levering.xlsx", file.getvalue()))
    assert found(reading) == [("Adviezen", "aantal", "GM0917", "2026", "3")]
    message = "Van de formule bij “Meldingen” staat geen uitkomst in het bestand; dit cijfer is niet gelezen."
    assert reading.problems == [Problem(2, message)]


def test_merged_cells_are_about_all_their_rows(read):
    book = openpyxl.Workbook()
    for row in (["Gemeente", "Periode", "Meldingen"], ["Heerlen", "2025", 3], [None, "2026", 4]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    file = io.BytesIO()
    book.save(file)
    assert [figure[2:] for figure in found(read(("levering.xlsx", file.getvalue())))] == [
        ("GM0917", "2025", "3"),
        ("GM0917", "2026", "4"),
    ]


def test_a_csv_with_decimal_commas_and_points_between_thousands(read):
    text = "Gemeente;Periode;Meldingen;Binnen 5 dagen (%)\nHeerlen;2026;1.140;15,4\nMaastricht;2026;12;100\n"
    assert found(read(text)) == [
        ("Meldingen", "aantal", "GM0917", "2026", "1140"),
        ("Binnen 5 dagen", "%", "GM0917", "2026", "15.4"),
        ("Meldingen", "aantal", "GM0935", "2026", "12"),
        ("Binnen 5 dagen", "%", "GM0935", "2026", "100"),
    ]


def test_the_name_of_the_organisation_is_a_region(read):
    text = "Regio;Periode;Meldingen\nVeilig Thuis Zuid-Limburg;2026;900\n"
    assert [figure[2] for figure in found(read(text))] == ["VT25"]


def test_a_workbook_with_nothing_to_read_is_refused(sheet):
    with pytest.raises(Refused, match=r"^In dit bestand staan geen cijfers per gebied en periode\."):
        sheet(["Actie", "Wie", "Wanneer"], ["Training", "Gemeente", "Q3 2026"])


WHOLE = [
    *("Totaal", "Totaal regio", "Regio totaal", "TOTAAL REGIO", "Zuid-Limburg", "Regio Zuid-Limburg"),
    *("Zuid Limburg totaal", "Veilig Thuis Zuid-Limburg", "Totaal Veilig Thuis Zuid-Limburg"),
]


@pytest.mark.parametrize("name", WHOLE)
def test_a_total_row_is_the_region_of_the_organisation_under_any_name(sheet, name):
    reading = sheet(
        ["Opgave van Veilig Thuis Zuid-Limburg"],
        ["Gemeente", "Periode", "Meldingen"],
        ["gemeente Heerlen", "Q1 2026", 20],
        [name, "Q1 2026", 50],
    )
    assert [(figure[2], figure[4]) for figure in found(reading)] == [("GM0917", "20"), ("VT25", "50")]
    assert reading.problems == []


def test_the_code_of_the_region_stands_under_a_code_of_municipalities(sheet):
    reading = sheet(
        ["Veilig Thuis Zuid-Limburg"],
        ["Gemeente", "Gemeentecode", "Periode", "Meldingen"],
        ["Heerlen", "GM0917", "Q1 2026", 20],
        ["Totaal", "VT25", "Q1 2026", 50],
        ["Totaal", "", "Q2 2026", 50],
    )
    assert [figure[2] for figure in found(reading)] == ["GM0917", "VT25", "VT25"]


def test_a_total_row_of_nobody_and_a_name_of_two_places_are_asked(sheet):
    rows = ["Gebied", "Periode", "Meldingen"], ["Groningen", "Q1 2026", 20], ["Heerlen", "Q1 2026", 5]
    reading = sheet(["Veilig Thuis Groningen"], *rows)
    assert ([figure[2] for figure in found(reading)], [each.row for each in reading.problems]) == (["GM0917"], [3])
    reading = sheet(*rows[:1], ["Totaal", "Q1 2026", 20], ["Heerlen", "Q1 2026", 5])
    assert [problem.row for problem in reading.problems] == [2]


@pytest.mark.parametrize(("value", "says"), [(-3, "minder dan nul"), (2.5, "geen heel getal")])
def test_a_count_that_cannot_be_is_told_and_never_a_figure(sheet, value, says):
    reading = sheet(["Gemeente", "Periode", "Meldingen"], ["Heerlen", "Q1 2026", value], ["Maastricht", "Q1 2026", 4])
    assert [figure[2] for figure in found(reading)] == ["GM0935"]
    [(row, message)] = reading.problems
    assert (row, says in message) == (2, True)


def test_a_growth_may_be_below_nought_and_an_average_a_fraction(sheet):
    reading = sheet(
        ["Gemeente", "Periode", "Groei meldingen (%)", "Gemiddeld aantal meldingen per gezin"],
        ["Heerlen", "Q1 2026", -3.5, 2.5],
    )
    assert [figure[4] for figure in found(reading)] == ["-3.5", "2.5"]


MONTHS = [["Gemeente", "Maand", "Cliënten"], ["Heerlen", "januari 2026", "64"], ["Heerlen", "februari 2026", "65"]]


def test_a_csv_from_a_mac_names_its_topics_well_and_tells_doubt(read):
    text = "\n".join(map(";".join, MONTHS))
    reading = read(("levering.csv", text.encode("mac_roman")))
    assert [one[0] for one in found(reading)] == ["Cliënten", "Cliënten"]
    assert Problem(None, DOUBT.format(read="Cliënten", other="Cli‘nten")) in reading.files[0].problems
    assert found(read(("levering.csv", text.encode()))) == found(reading)


def test_a_workbook_in_the_old_form_of_excel_without_the_rows_that_are_struck_through(read):
    sheet = b"".join(label(at, column, text) for at, row in enumerate(MONTHS[:2]) for column, text in enumerate(row))
    struck = b"".join(label(2, column, text, 1) for column, text in enumerate(MONTHS[2]))
    styles = font() + font(struck=True) + style() + style(1)
    reading = read(("levering.xls", xls(sheet + struck, more=styles)))
    assert found(reading) == found(read(("levering.csv", "\n".join(map(";".join, MONTHS[:2])).encode())))
    assert Problem(3, marks.WHOLLY) in reading.files[0].problems
