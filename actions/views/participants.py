"""Which municipalities take part in a document: all of the region on one page, for who may change the programme."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.participants import ParticipantsForm
from actions.models import Document
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import say_done
from actions.rules.kinds import BY_SLUG
from actions.services import participants
from actions.views.keeping import row_of
from municipalities.models import Municipality
from municipalities.services.keeping import Changed, Refusal
from reading import formats

BACK = "terug"  # the button that takes the last change back, with the version before it


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Tick who takes part, and save them at once. Changed by somebody else meanwhile: both are put together."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    page, document = row_of(page, BY_SLUG["documenten"], pk)
    if BACK in request.POST:
        return _taken_back(request, document)
    places, status = _places(page, document), 200
    notes, seen = participants.notes_of(document), participants.version_of(document)
    data = request.POST if request.method == "POST" else None
    form = ParticipantsForm(data, places=places, notes=notes, seen=seen)
    if form.is_valid():
        try:
            return _saved(request, document, form)
        except Changed:
            form, status = _both(request, document, form), 409
        except Refusal as reason:
            form.add_error(None, str(reason))
    context = page.context("plan", form=form, document=document)
    return render(request, "actions/keeping/participants.html", context, status=400 if form.errors else status)


def _places(page: RegionPage, document: Document) -> list[Municipality]:
    """The municipalities of the region, and who takes part from elsewhere or under an older name."""
    here = Q(memberships__in=page.region.memberships.on(timezone.localdate()))
    return list(Municipality.objects.filter(here | Q(participations__document=document)).distinct())


def _saved(request: PortalRequest, document: Document, form: ParticipantsForm) -> HttpResponse:
    """Save and say so, with a button to take it back. Raises Changed, Refusal."""
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    count = participants.set_participants(document, form.notes, version=seen, reason=reason, by=request.user)
    if not count:
        messages.info(request, _("Er is niets veranderd."))
        return redirect(request.get_full_path())
    said = ngettext("Gewijzigd: %d gemeente.", "Gewijzigd: %d gemeenten.", count) % count
    sent = {"version": participants.version_of(document), BACK: seen}
    say_done(request, said, undo=request.get_full_path(), **sent)
    return redirect(request.get_full_path())


def _both(request: PortalRequest, document: Document, form: ParticipantsForm) -> ParticipantsForm:
    """The form with what both people made of it: what only the other changed is as it is now."""
    seen = form.cleaned_data["seen"]
    then, now, mine = participants.notes_then(document, seen), participants.notes_of(document), form.notes
    places = {place.pk: place.name for place in form.places}
    theirs = [pk for pk in places if now.get(pk) != then.get(pk) and now.get(pk) != mine.get(pk)]
    taken = [pk for pk in theirs if mine.get(pk) == then.get(pk)]
    proposal = {pk: note for pk, note in mine.items() if pk not in taken}
    proposal |= {pk: now[pk] for pk in taken if pk in now}
    names = formats.listed([places[pk] for pk in theirs])
    text = _("Iemand anders heeft dit intussen gewijzigd: %(names)s. Kijk het na en sla nog eens op.")
    messages.warning(request, text % {"names": names or _("dezelfde gemeenten")})
    version = participants.version_of(document)
    return ParticipantsForm(places=form.places, notes=proposal, seen=version, reason=form.cleaned_data["reason"])


def _taken_back(request: PortalRequest, document: Document) -> HttpResponse:
    sent = [request.POST.get(name, "") for name in (BACK, "version")]
    before, version = (int(text) if text.isdecimal() and len(text) < 10 else -1 for text in sent)
    reason = _("Laatste wijziging ongedaan gemaakt")
    try:
        then = participants.notes_then(document, before)
        participants.set_participants(document, then, version=version, reason=reason, by=request.user)
        messages.success(request, _("De laatste wijziging is ongedaan gemaakt."))
    except Changed:
        messages.warning(request, _("Het is daarna nog gewijzigd. Daarom is er niets ongedaan gemaakt."))
    except Refusal as why:
        messages.warning(request, str(why))
    return redirect(request.get_full_path())
