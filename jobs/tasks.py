"""The Celery tasks. They hold no rules: the row, or the registry, says what to do."""

from celery import shared_task

from jobs import registry, running


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Do the job with this id, if it waits."""
    running.run(job_id)


@shared_task(name="jobs.periodic")
def periodic(name: str) -> None:
    """Do the periodic work with this name; beat sends it."""
    registry.function(registry.named(name))()
