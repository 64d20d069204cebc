"""How far a job is, on any page: `{% job_progress job %}`, or its parts where a page polls more than the job."""

from typing import Any

from django import template

from jobs.models import Job

register = template.Library()


@register.inclusion_tag("jobs/_progress.html", takes_context=True)
def job_progress(context: dict[str, Any], job: Job) -> dict[str, Any]:
    """The state of a job, its bar, and what to do when it failed; asks the progress page again until it is finished."""
    return {
        "job": job,
        "address": job.get_absolute_url(),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("jobs/_status.html", takes_context=True)
def job_status(context: dict[str, Any], job: Job | None, otherwise: str = "") -> dict[str, Any]:
    """The sentence that is read aloud when it changes; without a job the sentence `otherwise`.

    A fragment holds it only when the reader has not heard it yet (`?gezien=`, see `jobs/_poll.html`).
    """
    request = context["request"]
    fragment = request.wants_fragment
    is_new = request.GET.get("gezien") != (job.step if job else otherwise)
    return {"job": job, "otherwise": otherwise, "fragment": fragment, "announce": is_new or not fragment}
