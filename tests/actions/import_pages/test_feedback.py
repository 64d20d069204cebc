"""The workbook that comes back with comments."""

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from actions.services import drafts, importing
from tests import factories
from tests.actions.import_pages.pages import DOUBTFUL, HEADINGS, NEW, at, feedback, saved


def test_the_own_workbook_comes_back_with_comments(anna, programme, line, people):
    book = Workbook()
    sheet = book.active
    sheet.title = "Acties"
    sheet.append(["Het plan", None, None, None])
    sheet.append(["Actielijn", "Wat", "Wanneer", "Kosten"])
    sheet.append(["1", "Spiegelgroep", "zsm", 500])
    sheet.append(["Totaal", None, None, "=SUM(D3:D3)"])
    sheet["B3"].font = Font(bold=True)
    sheet["C3"].comment = Comment("Mijn eigen opmerking", "Ik")
    sheet.merge_cells("A1:D1")
    found = importing.keep_file(programme, content=saved(book), name="Mijn plan.xlsx", by=people["anna"])
    response = anna.get(at("feedback", found))
    assert response["Content-Disposition"] == 'attachment; filename="mijn-plan-opmerkingen.xlsx"'
    back = feedback(anna, found)["Acties"]
    assert back["C3"].comment.text.startswith("Mijn eigen opmerking\n\n'zsm' maakt de planning afhankelijk")
    assert back["C3"].comment.author == "Regiovisieportaal"
    assert (back["C3"].fill.fgColor.rgb, back["B3"].font.bold, back["B3"].comment) == ("FFFFF2CC", True, None)
    assert back["D4"].value == "=SUM(D3:D3)"
    assert "totaal" in back["A4"].comment.text


def test_another_kind_of_file_becomes_a_workbook(anna, kept):
    found = kept("1;9.2;=1+1;@posters;;;zsm;veel;")
    sheet = feedback(anna, found)["Tabel 1"]
    assert [cell.value for cell in sheet[1]] == HEADINGS.split(";")
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["D2"].data_type) == ("=1+1", "s", "s")
    assert sheet["G2"].comment.text.startswith("'zsm' maakt")
    assert sheet["H2"].comment is not None


def test_what_was_corrected_is_told_in_the_workbook(anna, kept):
    found = kept(NEW, DOUBTFUL)
    drafts.correct_cells(found, {"1:3:6": "Q3 2026"})
    found.refresh_from_db()
    assert "In het portaal verbeterd tot: Q3 2026" in feedback(anna, found)["Tabel 1"]["G3"].comment.text


def test_a_question_stands_once_in_the_workbook(anna, kept, region):
    factories.organisation(region=region, name="Zorgbelang Noordland")
    sheet = feedback(anna, kept(NEW, NEW.replace("9.1", "9.2").replace("Spiegelgroep", "Campagne")))["Tabel 1"]
    assert sheet["E2"].comment.text.startswith("Welke organisatie is ‘Zorgbelang’? (2 acties)")
    assert sheet["E3"].comment is None
