"""A question about a heading or a name is asked once, and its answer holds for every row with it."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.imports import previews
from actions.models import ActionLine, FundingSource
from actions.services import importing
from tests import factories
from tests.actions.import_pages.pages import HTMX, NEW, at, text_of

HEADINGS = "Actielijn;Nr;Wat;Wie;Dekking;Gemeenten;Thema"


@pytest.fixture
def plan(programme, line):
    """A plan with a line, names and a theme that a document spells otherwise."""
    line.title = "Stoppen en volhouden"
    line.save()
    factories.line(programme=programme, title="Voorkomen")
    factories.organisation(region=programme.region, name="Politie Eenheid Noord")
    FundingSource.objects.create(programme=programme, name="DUVO 2026")
    factories.theme(programme=programme, line=line, title="Onderwijs en opvang")
    factories.document(programme=programme, participants=[factories.municipality(programme.region, name="Waterdorp")])
    return programme


def rows_of(number, **cells):
    """Rows that say the same of everything but their what."""
    given = {"line": "1", "who": "", "funding": "", "town": "", "theme": ""} | cells
    line, who, funding, town, theme = given.values()
    return [f"{line};;Actie nummer {n} van het plan;{who};{funding};{town};{theme}" for n in range(number)]


def open_questions(found):
    found.refresh_from_db()
    return [(one.kind, one.name, len(one.rows)) for one in previews.preview_of(found).open_questions]


CASES = [  # what the rows say, what is asked, the answer, and what each row gets
    ("line", {"line": "Actielijn 1: Anders"}, "Actielijn 1: Anders", "nieuw", "3"),
    ("line", {"line": "Actielijn 1: Anders"}, "Actielijn 1: Anders", "is:2. Voorkomen", "2. Voorkomen"),
    ("line", {"line": ""}, "", "is:2. Voorkomen", "2. Voorkomen"),
    ("organisation", {"who": "politie"}, "politie", "is:Politie Eenheid Noord", "Politie Eenheid Noord"),
    ("organisation", {"who": "politie"}, "politie", "geen", ""),
    ("organisation", {"who": "politie"}, "politie", "nieuw", "politie"),
    ("source", {"funding": "DUVO"}, "DUVO", "is:DUVO 2026", "DUVO 2026"),
    ("theme", {"theme": "Onderwijs"}, "Onderwijs", "is:Onderwijs en opvang", "Onderwijs en opvang"),
    ("theme", {"theme": "Onderwijs"}, "Onderwijs", "geen", ""),
    ("municipality", {"town": "Waterdrp"}, "Waterdrp", "is:Waterdorp", "Waterdorp"),
    ("municipality", {"town": "Waterdrp"}, "Waterdrp", "geen", ""),
]


def got(proposal, kind):
    """What a row gets of a kind, in words."""
    content, labels = proposal.content, proposal.names
    sets = {
        "organisation": (content.leads, labels["organisations"]),
        "municipality": (content.municipalities, labels["municipalities"]),
        "source": ([part.source for cost in content.costs for part in cost.cover], labels["sources"]),
    }
    if kind in sets:
        names, known = sets[kind]
        return ", ".join(known.get(name, name) for name in names)
    spot = proposal.spot
    return str(spot.line)[:30] if kind == "line" else str(spot.theme or "")


@pytest.mark.parametrize(("kind", "cells", "name", "answer", "result"), CASES)
def test_one_answer_holds_for_every_row(anna, kept, plan, kind, cells, name, answer, result):
    headings = HEADINGS.replace("Dekking", "Kosten;Dekking") if kind == "source" else HEADINGS
    rows = rows_of(4, **cells)
    if kind == "source":
        rows = [row.replace(";DUVO;", ";€ 500;DUVO;") for row in rows]
    found = kept(*rows, headings=headings)
    assert open_questions(found) == [(kind, name, 4)]
    assert anna.post(at("answer", found), {"kind": kind, "name": name, "answer": answer}).status_code == 302
    assert open_questions(found) == []
    preview = previews.preview_of(found)
    for one in preview.proposals:
        assert got(one, kind).startswith(result)
        assert bool(got(one, kind)) == bool(result)
    importing.apply(found, preview, by=None)  # what was answered can be written


def test_an_answer_is_taken_back(anna, kept, plan):
    found = kept(*rows_of(2, who="politie"), headings=HEADINGS)
    asked = {"kind": "organisation", "name": "politie"}
    anna.post(at("answer", found), asked | {"answer": "is:", "text": "Landelijke politie"})
    assert previews.preview_of(type(found).objects.get()).new_organisations == ["Landelijke politie"]
    assert "Dit wordt: nieuwe organisatie ‘Landelijke politie’." in text_of(anna.get(at("names", found)))
    anna.post(at("answer", found), asked | {"answer": "terug", "terug": "namen"})
    assert open_questions(found) == [("organisation", "politie", 2)]


def test_all_proposals_are_taken_at_once(anna, kept, plan):
    found = kept(*rows_of(2, line="Actielijn 1: Anders", who="politie", theme="Onderwijs"), headings=HEADINGS)
    assert "Neem alle 3 voorstellen over" in text_of(anna.get(found.get_absolute_url()))
    assert "3 voorstellen zijn overgenomen." in text_of(anna.post(at("accept", found), follow=True))
    assert open_questions(found) == []
    one, _other = previews.preview_of(found).proposals
    assert str(one.spot) == "1. Stoppen en volhouden, Onderwijs en opvang"


@pytest.mark.parametrize(("answer", "kind"), [("is:zelfde", "changed"), ("is:nieuw", "new")])
def test_actions_known_by_their_number_alone_are_asked_about_once(anna, kept, plan, line, answer, kind):
    for number in ("1.1", "1.2"):
        factories.action(line=line, number=number, what="Meldcodetour langs huisartsen")
    found = kept("1;1.1;Training voor wijkteams;;;;", "1;1.2;Folders drukken;;;;", headings=HEADINGS)
    assert open_questions(found) == [("number", "", 2)]
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Zijn dit de acties in het plan met hetzelfde nummer? (2 acties)" in text
    assert "Zonder antwoord komt er niets uit dit bestand in het plan." in text
    typed = {"fingerprint": previews.preview_of(found).fingerprint, "release": "later"}
    assert "Beantwoord eerst die vraag" in text_of(anna.post(at("confirm", found), typed, follow=True))
    assert not found.jobs().exists()
    anna.post(at("answer", found), {"kind": "number", "name": "", "answer": answer})
    assert open_questions(found) == []
    assert [one.kind for one in previews.preview_of(found).proposals] == [kind, kind]


def test_all_rows_without_a_line_come_in_the_one_line_of_a_plan_that_has_none(kept, programme, line):
    line.delete()
    found = kept(*rows_of(3, line="", theme="Preventie"), headings=HEADINGS)
    preview = previews.preview_of(found)
    assert [str(one.spot) for one in preview.proposals] == ["1. Acties, Preventie"] * 3
    assert preview.open_questions == []


def test_who_must_name_a_line_is_told_so_and_sees_where(anna, kept, plan):
    found = kept(*rows_of(1, line=""), headings=HEADINGS)
    html = anna.get(found.get_absolute_url()).content.decode()
    assert "mist nog iets, zoals een lijn." in html
    assert '<details class="plain-details" open>' in html
    assert "voor Bij welke lijn horen de acties zonder lijn? (1 actie)</span>" in html


def test_two_spellings_in_one_file_can_be_one_name(anna, kept, programme, line):
    found = kept("1;;Een;Openbaar Ministerie;;;", "1;;Twee;OM;;;", "1;;Drie;Zorgbelang;;;", headings=HEADINGS)
    assert [(one.name, one.proposed) for one in previews.preview_of(found).open_questions] == [
        ("OM", ("Openbaar Ministerie",))
    ]
    anna.post(at("accept", found))
    found.refresh_from_db()
    assert previews.preview_of(found).new_organisations == ["Openbaar Ministerie", "Zorgbelang"]


def test_what_the_plan_knows_is_not_asked(kept, plan):
    row = "1. Stoppen en volhouden;;Actie;Politie eenheid Noord;;Waterdorp;Onderwijs en opvang"
    found = kept(row, headings=HEADINGS)
    assert [(one.kind, one.is_open) for one in previews.preview_of(found).questions] == [("line", False)]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"kind": "organisation", "name": "niemand", "answer": "nieuw"}, 404),
        ({"kind": "wie", "name": "politie", "answer": "nieuw"}, 302),
        ({"kind": "organisation", "name": "politie", "answer": "zomaar"}, 302),
        ({"kind": "organisation", "name": "politie", "answer": "is:"}, 302),
        ({"kind": "organisation", "name": "politie", "answer": f"is:{'x' * 161}"}, 302),
        ({"kind": "organisation", "name": "politie"}, 302),
    ],
)
def test_an_answer_to_nothing_changes_nothing(anna, kept, plan, typed, status):
    found = kept(*rows_of(2, who="politie"), headings=HEADINGS)
    assert anna.post(at("answer", found), typed).status_code == status
    found.refresh_from_db()
    assert found.answers == {}


def test_an_unknown_municipality_cannot_be_made(anna, kept, plan):
    found = kept(*rows_of(1, town="Nergenshuizen"), headings=HEADINGS)
    asked = {"kind": "municipality", "name": "Nergenshuizen", "answer": "is:", "text": "Elders"}
    assert "Kies een gemeente uit de lijst." in text_of(anna.post(at("answer", found), asked, follow=True))


def test_htmx_gets_the_preview_with_the_next_question(anna, kept, plan):
    found = kept(*rows_of(2, who="politie", theme="Onderwijs"), headings=HEADINGS)
    typed = {"kind": "organisation", "name": "politie", "answer": "nieuw"}
    answer = anna.post(at("answer", found), typed, headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert html.count('id="gevraagd"') == html.count('id="overzicht"') == 1
    assert "Klaar." not in html  # no job was done
    assert html.count("autofocus") == 1
    wrong = anna.post(at("answer", found), {"kind": "theme", "name": "Onderwijs", "answer": "is:"}, headers=HTMX)
    assert "Kies een naam of typ er een." in text_of(wrong)  # at once, and not on the next page
    last = anna.post(at("answer", found), {"kind": "theme", "name": "Onderwijs", "answer": "geen"}, headers=HTMX)
    assert "Alle vragen zijn beantwoord." in text_of(last)
    assert "Kies een naam" not in text_of(last)


def test_answers_cost_no_more_queries_with_more_names(anna, kept, plan):
    counts = []
    for number in (1, 20):
        found = kept(*(f"1;;Actie {n} van velen;Groep {n};;;" for n in range(number)), headings=HEADINGS)
        anna.get(found.get_absolute_url())
        for address in (found.get_absolute_url(), at("names", found)):
            with CaptureQueriesContext(connection) as queries:
                assert anna.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_what_was_answered_stands_in_what_is_confirmed(kept, plan, people):
    found = kept(NEW.replace("1;9.1", "Actielijn 1: Anders;9.1"))
    before = previews.preview_of(found).fingerprint
    found.answers = {"line": {"actielijn 1: anders": "Actielijn 1: Anders"}}
    found.save()
    assert previews.preview_of(found).fingerprint != before
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert ActionLine.objects.get(title="Anders").number == 3
    with pytest.raises(ObjectDoesNotExist):
        ActionLine.objects.get(title="Actielijn 1: Anders")
