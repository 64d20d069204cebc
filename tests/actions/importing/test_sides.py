"""A document that is read a second time, and a file of ours that was made a while ago: only what changed in the file
since is proposed, and where the portal changed too, somebody chooses.
"""

import io
import zipfile
from dataclasses import replace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from actions.exports import files
from actions.exports.selection import filter_of, select
from actions.imports import previews
from actions.imports.contents import GUARDED_STAYS
from actions.imports.shown_rows import TableNames, shown_row
from actions.models import Action, PlanImport, RowTaken
from actions.rules.content import content_of
from actions.services import drafts, editing, importing, moving, undoing
from tests import factories

ROW = "1. Eerder en beter in beeld;1.1;Training voor huisartsen;Oude aanpak;GGD;Meer zicht;2026;€ 5.000;loopt"
KINDS = ("xlsx", "ods", "csv", "docx")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def edit(action, people, who="bram", **change):
    now = Action.objects.get(pk=action.pk)
    content = replace(content_of(now), **change)
    editing.edit_action(now, content=content, version=now.version, reason="", by=people[who])


def found_in(preview):
    """What would happen: per row its kind, what changes and what is to be chosen."""
    return [
        (one.kind, [each.label for each in one.differences], [clash.group.name for clash in one.clashes])
        for one in preview.proposals
    ]


NOTHING = [("unchanged", [], [])]


# --- A document, a second time ---


@pytest.fixture
def taken(read_in):
    """The action that was taken over from `ROW`."""
    read_in(ROW)
    return Action.objects.get(what="Training voor huisartsen")


def empty_the_how(action, people, plan):
    edit(action, people, how="")


def correct_everything(action, people, plan):
    edit(
        action, people, what="Scholing van artsen", number="7", how="Anders", goals=("Ander doel",), starts_in="2027Q1",
        ends_in="2027Q4", planning_text="in 2027", leads=frozenset(), who_text="", costs=(), cost_text="",
        status="done",
    )  # fmt: skip


def move_it(action, people, plan):
    line = plan.lines.get(title="Stoppen en duurzaam oplossen")
    moving.move_action(action, line=line, theme=factories.theme(line=line), by=people["anna"])


def put_it_in_a_theme(action, people, plan):
    moving.move_action(action, line=action.line, theme=factories.theme(line=action.line), by=people["anna"])


def rename_its_lead(action, people, plan):
    lead = action.leads.get()
    lead.name = "GGD Noordland"
    lead.save()


@pytest.mark.parametrize("meanwhile", [empty_the_how, correct_everything, move_it, put_it_in_a_theme, rename_its_lead])
def test_the_same_document_again_reverts_nothing(shown, taken, people, plan, meanwhile):
    meanwhile(taken, people, plan)
    preview = shown(ROW)
    assert (found_in(preview), [one.action for one in preview.proposals]) == (NOTHING, [taken])


def test_two_corrections_and_a_next_version_of_the_document(shown, taken, people, plan):
    correct_everything(taken, people, plan)
    move_it(taken, people, plan)
    edit(taken, people, priority="high")
    (proposal,) = (preview := shown(ROW.replace("Meer zicht", "Meer zicht op kinderen"))).proposals
    assert found_in(preview) == [("unchanged", [], ["goals"])]
    assert proposal.content == proposal.base
    assert proposal.action == taken


def test_only_what_changed_in_the_document_is_proposed(shown, taken, people):
    edit(taken, people, goals=("Ander doel",), starts_in="2026Q2", status="delayed")
    (proposal,) = (preview := shown(ROW.replace("Oude aanpak", "Nieuwe aanpak"))).proposals
    assert found_in(preview) == [("changed", ["hoe"], [])]
    assert (proposal.content.how, proposal.content.status) == ("Nieuwe aanpak", "delayed")


def test_a_cell_that_was_emptied_in_the_document_is_emptied(shown, taken):
    assert found_in(shown(ROW.replace("Oude aanpak", ""))) == [("changed", ["hoe"], [])]


def test_what_both_changed_is_to_be_chosen_and_stays_until_then(kept, taken, people):
    edit(taken, people, how="In het portaal")
    found = kept(ROW.replace("Oude aanpak", "In het bestand"))
    preview = previews.preview_of(found)
    (proposal,) = preview.proposals
    assert found_in(preview) == [("unchanged", [], ["how"])]
    assert [problem.field for problem in proposal.problems] == ["how"]
    assert (proposal.content.how, proposal.in_file.how) == ("In het portaal", "In het bestand")
    prints = {preview.fingerprint}
    for side, kind in (("file", "changed"), ("portal", "unchanged")):
        chosen = previews.preview_of(drafts.choose(found, {proposal.key: {"how": side}}))
        assert (chosen.proposals[0].kind, chosen.proposals[0].problems) == (kind, [])
        prints.add(chosen.fingerprint)
    assert len(prints) == 3


def test_a_place_is_a_part_like_any_other(shown, taken, people, plan):
    to = plan.lines.get(title="Stoppen en duurzaam oplossen")
    elsewhere = shown(ROW.replace("1. Eerder en beter in beeld", str(to)))
    assert found_in(elsewhere) == [("changed", ["plaats"], [])]
    third = factories.line(programme=plan, title="Herstel")
    moving.move_action(taken, line=third, theme=None, by=people["anna"])
    assert found_in(shown(ROW.replace("1. Eerder en beter in beeld", str(to)))) == [("unchanged", [], ["place"])]


def test_a_choice_that_stays_open_is_asked_again_and_one_that_is_made_is_not(kept, shown, taken, people):
    edit(taken, people, how="In het portaal")
    row = ROW.replace("Oude aanpak", "In het bestand").replace("Meer zicht", "Meer en beter zicht")
    importing.apply(found := kept(row), previews.preview_of(found), by=people["anna"])
    assert found_in(shown(row)) == [("unchanged", [], ["how"])]
    again = kept(row.replace("loopt", "vertraagd"))
    drafts.choose(again, {"1:2": {"how": "portal"}})
    again.refresh_from_db()
    importing.apply(again, previews.preview_of(again), by=people["anna"])
    assert found_in(shown(row.replace("loopt", "vertraagd"))) == NOTHING


def test_what_was_corrected_in_the_preview_is_not_reverted(kept, shown, people):
    found = kept(ROW)
    drafts.correct_cells(found, {"1:2:3": "Verbeterde aanpak"})
    found.refresh_from_db()
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert Action.objects.get(number="1.1").how == "Verbeterde aanpak"
    assert found_in(shown(ROW)) == NOTHING
    assert found_in(shown(ROW.replace("Oude aanpak", "Nog iets anders"))) == [("changed", ["hoe"], [])]


def test_what_was_undone_was_never_taken_over(kept, shown, people, line):
    action = factories.action(line=line, what="Training voor huisartsen", number="1.1")
    found = kept(ROW)
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert RowTaken.objects.filter(action=action).count() == 1
    undoing.undo(PlanImport.objects.get(pk=found.pk), by=people["anna"])
    assert [kind for kind, _labels, _clashes in found_in(shown(ROW))] == ["changed"]


def test_rows_that_are_alike_each_keep_their_action(shown, read_in, people):
    rows = ("1;;Overleg;;;;2026;;", "1;;Overleg;;;;2027;;")
    read_in(*rows)
    first, second = Action.objects.filter(what="Overleg").order_by("position")
    edit(second, people, what="Overleg in 2027")
    preview = shown(*rows)
    assert {one.action for one in preview.proposals} == {first, second}
    assert {one.kind for one in preview.proposals} == {"unchanged"}


def test_what_was_asked_of_a_line_is_not_asked_again(shown, read_in):
    row = ROW.replace("1. Eerder en beter in beeld", "Actielijn 2: Heel iets anders")
    assert [question.kind for question in shown(row).open_questions] == ["line"]
    read_in(row)
    assert shown(row).open_questions == []


# --- Our own files, made a while ago ---


@pytest.fixture
def exported(line, people):
    """A file of the plan of a kind, made now."""

    def write(kind):
        plan = select(filter_of(line.programme, QueryDict(), people["anna"]), people["anna"])
        return files.write(plan, kind)

    return write


@pytest.fixture
def ours(line, organisation):
    """An action with a bit of everything."""
    made = factories.action(
        line=line, number="1.1", what="Training", how="Oude aanpak", leads=[organisation], planning_text="in 2026",
        starts_in="2026Q1", ends_in="2026Q4", status="running",
    )  # fmt: skip
    factories.goal(action=made, text="Oud doel")
    factories.cost(action=made, amount="5000.00", per="year")
    return made


def changed(content, was, becomes):
    """A file with another text in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        assert was.encode() in content
        return content.replace(was.encode(), becomes.encode())
    file, hits = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith(".xml"):
                hits += part.count(was.encode())
                part = part.replace(was.encode(), becomes.encode())
            after.writestr(name, part)
    assert hits == 1
    return file.getvalue()


def read_back(plan, kind, content):
    found = importing.keep_file(plan, content=content, name=f"plan.{kind}", by=None)
    return found, previews.preview_of(found)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_for_all_goes_out_and_comes_back_and_empty_is_not_for_all(exported, ours, people, plan, kind):
    edit(ours, people, for_all=True, municipalities=frozenset())
    old = exported(kind)
    assert found_in(read_back(plan, kind, old)[1]) == NOTHING
    edit(ours, people, for_all=False)
    assert found_in(read_back(plan, kind, old)[1]) == NOTHING  # the file says what it said then
    assert found_in(read_back(plan, kind, exported(kind))[1]) == NOTHING
    _found, preview = read_back(plan, kind, changed(exported(kind), "Oude aanpak", "Nieuwe aanpak"))
    assert found_in(preview) == [("changed", ["hoe"], [])]


@pytest.mark.parametrize("kind", KINDS)
def test_one_cell_changed_in_an_old_file_is_all_that_changes(exported, ours, organisation, people, plan, kind):
    old = exported(kind)
    edit(ours, people, goals=("Nieuw doel",), starts_in="2026Q2", planning_text="vanaf april", status="delayed")
    moving.move_action(ours, line=plan.lines.last(), theme=None, by=people["anna"])
    organisation.name = "Veilig Thuis anders"
    organisation.save()
    assert found_in(read_back(plan, kind, old)[1]) == NOTHING
    _found, preview = read_back(plan, kind, changed(old, "Oude aanpak", "Nieuwe aanpak"))
    assert (found_in(preview), preview.proposals[0].problems) == ([("changed", ["hoe"], [])], [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_that_both_changed_is_to_be_chosen(exported, ours, people, plan, kind):
    old = exported(kind)
    edit(ours, people, how="In het portaal", goals=("Nieuw doel",))
    found, preview = read_back(plan, kind, changed(old, "Oude aanpak", "In het bestand"))
    assert found_in(preview) == [("unchanged", [], ["how"])]
    chosen = previews.preview_of(drafts.choose(found, {preview.proposals[0].key: {"how": "file"}}))
    assert found_in(chosen) == [("changed", ["hoe"], ["how"])]
    same = changed(old, "Oude aanpak", "In het portaal")
    assert found_in(read_back(plan, kind, same)[1]) == NOTHING


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_queries_does_not_grow(exported, ours, line, plan, kind):
    def asked():
        found, _preview = read_back(plan, kind, exported(kind))
        with CaptureQueriesContext(connection) as captured:
            previews.preview_of(found)
        return len(captured)

    one = asked()
    for number in range(4):
        factories.cost(action=factories.action(line=line, what=f"Actie {number}"))
    assert asked() == one


def test_keeping_what_was_taken_over_costs_as_many_queries_for_many_rows(kept, people):
    def asked(count, mark):
        found = kept(*(f"1;{mark}{number};Actie {mark} {number};;;;2026;;" for number in range(count)))
        preview = previews.preview_of(found)
        with CaptureQueriesContext(connection) as captured:
            importing.apply(found, preview, by=people["anna"])
        return len(captured)

    asked(1, "a")
    assert asked(2, "b") == asked(6, "c")


# --- Word: when, who and what it costs, in words ---


@pytest.mark.parametrize(
    ("was", "becomes", "labels"),
    [
        (">2026<", ">tweede kwartaal 2027<", ["planning in woorden", "vanaf kwartaal", "tot en met kwartaal"]),
        ("Trekker: Veilig Thuis Noordland", "Trekker: Politie", ["trekkers"]),
        (">Oud doel<", ">Ander doel<", ["doelen"]),
        ("€\u00a05.000 per jaar", "€ 6.000 per jaar", ["kosten en dekking", "kosten zoals opgeschreven"]),
        (">Training<", ">Scholing<", ["wat"]),
    ],
)  # fmt: skip
def test_a_cell_of_our_document_is_read_as_in_any_plan(exported, ours, plan, was, becomes, labels):
    _found, preview = read_back(plan, "docx", changed(exported("docx"), was, becomes))
    assert (found_in(preview), preview.proposals[0].problems) == ([("changed", labels, [])], [])


# --- Told, and not taken over ---


def test_a_changed_release_is_told(exported, ours, plan):
    _found, preview = read_back(plan, "csv", changed(exported("csv"), ";ja;", ";nee;"))
    assert found_in(preview) == NOTHING
    assert [problem.field for problem in preview.proposals[0].problems] == ["released"]


def test_a_file_that_would_open_what_is_guarded_is_told_so_at_the_cell(exported, ours, people, plan):
    Action.objects.filter(pk=ours.pk).update(classification="confidential")
    content = changed(exported("csv"), ";Vertrouwelijk;", ";Openbaar;")
    found, preview = read_back(plan, "csv", content)
    assert found_in(preview) == NOTHING
    names = TableNames.of(found, preview.reading.columns)
    row = shown_row(preview.proposals[0], names, unwanted=[])
    (cell,) = [part for part in row.parts if part.problems]
    assert (cell.label, cell.problems, row.other) == ("Wie dit mag zien", [GUARDED_STAYS], [])


@pytest.mark.parametrize("end", ["Q4 2035", "Q4 1999"])
def test_a_planning_outside_the_years_of_the_programme_is_told(exported, ours, plan, end):
    _found, preview = read_back(plan, "csv", changed(exported("csv"), "Q4 2026", end))
    assert "planning" in [problem.field for problem in preview.proposals[0].problems]


def test_a_theme_is_left_when_it_was_in_the_file_before(exported, ours, people, plan, line):
    theme = factories.theme(line=line, title="Melden")
    before = exported("csv")
    moving.move_action(ours, line=line, theme=theme, by=people["anna"])
    after = exported("csv")
    assert found_in(read_back(plan, "csv", before)[1]) == NOTHING
    assert found_in(read_back(plan, "csv", changed(after, ";Melden;", ";;"))[1]) == [("changed", ["plaats"], [])]


def test_an_older_file_is_compared_with_what_is_there_now_and_says_so(exported, ours, people, plan, line):
    old = exported("csv").decode()
    without = "\n".join(";".join(row.split(";")[:-5]) for row in old.splitlines()).encode()
    edit(ours, people, how="In het portaal")
    moving.move_action(ours, line=line, theme=factories.theme(line=line, title="Melden"), by=people["anna"])
    _found, preview = read_back(plan, "csv", without)
    assert found_in(preview) == [("changed", ["hoe"], [])]
    assert [problem.row for problem in preview.reading.problems] == [None]
    assert [problem.field for problem in preview.proposals[0].problems] == ["theme"]
