"""A job is claimed once, says how far it is, and ends once."""

import datetime
import threading

import psycopg2
import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from jobs import progress as progress_module
from jobs import running, services
from jobs.models import Job
from jobs.progress import JobFailed, Progress, TakenOver
from tests import factories

UNEXPECTED = "Er ging iets mis bij ons. Probeer het opnieuw. Lukt het dan nog niet, meld het bij de beheerder."


def test_a_job_is_done_by_its_handler(job_for):
    seen = []
    job = job_for(lambda job, progress: seen.append((job.pk, job.state, job.attempts)))
    running.run(job.pk)
    assert seen == [(job.pk, "running", 1)]
    job.refresh_from_db()
    assert (job.state, job.progress, job.message, job.error, job.attempts) == ("done", 100, "", "", 1)
    assert job.finished_at is not None


def test_a_second_message_does_nothing(job_for):
    seen = []
    job = job_for(lambda job, progress: seen.append(job.pk))
    running.run(job.pk)
    running.run(job.pk)
    assert seen == [job.pk]


def test_a_message_for_a_job_that_is_gone_does_nothing(db):
    running.run(404)


def test_only_one_of_two_claims_gets_the_job(db):
    job = factories.job()
    first, second = running.claim(job.pk), running.claim(job.pk)
    assert (first.attempts, second) == (1, None)


def test_what_the_handler_says_is_shown(job_for):
    seen = []

    def handler(job, progress):
        progress(30, "De gegevens worden gelezen.")
        seen.append(Job.objects.values_list("progress", "message").get(pk=job.pk))

    running.run(job_for(handler).pk)
    assert seen == [(30, "De gegevens worden gelezen.")]


def test_progress_is_written_at_most_twice_a_second(job_for, django_assert_num_queries):
    def handler(job, progress):
        progress(1, "Bezig.")
        with django_assert_num_queries(0):
            for percent in range(2, 100):
                progress(percent)

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")


@pytest.mark.parametrize(("given", "kept"), [(-5, 0), (140, 100)])
def test_a_percentage_stays_between_0_and_100(job_for, given, kept):
    job = running.claim(job_for(lambda job, progress: None).pk)
    Progress(job)(given, "x" * 300)
    job.refresh_from_db()
    assert (job.progress, job.message) == (kept, "x" * 200)


def test_an_expected_failure_shows_its_own_sentence(job_for):
    def handler(job, progress):
        raise JobFailed("Dit bestand is geen Word-bestand.")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, job.message) == ("failed", "Dit bestand is geen Word-bestand.", "")


def test_an_unexpected_failure_is_logged_and_shows_a_plain_sentence(job_for, caplog):
    def handler(job, progress):
        raise ZeroDivisionError("secret detail")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", UNEXPECTED)
    assert [record.exc_info[0] for record in caplog.records if record.levelname == "ERROR"] == [ZeroDivisionError]


def test_a_kind_without_handler_fails(db):
    job = factories.job(kind="niemand")
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", UNEXPECTED)


def take_over(job):
    """Another worker has the job now."""
    Job.objects.filter(pk=job.pk).update(attempts=2, progress=7)


def test_a_worker_that_lost_its_job_is_stopped_by_its_next_word(job_for):
    after = []

    def handler(job, progress):
        take_over(job)
        progress(50, "Nog steeds bezig.")
        after.append("dit mag niet")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (after, job.state, job.progress, job.attempts) == ([], "running", 7, 2)


def test_a_worker_that_lost_its_job_does_not_complete_it(job_for):
    job = job_for(lambda job, progress: take_over(job))
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("running", 2)


def test_a_worker_that_lost_its_job_does_not_fail_it(job_for):
    def handler(job, progress):
        take_over(job)
        raise JobFailed("Te laat.")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("running", "")


@pytest.mark.django_db(transaction=True)
def test_a_result_and_the_end_of_its_job_are_one(job_for):
    def handler(job, progress):
        with progress.result("/klaar/"):
            factories.region(slug="resultaat")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result_url) == ("done", "/klaar/")


@pytest.mark.django_db(transaction=True)
def test_a_result_that_fails_leaves_nothing(job_for):
    def handler(job, progress):
        with progress.result("/klaar/"):
            factories.organisation(name="half")
            raise JobFailed("Toch niet.")

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, job.result_url) == ("failed", "Toch niet.", "")
    assert factories.Organisation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_job_writes_no_result(job_for):
    def handler(job, progress):
        take_over(job)
        with progress.result():
            factories.organisation(name="tweede keer")

    running.run(job_for(handler).pk)
    assert factories.Organisation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_while_the_handler_computes(job_for, monkeypatch):
    monkeypatch.setattr(progress_module, "HEARTBEAT_EVERY", 0.05)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    seen = []

    def handler(job, progress):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=long_ago)
        for _attempt in range(100):
            if Job.objects.get(pk=job.pk).heartbeat_at > long_ago:
                seen.append("klopt")
                return
            threading.Event().wait(0.05)

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (seen, job.state) == (["klopt"], "done")
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("heartbeat")] == []


@pytest.mark.django_db(transaction=True)
def test_the_heart_waits_for_another_writer_and_goes_on(job_for, monkeypatch):
    """On SQLite a transaction holds the only pen: the beat comes after it, and the job ends well."""
    monkeypatch.setattr(progress_module, "HEARTBEAT_EVERY", 0.05)

    def handler(job, progress):
        with transaction.atomic():
            factories.region(slug="lang")
            threading.Event().wait(0.5)

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")


def test_writing_progress_is_one_short_query(job_for, django_assert_num_queries):
    job = running.claim(job_for(lambda job, progress: None).pk)
    progress = Progress(job)
    with django_assert_num_queries(1):
        progress(10, "Bezig.")
    assert connection.in_atomic_block  # the test's own transaction; progress opens none


def test_taken_over_names_the_job(db):
    progress = Progress(factories.job())
    with pytest.raises(TakenOver, match="attempt 0"):
        progress(10, "Bezig.")


@pytest.mark.parametrize("where", ["while it works", "while it writes its result"])
def test_a_job_whose_database_goes_away_is_not_failed_but_done_again(job_for, caplog, where):
    """A restarted server is no fault of the job: it waits for the sweeper, and is done once."""
    done = []

    def handler(job, progress):
        if job.attempts == 1 and where == "while it works":
            raise gone()
        with progress.result("/klaar/"):
            if job.attempts == 1:
                raise gone()
            done.append(job.attempts)

    job = job_for(handler)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, done) == ("running", "", [])
    (line,) = [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert line.exc_info is None

    Job.objects.update(heartbeat_at=timezone.now() - datetime.timedelta(minutes=1))
    services.sweep()
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, done) == ("done", 2, [2])


def gone():
    error = OperationalError("server closed the connection unexpectedly")
    error.__cause__ = psycopg2.OperationalError("server closed the connection unexpectedly")
    return error
