"""All components in all states, for who changes their looks."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from regiovisie.views.examples import components


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Invented content only. Not for the public: there with DEBUG, or for a superuser."""
    if not (settings.DEBUG or request.user.is_superuser):
        raise Http404
    return render(request, "regiovisie/components.html", {"shown": components()})
