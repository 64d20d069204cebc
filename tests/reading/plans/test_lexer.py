"""A table of words: what each kind of token stands for is said beside it."""

import pytest

from reading.plans.lexer import Lexicon, kinds

LEGEND = {"e": "euro", "n": "number", "w": "unknown word"}


def test_a_text_is_split_by_the_table():
    assert kinds(Lexicon([("e", "euro")], LEGEND).tokens("5 euro samen")) == "new"


def test_a_kind_that_the_legend_does_not_name_is_a_mistake():
    with pytest.raises(KeyError):
        Lexicon([("q", "kwart")], LEGEND)
