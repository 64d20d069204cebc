"""How far a job is, on any page: `{% job_progress job %}`, or its parts where a page polls more than the job."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from jobs.incoming.flow import KEPT
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
    said = _said(job) if job else otherwise if fragment else ""
    return {"said": said, "fragment": fragment, "announce": is_new or not fragment}


def _said(job: Job) -> str:
    return format_html("<strong>{}</strong> {}", _("Mislukt."), job.sentence) if job.has_failed else job.sentence


@register.simple_tag
def disappears() -> str:
    """What becomes of a draft that nobody confirms: `verdwijnt na 30 dagen vanzelf`."""
    return _("verdwijnt na %(days)d dagen vanzelf") % {"days": KEPT.days}
