"""Any table, written in every form of CBS, is read back whole: every figure, and no other."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.choosing import examples
from tests.reading.figures.conftest import AREAS
from tests.reading.figures.statline import BOM

NAMES = {
    "NL01": "Nederland",
    "PV20": "Groningen (PV)",
    "VT08": "Groningen (VT)",
    "GM0014": "Groningen (gemeente)",
    "GM0893": "Bergen (L.)",
    "VT16": "Brabant Noordoost (VT)",
    "GM0917": "Heerlen",
}
PERIODS = {
    "2020": ("2020", "2020JJ00"),
    "2020H1": ("1e halfjaar 2020", "2020HJ01"),
    "2023Q4": ("4e kwartaal 2023", "2023KW04"),
    "2024M02": ("2024 februari", "2024MM02"),
}
CATEGORIES = {"T001081": "Totaal", "A025293": "Overdracht", "A025294": "(Ex-)partnergeweld", "A025295": "0 tot 5 jaar"}
TOPICS = {"OntvangenMeldingen_1": ("Ontvangen meldingen", "aantal"), "Aandeel_2": ("Meldingen/Aandeel", "%")}
UNKNOWN = "."


@st.composite
def tables(draw):
    """Values by category, area, period and topic: a count, a share with one decimal, or unknown."""
    keys = st.tuples(*(st.sampled_from(sorted(choices)) for choices in (CATEGORIES, NAMES, PERIODS)))
    counts = st.integers(0, 3_000_000).map(lambda number: str(number * 5))
    shares = st.integers(0, 1000).map(lambda number: f"{number / 10:.1f}")
    rows = draw(st.lists(keys, min_size=1, max_size=12, unique=True))
    unknown = st.just(UNKNOWN)
    return {key: (draw(counts | unknown), draw(shares | unknown)) for key in rows}


def expected(table):
    found = set()
    for (category, area, period), values in table.items():
        for value, (path, unit) in zip(values, TOPICS.values(), strict=True):
            known = None if value == UNKNOWN else value
            found.add((path.rpartition("/")[2], unit, CATEGORIES[category], area, period, known))
    return found


def found(reading):
    figures = list(reading.figures)
    result = {
        (
            each.series.topic,
            each.series.unit,
            dict(each.series.dimensions)["Kenmerken"],
            each.area,
            each.period,
            each.value,
        )
        for each in figures
    }
    assert len(result) == len(figures)
    return result


def statline(table, order, *, screen=False):
    head = ["Kenmerken", "Regio's", "Perioden", *(f"{path} ({unit})" for path, unit in TOPICS.values())]
    lines = [head]
    for (category, area, period), values in table.items():
        shown = [f"{int(v):,}".replace(",", ".") if screen and v.isdigit() else v for v in values]
        shown = [
            v.replace(".", ",") if screen and "." in v and v != UNKNOWN and index else v
            for index, v in enumerate(shown)
        ]
        lines.append(
            [CATEGORIES[category], NAMES[area], PERIODS[period][0], *(v if screen else f"{v:>9}" for v in shown)]
        )
    return BOM + "".join(";".join(f'"{line[place]}"' for place in order) + "\r\n" for line in lines)


def page(part, rows, version=3):
    return json.dumps(
        {"odata.metadata": f"https://opendata.cbs.nl/OData/84848NED/$metadata#Cbs.OData.WebAPI.{part}", "value": rows}
    )


def version_3(table):
    rows = [
        {"ID": index, "Kenmerken": category, "RegioS": f"{area:<6}", "Perioden": PERIODS[period][1]}
        | {key: f"{value:>8}" for key, value in zip(TOPICS, values, strict=True)}
        for index, ((category, area, period), values) in enumerate(table.items())
    ]
    topics = [
        {"ID": n, "ParentID": None, "Type": "Topic", "Key": key, "Title": path.rpartition("/")[2], "Unit": unit}
        for n, (key, (path, unit)) in enumerate(TOPICS.items())
    ]
    codes = [{"Key": key, "Title": title} for key, title in CATEGORIES.items()]
    half = len(rows) // 2
    return [
        page("UntypedDataSet", rows[:half]) if half else page("Kenmerken", codes),
        page("UntypedDataSet", rows[half:]),
        page("DataProperties", topics),
        page("Kenmerken", codes),
    ]


def version_4(table):
    rows = [
        {
            "Id": 0,
            "Measure": key,
            "ValueAttribute": "Confidential" if value == UNKNOWN else "None",
            "Value": None if value == UNKNOWN else float(value),
            "StringValue": None,
            "Kenmerken": category,
            "RegioS": area,
            "Perioden": PERIODS[period][1],
        }
        for (category, area, period), values in table.items()
        for key, value in zip(TOPICS, values, strict=True)
    ]
    measures = [
        {"Identifier": key, "Title": path.rpartition("/")[2], "Unit": unit} for key, (path, unit) in TOPICS.items()
    ]
    codes = [{"Identifier": key, "Title": title} for key, title in CATEGORIES.items()]
    context = "https://datasets.cbs.nl/odata/v1/CBS/84848NED/$metadata#"
    parts = {"Observations": rows, "MeasureCodes": measures, "KenmerkenCodes": codes}
    return [json.dumps({"@odata.context": context + name, "value": value}) for name, value in parts.items()]


RUNS = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RUNS
@given(tables(), st.permutations(range(5)))
def test_a_csv_of_statline_with_its_columns_in_any_order(read, table, order):
    assert found(read(statline(table, order))) == expected(table)


@RUNS
@given(tables())
def test_a_csv_in_the_notation_of_the_screen(read, table):
    reading = read(statline(table, range(5), screen=True))
    assert found(reading) <= expected(table)
    assert len(list(reading.figures)) + len(reading.problems) == len(expected(table))


@RUNS
@given(tables())
def test_both_versions_of_odata(read, table):
    for files in (version_3(table), version_4(table)):
        assert {(*each[:5], each[5] and float(each[5])) for each in found(read(*files))} == {
            (*each[:5], each[5] and float(each[5])) for each in expected(table)
        }


def test_all_names_are_known():
    assert {code: AREAS.find(name).code for code, name in NAMES.items()} == {code: code for code in NAMES}
