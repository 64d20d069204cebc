"""Who pays which part: the page of a region, and adding, editing, removing and taking back for who leads it."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from decisions.forms.shares import ShareKeyForm
from decisions.models import ShareKey
from decisions.pages.keepers import Keeper
from decisions.pages.shares import shown_keys
from decisions.rules.inhabitants import Inhabitants, offered
from decisions.services.keeping import way_of
from decisions.views import kept
from municipalities.services import keeping

FILL = "inwoners"  # asks to fill in the inhabitants on the day that is its value


@require_safe
def shares(request: PortalRequest, slug: str) -> HttpResponse:
    """Each agreed key with what every municipality pays by it; without a key there is no amount."""
    page = region_page(request, slug)
    context = page.context("costs", keys=shown_keys(page.programme, request.user))
    return render(request, "decisions/shares.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """A new key."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    if FILL in request.POST:
        return _filled(page)

    def save(form: ShareKeyForm) -> ShareKey:
        made = ShareKey(programme=page.programme)
        kept_now: ShareKey = keeping.add(way_of(ShareKey), made, form.content, under=page.programme, by=request.user)
        return kept_now

    return kept.add(_desk(page), lambda data: _form(page, data), save)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Another content for a key."""
    page, key = _key(request, slug, pk)
    if not request.user.has_perm("decisions.change_sharekey", key):
        return sign_in_or_refuse(request)
    if FILL in request.POST:
        return _filled(page, key)
    return kept.edit(_desk(page, key), lambda data, **more: _form(page, data, key, **more), lambda form: form.content)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a key."""
    page, key = _key(request, slug, pk)
    if not request.user.has_perm("decisions.change_sharekey", key):
        return sign_in_or_refuse(request)
    return kept.remove(_desk(page, key))


@require_POST
def undo(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Take the last change of a key back, also its removal."""
    page = region_page(request, slug)
    line = kept.line_or_404(ShareKey, pk)
    if line.programme_id != page.programme.pk:
        raise Http404("Dit bestaat niet.")
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    return kept.undo(_desk(page), line)


@require_safe
def history(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """What became of a key."""
    page, key = _key(request, slug, pk)
    if not request.user.has_perm("decisions.change_sharekey", key):
        return sign_in_or_refuse(request)
    return kept.history(_desk(page, key))


def _key(request: PortalRequest, slug: str, pk: int) -> tuple[RegionPage, ShareKey]:
    page = region_page(request, slug)
    found = ShareKey.objects.visible_to(request.user).filter(programme=page.programme)
    return page, get_object_or_404(found.select_related("programme__region"), pk=pk)


def _form(page: RegionPage, data: object, key: ShareKey | None = None, **more: object) -> ShareKeyForm:
    keeper = Keeper(page)
    sources = page.programme.funding_sources.filter(published=True).values_list("pk", "name")
    places = {place.code: place.name for place in sorted(keeper.municipalities, key=lambda place: place.name)}
    return ShareKeyForm(data, row=key, places=places, sources=dict(sources), documents=keeper.documents(), **more)


def _offers(page: RegionPage) -> list[tuple[Inhabitants, str]]:
    codes = [place.code for place in Keeper(page).municipalities]
    return [(found, found.known_words(codes)) for found in offered(codes)]


def _filled(page: RegionPage, key: ShareKey | None = None) -> HttpResponse:
    """The form with the inhabitants that were asked for where nothing was typed. Nothing is saved."""
    form, sent = _form(page, None, key), page.request.POST
    asked = next((found for found in offered(form.places) if found.key == sent[FILL]), None)
    if asked is None:
        raise Http404("Deze inwonertallen zijn er niet.")
    form.fill(asked, sent)
    return _desk(page, key).page(form=form)


def _desk(page: RegionPage, key: ShareKey | None = None) -> kept.Desk:
    def at(name: str, pk: int) -> str:
        return reverse(f"decisions:share-{name}", args=[page.region.slug, pk]) + page.query

    links = {name: at(name, key.pk) for name in ("edit", "remove", "history")} if key else {}
    return kept.Desk(
        request=page.request,  # type: ignore[arg-type]
        noun="verdeelsleutel",
        this="deze verdeelsleutel",
        base="region_base.html",
        template="decisions/share.html",
        back=reverse("decisions:shares", args=[page.region.slug]) + page.query,
        undo=at("undo", 0),
        context=page.context("costs", fill=FILL, offers=partial(_offers, page)),
        row=key,
        links=links,
    )
