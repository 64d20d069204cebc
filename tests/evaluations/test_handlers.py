"""The job that makes the PDF: once, whole, and only for who may."""

import datetime

import pytest
from django.utils import timezone

from evaluations import handlers, pdf, services
from evaluations.models import Evaluation
from jobs import running
from jobs import services as job_services
from jobs.models import Job
from tests import factories
from tests.evaluations.conftest import files

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evaluation(people, action, monkeypatch):
    """An evaluation of Bram whose layout takes no time; test_pdf.py tests the real one."""
    monkeypatch.setattr(pdf, "render", lambda context, said: said(50) or b"%PDF-1.7 klein")
    return factories.evaluation(programme=action.programme, title="Evaluatie", created_by=people["bram"])


def make(evaluation, by):
    job = services.make_report(evaluation, by=by)
    running.run(job.pk)
    job.refresh_from_db()
    evaluation.refresh_from_db()
    return job


def test_a_job_makes_the_file_and_says_where(evaluation, people, media):
    job = make(evaluation, people["bram"])
    assert (job.state, job.progress, job.result_url) == ("done", 100, evaluation.get_absolute_url())
    assert files(media) == [f"{evaluation.pk}-{job.key}.pdf"]
    assert (media / evaluation.pdf.name).read_bytes() == b"%PDF-1.7 klein"
    assert (timezone.now() - evaluation.rendered_at).total_seconds() < 60


def test_a_second_message_makes_no_second_file(evaluation, people, media):
    job = make(evaluation, people["bram"])
    before = evaluation.rendered_at
    running.run(job.pk)
    evaluation.refresh_from_db()
    assert (len(files(media)), evaluation.rendered_at) == (1, before)


def test_making_it_again_replaces_the_file(evaluation, people, media):
    make(evaluation, people["bram"])
    job = make(evaluation, people["bram"])
    assert files(media) == [f"{evaluation.pk}-{job.key}.pdf"]


def test_a_killed_attempt_leaves_nothing_that_counts(evaluation, people, media, monkeypatch):
    """Killed between the file and the commit: the next attempt writes the same file and the row follows."""
    job = services.make_report(evaluation, by=people["bram"])
    with monkeypatch.context() as patch:
        patch.setattr(Evaluation, "save", lambda *args, **kwargs: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            running.run(job.pk)
    evaluation.refresh_from_db()
    assert (evaluation.pdf.name, len(files(media))) == ("", 1)
    Job.objects.update(heartbeat_at=timezone.now() - datetime.timedelta(minutes=5))
    job_services.sweep()
    running.run(job.pk)
    evaluation.refresh_from_db()
    assert files(media) == [f"{evaluation.pk}-{job.key}.pdf"]
    assert evaluation.pdf.name == f"evaluaties/{evaluation.pk}-{job.key}.pdf"


def test_a_worker_that_lost_its_job_writes_no_file(evaluation, people, media, monkeypatch):
    def slow(context, said):
        Job.objects.update(attempts=2)  # another worker has it now
        return b"te laat"

    monkeypatch.setattr(pdf, "render", slow)
    job = make(evaluation, people["bram"])
    assert (job.state, files(media), evaluation.pdf.name) == ("running", [], "")


def fails(evaluation, by):
    job = make(evaluation, by)
    assert job.state == "failed"
    return job.error


def test_who_lost_access_makes_no_report(evaluation, people, media):
    assert fails(evaluation, people["carla"]) == (
        "U mag geen rapporten meer maken voor deze regio. Vraag de beheerder om toegang."
    )
    assert files(media) == []


def test_a_programme_that_is_not_public_gets_no_report(evaluation, people, media):
    type(evaluation.programme).objects.update(classification="internal")
    assert fails(evaluation, people["bram"]) == (
        "Dit programma is niet openbaar. Een rapport bevat alleen openbare informatie."
    )
    assert files(media) == []


def test_an_evaluation_that_is_gone_gets_no_report(evaluation, people, media):
    job = services.make_report(evaluation, by=people["bram"])
    evaluation.delete()
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Deze evaluatie is verwijderd. Er is geen rapport gemaakt.")


def test_two_clicks_are_one_job(evaluation, people):
    assert services.make_report(evaluation, by=people["bram"]) == services.make_report(evaluation, by=people["anna"])
    assert Job.objects.count() == 1


def test_a_file_that_nobody_points_to_is_removed(evaluation, people, media):
    make(evaluation, people["bram"])
    kept = files(media)
    (media / "evaluaties" / "wees.pdf").write_bytes(b"half")
    assert handlers.delete_orphans() == 1
    assert files(media) == kept


def test_nothing_is_removed_while_a_report_is_made(evaluation, people, media):
    make(evaluation, people["bram"])
    services.make_report(evaluation, by=people["bram"])
    (media / "evaluaties" / "bijna-klaar.pdf").write_bytes(b"bijna")
    assert handlers.delete_orphans() == 0
    assert len(files(media)) == 2


def test_without_files_there_is_nothing_to_remove(media):
    assert handlers.delete_orphans() == 0
