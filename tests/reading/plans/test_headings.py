"""What headings mean, and where the headings of a table are."""

import pytest

from actions.models import Cost
from reading.plans.columns import sections
from reading.plans.headings import means
from reading.plans.reader import read_plan
from tests.reading.plans.plans import only, read, table, tables, told


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *((heading, "what") for heading in ("Wat", "ACTIE", "Maatregel", "Wat gaan we doen?", "Concrete actie")),
        *((heading, "planning") for heading in ("Planning", "Tijdpad", "Looptijd", "Wanneer?", "Planning 2025")),
        *((heading, "start") for heading in ("Start", "Startdatum", "Begin", "Wanneer starten we?")),
        *((heading, "end") for heading in ("Eind", "Einddatum", "Gereed", "Deadline", "Wanneer is het klaar?")),
        *((heading, "how") for heading in ("Hoe", "Aanpak", "Hoe gaan we dat doen?")),
        *((heading, "who") for heading in ("Wie*", "Door wie?", "Trekker en partners", "Wie (trekker/partners)")),
        *((heading, "lead") for heading in ("Trekker", "Eigenaar", "Wie is verantwoordelijk?", "Actiehouder gemeente")),
        *((heading, "partners") for heading in ("Partners", "Met wie?", "I.s.m.", "Betrokken partijen")),
        *((heading, "goals") for heading in ("Doel", "Resultaat", "Doel / resultaat", "Waarom?", "Gewenst effect")),
        *((heading, "cost") for heading in ("Kosten", "Budget", "Wat kost het?", "Kosten (x € 1.000)", "Middelen")),
        *((heading, "funding") for heading in ("Dekking", "Financiering", "Wie betaalt dat?")),
        *((heading, "line") for heading in ("Actielijn", "Programmalijn", "Pijler")),
        *((heading, "number") for heading in ("Nr.", "Nummer", "#", "ID-code")),
        *((heading, "per") for heading in ("Per", "Incidenteel/structureel")),
        ("Status", "status"), ("Prioriteit", "priority"), ("Thema", "theme"), ("Gemeenten", "municipalities"),
        *((heading, "") for heading in ("", "Opmerkingen", "Doelgroep", "Q1", "Planning en kosten", "Opbrengst")),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_meaning(heading, field):
    assert means(heading).field == field


@pytest.mark.parametrize(
    ("heading", "year", "thousands", "per"),
    [
        ("Kosten 2025", 2025, False, None),
        ("Begroting 2026 (x € 1.000)", 2026, True, None),
        ("Kosten per jaar", None, False, Cost.Per.YEAR),
        ("Eenmalige kosten", None, False, Cost.Per.ONCE),
        ("Structureel budget", None, False, Cost.Per.YEAR),
        ("Kosten 2025-2028", None, False, None),
        ("Kosten 2025 en verder", None, False, None),
        ("Kosten (in duizenden euro's)", None, True, None),
        ("Kosten (€ 1.000,50)", None, False, None),
    ],
)
def test_a_heading_of_costs_says_more(heading, year, thousands, per):
    found = means(heading)
    assert (found.field, found.year, found.thousands, found.per) == ("cost", year, thousands, per)


def test_a_heading_that_may_mean_two_things_names_both():
    assert means("Planning en kosten").others == ("cost", "planning")


# Where they are


def layout(*rows, **options):
    return sections(table(*rows, **options))[0].layout


def test_titles_above_the_headings_are_passed():
    found = layout(["Uitvoeringsplan 2025"], [], ["Nr", "Actie", "Wie"], ["1", "Folder", "GGD"])
    assert [row.number for row in found.header] == [3]


def test_years_under_a_group_are_columns_of_it():
    found = layout(["Actie", "Kosten", "", ""], ["", "2025", "2026", "Totaal"], ["Folder", 1, 2, 3])
    assert [(one.field, one.year) for one in found.meanings] == [
        ("what", None),
        ("cost", 2025),
        ("cost", 2026),
        ("total", None),
    ]


def test_start_and_end_under_a_group_are_columns():
    found = layout(["Actie", "Planning", ""], ["", "Start", "Eind"], ["Folder", "2025", ""])
    assert [one.field for one in found.meanings] == ["what", "start", "end"]


def test_a_note_on_thousands_above_the_headings_is_no_group():
    found = layout(["(bedragen x € 1.000)"], ["Code", "Actie", "Wie", "2025"], ["A1", "Folder", "GGD", 5])
    assert [one.heading for one in found.meanings] == ["Code", "Actie", "Wie", "2025"]
    assert found.thousands


def test_a_title_above_a_heading_is_no_group():
    plan = read(["Actielijn 2: Stoppen"], ["Trekker", "Actie", "Wanneer"], ["GGD", "Folder", "2025"])
    row = only(plan)
    assert (row.line, row.who.lead) == ("Actielijn 2: Stoppen", "GGD")


def test_a_column_headed_by_a_year_holds_costs_when_its_cells_are_amounts():
    rows = (["Actie", "Wie", "2025"], ["Folder", "GGD", "€ 500"])
    assert layout(*rows).meanings[2].field == "cost"
    assert layout(*rows, ["Congres", "GGD", "in mei"]).meanings[2].field == ""


def test_a_column_of_progress_is_a_status_when_most_cells_are():
    rows = [
        ["Actie", "Wie", "Stand"],
        ["Actielijn 1: Zien"],
        ["Folder", "GGD", "Loopt"],
        ["Congres", "GGD", "zaal gehuurd"],
    ]
    plan = read(*rows)
    assert [row.status for row in plan.rows] == ["running", None]
    assert [problem.field for problem in plan.rows[1].problems] == ["status"]
    texts = read(*rows, ["Cursus", "GGD", "docent gevraagd"])
    assert texts.columns[0].fields == ("what", "who", "")
    assert len(told(texts)) == 1


def test_two_tables_in_one_sheet_have_their_own_headings():
    plan = read(
        ["Actie", "Wie", "Wanneer"],
        ["Folder", "GGD", "2025"],
        [],
        ["Wanneer", "Actie", "Doel", "Kosten", "Wie"],
        ["2026", "Congres", "Bereik", "€ 5", "OM"],
    )
    assert [(row.row, row.what, row.who.lead, row.planning.start) for row in plan.rows] == [
        (2, "Folder", "GGD", "2025Q1"),
        (5, "Congres", "OM", "2026Q1"),
    ]
    assert [row for row, _ in told(plan)] == [4]


def test_a_row_above_the_headings_that_is_more_than_a_title_is_told():
    plan = read(["Regio", "Zand", "versie 2"], ["Actie", "Wie"], ["Folder", "GGD"])
    assert [row for row, _ in told(plan)] == [1]


def test_a_choice_of_the_user_wins():
    plan = tables(table(["Iets", "Wat"], ["Folder", "drukken"]))
    row = only(read_plan(plan, mapping={1: {0: "what", 1: "how"}}))
    assert (row.what, row.how) == ("Folder", "drukken")


def test_columns_that_are_not_read_are_told():
    plan = read(["Actie", "Wie", "Iets", "", "Leeg"], ["Folder", "GGD", "x", "y", ""])
    assert len(told(plan)) == 2
