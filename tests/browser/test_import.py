"""Reading in a plan in the browser, from a Word document to the plan and back, by keyboard; and without JavaScript."""

import io
import re

import pytest
from docx import Document

from regiovisie.demo import PASSPHRASE
from tests.browser.conftest import ACCOUNTS
from tests.browser.judging import judge
from tests.browser.keyboard import Keyboard

START = "/regios/voorbeeldregio/plan/inlezen/"
HEADINGS = ["Nr", "Wat gaan we doen?", "Wie", "Wanneer", "Kosten", "Werkwijze van de groep"]
ROWS = [
    ["7.1", "Spiegelgroep met ervaringsdeskundigen", "GGD, i.s.m. gemeenten", "Q1-Q2 2026", "€ 500", "Elk kwartaal"],
    ["7.2", "Campagne tegen geweld", "projectleider", "zsm", "PM", "Posters"],
]


def word(title="Actielijn 1: Eerder zien en bespreken"):
    """A Word document with a heading and a table."""
    document = Document()
    document.add_heading(title, 1)
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for texts in [HEADINGS, *ROWS]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return {"name": "Werkplan 2026.docx", "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def content(page):
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


@pytest.fixture
def keyboard(open_page):
    """The keyboard of a project leader who just signed in."""
    page = open_page("leader", "/regios/voorbeeldregio/plan/")
    return Keyboard(page)


@pytest.fixture
def preview(keyboard):
    """The keyboard at the preview of a Word document, of which one column was corrected."""
    page = keyboard.page
    keyboard.skip()
    keyboard.go("Plan inlezen")
    keyboard.skip()
    keyboard.choose_file("Bestand", word())
    keyboard.go("Lezen en nakijken")
    assert page.locator("h1").inner_text() == "Kloppen de kolommen?"
    assert "1 van de 6 kolommen vraagt uw aandacht." in content(page)
    keyboard.skip()
    keyboard.choose("Werkwijze van de groep", "Hoe")
    keyboard.go("Verder: acties nakijken")
    assert "2 acties gelezen: 2 nieuw; bij 1 is iets om na te kijken." in content(page)
    return keyboard


def test_a_project_leader_reads_in_a_plan_by_keyboard(preview):
    page = preview.page
    preview.skip()
    preview.to("Verbeteren : Campagne tegen geweld")
    page.keyboard.press("Enter")
    page.wait_for_selector(".import-form")
    assert page.evaluate("document.activeElement.value") == "zsm"  # the cell to look at
    page.keyboard.press("Control+A")
    page.keyboard.type("najaar 2026")
    preview.to("Opslaan en opnieuw lezen")
    page.keyboard.press("Enter")
    page.get_by_text("2 acties gelezen: 2 nieuw.").wait_for()
    assert page.evaluate("document.activeElement.innerText").startswith("Verbeteren")
    assert "4e kwartaal 2026" in page.locator("#rij-1-3").inner_text()
    said = "Rij 3 is opgeslagen en opnieuw gelezen."
    assert (page.locator("#gezegd").inner_text(), page.title().startswith(said)) == (said, True)
    judge(page)

    preview.skip()
    preview.go("Zet 2 acties in het plan")
    page.get_by_role("heading", name="Het staat in het plan").wait_for(timeout=60_000)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)
    preview.skip()
    preview.go("Naar het plan")
    for words in ("Spiegelgroep met ervaringsdeskundigen", "1e tot en met 2e kwartaal 2026"):
        assert words in content(page)

    page.go_back()
    preview.skip()
    preview.go("Inlezen ongedaan maken")
    assert "Het plan is weer zoals het was." in content(page)
    judge(page)
    page.goto("/regios/voorbeeldregio/plan/")
    assert "Spiegelgroep met ervaringsdeskundigen" not in content(page)


def test_leaving_out_a_row_changes_what_is_confirmed_in_place(open_page):
    page = open_page("leader", START)
    page.set_input_files("[name=file]", word())
    page.get_by_role("button", name="Lezen en nakijken").click()
    page.get_by_role("button", name="Verder: acties nakijken").click()
    page.get_by_role("button", name="Niet overnemen : Spiegelgroep").click()
    page.get_by_role("button", name="Zet 1 actie in het plan").wait_for()
    page.get_by_role("button", name="Toch overnemen : Spiegelgroep").wait_for()
    judge(page)
    page.get_by_role("button", name="Bestand weghalen").click()
    assert "is weggehaald" in content(page)


def test_without_javascript_a_plan_is_read_in_too(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/inloggen/login/")
    page.fill("#id_login", ACCOUNTS["leader"])
    page.fill("#id_password", PASSPHRASE)
    page.click("main button[type=submit]")
    page.goto(START)
    page.set_input_files("[name=file]", word())
    page.get_by_role("button", name="Lezen en nakijken").click()
    page.get_by_role("button", name="Verder: acties nakijken").click()
    page.get_by_role("link", name="Verbeteren : Campagne").click()
    assert page.locator("h1").inner_text() == "Rij 3 verbeteren"
    page.get_by_label("Wanneer").fill("2026")
    page.get_by_role("button", name="Opslaan en opnieuw lezen").click()
    assert page.url.endswith("#rij-1-3")
    assert "2 acties gelezen: 2 nieuw." in content(page)
    page.get_by_role("button", name="Niet overnemen : Campagne").click()
    assert "1 niet overnemen" in content(page)
    page.get_by_role("button", name="Bestand weghalen").click()
    assert "is weggehaald" in content(page)
    context.close()
