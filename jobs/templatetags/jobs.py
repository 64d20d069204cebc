"""`{% job_progress job %}`: how far a job is, on any page."""

from typing import Any

from django import template

from jobs.models import Job

register = template.Library()


@register.inclusion_tag("jobs/_progress.html", takes_context=True)
def job_progress(context: dict[str, Any], job: Job, address: str = "") -> dict[str, Any]:
    """The state of a job, its bar and what to do when it failed; asks `address` every second until it is finished.

    `address` (default: the progress page of the job) answers htmx with a fragment in which this tag stands alone. The
    sentence that is read aloud is sent again only when it changed.
    """
    request = context["request"]
    return {
        "job": job,
        "address": address or job.get_absolute_url(),
        "fragment": request.wants_fragment,
        "announce": not request.wants_fragment or request.GET.get("gezien") != job.step,
        "csrf_token": context.get("csrf_token"),
    }
