"""Making evaluations and their reports."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Programme
from actions.services import classifying
from evaluations.models import Evaluation
from jobs import services as jobs
from jobs.models import Job
from municipalities.models.recorded import double_click


@transaction.atomic
def create(
    programme: Programme, *, title: str, introduction: str, conclusion: str, classification: str, by: User
) -> Evaluation:
    """Make an evaluation and start the job that makes its report. A second click gives the same evaluation."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # two clicks: one after the other
    same = {
        "programme": programme,
        "title": title,
        "introduction": introduction,
        "conclusion": conclusion,
        "classification": classification,
        "created_by": by,
    }
    clicked = Evaluation.objects.filter(**same, created_at__gte=double_click()).first()
    if clicked:
        return clicked
    evaluation = Evaluation.objects.create(**same)
    make_report(evaluation, by=by)
    return evaluation


@transaction.atomic
def rewrite(evaluation: Evaluation, *, title: str, introduction: str, conclusion: str, by: User) -> Job:
    """Change the texts of an evaluation and make its report again.

    The report of the old texts is gone at once: what was internal must not become public while the new one is made.
    That also opens what was called back: somebody read its texts again, and its file is no more.
    """
    found = Evaluation.objects.select_for_update().get(pk=evaluation.pk)  # its classification is as it is now
    _drop_file(found)
    found.title, found.introduction, found.conclusion = title, introduction, conclusion
    found.closed_at, found.closed_by, found.closed_for = None, None, None
    found.save()
    return make_report(found, by=by)


@transaction.atomic
def classify(evaluation: Evaluation, *, by: User, **values: Any) -> bool:
    """Say who may read the report. Its file goes, and is made again with the stamp that belongs to that.

    What was called back keeps its file, for the few who may read that. False: nothing changed.
    """
    if not classifying.classify(evaluation, by=by, **values):
        return False
    found = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if found.pdf and not found.closed_at:
        _drop_file(found)
        found.save()
        make_report(found, by=by)
    return True


def _drop_file(evaluation: Evaluation) -> None:
    """Take the file off an evaluation that is about to be saved."""
    if evaluation.pdf.name:
        transaction.on_commit(partial(evaluation.pdf.storage.delete, evaluation.pdf.name))
    evaluation.pdf, evaluation.rendered_at = "", None


@transaction.atomic
def make_report(evaluation: Evaluation, *, by: User) -> Job:
    """Start the job that makes the report, unless one waits already: that one reads what is true when it begins."""
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)  # two clicks: one after the other
    waiting = Job.objects.about(Evaluation.JOB, evaluation.pk).waiting().first()
    if waiting:
        return waiting
    return jobs.start(
        Evaluation.JOB,
        subject_id=evaluation.pk,
        title=_("Rapport maken: %(title)s") % {"title": evaluation.title},
        by=by,
        result_url=evaluation.get_absolute_url(),
    )
