"""Topics that all regions share: who does what about the same subject."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.models import Topic
from actions.pages.topics import about, subjects


@require_safe
def topics(request: PortalRequest) -> HttpResponse:
    """All topics, with how much each region has on them."""
    return render(request, "actions/topics.html", {"subjects": subjects(request.user)})


@require_safe
def topic(request: PortalRequest, slug: str) -> HttpResponse:
    """One topic across all regions: actions, themes and their goals."""
    found = get_object_or_404(Topic, slug=slug)
    return render(request, "actions/topic.html", {"topic": found, "programmes": about(found, request.user)})
