"""Starting jobs, and finding those that got lost: the row is the truth, a message can be sent again."""

import logging
from functools import partial

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from accounts.models import User
from jobs import outages, registry, tasks
from jobs.clock import DatabaseNow
from jobs.models import RESEND_AFTER, Job

logger = logging.getLogger(__name__)


@transaction.atomic
def start(kind: str, *, title: str, by: User, subject_id: int | None = None, result_url: str = "") -> Job:
    """Make a job that waits, and send it once the transaction is committed.

    `result_url` is where the user finds the result; a handler may also give it. Raises LookupError for an unknown kind.
    """
    if not registry.knows(kind):
        raise LookupError(kind)
    job = Job.objects.create(
        kind=kind,
        subject_id=subject_id,
        title=title[:200],
        created_by=by,
        result_url=result_url,
        queued_at=DatabaseNow(),
    )
    job.refresh_from_db(fields=["queued_at"])  # the database says when
    _send_on_commit(job)
    return job


@transaction.atomic
def retry(job: Job) -> bool:
    """Let a failed job wait again, with three new attempts; False when it did not fail (or was already tried again)."""
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    queued = _queue(failed, attempts_allowed=F("attempts") + Job.ATTEMPTS, error="", progress=0, finished_at=None)
    if queued:
        _send_on_commit(job)
    return queued


def sweep(*, resend_all: bool = False) -> int:
    """Queue what lost its worker, send again what lost its message; gives how many jobs it touched.

    `resend_all`: a worker that starts does not know which messages a killed one took along, so it sends all again.
    A job that is sent twice runs once. Several workers may sweep at the same time.
    """
    touched = 0
    for job in Job.objects.lifeless():
        touched += _revive(job)
    waiting = Job.objects.waiting() if resend_all else Job.objects.waiting_longer(RESEND_AFTER)
    for job in waiting:
        if _queue(Job.objects.waiting().filter(pk=job.pk, queued_at=job.queued_at)):
            send(job.pk)
            touched += 1
    return touched


def send(job_id: int) -> None:
    """Give the id of a job to the broker. A broker that is away is no error: the sweeper sends it later."""
    try:
        tasks.run.apply_async((job_id,), retry=False)
    except (BrokerError, OSError) as error:
        logger.warning("job %s waits: the broker cannot be reached (%s)", job_id, outages.summary(error))


def send_periodic(name: str) -> None:
    """Ask a worker to do periodic work now. When the broker is away the worker does it by its own clock."""
    try:
        tasks.periodic.apply_async((name,), retry=False)
    except (BrokerError, OSError) as error:
        logger.warning("%s waits: the broker cannot be reached (%s)", name, outages.summary(error))


def _revive(job: Job) -> int:
    """Queue a job whose worker is gone, or end it when it had all its attempts."""
    same = Job.objects.lifeless().filter(pk=job.pk, attempts=job.attempts)
    if job.attempts < job.attempts_allowed:
        logger.warning("job %s lost its worker in attempt %s", job.pk, job.attempts)
        if queued := _queue(same, heartbeat_at=None):
            send(job.pk)
        return int(queued)
    logger.error("job %s lost its worker in its last attempt", job.pk)
    sentence = _(
        "De taak is een paar keer onverwacht gestopt. Probeer het later opnieuw, of meld het bij de beheerder."
    )
    return same.update(state=Job.State.FAILED, error=sentence, message="", finished_at=DatabaseNow())


def _queue(jobs: models.QuerySet[Job], **values: object) -> bool:
    return bool(jobs.update(state=Job.State.QUEUED, queued_at=DatabaseNow(), message="", **values))


def _send_on_commit(job: Job) -> None:
    transaction.on_commit(partial(send, job.pk))
