"""Choosing, in the preview of an import, between what the file and the portal both changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import PortalRequest
from actions.forms.import_choices import ChoiceForm, SideForm
from actions.imports import previews
from actions.models import PlanImport
from actions.pages.region import RegionPage
from actions.services import drafts
from actions.views.import_drafts import action_row, back_at_row, of_draft_file
from reading.plans.model import PlanReading
from tables.model import Tables


@require_POST
@of_draft_file
def choose(
    request: PortalRequest,
    page: RegionPage,
    found: PlanImport,
    tables: Tables,
    reading: PlanReading,
    table: int,
    number: int,
) -> HttpResponse:
    """Keep which side wins a part of a row; then the preview again, at that row."""
    key = action_row(request, reading, table, number)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _nothing_chosen(request, found)
    found = drafts.choose(found, {key: {form.cleaned_data["deel"]: form.cleaned_data["kant"]}})
    return back_at_row(
        request, page, found, previews.compared(found, reading), key, said=_("Uw keuze bij rij %(row)s is opgeslagen.")
    )


@require_POST
@of_draft_file
def choose_all(
    request: PortalRequest, page: RegionPage, found: PlanImport, tables: Tables, reading: PlanReading
) -> HttpResponse:
    """Let one side win everything of which nobody chose a side yet."""
    form = SideForm(request.POST)
    if not form.is_valid():
        return _nothing_chosen(request, found)
    side, still_open = form.cleaned_data["kant"], previews.compared(found, reading).open_clashes
    drafts.choose(found, {key: dict.fromkeys(names, side) for key, names in still_open.items()})
    return redirect(found)


def _nothing_chosen(request: PortalRequest, found: PlanImport) -> HttpResponse:
    messages.warning(request, _("Kies bij een wijziging welke van de twee blijft. Er is niets gekozen."))
    return redirect(found)
