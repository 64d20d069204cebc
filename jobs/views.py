"""The progress page of a job."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import PortalRequest
from jobs import services
from jobs.models import Job


@never_cache
@login_required
@require_safe
def detail(request: PortalRequest, key: uuid.UUID) -> HttpResponse:
    """How far a job is; htmx asks for the part that moves. Only for who started it (else 404)."""
    job = get_object_or_404(Job.objects.visible_to(request.user), key=key)
    return render(request, "jobs/_job.html" if request.wants_fragment else "jobs/job.html", {"job": job})


@login_required
@require_POST
def retry(request: PortalRequest, key: uuid.UUID) -> HttpResponse:
    """Try a failed job again."""
    job = get_object_or_404(Job.objects.visible_to(request.user), key=key)
    services.retry(job)
    return redirect(job)
