"""The report as PDF: tagged, in Dutch, complete, and without what is not public."""

import io
import logging
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.contrib.staticfiles import finders
from django.db import transaction

from actions.rules.stamps import Stamp, stamp_of
from evaluations import pdf, snapshot
from tests import factories
from tests.evaluations.conftest import TODAY, full_programme
from tests.evaluations.pdf_reading import elements, of_kind, text


@pytest.fixture(scope="module")
def said() -> list[int]:
    return []


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker, said):
    """One report, made once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        evaluation = factories.evaluation(
            programme=full_programme(),
            title="Evaluatie Noordland",
            introduction="Waarom deze evaluatie.",
            conclusion="Wat wij vinden.",
        )
        taken = snapshot.take(evaluation, on=TODAY)
        transaction.set_rollback(True)
    content = pdf.render({"report": taken, "made_on": TODAY}, said=said.append)
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def test_it_is_tagged_dutch_and_has_a_title(report):
    assert bool(report.Root.MarkInfo.Marked) is True
    assert str(report.Root.Lang) == "nl"
    assert str(report.docinfo.Title) == "Evaluatie Noordland"
    assert bool(report.Root.ViewerPreferences.DisplayDocTitle) is True
    with report.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "Evaluatie Noordland")
        assert metadata["dc:language"] == {"nl"}


def test_every_figure_says_what_it_shows(report):
    alternatives = [str(figure.get("/Alt", "")) for figure in of_kind(report, "Figure")]
    assert all(alternatives)
    assert "Van de 2 acties: 1 loopt en 1 onbekend." in alternatives
    assert any(alternative.startswith("Ontvangen meldingen, Noordkust") for alternative in alternatives)
    assert [item for item in of_kind(report, "LI") if "/Figure" in kinds_under(item)] == []  # a sample of a legend


def test_headings_do_not_skip_a_level(report):
    levels = [int(str(heading.S)[2:]) for heading in of_kind(report, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def test_every_table_has_a_name_of_its_own(report):
    names = [words(table, report, "/Caption") for table in of_kind(report, "Table")]
    assert all(names)
    assert len(set(names)) == len(names)
    assert "Stand van 1.1 Meldcodetour" in names


def test_what_stands_in_the_margins_is_no_part_of_the_text(report):
    for number, page in enumerate(report.pages):
        marks, outside = marks_and_artifacts(page)
        held = {mark for element in elements(report) for mark in marks_of(element, page)}
        assert marks == held
        assert bool(outside) == (number > 0)  # a cover has no margins


def test_tables_have_headers_that_say_what_they_are_for(report):
    tables = of_kind(report, "Table")
    assert len(tables) >= 6
    for table in tables:
        cells = [cell for cell in elements_under(table) if str(cell.S) in ("/TH", "/TD")]
        headers = [cell for cell in cells if str(cell.S) == "/TH"]
        assert headers
        assert {str(header.A.Scope) for header in headers} <= {"/Row", "/Column"}
        named = {bytes(header.ID) for header in headers}
        for cell in cells:
            if str(cell.S) == "/TD":
                assert cell.A.Headers
                assert {bytes(name) for name in cell.A.Headers} <= named


def elements_under(node):
    kids = node.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements_under(kid)


def kinds_under(node):
    return {str(element.S) for element in elements_under(node)}


def marks_of(element, page):
    """The numbers of the marked content of a page that an element holds itself."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) for kid in kids if isinstance(kid, int) and element.Pg.objgen == page.obj.objgen]


def marks_and_artifacts(page):
    """The numbers of what is marked on a page, and how many texts are marked as artifacts."""
    marks, artifacts, open_tags = set(), 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                open_tags.append(str(operands[0]))
                if len(operands) > 1 and "/MCID" in operands[1]:
                    marks.add(int(operands[1].MCID))
            case "EMC":
                open_tags.pop()
            case "TJ" | "Tj":
                assert open_tags, "a text that is neither content nor an artifact"
                artifacts += open_tags[-1] == "/Artifact"
    return marks, artifacts


def words(node, report, kind):
    """The text of the parts of a kind beneath an element."""
    parts = [part for part in elements_under(node) if str(part.S) == kind]
    held = {(each.Pg.objgen, int(mark)) for part in parts for each in elements_under(part) for mark in each.K}
    return text(report, held)


def test_lists_hold_items_only(report):
    for listing in of_kind(report, "L"):
        assert {str(kid.S) for kid in listing.K} <= {"/LI", "/L", "/Caption"}


CHAPTERS = [
    "Samenvatting", "Inleiding", "Het programma", "Actielijn 1: Eerder in beeld", "Actielijn 2: Samen sterk",
    "Kosten en dekking", "Cijfers", "Besluiten", "Conclusie", "Verantwoording",
    "Bijlage: wat gemeenten daarnaast zelf doen",
]  # fmt: skip


def test_the_contents_are_one_named_link_per_line(report):
    links = [note for page in report.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert [str(link.Contents) for link in links] == CHAPTERS
    assert all("/StructParent" in link for link in links)
    assert {str(page.Tabs) for page in report.pages} == {"/S"}
    (contents,) = of_kind(report, "TOC")
    assert [str(line.S) for line in contents.K] == ["/TOCI"] * len(CHAPTERS)
    assert len(of_kind(report, "Reference")) == len(of_kind(report, "Link")) == len(CHAPTERS)


def test_all_fonts_are_embedded_and_ours(report):
    names = set()
    for page in report.pages:
        for font in page.Resources.Font.values():
            for part in font.get("/DescendantFonts", [font]):
                assert {"/FontFile2", "/FontFile3"} & set(part.FontDescriptor.keys())
                names.add(str(part.BaseFont).split("+")[1])
    assert all(name.startswith("Public-Sans") for name in names), names


def test_bookmarks_follow_the_chapters(report):
    with report.open_outline() as outline:
        titles = [item.title for item in outline.root]
        line = next(item for item in outline.root if item.title.endswith("Eerder in beeld"))
    assert [title.split("\u00a0")[-1] for title in titles] == CHAPTERS
    assert [item.title for item in line.children] == ["Meldcode", "Zonder thema"]


def test_pages_are_labelled_as_they_are_numbered(report):
    assert [report.pages[at].label for at in (0, 1, 2)] == ["1", "2", "3"]
    assert f"pagina 2 van {len(report.pages)}" in text(report)


def test_the_contents_name_the_page_of_each_chapter(report):
    with report.open_outline() as outline:
        chapter = next(item for item in outline.root if item.title.endswith("Cijfers"))
    page = next(at for at, each in enumerate(report.pages, 1) if each.obj.objgen == chapter.destination[0].objgen)
    contents = text_of_page(report, 2)
    assert f"Cijfers {page}" in contents


def text_of_page(report, number):
    with pikepdf.new() as one:
        one.pages.append(report.pages[number - 1])
        return text(one)


def test_it_says_what_is_known(report):
    found = text(report)
    for words in (
        "Meldcodetour", "Langs alle scholen.", "Elke school doet mee.", "Twaalf scholen bezocht.",
        "Veilig Thuis Noordkust",
        "5.000 per jaar", "DUVO", "geplande einde is voorbij", "Nader te bepalen", "1.100*",
        "Wat zegt dit cijfer (niet)?", "Vastgesteld", "Gepland 4e kwartaal 2026", "Waarom deze evaluatie.",
        "Wat wij vinden.", "De bijlage ontbreekt.", "31 maart 2026",
    ):  # fmt: skip
        assert words in found, words


@pytest.mark.parametrize(
    "secret",
    ["GEHEIM CONCEPT", "INTERNE ACTIE", "NIET VRIJGEGEVEN", "INTERN DOCUMENT", "Oud bericht", "Fictieve gegevens"],
)
def test_it_does_not_say_what_is_not_public(report, secret):
    assert secret not in text(report)
    assert secret not in " ".join(str(element.get("/Alt", "")) for element in elements(report))


def test_it_says_how_far_the_layout_is(report, said):
    assert said == sorted(said)
    assert (0 < said[0] < 100, 0 < said[-1] < 100, len(said) >= len(report.pages)) == (True, True, True)


def small(programme, stamp=None, **fields):
    taken = snapshot.take(factories.evaluation(programme=programme, **fields), on=TODAY)
    content = pdf.render({"report": taken, "made_on": TODAY, "stamp": stamp or Stamp()}, said=lambda percent: None)
    with pikepdf.open(io.BytesIO(content)) as opened:
        return text(opened), len(opened.pages)


def test_a_fictitious_region_is_called_so_on_every_page(db):
    found, pages = small(factories.programme(region=factories.region(fictitious=True)))
    assert found.count("Fictieve gegevens") == pages


@pytest.mark.parametrize(
    ("level", "word"),
    [("public", ""), ("internal", "intern (concept)"), ("confidential", "VERTROUWELIJK"), ("secret", "GEHEIM")],
)
def test_what_is_not_public_says_so_on_every_page(db, level, word):
    stamp = stamp_of([factories.evaluation(pdf="x.pdf", **factories.classified(level))])
    found, pages = small(factories.programme(), stamp=stamp)
    assert (stamp.word, found.count(word) if word else 0) == (word, pages if word else 0)
    assert ("opgelegd door het college op 3 maart 2026" in " ".join(found.split())) == (level == "secret")


def test_a_programme_without_actions_says_so(db):
    line = factories.line(title="Lege lijn")
    found, _pages = small(line.programme)
    assert "Dit programma heeft nog geen openbare acties." in found
    assert "Deze actielijn heeft nog geen openbare acties." in found


def test_texts_cannot_reach_files_or_the_network(db, caplog):
    action = factories.action(what='<img src="file:///etc/passwd">', how="<script>x</script> & <b>vet</b>")
    found, _pages = small(action.programme, introduction='<link rel="stylesheet" href="http://127.0.0.1/x.css">')
    assert '<img src="file:///etc/passwd">' in found
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_only_our_own_files_are_read():
    folder = Path(finders.find("report.css")).parent
    fetch = pdf.StaticFiles(folder).fetch
    assert fetch((folder / "report.css").as_uri()).read().startswith(b"/* The evaluation report")
    for address in ("file:///etc/passwd", f"{folder.as_uri()}/../manage.py", "http://127.0.0.1/", "data:text/plain,x"):
        with pytest.raises(ValueError, match=r"not one of our files|disallowed protocol"):
            fetch(address)


def test_the_style_sheet_has_no_mistakes(db, caplog):
    small(factories.action().programme)
    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


def test_a_listener_may_stop_the_work(db):
    taken = snapshot.take(factories.evaluation(), on=TODAY)

    def stop(percent):
        raise KeyError("genoeg")

    with pytest.raises(KeyError, match="genoeg"):
        pdf.render({"report": taken, "made_on": TODAY}, said=stop)
    handlers = logging.getLogger("weasyprint.progress").handlers
    assert [handler for handler in handlers if isinstance(handler, pdf.LayoutListener)] == []
    assert pdf.RENDERING.acquire(blocking=False) is True
    pdf.RENDERING.release()
