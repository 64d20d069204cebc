"""What the people of a change of access hear: by mail, and on the next page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.invitations import send_invitation, send_mail
from accounts.models import PortalRequest
from municipalities import services
from municipalities.forms import EndForm
from municipalities.models import Assignment


def tell(request: PortalRequest, assignment: Assignment) -> None:
    """Mail the person who got access, and say so; or ask who may confirm it, and say whom it waits for."""
    if assignment.awaits:
        _ask(request, assignment)
        return
    place = {"role": assignment.role_in_text, "place": assignment.place_name}
    send_invitation(request, assignment.user, context=place)
    text = _("%(name)s heeft nu toegang en krijgt een e-mail op %(email)s.")
    messages.success(request, text % {"name": assignment.user, "email": assignment.user.email})


def is_decided(request: PortalRequest, assignment: Assignment, *, may_decide: bool) -> bool:
    """Whether the second person says now what they decide: then it is done. Who may not decide: 403."""
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    answer = request.POST.get("answer")
    if answer not in ("confirm", "refuse"):
        return False
    _decide(request, assignment, holds=answer == "confirm")
    return True


def is_ended(request: PortalRequest, assignment: Assignment, form: EndForm) -> bool:
    """Whether the form ends it now, and say so; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        services.end_access(assignment, on=form.on, by=request.user)
    except services.OwnAdministration as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("De toegang van %(name)s is beëindigd.") % {"name": assignment.user})
    return True


def _decide(request: PortalRequest, assignment: Assignment, *, holds: bool) -> None:
    """Confirm or refuse, and say so; whoever was a moment later hears that it was done already."""
    try:
        (services.confirm_access if holds else services.refuse_access)(assignment, by=request.user)
    except LookupError:
        messages.warning(request, _("Iemand anders heeft dit al bevestigd, geweigerd of ingetrokken."))
        return
    if holds:
        tell(request, assignment)
    else:
        messages.success(request, _("U heeft de toegang van %(name)s geweigerd.") % {"name": assignment.user})


def _ask(request: PortalRequest, assignment: Assignment) -> None:
    people = services.who_may_decide(assignment)
    url = request.build_absolute_uri(assignment.get_confirm_url())
    for person in people:
        context = {"by": request.user, "assignment": assignment, "url": url}
        send_mail("account/email/confirmation_asked", person, context)
    names = ", ".join(str(person) for person in people) or _(
        "het technisch beheer, want er is hier nog niemand anders die mag bevestigen"
    )
    text = _("De toegang van %(name)s wacht op bevestiging en geeft tot dan niets. Wie kan bevestigen: %(people)s.")
    messages.info(request, text % {"name": assignment.user, "people": names})
