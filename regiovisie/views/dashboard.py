"""The dashboard of a region."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.pages.region import region_page
from regiovisie.pages.dashboards import dashboard


@require_safe
def region(request: PortalRequest, slug: str) -> HttpResponse:
    """How far each line is, what it costs, what the figures say, who decided and what comes next."""
    page = region_page(request, slug)
    context = page.context("region", dashboard=dashboard(page.programme, request.user))
    return render(request, "regiovisie/region.html", context)
