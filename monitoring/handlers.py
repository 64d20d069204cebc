"""The jobs of figures. Safe to run twice: what a job makes and its end are written in one transaction."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.incoming import flow
from jobs.models import Job
from jobs.progress import JobFailed, Progress
from monitoring.imports.deliveries import DeliveryPlan
from monitoring.models import FigureImport
from monitoring.services import importing
from reading.figures.model import Reading
from tables.model import Refused

CHANGED = gettext_lazy(
    "Er zijn intussen andere cijfers geladen. Er is niets overgenomen. Bekijk het voorbeeld opnieuw en bevestig dan."
)


def read_figures(job: Job, progress: Progress) -> None:
    """Read large files, for the preview. Files that cannot be read are not kept."""
    found = _import(job)
    if found.is_read or found.applied_at:
        return
    reading, plans = _read(found, job, progress)
    progress(60, _("De cijfers worden vergeleken met wat er al is."))
    try:
        preview = importing.looked_at(found, reading, plans)
    except Refused as reason:
        raise _refused(found, reason) from reason
    with progress.result(found.get_absolute_url()):
        importing.keep_preview(found, preview)


def import_figures(job: Job, progress: Progress) -> None:
    """Write confirmed figures, all or nothing."""
    found = _import(job)
    if found.applied_at:
        return
    if not job.created_by.has_perm("monitoring.apply_figureimport", found):
        raise JobFailed(_("U mag deze cijfers niet (meer) overnemen. Bied ze aan de cijferbeheerder aan."))
    reading, plans = _read(found, job, progress)
    progress(40, _("De cijfers worden vergeleken met wat er al is."))
    try:
        importing.checked(found, reading, plans)
    except importing.NotAsSeen as reason:
        raise JobFailed(str(CHANGED)) from reason
    progress(60, _("De cijfers worden overgenomen."))
    with progress.result(found.get_absolute_url()):
        importing.apply(found, plans, by=job.created_by)


def _import(job: Job) -> FigureImport:
    found = flow.of_job(job, FigureImport.objects.select_related("programme__region"))
    if not job.created_by.has_perm("monitoring.change_figureimport", found):
        raise JobFailed(_("U mag voor deze regio geen cijfers meer inlezen. Vraag de beheerder om toegang."))
    return found


def _read(found: FigureImport, job: Job, progress: Progress) -> tuple[Reading, list[DeliveryPlan]]:
    progress(5, _("De bestanden worden gelezen."))
    if found.refused:
        raise JobFailed(_("De bestanden kunnen niet worden gelezen. Op hun pagina staat waarom."))
    try:
        return importing.read(found, by=job.created_by)
    except Refused as reason:
        raise _refused(found, reason) from reason


def _refused(found: FigureImport, reason: Refused) -> JobFailed:
    """Keep why; of exact counts the reason may quote the file: its page says it, the job does not."""
    found.save(update_fields=["veilig_thuis"])
    flow.refuse(found, reason)
    said = _("De bestanden kunnen niet worden gelezen. Op hun pagina staat waarom.")
    return JobFailed(said if found.is_exact else str(reason))
