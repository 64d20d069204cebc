"""The tables of a pdf that is read in: somebody says of each that it was read right, or leaves it out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import PortalRequest
from actions.imports import previews, uncertain
from actions.models import PlanImport
from actions.pages.region import RegionPage
from actions.services import drafts
from actions.views.import_drafts import of_draft

RIGHT, LOOK_AGAIN, LEAVE_OUT, TAKE = "klopt", "nakijken", "weglaten", "meenemen"


@require_POST
@of_draft
def judge(request: PortalRequest, page: RegionPage, found: PlanImport, number: int) -> HttpResponse:
    """Say of a table that it is right, is to be looked at again, is left out, or is taken over after all."""
    said = request.POST.get("tabel")
    preview = previews.preview_of(found)
    keys = uncertain.keys_of(preview, number)
    if not keys:
        raise Http404("Deze tabel bestaat niet, of heeft geen acties.")
    if number not in preview.reading.uncertain or said not in (RIGHT, LOOK_AGAIN, LEAVE_OUT, TAKE):
        messages.warning(request, _("Zeg van een tabel uit een pdf of die klopt. Er is niets veranderd."))
    elif said in (RIGHT, LOOK_AGAIN):
        drafts.confirm_table(found, number, right=said == RIGHT)
    else:
        drafts.leave_out_table(found, keys, out=said == LEAVE_OUT)
    return redirect(f"{found.get_absolute_url()}#tabellen")
