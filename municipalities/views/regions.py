"""Who has access to a region and its places: for its leader and its administrators."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from municipalities import services
from municipalities.access import access as access_of
from municipalities.forms import AccessForm, EndForm
from municipalities.models import Assignment, Region
from municipalities.pages.people import people_of
from municipalities.rules.rights import reach
from municipalities.views.telling import is_decided, is_ended, tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: PortalRequest, slug: str) -> HttpResponse:
    """Who has access and who had it; who leads or administers the region gives more people access."""
    region = answered_for(request, slug)
    form = AccessForm(request.POST or None, region=region, by=request.user)
    if form.is_valid():
        try:
            tell(request, services.invite(by=request.user, **form.cleaned_data))
        except services.NotYours as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("municipalities:access", region.slug)
    people = people_of(request, region)
    may_trace = access_of(request.user).allows("administer_region", region)
    context = {"region": region, "form": form, "people": people, "may_trace": may_trace}
    return render(request, "municipalities/access.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask a second person whether access that somebody gave should hold; then confirm or refuse it."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug)
    assignment = Assignment.objects.within(region).awaiting(timezone.localdate()).filter(pk=pk).first()
    may_decide = assignment is not None and services.may_decide(request.user, assignment)
    if not may_decide and not reach(request.user, region):
        raise PermissionDenied  # also of what is not there: a stranger learns nothing
    if assignment is None:
        raise Http404
    if is_decided(request, assignment, may_decide=may_decide):
        return redirect("my-page")
    context = {"region": region, "assignment": assignment, "may_decide": may_decide}
    return render(request, "municipalities/decide.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether access should end, and when; then end it."""
    region = answered_for(request, slug)
    assignments = Assignment.objects.within(region).not_ended(timezone.localdate())
    assignment = get_object_or_404(assignments, pk=pk)
    if (assignment.role, assignment.place_kind) not in reach(request.user, region):
        raise PermissionDenied
    form = EndForm(request.POST if request.method == "POST" else None, assignment=assignment)
    if is_ended(request, assignment, form):
        return redirect("municipalities:access", region.slug)
    back = reverse("municipalities:access", args=[region.slug])
    context = {"region": region, "where": region.name, "back": back, "assignment": assignment, "form": form}
    return render(request, "municipalities/end.html", context)


def answered_for(request: PortalRequest, slug: str) -> Region:
    """The region of an address, for who leads or administers it. Unknown: 404; neither: 403."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug)
    if not reach(request.user, region):
        raise PermissionDenied
    return region
