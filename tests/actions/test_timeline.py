"""Actions laid out in time: what the plan leaves open stays open."""

import datetime

import pytest

from actions.models import Action, Phase, Programme
from actions.rules import timeline


def programme(first=2021, last=2022):
    return Programme(first_year=first, last_year=last)


def action(**fields):
    return Action(**fields)


def drawn(last=2022, **fields):
    """One action as a string: `.` empty, `#` runs; `<` begin and `>` end open. `|` before what comes later."""
    found = timeline.build([("Actie", action(**fields))], programme(last=last))
    cells = []
    for cell in found.rows[0].cells:
        if not cell.runs:
            cells.append(".")
        else:
            cells.append(("<" if cell.open_start else "#") + "#" * (cell.span - 2 if cell.span > 1 else 0))
            if cell.span > 1:
                cells.append(">" if cell.open_end else "#")
            elif cell.open_end:
                cells[-1] = ">"
    return "".join(cells)


@pytest.mark.parametrize(
    ("fields", "picture"),
    [
        ({"starts_in": "2021Q2", "ends_in": "2021Q3"}, ".##....."),
        ({"starts_in": "2021Q2", "ends_in": "2021Q2"}, ".#......"),
        ({"starts_in": "2021Q1", "ends_in": "2022Q4"}, "########"),
        ({"starts_in": "2022Q2"}, ".....###>"),  # no end named: on into the column for later
        ({"ends_in": "2021Q3"}, "<##....."),
        ({"starts_in": "2021Q2", "recurrence": "yearly"}, ".#...#..>"),
        ({"starts_in": "2021Q1", "ends_in": "2021Q4", "recurrence": "yearly"}, "####...."),
        ({"recurrence": "ongoing"}, "########"),  # the years of the programme, no more
        ({"recurrence": "quarterly"}, "########"),
    ],
)
def test_where_an_action_is_drawn(fields, picture):
    assert drawn(**fields) == picture


def test_ongoing_in_a_programme_without_last_year_has_no_end():
    assert drawn(last=None, recurrence="ongoing") == "####>"


def test_columns_are_quarters_under_their_year():
    found = timeline.build([], programme())
    assert [column.label for column in found.columns] == ["K1", "K2", "K3", "K4"] * 2
    assert (found.columns[1].name, found.years, found.later, found.span) == (
        "2e kwartaal 2021",
        [("2021", 4), ("2022", 4)],
        False,
        9,
    )


def test_a_long_programme_has_columns_of_a_year():
    found = timeline.build([("Actie", action(starts_in="2026Q3", ends_in="2027Q1"))], programme(2024, 2031))
    assert [column.label for column in found.columns] == [str(year) for year in range(2024, 2032)]
    assert (found.years, [cell.runs for cell in found.rows[0].cells]) == ([], [False] * 2 + [True] + [False] * 4)
    assert found.rows[0].cells[2].span == 2


def test_the_columns_widen_to_the_actions_within_reason():
    actions = [
        ("Vroeg", action(starts_in="1900Q1", ends_in="2021Q1")),
        ("Laat", action(starts_in="2022Q1", ends_in="2099Q4")),
    ]
    found = timeline.build(actions, programme())
    assert (found.columns[0].label, found.columns[-1].label, found.later) == ("2018", "2032", True)


def test_what_cannot_be_drawn_is_listed_apart():
    actions = [
        ("Woorden", action(planning_text="Q2")),
        ("Elk jaar", action(recurrence="yearly")),
        ("Niets", action()),
        ("Kwartaal", action(starts_in="2021Q1")),
    ]
    found = timeline.build(actions, programme())
    assert [row.title for row in found.undated] == ["Woorden", "Elk jaar"]
    assert [row.title for row in found.unplanned] == ["Niets"]
    assert [row.title for row in found.rows] == ["Kwartaal"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"starts_in": "2021Q1"}, "exact"),
        ({"starts_in": "2021Q1", "planning_approximate": True}, "approximate"),
        ({"recurrence": "ongoing"}, "recurring"),
    ],
)
def test_how_sure_a_bar_is(fields, kind):
    found = timeline.build([("Actie", action(**fields))], programme())
    assert found.rows[0].kind == kind


def test_cells_say_in_words_what_the_colour_shows():
    found = timeline.build([("Actie", action(starts_in="2021Q2")), ("Ander", action(ends_in="2021Q2"))], programme())
    assert [cell.text for row in found.rows for cell in row.cells if cell.runs] == [
        "gepland, einde open",
        "gepland, begin niet genoemd",
    ]


def test_phases_are_drawn_in_the_quarters_of_their_months():
    phases = [
        Phase(title="Een", starts=datetime.date(2020, 12, 1), ends=datetime.date(2021, 7, 1)),
        Phase(title="Twee", starts=datetime.date(2021, 4, 1), ends_text="eind programma"),
    ]
    found = timeline.build([], programme(), phases)
    assert (found.columns[0].name, found.later) == ("1e kwartaal 2020", True)
    first, second = found.phases
    assert [(cell.span, cell.runs) for cell in first.cells][:4] == [(1, False)] * 3 + [(4, True)]
    assert (second.planning, second.cells[-1].open_end) == ("april 2021 tot en met eind programma", True)
