"""What somebody hears who sees nothing, and where the focus is: filtering, saving, signing in, a refused form."""

import pytest

from tests.browser.judging import width_beyond_window
from tests.browser.keyboard import FOCUSED, Keyboard

PLAN = "/regios/voorbeeldregio/plan/"
# WCAG 2.2, 1.4.12: nothing may be lost with these
SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""


def said(page):
    return page.locator("#gezegd").inner_text()


def test_filtering_waits_for_the_button_and_is_said(open_page):
    page = open_page("visitor", PLAN)
    steps = page.evaluate("history.length")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[name=status]").focus()
    for _key in range(3):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert (asked, said(page)) == ([], "")
    with page.expect_response("**/plan/?*"):
        page.get_by_role("button", name="Filteren").first.click()
    page.locator("#gezegd:not(:empty)").wait_for(state="attached")
    counted = page.locator("#plan strong").first.inner_text()
    assert " van " in counted
    assert (said(page), page.title()) == (counted, f"{counted} – Plan Voorbeeldregio – Regiovisieportaal")
    assert "status=" in page.url
    assert page.evaluate("history.length") == steps
    page.reload()
    assert page.title() == f"{counted} – Plan Voorbeeldregio – Regiovisieportaal"


def test_what_was_done_is_said_and_in_the_title(open_page):
    page = open_page("fresh said", "/inloggen/login/")
    page.fill("#id_login", "projectleider@voorbeeld.example")
    page.fill("#id_password", "onjuist")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#fouten")
    page.wait_for_function("document.activeElement.id === 'fouten'")
    field = page.locator("#id_login")
    told = page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    assert (field.get_attribute("aria-invalid"), len(told) > 10) == ("true", True)
    assert told in page.locator("#fouten a[href='#id_login']").inner_text()
    page.fill("#id_password", "regen-op-het-tentdoek")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/mijn/")
    page.locator("#gezegd:not(:empty)").wait_for(state="attached")
    assert said(page).startswith("U bent ingelogd als")
    assert page.title().startswith(said(page))


def test_a_form_that_is_refused_twice_shows_where_the_focus_is(open_page):
    page = open_page("leader", f"{PLAN}nieuw/", height=720)
    page.emulate_media(reduced_motion="no-preference")
    for _time in range(2):
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        with page.expect_navigation():
            page.locator("main form button[type=submit]").last.click()
        page.wait_for_function("document.activeElement.id === 'fouten'")
        page.wait_for_timeout(1_000)  # the browser goes to what the address ends in, a little later
        assert page.evaluate(FOCUSED)["uncovered"]
        page.locator("#fouten a").first.click()  # to the field: the address ends in it from now on
        page.wait_for_timeout(300)


@pytest.mark.parametrize("path", ["/regios/voorbeeldregio/", PLAN, "/regios/voorbeeldregio/kosten/"])
def test_the_skip_link_comes_first_and_passes_all_that_repeats(open_page, path):
    page = open_page("visitor", path)
    keyboard = Keyboard(page)
    assert keyboard.tab() == "Direct naar de inhoud"
    page.keyboard.press("Enter")
    keyboard.tab()
    assert page.evaluate("document.activeElement.closest('main') && !document.activeElement.closest('nav.tabs')")
    assert page.locator("main nav.tabs, main .breadcrumb").count() == 0


def test_home_fits_a_narrow_window_with_wide_text(open_page):
    page = open_page("visitor", "/", width=320)
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACED
    )
    assert width_beyond_window(page) == 0
