"""The steps of one municipality on a page of its own: each part in a field, with the embargo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.models import Document
from actions.pages.region import RegionPage, sign_in_or_refuse
from actions.pages.taking_back import say_done
from decisions.forms.row import StepForm
from decisions.pages.grid import places_of, route_of
from decisions.pages.keepers import Keeper
from decisions.rules.wording import step_name
from decisions.services import steps
from decisions.views.steps import document_page, query_of
from municipalities.models import Municipality


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: PortalRequest, slug: str, place: str) -> HttpResponse:
    """The steps of a municipality with one document (`?document=`); who leads the region, and its own people."""
    page, _documents, document = document_page(request, slug)
    municipality = get_object_or_404(Municipality, slug=place)
    keeper = Keeper(page)
    if document is None or not keeper.may_advise or municipality not in places_of(document, keeper):
        return sign_in_or_refuse(request)
    rows = steps.rows_of(document, [municipality.pk])
    data = request.POST if request.method == "POST" else None
    route = route_of(document, rows)
    forms = [StepForm(data, step=step, row=rows.get((municipality.pk, step.key))) for step, _planned in route]
    clash = False
    if data is not None and not [form for form in forms if not form.is_valid()]:
        try:
            return _save(page, document, municipality, forms)
        except steps.StepsChanged:
            clash = True
            for form in forms:
                form.is_told = True
    named = [(step_name(form.step.body, form.step.kind), form) for form in forms]
    context = page.context("decisions", forms=named, place=municipality, document=document, clash=clash)
    context |= {"errors": any(form.errors for form in forms), "grid_query": query_of(page, document)}
    return render(request, "decisions/row.html", context, status=409 if clash else 200)


def _save(page: RegionPage, document: Document, place: Municipality, forms: list[StepForm]) -> HttpResponse:
    """Save all steps together. Raises StepsChanged."""
    request: Any = page.request
    changes = [
        steps.Change(place.pk, form.step, form.content, form.seen, whole=True)
        for form in forms
        if form.row is not None or form.has_changed()
    ]
    moment, kept = steps.keep_steps(document, changes, by=request.user)
    return _done(page, query_of(page, document), moment.isoformat(), len(kept), request.path)


def _done(page: RegionPage, query: str, moment: str, count: int, path: str) -> HttpResponse:
    if not count:
        messages.info(page.request, "Er is niets veranderd.")
    else:
        undo = reverse("decisions:steps-undo", args=[page.region.slug]) + query
        say_done(page.request, f"Opgeslagen. Aantal wijzigingen: {count}.", undo=undo, moment=moment)
    return redirect(path + query)
