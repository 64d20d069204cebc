"""Pages about one's own account that allauth does not have, or has otherwise."""

import logging
import uuid
from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import identity, second_step, services, sessions
from accounts import kept as kept_
from accounts.models import KeptForm, PortalRequest, SignedIn
from accounts.sent import number_of

logger = logging.getLogger(__name__)


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
@require_safe
def passkeys(request: PortalRequest) -> HttpResponse:
    """Where allauth lists passkeys alone: ours stand with the other second steps."""
    return redirect("mfa_index")


@login_required
@require_POST
def codes_kept(request: PortalRequest) -> HttpResponse:
    """Somebody says that they kept their emergency codes, and goes on to where they were going."""
    second_step.confirm_codes(request.user)
    messages.success(request, _("De extra code staat aan. Uw noodcodes zijn bevestigd."))
    return redirect(second_step.where_to(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: PortalRequest) -> HttpResponse:
    """Where somebody is signed in; they end one session, or all others."""
    if request.method == "POST":
        ending = request.POST.get("end", "")
        if ending == "others":
            services.end_other_sessions(request)
            messages.success(request, _("U bent overal elders uitgelogd."))
        elif (row := number_of(ending)) is not None and (device := services.end_session(request.user, pk=row)):
            messages.success(request, _("Uitgelogd: %s.") % device)
        else:
            messages.info(request, _("Die sessie was al voorbij."))
        return redirect("sessions")
    sessions.note_device(request)
    rows = SignedIn.objects.of(request.user)
    return render(request, "account/sessions.html", {"rows": rows, "here": request.session.session_key})


def identity_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the identity provider of a municipality or organisation, after a press on its button."""
    return _by_provider(request, provider_id, OAuth2LoginView)


def identity_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from an identity provider."""
    return _by_provider(request, provider_id, OAuth2CallbackView)


def _by_provider(request: HttpRequest, key: str, view: Any) -> HttpResponse:
    """Allauth's view, with a sentence where the provider is away or answers something else than was agreed."""
    if key not in identity.providers():
        raise Http404
    try:
        answer: HttpResponse = view.adapter_view(identity.PortalAdapter(request, key))(request)
    except (requests.RequestException, KeyError, ValueError) as error:
        logger.warning("identity provider %s: %s", key, type(error).__name__)
        return identity.away(request, identity.providers()[key].name)
    return answer


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
