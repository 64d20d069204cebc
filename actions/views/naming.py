"""The leader's answer on a municipality that the text of an action names."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import PortalRequest
from actions.pages.action import action_page
from actions.pages.named_places import candidates, named_places
from actions.pages.region import sign_in_or_refuse
from actions.services import editing, naming
from municipalities.models import Municipality

ACCEPT, SET_ASIDE = "is-voor", "is-niet-voor"


@require_POST
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """Take a municipality over that the text names, or set it aside for good."""
    page, action = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", action):
        return sign_in_or_refuse(request)
    said = {name: request.POST[name] for name in (ACCEPT, SET_ASIDE) if name in request.POST}
    if len(said) != 1:
        raise Http404("Dit is geen antwoord.")
    ((name, code),) = said.items()
    if not code.isalnum():
        raise Http404("Deze gemeente bestaat niet.")
    place = get_object_or_404(Municipality.objects.filter(candidates(page.programme)).distinct(), code=code)
    try:
        if place not in named_places(action):  # answered or edited since the page was made
            raise editing.ActionChanged(action)
        if name == ACCEPT:
            naming.accept_place(action, place, by=request.user)
            messages.success(request, _("De actie is nu ook voor %(place)s.") % {"place": place.name})
        else:
            naming.set_place_aside(action, place, by=request.user)
            messages.success(request, _("Dit wordt over %(place)s niet meer gevraagd.") % {"place": place.name})
    except editing.ActionChanged:
        messages.warning(request, _("De actie is intussen bewerkt. Kijk nog eens, en kies opnieuw."))
    return redirect(action)
