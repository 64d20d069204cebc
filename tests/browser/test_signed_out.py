"""Signed out: Back shows nothing, and what was typed comes back after signing in."""

import pytest

from regiovisie.demo import PASSPHRASE
from tests.browser.conftest import ACCOUNTS

TYPED = "Een actie die een uur lang is getypt"


@pytest.fixture
def page(open_page):
    """A project leader in a browser of their own."""
    page = open_page("fresh typing", "/inloggen/login/")
    sign_in(page)
    return page


def sign_in(page):
    page.fill("#id_login", ACCOUNTS["leader"])
    page.fill("#id_password", PASSPHRASE)
    with page.expect_navigation():
        page.press("#id_password", "Enter")


def test_back_shows_nothing(page):
    page.goto("/regios/voorbeeldregio/plan/nieuw/")
    page.goto("/mijn/")
    with page.expect_navigation():
        page.get_by_role("button", name="Uitloggen").click()
    for _ in range(2):
        page.go_back()
        assert page.locator("h1").inner_text() == "Inloggen"


def test_what_was_typed_comes_back(page):
    page.goto("/regios/voorbeeldregio/plan/nieuw/")
    page.fill("[name=what]", TYPED)
    page.context.clear_cookies(name="sessionid")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    assert "Wat u had getypt is bewaard" in page.locator("main").inner_text()
    sign_in(page)
    assert "Dit had u getypt; het is nog niet opgeslagen." in page.locator("main").inner_text()
    assert page.input_value("[name=what]") == TYPED
