"""Large files of a plan: made by a job, for its maker only, and gone after a week."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import handlers
from actions.models import Action, PlanExport
from actions.services import exporting
from jobs import running
from jobs.models import Job
from reading.plans.reader import read_plan
from tables.reading import read_tables
from tests import factories


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def many(line):
    """One action more than a request writes at once; the last one is secret."""
    now = timezone.now()
    Action.objects.bulk_create(
        Action(programme=line.programme, line=line, what=f"Actie {n}", position=n, released_at=now, updated_at=now)
        for n in range(exporting.AT_ONCE + 1)
    )
    factories.action(line=line, what="Geheim", classification="secret", position=999)


def ask(client, region, kind="xlsx", query=""):
    return client.get(reverse("actions:export", args=[region.slug, kind]) + query)


def run(job):
    running.run(job.pk)
    job.refresh_from_db()
    return job


def whats(content, kind="xlsx"):
    return [row.what for row in read_plan(read_tables(content, filename=f"plan.{kind}")).rows]


def download(client, job):
    response = client.get(job.result_url)
    return b"".join(response.streaming_content) if response.status_code == 200 else response.status_code


@pytest.mark.parametrize(("who", "last"), [("anna", "Geheim"), ("bram", f"Actie {exporting.AT_ONCE}")])
def test_a_job_makes_what_its_maker_may_see(client, many, region, people, who, last):
    client.force_login(people[who])
    response = ask(client, region)
    job = Job.objects.get()
    assert response["Location"] == job.get_absolute_url()
    run(job)
    assert (job.state, job.result_url) == ("done", reverse("actions:export-file", args=[PlanExport.objects.get().pk]))
    assert whats(download(client, job))[-1] == last


def test_the_filters_go_along(client, many, region, people, line):
    Action.objects.exclude(what="Actie 0").update(status="running")
    client.force_login(people["anna"])
    ask(client, region, "csv", "?status=running&weergave=tijdlijn")
    job = run(Job.objects.get())
    assert "Actie 0" not in whats(download(client, job), "csv")


def test_few_actions_come_at_once(client, action, region, people):
    client.force_login(people["anna"])
    assert ask(client, region).status_code == 200
    assert not Job.objects.exists()


@pytest.mark.parametrize(("kind", "found"), [("csv", True), ("ods", True), ("xlsx", False), ("docx", False)])
def test_a_visitor_gets_what_is_quick_or_hears_how_to_go_on(client, many, region, kind, found):
    response = ask(client, region, kind)
    assert response.status_code == 200
    assert ("attachment" in response.get("Content-Disposition", "")) == found
    assert ("Dit bestand is te groot om meteen te maken" in response.content.decode(errors="ignore")) != found
    assert not Job.objects.exists()


def test_nobody_else_downloads_it(client, many, region, people):
    client.force_login(people["anna"])
    ask(client, region)
    job = run(Job.objects.get())
    for who in ("bram", "carla", "sam"):
        client.force_login(people[who])
        assert download(client, job) == 404
    client.logout()
    assert client.get(job.result_url).status_code == 302


def test_rights_are_asked_again_when_the_job_runs(client, many, region, people):
    client.force_login(people["anna"])
    ask(client, region)
    people["anna"].assignments.all().delete()
    region.programmes.update(**factories.classified("secret"))
    job = run(Job.objects.get())
    assert (job.state, job.error) == (
        "failed",
        "U mag dit programma niet meer zien. Vraag de beheerder om toegang.",
    )
    assert PlanExport.objects.get().file.name == ""


def test_a_second_click_is_the_same_job(client, many, region, people):
    client.force_login(people["anna"])
    assert ask(client, region)["Location"] == ask(client, region)["Location"]
    assert ask(client, region, "csv")["Location"] != ask(client, region)["Location"]


def test_running_twice_leaves_one_file(client, many, region, people, media):
    client.force_login(people["anna"])
    ask(client, region)
    job = run(Job.objects.get())
    Job.objects.update(state="queued")
    run(job)
    assert len(list((media / "uitvoer").iterdir())) == 1
    assert whats(download(client, job))[0] == "Actie 0"


def test_files_go_after_a_week_and_orphans_at_once(
    client, many, region, people, media, django_capture_on_commit_callbacks
):
    client.force_login(people["anna"])
    ask(client, region)
    job = run(Job.objects.get())
    (media / "uitvoer" / "wees.xlsx").write_bytes(b"")
    assert handlers.delete_exports() == 1
    assert len(list((media / "uitvoer").iterdir())) == 1
    PlanExport.objects.update(created_at=timezone.now() - datetime.timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        assert handlers.delete_exports() == 1
    assert list((media / "uitvoer").iterdir()) == []
    assert download(client, job) == 404
