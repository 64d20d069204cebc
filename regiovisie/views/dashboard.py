"""The dashboard of a region."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.models import Programme
from actions.pages.region import may_start, region_of, region_page
from regiovisie.pages.dashboards import dashboard


@shows_past("region")
@require_safe
def region(request: PortalRequest, slug: str) -> HttpResponse:
    """How far each line is, what it costs, what the figures say, who decided and what comes next."""
    try:
        page = region_page(request, slug)
    except Http404:
        return _empty(request, slug)
    context = page.context("region", dashboard=dashboard(page.programme, request.user))
    return render(request, "regiovisie/region.html", context)


def _empty(request: PortalRequest, slug: str) -> HttpResponse:
    """A region without a programme: its first step, for who may take it. Everything else is not there."""
    found = region_of(request, slug)
    if Programme.objects.visible_to(request.user).filter(region=found).exists() or not may_start(request, found):
        raise Http404("Dit programma bestaat niet.")
    may_administer = request.user.has_perm("municipalities.administer_region", found)
    return render(request, "regiovisie/region_empty.html", {"region": found, "may_administer": may_administer})
