"""What a picture shows and a test of the text cannot: what is in view first, how high a row is, what paper shows."""

import pytest

from tests.browser.judging import width_beyond_window
from tests.browser.test_pages import filled

PLANS = ["/regios/noord-en-midden-limburg/plan/", "/regios/zuid-holland-zuid/plan/"]
FIRST = "tr[id^=actie-]"
SCREEN = 800  # pixels high
# Half of what an action took before the plan had a short table, in pixels, for Noord- en Midden-Limburg.
MOST_PER_ACTION = {1280: 76, 768: 122, 375: 181}
MEAN_HEIGHT = """() => {
    const rows = [...document.querySelectorAll('tr[id^=actie-]')].map((row) => row.getBoundingClientRect().height);
    return rows.reduce((sum, height) => sum + height, 0) / rows.length;
}"""
FOLDED_ON_PAPER = """() => [...document.querySelectorAll('main details:not([open])')]
    .filter((part) => part.checkVisibility())
    .flatMap((part) => [...part.children])
    .filter((part) => part.tagName !== 'SUMMARY' && part.textContent.trim() && !part.closest('.on-screen'))
    .filter((part) => !part.checkVisibility())
    .map((part) => part.textContent.trim().slice(0, 60))"""
ARROWS = """() => [...document.querySelectorAll('select:not([multiple])')].map((field) => {
    const style = getComputedStyle(field);
    return [style.appearance, style.backgroundImage.split('url(').length - 1];
})"""


@pytest.mark.parametrize("path", PLANS)
@pytest.mark.parametrize("width", [1280, 375])
def test_the_first_action_is_on_the_first_screen(open_page, path, width):
    page = open_page("visitor", path, width=width, height=SCREEN)
    title = page.locator(FIRST).first.locator("a").first.bounding_box()
    assert title["y"] + title["height"] < SCREEN


@pytest.mark.parametrize(("width", "most"), MOST_PER_ACTION.items())
def test_an_action_takes_little_room(open_page, width, most):
    page = open_page("visitor", PLANS[0], width=width, height=SCREEN)
    assert page.evaluate(MEAN_HEIGHT) < most
    assert page.locator(f"{FIRST} details").count() == 0


def test_the_full_plan_shows_the_words_of_the_document(open_page):
    for view, visible in (("", False), ("?weergave=volledig", True)):
        page = open_page("visitor", f"{PLANS[0]}{view}")
        assert page.get_by_text("Zoals opgeschreven").first.is_visible() == visible


@pytest.mark.parametrize(
    "path",
    [
        *PLANS,
        "/acties/{nml_action}/",
        "/regios/voorbeeldregio/",
        "/regios/voorbeeldregio/kosten/",
        "/regios/voorbeeldregio/cijfers/",
        "/regios/voorbeeldregio/besluiten/",
        "/gemeenten/fictiedam/",
    ],
)
def test_paper_shows_what_is_folded_and_no_buttons(open_page, site, path):
    page = open_page("visitor", filled(site, path))
    page.emulate_media(media="print")
    assert page.evaluate(FOLDED_ON_PAPER) == []
    assert [button for button in page.locator("button, .utrecht-button, select").all() if button.is_visible()] == []


@pytest.mark.parametrize("path", ["/regios/voorbeeldregio/plan/", "/regios/voorbeeldregio/plan/nieuw/", "/mijn/"])
def test_a_select_has_one_arrow_and_a_small_phone_shows_all(open_page, path):
    page = open_page("leader", path, width=320, height=SCREEN)
    assert set(map(tuple, page.evaluate(ARROWS))) <= {("none", 1)}
    assert width_beyond_window(page) == 0
