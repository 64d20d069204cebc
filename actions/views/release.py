"""What waits for release: what owners reported and new actions, seen, chosen and released by the project leader."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.release import CHOSEN, ReleaseSheet, keys_sent, release_sheet
from actions.models import Action, ProgressUpdate
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import moment_sent, say_done
from actions.rules.whole import wholes
from actions.services import progress, releasing
from municipalities.models import Organisation

AT_ONCE = 200  # messages, and actions, on one page: a form of all would be more than the server takes


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: PortalRequest, slug: str) -> HttpResponse:
    """What waits in a programme: choose, confirm and release it, change a text first, or put a message back."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    sheet = _sheet(request, page)
    status = 200
    if request.method == "POST":
        try:
            if answer := _answer(request, page, sheet):
                return answer
        except progress.NotAConcept:
            messages.warning(request, _("Iemand anders was u net voor. Kijk hieronder wat er nog wacht."))
            sheet, status = _sheet(request, page), 409
        status = 409 if sheet.data is not None and sheet.changed else status
    for text in sheet.missing:
        messages.warning(request, f"Een bericht dat u aanpaste, wacht niet meer. Uw tekst was: ‘{text}’")
    return render(request, "actions/release.html", page.context("plan", sheet=sheet), status=status)


@require_POST
def undo(request: PortalRequest, slug: str) -> HttpResponse:
    """Make what one released at a moment a concept again, as far as nobody changed it since."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    done = releasing.undo_release(page.programme, at=moment_sent(request), by=request.user)
    for action in done.changed:
        messages.warning(request, _("‘%(name)s’ is daarna nog gewijzigd en blijft openbaar.") % {"name": action.label})
    if done.count:
        messages.success(request, _("De vrijgave is ongedaan gemaakt: alles wacht weer hieronder."))
    elif not done.changed:
        messages.info(request, _("Er is niets ongedaan gemaakt."))
    return redirect(_address(page))


def _address(page: RegionPage) -> str:
    return reverse("actions:release", args=[page.region.slug]) + page.query


def _sheet(request: PortalRequest, page: RegionPage) -> ReleaseSheet:
    """The first that wait, or, when a form was sent, those of the form."""
    updates = ProgressUpdate.objects.visible_to(request.user).concepts().filter(action__programme=page.programme)
    leads = Prefetch("action__leads", Organisation.objects.order_by("name"))
    actions = Action.objects.visible_to(request.user).filter(programme=page.programme, released_at__isnull=True)
    updates = updates.select_related("action__line", "author").prefetch_related(leads, "action__goals")
    updates, actions = updates.order_by("on", "pk"), actions.in_plan_order()
    if request.method == "POST":
        sent = keys_sent(request.POST)
        shown = updates.filter(pk__in=sent["bericht"]), wholes(page.programme, actions.filter(pk__in=sent["actie"]))
        return release_sheet(*shown, data=request.POST)
    sheet = release_sheet(updates[:AT_ONCE], wholes(page.programme, actions[:AT_ONCE]))
    if AT_ONCE in (len(sheet.waiting), len(sheet.actions)):
        sheet = replace(sheet, more=updates.count() + actions.count() - len(sheet.waiting) - len(sheet.actions))
    return sheet


def _answer(request: PortalRequest, page: RegionPage, sheet: ReleaseSheet) -> HttpResponse | None:
    """Do what was asked, or ask whether it is sure; None when the page has to be shown again. Raises NotAConcept."""
    asks_again = {"aanvinken", "uitvinken", "terug"} & request.POST.keys()
    if asks_again or not sheet.is_valid or sheet.missing or sheet.changed:
        return None
    if request.POST.get("vrijgeven") != CHOSEN:
        _do(request, page, sheet)
        return redirect(_address(page))
    if sheet.updates or sheet.new_actions:
        return render(request, "actions/release_sure.html", page.context("plan", sheet=sheet, said=_said(sheet)))
    messages.info(request, _("Vink eerst aan wat u wilt vrijgeven. Er is nog niets vrijgegeven."))
    return None


def _said(sheet: ReleaseSheet) -> str:
    """How much becomes public, in words: `3 nieuwe acties en 2 berichten`; empty when nothing does."""
    actions, updates = len(sheet.public), len(sheet.updates)
    parts = [ngettext("%d nieuwe actie", "%d nieuwe acties", actions) % actions] if actions else []
    parts += [ngettext("%d bericht", "%d berichten", updates) % updates] if updates else []
    return _(" en ").join(parts)


def _do(request: PortalRequest, page: RegionPage, sheet: ReleaseSheet) -> None:
    """Put back, release and keep what was asked, and say so, with a way back. Raises NotAConcept."""
    kept, now = sheet.other_texts, timezone.now()
    if sheet.back:
        reason = sheet.back.put_back.cleaned_data["reason"]
        progress.put_back_update(sheet.back.update, reason=reason, by=request.user)
        messages.success(request, "Het bericht is teruggelegd. De schrijver ziet uw reden op de eigen pagina.")
    actions = [item.action for item in sheet.new_actions]
    count = progress.release_together(sheet.texts, actions, keep=kept, by=request.user, at=now, marks=sheet.marks)
    if count:
        undo = reverse("actions:release-undo", args=[page.region.slug]) + page.query
        said = "Vrijgegeven." if count == 1 else f"{count} vrijgegeven."
        say_done(request, said, undo=undo, moment=now.isoformat())
    elif not (kept or sheet.back):
        messages.info(request, "Er is niets vrijgegeven: dit wacht niet meer.")
    if count and sheet.is_gone:
        messages.info(request, _("Iets wat u koos, wachtte niet meer. De rest is vrijgegeven."))
    if kept:
        messages.info(request, "Andere teksten die u aanpaste, zijn bewaard en wachten nog.")
