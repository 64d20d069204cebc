"""What the pages of one import share: who may see it, whether it can still be corrected, and the way back to it."""

from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from accounts.models import PortalRequest
from actions.forms.importing import ConfirmForm
from actions.imports import previews
from actions.imports.proposals import Preview
from actions.imports.shown_rows import with_warnings
from actions.models import PlanImport
from actions.pages.importing import ALL, FILTERS, PreviewPage
from actions.pages.region import RegionPage
from actions.views.incoming import View, of_one
from jobs.incoming.flow import NoDraft
from reading.plans.model import PlanReading
from tables.model import Refused

GONE = _("Het bestand is niet meer te lezen. Haal het weg en lees het opnieuw in.")
NO_ROW = "Deze rij of dit filter bestaat niet."
NOT_NOW = _("Dit bestand staat al in het plan, of wordt er nu in gezet. Hier is niets meer veranderd.")


# A view of one import, for who may change its programme.
of_leader = of_one(
    PlanImport.objects.select_related("programme__region", "created_by", "applied_by", "undone_by"),
    lambda request, page: page.may("change_programme"),
)


def of_draft(view: View) -> View:
    """The same, as long as it can be corrected; afterwards the reader goes to its page, and nothing is written."""

    @wraps(view)
    def wrapped(request: PortalRequest, page: RegionPage, found: PlanImport, **more: Any) -> HttpResponse:
        try:
            return view(request, page, found, **more) if found.is_draft else _too_late(request, found)
        except NoDraft:
            return _too_late(request, found)
        except Refused:  # its page says why
            return redirect(found)
        except FileNotFoundError:
            messages.warning(request, GONE)
            return redirect("actions:import-start", page.region.slug)

    return of_leader(wrapped)


def of_draft_file(view: View) -> View:
    """The same, for a view that needs what is in the file: gives it the tables and the reading too."""

    @wraps(view)
    def wrapped(request: PortalRequest, page: RegionPage, found: PlanImport, **more: Any) -> HttpResponse:
        tables, reading = previews.read_file(found)
        return view(request, page, found, tables, reading, **more)

    return of_draft(wrapped)


def _too_late(request: PortalRequest, found: PlanImport) -> HttpResponse:
    """Somebody else was first: it is in the plan, or removed."""
    messages.info(request, NOT_NOW)
    return redirect(found)


def shown_of(request: PortalRequest, found: PlanImport, preview: Preview) -> PreviewPage:
    """The page of the preview that was asked for. Raises Http404 for one that is not there."""
    asked = request.POST if request.method == "POST" else request.GET
    return PreviewPage(found, with_warnings(preview), word=asked.get("toon", ALL), number=asked.get("pagina", "1"))


def action_row(request: PortalRequest, reading: PlanReading, table: int, number: int) -> str:
    """The key of a row that is read as an action; 404 for another row, or when the page to go back to is not there."""
    if (table, number) not in {(one.table, one.row) for one in reading.rows} or not knows_filter(request):
        raise Http404(NO_ROW)
    return f"{table}:{number}"


def knows_filter(request: PortalRequest) -> bool:
    """Whether the page to go back to is there: asked before anything is written."""
    return (request.POST or request.GET).get("toon", ALL) in FILTERS


def back_at_row(
    request: PortalRequest, page: RegionPage, found: PlanImport, preview: Preview, key: str, *, said: str
) -> HttpResponse:
    """Back to the row in the preview, with the filter that was on; htmx gets the row and what the page says of all.

    `said` is what was done, in a sentence with %(row)s for the number of the row.
    """
    said %= {"row": key.partition(":")[2]}
    shown = shown_of(request, found, preview)
    if not _has_page(shown):  # what was mended was the last of its page
        shown = replace(shown, number="1")
    if not request.wants_fragment:
        messages.success(request, said)
        query = urlencode({"toon": shown.word, "pagina": shown.number})
        return redirect(f"{found.get_absolute_url()}?{query}#rij-{key.replace(':', '-')}")
    context = page.context("plan", plan_import=found, shown=shown, form=ConfirmForm(), swapped=True)
    return render(request, "actions/_import_swap.html", context | {"row": shown.row(key), "said": said})


def _has_page(shown: PreviewPage) -> bool:
    try:
        return bool(shown.page)
    except Http404:
        return False
