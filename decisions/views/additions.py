"""What a municipality does itself beside the plan of its region: shown to all, kept by its own people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import standing
from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.pages.region import sign_in_or_refuse
from decisions.forms.additions import AdditionForm, Choices, places_in
from decisions.models import Addition
from decisions.pages.additions import additions_of, programmes_beside
from decisions.services.keeping import way_of
from decisions.views import kept
from municipalities.models import Municipality
from municipalities.services import keeping


@shows_past("municipality")
@require_safe
def show_all(request: PortalRequest, slug: str) -> HttpResponse:
    """The additions of one municipality that the reader may see."""
    place = get_object_or_404(Municipality, slug=slug)
    context: dict[str, Any] = {
        "place": place,
        "shown": additions_of(place, request.user, standing.today()),
        "may_keep": _may_keep(request, place),
    }
    return render(request, "decisions/additions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """A new addition."""
    place = get_object_or_404(Municipality, slug=slug)
    if not _may_keep(request, place):
        return sign_in_or_refuse(request)
    offer = _offer(request, place)

    def save(form: AdditionForm) -> Addition:
        made: Addition = keeping.add(
            way_of(Addition), Addition(municipality=place), form.content, under=place, by=request.user
        )
        return made

    return kept.add(_desk(request, place, offer), lambda data: AdditionForm(data, offer=offer), save)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Another content for an addition."""
    addition = _addition(request, slug, pk)
    if not request.user.has_perm("decisions.change_addition", addition):
        return sign_in_or_refuse(request)
    offer = _offer(request, addition.municipality)
    desk = _desk(request, addition.municipality, offer, addition)
    return kept.edit(
        desk, lambda data, **more: AdditionForm(data, offer=offer, row=addition, **more), lambda form: form.content
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Remove an addition."""
    addition = _addition(request, slug, pk)
    if not request.user.has_perm("decisions.change_addition", addition):
        return sign_in_or_refuse(request)
    return kept.remove(_desk(request, addition.municipality, [], addition))


@require_POST
def undo(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Take the last change of an addition back, also its removal."""
    place = get_object_or_404(Municipality, slug=slug)
    if not _may_keep(request, place):
        return sign_in_or_refuse(request)
    line = kept.line_or_404(Addition, pk, municipality_id=place.pk)
    return kept.undo(_desk(request, place, []), line)


@require_safe
def history(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """What became of an addition."""
    addition = _addition(request, slug, pk)
    if not request.user.has_perm("decisions.change_addition", addition):
        return sign_in_or_refuse(request)
    return kept.history(_desk(request, addition.municipality, [], addition))


def _may_keep(request: PortalRequest, place: Municipality) -> bool:
    return request.user.has_perm("municipalities.keep_additions", place)


def _addition(request: PortalRequest, slug: str, pk: int) -> Addition:
    found = Addition.objects.visible_to(request.user).filter(municipality__slug=slug)
    return get_object_or_404(found.select_related("municipality", "programme__region"), pk=pk)


def _offer(request: PortalRequest, place: Municipality) -> Choices:
    return places_in(programmes_beside(place, request.user, standing.today()))


def _desk(request: PortalRequest, place: Municipality, offer: Choices, addition: Addition | None = None) -> kept.Desk:
    def at(name: str, pk: int) -> str:
        return reverse(f"decisions:addition-{name}", args=[place.slug, pk])

    links = {name: at(name, addition.pk) for name in ("edit", "remove", "history")} if addition else {}
    return kept.Desk(
        request=request,
        noun="aanvulling",
        this="deze aanvulling",
        base="decisions/municipality_base.html",
        template="decisions/addition.html",
        back=reverse("decisions:additions", args=[place.slug]),
        undo=at("undo", 0),
        context={"place": place, "has_offer": bool(offer)},
        row=addition,
        links=links,
    )
