"""Answering in a round: by a link, on a phone, with the keyboard alone, without an account."""

import contextlib
import hashlib
import sqlite3

import pytest

from tests.browser.judging import judge
from tests.browser.keyboard import Keyboard

WIDTHS = [320, 1280]


@pytest.fixture(scope="module")
def asked(contexts, site):
    """A round that the leader opens: the path of a link, and the page of the leader."""
    page = contexts("leader").new_page()
    page.goto("/regios/voorbeeldregio/uitvragen/nieuw/")
    page.get_by_role("button", name="Bekijken wie wat krijgt").click()
    page.get_by_role("heading", name="Wie krijgt wat?").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url("**/uitvragen/*/")
    own = page.url
    page.close()
    return f"/uitvraag/{linked(site)}/", own


def linked(site):
    """What stands in a further link of who was asked first: that of the mail is kept nowhere, nor in a log."""
    token = "T" * 43
    with contextlib.closing(sqlite3.connect(site.folder / "db.sqlite3", timeout=20)) as database, database:
        database.execute(
            "INSERT INTO actions_askedlink (asked_id, token_hash, made_at)"
            " SELECT max(id), ?, datetime('now') FROM actions_asked",
            [hashlib.sha256(token.encode()).hexdigest()],
        )
    return token


def test_the_page_of_a_leader(asked, look_at):
    page = look_at("leader", asked[1], width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)


def test_an_owner_answers_with_the_keyboard_and_stays_in_place(asked, open_page):
    page = open_page("visitor", asked[0])
    page.set_viewport_size({"width": 320, "height": 700})
    judge(page)
    total = page.locator("main ol > li").count()
    assert total > 1
    keyboard = Keyboard(page)
    keyboard.to("Er is iets te melden")
    page.keyboard.press("Enter")
    judge(page)
    keyboard.to("Wat is er gebeurd?")
    page.keyboard.type("De eerste bijeenkomst was gisteren.")
    keyboard.to("Versturen")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main").get_by_role("status").inner_text().startswith(f"1 van {total} beantwoord")
    assert page.locator("main ol > li").first.evaluate("item => item.matches(':target')")
    keyboard.to("Geen wijziging voor")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main").get_by_role("status").inner_text().startswith(f"2 van {total} beantwoord")
    judge(page)


def test_a_link_that_opens_nothing(look_at, complaints):
    page = look_at("visitor", "/uitvraag/geraden/", width=WIDTHS[0])
    assert page.response.status == 404
    complaints.clear()  # the browser names the 404
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)
