"""Which rows are actions, which go on with the one above, and which are told."""

import pytest

from reading.plans.lines import heading_line, line_in
from reading.plans.reader import read_plan
from tables.model import Cell
from tables.reading import read_tables
from tests.reading.plans.plans import cell, fields, only, read, told

HEADINGS = ["Wat", "Wie", "Wanneer", "Doel", "Kosten"]
ACTION = ["Folder", "GGD", "2025", "Bereik", "€ 500"]
ABOVE = Cell(merged="above")
LEFT = Cell(merged="left")


def whats(reading):
    return [row.what for row in reading.rows]


def test_each_row_is_an_action_with_the_number_of_its_row():
    reading = read(["Titel"], [], HEADINGS, ACTION, [], ["Congres", "GGD", "2026"])
    assert [(row.table, row.row, row.what) for row in reading.rows] == [(1, 4, "Folder"), (1, 6, "Congres")]
    assert reading.clean


@pytest.mark.parametrize(
    "row",
    [
        ["Totaal", "", "", "", "€ 500"],
        ["Subtotaal actielijn 1", "", "", "", "€ 500"],
        ["", "Totaal", "", "", "€ 500"],
        ["", "", "", "", "€ 500"],
        ["Dekking", "", "", "", "€ 500"],
        ["Beschikbaar budget", "", "", "", "€ 500"],
    ],
)
def test_a_total_is_no_action(row):
    reading = read(HEADINGS, ACTION, row)
    assert (whats(reading), [one for one, _ in told(reading)]) == (["Folder"], [3])


def test_a_total_is_no_action_where_the_costs_stand_first():
    reading = read(["Kosten", "Wat", "Wie"], ["€ 500", "Folder", "GGD"], ["€ 500", "Totaal", ""])
    assert (whats(reading), [row for row, _ in told(reading)]) == (["Folder"], [3])


def test_an_action_with_a_word_of_totals_is_an_action():
    reading = read(HEADINGS, ["Dekking regelen", "GGD", "2025"], ["Budget", "GGD", "2025", "", "€ 500"])
    assert (whats(reading), reading.clean) == (["Dekking regelen", "Budget"], True)


@pytest.mark.parametrize("text", ["zie actielijn 1", "Meldcodetour (zie actielijn 1)", "idem", "Zie ook paragraaf 4"])
def test_a_reference_is_no_action(text):
    reading = read(HEADINGS, ACTION, [text])
    assert (whats(reading), [row for row, _ in told(reading)]) == (["Folder"], [3])


def test_an_action_that_refers_is_an_action():
    reading = read(HEADINGS, ["Borgen (zie bijlage 2)", "GGD", "2025"])
    assert (whats(reading), reading.clean) == (["Borgen (zie bijlage 2)"], True)


def test_a_row_without_a_what_goes_on_with_the_action_above():
    row = only(read(HEADINGS, ACTION, ["", "politie", "", "Kennis", ""]))
    assert (row.goals, row.who.lead, row.who.partners) == (("Bereik", "Kennis"), "GGD", ("politie",))
    assert row.problems == []


def test_what_goes_on_and_says_otherwise_is_told():
    row = only(read(HEADINGS, ACTION, ["", "", "", "Kennis", "€ 700"]))
    assert (row.cost.text, fields(row)) == ("€ 500", ["cost"])


def test_a_row_without_a_what_but_with_a_planning_is_an_action():
    reading = read(HEADINGS, ACTION, ["", "", "2026", "Kennis", ""])
    assert [(row.what, row.goals, fields(row)) for row in reading.rows] == [
        ("Folder", ("Bereik",), []),
        ("", ("Kennis",), ["what"]),
    ]


def test_a_row_that_belongs_to_no_action_is_told():
    reading = read(HEADINGS, ["", "GGD", "", "Bereik", ""], ACTION)
    assert (whats(reading), [row for row, _ in told(reading)]) == (["Folder"], [2])


def test_a_row_with_only_a_what_between_actions_is_a_heading():
    reading = read(HEADINGS, ACTION, ["Cijfers"], ["Congres", "GGD", "2026"])
    assert [(row.what, row.theme) for row in reading.rows] == [("Folder", None), ("Congres", "Cijfers")]
    assert [row for row, _ in told(reading)] == [3]


def test_a_name_in_a_column_without_a_heading_is_a_heading():
    reading = read(["", "Wat", "Wie"], ["1. Preventie"], ["", "Folder", "GGD"])
    assert [(row.what, row.theme) for row in reading.rows] == [("Folder", "1. Preventie")]
    assert 2 in [row for row, _ in told(reading)]


@pytest.mark.parametrize("note", ["* onder voorbehoud", "Bron: werkgroep", "Toelichting " + "lang " * 30])
def test_a_note_is_told_and_is_no_heading(note):
    reading = read(HEADINGS, ACTION, [note], ["Congres", "GGD", "2026"])
    assert [row.theme for row in reading.rows] == [None, None]
    assert [row for row, _ in told(reading)] == [3]


def test_a_list_of_actions_alone_is_a_list_of_actions():
    reading = read(HEADINGS, ["Folder"], ["Congres"], ["Cursus", "GGD", "2025"])
    assert (whats(reading), reading.clean) == (["Folder", "Congres", "Cursus"], True)


def test_several_points_in_a_what_are_told():
    row = only(read(HEADINGS, ["• Folder\n• Congres", "GGD", "2025"]))
    assert (row.what, fields(row)) == ("Folder\nCongres", ["what"])


def test_a_what_over_two_lines_is_one():
    assert only(read(HEADINGS, ["Folder\nvoor ouders", "GGD", "2025"])).what == "Folder voor ouders"


def test_headings_that_are_repeated_on_a_next_page_are_no_row():
    reading = read(HEADINGS, ACTION, HEADINGS, ["Congres", "GGD", "2026"])
    assert (whats(reading), reading.clean) == (["Folder", "Congres"], True)


def test_a_rule_of_dashes_is_no_row():
    reading = read(HEADINGS, ["---", "---", "---", "---", "---"], ACTION)
    assert (whats(reading), reading.clean) == (["Folder"], True)


# Lines and themes


def test_a_heading_row_names_the_line_of_the_rows_beneath_it():
    wide = [cell("Actielijn 2: Stoppen"), LEFT, LEFT, LEFT, LEFT]
    theme = [cell("Plegers"), LEFT, LEFT, LEFT, LEFT]
    reading = read(HEADINGS, wide, ACTION, theme, ["Congres", "GGD", "2026"])
    assert [(row.line, row.theme) for row in reading.rows] == [
        ("Actielijn 2: Stoppen", None),
        ("Actielijn 2: Stoppen", "Plegers"),
    ]


def test_a_line_that_is_written_once_holds_for_the_rows_beneath_it():
    rows = [["Zien", "Folder", "GGD"], ["", "Congres", "GGD"], ["Doen", "Cursus", "GGD"], ["", "Loket", "GGD"]]
    reading = read(["Actielijn", "Wat", "Wie"], *rows)
    assert [row.line for row in reading.rows] == ["Zien", "Zien", "Doen", "Doen"]
    assert reading.clean


def test_a_row_with_only_a_line_names_it_for_the_rows_beneath_it():
    rows = [["Zien"], ["", "Folder", "GGD"], ["Doen"], ["", "Loket", "GGD"], ["Bron: werkgroep"]]
    reading = read(["Actielijn", "Wat", "Wie"], *rows)
    assert [row.line for row in reading.rows] == ["Zien", "Doen"]
    assert [row for row, _ in told(reading)] == [6]


def test_another_theme_in_a_row_that_goes_on_is_told():
    reading = read(
        ["Thema", "Wat", "Doel"], ["Jeugd", "Folder", "Bereik"], ["Jeugd", "", "Kennis"], ["Zorg", "", "Hulp"]
    )
    row = only(reading)
    assert (row.theme, row.goals, fields(row)) == ("Jeugd", ("Bereik", "Kennis", "Hulp"), ["theme"])


def test_a_line_that_is_forgotten_is_asked_for():
    rows = [["Zien", "Folder", "GGD"], ["Zien", "Congres", "GGD"], ["", "Loket", "GGD"]]
    reading = read(["Actielijn", "Wat", "Wie"], *rows)
    assert [(row.line, fields(row)) for row in reading.rows] == [("Zien", []), ("Zien", []), (None, ["line"])]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Actielijn 1", "Actielijn 1"),
        ("4.1 Actielijn 1: Zien", "Actielijn 1: Zien"),
        ("Ontwikkellijn B - Doen", "Ontwikkellijn B - Doen"),
        ("Actielijn 1: Zien: " + "uitleg " * 20, "Actielijn 1: Zien"),
        ("Actielijnen", None),
        ("de actielijn loopt", None),
    ],
)
def test_a_heading_that_names_a_line(text, line):
    assert line_in(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("3. Plegers", "Plegers"),
        ("Aanpak van plegers", "Aanpak van plegers"),
        ("Aanpak huiselijk geweld 2025-2028", None),
        ("Acties 2025", None),
        ("Actieplan regio Zand", None),
        ("Bijlage 1: tabel", None),
        ("Wat gaan we doen?", None),
        ("Blad1", None),
        ("definitief", None),
        ("Hier staat een hele zin.", None),
    ],
)
def test_a_heading_that_may_be_a_line(text, line):
    assert heading_line(text) == line


# Merged cells


def test_cells_that_are_merged_downwards_hold_for_each_row():
    reading = read(HEADINGS, ACTION, ["Congres", ABOVE, ABOVE, ABOVE, ""])
    row = reading.rows[1]
    assert (row.who.lead, row.planning.start, row.goals) == ("GGD", "2025Q1", ("Bereik",))
    assert row.problems == []


def test_an_amount_that_is_merged_downwards_is_not_counted_twice():
    reading = read(HEADINGS, ACTION, ["Congres", "GGD", "2026", "", ABOVE])
    assert [(row.cost.amount is None, fields(row)) for row in reading.rows] == [(False, []), (True, ["cost"])]


def test_an_empty_theme_beside_a_filled_line_is_no_theme():
    text = "Lijn;Thema;Wat;Wanneer\nA;Melden;Een;2026\nA;;Twee;2026\n;;Drie;2026\nA;Zorg;Vier;2026\nB;;Vijf;2026"
    rows = read_plan(read_tables(text.encode(), filename="plan.csv")).rows
    assert [(row.what, row.theme) for row in rows] == [
        ("Een", "Melden"), ("Twee", None), ("Drie", None), ("Vier", "Zorg"), ("Vijf", None),
    ]  # fmt: skip
    assert "theme" not in [problem.field for row in rows for problem in row.problems]
