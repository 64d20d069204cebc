"""Who has a role for the whole portal: for its administrators."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest, User
from municipalities import services
from municipalities.access import access as access_of
from municipalities.forms import EndForm, PortalAccessForm
from municipalities.models import Assignment
from municipalities.views.telling import is_decided, is_ended, tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def portal_access(request: PortalRequest) -> HttpResponse:
    """Who has a role for the whole portal, and giving one: for who administers the portal."""
    form = PortalAccessForm(request.POST or None, by=_portal_administrator(request))
    if form.is_valid():
        tell(request, services.invite(by=form.by, **form.cleaned_data))
        return redirect("municipalities:portal-access")
    today = timezone.localdate()
    found = Assignment.objects.for_portal()
    context = {
        "form": form,
        "held": found.not_ended(today).filter(awaits=False).order_by("user__name", "user__email", "pk"),
        "awaiting": found.awaiting(today).order_by("pk"),
        "ended": found.ended(today),
        "today": today,
    }
    return render(request, "municipalities/portal_access.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_portal(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask a second person whether a role for the whole portal should hold; then confirm or refuse it."""
    by = _portal_administrator(request)
    assignment = get_object_or_404(Assignment.objects.for_portal().awaiting(timezone.localdate()), pk=pk)
    may_decide = services.may_decide(by, assignment)
    if is_decided(request, assignment, may_decide=may_decide):
        return redirect("my-page")
    return render(request, "municipalities/decide.html", {"assignment": assignment, "may_decide": may_decide})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_portal(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask whether a role for the whole portal should end, and when; then end it."""
    _portal_administrator(request)
    assignment = get_object_or_404(Assignment.objects.for_portal().not_ended(timezone.localdate()), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, assignment=assignment)
    if is_ended(request, assignment, form):
        return redirect("municipalities:portal-access")
    back = reverse("municipalities:portal-access")
    context = {"where": _("het hele portaal"), "back": back, "assignment": assignment, "form": form}
    return render(request, "municipalities/end.html", context)


def _portal_administrator(request: PortalRequest) -> User:
    """Who asks, if they administer the portal; else 403."""
    if not access_of(request.user).allows("administer_portal", None):
        raise PermissionDenied
    assert isinstance(request.user, User)  # a visitor has no rights
    return request.user
