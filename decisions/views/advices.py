"""Advice on documents: adding, editing, removing, taking back. The leader all; a municipality what it was given."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from accounts.sent import number_of
from actions.models import Document
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from decisions.forms.advices import AdviceForm, AdviceOffer
from decisions.models import Advice
from decisions.pages.keepers import Keeper
from decisions.services.keeping import way_of
from decisions.views import kept
from municipalities.services import keeping


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """A new advice; `?document=` is the one to start with."""
    page = region_page(request, slug)
    keeper = Keeper(page)
    if not keeper.may_advise:
        return sign_in_or_refuse(request)
    offer = _offer(keeper)
    first = {"document": _first_document(request, offer)}
    if not offer.for_all and len(offer.municipalities) == 1:
        first["municipality_id"] = next(iter(offer.municipalities))
    desk = _desk(page)
    return kept.add(desk, lambda data: AdviceForm(data, offer=offer, initial=first), lambda form: _save(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Another content for an advice."""
    page, advice = _advice(request, slug, pk)
    if not request.user.has_perm("decisions.change_advice", advice):
        return sign_in_or_refuse(request)
    offer = _offer(Keeper(page), advice)
    return kept.edit(
        _desk(page, advice),
        lambda data, **more: AdviceForm(data, offer=offer, row=advice, **more),
        lambda form: form.content,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Remove an advice."""
    page, advice = _advice(request, slug, pk)
    if not request.user.has_perm("decisions.change_advice", advice):
        return sign_in_or_refuse(request)
    return kept.remove(_desk(page, advice))


@require_POST
def undo(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Take the last change of an advice back, also its removal."""
    page = region_page(request, slug)
    line = kept.line_or_404(Advice, pk)
    documents = Document.objects.visible_to(request.user).filter(programme=page.programme)
    document = get_object_or_404(documents.select_related("programme__region"), pk=line.document_id)
    for each in (line, line.prev_record):  # as it is, and as it would be again: it may have been of another council
        if each is not None and not request.user.has_perm("decisions.change_advice", _instance(each, document)):
            return sign_in_or_refuse(request)
    return kept.undo(_desk(page), line)


@require_safe
def history(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """What became of an advice."""
    page, advice = _advice(request, slug, pk)
    if not request.user.has_perm("decisions.change_advice", advice):
        return sign_in_or_refuse(request)
    return kept.history(_desk(page, advice))


def _advice(request: PortalRequest, slug: str, pk: int) -> tuple[RegionPage, Advice]:
    page = region_page(request, slug)
    found = Advice.objects.visible_to(request.user).filter(document__programme=page.programme)
    return page, get_object_or_404(found.select_related("document__programme__region", "municipality"), pk=pk)


def _instance(line: Any, document: Document) -> Advice:
    found: Advice = line.instance
    found.document = document
    return found


def _offer(keeper: Keeper, advice: Advice | None = None) -> AdviceOffer:
    places = {place.pk: place.name for place in keeper.municipalities}
    if advice and advice.municipality:
        places.setdefault(advice.municipality.pk, advice.municipality.name)
    return AdviceOffer(keeper.documents(), places, for_all=keeper.leads)


def _first_document(request: PortalRequest, offer: AdviceOffer) -> int | None:
    asked = request.GET.get("document")
    if asked is None:
        return None
    number = number_of(asked)
    if number not in offer.documents:
        raise Http404("Dit document bestaat niet.")
    return number


def _save(request: PortalRequest, form: AdviceForm) -> Advice:
    document = Document.objects.get(pk=form.cleaned_data["document"])
    advice: Advice = keeping.add(
        way_of(Advice), Advice(document=document), form.content, under=document, by=request.user
    )
    return advice


def _desk(page: RegionPage, advice: Advice | None = None) -> kept.Desk:
    def at(name: str, pk: int) -> str:
        return reverse(f"decisions:advice-{name}", args=[page.region.slug, pk]) + page.query

    links: dict[str, Any] = {name: at(name, advice.pk) for name in ("edit", "remove", "history")} if advice else {}
    return kept.Desk(
        request=page.request,  # type: ignore[arg-type]
        noun="advies",
        this="dit advies",
        base="region_base.html",
        template="decisions/advice.html",
        back=reverse("decisions:decisions", args=[page.region.slug]) + page.query,
        undo=at("undo", 0),
        context=page.context("decisions"),
        row=advice,
        links=links,
    )
