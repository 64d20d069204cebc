"""The map of a region: classes that need no colour, and no figure that is not there."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from monitoring.charts.maps import INKS, SHADES, Valued, bounds_of, class_of, middle_of, region_map, rings_of, steps_of

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = "M0,0l10,0 0,10 -10,0Z"
NEXT = "M10,0l10,0 0,10 -10,0Z"


def place(name, value, outline=SQUARE):
    return Valued(
        name, outline, None if value is None else Decimal(value), "geen cijfer" if value is None else str(value)
    )


def test_an_outline_is_read_in_absolute_coordinates():
    assert rings_of("M1,2l3-1 .5.5ZM10,10l1,0 0,1Z") == [[(1, 2), (4, 1), (4.5, 1.5)], [(10, 10), (11, 10), (11, 11)]]


def test_the_middle_is_that_of_the_largest_part():
    assert middle_of(SQUARE + "M100,100l1,0 0,1 -1,0Z") == (5, 5)


def test_bounds_hold_all_points():
    assert bounds_of([(1, 2), (5, -1), (3, 7)]) == (1, -1, 4, 8)


@pytest.mark.parametrize(
    ("values", "borders"),
    [
        (["4.8", "7.7"], ["4", "5", "6", "7", "8"]),
        (["0", "100"], ["0", "25", "50", "75", "100"]),
        (["3", "3"], ["3", "3"]),
        (["295", "650"], ["200", "300", "400", "500", "600", "700"]),
    ],
)
def test_classes_are_round_steps_of_equal_size(values, borders):
    assert steps_of([Decimal(value) for value in values]) == [Decimal(border) for border in borders]


@pytest.mark.parametrize(("value", "number"), [("4", 0), ("4.9", 0), ("5", 1), ("7.9", 3), ("8", 3)])
def test_a_value_on_a_border_belongs_to_the_higher_class_and_the_last_to_the_top(value, number):
    assert class_of(Decimal(value), [Decimal(border) for border in (4, 5, 6, 7, 8)]) == number


def test_a_municipality_without_a_figure_is_white_and_never_zero():
    drawn = region_map([place("Noord", 5), place("Zuid", None, NEXT), place("Oost", 9)], title="Meldingen, 2023")
    without = drawn.shapes[1]
    assert (without.number, without.shade, without.value) == ("2", "#ffffff", "geen cijfer")
    assert drawn.sentence == "Meldingen, 2023: van 5 in Noord tot 9 in Oost. Van 1 gemeente is er geen cijfer."
    assert [[shape.name for shape in each.shapes] for each in drawn.classes if each.shapes] == [
        ["Noord"], ["Oost"], ["Zuid"],
    ]  # fmt: skip


def test_one_figure_is_said_to_be_the_only_one():
    drawn = region_map([place("Noord", 5), place("Zuid", None, NEXT)], title="Meldingen, 2023")
    assert drawn.sentence == "Meldingen, 2023: alleen Noord heeft een cijfer, 5."
    assert [(each.label, each.has_values) for each in drawn.classes] == [("5", True), ("geen cijfer", False)]


@pytest.mark.parametrize(
    "places", [[], [place("Noord", 5)], [place("Noord", 5), place("Zuid", 6, "")], [place("Noord", None)] * 2]
)
def test_without_two_outlines_or_any_figure_there_is_no_map(places):
    assert region_map(places, title="Meldingen") is None


def test_every_class_has_its_own_shade():
    drawn = region_map([place(f"Plaats {value}", value) for value in (1, 21, 41, 61, 81, 99)], title="Meldingen")
    assert len({each.shade for each in drawn.classes}) == len(drawn.classes)


def test_every_area_of_the_map_has_its_name_and_value_beside_it():
    """By its number, so that nobody has to point at it or to see a shade; also one that nobody drew."""
    drawn = region_map(
        [place("Noord", 5), place("Zuid", None, NEXT), place("Oost", 9, ""), place("West", 7)], title="M"
    )
    beside = {shape.number: (shape.name, shape.value) for each in drawn.classes for shape in each.shapes}
    assert beside == {"1": ("Noord", "5"), "2": ("Zuid", "geen cijfer"), "3": ("Oost", "9"), "4": ("West", "7")}
    assert [shape.number for shape in drawn.shapes] == ["1", "2", "4"]
    words = " ".join(re.sub(r"<[^>]+>", " ", render_to_string("charts/map.html", {"map": drawn})).split())
    assert [each in words for each in ("1 Noord: 5", "2 Zuid", "3 Oost: 9 (niet op de kaart)")] == [True] * 3


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("shade", "ink"), list(zip(SHADES, INKS, strict=True)))
def test_the_number_is_readable_on_its_shade(shade, ink):
    light, dark = sorted((luminance(shade), luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_drawing_is_well_formed_and_says_what_it_shows():
    drawn = region_map([place("Noord", "5.5"), place("Zuid", None, NEXT)], title="Meldingen")
    root = ElementTree.fromstring(render_to_string("charts/map.svg", {"map": drawn}))
    assert root.find(f"{SVG}title").text == drawn.sentence
    assert [text.text for text in root.iter(f"{SVG}text")] == ["1", "2"]
    assert [title.text for path in root.iter(f"{SVG}path") for title in path] == ["Noord: 5.5", "Zuid: geen cijfer"]
    assert [node.tag for node in root.iter() if "style" in node.attrib or "id" in node.attrib] == []
