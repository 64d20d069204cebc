"""Topics that all regions share: who does what about the same subject."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.models import Topic
from actions.pages.topics import about, subjects
from municipalities.access import access


@require_safe
def topics(request: PortalRequest) -> HttpResponse:
    """All topics, with how much each region has on them."""
    return render(request, "actions/topics.html", {"subjects": subjects(request.user), "may_keep": _may_keep(request)})


@require_safe
def topic(request: PortalRequest, slug: str) -> HttpResponse:
    """One topic across all regions: actions, themes and their goals."""
    found = get_object_or_404(Topic, slug=slug)
    context = {"topic": found, "programmes": about(found, request.user), "may_keep": _may_keep(request)}
    return render(request, "actions/topic.html", context)


def _may_keep(request: PortalRequest) -> bool:
    return access(request.user).allows("keep_topics", None)
