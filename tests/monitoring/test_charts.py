"""The line over time: gaps stay gaps, provisional is dashed, nothing is drawn through a change of method."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from monitoring.charts.line import Point, line_chart

SVG = "{http://www.w3.org/2000/svg}"


def points(*values, start=2020):
    return [Point(str(start + at), None if value is None else Decimal(value)) for at, value in enumerate(values)]


def chart(series, **options):
    return line_chart(series, **{"title": "Meldingen, Noordland"} | options)


@pytest.mark.parametrize("series", [[], points(5), points(5, None), [Point("2026M01-2026M09", Decimal(1))] * 3])
def test_fewer_than_two_values_need_no_drawing(series):
    assert chart(series) is None


def test_the_sentence_says_first_last_highest_lowest_and_gaps():
    assert chart(points(1100, 1500, None, 900, 1200)).sentence == (
        "Meldingen, Noordland: 1.100 in 2020 en 1.200 in 2024."
        " Het hoogste is 1.500 (2021), het laagste 900 (2023). Van 1 periode is er geen cijfer."
    )


def test_a_provisional_last_value_is_called_so():
    series = [Point("2024H1", Decimal(10)), Point("2024H2", Decimal(12), provisional=True)]
    assert chart(series).sentence == (
        "Meldingen, Noordland: 10 in 1e halfjaar 2024 en 12 in 2e halfjaar 2024 (voorlopig cijfer)."
    )


def test_the_value_is_shown_as_its_source_has_it():
    series = [Point("2023", Decimal(45), text="circa 45"), Point("2024", Decimal(50))]
    assert [dot.label for dot in chart(series).dots] == ["circa 45", "50"]


def test_a_gap_is_not_bridged():
    drawn = chart(points(10, 20, None, 30, 40))
    assert drawn.whole.count("M") == 2  # 2020-2021 and 2023-2024


def test_a_period_that_is_missing_is_a_gap_too():
    series = [Point(period, Decimal(5)) for period in ("2023H1", "2023H2", "2024H2")]
    assert chart(series).whole.count("M") == 1


def test_what_touches_a_provisional_value_is_dashed():
    series = [Point("2022", Decimal(5)), Point("2023", Decimal(6)), Point("2024", Decimal(7), provisional=True)]
    drawn = chart(series)
    assert (drawn.whole.count("M"), drawn.dashed.count("M"), drawn.has_provisional) == (1, 1, True)
    assert [dot.hollow for dot in drawn.dots] == [False, False, True]


def test_no_line_is_drawn_through_a_change_of_method():
    drawn = chart(points(10, 20, 30, start=2017), breaks=["2019"])
    assert drawn.whole.count("M") == 1
    assert [mark.label for mark in drawn.breaks] == ["2019"]


def test_a_change_of_method_before_the_first_year_is_not_shown():
    assert chart(points(10, 20, 30, start=2019), breaks=["2019"]).breaks == []


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (1305, ["0", "500", "1.000", "1.500"]),
        (9, ["0", "2,5", "5", "7,5", "10"]),
        (4, ["0", "1", "2", "3", "4"]),
        (100, ["0", "25", "50", "75", "100"]),
        (0, ["0", "1"]),
        ("0.3", ["0", "0,1", "0,2", "0,3"]),
    ],
)
def test_the_axis_begins_at_zero_and_has_round_steps(highest, ticks):
    assert [mark.label for mark in chart(points(highest, highest)).rows] == ticks


def test_a_target_fits_in_the_drawing():
    drawn = chart(points(20, 30), target=Decimal(90))
    assert drawn.rows[-1].label == "100"
    assert (drawn.target.label, float(drawn.target.at) > drawn.top) == ("90", True)


def test_order_of_the_points_does_not_matter():
    series = points(10, 20, 30)
    assert chart(series) == chart(series[::-1])


def test_with_many_points_only_the_telling_ones_are_labelled():
    drawn = chart(points(*[50] * 4, 10, *[50] * 4, 90, 60))
    assert [dot.label for dot in drawn.dots if dot.label] == ["50", "10", "90", "60"]


def test_the_svg_is_well_formed_and_has_no_localised_numbers():
    drawn = chart(points(1234, 2345, None, 3456, 4567), target=Decimal("2500.5"), breaks=["2022"])
    root = ElementTree.fromstring(render_to_string("charts/line.svg", {"chart": drawn}))
    assert root.find(f"{SVG}title").text == drawn.sentence
    values = [
        value
        for node in root.iter()
        for name, value in node.attrib.items()
        if name not in ("aria-label", "font-family")
    ]
    assert [value for value in values if "," in value] == []
    assert [node.tag for node in root.iter() if "style" in node.attrib or "id" in node.attrib] == []
