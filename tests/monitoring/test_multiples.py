"""Small charts beside each other: one scale, the same honesty as the large ones."""

from decimal import Decimal
from xml.etree import ElementTree

from django.template.loader import render_to_string

from monitoring.charts.line import Point
from monitoring.charts.multiples import multiples

SVG = "{http://www.w3.org/2000/svg}"


def points(*values, start=2020):
    return [Point(str(start + at), None if value is None else Decimal(value)) for at, value in enumerate(values)]


def test_the_same_value_stands_at_the_same_height_and_the_same_year_at_the_same_place():
    drawn = multiples([("Noord", points(10, 20)), ("Zuid", points(None, 20, 40))])
    noord, zuid = drawn.charts
    assert (noord.dots[1].x, noord.dots[1].y) == (zuid.dots[0].x, zuid.dots[0].y)
    assert drawn.highest == "40"


def test_who_has_no_value_is_named_and_not_drawn():
    drawn = multiples([("Noord", points(10, 20)), ("Zuid", points(None, None)), ("Oost", [])])
    assert ([chart.title for chart in drawn.charts], drawn.without) == (["Noord"], ["Zuid", "Oost"])


def test_nothing_known_is_nothing_drawn():
    drawn = multiples([("Noord", points(None)), ("Zuid", [])])
    assert (drawn.charts, drawn.without) == ([], ["Noord", "Zuid"])


def test_a_gap_is_not_bridged_and_a_single_value_is_a_dot():
    drawn = multiples([("Noord", points(10, None, 30)), ("Zuid", points(5))])
    assert [(chart.whole.count("M"), len(chart.dots)) for chart in drawn.charts] == [(0, 2), (0, 1)]
    assert [chart.sentence for chart in drawn.charts] == [
        "Noord: 10 in 2020 en 30 in 2022. Van 1 periode is er geen cijfer.",
        "Zuid: 5 in 2020.",
    ]


def test_no_line_is_drawn_through_a_change_of_method():
    drawn = multiples([("Noord", points(10, 20, 30, start=2017))], breaks=["2019"])
    assert drawn.charts[0].whole.count("M") == 1
    assert (drawn.break_years, [mark.label for mark in drawn.charts[0].breaks]) == (["2019"], ["2019"])


def test_what_is_provisional_is_dashed_and_hollow():
    series = [Point("2022", Decimal(5)), Point("2023", Decimal(7), provisional=True)]
    (chart,) = multiples([("Noord", series)]).charts
    assert ((chart.whole, chart.dashed.count("M")), [dot.hollow for dot in chart.dots]) == (("", 1), [False, True])


def test_cumulative_periods_are_not_drawn():
    drawn = multiples([("Noord", [Point("2026M01-2026M09", Decimal(5))])])
    assert drawn.without == ["Noord"]


def test_the_drawing_is_well_formed_and_says_its_sentence():
    (chart,) = multiples([("Noord", points(1234, 2345, 3456))], breaks=["2021"]).charts
    root = ElementTree.fromstring(render_to_string("charts/small.svg", {"chart": chart}))
    assert root.find(f"{SVG}title").text == chart.sentence
    assert [text.text for text in root.iter(f"{SVG}text")] == ["2020", "2022", "3.456"]
    assert [node.tag for node in root.iter() if "style" in node.attrib or "id" in node.attrib] == []
