"""Giving a file or pasting a table: what is kept, and what is refused at its field."""

import pytest
from django.test import Client

from actions.imports import previews
from actions.models import Action, PlanImport
from actions.services import importing
from tables import kinds
from tests.actions.import_pages.pages import HEADINGS, NEW, at, errors_of, text_of, upload
from tests.tables.old_files import compound, label, xls


def test_a_file_is_kept_and_its_columns_come_first(anna, start):
    response = anna.post(start, {"file": upload(f"{HEADINGS}\n{NEW}"), "year": "2027", "amounts_in": "thousands"})
    found = PlanImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("columns", found))
    assert (found.name, found.year, found.amounts_in, str(found.created_by)) == ("plan.csv", 2027, "thousands", "Anna")
    assert Action.objects.count() == 0


def test_a_pasted_table_is_kept(anna, start):
    pasted = "Wat\tWie\tWanneer\nSpiegelgroep\tZorgbelang\tQ1 2026"
    response = anna.post(start, {"paste": pasted})
    assert response.status_code == 302
    assert previews.preview_of(PlanImport.objects.get()).reading.rows[0].what == "Spiegelgroep"


def test_a_workbook_in_the_old_form_of_excel_is_kept(anna, start):
    cells = [["Wat", "Wie", "Wanneer"], ["Spiegelgroep", "Zorgbelang", "Q1 2026"]]
    sheet = b"".join(label(at_row, column, text) for at_row, row in enumerate(cells) for column, text in enumerate(row))
    page = anna.get(start)
    assert (f'accept="{kinds.ACCEPT}"' in page.content.decode(), kinds.SENTENCE in text_of(page)) == (True, True)
    assert anna.post(start, {"file": upload(xls(sheet), "Plan 2004.xls")}).status_code == 302
    assert previews.preview_of(PlanImport.objects.get()).reading.rows[0].what == "Spiegelgroep"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "file", "Kies een bestand of plak een tabel."),
        ({"file": ("plan.csv", f"{HEADINGS}\n{NEW}"), "paste": "Wat\tWie"}, "file", "niet allebei"),
        ({"file": ("plan.pdf", "%PDF-1.7 iets")}, "file", "pdf"),
        ({"file": ("plan.doc", compound(WordDocument=b"x"))}, "file", "sla het op als .docx"),
        ({"file": ("plan", f"{HEADINGS}\n{NEW}")}, "file", "sla de tabel op als .docx"),
        ({"file": ("Geplakte tabel", "Wat;Wie")}, "file", "sla de tabel op als .docx"),
        ({"file": ("plan.csv", "")}, "file", "leeg"),
        ({"file": ("plan.csv", "een;twee\n1;2")}, "file", "koppen"),
        ({"file": ("plan.csv", "x" * (10 * 1024**2 + 1))}, "file", "groter dan 10 MB"),
        ({"paste": "zomaar wat tekst"}, "paste", "koppen"),
        ({"paste": f"{HEADINGS}"}, "paste", "."),
        ({"paste": "Wat\tWie\nEen\tTwee", "year": "26"}, "year", "2000"),
        ({"paste": "Wat\tWie\nEen\tTwee", "amounts_in": "yen"}, "amounts_in", "Selecteer een geldige keuze."),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(anna, start, settings, typed, field, says):
    if "file" in typed:
        typed = typed | {"file": upload(typed["file"][1], typed["file"][0])}
    response = anna.post(start, typed)
    (error,) = errors_of(response, field)
    assert (response.status_code, PlanImport.objects.count()) == (400, 0)
    assert says in error
    assert error in text_of(response).replace("&quot;", '"')
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_what_is_too_large_to_paste_is_refused_at_its_field(anna, start):
    response = anna.post(start, {"paste": "Wat\tWie\n" + "x" * 2_600_000})
    assert (response.status_code, errors_of(response, "file")) == (400, [])
    assert errors_of(response, "paste") == ["Deze tekst is te groot om te plakken. Lever de tabel aan als bestand."]


def test_a_large_paste_of_somebody_else_is_still_refused(client, people, start):
    client.force_login(people["bram"])
    assert client.post(start, {"paste": "x" * 2_600_000}).status_code == 403


def test_a_file_from_elsewhere_is_refused(people, start):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["anna"])
    assert client.post(start, {"paste": "Wat\tWie\nEen\tTwee"}).status_code == 403
    assert PlanImport.objects.count() == 0


def test_a_very_long_name_keeps_its_extension(anna, start):
    anna.post(start, {"file": upload(f"{HEADINGS}\n{NEW}", f"{'n' * 240}.csv")})
    found = PlanImport.objects.get()
    assert found.name == f"{'n' * 180}.csv"
    assert previews.preview_of(found).writes == 1


def test_earlier_imports_are_listed_with_their_state(anna, start, kept, people):
    kept(NEW)
    importing.apply(done := kept(NEW), previews.preview_of(done), by=people["anna"])
    text = text_of(anna.get(start))
    assert text.count("plan.csv") == 2
    assert "Nog niet bevestigd" in text
    assert "In het plan" in text
