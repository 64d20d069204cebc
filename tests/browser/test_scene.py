"""The scene in a browser: six councils, three adopt, one amends, one postpones, one unknown; a promise before 1 July.

Griffiers and contacts sign in and keep their own row. Everybody reads it: pages, csv and the PDF of a report, on the
last day of the promise and on the day after. The portal runs in this process, so that its clock can be set.
"""

import csv
import datetime
import io
import re

import pikepdf
import pytest
from django.utils import timezone

from jobs import running
from jobs.models import Job
from tests import factories
from tests.evaluations import pdf_reading

pytestmark = pytest.mark.django_db(transaction=True)

DUE, AFTER = datetime.date(2026, 7, 1), datetime.date(2026, 7, 2)
TERM = {DUE: ("Open", "uiterlijk 1 juli 2026"), AFTER: ("Te laat", "termijn was 1 juli 2026")}
AMENDMENT = "Er komt elk jaar een evaluatie"
STATES = {
    "Appeldam": "Vastgesteld", "Beekdal": "Vastgesteld", "Cederveen": "Vastgesteld",
    "Dennenoord": "Gewijzigd vastgesteld", "Eikenrode": "Aangehouden", "Fazantenhof": "Onbekend",
}  # fmt: skip
TYPED = {
    "Appeldam": "vastgesteld 3-3-2026",
    "Beekdal": "vastgesteld 10-3-2026",
    "Cederveen": "vastgesteld 17-3-2026",
    "Eikenrode": "aangehouden 24-3-2026 tot maart 2027: de kosten zijn niet bekend",
}
REGION, GRID = "/regios/noordland/", "/regios/noordland/besluiten/invullen/?document=visie"


@pytest.fixture
def clock(monkeypatch):
    """Sets the day of the portal; time goes on from noon."""
    real = timezone.now

    def at(day):
        ahead = datetime.datetime.combine(day, datetime.time(12), datetime.UTC) - real()
        monkeypatch.setattr("django.utils.timezone.now", lambda: real() + ahead)

    at(DUE)
    return at


@pytest.fixture
def somebody(browser, live_server):
    """A browser of somebody who signs in with their own password; of a visitor without one."""
    opened = []

    def of(person=None):
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", reduced_motion="reduce")
        context.set_default_timeout(30_000)
        opened.append(context)
        page = context.new_page()
        if person:
            page.goto("/inloggen/login/")
            page.fill("#id_login", person.email)
            page.fill("#id_password", factories.PASSWORD)
            page.press("#id_password", "Enter")
            page.wait_for_url("**/mijn/")
        return page

    yield of
    for context in opened:
        context.close()


@pytest.fixture
def places(clock, region, programme):
    made = {name: factories.municipality(region, name=name, slug=name.lower()) for name in STATES}
    factories.document(
        programme=programme, key="visie", title="Regiovisie", kind="vision_and_plan", decided_by="council",
        participants=list(made.values()),
    )  # fmt: skip
    return made


def saved(page, how):
    with page.expect_navigation():
        how()
    page.wait_for_load_state()
    said = page.locator("#berichten").inner_text()
    assert "pgeslagen" in said or "oegevoegd" in said, page.locator("main").inner_text()


def decide(page, place, words):
    """Type in the own row: it is the only one."""
    page.goto(GRID)
    assert page.locator(".steps-grid tbody tr").count() == 1
    page.get_by_label(f"{place.name}, raad").fill(words)
    saved(page, lambda: page.keyboard.press("Control+Enter"))


def amend(page, place):
    """Fill in each part on the page of the own row."""
    page.goto(GRID)
    page.get_by_role("link", name="Alles invullen").click()
    page.get_by_label("Stand").select_option(label=STATES[place.name])
    page.locator("[name=council-decision-decided_on]").fill("2026-03-24")
    page.locator("[name=council-decision-amendment]").fill(AMENDMENT)
    saved(page, page.get_by_role("button", name="Opslaan").click)


def promise(page, place):
    page.goto(f"/gemeenten/{place.slug}/toezeggingen/nieuw/")
    page.get_by_label("Soort").select_option(label="Toezegging")
    page.get_by_label("Wat is gevraagd of toegezegd?").fill("Evaluatie vóór 1 juli")
    page.get_by_label("Uiterlijk op").fill(DUE.isoformat())
    page.get_by_label("Wie moet antwoorden?").fill("het college")
    page.get_by_label("Wie mag dit lezen?").select_option(label="Openbaar")
    saved(page, page.get_by_role("button", name="Opslaan").click)


def kept(somebody, places):
    """All of it, typed by the people whose work it is: by turns a contact and a griffier."""
    for number, (name, place) in enumerate(places.items()):
        if name in TYPED:
            keeper = factories.griffier if number % 2 else factories.contact
            decide(somebody(keeper(place)), place, TYPED[name])
    amend(somebody(factories.griffier(places["Dennenoord"])), places["Dennenoord"])
    promise(somebody(factories.griffier(places["Appeldam"])), places["Appeldam"])


def words(page, address):
    assert page.goto(address).status == 200
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def rows(page, name):
    answer = page.request.get(f"{REGION}{name}")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"), newline="")))


def report(page):
    """The text of a report that is made now, by somebody who may; the work of the worker is done here."""
    page.goto(f"{REGION}evaluaties/nieuw/")
    page.get_by_label("Titel").fill("Stand van zaken")
    with page.expect_navigation():
        page.get_by_role("button", name="Rapport maken").click()
    made = page.url
    page.goto("about:blank")  # a page that asks how far it is, every second, would ask a database of this one process
    running.run(Job.objects.latest("pk").pk)
    page.goto(made)
    address = page.get_by_role("link", name=re.compile("^Rapport downloaden")).get_attribute("href")
    with pikepdf.open(io.BytesIO(page.request.get(address).body())) as pdf:
        return pdf_reading.text(pdf)


def read_decisions(page, paper):
    for text in (words(page, REGION), words(page, f"{REGION}besluiten/")):
        for said in ("3 vastgesteld", "1 gewijzigd vastgesteld", "1 aangehouden", "1 onbekend"):
            assert said in text
    for name, state in STATES.items():
        text = words(page, f"/gemeenten/{name.lower()}/")
        known = state != "Onbekend"
        assert (state.lower() in text.lower(), "Geen besluit bekend" in text) == (known, not known)
        assert (AMENDMENT in text, "maart 2027" in text) == (name == "Dennenoord", name == "Eikenrode")
    found = {row["gemeente"]: row for row in rows(page, "besluiten.csv")}
    assert {name: row["stand"] for name, row in found.items()} == STATES
    assert (found["Dennenoord"]["wijziging"], found["Eikenrode"]["aangehouden_tot"]) == (AMENDMENT, "2027-03")
    for name, state in STATES.items():
        assert f"{name} Raad {state} " in paper
    assert (AMENDMENT in paper, "maart 2027" in paper) == (True, True)


def read_promise(page, paper, day):
    """The same answer everywhere: `Open` on its last day, `Te laat` the day after."""
    label, term = TERM[day]
    other = next(said for each, (_label, said) in TERM.items() if each != day)
    texts = {
        address: words(page, address)
        for address in (REGION, f"{REGION}toezeggingen/", "/gemeenten/appeldam/", "/gemeenten/appeldam/toezeggingen/")
    }
    for where, text in {**texts, "report": paper}.items():
        assert ("Evaluatie vóór 1 juli" in text, term in text, other in text) == (True, True, False), where
    (row,) = rows(page, "toezeggingen.csv")
    assert (row["tekst"], row["stand"]) == ("Evaluatie vóór 1 juli", label)


def test_kept_by_its_people_and_right_everywhere(somebody, places, region, clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept(somebody, places)
    visitor = somebody()
    for day in (DUE, AFTER):
        clock(day)
        paper = report(somebody(factories.policy_officer(region)))
        read_decisions(visitor, paper)
        read_promise(visitor, paper, day)
