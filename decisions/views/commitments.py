"""Declarations of intent and agreements: adding, editing, removing, taking back. For who leads the region."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from decisions.forms.commitments import CommitmentForm
from decisions.models import Commitment
from decisions.services.keeping import way_of
from decisions.services.signing import signers_named
from decisions.views import kept
from municipalities.services import keeping


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """A new commitment."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)

    def save(form: CommitmentForm) -> Commitment:
        made = Commitment(programme=page.programme)
        kept_now: Commitment = keeping.add(
            way_of(Commitment), made, _content(page, form), under=page.programme, by=request.user
        )
        return kept_now

    names = _names(page)
    return kept.add(_desk(page, names), lambda data: CommitmentForm(data, names=names), save)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Another content for a commitment, or other parties."""
    page, commitment = _commitment(request, slug, pk)
    if not request.user.has_perm("decisions.change_commitment", commitment):
        return sign_in_or_refuse(request)
    names = _names(page)
    return kept.edit(
        _desk(page, names, commitment),
        lambda data, **more: CommitmentForm(data, row=commitment, names=_names(page), **more),
        lambda form: _content(page, form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a commitment."""
    page, commitment = _commitment(request, slug, pk)
    if not request.user.has_perm("decisions.change_commitment", commitment):
        return sign_in_or_refuse(request)
    return kept.remove(_desk(page, {}, commitment))


@require_POST
def undo(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Take the last change of a commitment back, also its removal."""
    page = region_page(request, slug)
    line = kept.line_or_404(Commitment, pk, programme_id=page.programme.pk)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    return kept.undo(_desk(page, {}), line)


@require_safe
def history(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """What became of a commitment."""
    page, commitment = _commitment(request, slug, pk)
    if not request.user.has_perm("decisions.change_commitment", commitment):
        return sign_in_or_refuse(request)
    return kept.history(_desk(page, {}, commitment))


def _commitment(request: PortalRequest, slug: str, pk: int) -> tuple[RegionPage, Commitment]:
    page = region_page(request, slug)
    found = Commitment.objects.visible_to(request.user).filter(programme=page.programme)
    return page, get_object_or_404(found.select_related("programme__region"), pk=pk)


def _names(page: RegionPage) -> dict[int, str]:
    return dict(page.region.organisations.order_by("name").values_list("pk", "name"))


def _content(page: RegionPage, form: CommitmentForm) -> dict[str, Any]:
    return form.content | {"signers": signers_named(page.programme, form.parties)}


def _desk(page: RegionPage, names: dict[int, str], commitment: Commitment | None = None) -> kept.Desk:
    def at(name: str, pk: int) -> str:
        return reverse(f"decisions:commitment-{name}", args=[page.region.slug, pk]) + page.query

    links = {name: at(name, commitment.pk) for name in ("edit", "remove", "history")} if commitment else {}
    return kept.Desk(
        request=page.request,  # type: ignore[arg-type]
        noun="afspraak",
        this="deze afspraak",
        base="region_base.html",
        template="decisions/commitment.html",
        back=reverse("decisions:decisions", args=[page.region.slug]) + page.query,
        undo=at("undo", 0),
        context=page.context("decisions", organisations=names.values()),
        row=commitment,
        links=links,
    )
