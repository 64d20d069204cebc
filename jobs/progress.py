"""One attempt at a job: its progress, its sign of life and its end. Every write asks whether the job is still ours."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, connection, transaction

from jobs.clock import DatabaseNow
from jobs.models import Job, JobQuerySet

logger = logging.getLogger(__name__)

WRITE_EVERY = 0.5  # seconds between two writes of the percentage; a new message is written at once
HEARTBEAT_EVERY = 5.0  # seconds; far less than models.STALE_AFTER, so that a few beats may fail


class JobFailed(Exception):
    """A handler cannot do the job, for an expected reason: its Dutch sentence is shown to who started it."""


class TakenOver(Exception):
    """Another worker has this job now, or it is gone: the handler stops and writes nothing."""


class Progress:
    """What a handler says about its job: `progress(40, _("De pagina's worden opgemaakt."))`."""

    def __init__(self, job: Job) -> None:
        self.job_id = job.pk
        self.attempt = job.attempts
        self.is_completed = False
        self._message = job.message
        self._written_at = 0.0
        self._stop = threading.Event()
        self._heart: threading.Thread | None = None

    def __call__(self, percent: int, message: str = "") -> None:
        """Show how far the job is: 0 to 100 and, optionally, a new sentence. Raises TakenOver when it is not ours.

        Inside a transaction nobody sees it before the commit, and on SQLite it would wait for itself: call it before.
        """
        message = (str(message) or self._message)[:200]
        now = time.monotonic()
        if message == self._message and now - self._written_at < WRITE_EVERY:
            return
        self._write(progress=min(max(percent, 0), 100), message=message, heartbeat_at=DatabaseNow())
        self._message, self._written_at = message, now

    @contextmanager
    def heartbeat(self) -> Iterator[None]:
        """Keep the sign of life fresh, from a thread of its own, while the handler computes."""
        self._heart = threading.Thread(target=self._beat, name=f"heartbeat-{self.job_id}", daemon=True)
        self._heart.start()
        try:
            yield
        finally:
            self._rest()

    @contextmanager
    def result(self, url: str = "") -> Iterator[None]:
        """Write the result and end the job in one transaction: both are there, or neither. Raises TakenOver.

        Keep it short and do the computing before it: SQLite has one writer. The heartbeat rests meanwhile.
        """
        self._rest()
        where = {"result_url": url} if url else {}
        with transaction.atomic():
            self._write(state=Job.State.DONE, progress=100, message="", finished_at=DatabaseNow(), **where)
            yield
        self.is_completed = True

    def fail(self, sentence: str) -> None:
        """End the job without a result; the sentence says what happened and what to do. Raises TakenOver."""
        self._rest()
        self._write(state=Job.State.FAILED, message="", error=str(sentence)[:500], finished_at=DatabaseNow())

    def _attempt(self) -> JobQuerySet:
        return Job.objects.attempt(self.job_id, self.attempt)

    def _write(self, **values: object) -> None:
        if not self._attempt().update(**values):
            raise TakenOver(f"job {self.job_id}, attempt {self.attempt}")

    def _beat(self) -> None:
        while not self._stop.wait(HEARTBEAT_EVERY):
            try:
                if not self._attempt().update(heartbeat_at=DatabaseNow()):
                    return
            except (DatabaseError, InterfaceError):  # locked or restarted: the next beat tries again
                logger.warning("no heartbeat for job %s", self.job_id, exc_info=True)
            finally:
                connection.close()

    def _rest(self) -> None:
        self._stop.set()
        if self._heart is not None:
            self._heart.join()
