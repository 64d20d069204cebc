"""A block of a spreadsheet lands in the cells that it is about; what does not land is told, and nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.rules.pasted import read_block

NAMES = ("Appeldam", "Beekdal", "Cederveen")
PLACES = {name.lower(): number for number, name in enumerate(NAMES)}
ONE, TWO = ("Raad",), ("Commissie: advies", "Raad")


def read(block, steps, start=None):
    return read_block(block, PLACES, steps, start=start)


@pytest.mark.parametrize(
    ("block", "steps", "start", "texts"),
    [
        # with names: any order, the date in a column of its own
        ("Cederveen\taangenomen\t12-3-2024\nAppeldam\taangehouden tot 1 mei\t\n", ONE, (0, 0),
         {(2, 0): "aangenomen 12-3-2024", (0, 0): "aangehouden tot 1 mei"}),
        # without names: down from the cell, an empty line is a cell that stays
        ("aangenomen 12-3-2024\r\n\r\nverworpen\r\n", ONE, (0, 0),
         {(0, 0): "aangenomen 12-3-2024", (2, 0): "verworpen"}),
        ("vastgesteld\t3-3-2026", TWO, (1, 1), {(1, 1): "vastgesteld 3-3-2026"}),
        ("gedaan\t1-2-2026\tvastgesteld\t3-3-2026", TWO, (1, 0),
         {(1, 0): "gedaan 1-2-2026", (1, 1): "vastgesteld 3-3-2026"}),
        # headings, in the order of the sheet; a number before the name; one date of many that is none
        ("Nr\tGemeente\tRaad\tDatum\tCommissie\tInwoners\n1\tBeekdal\takkoord\t3-3-2026\tgedaan\t12.000", TWO, None,
         {(1, 1): "akkoord 3-3-2026", (1, 0): "gedaan"}),
        ("Gemeente\tDatum\tBesluit\nBeekdal\t3-3-2026\takkoord", ONE, None, {(1, 0): "akkoord 3-3-2026"}),
        ("Appeldam\takkoord\t3-3-2026\nBeekdal\takkoord\t4-3-2026\nCederveen\takkoord\tn.n.b.", ONE, None,
         {(0, 0): "akkoord 3-3-2026", (1, 0): "akkoord 4-3-2026", (2, 0): "akkoord n.n.b."}),
        # an explanation, also with line breaks as a spreadsheet copies it; until when; an address
        ('Beekdal\tgewijzigd\t3-3-2026\t"Elk jaar\neen ""echte"" evaluatie"\thttps://raad.example/1', ONE, None,
         {(1, 0): 'gewijzigd 3-3-2026: Elk jaar een "echte" evaluatie https://raad.example/1'}),
        ("Gemeente\tRaad\tDatum\tTot\tReden\nBeekdal\taangehouden\t3-3-2026\tmaart 2027\tte duur", ONE, None,
         {(1, 0): "aangehouden 3-3-2026 tot maart 2027: te duur"}),
        ("Beekdal\taangehouden tot maart 2027\t3-3-2026", ONE, None,
         {(1, 0): "aangehouden 3-3-2026 tot maart 2027"}),
        ("Beekdal\tverworpen: te duur\t3-3-2026", ONE, None, {(1, 0): "verworpen 3-3-2026: te duur"}),
        # a date alone is nobody's outcome: its cell will say so
        ("3-3-2026\n4-3-2026", ONE, (0, 0), {(0, 0): "3-3-2026", (1, 0): "4-3-2026"}),
    ],
)  # fmt: skip
def test_where_it_lands(block, steps, start, texts):
    assert read(block, steps, start).texts == texts


@pytest.mark.parametrize(
    ("block", "start", "left", "said"),
    [
        ("Elders\takkoord\nBeekdal\takkoord", (0, 0), ["Elders\takkoord"], "‘Elders’ is geen gemeente"),
        ("akkoord\nverworpen", (2, 0), ["verworpen"], "‘verworpen’ komt onder de laatste gemeente"),
        ("Beekdal\takkoord\nBeekdal\tverworpen", None, ["Beekdal\tverworpen"], "‘Beekdal’ staat er twee keer"),
        ("akkoord\t3-3-2026", None, ["akkoord\t3-3-2026"], "‘akkoord’ is geen gemeente"),
    ],
)
def test_what_does_not_land_is_told_and_kept(block, start, left, said):
    found = read(block, ONE, start)
    assert found.left == left
    assert said in " ".join(found.not_read)


def test_a_column_that_is_about_something_else_is_told():
    found = read("Gemeente\tInwoners\tRaad\nBeekdal\t12.000\takkoord", TWO)
    assert (found.texts, found.not_read) == ({(1, 1): "akkoord"}, ["Deze kolom is niet overgenomen: inwoners."])


values = st.sampled_from(
    [
        "",
        "akkoord",
        "aangehouden tot maart 2027",
        "verworpen: te duur",
        "12-3-2024",
        "12-mrt-24",
        "misschien",
        "https://raad.example/1",
        "maart 2027",
    ]
)
lines = st.tuples(st.sampled_from([*NAMES, "Elders", ""]), st.lists(values, max_size=5))


@given(table=st.lists(lines, max_size=5), steps=st.sampled_from([ONE, TWO]), row=st.integers(0, 2))
def test_no_value_is_lost(table, steps, row):
    block = "\n".join("\t".join([name, *told]) for name, told in table)
    found = read(block, steps, (row, 0))
    there = " ".join([*found.texts.values(), *found.left])
    for name, told in table:
        for value in [*told, *([name] if name == "Elders" else [])]:
            for word in re.split(r"[ :]+", value):
                assert word in there, (block, found)
