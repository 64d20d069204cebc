"""Reporting progress on an action."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.progress import ProgressForm
from actions.models import Action, ProgressUpdate
from actions.pages.action import action_page
from actions.pages.region import sign_in_or_refuse
from actions.services.progress import report_progress

NO_CHANGE = "geen-wijziging"


@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: PortalRequest, pk: int) -> HttpResponse:
    """Report progress: an owner's update waits for release, a leader's is public at once."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.report_action", action):
        return sign_in_or_refuse(request)
    leads = request.user.has_perm("actions.change_action", action)
    form = ProgressForm(request.POST if request.method == "POST" else None, action=action)
    if NO_CHANGE in request.POST:  # one tap, whatever else the form holds
        today = timezone.localdate()
        same = report_progress(action, on=today, status="", text="", no_change=True, by=request.user, release=leads)
        return _saved(request, action, same)
    if form.is_valid():
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("on", "status", "text")}
        return _saved(request, action, report_progress(action, **said, by=request.user, release=leads))
    updates = ProgressUpdate.objects.visible_to(request.user).filter(action=action)[:3]
    context = page.context("plan", action=action, form=form, updates=updates, leads=leads)
    return render(request, "actions/progress.html", context)


def _saved(request: PortalRequest, action: Action, update: ProgressUpdate) -> HttpResponse:
    """Thank, say what happens next, and go where the reporter works: owners to their own page."""
    if update.is_released:
        messages.success(request, "De voortgang staat op de pagina van de actie.")
        return redirect(action)
    messages.success(
        request, f"Dank u wel. Uw bericht over ‘{action.label}’ wacht op de projectleider, die het vrijgeeft."
    )
    return redirect(reverse("my-page"))
