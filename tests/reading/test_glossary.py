"""Office words are found where they are used, in every form, and explained once."""

import pytest

from reading.glossary import EXPLAINED, explained


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kosten en dekking", ["dekking"]),
        ("Een dekkingsplan, betaald uit Duvo", ["dekking", "DUVO"]),
        ("3 voorgelegd, 2 ter kennisname", ["voorgelegd", "ter kennisname"]),
        ("Regiovisies van centrumgemeenten", ["regiovisie", "centrumgemeente"]),
        ("Ontdekking in het Regiovisieportaal", []),
    ],
)
def test_office_words_are_found_in_every_form(text, words):
    assert list(explained(text)) == words


def test_what_is_known_is_not_explained_again():
    assert explained("dekking en zienswijze", known={"dekking"}) == {"zienswijze": EXPLAINED["zienswijze"]}
