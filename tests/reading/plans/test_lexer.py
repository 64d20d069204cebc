"""A table of words: what each kind of token stands for is said beside it."""

import pytest

from reading.plans.lexer import Lexicon, kinds, shortened

LEGEND = {"e": "euro", "n": "number", "w": "unknown word"}


def test_a_text_is_split_by_the_table():
    assert kinds(Lexicon([("e", "euro")], LEGEND).tokens("5 euro samen")) == "new"


def test_a_kind_that_the_legend_does_not_name_is_a_mistake():
    with pytest.raises(KeyError):
        Lexicon([("q", "kwart")], LEGEND)


def test_a_text_is_shortened_at_a_word():
    text = "De wethouder zegt toe dat de raad vóór 1 juli 2027 een evaluatie van de wachttijden krijgt."
    assert shortened(text) == "De wethouder zegt toe dat de raad vóór 1 juli 2027 een evaluatie van de…"
    assert (shortened("x" * 80), shortened("x" * 81)) == ("x" * 80, "x" * 79 + "…")
