"""Reading in a plan: all or nothing, once, with who and why in the history; and taking it back."""

import time
from dataclasses import replace
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.exports import files
from actions.exports.selection import filter_of, select
from actions.imports import previews
from actions.models import Action, ActionLine, Cost, Funding, FundingSource, Goal, PlanImport, ProgressUpdate, Theme
from actions.rules.content import content_of
from actions.services import editing, importing, organisations, undoing
from actions.services.moving import move_action
from jobs import services as jobs
from jobs.models import Job
from jobs.running import run
from municipalities.models import Organisation
from tables.model import Refused
from tests import factories
from tests.actions.failing import HalfWay, history_refused

NEW = "Actielijn 3: Specifieke groepen;3.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;2026;€ 500 (uit DUVO);gepland"
KINDS = (Action, ActionLine, Cost, FundingSource, Goal, Organisation, Theme)


def changed_row(action):
    return f"1;{action.number};{action.what};Anders dan eerst;;;2027;;"


def everything():
    """All rows that an import can write, to see that nothing of it stays."""
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in KINDS}


def test_an_import_adds_and_changes_actions(read_in, action, people):
    before = action.history.count()
    found = read_in(NEW, changed_row(action))
    new = Action.objects.get(what="Spiegelgroep")
    assert (str(new.line), new.released_at, new.status) == ("3. Specifieke groepen", None, "planned")
    assert [lead.name for lead in new.leads.all()] == ["Zorgbelang"]
    assert [(cost.amount, cost.fundings.get().source.name) for cost in new.costs.all()] == [(500, "DUVO")]
    action.refresh_from_db()
    assert (action.how, action.starts_in, action.version) == ("Anders dan eerst", "2027Q1", 1)
    lines = [new.history.get(), action.history.first()]
    assert {(line.history_user, line.history_change_reason) for line in lines} == {
        (people["anna"], "Ingelezen uit plan.csv")
    }
    assert action.history.count() == before + 1
    assert (found.applied_by, found.counts) == (
        people["anna"],
        {"new": 1, "changed": 1, "unchanged": 0, "left_out": 0},
    )


def test_new_actions_can_be_public_at_once(kept, people):
    found = kept(NEW)
    found.release = True
    found.save()
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert Action.objects.get().released_at is not None


def test_actions_stand_in_the_order_of_the_document(read_in, line):
    read_in(*(f"1;;{name};;;;2026;;" for name in ("Zee", "Aap", "Mies")))
    assert [action.what for action in line.actions.in_plan_order()] == ["Zee", "Aap", "Mies"]


def test_a_new_theme_is_made_once(read_in, line):
    read_in("1;Onderwijs;Een", "1;onderwijs;Twee", headings="Lijn;Thema;Wat")
    assert [theme.title for theme in Theme.objects.all()] == ["Onderwijs"]
    assert Theme.objects.get().actions.count() == 2


def test_applying_twice_writes_once(read_in):
    found = read_in(NEW)
    importing.apply(found, previews.preview_of(found), by=None)
    assert Action.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [Action, ActionLine])  # the last write, and the first
def test_an_import_that_fails_half_way_leaves_nothing(kept, action, people, kind):
    found = kept(changed_row(action), NEW)
    preview, before = previews.preview_of(found), everything()
    with pytest.raises(HalfWay), history_refused(kind):
        importing.apply(found, preview, by=people["anna"])
    found.refresh_from_db()
    assert (everything(), found.applied_at, found.outcome) == (before, None, {})


@pytest.mark.django_db(transaction=True)
def test_an_action_edited_since_the_preview_refuses_all(kept, action, people):
    found = kept(NEW, changed_row(action))
    preview = previews.preview_of(found)
    content = content_of(action)
    editing.edit_action(
        action, content=type(content)(**vars(content) | {"how": "Intussen"}), version=0, reason="", by=people["anna"]
    )
    before = everything()
    with pytest.raises(importing.PlanChanged):
        importing.apply(found, preview, by=people["anna"])
    assert everything() == before


def told(action):
    """The history of an action and of what hangs on it, without ids."""
    rows = [(line, [row.organisation.name for row in line.leads.all()]) for line in action.history.all()]
    hanging = [*Goal.history.filter(action_id=action.pk), *Cost.history.filter(action_id=action.pk)]
    lines = [(line.history_type, line.history_change_reason, line.history_user) for line in hanging]
    names = ("what", "how", "starts_in", "status", "version", "history_type", "history_change_reason", "history_user")
    return [([getattr(line, name) for name in names], sorted(leads)) for line, leads in rows], lines


def test_many_at_once_are_as_one_by_one(read_in, plan, line, people):
    """An action that came in with a file has the rows and the history of one that somebody added."""
    read_in("1;7;Spiegelgroep;Zo;Zorgbelang i.s.m. GGD;Meedenken;2026;€ 500 (uit DUVO);gepland")
    one = Action.objects.get()
    reason = "Ingelezen uit plan.csv"
    content = replace(content_of(one), what="Ander", costs=tuple(replace(c, pk=None) for c in content_of(one).costs))
    other = editing.add_action(line, theme=None, content=content, release=False, by=people["anna"], reason=reason)
    (lines, hanging), (expected, expected_hanging) = told(one), told(other)
    expected[0][0][0] = "Spiegelgroep"
    assert (lines, hanging) == (expected, expected_hanging)
    assert replace(content_of(one), costs=()) == replace(content_of(other), what="Spiegelgroep", costs=())
    assert Funding.history.filter(history_change_reason=reason).count() == 2


@pytest.mark.parametrize(
    "content", [b"", b"Alleen;tekst", b"Wat;Wie\n", b"PK\x03\x04stuk", b"Wat;Wanneer\n\x00\x00"], ids=repr
)
def test_a_file_that_is_refused_leaves_nothing(plan, people, content):
    with pytest.raises(Refused):
        importing.keep_file(plan, content=content, name="plan.csv", by=people["anna"])
    assert PlanImport.objects.count() == 0


# --- The job ---


def confirmed(found, people, *, fingerprint=None):
    fingerprint = fingerprint or previews.preview_of(found).fingerprint
    return importing.confirm(found, fingerprint=fingerprint, release=False, by=people["anna"])


def done(job):
    run(job.pk)
    job.refresh_from_db()
    return job


def test_the_job_writes_what_was_confirmed(kept, people):
    found = kept(NEW)
    job = done(confirmed(found, people))
    found.refresh_from_db()
    assert (job.state, job.result_url) == ("done", found.get_absolute_url())
    assert (Action.objects.count(), found.applied_by) == (1, people["anna"])


def test_two_clicks_are_one_job(kept, people):
    found = kept(NEW)
    assert confirmed(found, people) == confirmed(found, people)
    assert Job.objects.count() == 1


def test_a_job_that_runs_twice_writes_once(kept, people):
    found = kept(NEW)
    job = done(confirmed(found, people))
    Job.objects.filter(pk=job.pk).update(state="queued")
    assert done(job).state == "done"
    assert Action.objects.count() == 1


def test_what_was_not_confirmed_is_not_written(kept, people, action):
    found = kept(NEW, changed_row(action))
    job = confirmed(found, people)
    Action.objects.filter(pk=action.pk).update(version=5)
    job = done(job)
    assert (job.state, Action.objects.count()) == ("failed", 1)
    assert "intussen gewijzigd" in job.error


def test_who_lost_the_right_writes_nothing(kept, people):
    found = kept(NEW)
    job = confirmed(found, people)
    job.created_by = people["bram"]
    job.save()
    job = done(job)
    assert (job.state, Action.objects.count()) == ("failed", 0)
    assert "mag dit plan niet meer wijzigen" in job.error


def test_a_file_that_is_gone_is_told(kept, people):
    found = kept(NEW)
    job = confirmed(found, people)
    found.file.storage.delete(found.file.name)
    assert "niet meer te lezen" in done(job).error


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_once(kept, people):
    found = kept(NEW)
    preview = previews.preview_of(found)

    def write():
        try:
            importing.apply(found, preview, by=people["anna"])
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Action.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_organisation_that_somebody_merges_at_the_same_moment(kept, people, plan):
    """Whoever comes second waits; then the plan is other than was shown, or it names what the organisation became."""
    old, new = (factories.organisation(region=plan.region, name=name) for name in ("Zorgbelang", "Zorgstem"))
    found = kept(NEW)
    preview, merged, outcome = previews.preview_of(found), Event(), []

    def merge():
        with transaction.atomic():
            organisations.merge(old, new, by=people["anna"])
            merged.set()
            time.sleep(0.7)
        connection.close()

    def write():
        merged.wait()
        try:
            importing.apply(found, preview, by=people["anna"])
            outcome.append("written")
        except importing.PlanChanged:
            outcome.append("changed")
        finally:
            connection.close()

    threads = [Thread(target=merge), Thread(target=write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    leads = [[one.name for one in action.leads.all()] for action in Action.objects.all()]
    assert (outcome, leads) in ((["changed"], []), (["written"], [["Zorgstem"]]))


# --- Taking back ---


def test_undo_puts_everything_back(kept, action, people, line):
    action.number = "1.7"
    action.save()
    factories.goal(action=action, text="Oud doel")
    before, content = everything(), content_of(action)
    found = kept(NEW, f"2;{action.number};{action.what};Anders;Regio;Nieuw doel;2027;€ 100;")
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    found.refresh_from_db()
    assert (found.counts["new"], found.counts["changed"]) == (1, 1)
    undoing.undo(found, by=people["anna"])
    found.refresh_from_db()
    action.refresh_from_db()
    assert (content_of(action), action.line, action.theme) == (content, line, None)
    for kind in (ActionLine, FundingSource, Organisation, Theme, Cost):
        assert list(kind.objects.order_by("pk").values()) == before[kind.__name__]
    assert Action.objects.count() == 1
    assert found.undone_by == people["anna"]
    assert action.history.first().history_change_reason == "Inlezen van plan.csv ongedaan gemaakt"
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(found, by=people["anna"])


@pytest.mark.parametrize("what", ["edited", "reported", "moved", "released"])
def test_undo_leaves_what_somebody_went_on_with_and_names_it(read_in, action, people, what):
    before = content_of(action)
    found = read_in(NEW, changed_row(action))
    new = Action.objects.get(what="Spiegelgroep")
    if what == "edited":
        content = replace(content_of(new), how="Door")
        editing.edit_action(new, content=content, version=new.version, reason="", by=people["anna"])
    elif what == "reported":
        ProgressUpdate.objects.create(action=new, on="2026-11-01", text="Begonnen")
    elif what == "moved":
        move_action(new, line=action.line, theme=None, by=people["anna"])
    else:
        new.released_at = new.updated_at = timezone.now()
        new.save()
    done = undoing.undo(found, by=people["anna"])
    action.refresh_from_db()
    assert (content_of(action), Action.objects.count()) == (before, 2)
    assert [one for one, _why in done.stays] == [new]
    found.refresh_from_db()
    assert [row["id"] for row in found.outcome["stays"]] == [new.pk]


def test_undo_is_refused_when_nothing_is_left_to_take_back(read_in, people):
    found = read_in(NEW)
    new = Action.objects.get()
    editing.edit_action(new, content=replace(content_of(new), how="Door"), version=0, reason="", by=people["anna"])
    before = everything()
    with pytest.raises(undoing.CannotUndo, match="sindsdien bewerkt"):
        undoing.undo(found, by=people["anna"])
    assert everything() == before


def test_undo_closes_what_was_public_at_once(kept, people):
    found = kept(NEW)
    found.release = True
    found.save()
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    found.refresh_from_db()
    undoing.undo(found, by=people["anna"])
    action = Action.objects.get()
    assert (action.status, action.updates.get().text) == ("stopped", "Inlezen van plan.csv ongedaan gemaakt")


def test_an_action_that_is_gone_is_no_hindrance(read_in, action, people):
    found = read_in(NEW, changed_row(action))
    Action.objects.get(what="Spiegelgroep").delete()
    assert len(undoing.undo(found, by=people["anna"]).restored) == 1


def test_changing_and_undoing_take_as_many_queries_for_many_rows(kept, line, people):
    """Also with goals and costs that change; one line of history each."""
    counts = []
    for size in (2, 12):
        numbers = [f"{size}{place:02}" for place in range(size)]
        for how, year in (("Eerst", 2026), ("Anders", 2027)):
            rows = [f"1;{one};Actie {one};{how};GGD;Doel {how};{year};€ {year} (uit DUVO);gepland" for one in numbers]
            found = kept(*rows)
            preview = previews.preview_of(found)
            with CaptureQueriesContext(connection) as applying:
                importing.apply(found, preview, by=people["anna"])
        assert preview.counts["changed"] == size
        found.refresh_from_db()
        with CaptureQueriesContext(connection) as taking_back:
            undoing.undo(found, by=people["anna"])
        counts.append((len(applying), len(taking_back)))
        assert {a.history.count() for a in Action.objects.filter(number__in=numbers)} == {3}
    assert counts[0] == counts[1]


def test_a_line_that_others_use_by_now_stays_after_undo(read_in, people):
    found = read_in(NEW)
    factories.action(line=ActionLine.objects.get(number=3), what="Van een ander")
    undoing.undo(found, by=people["anna"])
    assert [action.what for action in ActionLine.objects.get(number=3).actions.all()] == ["Van een ander"]


def test_an_unknown_kind_of_job_is_not_started(kept, people):
    with pytest.raises(LookupError):
        jobs.start("plan-raden", title="", by=people["anna"])


def test_an_export_without_actions_is_refused(plan, people):
    found = select(filter_of(plan, QueryDict(), people["anna"]), people["anna"])
    with pytest.raises(Refused, match="geen enkele actie"):
        importing.keep_file(plan, content=files.write(found, "xlsx"), name="plan.xlsx", by=people["anna"])
