"""The plan as a Word document: per line a table that can go to a meeting."""

import io

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from actions.models import Note, Phase
from tests import factories


@pytest.fixture
def document(client, region):
    def made(query=""):
        response = client.get(reverse("actions:export", args=[region.slug, "docx"]) + query)
        return Document(io.BytesIO(response.content))

    return made


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_per_line_a_heading_and_a_table(document, programme, line, organisation):
    first = factories.action(
        line=line,
        number="1.1",
        what="Meldcodetour",
        how="Eerst dit\ndan dat\x07",
        starts_in="2026Q3",
        leads=[organisation],
        partners=[factories.organisation(region=programme.region, name="GGD")],
    )
    factories.goal(action=first, text="Eén", position=1)
    factories.goal(action=first, text="Twee", position=2)
    factories.cost(action=first, amount="5000.00", per="year")
    empty = factories.action(line=factories.line(programme=programme, title="Stoppen"), what="")
    made = document()
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == ["1. Eerder in beeld", "2. Stoppen"]
    table, other = made.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Nr.", "Wat", "Wanneer", "Hoe", "Wie", "Doel", "Kosten", "id portaal"),
    ]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1.1", "Meldcodetour", "vanaf 3e kwartaal 2026", "Eerst dit\ndan dat",
        "Trekker: Veilig Thuis Noordland\nGGD", "Eén\nTwee", "€\xa05.000 per jaar", str(first.pk),
    ]  # fmt: skip
    who, goals = table.rows[1].cells[4], table.rows[1].cells[5]
    assert [paragraph.runs[0].bold for paragraph in who.paragraphs] == [True, None]
    assert [paragraph.style.name for paragraph in goals.paragraphs] == ["List Bullet"] * 2
    assert [cell.text for cell in other.rows[1].cells] == [
        "",
        "",
        "Niet genoemd",
        "",
        "Niet genoemd",
        "",
        "Niet genoemd",
        str(empty.pk),
    ]


def test_the_headings_repeat_on_landscape_pages(document, action):
    made = document()
    section = made.sections[0]
    assert section.page_width > section.page_height
    assert made.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    width = sum(column.width for column in made.tables[0].columns)
    assert width <= section.page_width - section.left_margin - section.right_margin


def test_a_theme_has_a_row_of_its_own(document, line):
    theme = factories.theme(line=line, title="Melden")
    for what in ("Een", "Twee"):
        factories.action(line=line, theme=theme, what=what)
    rows = document().tables[0].rows
    assert [row.cells[0].text for row in rows] == ["Wat", "Melden", "Een", "Twee"]


def test_it_says_what_is_in_it(client, document, region, programme, action, people):
    region.fictitious = True
    region.save()
    client.force_login(people["anna"])
    factories.action(line=action.line, what="Concept", released_at=None)
    said = texts(document("?q=c"))
    assert said[0] == programme.title
    assert said[1].endswith("· 2 van 2 acties (waarvan 1 concept)")
    assert said[2] == "Filters: Zoek in het plan: c"
    assert said[3].startswith("Fictief: deze regio bestaat niet.")
    assert said[4].startswith("Niet openbaar:")


def test_without_actions_it_says_so(document, action):
    assert texts(document("?status=done"))[-1] == "Er zijn geen acties die aan deze filters voldoen."


def test_the_whole_plan_has_its_own_words_around_the_tables(document, programme, line):
    """Goals, notes, themes, phases and definitions; a selection has its tables only."""
    line.text, line.source_note = "Wij zien het eerder.", "Zo beschrijft het stuk het landelijke programma."
    line.save_with_reason("Gevuld", by=None)
    action = factories.action(line=line)
    empty = factories.line(programme=programme, number=2, title="Verbinding")
    theme = factories.theme(line=empty, title="Sturing", text="Samen sturen.")
    factories.goal(programme=programme, line=None, level="central", text="Iedereen is veilig.")
    factories.goal(programme=programme, theme=theme, text="Eén plan.")
    factories.goal(action=action, text="Alleen in de tabel")
    for kind, text in (("attention", "Let op."), ("context", "Hoe het kwam."), ("definition", "Geweld thuis.")):
        where = line if kind == "attention" else None
        Note.objects.create(programme=programme, line=where, kind=kind, text=text, title="Begrip" if not where else "")
    Phase.objects.create(programme=programme, title="Fase 1", ends_text="eind programma", text="Gesprekken.")
    made = document()
    assert texts(made)[2:] == [
        *("Centrale ambitie", "Iedereen is veilig."),
        *("1. Eerder in beeld", "Wij zien het eerder.", "Zo beschrijft het stuk het landelijke programma."),
        *("Aandacht voor", "Let op."),
        *("2. Verbinding", "Sturing", "Samen sturen.", "Doel", "Eén plan."),
        "Bij deze actielijn noemt het document geen acties.",
        *("Fasering", "Fase 1: eind programma", "Gesprekken."),
        *("Wat het document met zijn woorden bedoelt", "Begrip", "Geweld thuis."),
        *("Ook in het document", "Achtergrond", "Begrip", "Hoe het kwam."),
    ]
    assert len(made.tables) == 1
    selected = texts(document("?lijn=1"))
    assert [text for text in selected if "Eerder" in text or "Iedereen" in text][-1:] == ["1. Eerder in beeld"]
    assert "Iedereen is veilig." not in selected
