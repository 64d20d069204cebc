"""Leaving fast: the button, the key, the screen at once, and what lies behind Back afterwards."""

import shutil
import time

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import FLAGS
from tests.browser.keyboard import FOCUSED

ELSEWHERE = "https://www.google.nl/"
ANSWER = {"content_type": "text/html", "body": "<title>Elders</title>"}
BEFORE = "about:blank#ervoor"
VISIT = ["/", "/regios/voorbeeldregio/", "/gemeenten/venlo/"]
OURS = "Regiovisie"


@pytest.fixture(scope="module")
def browsers(browser):
    """One that keeps pages whole for Back, as people have, and that of the other tests, which loads them again."""
    keeping = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield {"keeps": keeping, "loads": browser}
    keeping.close()


@pytest.fixture
def visit(browsers, site):
    """Somebody who looked at some pages; where the button leads to is answered by us."""
    contexts = []

    def of(kind):
        context = browsers[kind].new_context(base_url=site.url)
        contexts.append(context)
        context.route("**://www.google.nl/**", lambda route: route.fulfill(**ANSWER))
        page = context.new_page()
        for path in [BEFORE, *VISIT]:
            page.goto(path)
        return page

    yield of
    for context in contexts:
        context.close()


def press_shift(page, times):
    for _time in range(times):
        page.keyboard.press("Shift")


def history(page):
    """Where the tab is in its history, and the steps of it: what long-pressing Back lists."""
    found = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return found["currentIndex"], found["entries"]


def back(page, *, to):
    """As with the button of the browser: a step further to the beginning, where an address is shown that ends so."""
    here, entries = history(page)
    page.context.new_cdp_session(page).send("Page.navigateToHistoryEntry", {"entryId": entries[here - 1]["id"]})
    until = time.monotonic() + 10
    while (found := shown(page)) != (here - 1, to) and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert found == (here - 1, to)


def shown(page):
    """Which step of the history is shown, and its address; nothing while another is on its way."""
    try:
        here, entries = history(page)
    except Error:
        return None
    return None if entries[here]["title"].startswith("Loading") else (here, entries[here]["url"])


@pytest.mark.parametrize("kind", ["keeps", "loads"])
@pytest.mark.parametrize("way", ["button", "key"])
def test_nothing_of_the_visit_lies_behind_back(visit, kind, way):
    page = visit(kind)
    if way == "button":
        page.locator("#verlaat-site").click()
    else:
        press_shift(page, 3)
    page.wait_for_url(ELSEWHERE)
    assert [step["title"] for step in history(page)[1] if OURS in step["title"]] == []
    back(page, to=ELSEWHERE)  # what is left of the visit goes away again
    back(page, to=BEFORE)


def test_a_first_page_that_does_not_come_keeps_nobody_waiting(visit):
    """Then pages are left behind Back; each goes away again."""
    page = visit("loads")
    page.evaluate("history.go = () => {}")
    page.locator("#verlaat-site").click()
    page.wait_for_url(ELSEWHERE)
    for address in (ELSEWHERE, ELSEWHERE, BEFORE):
        back(page, to=address)


def test_a_visit_that_began_at_a_picture_is_left_too(visit, site):
    """There is no script in it: leaving goes back to the first page that has one."""
    page = visit("loads")
    page.goto("about:blank#ertussen")
    for path in ("/kaart.svg", "/", "/over/"):
        page.goto(path)
    page.locator("#verlaat-site").click()
    page.wait_for_url(ELSEWHERE)
    back(page, to=ELSEWHERE)
    back(page, to=f"{site.url}/kaart.svg")


def test_who_comes_back_by_the_address_is_welcome(visit, site):
    page = visit("keeps")
    page.locator("#verlaat-site").click()
    page.wait_for_url(ELSEWHERE)
    page.goto("/uw-browser/")
    assert OURS in page.title()
    page.goto("/over/")
    back(page, to=f"{site.url}/uw-browser/")


def test_the_screen_is_blank_before_the_network_answers(visit):
    page = visit("loads")
    shown = page.evaluate("""() => {
      document.getElementById("verlaat-site").click();
      const said = document.body.children[0]; // for a screen reader; nobody sees it
      return [document.body.children.length, said.role, said.offsetWidth, document.title];
    }""")
    assert shown == [1, "alert", 1, "Nieuw tabblad"]


def test_shift_is_counted_aloud_and_only_by_itself(open_page):
    page = open_page("visitor", "/")
    said = page.locator("#gezegd")
    assert page.get_by_text("of druk 3 keer op Shift").is_visible()
    page.locator("#zoek").focus()
    page.keyboard.type("ABC")
    press_shift(page, 1)
    assert said.inner_text() == "Druk nog 2 keer op Shift om weg te gaan"
    page.keyboard.press("Shift+Tab")
    assert said.inner_text() == ""
    press_shift(page, 2)
    assert said.inner_text() == "Druk nog 1 keer op Shift om weg te gaan"
    assert page.url.endswith("/")


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (1280, 900)])
def test_the_way_out_stays_in_view_and_covers_no_focus(open_page, width, height):
    """320 by 256 is a window of 1280 by 1024 at 400 %."""
    page = open_page("visitor", "/regios/voorbeeldregio/plan/", width=width, height=height)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = page.locator("#verlaat-site").bounding_box()
    assert 0 <= box["y"] <= 20
    for _stop in range(40):
        page.keyboard.press("Shift+Tab")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        focused = page.evaluate(FOCUSED)
        assert focused["uncovered"], focused["name"]


def test_without_javascript_the_button_is_a_link(browser, site):
    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        context.route("**://www.google.nl/**", lambda route: route.fulfill(**ANSWER))
        page = context.new_page()
        page.goto("/regios/voorbeeldregio/")
        assert not page.get_by_text("Shift").is_visible()
        page.locator("#verlaat-site").click()
        page.wait_for_url(ELSEWHERE)
