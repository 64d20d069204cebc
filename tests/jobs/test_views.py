"""The progress page: only for who started the job."""

import uuid

import pytest
from django.urls import reverse

from jobs.models import Job
from tests import factories

FRAGMENT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def job(people):
    return factories.job(
        created_by=people["bram"], title="Evaluatie maken", state="running", progress=40, message="Lezen."
    )


@pytest.mark.parametrize(
    ("who", "status"), [("bram", 200), ("sam", 200), ("anna", 404), ("carla", 404), ("olga", 404), (None, 302)]
)
@pytest.mark.parametrize("name", ["detail", "retry"])
def test_only_the_starter_sees_a_job(client, people, job, who, status, name):
    Job.objects.update(state="failed")
    if who:
        client.force_login(people[who])
    address = reverse(f"jobs:{name}", args=[job.key])
    response = client.get(address) if name == "detail" else client.post(address)
    expected = 302 if name == "retry" and status == 200 else status
    assert response.status_code == expected
    job.refresh_from_db()
    assert job.state == ("queued" if name == "retry" and status == 200 else "failed")
    if who is None:
        assert response.url == f"{reverse('account_login')}?next={address}"


def test_an_unknown_job_is_not_found(client, people):
    client.force_login(people["sam"])
    assert client.get(reverse("jobs:detail", args=[uuid.uuid4()])).status_code == 404


def test_a_page_shows_a_bar_and_asks_again(client, people, job):
    client.force_login(people["bram"])
    page = client.get(job.get_absolute_url()).content.decode()
    assert (
        '<progress class="meter" max="100" value="40" aria-label="Voortgang: Evaluatie maken">40 %</progress>' in page
    )
    assert 'role="status" aria-live="polite"\n  >Lezen.</p>' in page
    assert f'hx-get="{job.get_absolute_url()}?gezien=running%20Lezen." hx-trigger="load delay:1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page


def test_a_fragment_repeats_the_sentence_only_when_it_changed(client, people, job):
    client.force_login(people["bram"])
    same = client.get(job.get_absolute_url(), {"gezien": "running Lezen."}, **FRAGMENT).content.decode()
    other = client.get(job.get_absolute_url(), {"gezien": "queued "}, **FRAGMENT).content.decode()
    assert ("<html" in same, "job-status" in same, "<progress" in same) == (False, False, True)
    assert 'hx-swap-oob="innerHTML"\n  >Lezen.</p>' in other


def test_a_finished_job_links_to_its_result_and_stops_asking(client, people, job):
    Job.objects.update(state="done", progress=100, message="", result_url="/regios/noordland/evaluaties/1/")
    client.force_login(people["bram"])
    page = client.get(job.get_absolute_url()).content.decode()
    assert 'href="/regios/noordland/evaluaties/1/">Naar het resultaat</a>' in page
    assert ("hx-get" in page, "<progress" in page, "http-equiv" in page) == (False, False, False)


def test_a_failed_job_says_why_and_can_be_tried_again(client, people, job):
    Job.objects.update(state="failed", message="", error="Het bestand is leeg.")
    client.force_login(people["bram"])
    page = client.get(job.get_absolute_url()).content.decode()
    assert "<strong>Mislukt.</strong> Het bestand is leeg." in page
    assert f'<form method="post" action="{reverse("jobs:retry", args=[job.key])}">' in page
    assert client.post(reverse("jobs:retry", args=[job.key])).url == job.get_absolute_url()


def test_a_page_is_never_kept(client, people, job):
    client.force_login(people["bram"])
    assert "no-store" in client.get(job.get_absolute_url())["Cache-Control"]


@pytest.mark.parametrize("seen", ["x" * 100_000, "\x00", "é"])
def test_strange_input_is_no_problem(client, people, job, seen):
    client.force_login(people["bram"])
    assert client.get(job.get_absolute_url(), {"gezien": seen}, **FRAGMENT).status_code == 200


def test_a_job_can_only_be_tried_again_by_posting(client, people, job):
    client.force_login(people["bram"])
    answer = client.get(reverse("jobs:retry", args=[job.key]))
    assert (answer.status_code, answer["Allow"], "hoort bij een knop" in answer.content.decode()) == (405, "POST", True)


def test_head_works_where_get_does(client, db):
    job = factories.job()
    client.force_login(job.created_by)
    response = client.head(job.get_absolute_url())
    assert (response.status_code, response.content) == (200, b"")
