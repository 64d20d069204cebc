"""Starting, trying again, and finding what got lost."""

import datetime

import pytest
from django.utils import timezone

from jobs import models, registry, running, services, tasks
from jobs.clock import DatabaseNow
from jobs.models import Job
from tests import factories

GAVE_UP = "De taak is een paar keer onverwacht gestopt. Probeer het later opnieuw, of meld het bij de beheerder."


@pytest.fixture
def sent(monkeypatch):
    """The ids that were given to the broker."""
    ids = []
    monkeypatch.setattr(tasks.run, "apply_async", lambda arguments, **options: ids.append(arguments[0]))
    return ids


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setitem(registry._handlers, "proef", lambda job, progress: None)
    return "proef"


def ago(seconds):
    return timezone.now() - datetime.timedelta(seconds=seconds)


def running_job(*, beat, attempts=1, **fields):
    return factories.job(state="running", attempts=attempts, heartbeat_at=ago(beat), **fields)


@pytest.mark.django_db(transaction=True)
def test_a_job_is_a_row_first_and_a_message_after_the_commit(kind, sent):
    with services.transaction.atomic():
        job = services.start(kind, subject_id=7, title="Proef", by=factories.user(name="Anna"), result_url="/klaar/")
        assert sent == []
    assert sent == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.subject_id, job.title, job.created_by.name) == ("queued", 7, "Proef", "Anna")
    assert (job.result_url, job.attempts, job.attempts_allowed) == ("/klaar/", 0, 3)


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_that_fails_is_not_sent(kind, sent):
    with services.transaction.atomic():
        services.start(kind, title="Proef", by=factories.user())
        services.transaction.set_rollback(True)
    assert (sent, Job.objects.count()) == ([], 0)


def test_an_unknown_kind_cannot_start(db):
    with pytest.raises(LookupError):
        services.start("bestaat-niet", title="Proef", by=factories.user())
    assert Job.objects.count() == 0


def test_a_long_title_is_cut(kind, db):
    assert len(services.start(kind, title="x" * 1000, by=factories.user()).title) == 200


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_fail_the_request(kind, settings, monkeypatch):
    app = tasks.run.app
    with app.connection_for_write("redis://127.0.0.1:1/0") as nowhere:
        producer = app.amqp.Producer(nowhere, auto_declare=False)
        original = tasks.run.apply_async
        monkeypatch.setattr(
            tasks.run, "apply_async", lambda args, **options: original(args, producer=producer, **options)
        )
        job = services.start(kind, title="Proef", by=factories.user())
    job.refresh_from_db()
    assert job.state == "queued"


def test_a_running_job_with_a_fresh_heartbeat_is_left_alone(db, sent):
    job = running_job(beat=models.STALE_AFTER.total_seconds() - 5)
    assert services.sweep() == 0
    job.refresh_from_db()
    assert (job.state, sent) == ("running", [])


def test_a_job_whose_worker_is_gone_is_queued_again(db, sent):
    job = running_job(beat=models.STALE_AFTER.total_seconds() + 1, message="Halverwege")
    assert services.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.message, job.heartbeat_at, job.attempts, sent) == ("queued", "", None, 1, [job.pk])


def test_a_job_is_queued_again_once_when_workers_sweep_together(db, sent):
    running_job(beat=100)
    assert [services.sweep(), services.sweep()] == [1, 0]
    assert len(sent) == 1


def test_a_job_that_lost_three_workers_fails_with_a_sentence(db, sent):
    job = running_job(beat=100, attempts=3)
    assert services.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.error, sent) == ("failed", GAVE_UP, [])
    assert job.finished_at is not None


def test_a_job_that_waits_long_is_sent_again(db, sent):
    job = factories.job(queued_at=ago(models.RESEND_AFTER.total_seconds() + 1))
    fresh = factories.job()
    assert services.sweep() == 1
    assert sent == [job.pk]
    job.refresh_from_db()
    assert job.queued_at > fresh.queued_at  # the next sweep leaves it alone
    assert services.sweep() == 0


def test_a_worker_that_starts_sends_all_that_waits(db, sent):
    job = factories.job()
    assert services.sweep(resend_all=True) == 1
    assert sent == [job.pk]


def test_finished_jobs_are_left_alone(db, sent):
    for state in ("done", "failed"):
        factories.job(state=state, queued_at=ago(1000), heartbeat_at=ago(1000))
    assert (services.sweep(resend_all=True), sent) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_is_tried_again_with_three_new_attempts(sent):
    job = factories.job(state="failed", attempts=2, error="Mislukt.", finished_at=timezone.now())
    assert services.retry(job) is True
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts, job.attempts_allowed, job.finished_at) == ("queued", "", 2, 5, None)
    assert sent == [job.pk]


@pytest.mark.parametrize("state", ["queued", "running", "done"])
@pytest.mark.django_db(transaction=True)
def test_only_a_failed_job_is_tried_again(sent, state):
    job = factories.job(state=state)
    assert (services.retry(job), sent) == (False, [])


def test_a_killed_job_runs_again_and_ends_once(db, monkeypatch, sent):
    """The whole round: claimed, killed, swept, claimed again; the message that comes back late changes nothing."""
    results = []
    monkeypatch.setitem(registry._handlers, "proef", lambda job, progress: results.append(job.attempts))
    job = factories.job(kind="proef")
    running.claim(job.pk)  # this worker is killed
    Job.objects.filter(pk=job.pk).update(heartbeat_at=ago(100))
    services.sweep()
    running.run(job.pk)
    running.run(job.pk)
    job.refresh_from_db()
    assert (results, job.state, job.attempts) == ([2], "done", 2)


def test_the_same_number_of_queries_for_jobs_that_need_nothing(db, django_assert_num_queries):
    for _count in range(5):
        running_job(beat=1)
    with django_assert_num_queries(2):
        services.sweep()


@pytest.mark.parametrize("state", ["queued", "running"])
def test_another_worker_that_sweeps_meanwhile_sends_nothing_twice(db, monkeypatch, state):
    """Between finding a job and sending it, another worker may have sent it."""
    ids = []

    def send(arguments, **options):
        ids.append(arguments[0])
        if len(ids) == 1:
            services.sweep()

    monkeypatch.setattr(tasks.run, "apply_async", send)
    first, second = (factories.job(state=state, queued_at=ago(1000), heartbeat_at=ago(1000)) for _count in range(2))
    services.sweep()
    assert sorted(ids) == sorted([first.pk, second.pk])


@pytest.mark.parametrize("ahead", [10, 3600])
def test_a_heartbeat_ahead_of_the_clock_is_no_sign_of_life(db, sent, ahead):
    """The clock was set back after the worker died: its last beat must not keep the job for ever."""
    job = running_job(beat=-ahead)
    assert services.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.heartbeat_at, sent) == ("queued", None, [job.pk])


def test_a_clock_that_is_corrected_by_a_second_costs_no_job(db, sent):
    running_job(beat=-1)
    assert (services.sweep(), sent) == (0, [])


def test_a_job_that_waits_since_a_moment_to_come_is_sent_again(db, sent):
    job = factories.job(queued_at=ago(-3600))
    assert (services.sweep(), services.sweep(), sent) == (1, 0, [job.pk])


def test_a_running_job_without_any_heartbeat_is_queued_again(db, sent):
    job = factories.job(state="running", attempts=1)
    assert (services.sweep(), sent) == (1, [job.pk])


def test_the_clock_of_this_process_does_not_count(db, sent, kind, monkeypatch):
    """Web and worker on machines whose clocks differ by an hour, one ahead and one behind: the database's counts."""
    for hours in (-1, 1):
        wrong = timezone.now() + datetime.timedelta(hours=hours)
        monkeypatch.setattr(timezone, "now", lambda wrong=wrong: wrong)
        job = services.start(kind, title="Proef", by=factories.user())
        assert running.claim(job.pk)
        monkeypatch.undo()
        monkeypatch.setitem(registry._handlers, "proef", lambda job, progress: None)
        job.refresh_from_db()
        assert abs(job.queued_at - timezone.now()) < datetime.timedelta(seconds=20)
        assert abs(job.heartbeat_at - timezone.now()) < datetime.timedelta(seconds=20)


def test_a_moment_of_the_database_equals_itself(db):
    """SQLite compares moments as text: with fewer digits than Django writes, a row would not be found by its own."""
    job = factories.job()
    Job.objects.update(queued_at=DatabaseNow())
    job.refresh_from_db()
    assert Job.objects.filter(queued_at=job.queued_at).get() == job
