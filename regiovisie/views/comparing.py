"""Regions beside each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from regiovisie.pages.comparing import compared


@require_safe
def compare(request: PortalRequest) -> HttpResponse:
    """Progress, the national lines and costs of all regions, as far as they can be compared."""
    return render(request, "regiovisie/compare.html", {"regions": compared(request.user)})
