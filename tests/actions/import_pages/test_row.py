"""Correcting the cells of a row, and leaving a row out."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from actions.imports import previews
from actions.models import PlanImport
from tests.actions.import_pages.pages import DOUBTFUL, HTMX, NEW, Resent, at, saved, text_of, upload
from tests.actions.sheets import fields_of


def test_a_cell_is_corrected(anna, kept):
    found = kept(NEW, DOUBTFUL)
    response = anna.get(at("row", found, 1, 3) + "?toon=probleem&pagina=1")
    fields = fields_of(Resent(response))
    assert fields["6"] == ["zsm"]
    assert "'zsm' maakt de planning afhankelijk" in text_of(response)
    answer = anna.post(at("row", found, 1, 3), fields | {"6": "Q3 2026"})
    found.refresh_from_db()
    assert answer["Location"] == f"{found.get_absolute_url()}?toon=probleem&pagina=1#rij-1-3"
    assert found.edits == {"1:3:6": "Q3 2026"}
    assert previews.preview_of(found).proposals[1].content.starts_in == "2026Q3"


def test_htmx_gets_the_row_and_the_whole_of_the_preview(anna, kept):
    found = kept(NEW, DOUBTFUL)
    form = anna.get(at("row", found, 1, 3), headers=HTMX)
    assert form.templates[0].name == "actions/_import_row_form.html"
    answer = anna.post(at("row", found, 1, 3), {"6": "Q3 2026", "0": "1", "2": "Campagne"}, headers=HTMX)
    html = answer.content.decode()
    found.refresh_from_db()
    assert answer.status_code == 200
    assert "<html" not in html
    assert 'id="rij-1-3"' in html
    assert 'id="overzicht"' in html
    assert re.findall(r'id="(\w+)"[^>]*hx-swap-oob', html) == ["overzicht", "gevraagd", "filters", "gezegd"]
    assert previews.preview_of(found).fingerprint in html


def test_a_row_that_was_left_out_can_be_mended(anna, kept):
    found = kept(NEW, ";;;;;;;€ 9.000;")
    assert len(previews.preview_of(found).proposals) == 1
    assert "Rij 3 : Deze rij is een totaal" in text_of(anna.get(found.get_absolute_url()))
    anna.post(at("row", found, 1, 3), {"0": "1", "2": "Toch een actie", "7": "€ 9.000"})
    found.refresh_from_db()
    assert [one.row.what for one in previews.preview_of(found).proposals] == ["Spiegelgroep", "Toch een actie"]


@pytest.mark.parametrize("place", [(1, 1), (1, 9), (2, 2), (0, 0)])
def test_a_row_that_is_not_there_is_404(anna, kept, place):
    found = kept(NEW)
    assert anna.get(at("row", found, *place)).status_code == 404
    assert anna.post(at("leave-out", found, *place), {"overnemen": "nee"}).status_code == 404


def test_an_unknown_filter_writes_nothing(anna, kept):
    found = kept(NEW)
    for url, typed in ((at("row", found, 1, 2), {"2": "Anders"}), (at("leave-out", found, 1, 2), {"overnemen": "nee"})):
        assert anna.post(url, typed | {"toon": "onzin"}).status_code == 404
    found.refresh_from_db()
    assert (found.edits, found.left_out) == ({}, [])


def test_our_own_export_goes_to_the_preview_at_once(anna, start, action):
    export = anna.get(reverse("actions:export", args=["noordland", "xlsx"]))
    book = load_workbook(io.BytesIO(b"".join(export)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heads.index("Wat") + 1).value = "Heel iets anders"
    response = anna.post(start, {"file": upload(saved(book), "export.xlsx")}, follow=True)
    text = text_of(response)
    assert response.redirect_chain[-1][0] == PlanImport.objects.get().get_absolute_url()
    assert "1 actie gelezen: 1 gewijzigd." in text
    assert "Meldcodetour wordt Heel iets anders" in text
    assert "Kolommen aanpassen" not in text


def test_a_row_that_leaves_no_plan_is_refused(anna, kept):
    found = kept("1;Een", headings="Actielijn;Wat")
    response = anna.post(at("row", found, 1, 2), {"0": "", "1": ""})
    found.refresh_from_db()
    assert (response.status_code, found.edits) == (400, {})
    assert "geen enkele actie" in text_of(response)


def test_a_row_is_left_out_and_taken_over_after_all(anna, kept):
    found = kept(NEW)
    anna.post(at("leave-out", found, 1, 2), {"overnemen": "nee"})
    found.refresh_from_db()
    assert found.left_out == ["1:2"]
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Toch overnemen" in text
    assert "Er is niets over te nemen." in text
    anna.post(at("leave-out", found, 1, 2), {"overnemen": "ja"})
    found.refresh_from_db()
    assert found.left_out == []


def test_mending_the_last_row_of_a_page_leads_to_a_page_that_is_there(anna, kept):
    found = kept(
        *[
            DOUBTFUL.replace("9.2", f"9.{number}").replace("Campagne", f"Campagne nummer {number}")
            for number in range(51)
        ]
    )
    cells = "1;9.50;Campagne nummer 50;Posters;Gemeenten;Bekendheid;2026;€ 5;gepland".split(";")
    typed = {str(place): text for place, text in enumerate(cells)} | {"toon": "probleem", "pagina": "2"}
    response = anna.post(at("row", found, 1, 52), typed, follow=True)
    assert response.status_code == 200
    assert (response.context["shown"].page.number, response.context["shown"].preview.with_problems) == (1, 50)


def test_correcting_a_row_costs_as_many_queries_in_a_long_plan(anna, kept):
    counts = []
    for number in (2, 40):
        found = kept(*(f"1;;Actie {n} van velen;Hoe;Zorgbelang;Doel;2026;€ 5;gepland" for n in range(number)))
        for typed in ({"7": "€ 7"}, {"veld-theme": "Onderwijs"}):
            with CaptureQueriesContext(connection) as queries:
                answer = anna.post(at("row", found, 1, 2), {"0": "1", "2": "Actie 0 van velen"} | typed, headers=HTMX)
                assert answer.status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
