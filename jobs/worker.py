"""What a worker does besides its jobs: sweep, and the periodic work of the apps. Loaded by Celery workers only."""

import logging
import os
import threading
import time
from typing import Any

from celery.signals import celeryd_init, worker_ready, worker_shutdown
from django.db import connections

from jobs import registry, services, temporary

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds


class Timekeeper(threading.Thread):
    """Runs what comes back, one after the other, in a thread beside the jobs."""

    def __init__(self) -> None:
        super().__init__(name="timekeeper", daemon=True)
        self._stop_asked = threading.Event()
        self._due: dict[str, float] = {}

    def run(self) -> None:
        """Send all that waits, then look every second what is due, until `stop`."""
        self._do("resend", lambda: services.sweep(resend_all=True))
        while not self._stop_asked.is_set():
            self.tick(time.monotonic())
            self._stop_asked.wait(LOOK_EVERY)

    def tick(self, now: float) -> None:
        """Do what is due at a moment (seconds of the monotonic clock); what never ran is due."""
        for work in registry.periodic():
            if now >= self._due.get(work.name, now):
                self._do(work.name, registry.function(work))
                self._due[work.name] = now + work.seconds

    def stop(self) -> None:
        """Ask the thread to end; it finishes what it is doing."""
        self._stop_asked.set()

    def _do(self, name: str, function: registry.Function) -> None:
        try:
            function()
        except Exception:
            logger.exception("periodic work %s failed", name)
        finally:
            connections.close_all()


_timekeepers: list[Timekeeper] = []


@celeryd_init.connect
def keep_private(**kwargs: Any) -> None:
    """What a worker writes is for the portal to read."""
    os.umask(0o077)


@worker_ready.connect
def start(**kwargs: Any) -> None:
    """The worker takes jobs from now on, with a folder of its own for temporary files."""
    temporary.take()
    _timekeepers.append(Timekeeper())
    _timekeepers[-1].start()


@worker_shutdown.connect
def stop(**kwargs: Any) -> None:
    """The worker stops."""
    while _timekeepers:
        _timekeepers.pop().stop()
    temporary.leave()
