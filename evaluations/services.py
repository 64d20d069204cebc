"""Making evaluations and their reports."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import trace
from accounts.models import User
from actions.models import Programme
from evaluations.models import Evaluation
from jobs import services as jobs
from jobs.models import Job
from municipalities.models.recorded import double_click


@transaction.atomic
def create(
    programme: Programme, *, title: str, introduction: str, conclusion: str, is_public: bool, by: User
) -> Evaluation:
    """Make an evaluation and start the job that makes its report. A second click gives the same evaluation."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # two clicks: one after the other
    same = {
        "programme": programme,
        "title": title,
        "introduction": introduction,
        "conclusion": conclusion,
        "is_public": is_public,
        "created_by": by,
    }
    clicked = Evaluation.objects.filter(**same, created_at__gte=double_click()).first()
    if clicked:
        return clicked
    evaluation = Evaluation.objects.create(**same)
    make_report(evaluation, by=by)
    return evaluation


@transaction.atomic
def rewrite(
    evaluation: Evaluation, *, title: str, introduction: str, conclusion: str, is_public: bool, by: User
) -> Job:
    """Change the texts of an evaluation and make its report again.

    The report of the old texts is gone at once: what was internal must not become public while the new one is made.
    That also opens what was called back: somebody read its texts again, and its file is no more.
    """
    if evaluation.pdf.name:
        transaction.on_commit(partial(evaluation.pdf.storage.delete, evaluation.pdf.name))
    evaluation.title, evaluation.introduction, evaluation.conclusion = title, introduction, conclusion
    evaluation.is_public, evaluation.pdf, evaluation.rendered_at = is_public, "", None
    evaluation.closed_at, evaluation.closed_by, evaluation.closed_for = None, None, None
    evaluation.save()
    return make_report(evaluation, by=by)


@transaction.atomic
def publish(evaluation: Evaluation, *, is_public: bool, by: User) -> None:
    """Let everybody read the report, or only the region; it is made again, with the stamp that belongs to that."""
    found = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if found.is_public == is_public:
        return
    Evaluation.objects.filter(pk=found.pk).update(is_public=is_public)
    region = evaluation.programme.region
    kind = trace.Kind.RELEASED if is_public else trace.Kind.WITHDRAWN
    trace.record(kind, by=by, on=evaluation, region_id=region.pk, place_name=region.name)
    if found.pdf and not found.closed_at:
        make_report(evaluation, by=by)


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
