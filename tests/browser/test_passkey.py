"""A passkey in a real browser, with Chromium's own virtual authenticator: made at one sign-in, used at the next."""

import pytest

from regiovisie.demo import PASSPHRASE
from tests.browser.conftest import ACCOUNTS
from tests.browser.test_second_step import at_both_widths, press

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(open_page, site, complaints):
    """A browser with an authenticator, at a name: at a number there are no passkeys."""
    page = open_page("fresh passkey")
    page.at = site.url.replace("127.0.0.1", "localhost")
    page.devtools = page.context.new_cdp_session(page)
    page.devtools.send("WebAuthn.enable")
    page.key = page.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    yield page
    complaints[:] = [text for text in complaints if not text.endswith("/favicon.ico")]  # of the back office


def look(page):
    """Judge the same page in another window: the end of the session in which axe runs, takes the authenticator along.

    Then anew here: each time that the page is made, it asks something else.
    """
    other = page.context.new_page()
    other.goto(page.url)
    at_both_widths(other)
    other.close()
    page.reload()


def credentials(page):
    return page.devtools.send("WebAuthn.getCredentials", {"authenticatorId": page.key})["credentials"]


def give_password(page):
    page.fill("#id_login", ACCOUNTS["superuser"])
    page.fill("#id_password", PASSPHRASE)
    press(page, "Inloggen")


def test_made_at_the_first_sign_in_and_used_at_the_next(page):
    page.goto(f"{page.at}/beheer/")  # asks a second step of everybody
    give_password(page)
    assert page.locator("h1").inner_text() == "Extra code aanzetten"
    press(page, "passkey")
    assert page.input_value("#id_name").startswith("Chrome op ")
    look(page)
    page.fill("#id_name", "Werklaptop")
    press(page, "Maak de passkey")
    assert (page.locator("h1").inner_text(), len(credentials(page))) == ("Noodcodes", 1)
    press(page, "Ik heb de noodcodes bewaard")
    assert page.url == f"{page.at}/beheer/"

    page.goto(f"{page.at}/inloggen/logout/")
    press(page, "Uitloggen")
    page.goto(f"{page.at}/inloggen/login/")
    give_password(page)
    assert page.locator("h1").inner_text() == "Tweede stap: uw passkey"
    look(page)
    press(page, "Gebruik uw passkey")
    assert page.url == f"{page.at}/mijn/"
    assert credentials(page)[0]["signCount"] > 1

    page.goto(f"{page.at}/inloggen/2fa/")
    assert "Werklaptop" in page.locator("main").inner_text()
    look(page)
    press(page, "Naam wijzigen")
    page.fill("#id_password", PASSPHRASE)
    press(page, "Bevestigen")
    look(page)
    page.goto(f"{page.at}/inloggen/2fa/webauthn/reauthenticate/")
    look(page)
    press(page, "Gebruik uw passkey")
    page.goto(f"{page.at}/inloggen/2fa/webauthn/add/")
    page.get_by_role("button", name="Maak de passkey").click()
    page.get_by_text("Dit apparaat heeft al een passkey voor uw account.").wait_for()

    page.goto(f"{page.at}/inloggen/2fa/")
    press(page, "Weghalen")
    look(page)
    press(page, "Ja, haal de passkey weg")
    assert "U heeft nog geen passkey." in page.locator("main").inner_text()


def test_without_the_key_the_page_says_so_and_a_code_is_left(page):
    page.goto(f"{page.at}/beheer/")
    give_password(page)
    press(page, "passkey")
    press(page, "Maak de passkey")
    code = page.locator("main code").first.inner_text()
    page.goto(f"{page.at}/inloggen/logout/")
    press(page, "Uitloggen")
    page.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": page.key, "isUserVerified": False})
    page.devtools.send("WebAuthn.clearCredentials", {"authenticatorId": page.key})
    page.goto(f"{page.at}/inloggen/login/")
    give_password(page)
    page.get_by_role("button", name="Gebruik uw passkey").click()
    page.get_by_text("Dat is niet gelukt").wait_for(timeout=90_000)
    page.fill("#id_code", code)
    press(page, "Inloggen")
    assert page.url == f"{page.at}/mijn/"
    page.goto(f"{page.at}/inloggen/2fa/")
    press(page, "Weghalen")
    press(page, "Ja, haal de passkey weg")
