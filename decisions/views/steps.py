"""Keeping the steps of all municipalities in one grid: typing, pasting, several at once, and taking a save back."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.models import Document
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import moment_sent, say_done
from decisions.forms.steps import PASTE, PASTED_IN, SAVE, SET_ALL, Filled, GridForm, fill, read
from decisions.pages import turns
from decisions.pages.grid import grid_of, places_of
from decisions.pages.keepers import Keeper
from decisions.rules.grid import Grid
from decisions.services import steps


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: PortalRequest, slug: str) -> HttpResponse:
    """The grid of a document; `?document=` is its key. A municipality's own people see and keep their own row."""
    page, documents, document = document_page(request, slug)
    keeper = Keeper(page)
    if not keeper.may_advise:
        return sign_in_or_refuse(request)
    if document is None:
        return render(request, "decisions/grid.html", page.context("decisions"))
    shown = grid_of(document, timezone.localdate(), places_of(document, keeper))
    if request.method != "POST":
        return _page(page, documents, Filled(shown, [], warns=False), GridForm(grid=shown))
    fill(shown, request.POST)
    if SAVE not in request.POST:  # a paste, or several at once: to look at first
        read_only = {PASTE, SET_ALL} & set(request.POST)
        typed = {**request.POST.dict(), "block": "\n".join(shown.left)}  # what was not taken over is still there
        form = GridForm(grid=shown, initial=typed)
        return _page(page, documents, read(shown, request.POST), form, looks=bool(read_only))
    return _save(page, documents, read(shown, request.POST), GridForm(request.POST, grid=shown))


@require_POST
def undo(request: PortalRequest, slug: str) -> HttpResponse:
    """Take back a whole save, unless somebody kept one of its rows since."""
    page, _documents, document = document_page(request, slug)
    keeper = Keeper(page)
    if not keeper.may_advise:
        return sign_in_or_refuse(request)
    if document is None:
        raise Http404("Er is geen document.")
    only = None if keeper.leads else {place.pk for place in keeper.own}
    try:
        count = steps.undo_steps(document, moment=moment_sent(request), by=request.user, only=only)
    except steps.NothingToUndo:
        messages.warning(request, "Er is daarna nog iets gewijzigd. Daarom is er niets ongedaan gemaakt.")
    else:
        messages.success(request, f"Ongedaan gemaakt: {count} {'wijziging' if count == 1 else 'wijzigingen'}.")
    return redirect(_address(page, document))


def _save(page: RegionPage, documents: list[Document], filled: Filled, form: GridForm) -> HttpResponse:
    request: Any = page.request
    document = filled.grid.document
    if filled.errors or not form.is_valid():
        return _page(page, documents, filled, form)
    reason = form.cleaned_data["reason"]
    try:
        moment, kept = steps.keep_steps(document, filled.changes, by=request.user, reason=reason)
    except steps.StepsChanged as clash:
        for cell in filled.grid.cells:
            cell.now = (cell.was or "leeg") if cell.key in clash.cells else ""
        return _page(page, documents, filled, form, status=409)
    if not kept:
        messages.info(request, "Er is niets veranderd.")
    else:
        undo_at = reverse("decisions:steps-undo", args=[page.region.slug]) + query_of(page, document)
        say_done(request, f"Opgeslagen. Aantal wijzigingen: {len(kept)}.", undo=undo_at, moment=moment.isoformat())
    return redirect(_address(page, document))


def _page(
    page: RegionPage,
    documents: list[Document],
    filled: Filled,
    form: GridForm,
    *,
    looks: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown: Grid = filled.grid
    context = page.context(
        "decisions",
        grid=shown,
        documents=documents,
        form=form,
        filled=filled,
        looks=looks,
        clashes=[cell for cell in shown.cells if cell.now],
        grid_query=query_of(page, shown.document),
        seen=json.dumps(shown.seen, ensure_ascii=False),
        action=_address(page, shown.document),
        buttons={"paste": PASTE, "pasted_in": PASTED_IN, "many": SET_ALL, "save": SAVE},
    )
    return render(page.request, "decisions/grid.html", context, status=status)


def document_page(request: PortalRequest, slug: str) -> tuple[RegionPage, list[Document], Document | None]:
    """The documents to choose from, and the one that `?document=` names: without it the first that is decided on."""
    page = region_page(request, slug)
    visible = Document.objects.visible_to(request.user).filter(programme=page.programme)
    documents = list(visible.prefetch_related("route").order_by("position", "pk"))
    key = request.GET.get("document")
    if key is not None:
        return page, documents, get_object_or_404(visible.prefetch_related("route"), key=key)
    own = [document for document in documents if not document.accompanies]
    return page, documents, next(iter(own or documents), None)


def query_of(page: RegionPage, document: Document) -> str:
    """The query that names the document, and the programme where it is not the current one."""
    return turns.query_of(page.query, document)


def _address(page: RegionPage, document: Document) -> str:
    return reverse("decisions:steps", args=[page.region.slug]) + query_of(page, document)
