"""Progress rounds of a programme, for who leads it: open one, and see where everybody stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import PortalRequest
from actions.forms.rounds import RoundForm
from actions.models import ProgressRound
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.rounds import leads_of, standings_of, tally_of
from actions.services import rounds

SEND, BACK, SEEN = "versturen", "terug", "gezien"


@require_safe
def show_all(request: PortalRequest, slug: str) -> HttpResponse:
    """All rounds of the programme, the last one first."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    found = ProgressRound.objects.visible_to(request.user).filter(programme=page.programme)
    return render(request, "actions/rounds/list.html", page.context("plan", rounds=found))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest, slug: str) -> HttpResponse:
    """Fill in a round, see who gets what, and send it."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, leads=leads_of(page.programme), by=request.user, region=page.region.name)
    if form.is_valid() and BACK not in request.POST:
        if SEND in request.POST and request.POST.get(SEEN) == form.mark:
            return _sent(request, page, form)
        if SEND in request.POST:
            messages.warning(request, _("Het plan is intussen gewijzigd. Kijk nog eens wie wat krijgt."))
        sent = [(name, value) for name, values in request.POST.lists() for value in values if name in form.fields]
        return render(request, "actions/rounds/sure.html", page.context("plan", form=form, sent=sent))
    status = 400 if form.errors and BACK not in request.POST else 200
    return render(request, "actions/rounds/new.html", page.context("plan", form=form), status=status)


def _sent(request: PortalRequest, page: RegionPage, form: RoundForm) -> HttpResponse:
    made = rounds.open_round(page.programme, form.terms, form.recipients, by=request.user)
    count = len(form.recipients)
    said = ngettext("De uitvraag is verstuurd aan %d mens.", "De uitvraag is verstuurd aan %d mensen.", count) % count
    messages.success(request, said)
    return redirect(made)


@require_safe
def show(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Where everybody stands in a round."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    found = ProgressRound.objects.visible_to(request.user).select_related("programme__region", "made_by")
    made = get_object_or_404(found, pk=pk, programme=page.programme)
    standings = standings_of(made)
    context = page.context("plan", round=made, standings=standings, tally=tally_of(standings))
    return render(request, "actions/rounds/show.html", context)
