"""Web processes and workers on PostgreSQL, at the same moment: each verb of jobs and of the outbox wins once."""

import datetime

import pytest
from django.core.mail import send_mail
from django.utils import timezone

from jobs import outbox, running, services, tasks
from jobs.models import Job, Mail
from tests import factories
from tests.jobs.mail_server import mail_server
from tests.together import AT_ONCE, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


@pytest.fixture
def sent(monkeypatch):
    ids = []
    monkeypatch.setattr(tasks.run, "apply_async", lambda arguments, **options: ids.append(arguments[0]))
    monkeypatch.setattr(tasks.periodic, "apply_async", lambda arguments, **options: None)
    return ids


def long_ago():
    return timezone.now() - datetime.timedelta(hours=1)


def test_one_claims_a_job(sent):
    for _round in range(ROUNDS):
        job = factories.job()
        claims = together(lambda job=job: running.claim(job.pk))
        job.refresh_from_db()
        assert (sum(claim is not None for claim in claims), job.attempts, job.state) == (1, 1, "running")


def test_one_queues_a_lost_job_again(sent):
    for _round in range(ROUNDS):
        job = factories.job(state="running", attempts=1, heartbeat_at=long_ago())
        assert sum(together(services.sweep)) == 1
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("queued", 1)
        Job.objects.all().delete()
    assert len(sent) == ROUNDS


def test_one_sends_a_waiting_job_again(sent):
    for _round in range(ROUNDS):
        factories.job(queued_at=long_ago())
        assert sum(together(services.sweep)) == 1
        Job.objects.all().delete()
    assert len(sent) == ROUNDS


def test_one_tries_a_failed_job_again(sent):
    for _round in range(ROUNDS):
        job = factories.job(state="failed", attempts=3)
        assert sorted(together(lambda job=job: services.retry(job))) == [False] * (AT_ONCE - 1) + [True]
        job.refresh_from_db()
        assert (job.state, job.attempts_allowed) == ("queued", 6)
    assert len(sent) == ROUNDS


def test_a_job_that_is_claimed_while_it_is_swept_is_done_by_one(sent):
    """A worker comes back to a job that another worker queues again: who lost it writes nothing."""
    for number in range(ROUNDS):
        job = factories.job(state="running", attempts=1, heartbeat_at=long_ago())
        Job.objects.filter(pk=job.pk).update(state="queued" if number % 2 else "running")
        claims = together(lambda job=job: (services.sweep(), running.claim(job.pk))[1])
        assert sum(claim is not None for claim in claims) == 1


def test_one_sends_a_mail(sent, settings):
    settings.EMAIL_BACKEND = "jobs.outbox.Outbox"
    with mail_server(settings) as server:
        for number in range(ROUNDS):
            send_mail("Onderwerp", f"Tekst {number}", None, ["anna@voorbeeld.example"])
        assert sum(together(outbox.deliver)) == ROUNDS
    assert len(server.received) == ROUNDS
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}
