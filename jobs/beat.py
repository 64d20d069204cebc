"""One clock for a deployment with several workers: Celery beat sends the periodic work of the apps.

A worker keeps its own clock as well (jobs/worker.py), so that one without beat recovers too: work may run twice.
"""

import os
from typing import Any

from celery.schedules import schedule
from celery.signals import beat_init

from jobs import registry


@beat_init.connect
def fill_schedule(sender: Any, **kwargs: Any) -> None:
    """Give beat what the apps registered; its schedule is for the portal to read."""
    os.umask(0o077)
    for work in registry.periodic():
        every = schedule(work.seconds, app=sender.scheduler.app)
        sender.scheduler.add(name=work.name, task="jobs.periodic", args=(work.name,), schedule=every)
