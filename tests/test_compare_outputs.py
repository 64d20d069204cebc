"""What `scripts/compare_outputs.py` takes for the same, and what it does not."""

import io
import zipfile

import pytest

from scripts import normal_outputs as normal
from scripts.page_links import Link, links_of

UUIDS = "8f14e45f-ceea-467f-9a4b-0123456789ab", "0f14e45f-ceea-467f-9a4b-0123456789ab"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<input name="csrfmiddlewaretoken" value="abc">', '<input name="csrfmiddlewaretoken" value="def">'),
        (f'value="W1:1xWrpw:{"a" * 43}"', f'value="W1:1xWryT:{"b" * 43}"'),
        (f"/taken/{UUIDS[0]}/", f"/taken/{UUIDS[1]}/"),
        ('href="/static/portal.0123456789ab.css"', 'href="/static/portal.css"'),
    ],
)
def test_what_differs_by_chance_is_the_same(before: str, after: str) -> None:
    assert normal.parts_of(before.encode()) == normal.parts_of(after.encode())


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        ("<ul>\n  <li>een</li>\n</ul>", "<ul><li>een</li></ul>", True),
        ("<p>een\n   twee</p>", "<p> een twee </p>", True),
        ('<a href="/"\n   class="x" >a</a>', '<a href="/" class="x">a</a>', True),
        ("<b>een</b> <i>twee</i>", "<b>een</b><i>twee</i>", False),
        ("<p>een\u00a0 twee</p>", "<p>een twee</p>", False),
        ("<textarea>een\n\ntwee</textarea>", "<textarea>een\ntwee</textarea>", False),
        ("<p>een</p>", "<p>twee</p>", False),
    ],
)
def test_layout_is_white_space_that_nobody_sees(before: str, after: str, is_same: bool) -> None:
    assert (normal.laid_out(before) == normal.laid_out(after)) is is_same


def test_an_office_file_is_the_same_whenever_it_was_made() -> None:
    core = "<a><dcterms:created xsi:type='x'>{}</dcterms:created>{}</a>"

    first = normal.parts_of(_archive(2024, core.format("2024-01-01", "titel")))

    assert first == normal.parts_of(_archive(2025, core.format("2025-01-01", "titel")))
    assert first != normal.parts_of(_archive(2024, core.format("2024-01-01", "andere titel")))


def _archive(year: int, core: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("docProps/core.xml", (year, 1, 1, 0, 0, 0)), core)
    return written.getvalue()


def test_links_are_those_of_the_portal_and_forms_that_ask() -> None:
    page = """<a href="/over/#kop">a</a><a href="https://elders.example/">b</a><a href="?stand=2024-01-01">c</a>
      <form method="post" action="/weg/"><input name="x" value="1"></form><a href="/inloggen/uitloggen/">d</a>
      <button hx-get="deel/">e</button>
      <form action="/plan/"><input type="hidden" name="p" value="1"><input name="q" value="">
      <select name="s"><option value="">alle</option><option value="af">af</option></select></form>"""

    assert links_of(page, at="/regios/x/?p=2") == [
        Link("/over/"),
        Link("/regios/x/?stand=2024-01-01"),
        Link("/regios/x/deel/", fragment=True),
        Link("/plan/?p=1"),
        Link("/plan/?p=1&s=af"),
    ]
