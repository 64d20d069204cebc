"""The jobs of plans. Safe to run twice: what a job makes and its end are written in one transaction."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.imports.proposals import Preview
from actions.models import PlanImport
from actions.services import importing
from jobs.models import Job
from jobs.progress import JobFailed, Progress
from tables.model import Refused

CHANGED = gettext_lazy(
    "Het plan is intussen gewijzigd. Er is niets overgenomen; bekijk het voorbeeld opnieuw en bevestig dan."
)


def import_plan(job: Job, progress: Progress) -> None:
    """Write a confirmed import into the plan, all or nothing."""
    found = PlanImport.objects.select_related("programme__region").filter(pk=job.subject_id or 0).first()
    if found is None:
        raise JobFailed(_("Dit bestand is weggehaald. Er is niets veranderd."))
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


def _preview(found: PlanImport) -> Preview:
    """The preview, that must still be the one that was confirmed."""
    try:
        preview = importing.preview_of(found)
    except (Refused, FileNotFoundError) as reason:
        raise JobFailed(_("Het bestand is niet meer te lezen. Er is niets veranderd; lees het opnieuw in.")) from reason
    if preview.fingerprint != found.fingerprint:
        raise JobFailed(str(CHANGED))
    return preview
