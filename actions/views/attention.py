"""What a plan still misses, as a work list for who keeps the plan or reports on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.pages.attention import read_attention
from actions.pages.region import region_page, sign_in_or_refuse


@require_safe
def attention(request: PortalRequest, slug: str) -> HttpResponse:
    """The actions that miss something, by line; `?mist=` and `?lijn=` narrow it down. Not public."""
    page = region_page(request, slug)
    if not page.may("report_programme"):
        return sign_in_or_refuse(request)
    found = read_attention(page, request.user, request.GET)
    return render(request, "actions/attention.html", page.context("plan", found=found))
