"""The page of who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from regiovisie.pages.mine import mine_of


@require_safe
@login_required
def my_page(request: PortalRequest) -> HttpResponse:
    """My actions to report on, what waits for my release, my reports and my jobs."""
    mine = mine_of(request.user)
    return render(request, "regiovisie/mine.html", {"mine": mine, "jobs": mine.jobs})
