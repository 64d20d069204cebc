"""What holds for every page, at every width."""

import re

from playwright.sync_api import Page

from tests.browser.site import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN = 4  # elements per rule, in a failure
UNSTUCK = "position => document.querySelectorAll('.savebar').forEach((bar) => { bar.style.position = position; })"
NAMES_OF_TABLES = """() => [...document.querySelectorAll("main table")].map((table) => {
  const pointed = (table.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
  const texts = pointed.map((element) => element?.textContent ?? "");
  const name = texts.join(" ").trim() || table.getAttribute("aria-label") || table.caption?.textContent || "";
  return name.replace(/\\s+/g, " ").trim();
})"""
NEEDLESS_STOPS = """() => [...document.querySelectorAll(".table-wrap[tabindex]")]
  .filter((box) => box.checkVisibility() && box.scrollWidth <= box.clientWidth)
  .map((box) => box.outerHTML.slice(0, 120))"""


def judge(page: Page) -> None:
    """No violation, no sideways scrolling, one heading of the page, a title, and the help before all else.

    Each table has a name that no other has, and a box around one is a stop of the keyboard only when it scrolls.
    """
    assert violations(page) == {}
    names = page.evaluate(NAMES_OF_TABLES)
    assert [name for name in names if not name or names.count(name) > 1] == []
    assert page.evaluate(NEEDLESS_STOPS) == []
    assert width_beyond_window(page) == 0
    assert page.locator("h1").count() == 1
    assert re.fullmatch(r"\S.+ – Regiovisieportaal", page.title())
    assert page.locator("body > :first-child").inner_text() == "Direct naar de inhoud"
    first = page.locator("body > aside")
    assert first.locator("a").all_inner_texts()[0] == "Verlaat deze site snel"
    assert "0800-2000" in first.inner_text()


def violations(page: Page) -> dict[str, list[str]]:
    """What axe finds, per rule: the elements and what is wrong, short enough to read in a failure."""
    if not page.evaluate("'axe' in window"):
        session = page.context.new_cdp_session(page)  # not through the page: its content policy holds during the test
        session.send("Runtime.evaluate", {"expression": AXE})
        session.detach()
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(UNSTUCK, "static")  # what lies under the bar that stays in view, comes from under it by scrolling
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    page.evaluate(UNSTUCK, "")
    return {
        item["id"]: [f"{node['html'][:200]} {node['failureSummary'][:300]}" for node in item["nodes"][:SHOWN]]
        for item in result["violations"]
    }


def width_beyond_window(page: Page) -> int:
    """How far the page scrolls sideways, in pixels."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(found, 0)
