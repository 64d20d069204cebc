"""One browser and one portal per test process; one context per role, so that signing in happens once per role."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from regiovisie.demo import PASSPHRASE
from tests.browser import site as site_
from tests.once import shared_folder

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ACCOUNTS = {
    "owner": "trekker@voorbeeld.example",
    "policy_officer": "beleidsmedewerker@voorbeeld.example",
    "leader": "projectleider@voorbeeld.example",
    "administrator": "beheerder@voorbeeld.example",
    "veilig_thuis": "veiligthuis@voorbeeld.example",
    "figure_keeper": "cijferbeheerder@voorbeeld.example",
    "griffier": "griffier@voorbeeld.example",
    "superuser": "technisch@voorbeeld.example",
}
# What the browser itself finds wrong, kept where the test can read it (a violation is an event on the document).
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


def pytest_collection_modifyitems(items):
    """All tests of this folder need a browser; two processes share them, each with a portal of its own."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            role = item.callspec.params.get("role") if hasattr(item, "callspec") else None
            public = role in ("visitor", "owner") or (role is None and "test_pages" in item.nodeid)
            item.add_marker(pytest.mark.xdist_group("browser-public" if public else "browser-work"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The portal, served with real data; nobody in it yet uses an extra code."""
    folder = tmp_path_factory.getbasetemp() / "portaal"
    shutil.copytree(site_.loaded(shared_folder(tmp_path_factory)), folder)
    with site_.served(folder) as served:
        yield served


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser, site):
    """A context per role, signed in when it is first asked for; `fresh …` is a context of its own, signed out."""
    made = {}

    def of(role):
        if role not in made or role.startswith("fresh"):
            if role in made:
                made.pop(role).close()
            made[role] = browser.new_context(base_url=site.url, locale="nl-NL", reduced_motion="reduce")
            made[role].set_default_timeout(15_000)
            made[role].add_init_script(LISTEN)
            if role in ACCOUNTS:
                sign_in(made[role], ACCOUNTS[role])
        return made[role]

    yield of
    for context in made.values():
        context.close()


def sign_in(context, email):
    page = context.new_page()
    page.goto("/inloggen/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSPHRASE)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/mijn/")
    page.close()


def told(message):
    return f"{message.text} {message.location.get('url', '')}"


@pytest.fixture
def complaints():
    """What the console of the browser says is wrong, and the refusals of the content policy."""
    return []


@pytest.fixture(scope="session")
def kept_pages():
    """A page per role that stays open: a new one costs a process of the browser."""
    return {}


@pytest.fixture
def look_at(contexts, kept_pages, complaints):
    """Looks at an address as a role, in the page that the role keeps; nothing may have been complained about."""
    used = []

    def of(role, path, width=1280):
        if role not in kept_pages:
            kept_pages[role] = contexts(role).new_page()
        page = kept_pages[role]
        used.append(page)
        page.on("console", on_console)
        page.on("pageerror", on_error)
        page.set_viewport_size({"width": width, "height": 900})
        page.response = page.goto(path)
        return page

    def on_console(message):
        if message.type == "error":
            complaints.append(told(message))

    def on_error(error):
        complaints.append(str(error))

    yield of
    for page in used:
        complaints += page.evaluate("window.refused ?? []")
        page.remove_listener("console", on_console)
        page.remove_listener("pageerror", on_error)
    assert complaints == []


@pytest.fixture
def open_page(contexts, complaints):
    """Opens a page as a role, at a width; it is closed after the test, and nothing may have been complained about."""
    opened = []

    def of(role, path=None, width=1280, height=900):
        page = contexts(role).new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", lambda message: complaints.append(told(message)) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if path:
            page.response = page.goto(path)
        return page

    yield of
    for page in opened:
        if not page.is_closed():
            complaints += page.evaluate("window.refused ?? []")
            page.close()
    assert complaints == []
