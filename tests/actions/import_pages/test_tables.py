"""A plan that is read from a pdf: each of its tables is confirmed before anything of it is written."""

from pathlib import Path

import pytest
from django.core.management import call_command

from actions.imports import previews
from actions.models import Action, PlanImport
from actions.services import drafts, importing
from jobs.models import Job
from jobs.running import run
from tests.actions.import_pages.pages import NEW, at, feedback, text_of, upload

FILES = Path(__file__).parents[2] / "tables" / "pdf"
TWO = (FILES / "twee-tabellen.pdf").read_bytes()
BUTTON = "acties in het plan"


@pytest.fixture
def draft(programme, line, people):
    return importing.keep_file(programme, content=TWO, name="plan.pdf", by=people["anna"])


def answer(client, found, number, said):
    return client.post(at("table", found, number), {"tabel": said})


def confirm(client, found):
    fields = {"fingerprint": previews.preview_of(PlanImport.objects.get()).fingerprint, "release": "later"}
    return client.post(at("confirm", found), fields, follow=True)


def test_a_pdf_is_uploaded_like_any_other_file(anna, start):
    assert anna.post(start, {"file": upload(TWO, "plan.pdf")}).status_code == 302
    assert PlanImport.objects.get().confirmed_tables == []


def test_each_table_is_shown_as_it_was_read(anna, draft):
    text = text_of(anna.get(draft.get_absolute_url()))
    assert "Tabel 1: Actielijn 1: Preventie Nog nakijken Bladzijde 1 van de pdf, 3 acties" in text
    assert "2 Signaleren Training meldcode voor professionals in het onderwijs GGD, met Veilig Thuis" in text
    assert ("Kijk eerst 2 tabellen uit de pdf na" in text, BUTTON in text.split("Kloppen")[0]) == (True, False)


def test_nothing_is_written_before_each_table_is_confirmed(anna, draft):
    answer(anna, draft, 1, "klopt")
    said = text_of(confirm(anna, draft))
    assert "Tabel 2 komt uit een pdf en is nog niet bevestigd." in said
    assert Job.objects.count() == 0
    answer(anna, draft, 2, "klopt")
    assert BUTTON in text_of(anna.get(draft.get_absolute_url()))
    confirm(anna, draft)
    run(Job.objects.get().pk)
    assert Action.objects.count() == 6


def test_a_table_that_is_left_out_asks_for_nothing(anna, draft):
    answer(anna, draft, 1, "klopt")
    answer(anna, draft, 2, "weglaten")
    assert "Niet ingelezen" in text_of(anna.get(draft.get_absolute_url()))
    confirm(anna, draft)
    run(Job.objects.get().pk)
    assert Action.objects.count() == 3


def test_an_answer_can_be_taken_back(anna, draft):
    for said, expected in (("klopt", [1]), ("nakijken", [])):
        answer(anna, draft, 1, said)
        draft.refresh_from_db()
        assert draft.confirmed_tables == expected
    for said, count in (("weglaten", 3), ("meenemen", 0)):
        answer(anna, draft, 1, said)
        draft.refresh_from_db()
        assert len(draft.left_out) == count


def test_the_service_writes_nothing_unconfirmed(draft, people):
    with pytest.raises(importing.NotConfirmed):
        importing.apply(draft, previews.preview_of(draft), by=people["anna"])
    assert Action.objects.count() == 0
    drafts.confirm_table(draft, 1, right=True)
    found = drafts.confirm_table(draft, 2, right=True)
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert Action.objects.count() == 6


@pytest.mark.parametrize(("number", "said", "code"), [(3, "klopt", 404), (1, "", 302), (1, "misschien", 302)])
def test_what_is_no_answer_changes_nothing(anna, draft, number, said, code):
    assert answer(anna, draft, number, said).status_code == code
    draft.refresh_from_db()
    assert (draft.confirmed_tables, draft.left_out) == ([], [])


def test_cells_are_corrected_and_given_back_in_a_workbook(anna, draft):
    drafts.correct_cells(draft, {"1:2:1": "Training meldcode"})
    assert "2 Signaleren Training meldcode GGD, met Veilig Thuis" in text_of(anna.get(draft.get_absolute_url()))
    assert feedback(anna, draft).sheetnames != []


def test_other_files_ask_nothing_of_their_tables(anna, kept):
    found = kept(NEW)
    answer(anna, found, 1, "weglaten")
    assert PlanImport.objects.get().left_out == []
    assert "Kloppen deze tabellen" not in text_of(anna.get(found.get_absolute_url()))


@pytest.mark.parametrize("who", ["bram", "carla"])
def test_only_who_may_change_the_plan_says_that_a_table_is_right(client, people, draft, who):
    client.force_login(people[who])
    assert answer(client, draft, 1, "klopt").status_code in (403, 404)
    draft.refresh_from_db()
    assert draft.confirmed_tables == []


@pytest.mark.parametrize(
    ("options", "code", "count"), [((), 2, 0), (("--dry-run",), 1, 0), (("--confirm-tables",), 1, 6)]
)
def test_the_command_writes_only_what_is_said_to_be_right(programme, line, capsys, options, code, count):
    with pytest.raises(SystemExit) as left:
        call_command("import_plan", str(FILES / "twee-tabellen.pdf"), "--programme", programme.slug, *options)
    assert (left.value.code, Action.objects.count()) == (code, count)
    assert ("--confirm-tables" in capsys.readouterr().err) is (code == 2)


def test_a_damaged_pdf_is_refused_at_its_field(anna, start):
    response = anna.post(start, {"file": upload(b"%PDF-1.7\n", "plan.pdf")})
    assert (response.status_code, "beschadigd" in text_of(response)) == (400, True)
