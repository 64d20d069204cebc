"""In which encoding a text file is, when it does not say so: what the letters make."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.encoding import DOUBT, ENCODINGS, decoded
from tables.reading import read_tables
from tests.choosing import examples

PLAIN = "actie school huisverbod de het van training meldcode 2025 GGD".split()
ACCENTS = (
    "Coördinatie financiële cliënten geïnventariseerd één ideeën reünie café privé coöperatie België Zoë naïef Één"
    " COÖRDINATIE Müller crèche enquête façade comité’s"
).split()
SIGNS = [
    "foto’s",
    "zo’n",
    "“citaat”",
    "‘s",
    "2024 – 2025",
    "€ 5.000",
    "• punt",
    "enz.…",
    "½ fte",
    "à",
    "Österreich",
    "Curaçao",
]


def lines(words: list[str]) -> str:
    return "Wat;Wie\n" + "".join(f"{word};GGD\n" for word in words)


@settings(deadline=None, max_examples=examples(300))
@given(
    st.lists(st.sampled_from(PLAIN + ACCENTS + SIGNS), max_size=30),
    st.lists(st.sampled_from(ACCENTS), min_size=4, max_size=8),
    st.sampled_from(ENCODINGS),
)
def test_dutch_texts_are_read_as_they_were_written(words, accents, encoding):
    text = lines([word for word in (*words, *accents) if writes(encoding, word)])
    found = decoded(text.encode(encoding))
    assert found.text == text
    assert not found.read or sum(not word.isascii() for word in text.split()) < 4


def writes(encoding: str, word: str) -> bool:
    """Whether it has all these letters: DOS has no typographic signs."""
    return word.encode(encoding, "ignore").decode(encoding) == word


@pytest.mark.parametrize(
    ("word", "encoding"),
    [(word, encoding) for encoding in ENCODINGS for word in [*ACCENTS, *SIGNS] if writes(encoding, word)],
)
def test_a_single_word_is_read_right_and_doubt_is_told(word, encoding):
    """In the encoding of Windows there is no doubt; in the others one word is too little to be certain."""
    found = decoded(lines([word]).encode(encoding))
    assert (found.text, bool(found.read)) == (lines([word]), encoding != "cp1252")


def test_the_doubt_shows_both_words():
    found = read_tables("Wat;Wie\nCoördinatie overleg;GGD\n".encode("mac_roman"), filename="plan.csv")
    assert found.tables[0].rows[1].texts == ("Coördinatie overleg", "GGD")
    assert [(remark.table, remark.row, remark.message) for remark in found.remarks] == [
        (1, None, DOUBT.format(read="Coördinatie", other="Cošrdinatie"))
    ]


def test_letters_that_fit_nowhere_are_told():
    """A name with letters of another language stays as it is in the encoding of Windows."""
    assert (decoded("Wat;Wie\nŠime;GGD\n".encode("cp1252")).read, decoded(b"Wat;Wie\nx\xa4\xa6\xacy;GGD\n").read) == (
        "",
        "x¤¦¬y",
    )


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_the_line_that_tells_excel_the_delimiter_is_no_row(first):
    (table,) = read_tables(f"{first}\r\nWat, kort;Wie, nu\r\na, b;c, d\r\n".encode(), filename="plan.csv").tables
    assert [(row.number, row.texts) for row in table.rows] == [(1, ("Wat, kort", "Wie, nu")), (2, ("a, b", "c, d"))]
