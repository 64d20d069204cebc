"""What waits for release: what owners reported and new actions, seen and released by the project leader."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.release import ALL, ReleaseSheet, release_sheet
from actions.models import Action, ProgressUpdate
from actions.pages import RegionPage, region_page, sign_in_or_refuse
from actions.services import progress
from municipalities.models import Organisation

AT_ONCE = 200  # messages, and actions, on one page: a form of all would be more than the server takes


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: PortalRequest, slug: str) -> HttpResponse:
    """Everything of a programme that waits: release one or all, change a text first, or put a message back."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    sheet = _sheet(request, page)
    status = 200
    if request.method == "POST":
        try:
            if _done(request, sheet):
                return redirect(reverse("actions:release", args=[slug]) + page.query)
        except progress.NotAConcept:
            messages.warning(request, "Iemand anders was u net voor. Kijk hieronder wat er nog wacht.")
            sheet, status = _sheet(request, page), 409
    for text in sheet.missing:
        messages.warning(request, f"Een bericht dat u aanpaste, wacht niet meer. Uw tekst was: ‘{text}’")
    return render(request, "actions/release.html", page.context("plan", sheet=sheet, all=ALL), status=status)


def _sheet(request: PortalRequest, page: RegionPage) -> ReleaseSheet:
    updates = ProgressUpdate.objects.visible_to(request.user).concepts().filter(action__programme=page.programme)
    leads = Prefetch("action__leads", Organisation.objects.order_by("name"))
    actions = Action.objects.visible_to(request.user).filter(programme=page.programme, released_at__isnull=True)
    updates = updates.select_related("action__line", "author").prefetch_related(leads, "action__goals")
    actions = actions.select_related("line", "theme").prefetch_related("leads", "goals").in_plan_order()
    if request.method == "POST":  # what was on screen may have moved down since
        return release_sheet(updates.order_by("on", "pk"), actions, data=request.POST)
    shown = release_sheet(updates.order_by("on", "pk")[:AT_ONCE], actions[:AT_ONCE])
    if AT_ONCE in (len(shown.waiting), len(shown.actions)):
        shown = replace(shown, more=updates.count() + actions.count() - len(shown.waiting) - len(shown.actions))
    return shown


def _done(request: PortalRequest, sheet: ReleaseSheet) -> bool:
    """Do what was asked and say so; False when the page has to be shown again. Raises NotAConcept."""
    if not sheet.is_valid or sheet.missing:
        return False
    wanted = request.POST.get("vrijgeven", "")
    kept = sheet.other_texts(wanted)
    if sheet.back:
        reason = sheet.back.put_back.cleaned_data["reason"]
        progress.put_back_update(sheet.back.update, reason=reason, by=request.user)
        messages.success(request, "Het bericht is teruggelegd. De schrijver ziet uw reden op de eigen pagina.")
    count = progress.release_together(sheet.texts(wanted), sheet.new_actions(wanted), keep=kept, by=request.user)
    if not (count or kept or sheet.back):
        messages.info(request, "Er is niets vrijgegeven: dit wacht niet meer.")
    if count:
        messages.success(request, "Vrijgegeven: iedereen kan het nu lezen." if count == 1 else f"{count} vrijgegeven.")
    if kept:
        messages.info(request, "Andere teksten die u aanpaste, zijn bewaard en wachten nog.")
    return True
