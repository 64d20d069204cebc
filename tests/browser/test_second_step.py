"""Switching the extra code on and using it, in a browser: the pages that exist only on that way."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from regiovisie.demo import PASSPHRASE
from tests.browser.conftest import ACCOUNTS
from tests.browser.judging import judge


def at_both_widths(page):
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)


def press(page, name):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).or_(
            page.locator("main").get_by_role("link", name=name)
        ).first.click()


@pytest.fixture
def page(open_page):
    """Somebody who uses no other test, and who has given the password twice."""
    page = open_page("superuser", "/inloggen/2fa/totp/activate/")
    if page.locator("#id_password").count():  # not when somebody just signed in
        page.fill("#id_password", PASSPHRASE)
        press(page, "Bevestigen")
    yield page
    page.goto("/inloggen/2fa/totp/deactivate/")
    if page.locator("#id_password").count():
        page.fill("#id_password", PASSPHRASE)
        press(page, "Bevestigen")
    press(page, "Ja, zet de extra code uit")


def test_the_extra_code_from_on_to_off(page):
    assert page.locator("h1").inner_text() == "Extra code aanzetten"
    picture = page.locator("main img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 50")  # the content policy lets it through
    at_both_widths(page)
    secret = page.input_value("#authenticator_secret")
    page.fill("#id_code", "123")
    press(page, "Zet de extra code aan")
    at_both_widths(page)
    page.fill("#id_code", format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
    press(page, "Zet de extra code aan")
    assert page.locator("h1").inner_text() == "Noodcodes"
    at_both_widths(page)
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    for path in ("/inloggen/2fa/", "/inloggen/2fa/recovery-codes/generate/", "/inloggen/2fa/totp/deactivate/"):
        page.goto(path)
        at_both_widths(page)
    page.goto("/inloggen/2fa/reauthenticate/")
    at_both_widths(page)

    page.goto("/inloggen/logout/")
    press(page, "Uitloggen")
    page.goto("/inloggen/login/")
    page.fill("#id_login", ACCOUNTS["superuser"])
    page.fill("#id_password", PASSPHRASE)
    press(page, "Inloggen")
    assert page.locator("h1").inner_text() == "Vul uw code in"
    at_both_widths(page)
    page.fill("#id_code", codes[0])
    press(page, "Inloggen")
    assert page.url.endswith("/mijn/")


def test_the_back_office_keeps_to_the_content_policy(page, complaints):
    page.fill("#id_code", page.locator("main code").first.inner_text())  # a demonstration tells the code
    press(page, "Zet de extra code aan")
    for path in (
        "/beheer/",
        "/beheer/accounts/user/",
        "/beheer/accounts/user/1/change/",
        "/beheer/municipalities/region/",
        "/beheer/municipalities/assignment/add/",
        "/beheer/municipalities/municipality/",
    ):
        answer = page.goto(path)
        assert (path, answer.status, page.evaluate("window.refused")) == (path, 200, [])
        assert page.locator("h1").count() >= 1
        assert re.search(r"\S", page.title())
    complaints[:] = [text for text in complaints if not text.endswith("/favicon.ico")]  # Django's pages name no icon
