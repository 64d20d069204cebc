"""What the portal is, and what a browser keeps of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.models import Programme
from monitoring.models import Source


@require_safe
def about(request: PortalRequest) -> HttpResponse:
    """What the portal is and is not, where its data come from and under which licence."""
    programmes = Programme.objects.visible_to(request.user).filter(region__fictitious=False)
    context = {
        "programmes": programmes.select_related("region", "successor").order_by("region__name", "first_year"),
        "sources": Source.objects.filter(fictitious=False, indicators__figures__is_current=True).distinct(),
    }
    return render(request, "regiovisie/about.html", context)


@require_safe
def browser(request: PortalRequest) -> HttpResponse:
    """What stays in a browser after a visit, and how somebody clears it. Its address and title do not say for whom."""
    return render(request, "regiovisie/browser.html")
