"""Every row of a file is accounted for, on the page of the preview, on its own page and in the result."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.imports import previews
from actions.services import importing
from tests.actions.import_pages.pages import NEW, at, text_of

TOTAL = ";;Totaal;;;;;€ 9.000;"
MORE = ";;;;;Nog een doel;;;"


@pytest.fixture
def found(kept):
    """A file with two actions, a row that goes on and a total."""
    return kept(NEW, MORE, NEW.replace("9.1", "9.2").replace("Spiegelgroep", "Campagne"), TOTAL)


def heaps(found):
    found.refresh_from_db()
    accounting = previews.preview_of(found).reading.accounting
    return [heap.value for _place, heap in sorted(accounting.heaps.items())]


def test_the_preview_says_where_every_row_ended(anna, found):
    response = anna.get(found.get_absolute_url())
    said = "5 rijen in uw bestand: 2 acties , 1 rij die verdergaat met een actie , 1 kop , 1 totaal ."
    assert said in text_of(response)
    for word, shows in (("totalen", "€ 9.000"), ("vervolg", "Nog een doel"), ("koppen", "Actielijn; Nr; Wat")):
        listed = anna.get(f"{at('rows', found)}?soort={word}")
        assert [row.text for row in listed.context["shown"].rows if shows in row.text] != []
        assert len(list(listed.context["shown"].rows)) == 1


@pytest.mark.parametrize(
    ("row", "heap", "after"),
    [
        ("1:5", "action", ["heading", "action", "continuation", "action", "action"]),
        ("1:4", "note", ["heading", "action", "continuation", "note", "total"]),
        ("1:4", "continuation", ["heading", "action", "continuation", "continuation", "total"]),
        ("1:3", "section", ["heading", "action", "section", "action", "total"]),
    ],
)
def test_a_row_is_moved_and_moved_back(anna, found, row, heap, after):
    before = heaps(found)
    answer = anna.post(at("rows", found), {"rows": row, "heap": heap, "terug": "voorbeeld"}, follow=True)
    assert answer.redirect_chain[-1][0] == found.get_absolute_url()
    assert "1 rij is verplaatst." in text_of(answer)
    assert heaps(found) == after
    assert "Door u" in text_of(anna.get(f"{at('rows', found)}?soort=verplaatst"))
    anna.post(at("rows", found), {"rows": row, "heap": "terug"})
    assert (heaps(found), found.heaps) == (before, {})


def test_rows_are_moved_in_bulk(anna, found):
    anna.post(at("rows", found), {"rows": ["1:2", "1:3"], "heap": "note"})
    assert heaps(found) == ["heading", "note", "note", "action", "total"]
    address = f"{at('rows', found)}?soort=totalen"
    assert anna.post(address, {"alle": "1", "heap": "action"})["Location"].startswith(address)
    assert heaps(found)[-1] == "action"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"heap": "note"}, "Kies eerst een of meer rijen."),
        ({"rows": "1:4"}, "Kies wat de rijen zijn."),
        ({"rows": "1:99", "heap": "note"}, "1:99"),
        ({"rows": "1:4", "heap": "total"}, "total"),
    ],
)
def test_a_move_of_nothing_is_refused(anna, found, typed, said):
    response = anna.post(at("rows", found), typed)
    assert response.status_code == 400
    assert said in text_of(response)
    found.refresh_from_db()
    assert found.heaps == {}


@pytest.mark.parametrize("query", ["?soort=zomaar", "?tabel=9", "?pagina=0", "?pagina=9", "?tabel=x"])
def test_a_list_that_is_not_there_is_404(anna, found, query):
    assert anna.get(at("rows", found) + query).status_code == 404


def test_a_total_that_is_an_action_after_all_is_told_no_more(anna, found):
    page = text_of(anna.get(found.get_absolute_url()))
    assert "Dit is wel een actie" in page
    anna.post(at("rows", found), {"rows": "1:5", "heap": "note", "terug": "voorbeeld"})
    assert "Niet als actie gelezen, of om te weten" not in text_of(anna.get(found.get_absolute_url()))


def test_the_result_keeps_the_account(anna, found, people):
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    found.refresh_from_db()
    kept = found.outcome["accounting"]
    assert kept["action"] == {"count": 2, "rows": [[1, 2, 2], [1, 4, 4]]}
    text = text_of(anna.get(found.get_absolute_url()))
    assert "5 rijen in het bestand: 2 acties, 1 rij die verdergaat met een actie, 1 kop, 1 totaal." in text
    assert "Rij 5" in text


def test_a_long_file_is_listed_in_pages_with_as_many_queries(anna, kept):
    counts = []
    for number in (2, 150):
        found = kept(*(f"1;;Actie {n} uit een lang bestand;;;;;;" for n in range(number)))
        anna.get(at("rows", found))
        with CaptureQueriesContext(connection) as queries:
            assert anna.get(at("rows", found)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(list(anna.get(f"{at('rows', found)}?pagina=2").context["shown"].rows)) == 51
