"""Files and clicks that no plan asks for: nothing is cut unseen, nothing comes in twice, nothing of others is lost."""

import io
import zipfile
from threading import Thread

import pytest
from django.db import connection
from openpyxl import Workbook, load_workbook

from actions.exports import feedback
from actions.imports import previews
from actions.imports.proposals import LEFT_OUT, NEW
from actions.models import Action, ActionLine, Goal, Origin, ReadPlan, Theme
from actions.services import drafts, importing, undoing
from decisions.models import Commitment
from municipalities.models import Organisation
from tests import factories

ROW = "1;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500;gepland"
LINE = "3. Nieuwe lijn;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500;gepland"
THEMED = "Actielijn;Thema;Wat;Wie;Status"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def told(preview):
    return [problem.message for problem in preview.proposals[0].problems]


# --- What does not fit ---


@pytest.mark.parametrize(
    ("headings", "row", "says"),
    [
        (THEMED, f"4. {'L' * 201};;Wat;VT;gepland", "De titel bij 'lijn' is langer dan 200 tekens"),
        (THEMED, f"1;{'t' * 201};Wat;VT;gepland", "De titel bij 'thema' is langer dan 200 tekens"),
        (THEMED, f"1;;Wat;VT;Geborgd bij {'x' * 300}", "De tekst bij 'geborgd bij' is langer dan 200 tekens"),
    ],
)
def test_a_text_that_does_not_fit_is_told_and_its_row_waits(shown, headings, row, says):
    preview = shown(row, headings=headings)
    assert [one.kind for one in preview.proposals] == [LEFT_OUT]
    assert any(message.startswith(says) for message in told(preview))


def test_titles_that_just_fit_are_taken_over(read_in):
    read_in(f"4. {'L' * 200};{'t' * 200};Wat;VT;gepland", headings=THEMED)
    assert (ActionLine.objects.get(number=4).title, Theme.objects.get().title) == ("L" * 200, "t" * 200)


def test_a_funding_source_with_too_long_a_name_is_told(shown):
    preview = shown(f"1;Wat;€ 5;{'b' * 161}", headings="Actielijn;Wat;Kosten;Dekking")
    assert preview.proposals[0].kind == NEW
    assert preview.new_sources == []
    assert any("bron van dekking van meer dan 160 tekens" in message for message in told(preview))


def test_a_very_long_name_of_a_file_keeps_its_extension(plan, people):
    content = f"Actielijn;Wat\n1;{ROW}".encode()
    found = importing.keep_file(plan, content=content, name=f"{'n' * 230}.csv", by=people["anna"])
    assert (len(found.name), found.name[-5:]) == (200, "n.csv")
    assert previews.preview_of(found).counts[NEW] == 1


def test_a_pasted_table_that_was_damaged_on_disk_does_not_fall_over(plan, people):
    content = "Actielijn\tWat\n1\tCafé".encode()
    found = importing.keep_file(plan, content=content, name=importing.PASTED, by=people["anna"])
    with found.file.storage.open(found.file.name, "wb") as file:
        file.write(content.replace("é".encode(), b"\xe9"))
    ReadPlan.objects.all().delete()
    assert previews.preview_of(found).proposals[0].content.what == "Caf�"


# --- Twice ---


def test_the_same_file_twice_makes_no_doubles(kept, people):
    first, second = kept(ROW), kept(ROW)
    seen, also_seen = previews.preview_of(first), previews.preview_of(second)
    importing.apply(first, seen, by=people["anna"])
    with pytest.raises(importing.PlanChanged):
        importing.apply(second, also_seen, by=people["anna"])
    assert Action.objects.count() == 1
    assert previews.preview_of(second).counts[NEW] == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_the_same_file_twice_at_the_same_moment_makes_no_doubles(kept, people):
    seen = [(found, previews.preview_of(found)) for found in (kept(ROW), kept(ROW))]
    refused = []

    def write(found, preview):
        try:
            importing.apply(found, preview, by=people["anna"])
        except importing.PlanChanged:
            refused.append(found.pk)
        finally:
            connection.close()

    threads = [Thread(target=write, args=one) for one in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Action.objects.count(), len(refused)) == (1, 1)


# --- What others hang on it ---


def test_an_organisation_that_is_used_elsewhere_stays_after_undo(read_in, people, plan):
    found = read_in(ROW)
    used = Organisation.objects.get(name="Zorgbelang")
    Commitment.objects.create(programme=plan, title="Verklaring").parties.add(used)
    undoing.undo(found, by=people["anna"])
    assert Organisation.objects.filter(pk=used.pk).exists()


def test_a_theme_that_others_use_keeps_its_line_after_undo(read_in, people, plan):
    found = read_in("3. Nieuwe lijn;Taal;Wat;VT;gepland", headings=THEMED)
    theme = Theme.objects.get()
    Goal.objects.create(programme=plan, theme=theme, text="Van een ander")
    undoing.undo(found, by=people["anna"])
    assert (Theme.objects.get().line.number, Goal.objects.get().text) == (3, "Van een ander")


@pytest.mark.parametrize("what", ["origin", "indicator", "child"])
def test_undo_does_not_take_along_what_others_hung_on_a_new_action(read_in, people, plan, what):
    found = read_in(ROW)
    action = Action.objects.get()
    goal = action.goals.get()
    if what == "origin":
        Origin.objects.create(action=action, kind=Origin.Kind.values[0])
    elif what == "indicator":
        goal.indicators.add(factories.indicator())
    else:
        Goal.objects.create(programme=plan, parent=goal, text="Onder dit doel")
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(found, by=people["anna"])
    assert Action.objects.get() == action


def test_an_action_whose_place_is_gone_stays_with_a_reason(kept, people, action, plan):
    action.theme = Theme.objects.create(programme=plan, line=action.line, key="oud", title="Oud", position=1)
    action.number = "1.7"
    action.save()
    found = kept(f"2;1.7;{action.what}", headings="Actielijn;Nr;Wat")
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    found.refresh_from_db()
    Theme.objects.filter(key="oud").delete()
    assert [why for _action, why in undoing.undoing_of(found).stays] == [str(undoing.NO_PLACE)]
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(found, by=people["anna"])


# --- The workbook with comments ---


def beneath(element):
    return lambda content: content.replace(b"</sheetData>", b"</sheetData>" + element).replace(
        b"<sheetData/>", b"<sheetData/>" + element
    )


def book_of(*, damage):
    book = Workbook()
    book.active.append(["Actielijn", "Wat", "Wanneer"])
    book.active.append(["1", "Spiegelgroep", "zsm"])
    book.create_sheet("Verborgen").sheet_state = "hidden"
    file, made = io.BytesIO(), io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, damage(name, old.read(name)))
    return made.getvalue()


def test_signs_that_no_workbook_can_hold_are_left_out_of_a_comment(kept):
    found = kept(ROW)
    drafts.correct_cells(found, {"1:2:3": "Elke\x01 maand"})
    found.refresh_from_db()
    book = load_workbook(io.BytesIO(feedback.workbook_of(found)))
    assert book.active["D2"].comment.text == "In het portaal verbeterd tot: Elke maand"


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("docProps/core.xml", lambda content: b"<kapot"),
        (
            "xl/worksheets/sheet1.xml",
            beneath(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'),
        ),
        ("xl/worksheets/sheet2.xml", beneath(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    ],
)
def test_a_workbook_that_openpyxl_should_not_open_becomes_another(plan, people, part, damage):
    content = book_of(damage=lambda name, old: damage(old) if name == part else old)
    found = importing.keep_file(plan, content=content, name="plan.xlsx", by=people["anna"])
    book = load_workbook(io.BytesIO(feedback.workbook_of(found)))
    assert book.sheetnames == ["Tabel 1"]
    assert "zsm" in book.active["C2"].comment.text
