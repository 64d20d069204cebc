"""The cover plan as a grid, with the keyboard: nothing is lost in silence, and a wrong cell says what to do."""

import pytest

from tests.browser.councils import copied

COVER = "/regios/voorbeeldregio/kosten/dekking/"
CELLS = ".budget-grid input[data-cell]"


@pytest.fixture
def page(open_page):
    page = open_page("superuser")
    page.goto(COVER)
    return page


def texts(page):
    return [cell.input_value() for cell in page.locator(CELLS).all()]


def test_a_block_that_does_not_fit_is_told_and_put_back(page):
    before, width = texts(page), page.locator(".budget-grid thead th").count() - 1
    copied(page, [("1", "2", "PM", "24k", "-5", "99.999.999.999"), ("€ 24.000", "1.000,50")])
    page.locator(CELLS).nth(0).focus()
    page.keyboard.press("Control+V")
    pasted = ["1", "2", "PM", "24k", "-5", "99.999.999.999"][:width]
    expected = [*pasted, *before[width:]]
    expected[width : width + 2] = ["€ 24.000", "1.000,50"]
    assert texts(page) == expected
    said = page.get_by_role("status").filter(has_text="Geplakt").inner_text()
    assert f"{6 - width} van de geplakte cellen paste niet" in said
    page.keyboard.press("Control+Z")
    assert (texts(page), page.locator("#plakken").is_visible()) == (before, False)
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Plakken ongedaan maken").click()
    assert texts(page) == before


def test_escape_arrows_and_tab_move_and_put_back(page):
    before, width = texts(page), page.locator(".budget-grid thead th").count() - 1
    page.locator(CELLS).nth(0).focus()
    page.keyboard.type("onzin")
    page.keyboard.press("Escape")
    assert texts(page) == before
    focus = "[...document.querySelectorAll('.budget-grid input[data-cell]')].indexOf(document.activeElement)"
    places = []
    for key in ("ArrowDown", "Tab", "ArrowUp", "Shift+Tab"):
        page.keyboard.press(key)
        places.append(page.evaluate(focus))
    assert places == [width, width + 1, 1, 0]


def test_wrong_cells_say_what_to_do_and_keep_what_was_typed(page):
    before = texts(page)
    typed = {0: ("PM", "Nog niet bekend? Maak de cel leeg."), 1: ("-5", "kan niet negatief zijn"), 2: ("24k", "")}
    for place, (text, _said) in typed.items():
        page.locator(CELLS).nth(place).fill(text)
    page.locator(CELLS).nth(2).press("Enter")
    page.wait_for_selector(".budget-grid__error")
    for place, (text, said) in typed.items():
        cell = page.locator(CELLS).nth(place)
        about = cell.get_attribute("aria-describedby")
        told = page.locator(f"[id='{about}']").inner_text() if about else ""
        assert (cell.input_value(), bool(about), said in told) == (text, bool(said), True)
    page.goto(COVER)
    assert texts(page) == before
