"""A plan of cards, or with crosses under quarters: on every page of an import, and corrected where it stands."""

import pytest

from actions.exports.feedback import comments_of
from actions.imports import previews
from tests.actions.import_pages.pages import Resent, at, text_of
from tests.actions.sheets import fields_of

CARDS = [
    "Actielijn;1", "Actie;Spreekuur", "Trekker;GGD", "Planning;zsm", "Kosten;€ 500", "Iets;anders",
    "Actielijn;1", "Actie;Folder", "Trekker;GGD", "Planning;2026", "Kosten;PM",
]  # fmt: skip
CROSSES = ["Actielijn;Actie;Trekker;Q1 2026;Q2 2026;Q3 2026", "1;Spreekuur;GGD;x;x;", "1;Folder;GGD;;;x"]


def planned(found):
    return [
        (one.row.what, one.row.planning.start, one.row.planning.end) for one in previews.preview_of(found).proposals
    ]


@pytest.mark.parametrize("lines", [CARDS, CROSSES])
def test_the_pages_show_it(anna, kept, lines):
    found = kept(*lines[1:], headings=lines[0])
    assert [what for what, _, _ in planned(found)] == ["Spreekuur", "Folder"]
    for url in (found.get_absolute_url(), at("columns", found)):
        assert anna.get(url).status_code == 200


def test_a_cell_of_a_card_is_corrected(anna, kept):
    found = kept(*CARDS[1:], headings=CARDS[0])
    response = anna.get(at("row", found, 1, 2))
    fields = fields_of(Resent(response))
    (place,) = [name for name, values in fields.items() if values == ["zsm"]]
    assert "'zsm' maakt de planning afhankelijk" in text_of(response)
    anna.post(at("row", found, 1, 2), fields | {place: "Q3 2026"})
    found.refresh_from_db()
    assert planned(found) == [("Spreekuur", "2026Q3", "2026Q3"), ("Folder", "2026Q1", "2026Q4")]


def test_another_row_of_a_card_can_be_opened(anna, kept):
    found = kept(*CARDS[1:], headings=CARDS[0])
    assert anna.get(at("row", found, 1, 4)).status_code == 200


def test_a_planning_of_crosses_is_corrected(anna, kept):
    found = kept(*CROSSES[1:], headings=CROSSES[0])
    fields = fields_of(Resent(anna.get(at("row", found, 1, 2))))
    assert fields["3"] == ["Q1 2026 - Q2 2026"]
    anna.post(at("row", found, 1, 2), fields | {"3": "Q3 2026 - Q4 2026"})
    found.refresh_from_db()
    assert planned(found) == [("Spreekuur", "2026Q3", "2026Q4"), ("Folder", "2026Q3", "2026Q3")]


def test_a_comment_stands_at_the_cell_of_the_card(kept):
    found = kept(*CARDS[1:], headings=CARDS[0])
    (place,) = [place for place, texts in comments_of(found, previews.preview_of(found)).items() if "zsm" in texts[0]]
    assert place == (1, 4, 1)
