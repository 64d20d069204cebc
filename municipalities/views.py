"""Who has access to a region: for its administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.invitations import send_invitation, send_mail
from accounts.models import PortalRequest, User
from municipalities import services
from municipalities.access import access as access_of
from municipalities.forms import AccessForm, EndForm, PortalAccessForm
from municipalities.models import Assignment, Region


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: PortalRequest, slug: str) -> HttpResponse:
    """Who has access and who had it; an administrator gives more people access."""
    region = _administered(request, slug)
    form = AccessForm(request.POST or None, region=region, by=request.user)
    if form.is_valid():
        given = services.invite(by=request.user, **form.cleaned_data)
        if given.awaits:
            _ask(request, given, region)
        else:
            _tell(request, given)
        return redirect("municipalities:access", region.slug)
    today = timezone.localdate()
    assignments = Assignment.objects.within(region)
    context = {
        "region": region,
        "form": form,
        "held": assignments.not_ended(today).filter(awaits=False).order_by("user__name", "user__email", "pk"),
        "awaiting": assignments.awaiting(today).order_by("pk"),
        "ended": assignments.ended(today),
        "today": today,
    }
    return render(request, "municipalities/access.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask a second person whether access that somebody gave should hold; then confirm or refuse it."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug)
    if not any(request.user.has_perm(f"municipalities.{right}_region", region) for right in ("lead", "administer")):
        raise PermissionDenied
    assignment = get_object_or_404(Assignment.objects.within(region).awaiting(timezone.localdate()), pk=pk)
    may_decide = services.may_decide(request.user, assignment)
    answer = request.POST.get("answer")
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    if answer in ("confirm", "refuse"):
        _decided(request, assignment, holds=answer == "confirm")
        return redirect("my-page")
    context = {"region": region, "assignment": assignment, "may_decide": may_decide}
    return render(request, "municipalities/decide.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether access should end, and when; then end it."""
    region = _administered(request, slug)
    assignments = Assignment.objects.within(region).not_ended(timezone.localdate())
    assignment = get_object_or_404(assignments, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, assignment=assignment)
    if form.is_valid():
        try:
            services.end_access(assignment, on=form.on, by=request.user)
        except services.OwnAdministration as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De toegang van %(name)s is beëindigd.") % {"name": assignment.user})
            return redirect("municipalities:access", region.slug)
    return render(request, "municipalities/end.html", {"region": region, "assignment": assignment, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def portal_access(request: PortalRequest) -> HttpResponse:
    """Who has a role for the whole portal, and giving one: for who administers the portal."""
    form = PortalAccessForm(request.POST or None, by=_portal_administrator(request))
    if form.is_valid():
        _tell(request, services.invite(by=form.by, **form.cleaned_data))
        return redirect("municipalities:portal-access")
    today = timezone.localdate()
    context = {
        "form": form,
        "held": Assignment.objects.for_portal().not_ended(today).order_by("user__name", "user__email", "pk"),
        "ended": Assignment.objects.for_portal().ended(today),
        "today": today,
    }
    return render(request, "municipalities/portal_access.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_portal(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask whether a role for the whole portal should end, and when; then end it."""
    by = _portal_administrator(request)
    assignment = get_object_or_404(Assignment.objects.for_portal().not_ended(timezone.localdate()), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, assignment=assignment)
    if form.is_valid():
        try:
            services.end_access(assignment, on=form.on, by=by)
        except services.OwnAdministration as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De toegang van %(name)s is beëindigd.") % {"name": assignment.user})
            return redirect("municipalities:portal-access")
    return render(request, "municipalities/end.html", {"assignment": assignment, "form": form})


def _portal_administrator(request: PortalRequest) -> User:
    """Who asks, if they administer the portal; else 403."""
    if not access_of(request.user).allows("administer_portal", None):
        raise PermissionDenied
    assert isinstance(request.user, User)  # a visitor has no rights
    return request.user


def _administered(request: PortalRequest, slug: str) -> Region:
    """The region of an address, for whoever may give access to it. Unknown: 404; not an administrator: 403."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug)
    if not request.user.has_perm("municipalities.administer_region", region):
        raise PermissionDenied
    return region


def _decided(request: PortalRequest, assignment: Assignment, *, holds: bool) -> None:
    """Confirm or refuse, and say so; whoever was a moment later hears that it was done already."""
    try:
        (services.confirm_access if holds else services.refuse_access)(assignment, by=request.user)
    except LookupError:
        messages.warning(request, _("Iemand anders heeft dit al bevestigd, geweigerd of ingetrokken."))
        return
    if holds:
        _tell(request, assignment)
    else:
        messages.success(request, _("U heeft de toegang van %(name)s geweigerd.") % {"name": assignment.user})


def _ask(request: PortalRequest, assignment: Assignment, region: Region) -> None:
    """Mail who may confirm what was given, and say on the next page whom it waits for."""
    people = services.who_may_decide(assignment)
    path = reverse("municipalities:confirm-access", args=[region.slug, assignment.pk])
    context = {"by": request.user, "assignment": assignment, "url": request.build_absolute_uri(path)}
    for person in people:
        send_mail(request, "account/email/confirmation_asked", person, context)
    names = ", ".join(str(person) for person in people) or _(
        "het technisch beheer, want deze regio heeft nog geen tweede beheerder of projectleider"
    )
    text = _("De toegang van %(name)s wacht op bevestiging en geeft tot dan niets. Wie kan bevestigen: %(people)s.")
    messages.info(request, text % {"name": assignment.user, "people": names})


def _tell(request: PortalRequest, assignment: Assignment) -> None:
    """Mail the person who got access, and say so on the next page."""
    place = {"role": assignment.role_in_text, "place": assignment.place_name}
    send_invitation(request, assignment.user, context=place)
    text = _("%(name)s heeft nu toegang en krijgt een e-mail op %(email)s.")
    messages.success(request, text % {"name": assignment.user, "email": assignment.user.email})
