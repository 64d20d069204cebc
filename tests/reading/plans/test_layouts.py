"""Tables that lie otherwise: calendars with crosses, cards of labels and values, actions beside each other."""

import pytest

from reading.plans.corrections import with_edits
from reading.plans.model import PlanReading
from reading.plans.reader import read_plan
from reading.vocabulary import Heap
from tables.model import LEFT, Refused, Tables
from tests.reading.plans.plans import fields, only, read, table, tables, told


def rows(text: str) -> list[list[str]]:
    """`;` between cells, ` / ` between rows."""
    return [row.split(";") for row in text.split(" / ")]


def times(reading: PlanReading) -> list[tuple[str, str | None, str | None]]:
    return [(row.what, row.planning.start, row.planning.end) for row in reading.rows]


# Calendars

QUARTERS = "Actie;Wie;Q1 2025;Q2 2025;Q3 2025;Q4 2025"
FOLDER = ("Folder", "2025Q2", "2025Q3")


@pytest.mark.parametrize(
    "text",
    [
        f"{QUARTERS} / Folder;GGD;;x;X;",
        f"{QUARTERS} / Folder;GGD;;✓;●;",
        f"{QUARTERS} / Folder;GGD;-;v;1;nee",
        "Actie;Wie;2025;;; / ;;Q1;Q2;Q3;Q4 / Folder;GGD;;x;x;",
        ";;2025;;; / Actie;Wie;1e kwartaal;2e kwartaal;3e kwartaal;4e kwartaal / Folder;GGD;;x;x;",
        "Actie;Wie;Planning 2025;;; / ;;K1;K2;K3;K4 / Folder;GGD;;x;x;",
        "Actie;Wie;2025;;; / ;;1;2;3;4 / Folder;GGD;;x;x;",
        "Jaarplan 2025 / Actie;Wie;Q1;Q2;Q3;Q4 / Folder;GGD;;x;x;",
        "Actie;Wie;apr 2025;mei 2025;jun 2025;jul 2025 / Folder;GGD;;x;x;x",
        "Planning 2025 / Actie;Wie;J;F;M;A;M;J;J;A;S;O;N;D / Folder;GGD;;;;;x;x;x;;;;;",
        "Q1 2025;Q2 2025;Q3 2025;Q4 2025;Wie;Actie / ;x;x;;GGD;Folder",
        "Jaarplan 2025 / Actie;Wie;jan-mrt;apr-jun;jul-sep;okt-dec / Folder;GGD;;x;x;",
        "Actie;Wie;2025 Q1;2025 Q2;2025 Q3;2025 Q4;2026;2027 / Folder;GGD;;x;x;;;",
        "Actie;Start;Gereed;Q1 2025;Q2 2025;Q3 2025;Q4 2025 / Folder;Q2 2025;Q3 2025;;x;x;",
    ],
)
def test_crosses_under_quarters_and_months_are_a_planning(text):
    plan = read(*rows(text))
    assert times(plan) == [FOLDER]
    assert plan.clean


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [("x;x;", "2025Q1", "2026Q4"), (";●;", "2026Q1", "2026Q4"), ("x;x;x", "2025Q1", "2027Q4"), (";;", None, None)],
)
def test_crosses_under_years_are_a_planning(cells, start, end):
    plan = read(*rows(f"Actie;Wie;2025;2026;2027 / Folder;GGD;{cells} / Cursus;VT;x;;"))
    assert times(plan) == [("Folder", start, end), ("Cursus", "2025Q1", "2025Q4")]
    assert plan.clean


@pytest.mark.parametrize(
    ("headings", "cells", "start", "end"),
    [
        ("25;26;27", "x;x;", "2025Q1", "2026Q4"),
        ("Q1 2025;Q2 2025;Q3 2025;Q4 2025;2026", ";;;x;x", "2025Q4", "2026Q4"),
        ("Q1 2025;Q2 2025;2026", "x;;€ 500", "2025Q1", "2025Q1"),
    ],
)
def test_years_of_two_digits_and_years_after_quarters(headings, cells, start, end):
    assert times(read(*rows(f"Actie;Wie;{headings} / Folder;GGD;{cells}"))) == [("Folder", start, end)]


def test_amounts_under_years_stay_costs():
    plan = read(*rows("Actie;Wie;2025;2026 / Folder;GGD;€ 500; / Cursus;VT;€ 1;€ 700"))
    assert [row.cost.by_year for row in plan.rows] == [{2025: 500}, {2025: 1, 2026: 700}]


def test_time_between_crosses_is_told():
    plan = read(*rows(f"{QUARTERS} / Folder;GGD;x;;;x"))
    assert times(plan) == [("Folder", "2025Q1", "2025Q4")]
    assert fields(only(plan)) == ["planning"]


def test_a_cross_over_merged_cells_holds_for_all_of_them():
    plan = read(*rows(QUARTERS), ["Folder", "GGD", "", "x", LEFT, ""])
    assert times(plan) == [FOLDER]


def test_words_among_the_crosses_are_told():
    plan = read(*rows(f"{QUARTERS} / Folder;GGD;;start;gereed; / Cursus;VT;x;x;x;"))
    assert times(plan)[0] == FOLDER
    assert [(row, "start; gereed" in message) for row, message in told(plan)] == [(2, True)]


def test_a_calendar_without_crosses_is_told_once():
    plan = read(*rows(f"{QUARTERS} / Folder;GGD;;;; / Cursus;VT;;;;"))
    assert [row for row, _ in told(plan)] == [1]
    assert "kleuren" in told(plan)[0][1]


def test_quarters_without_a_year_are_told():
    plan = read(*rows("Actie;Wie;Q1;Q2 / Folder;GGD;x;x"))
    assert (times(plan), fields(only(plan))) == ([("Folder", None, None)], ["planning"])


@pytest.mark.parametrize("again", [[], rows(QUARTERS)])
def test_a_calendar_goes_on_over_the_page(again):
    first = table(*rows(f"{QUARTERS} / Cursus;VT;x;;;"))
    second = table(*again, ["Folder", "GGD", "", "x", "x", ""], number=2)
    assert times(read_plan(tables(first, second, kind="docx")))[1] == FOLDER


def test_another_table_beneath_a_calendar_is_its_own():
    plan = read(
        *rows(f"{QUARTERS} / Folder;GGD;;x;x; /  / Actie;Wie;Wanneer;Kosten;Doel; / Cursus;VT;2026;€ 5;Bereik;")
    )
    assert times(plan) == [FOLDER, ("Cursus", "2026Q1", "2026Q4")]


# Cards

CARD = "Actie;Training / Trekker;GGD / Partners;VT, politie / Planning;Q1 2025 / Kosten;€ 500"
TRAINING = ("Training", "GGD", "2025Q1", 500)


def shown(reading: PlanReading) -> list[tuple[object, ...]]:
    return [(row.what, row.who.lead, row.planning.start, row.cost.amount) for row in reading.rows]


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        "Actie: Training / Trekker: GGD / Planning: Q1 2025 / Kosten: € 500",
        "Actie: Training\nTrekker: GGD\nPlanning: Q1 2025\nKosten: € 500",
        "Actie;Training;Trekker;GGD / Planning;Q1 2025;Kosten;€ 500",
        "Actie 1: Training; / Trekker;GGD / Planning;Q1 2025 / Kosten;€ 500",
        "Wat gaan we doen?;Training / Wie is de trekker?;GGD / Wanneer?;Q1 2025 / Wat kost het?;€ 500",
        "Nr;1 / Trekker;GGD / Wat;Training / Planning;Q1 2025 / Kosten;€ 500",
        "Maatregel 1;Training / Trekker;GGD / Planning;Q1 2025 / Kosten;€ 500",
    ],
)
def test_labels_with_values_are_one_action(text):
    plan = read(*rows(text))
    assert shown(plan) == [TRAINING]
    assert plan.clean


TWO = [
    f"{CARD} / Actie;Folder / Trekker;OM / Planning;2026 / Kosten;€ 7",
    f"{CARD} /  / Actie;Folder / Planning;2026 / Kosten;€ 7 / Trekker;OM",
    "Actie 1: Training; / Trekker;GGD / Planning;Q1 2025 / Kosten;€ 500 / "
    "Actie 2: Folder; / Trekker;OM / Planning;2026 / Kosten;€ 7",
    "Maatregel 1;Training / Trekker;GGD / Planning;Q1 2025 / Kosten;€ 500 / "
    "Maatregel 2;Folder / Eigenaar;OM / Planning;2026 / Kosten;€ 7",
    "Nr;1 / Actie;Training / Trekker;GGD / Planning;Q1 2025 / Kosten;€ 500 / "
    "Nr;2 / Actie;Folder / Trekker;OM / Planning;2026 / Kosten;€ 7",
]


@pytest.mark.parametrize("text", TWO)
def test_cards_beneath_each_other_are_each_an_action(text):
    plan = read(*rows(text))
    assert shown(plan) == [TRAINING, ("Folder", "OM", "2026Q1", 7)]
    assert plan.clean


@pytest.mark.parametrize("text", [CARD, *TWO])
def test_each_row_of_a_card_is_in_one_heap(text):
    file = tables(table(*rows(text)))
    plan = read_plan(file)
    heaps = plan.accounting.heaps
    assert list(heaps) == [(1, row.number) for row in file.tables[0].rows]
    assert [place for place, heap in heaps.items() if heap == Heap.ACTION] == [
        (row.table, row.row) for row in plan.rows
    ]


def test_a_table_for_each_card():
    first = table(*rows(CARD))
    second = table(*rows("Actie;Folder / Planning;2026 / Trekker;OM"), number=2)
    plan = read_plan(tables(first, second, kind="docx"))
    assert [(row.table, row.row, row.what, row.who.lead) for row in plan.rows] == [
        (1, 1, "Training", "GGD"),
        (2, 1, "Folder", "OM"),
    ]


@pytest.mark.parametrize(
    ("headings", "number", "line", "alarms"),
    [
        (["Actielijn 1: Zien", "Actie 1.1 Training"], "1.1", "Actielijn 1: Zien", 0),
        (["Actielijn 1: Zien", "Training"], None, "Actielijn 1: Zien", 1),
    ],
)
def test_a_card_is_called_after_the_heading_above_it(headings, number, line, alarms):
    card = table(*rows("Doel;Bereik / Trekker;GGD / Planning;Q1 2025"), headings=headings)
    plan = read_plan(tables(card, kind="docx"))
    row = only(plan)
    assert (row.number, row.what, row.line, row.theme) == (number, "Training", line, None)
    assert len(told(plan)) == alarms


def test_a_label_that_is_not_known_is_told_once():
    plan = read(*rows(TWO[0].replace("Partners", "Iets")))
    assert [row.what for row in plan.rows] == ["Training", "Folder"]
    assert len(told(plan)) == 1


@pytest.mark.parametrize(
    ("text", "what", "typed"),
    [(CARD, "Training", "2026"), ("Actie: Training\nTrekker: GGD\nPlanning: Q1 2025", "Training", "2026")],
)
def test_a_cell_of_a_card_is_corrected_where_it_stands(text, what, typed):
    file = tables(table(*rows(text)))
    row = only(read_plan(file))
    cell = next(cell for cell in row.cells if cell.code == "planning")
    again = only(read_plan(with_edits(file, {f"1:{row.row}:{cell.column}": typed})))
    assert (again.what, again.who.lead, again.planning.start) == (what, "GGD", "2026Q1")


def test_a_planning_of_crosses_is_corrected_in_its_first_cell():
    file = tables(table(*rows(f"{QUARTERS} / Folder;GGD;;x;x;")))
    row = only(read_plan(file))
    cell = next(cell for cell in row.cells if cell.code == "planning")
    assert cell.text == "Q2 2025 - Q3 2025"
    again = read_plan(with_edits(file, {f"1:2:{cell.column}": "Q4 2025"}))
    assert times(again) == [("Folder", "2025Q4", "2025Q4")]


@pytest.mark.parametrize(
    "text",
    [
        "Actie;Training;Folder;Congres / Trekker;GGD;VT;OM / Planning;2025;2026;Q3 2025 / Kosten;€ 5;PM;-",
        "Actie;Training;Actie;Folder / Trekker;GGD;Trekker;VT / Planning;2025;Planning;2026",
        "Actie;Training;Folder / Trekker;GGD;VT / Planning;2025;2026",
    ],
)
def test_actions_beside_each_other_are_told(text):
    with pytest.raises(Refused, match="eigen kolom"):
        read(*rows(text))
    both = Tables("xlsx", (table(*rows(text)), table(["Wat", "Wie"], ["Folder", "GGD"], number=2)))
    plan = read_plan(both)
    assert [row.what for row in plan.rows] == ["Folder"]
    assert [(one.table, "eigen kolom" in one.message) for one in plan.problems] == [(1, True)]
    assert plan.accounting.count(Heap.NOT_UNDERSTOOD) == len(rows(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wat;Wie / Training;GGD / Folder;VT",
        "Actie;Trekker;Planning / Doel bepalen;GGD;2025 / Kosten ramen;VT;2026",
        "Planning;Actie;Wie / 2025;Training;GGD / 2026;Folder;VT",
    ],
)
def test_an_ordinary_table_is_no_card(text):
    assert len(read(*rows(text)).rows) == 2
