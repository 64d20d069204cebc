"""Pages about one's own account that allauth does not have, or has otherwise."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept as kept_
from accounts import second_step, sessions
from accounts.models import KeptForm, PortalRequest


@require_safe
@login_required
def email(request: PortalRequest) -> HttpResponse:
    """Show with which address somebody signs in. An administrator gave it, so only an administrator changes it."""
    return render(request, "account/email.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request: PortalRequest, key: uuid.UUID) -> HttpResponse:
    """Show what somebody typed and could not save, field by field; they may throw it away. Of others: 404."""
    kept = get_object_or_404(KeptForm.objects.of(request.user).select_related("user"), key=key)
    if request.method == "POST":
        kept.delete()
        messages.success(request, _("Wat u had getypt is weggegooid."))
        return redirect("my-page")
    fields, files = kept_.read(kept)
    fields = {name: values for name, values in fields.items() if not name.endswith("_FORMS")}  # counts of rows
    return render(request, "account/kept_form.html", {"kept": kept, "fields": fields, "files": files})


@login_required
@require_POST
def codes_kept(request: PortalRequest) -> HttpResponse:
    """Somebody says that they kept their emergency codes, and goes on to where they were going."""
    second_step.confirm_codes(request.user)
    messages.success(request, _("De extra code staat aan. Uw noodcodes zijn bevestigd."))
    return redirect(second_step.where_to(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_left(request: HttpRequest) -> HttpResponse:
    """How long somebody stays signed in, as `sessions.Left`; a POST says that they are still there."""
    if request.method == "POST":
        sessions.stay(request)
    return JsonResponse(sessions.left(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not hold: nothing is done, and what was typed is kept for whom the form was made."""
    return kept_.not_saved(request)
