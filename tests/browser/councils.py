"""Somebody brings the councils of a region up to date in the grid: by typing, or with a block of a spreadsheet."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

from tests.browser.keyboard import Keyboard

GRID = "/regios/zuid-limburg/besluiten/invullen/?document=regiovisie"  # sixteen councils
HEADING = ("Gemeente", "Besluit", "Datum", "Toelichting")
COUNT_KEYS = """
window.addEventListener("keydown", () => { sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1; }, true);
"""


@dataclass
class Work:
    """What it takes: keys pressed, pages loaded, forms sent, and the seconds of the machine."""

    page: Page
    loads: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.page.add_init_script(COUNT_KEYS)
        self.page.on("request", self._see)

    def _see(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            if request.method == "POST":
                self.sent.append(request.post_data or "")
            if request.redirected_from is None:
                self.loads.append(f"{request.method} {request.url}")

    @property
    def keys(self) -> int:
        """How many keys were pressed in the portal."""
        return int(self.page.evaluate("Number(sessionStorage.keys ?? 0)"))

    @property
    def seconds(self) -> float:
        """How long it took until now."""
        return time.monotonic() - self.began


def places(page: Page) -> list[str]:
    """The municipalities of the grid, from above."""
    return [name.strip() for name in page.locator(".steps-grid tbody .steps-grid__place").all_inner_texts()]


def told(names: list[str]) -> list[tuple[str, ...]]:
    """What a clerk has in a spreadsheet, in an order of its own."""
    rows = [(name, "aangenomen", f"{day}-3-2024", "") for day, name in enumerate(names, start=1)]
    rows[3] = (names[3], "geamendeerd vastgesteld", "12-mrt-24", "Elk jaar\neen evaluatie")
    rows[5] = (names[5], "aangehouden tot mei 2027", "12-3-2024", "de kosten")
    return list(reversed(rows))


def copied(page: Page, rows: list[tuple[str, ...]]) -> None:
    """Put rows on the clipboard, as a spreadsheet does it."""
    lines = ["\t".join(f'"{value}"' if "\n" in value else value for value in row) for row in rows]
    sheet = page.context.new_page()
    sheet.set_content("<textarea></textarea>")
    sheet.fill("textarea", "\n".join(lines) + "\n")
    sheet.press("textarea", "Control+A")
    sheet.press("textarea", "Control+C")
    sheet.close()
    page.bring_to_front()


def to_the_first_council(page: Page) -> Keyboard:
    """Open the grid and tab to the cell of the first council."""
    page.goto(GRID)
    keyboard = Keyboard(page)
    keyboard.skip()
    keyboard.to(f"{places(page)[0]}, raad")
    return keyboard


def paste(page: Page) -> None:
    """Paste what is on the clipboard where the keyboard is; the portal shows what it makes of it."""
    with page.expect_navigation():
        page.keyboard.press("Control+V")
    page.wait_for_load_state()


def bring_up_to_date_by_pasting(page: Page) -> None:
    """One block, one look, one save."""
    paste(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the button to save has the focus


def bring_up_to_date_by_typing(page: Page, count: int) -> None:
    """A council per line; the last one saves."""
    for number in range(count):
        page.keyboard.press("Control+A")
        page.keyboard.type(f"vastgesteld {number + 1}-3-2024")
        if number < count - 1:
            page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def take_back(page: Page) -> None:
    """Undo the save, as the message about it offers."""
    with page.expect_navigation():
        page.get_by_role("button", name="Ongedaan maken").click()
