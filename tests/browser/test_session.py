"""A session that ends: said two minutes before, prolonged by a key or by typing, and what was typed comes back."""

import json

import pytest

from tests.browser.judging import violations
from tests.browser.test_signed_out import TYPED, sign_in

NEW = "/regios/voorbeeldregio/plan/nieuw/"
LEFT = "**/inloggen/sessie/"
TWO_HOURS = 2 * 60 * 60


@pytest.fixture
def page(open_page):
    """A project leader at a form, in a browser of which the clock can be put forward."""
    page = open_page("fresh session", "/inloggen/login/")
    sign_in(page)
    page.clock.install()
    page.goto(NEW)
    return page


def answers(page, **left):
    """What a page hears that asks how long is left; that somebody is there goes to the portal itself."""

    def answer(route):
        if route.request.method == "POST":
            route.continue_()
        else:
            route.fulfill(content_type="application/json", body=json.dumps(left))

    page.route(LEFT, answer)


def test_it_is_said_two_minutes_before_and_prolonged_by_a_key(page):
    answers(page, seconds=110, can_stay=True)
    page.clock.fast_forward((TWO_HOURS - 115) * 1000)
    said = page.get_by_role("alertdialog")
    said.wait_for()
    assert "U wordt over twee minuten uitgelogd." in page.locator("#gezegd").inner_text()
    assert page.title().startswith("U wordt zo uitgelogd – ")
    assert page.evaluate("document.activeElement.innerText") == "Blijf ingelogd"
    assert violations(page) == {}
    page.locator("#verlaat-site").click(trial=True)  # the way out is not shut off
    with page.expect_response(LEFT) as told:
        page.keyboard.press("Enter")
    assert told.value.request.method == "POST"
    said.wait_for(state="hidden")
    assert page.title().startswith("Nieuwe actie")


def test_who_was_signed_in_long_gives_the_password_again_beside_the_form(page):
    answers(page, seconds=110, can_stay=False)
    page.clock.fast_forward((TWO_HOURS - 115) * 1000)
    link = page.get_by_role("alertdialog").get_by_role("link")
    assert (link.get_attribute("target"), link.get_attribute("href")) == ("_blank", "/inloggen/reauthenticate/")


def test_typing_counts_as_being_there(page):
    page.clock.fast_forward(5 * 60 * 1000)
    with page.expect_response(LEFT) as told:
        page.locator("[name=what]").press_sequentially("E")
    assert (told.value.request.method, told.value.json()["can_stay"]) == ("POST", True)


def test_who_typed_nothing_comes_back_to_the_page(page):
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward((TWO_HOURS + 10) * 1000)
    page.get_by_role("alertdialog").get_by_role("link", name="Inloggen").click()
    page.locator("#id_login").wait_for()
    sign_in(page)
    assert page.url.endswith(NEW)


def test_what_was_typed_is_there_after_signing_in(page):
    page.fill("[name=what]", TYPED)
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward((TWO_HOURS + 10) * 1000)
    page.get_by_role("button", name="Bewaren en inloggen").click()
    page.locator("#id_login").wait_for()
    assert "Wat u had getypt is bewaard" in page.locator("main").inner_text()
    sign_in(page)
    assert "Dit had u getypt; het is nog niet opgeslagen." in page.locator("main").inner_text()
    assert page.input_value("[name=what]") == TYPED
