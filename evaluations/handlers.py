"""The job that makes the PDF of an evaluation. Safe to run twice: the file and its row are written in one go."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Action, Document
from actions.rules.stamps import Stamp, stamp_of
from evaluations import pdf, snapshot
from evaluations.models import Evaluation
from jobs import files
from jobs.models import Job
from jobs.progress import JobFailed, Progress
from monitoring.models import Delivery

LAYOUT_FROM, LAYOUT_TO = 15, 90  # percent of the bar


def render_pdf(job: Job, progress: Progress) -> None:
    """Read the plan, lay out the report and keep the file. A killed attempt leaves nothing that counts."""
    progress(2, _("De gegevens worden verzameld."))
    evaluation = _evaluation(job)
    today = timezone.localdate()
    report = snapshot.take(evaluation, on=today)
    progress(LAYOUT_FROM, _("De bladzijden worden opgemaakt."))
    # What it reads from the plan is public; its own texts, and so every page, are as its classification says.
    stamp = Stamp() if evaluation.is_public else stamp_of([evaluation])
    share = (LAYOUT_TO - LAYOUT_FROM) / 100
    context = {"report": report, "made_on": today, "stamp": stamp}
    content = pdf.render(context, said=lambda percent: progress(int(LAYOUT_FROM + percent * share)))
    progress(95, _("Het rapport wordt bewaard."))
    with progress.result(evaluation.get_absolute_url()):
        _refuse_withdrawn(report.holds)
        _refuse_classified(evaluation)
        _keep(evaluation, content, name=f"{Evaluation.FOLDER}{evaluation.pk}-{job.key}.pdf", holds=report.holds)


def _evaluation(job: Job) -> Evaluation:
    found = Evaluation.objects.select_related("programme__region").filter(pk=job.subject_id or 0).first()
    if found is None:
        raise JobFailed(_("Deze evaluatie is verwijderd. Er is geen rapport gemaakt."))
    if not job.created_by.has_perm("evaluations.change_evaluation", found):
        raise JobFailed(_("U mag geen rapporten meer maken voor deze regio. Vraag de beheerder om toegang."))
    if not snapshot.is_public(found.programme):
        raise JobFailed(_("Dit programma is niet openbaar. Een rapport bevat alleen openbare informatie."))
    return found


def _refuse_withdrawn(holds: snapshot.Holds) -> None:
    """Raises JobFailed when figures of the report were withdrawn while it was made.

    The lock is the one that withdrawing takes: either that sees this report, or this sees that they are withdrawn.
    """
    used = Delivery.objects.select_for_update().filter(pk__in=holds.deliveries).order_by("pk")
    if any(delivery.withdrawn_at for delivery in used):
        raise JobFailed(_("Intussen zijn cijfers ingetrokken die in dit rapport stonden. Maak het rapport opnieuw."))


def _refuse_classified(evaluation: Evaluation) -> None:
    """Raises JobFailed when the stamp on the pages is not that of the evaluation any more."""
    found = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    names = ("classification", "secret_ground", "secret_body", "secret_on")
    if any(getattr(found, name) != getattr(evaluation, name) for name in names):
        raise JobFailed(_("Intussen wijzigde wie dit rapport mag lezen. Maak het rapport opnieuw."))


def _keep(evaluation: Evaluation, content: bytes, *, name: str, holds: snapshot.Holds) -> None:
    """Write the file under the name of its job, so that another attempt replaces it, and point the evaluation to it."""
    storage = evaluation.pdf.storage
    replaced = evaluation.pdf.name
    evaluation.pdf.name = files.write(name, content)
    evaluation.rendered_at = timezone.now()
    evaluation.contents_known = True
    evaluation.save(update_fields=["pdf", "rendered_at", "contents_known"])
    evaluation.deliveries.set(holds.deliveries)
    evaluation.actions.set(Action.objects.filter(pk__in=holds.actions))  # one may be gone by now
    evaluation.documents.set(Document.objects.filter(pk__in=holds.documents))
    if replaced and replaced != name:
        transaction.on_commit(partial(storage.delete, replaced))


def delete_orphans() -> int:
    """Delete report files that no evaluation points to and no running job may be writing; gives how many."""
    if Job.objects.unfinished().filter(kind=Evaluation.JOB).exists():
        return 0
    return files.delete_loose(Evaluation.FOLDER, set(Evaluation.objects.values_list("pdf", flat=True)))
