"""Pages about one's own account that allauth does not have, or has otherwise."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest


@require_safe
@login_required
def email(request: PortalRequest) -> HttpResponse:
    """Show with which address somebody signs in. An administrator gave it, so only an administrator changes it."""
    return render(request, "account/email.html")
