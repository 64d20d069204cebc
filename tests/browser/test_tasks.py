"""The work of a project leader, an owner and a policy officer, with the keyboard alone."""

import re

import pytest

from regiovisie.demo import PASSPHRASE
from tests.browser.conftest import ACCOUNTS, LISTEN
from tests.browser.keyboard import Keyboard

ACTION = "Kijken hoe lokale teams aan veiligheid werken"


@pytest.fixture
def at(browser, site, open_page, contexts):
    """The keyboard of a page of somebody who just opened the portal and signed in with it."""

    def of(role):
        page = open_page(f"fresh {role}", "/")
        keyboard = Keyboard(page)
        keyboard.go("Inloggen")
        keyboard.skip()
        keyboard.write("E-mailadres", ACCOUNTS[role])
        keyboard.write("Wachtwoord", PASSPHRASE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == "Mijn pagina"
        return keyboard

    return of


def content(keyboard):
    return re.sub(r"\s+", " ", keyboard.page.locator("main").inner_text())


def test_a_project_leader_edits_an_action_and_takes_it_back(at):
    keyboard = at("leader")
    keyboard.skip()
    keyboard.go("Naar het plan")
    keyboard.skip()
    keyboard.go(f"Bewerken : {ACTION}")
    keyboard.skip()
    keyboard.write("Vanaf kwartaal", "2026Q2")
    keyboard.write("Tot en met kwartaal", "2027Q1")
    keyboard.to("Kosten toevoegen")
    keyboard.page.keyboard.press("Enter")
    keyboard.write("Bedrag in euro", "12.500")
    keyboard.choose("Hoe vaak", "Eenmalig")
    keyboard.choose("Status", "Vertraagd")
    keyboard.to("Wat en hoe")
    keyboard.page.keyboard.press("Enter")
    keyboard.write("Wat gaan we doen?", "Lokale teams werken met één veiligheidsplan")
    keyboard.write("Reden van de wijziging", "Besproken in het overleg")
    keyboard.go("Opslaan")

    text = content(keyboard)
    assert keyboard.page.locator("h1").inner_text() == "Lokale teams werken met één veiligheidsplan"
    for words in ("Opgeslagen", "2e kwartaal 2026", "1e kwartaal 2027", "€ 12.500", "Vertraagd"):
        assert words in text
    keyboard.skip()
    keyboard.go("Ongedaan maken")
    assert "De laatste wijziging is ongedaan gemaakt." in content(keyboard)
    assert keyboard.page.locator("h1").inner_text() == ACTION
    assert "€ 12.500" not in keyboard.page.locator(".action-page").inner_text().split("Geschiedenis")[0]


def test_a_refused_form_puts_the_keyboard_at_what_is_wrong(at):
    keyboard = at("leader")
    keyboard.skip()
    keyboard.go("Naar het plan")
    keyboard.skip()
    keyboard.go(f"Bewerken : {ACTION}")
    keyboard.skip()
    keyboard.write("Vanaf kwartaal", "2026Q9")
    keyboard.go("Opslaan")
    assert keyboard.page.evaluate("document.activeElement.id") == "fouten"
    keyboard.to("Vanaf kwartaal")
    keyboard.page.keyboard.press("Enter")
    keyboard.page.wait_for_function("document.activeElement.id === 'id_starts_in'")
    assert keyboard.page.evaluate("document.activeElement.value") == "2026Q9"


def test_an_owner_reports_progress(at, open_page):
    keyboard = at("owner")
    keyboard.skip()
    keyboard.go("Voortgang melden")
    action = keyboard.page.locator(".lead").inner_text()
    keyboard.skip()
    keyboard.write("Wat is er gebeurd?", "De eerste bijeenkomst was goed bezocht.")
    keyboard.go("Voortgang versturen")
    assert "wacht op de projectleider" in content(keyboard)
    leader = open_page("leader", "/regios/voorbeeldregio/plan/vrijgeven/")
    assert "De eerste bijeenkomst was goed bezocht." in leader.locator("main").inner_html()
    assert action.split(" ", 1)[-1][:30] in leader.locator("main").inner_text()


def test_a_policy_officer_makes_a_report(at):
    keyboard = at("policy_officer")
    keyboard.skip()
    keyboard.go("Nieuw rapport")
    keyboard.skip()
    keyboard.write("Titel", "Evaluatie met het toetsenbord")
    keyboard.write("Inleiding", "Dit rapport is gemaakt zonder muis.")
    keyboard.go("Rapport maken")
    assert keyboard.page.locator("h1").inner_text() == "Evaluatie met het toetsenbord"
    # The worker makes it; the page follows by itself
    keyboard.page.get_by_role("link", name=re.compile("^Rapport downloaden")).wait_for(timeout=120_000)
    keyboard.skip()
    keyboard.to("Rapport downloaden")
    with keyboard.page.expect_download() as download:
        keyboard.page.keyboard.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")


def test_somebody_signs_out(at):
    keyboard = at("administrator")
    keyboard.go("Uitloggen")
    assert "U bent uitgelogd." in content(keyboard)
    assert keyboard.page.request.get("/mijn/", max_redirects=0).status == 302


def test_without_javascript_the_work_goes_on(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/inloggen/login/")
    page.fill("#id_login", ACCOUNTS["owner"])
    page.fill("#id_password", PASSPHRASE)
    page.click("main button[type=submit]")
    page.locator("main").get_by_role("link", name=re.compile("^Voortgang melden")).first.click()
    page.click("button[name=geen-wijziging]")
    assert "wacht op de projectleider" in page.locator("main").inner_text()
    assert page.locator("#verlaat-site").get_attribute("href").startswith("https://www.google")
    context.close()


def test_the_listener_hears_a_violation(contexts, site):
    """The other tests trust that a refused style or script is heard; so this one makes one."""
    page = contexts("visitor").new_page()
    page.goto("/over/")
    page.evaluate("document.querySelector('main').setAttribute('style', 'color: red')")
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.refused")[0].startswith("style-src")
    page.close()
    assert "securitypolicyviolation" in LISTEN
