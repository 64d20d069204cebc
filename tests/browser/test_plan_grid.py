"""The plan as a grid, by keyboard and with a block of a spreadsheet: a cell is saved when it is left, and says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.councils import copied
from tests.browser.judging import judge

GRID = "/regios/voorbeeldregio/plan/raster/"


@pytest.fixture
def page(open_page):
    """The grid; what a test saved in it is taken back after it."""
    page = open_page("leader", GRID, height=800)
    yield page
    page.goto(GRID)
    while page.get_by_role("button", name="Ongedaan maken").count():
        page.get_by_role("button", name="Ongedaan maken").first.click()
        page.wait_for_load_state()


def column(page, name):
    return page.locator(f".plan-grid td.plan-grid--{name} [data-cell]")


def said(page, text):
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def values(page, name, number=3):
    return [cell.input_value() for cell in column(page, name).all()[:number]]


def test_the_keyboard_alone_changes_cells_and_hears_what_was_saved(page):
    page.get_by_label("Reden van de wijziging").fill("Besluit stuurgroep")
    ends = column(page, "ends_in")
    ends.nth(0).focus()
    ends.nth(0).select_text()
    page.keyboard.type("2e kwartaal 2031")
    page.keyboard.press("Enter")
    said(page, "Einde van actie 1.1: 2031Q2. Opgeslagen.")
    expect(ends.nth(1)).to_be_focused()
    page.keyboard.type("2031Q3")  # over what stood there
    page.keyboard.press("Tab")
    said(page, "2031Q3. Opgeslagen.")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("onzin")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    expect(ends.nth(0)).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+D")
    said(page, "2 cellen opgeslagen.")
    page.reload()
    assert values(page, "ends_in") == ["2031Q2"] * 3
    page.get_by_role("button", name="Ongedaan maken: 2 cellen").click()
    page.wait_for_load_state()
    assert values(page, "ends_in", 2) == ["2031Q2", "2031Q3"]


def test_a_block_of_a_spreadsheet_is_one_save_and_what_is_not_read_stays_with_a_sentence(page, complaints):
    requests = []
    page.on("request", lambda request: requests.append(request) if request.method == "POST" else None)
    page.get_by_label("Reden van de wijziging").fill("Besluit stuurgroep")
    copied(page, [("Q1 2030", "Q2 2031", "loopt"), ("Q1 2030", "ooit", "vertraagd"), ("Q2 2030", "2031", "klaar")])
    column(page, "starts_in").nth(0).focus()
    page.keyboard.press("Control+V")
    said(page, "8 cellen opgeslagen.")
    assert len(requests) == 1
    assert values(page, "starts_in") == ["2030Q1", "2030Q1", "2030Q2"]
    assert values(page, "status") == ["Loopt", "Vertraagd", "Afgerond"]
    wrong = column(page, "ends_in").nth(1)
    assert (wrong.input_value(), wrong.get_attribute("aria-invalid")) == ("ooit", "true")
    assert "Schrijf een kwartaal" in page.locator(f"[id='{wrong.get_attribute('aria-describedby')}']").inner_text()
    judge(page)
    wrong.fill("2031Q4")
    wrong.press("Enter")
    said(page, "2031Q4. Opgeslagen.")
    assert wrong.get_attribute("aria-invalid") is None
    complaints[:] = [text for text in complaints if "422" not in text]  # the browser names the refusal


def test_a_reason_that_is_asked_is_given_once_and_saves_what_waited(page, complaints):
    before = values(page, "ends_in", 1)
    column(page, "ends_in").nth(0).fill("2032Q1")
    column(page, "ends_in").nth(0).press("Enter")
    said(page, "is niet opgeslagen. Schrijf waarom het einde verandert.")
    page.get_by_role("button", name="Reden invullen").click()
    page.keyboard.type("Besluit stuurgroep")
    page.keyboard.press("Tab")
    said(page, "2032Q1. Opgeslagen.")
    assert values(page, "ends_in", 1) != before
    complaints[:] = [text for text in complaints if "422" not in text]


def test_the_second_of_two_is_told_and_chooses(page, open_page, complaints):
    other = open_page("leader", GRID)
    is_high = column(other, "priority").nth(1).input_value() == "Hoog"
    column(other, "priority").nth(1).fill("Midden" if is_high else "Hoog")
    column(other, "priority").nth(1).press("Tab")
    said(other, "Opgeslagen.")
    theirs = column(other, "priority").nth(1).input_value()
    column(page, "priority").nth(1).fill("Laag")
    column(page, "priority").nth(1).press("Tab")
    said(page, f"Iemand anders maakte hier intussen {theirs} van. U typte Laag.")
    page.get_by_role("button", name="Toch Laag").click()
    said(page, "Laag. Opgeslagen.")
    complaints[:] = [text for text in complaints if "409" not in text]  # the browser names the refusal


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 812)])
def test_the_first_action_stands_within_the_first_screen(open_page, width, height):
    page = open_page("leader", GRID, width=width, height=height)
    first = page.locator(".plan-grid tbody tr").first.locator("th").bounding_box()
    bar = page.locator(".savebar").bounding_box()
    assert first["y"] + first["height"] <= bar["y"]
