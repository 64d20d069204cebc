"""Doing a job: claim it, run its handler, say how it ended. Safe when the message comes twice."""

import logging

from django.db.models import F
from django.utils.translation import gettext as _

from jobs import outages, registry, room
from jobs.clock import DatabaseNow
from jobs.models import Job
from jobs.progress import JobFailed, Progress, TakenOver

logger = logging.getLogger(__name__)


def claim(job_id: int) -> Job | None:
    """Make a waiting job ours with one UPDATE; None when it does not wait (any more)."""
    waiting = Job.objects.filter(pk=job_id, state=Job.State.QUEUED)
    claimed = waiting.update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        heartbeat_at=DatabaseNow(),
        progress=0,
        message="",
        error="",
        finished_at=None,
    )
    return Job.objects.select_related("created_by").get(pk=job_id) if claimed else None


def run(job_id: int) -> None:
    """Do a job that waits. A second message for it, or a job that is gone, changes nothing."""
    job = claim(job_id)
    if job is None:
        logger.info("job %s does not wait: nothing to do", job_id)
        return
    progress = Progress(job)
    try:
        _handle(job, progress)
    except TakenOver as reason:
        logger.warning("stopped, another worker has it: %s", reason)


def _handle(job: Job, progress: Progress) -> None:
    try:
        with progress.heartbeat():
            registry.handler(job.kind)(job, progress)
            if not progress.is_completed:
                with progress.result():
                    pass
    except TakenOver:
        raise
    except JobFailed as failure:
        logger.info("job %s failed: %s", job.pk, failure)
        progress.fail(str(failure))
    except Exception as error:
        full = room.sentence_of(error)
        if not full and outages.is_outage(error):  # no fault of the job: it runs again once its heartbeat is stale
            logger.warning("job %s stopped in attempt %s: %s", job.pk, job.attempts, outages.summary(error))
            return
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        progress.fail(
            full
            or _("Er ging iets mis bij ons. Probeer het opnieuw. Lukt het dan nog niet, meld het bij de beheerder.")
        )
