"""Somebody who has a keyboard and no mouse: tabs to what they need, sees where they are, types and presses keys."""

from playwright.sync_api import FileChooser, Page

# What has the focus: its name as a screen reader says it (roughly), and whether somebody can see that it has it.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const labels = element.labels && element.labels.length ? [...element.labels].map((label) => label.innerText) : [];
  const name = element.getAttribute("aria-label") || labels.join(" ") || element.innerText || "";
  const style = getComputedStyle(element);
  // A part of it may be outside the window or under something: not all of it (WCAG 2.2, 2.4.11)
  const box = element.getClientRects()[0] ?? new DOMRect(-1, -1, 0, 0);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const seen = [0.1, 0.5, 0.9].some((part) => {
    const there = document.elementFromPoint(box.left + box.width / 2, top + (bottom - top) * part);
    return there && (element.contains(there) || there.contains(element));
  });
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: top < bottom && seen,
  };
}"""
MOST_STOPS = 150
FILE_TRIES = 10  # a browser on a busy machine forgets a key now and then
WAIT_FOR_CHOOSER = 1_000  # milliseconds


class Keyboard:
    """The keyboard of one page. Nothing else of the page is touched; it is only read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[str] = []
        self.choosers: list[FileChooser] = []
        # From the first moment: a chooser that opens before the browser is asked to tell of it, tells nobody.
        # A function of our own: Playwright puts a mark on it, which a method of a list does not take.
        page.on("filechooser", lambda chooser: self.choosers.append(chooser))

    def tab(self) -> str:
        """Go to the next stop and return its name; it must be marked and not be covered by anything."""
        self.page.keyboard.press("Tab")
        self.page.evaluate("() => new Promise(requestAnimationFrame)")  # scrolled and drawn
        focused = self.page.evaluate(FOCUSED)
        if focused is None:
            return ""
        assert focused["marked"], f"the focus is not marked on {focused['name']!r}"
        assert focused["uncovered"], f"{focused['name']!r} has the focus and lies under something else"
        self.stops.append(focused["name"])
        return str(focused["name"])

    def to(self, name: str) -> None:
        """Tab to the stop whose name begins so. Fails when it is not there."""
        self.stops = []
        for _stop in range(MOST_STOPS):
            if self.tab().startswith(name):
                return
        raise AssertionError(f"no stop named {name!r} on {self.page.url}; there are: {self.stops}")

    def go(self, name: str) -> None:
        """Tab to a link or button and press it; wait for the page that follows."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def skip(self) -> None:
        """Use the skip link: what follows begins in the content."""
        self.to("Direct naar de inhoud")
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Tab to a field and type instead of what stands there."""
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose_file(self, name: str, path: str) -> None:
        """Tab to a field for a file, press it and choose a file in the window that opens."""
        self.to(name)
        for _try in range(FILE_TRIES):
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(WAIT_FOR_CHOOSER)
            if self.choosers:
                self.choosers.pop().set_files(path)
                return
        raise AssertionError(f"no window to choose a file opened at {name!r}")

    def choose(self, name: str, option: str) -> None:
        """Tab to a select and choose by typing the beginning of an option."""
        self.to(name)
        self.page.keyboard.type(option)
        chosen = self.page.evaluate("() => document.activeElement.selectedOptions[0].innerText")
        assert chosen.startswith(option), f"{name}: {chosen!r} was chosen instead of {option!r}"
