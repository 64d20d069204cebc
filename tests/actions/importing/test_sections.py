"""Sections of a document that are lines, though it does not call them so."""

import pytest

from actions.forms.importing import ColumnsForm
from actions.imports import previews
from actions.imports.sections import SECTIONS, lines_or_sections
from actions.models import ActionLine
from tests import factories

HEADINGS = "Nr;Wat;Wie"
ROWS = ("1;Preventie;", "1.1;Training;GGD", "2;Nazorg;", "2.1;Folder;VT")


def spots(found):
    return [str(one.spot) if one.spot else None for one in previews.preview_of(found).proposals]


@pytest.fixture
def bare(plan):
    """A programme without lines."""
    ActionLine.objects.filter(programme=plan).delete()
    return plan


def test_a_plan_without_lines_gets_its_sections_as_lines(bare, kept):
    assert spots(kept(*ROWS, headings=HEADINGS)) == ["1. Preventie", "2. Nazorg"]


def test_a_section_that_is_called_as_a_line_is_that_line(plan, kept):
    factories.line(programme=plan, title="Preventie")
    factories.line(programme=plan, title="Nazorg")
    assert [spot.partition(". ")[2] for spot in spots(kept(*ROWS, headings=HEADINGS))] == ["Preventie", "Nazorg"]


def test_in_another_plan_the_leader_says_it_once(plan, kept):
    for title in ("Een", "Twee"):
        factories.line(programme=plan, title=title)
    found = kept(*ROWS, headings=HEADINGS)
    assert spots(found) == [None, None]
    (question,) = (one for one in previews.preview_of(found).questions if one.kind == "line")
    assert "tussenkoppen" in question.said
    tables, reading = previews.read_file(found)
    form = ColumnsForm(programme=plan, reading=reading, tables=tables)
    assert SECTIONS in dict(form.fields["line"].choices)
    found.line = SECTIONS
    found.save()
    assert [spot.partition(". ")[2] for spot in spots(found)] == ["Preventie", "Nazorg"]


def test_a_column_of_themes_is_no_section(bare, kept):
    found = kept("Onderwijs;Training", headings="Thema;Wat")
    assert spots(found) == ["1. Acties, Onderwijs"]
    assert lines_or_sections(previews.preview_of(found).reading.rows) == []
