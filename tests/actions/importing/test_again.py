"""A confirmed import whose worker was killed: it goes on after edits that are not about it, and else says so."""

from dataclasses import replace

import pytest
from django.urls import reverse

from actions.imports import previews
from actions.models import Action, ActionLine, Theme
from actions.rules.content import content_of
from actions.services import editing, importing
from jobs import services as jobs
from jobs.models import Job
from jobs.running import claim, run
from municipalities.models import Organisation
from tests import factories

NEW = "1;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500 uit DUVO;gepland"
NEW_LINE = "3. Nazorg;9.2;Terugblik;Elk jaar;GGD;Leren;2026;PM;gepland"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def row_of(action, *, how):
    return f"1;;{action.what};{how};;;;;"


def edit(action, people, **change):
    now = Action.objects.get(pk=action.pk)
    content = replace(content_of(now), **change)
    editing.edit_action(now, content=content, version=now.version, reason="", by=people["anna"])


@pytest.fixture
def other(line):
    return factories.action(line=line, what="Buurtteam dat ergens anders over gaat", how="Oud")


@pytest.fixture
def killed(kept, action, other, people):
    """An import that makes two actions, changes one and repeats another; its worker was killed at the beginning."""
    found = kept(NEW, NEW_LINE, row_of(action, how="Anders"), row_of(other, how="Oud"))
    fingerprint = previews.preview_of(found).fingerprint
    job = importing.confirm(found, fingerprint=fingerprint, release=False, by=people["anna"])
    assert claim(job.pk)
    return found, job


def again(job):
    """The sweeper finds the killed job; a worker takes it."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=None, state="queued")
    run(job.pk)
    job.refresh_from_db()
    return job


def make_organisations(plan, **_):
    for name in ("zorgbelang", "GGD", "Anders"):
        factories.organisation(region=plan.region, name=name)


def make_source(plan, **_):
    plan.funding_sources.create(name="DUVO")


def read_another_file(plan, kept, people, **_):
    found = kept("4. Andere lijn;4.1;Iets heel anders;Zo;Zorgbelang en GGD;Doel;2027;€ 5 uit DUVO;gepland")
    importing.apply(found, previews.preview_of(found), by=people["anna"])


def make_the_same_line(plan, **_):
    factories.line(programme=plan, number=7, title="Nazorg")


def make_a_line_with_its_number(plan, **_):
    factories.line(programme=plan, number=3, title="Iets heel anders")


def edit_an_action_it_does_not_name(plan, line, people, **_):
    edit(factories.action(line=line, what="Elders"), people, how="Nieuw")


def edit_an_action_it_only_repeats(plan, other, people, **_):
    edit(other, people, priority="high")


UNRELATED = [
    make_organisations, make_source, read_another_file, make_the_same_line, edit_an_action_it_does_not_name,
    edit_an_action_it_only_repeats,
]  # fmt: skip


@pytest.mark.parametrize("meanwhile", UNRELATED)
def test_what_is_not_about_it_does_not_stop_it(killed, kept, plan, line, other, people, meanwhile):
    _found, job = killed
    meanwhile(plan=plan, kept=kept, line=line, other=other, people=people)
    assert again(job).state == "done"
    assert Action.objects.filter(what__in=["Spiegelgroep", "Terugblik"]).count() == 2
    assert Action.objects.get(what="Spiegelgroep").leads.get().name.lower() == "zorgbelang"
    assert Organisation.objects.filter(region=plan.region, name__iexact="zorgbelang").count() == 1
    assert ActionLine.objects.filter(programme=plan, title="Nazorg").count() == 1
    assert Theme.objects.count() == 0


def edit_an_action_it_changes(action, people, **_):
    edit(action, people, priority="high")


def edit_what_it_repeats(action, other, people, **_):
    edit(other, people, how="Intussen anders")


def add_the_action_it_adds(action, line, people, **_):
    factories.action(line=line, what="Spiegelgroep")


def remove_the_action_it_changes(action, **_):
    Action.objects.filter(pk=action.pk).delete()


RELATED = [
    edit_an_action_it_changes, edit_what_it_repeats, add_the_action_it_adds, remove_the_action_it_changes,
    make_a_line_with_its_number,
]  # fmt: skip


@pytest.mark.parametrize("meanwhile", RELATED)
def test_what_is_about_it_stops_it_and_shows_the_preview_again(client, killed, action, line, other, people, meanwhile):
    found, job = killed
    meanwhile(plan=found.programme, action=action, line=line, other=other, people=people)
    before = Action.objects.count()
    job = again(job)
    assert (job.state, Action.objects.count()) == ("failed", before)
    client.force_login(people["anna"])
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Het plan is intussen gewijzigd. Er is niets overgenomen" in page
    assert f'href="{found.get_absolute_url()}">Voorbeeld opnieuw bekijken</a>' in page
    preview = client.get(found.get_absolute_url())
    confirmed = {"fingerprint": preview.context["shown"].preview.fingerprint, "release": "later"}
    client.post(reverse("actions:import-confirm", args=[found.programme.region.slug, found.pk]), confirmed)
    anew = Job.objects.exclude(pk=job.pk).get()
    run(anew.pk)
    anew.refresh_from_db()
    assert anew.state == "done"


def test_the_sweeper_takes_the_killed_one_up(killed, plan, settings):
    found, job = killed
    make_organisations(plan)
    Job.objects.filter(pk=job.pk).update(heartbeat_at="2026-01-01T00:00:00Z")
    assert jobs.sweep() == 1
    run(job.pk)
    found.refresh_from_db()
    assert found.applied_at
