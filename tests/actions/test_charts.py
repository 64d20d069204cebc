"""The status bar: what it says and draws."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from actions.models import Action
from actions.pages.charts import COLOURS, HEIGHT, TEXTURES, WIDTH, status_bar

SVG = "{http://www.w3.org/2000/svg}"


def test_a_bar_says_how_many_actions_have_each_status():
    bar = status_bar({"planned": 2, "running": 5, "unknown": 1, "done": 0})
    assert bar.total == 8
    assert bar.sentence == "Van de 8 acties: 5 lopen, 2 gepland en 1 onbekend."
    assert [(part.status, part.label, part.count) for part in bar.segments] == [
        ("running", "Loopt", 5),
        ("planned", "Gepland", 2),
        ("unknown", "Onbekend", 1),
    ]


def test_one_action():
    assert status_bar({"done": 1}).sentence == "Van 1 actie: 1 afgerond."


def test_without_actions_there_is_nothing_to_draw():
    bar = status_bar({})
    assert (bar.total, bar.sentence, bar.segments) == (0, "Er zijn nog geen acties.", [])
    assert "<svg" not in render_to_string("charts/status_bar.html", {"chart": bar})


@pytest.mark.parametrize("counts", [{"done": 1}, {"done": 1, "unknown": 999}, dict.fromkeys(Action.Status.values, 7)])
def test_the_parts_fill_the_bar_and_do_not_overlap(counts):
    edge = 0.0
    for part in status_bar(counts).segments:
        assert float(part.x) >= edge - 0.01
        edge = float(part.x) + float(part.width)
    assert edge == pytest.approx(WIDTH, abs=0.05)


def test_the_texture_stays_inside_its_part():
    for part in status_bar(dict.fromkeys(Action.Status.values, 3)).segments:
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", part.texture):
            assert float(part.x) <= float(x) <= float(part.x) + float(part.width) + 0.01
            assert 0 <= float(y) <= HEIGHT


def test_every_status_has_a_colour_and_neighbours_differ_in_more_than_colour():
    assert set(COLOURS) == set(Action.Status)
    looks = [(TEXTURES.get(status), COLOURS[status] == "#ffffff") for status in COLOURS]
    assert all(one != other for one, other in pairwise(looks))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("status", list(Action.Status))
def test_every_part_stands_out_against_white(status):
    part = status_bar({status: 1}).segments[0]
    assert 1.05 / (luminance(part.edge) + 0.05) >= 3


def test_the_svg_is_well_formed_and_its_title_is_the_sentence():
    bar = status_bar(dict.fromkeys(Action.Status.values, 1234))
    root = ElementTree.fromstring(render_to_string("charts/status_bar.svg", {"chart": bar}))
    assert root.find(f"{SVG}title").text == bar.sentence
    assert len(root.findall(f"{SVG}rect")) == 7
    numbers = [value for node in root.iter() for value in node.attrib.values() if re.fullmatch(r"[\d.,]+", value)]
    assert [value for value in numbers if "," in value] == []
    assert [node.tag for node in root.iter() if "style" in node.attrib or "id" in node.attrib] == []
