"""A plan to read a document into: two lines, and the document as a csv."""

import pytest

from actions.imports import previews
from actions.services import importing
from tests import factories

HEADINGS = "Actielijn;Nr;Wat;Hoe;Wie;Doel;Wanneer;Kosten;Status"


@pytest.fixture
def plan(programme, line):
    """The programme with its line and a second one, both with an ordinary title."""
    line.title = "Eerder en beter in beeld"
    line.save()
    factories.line(programme=programme, title="Stoppen en duurzaam oplossen")
    factories.document(programme=programme, participants=[factories.municipality(programme.region, name="Waterdorp")])
    return programme


@pytest.fixture
def kept(plan, people):
    """Keeps rows of csv as an import of Anna; `headings` are other columns."""

    def keep(*rows, headings=HEADINGS, **options):
        content = "\n".join([headings, *rows]).encode()
        return importing.keep_file(plan, content=content, name="plan.csv", by=people["anna"], **options)

    return keep


@pytest.fixture
def shown(kept):
    """The preview of rows of csv."""
    return lambda *rows, **options: previews.preview_of(kept(*rows, **options))


@pytest.fixture
def read_in(kept, people):
    """Reads rows of csv into the plan; gives the import."""

    def write(*rows, **options):
        found = kept(*rows, **options)
        importing.apply(found, previews.preview_of(found), by=people["anna"])
        found.refresh_from_db()
        return found

    return write
