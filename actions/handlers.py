"""The jobs of plans. Safe to run twice: what a job makes and its end are written in one transaction."""

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.exports import files, selection
from actions.imports import previews, readings
from actions.imports.proposals import Preview
from actions.models import PlanExport, PlanImport, Programme
from actions.services import exporting, importing
from jobs.incoming import flow
from jobs.models import Job
from jobs.progress import JobFailed, Progress
from tables.model import Refused

CHANGED = gettext_lazy(
    "Het plan is intussen gewijzigd. Er is niets overgenomen; bekijk het voorbeeld opnieuw en bevestig dan."
)


def read_plan(job: Job, progress: Progress) -> None:
    """Read a large file, for the preview. Why it cannot be read is kept."""
    found = flow.of_job(job, PlanImport.objects.select_related("programme__region"))
    if found.applied_at or found.refused:
        return
    progress(5, _("Het bestand wordt gelezen."))
    try:
        tables = readings.tables_in(found)
        progress(50, _("De acties worden gezocht."))
        reading = readings.read(found, tables)
    except (Refused, FileNotFoundError) as reason:
        refused = reason if isinstance(reason, Refused) else Refused(_("Het bestand is weg. Lees het opnieuw in."))
        flow.refuse(found, refused)
        raise JobFailed(str(refused)) from reason
    kept = readings.to_keep(found, tables, reading)
    with progress.result(found.get_absolute_url()):
        found.keep_reading(kept)


def import_plan(job: Job, progress: Progress) -> None:
    """Write a confirmed import into the plan, all or nothing."""
    found = flow.of_job(job, PlanImport.objects.select_related("programme__region"))
    if found.applied_at:
        return
    if not job.created_by.has_perm("actions.change_planimport", found):
        raise JobFailed(_("U mag dit plan niet meer wijzigen. Vraag de beheerder om toegang. Er is niets veranderd."))
    progress(5, _("Het bestand wordt gelezen en met het plan vergeleken."))
    preview = _preview(found)
    progress(60, _("De acties worden in het plan gezet."))
    try:
        with progress.result(found.get_absolute_url()):
            importing.apply(found, preview, by=job.created_by)
    except importing.PlanChanged as reason:
        raise JobFailed(str(CHANGED)) from reason
    except importing.NotConfirmed as reason:
        raise JobFailed(str(reason)) from reason


def _preview(found: PlanImport) -> Preview:
    """The preview, that must still be the one that was confirmed."""
    try:
        preview = previews.preview_of(found)
    except (Refused, FileNotFoundError) as reason:
        raise JobFailed(_("Het bestand is niet meer te lezen. Er is niets veranderd; lees het opnieuw in.")) from reason
    if preview.fingerprint != found.fingerprint:
        raise JobFailed(str(CHANGED))
    return preview


def export_plan(job: Job, progress: Progress) -> None:
    """Make a large file of a plan: with what its maker may see now."""
    progress(2, _("De acties worden verzameld."))
    found = PlanExport.objects.select_related("programme__region").filter(pk=job.subject_id or 0).first()
    if found is None:
        raise JobFailed(_("Deze download is verlopen. Maak het bestand opnieuw op de pagina van het plan."))
    if not Programme.objects.visible_to(job.created_by).filter(pk=found.programme_id).exists():
        raise JobFailed(_("U mag dit programma niet meer zien. Vraag de beheerder om toegang."))
    form = selection.filter_of(found.programme, QueryDict(found.query), job.created_by)
    if not form.is_valid():
        raise JobFailed(_("Een van de filters bestaat niet meer. Kies opnieuw op de pagina van het plan."))
    made_with = exporting.rights_of(found, job.created_by)
    plan = selection.select(form, job.created_by)
    share = 85 / max(len(plan.actions), 1)
    progress(10, _("Het bestand wordt geschreven."))
    content = files.write(plan, found.format, lambda done: progress(int(10 + done * share)))
    progress(96, _("Het bestand wordt bewaard."))
    with progress.result(exporting.address(found)):
        holds = [action.pk for action in plan.actions]
        exporting.keep(found, content, key=str(job.key), holds=holds, made_with=made_with)


def delete_exports() -> int:
    """Delete files of plans that are a week old, and files that a killed worker left behind; gives how many."""
    return exporting.delete_orphans() + exporting.delete_old()
