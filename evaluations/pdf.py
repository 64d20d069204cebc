"""From a snapshot to a PDF: tagged (pdf/ua-1), in Dutch, with the portal's own font. Knows nothing of the database."""

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from evaluations import tagging

Said = Callable[[int], None]  # hears how much of the layout is done, 0 to 100

CHARACTERS_PER_PAGE = 4500  # of markup: how many pages to expect, for the bar only
RENDERING = threading.Lock()  # one report at a time per worker: 200 MB each, and no gain from two


class LayoutListener(logging.Handler):
    """Hears from WeasyPrint's log which page it lays out; pages are laid out twice, for the numbers in the contents."""

    def __init__(self, said: Said, pages: int) -> None:
        super().__init__(logging.INFO)
        self.said = said
        self.expected = pages * 2
        self.seen = 0
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """One line of the log; other renderings and pages that stay as they were do not count."""
        message = record.getMessage()
        if record.thread == self.thread and "Page" in message and "up-to-date" not in message:
            self.seen += 1
            self.said(min(100 * self.seen // self.expected, 99))


class StaticFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads our own style sheets and fonts; whatever a text may name, nothing else on disk or on the net."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file",))
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file of an address. Raises ValueError outside the folder."""
        if not Path(unquote(urlsplit(url).path)).resolve().is_relative_to(self.folder):
            raise ValueError(f"not one of our files: {url}")
        return super().fetch(url, headers)


def render(context: Mapping[str, Any], *, said: Said) -> bytes:
    """The report as PDF. Takes seconds to a minute; `said` is called from this thread and may raise to stop it."""
    style = Path(str(finders.find("report.css")))
    html = render_to_string("evaluations/report.html", dict(context))
    fonts = FontConfiguration()
    fetcher = StaticFiles(style.parent)
    listener = LayoutListener(said, 1 + len(html) // CHARACTERS_PER_PAGE)
    log = logging.getLogger("weasyprint.progress")
    with RENDERING:
        log.addHandler(listener)
        try:
            sheet = CSS(filename=style, font_config=fonts, url_fetcher=fetcher)
            document = HTML(string=html, base_url=style.as_uri(), url_fetcher=fetcher)
            names = names_of_links(document.etree_element)
            written: bytes = document.write_pdf(
                stylesheets=[sheet],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                finisher=lambda _document, made: tagging.complete(made, names),
            )
        finally:
            log.removeHandler(listener)
    return written


def names_of_links(page: Any) -> dict[str, str]:
    """For each target of a link (an address, or the id of a place), the words that lead there."""
    links = [link for link in page.iter("a") if link.get("href")]
    return {link.get("href").removeprefix("#"): " ".join("".join(link.itertext()).split()) for link in links}
