"""The one Celery task. It holds no rules: the row says what to do."""

from celery import shared_task

from jobs import running


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Do the job with this id, if it waits."""
    running.run(job_id)
