"""Who may what: the table of rights for everybody, and the reader's own roles."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from municipalities.pages.rights import own_roles, table


@require_safe
def who_may_what(request: PortalRequest) -> HttpResponse:
    """The table of rights: what each role lets one do, and who gives it."""
    return render(request, "municipalities/who_may_what.html", {"table": table()})


@require_safe
@login_required
def my_roles(request: PortalRequest) -> HttpResponse:
    """The roles of the reader: where, until when, given by whom, and what they let one do."""
    return render(request, "municipalities/my_roles.html", {"roles": own_roles(request.user)})
