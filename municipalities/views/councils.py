"""Who has a role for one municipality: its own people read it, who gives these roles gives and ends them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from municipalities import services
from municipalities.access import access
from municipalities.forms import CouncilAccessForm, EndForm
from municipalities.models import Assignment, Municipality
from municipalities.pages.council_people import council_people
from municipalities.rules.rights import reach_in
from municipalities.views.telling import is_ended, tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def council_access(request: PortalRequest, slug: str) -> HttpResponse:
    """Who has which role for a municipality, and giving one."""
    place = get_object_or_404(Municipality, slug=slug)
    gives = reach_in(request.user, place)
    if not gives and (request.method == "POST" or not access(request.user).allows("keep_decisions", place)):
        raise PermissionDenied
    form = CouncilAccessForm(request.POST or None, place=place, by=request.user) if gives else None
    if form and form.is_valid():
        try:
            tell(request, services.invite(by=request.user, **form.cleaned_data))
        except services.NotYours as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("municipalities:council-access", slug)
    context = {"place": place, "form": form, "people": council_people(request.user, place, gives)}
    return render(request, "municipalities/council_access.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether a role for a municipality should end, and when; then end it."""
    place = get_object_or_404(Municipality, slug=slug)
    gives = reach_in(request.user, place)
    if not gives:
        raise PermissionDenied
    held = Assignment.objects.filter(municipality=place).not_ended(timezone.localdate())
    assignment = get_object_or_404(held.select_related("user", "municipality"), pk=pk)
    if (assignment.role, "municipality") not in gives:
        raise PermissionDenied
    form = EndForm(request.POST if request.method == "POST" else None, assignment=assignment)
    if is_ended(request, assignment, form):
        return redirect("municipalities:council-access", slug)
    back = reverse("municipalities:council-access", args=[slug])
    context = {"place": place, "where": place.name, "back": back, "assignment": assignment, "form": form}
    return render(request, "municipalities/end.html", context)
