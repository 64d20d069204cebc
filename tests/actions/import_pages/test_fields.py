"""Every field that an action gets can be corrected in the preview, also where the document has no column for it."""

import pytest

from actions.imports import previews, readings
from tests import factories
from tests.actions.import_pages.pages import DOUBTFUL, HTMX, NEW, Resent, at, text_of
from tests.actions.sheets import fields_of

SHORT = "1;9.1;Spiegelgroep"  # only a line, a number and a what
TYPED = {
    "veld-theme": "Onderwijs",
    "veld-how": "Elk kwartaal bijeen",
    "veld-goals": "Meedenken\nMeebeslissen",
    "veld-lead": "Zorgbelang; GGD",
    "veld-partners": "politie",
    "veld-planning": "Q3 2026",
    "veld-cost": "€ 5.000 per jaar",
    "veld-funding": "DUVO",
    "veld-status": "Loopt",
    "veld-priority": "Hoog",
    "veld-municipalities": "Waterdorp",
}


@pytest.fixture
def short(kept, programme):
    factories.document(programme=programme, participants=[factories.municipality(programme.region, name="Waterdorp")])
    return kept(SHORT, "1;9.2;Campagne", headings="Actielijn;Nr;Wat")


def proposal(found, index=0):
    found.refresh_from_db()
    return previews.preview_of(found).proposals[index]


def test_every_field_without_a_column_is_typed(anna, short):
    form = anna.get(at("row", short, 1, 2))
    offered = fields_of(Resent(form))
    assert set(TYPED) | {"0", "1", "2"} == {name for name in offered if name not in ("toon", "pagina")}
    assert '<option value="1. Eerste lijn">' in form.content.decode() or "lijst-line" in form.content.decode()
    anna.post(at("row", short, 1, 2), {name: texts[0] for name, texts in offered.items()} | TYPED)
    one = proposal(short)
    content = one.content
    assert (content.how, content.goals) == ("Elk kwartaal bijeen", ("Meedenken", "Meebeslissen"))
    assert (content.leads, content.partners) == (frozenset({"Zorgbelang", "GGD"}), frozenset({"politie"}))
    assert (content.starts_in, content.ends_in, content.status, content.priority) == (
        "2026Q3",
        "2026Q3",
        "running",
        "high",
    )
    assert [(cost.amount, cost.per, cost.cover[0].source) for cost in content.costs] == [(5000, "year", "DUVO")]
    assert (one.spot.theme, len(content.municipalities), one.problems) == ("Onderwijs", 1, [])
    assert (short.edits, set(short.fields["1:2"])) == ({}, {name.removeprefix("veld-") for name in TYPED})
    assert proposal(short, 1).content.how == ""


def test_a_typed_field_reads_nothing_anew(anna, short, monkeypatch):
    anna.get(short.get_absolute_url())
    monkeypatch.setattr(readings, "read", None)  # whoever reads now, fails
    assert anna.post(at("row", short, 1, 2), {"0": "1", "1": "9.1", "2": "Spiegelgroep", **TYPED}).status_code == 302
    assert anna.post(at("leave-out", short, 1, 2), {"overnemen": "nee"}).status_code == 302
    assert "2 acties gelezen" in text_of(anna.get(short.get_absolute_url()))


def test_what_is_not_understood_is_told_at_its_row_and_can_be_emptied(anna, short):
    typed = {"0": "1", "1": "9.1", "2": "Spiegelgroep"}
    anna.post(at("row", short, 1, 2), typed | {"veld-planning": "ooit", "veld-status": "blauw", "veld-cost": "veel"})
    assert {problem.field for problem in proposal(short).problems} == {"planning", "status", "cost"}
    anna.post(at("row", short, 1, 2), typed | {"veld-planning": "", "veld-status": "", "veld-cost": ""})
    assert proposal(short).problems == []


def test_a_doubt_about_what_has_no_column_stays_in_view_while_it_is_corrected(anna, kept, programme, line):
    factories.line(programme=programme, title="Andere lijn")
    found = kept("Een;Zorgbelang", headings="Wat;Wie")
    doubt = "Bij deze rij staat geen lijn. Kies er een bij de kolommen, of vul hem in."
    assert [problem.message for problem in proposal(found).problems] == [doubt]
    form = anna.get(at("row", found, 1, 2), headers=HTMX).content.decode()
    assert f'id="id_veld-line_helptext">{doubt} Kies een lijn of typ een nieuwe.' in form


def test_the_line_comes_from_the_heading_and_is_corrected(anna, kept, programme, line):
    other = factories.line(programme=programme, title="Andere lijn")
    found = kept("Een;Zorgbelang", "Twee;GGD", headings="Wat;Wie")
    answer = anna.post(at("row", found, 1, 2), {"0": "Een", "1": "Zorgbelang", "veld-line": str(other)}, headers=HTMX)
    assert "Andere lijn" in text_of(answer)
    assert str(proposal(found).spot) == str(other)
    assert proposal(found, 1).spot is None


def test_a_lead_that_the_text_does_not_say_is_typed_in_its_own_cell(anna, kept):
    found = kept(DOUBTFUL)
    offered = fields_of(Resent(anna.get(at("row", found, 1, 2))))
    assert "veld-lead" not in offered
    assert "veld-priority" in offered


def test_the_same_remark_at_many_rows_is_mended_at_once(anna, kept):
    rows = [DOUBTFUL.replace("9.2", f"9.{n}").replace("Campagne", f"Campagne {n}") for n in range(2, 6)]
    found = kept(NEW, *rows)
    page = text_of(anna.get(found.get_absolute_url()))
    said = "'zsm' maakt de planning afhankelijk of onzeker. Vul begin en eind zelf in als die er zijn."
    assert f"Bij 4 acties: {said}" in page
    typed = {"field": "planning", "message": said, "text": "2027"}
    assert "Het is bij 4 acties ingevuld." in text_of(anna.post(at("fill", found), typed, follow=True))
    assert [proposal(found, index).content.starts_in for index in range(5)] == ["2026Q1"] + ["2027Q1"] * 4
    assert anna.post(at("fill", found), typed).status_code == 404  # it is said no more
    assert "Vul in wat er bij al deze acties moet staan." in text_of(
        anna.post(at("fill", found), typed | {"text": ""}, follow=True)
    )
