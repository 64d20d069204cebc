"""One confirmation, what was done, the undo, and clearing away what nobody confirmed."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from actions.imports import previews
from actions.models import Action, PlanImport
from actions.services import drafts, importing
from jobs.incoming import flow
from jobs.models import Job
from jobs.running import run
from tests.actions.import_pages.pages import HTMX, NEW, at, text_of


@pytest.fixture
def confirmed(anna, kept):
    """Confirms rows in the browser, and does the job."""

    def confirm(*rows, **typed):
        found = kept(*rows)
        fields = {"fingerprint": previews.preview_of(found).fingerprint, "release": "later"} | typed
        assert anna.post(at("confirm", found), fields)["Location"] == found.get_absolute_url()
        run(Job.objects.latest("pk").pk)
        found.refresh_from_db()
        return found

    return confirm


@pytest.mark.parametrize(("release", "released"), [("later", False), ("now", True)])
def test_one_confirmation_puts_it_in_the_plan(anna, confirmed, release, released):
    found = confirmed(NEW, release=release)
    action = Action.objects.get()
    assert (action.what, action.is_released, found.release) == ("Spiegelgroep", released, released)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 niet overgenomen." in text
    assert "In het plan gezet door Anna op" in text
    assert "Spiegelgroep" in text
    assert ("geef ze vrij" in text) is not released


@pytest.mark.parametrize("typed", [{}, {"release": "now"}, {"fingerprint": "x", "release": "now"}])
def test_a_confirmation_of_nothing_is_refused(anna, kept, typed):
    found = kept(NEW)
    assert anna.post(at("confirm", found), typed).status_code == 400
    assert Job.objects.count() == 0


def test_the_page_follows_the_job(anna, kept):
    found = kept(NEW)
    anna.post(at("confirm", found), {"fingerprint": previews.preview_of(found).fingerprint, "release": "later"})
    waiting = anna.get(found.get_absolute_url())
    assert 'hx-trigger="load delay:1s"' in waiting.content.decode()
    assert "Zet 1 actie in het plan" not in text_of(waiting)
    run(Job.objects.get().pk)
    finished = anna.get(found.get_absolute_url(), headers=HTMX)
    assert finished.templates[0].name == "actions/_import.html"
    assert "Het staat in het plan" in text_of(finished)


def test_a_plan_that_changed_is_told_and_can_be_confirmed_again(anna, kept, action):
    found = kept(f"1;;{action.what};Anders;;;;;")
    fields = {"fingerprint": previews.preview_of(found).fingerprint, "release": "later"}
    anna.post(at("confirm", found), fields)
    Action.objects.filter(pk=action.pk).update(version=7)
    run(Job.objects.get().pk)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Het plan is intussen gewijzigd. Er is niets overgenomen" in text
    assert "Zet 1 actie in het plan" in text


@pytest.mark.parametrize("state", ["waiting", "applied"])
def test_nothing_can_be_corrected_any_more(anna, kept, people, state):
    found = kept(NEW)
    fingerprint = previews.preview_of(found).fingerprint
    if state == "waiting":
        importing.confirm(found, fingerprint=fingerprint, release=False, by=people["anna"])
    else:
        importing.apply(found, previews.preview_of(found), by=people["anna"])
    for url, typed in (
        (at("columns", found), {"kolom-1-2": "how", "kolom-1-3": "what"}),
        (at("row", found, 1, 2), {"2": "Anders"}),
        (at("leave-out", found, 1, 2), {"overnemen": "nee"}),
        (at("delete", found), {}),
        (at("confirm", found), {"fingerprint": fingerprint, "release": "now"}),
    ):
        assert anna.post(url, typed)["Location"] == found.get_absolute_url()
    found.refresh_from_db()
    assert (found.mapping, found.edits, found.left_out, found.release) == ({}, {}, [], False)
    assert Job.objects.count() == (state == "waiting")


def test_somebody_who_is_just_too_late_corrects_nothing(kept, people):
    found = kept(NEW)
    importing.confirm(found, fingerprint="0" * 64, release=False, by=people["anna"])
    for late in (
        lambda: drafts.correct_cells(found, {"1:2:2": "Anders"}),
        lambda: drafts.leave_out(found, "1:2", out=True),
        lambda: drafts.set_columns(found, mapping={}, line="x", year=2027, amounts_in=""),
        lambda: flow.remove(found),
    ):
        with pytest.raises(flow.NoDraft):
            late()
    found.refresh_from_db()
    assert (found.edits, found.left_out, found.year) == ({}, [], None)


def test_the_whole_import_is_undone(anna, confirmed):
    found = confirmed(NEW)
    assert "Inlezen ongedaan maken" in text_of(anna.get(found.get_absolute_url()))
    text = text_of(anna.post(at("undo", found), follow=True))
    assert Action.objects.count() == 0
    assert "Het plan is weer zoals het was." in text
    assert "Ongedaan gemaakt door Anna" in text
    assert "Inlezen ongedaan maken" not in text


def test_an_undo_that_is_too_late_says_why(anna, confirmed):
    found = confirmed(NEW)
    Action.objects.update(version=5)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Alles wat dit bestand bracht, is sindsdien bewerkt." in text
    assert "sinds het inlezen bewerkt" in text
    assert "Inlezen ongedaan maken" not in text
    assert "Alles wat dit bestand bracht" in text_of(anna.post(at("undo", found), follow=True))
    assert Action.objects.count() == 1


def test_an_undo_of_a_part_names_what_stays(anna, confirmed, action):
    found = confirmed(NEW, f"1;;{action.what};Anders;;;2027;;")
    Action.objects.filter(pk=action.pk).update(version=5)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "1 nieuw en nog concept: die gaan weg" in text
    assert "1 waar iemand mee verder ging" in text
    text = text_of(anna.post(at("undo", found), follow=True))
    assert "zover dat kon" in text
    assert "Gebleven" in text
    assert "sinds het inlezen bewerkt" in text


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_removed_with_its_file(anna, kept):
    found = kept(NEW)
    name = found.file.name
    anna.post(at("delete", found))
    assert PlanImport.objects.count() == 0
    assert not default_storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_old_drafts_and_loose_files_are_cleared_away(kept, people, monkeypatch):
    importing.apply(applied := kept(NEW), previews.preview_of(applied), by=people["anna"])
    old, young = kept(NEW), kept(NEW)
    long_ago = timezone.now() - datetime.timedelta(days=31)
    PlanImport.objects.filter(pk__in=[old.pk, applied.pk]).update(created_at=long_ago)
    loose = default_storage.save(f"{PlanImport.FOLDER}los.csv", ContentFile(b"x"))
    assert drafts.remove_old() == 1
    assert set(PlanImport.objects.all()) == {applied, young}
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(loose)  # somebody may be uploading it now
    monkeypatch.setattr(flow, "LOOSE", datetime.timedelta(0))
    assert drafts.remove_old() == 1
    assert default_storage.exists(applied.file.name)
    assert not default_storage.exists(loose)
