"""What it takes to bring sixteen councils up to date: keys, page loads, and time.

The time of a person follows from the keys (the keystroke-level model of Card, Moran and Newell): a key takes who
types now and then 0.28 s, and each page that has to be read takes 1.35 s to think. A machine presses keys faster.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import councils, site
from tests.browser.conftest import ACCOUNTS, FLAGS, sign_in

KEY, THOUGHT = 0.28, 1.35  # seconds
WITHIN = 120  # seconds


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Somebody who may keep the councils of Zuid-Limburg, signed in."""
    folder: Path = tmp_path_factory.getbasetemp() / "portaal"
    shutil.copytree(site.loaded(tmp_path_factory.getbasetemp()), folder)
    with site.served(folder) as portal, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        made = chromium.new_context(base_url=portal.url, locale="nl-NL")
        sign_in(made, ACCOUNTS["superuser"])
        yield made
        chromium.close()


def _paste(page: Page) -> None:
    councils.bring_up_to_date_by_pasting(page)


def _type(page: Page) -> None:
    councils.bring_up_to_date_by_typing(page, len(councils.places(page)))


@pytest.mark.parametrize("way", [_paste, _type], ids=["pasted", "typed"])
def bench_sixteen_councils(context: BrowserContext, way: object) -> None:
    """From the address of the grid until the page that says that it is saved."""
    page = context.new_page()
    work = councils.Work(page)
    councils.to_the_first_council(page)
    names = councils.places(page)
    if way is _paste:
        councils.copied(page, [councils.HEADING, *councils.told(names)])
    way(page)  # type: ignore[operator]
    seconds = work.keys * KEY + len(work.loads) * THOUGHT + work.seconds
    print(
        f"\n{len(names)} councils, {getattr(way, '__name__', '').strip('_')}: {work.keys} keys, {len(work.loads)} page "
        f"loads, {work.seconds:.1f} s of the machine; a person needs about {seconds:.0f} s"
    )
    councils.take_back(page)
    page.close()
    assert len(names) == 16
    assert seconds <= WITHIN
