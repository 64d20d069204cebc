"""A box around a table is a stop of the keyboard while it scrolls, and only then; without scripts it always is one."""

import pytest

TIMELINE = "/regios/voorbeeldregio/plan/?weergave=tijdlijn"
BOX = ".timeline-wrap"
STOP = f"{BOX}[tabindex='0'][role='region'][aria-label='Tijdlijn van de acties']"


def narrowed(page, width):
    page.locator(BOX).evaluate("(box, width) => { box.style.maxInlineSize = width; }", width)


def test_a_box_is_a_stop_only_while_it_scrolls(open_page):
    page = open_page("visitor", TIMELINE)
    box = page.locator(BOX)
    page.wait_for_function("box => !document.querySelector(box).hasAttribute('tabindex')", arg=BOX)
    assert (box.get_attribute("role"), box.get_attribute("aria-label")) == (None, None)
    narrowed(page, "30rem")
    page.wait_for_selector(STOP)
    box.focus()
    narrowed(page, "none")
    page.wait_for_timeout(200)
    assert page.locator(STOP).count() == 1  # the focus is not taken from under the reader
    box.evaluate("box => box.blur()")
    page.wait_for_function("box => !document.querySelector(box).hasAttribute('tabindex')", arg=BOX)


@pytest.mark.parametrize("path", [TIMELINE, "/regios/voorbeeldregio/besluiten/"])
def test_without_scripts_every_box_can_be_reached(browser, site, path):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    boxes = page.locator(".table-wrap")
    assert boxes.count() == page.locator(".table-wrap[tabindex='0'][role='region']").count() > 0
    context.close()
