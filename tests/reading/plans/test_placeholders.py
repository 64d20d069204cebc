"""Cells that nobody filled in, and cells with several things in them."""

import pytest

from reading.plans.placeholders import is_placeholder
from tests.reading.plans.plans import fields, only, read


@pytest.mark.parametrize(
    "text",
    ["[INVULLEN]", "[naam organisatie]", "<naam>", "...", "…", "____", "xxx", "XX", "xx-xx-2025", "{bedrag}",
     "Nog in te vullen", "in te vullen door GGD", "Klik hier om tekst in te voeren.", "[?]"],
)  # fmt: skip
def test_what_is_still_to_be_filled_in(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["", "x", "-", "n.t.b.", "PM", "[1]", "Training [naam]", "GGD <trekker>", "?", "to do"]
)
def test_what_says_something(text):
    assert not is_placeholder(text)


HEADINGS = ["Wat", "Hoe", "Trekker", "Partners", "Wanneer", "Kosten", "Status", "Doel", "Prioriteit"]


def test_each_field_that_is_still_to_be_filled_in_is_empty_and_told_once():
    row = only(read(HEADINGS, ["[INVULLEN]", *["..."] * 8]))
    assert (row.what, row.how, row.who.lead, row.who.partners, row.goals) == ("", "", None, (), ())
    assert (row.planning.text, row.cost.kind, row.status, row.priority) == ("", "unstated", None, None)
    assert sorted(fields(row)) == sorted(
        ["what", "how", "lead", "partners", "planning", "cost", "status", "goals", "priority"]
    )
    assert all("in te vullen" in problem.message for problem in row.problems)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- Training\n- Folder", "Training\nFolder"),
        ("• Training\n• Folder", "Training\nFolder"),
        ("a) Training b) Folder", "a) Training b) Folder"),
        ("a) Training\nb) Folder", "a) Training\nb) Folder"),
        ("1. Training\n2. Folder", "1. Training\n2. Folder"),
    ],
)
def test_several_points_in_one_cell_are_told(text, what):
    row = only(read(["Wat", "Wie"], [text, "GGD"]))
    assert (row.what, fields(row)) == (what, ["what"])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- Training", "Training"),
        ("Training\nvoor scholen", "Training voor scholen"),
        ("Stap a) en verder", "Stap a) en verder"),
    ],
)
def test_one_point_is_no_list(text, what):
    row = only(read(["Wat", "Wie"], [text, "GGD"]))
    assert (row.what, fields(row)) == (what, [])
