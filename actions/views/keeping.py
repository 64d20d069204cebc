"""Keeping a programme in the browser: its contents, a list per kind, a form per row, removing, and taking back.

One set of views for all kinds (actions.rules.kinds); only who may change the programme comes here.
"""

from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.forms.keeping import form_of
from actions.forms.kept import KeptForm, MoveForm, RemoveForm
from actions.pages.keeping import contents, entries, targets, title_of, versions_of
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import say_done, version_sent
from actions.rules.kept import Clash, clash_of, values_of
from actions.rules.kinds import BY_SLUG, Kind
from actions.services import keeping as services
from actions.views.incoming import View
from municipalities.services import keeping

STEPS = {"omhoog": -1, "omlaag": 1}


def _of_kind(view: View) -> View:
    """A view of one kind of a programme, for who may change it. A row may be of an earlier programme of the region."""

    @wraps(view)
    def wrapped(request: PortalRequest, slug: str, kind: str, **more: Any) -> HttpResponse:
        page = region_page(request, slug)
        if not page.may("change_programme"):
            return sign_in_or_refuse(request)
        if kind not in BY_SLUG:
            raise Http404("Dit onderdeel bestaat niet.")
        return view(request, page, BY_SLUG[kind], **more)

    return wrapped


def row_of(page: RegionPage, kind: Kind, pk: int) -> tuple[RegionPage, Any]:
    """A row of one of the programmes of the region that may be changed, with the page of that programme."""
    for programme in page.programmes:
        found = kind.rows_of(programme).filter(pk=pk).first()
        if found is not None:
            return replace(page, programme=programme), found
    raise Http404("Dit is er niet (meer).")


@require_safe
def room(request: PortalRequest, slug: str) -> HttpResponse:
    """The contents of a programme: what there is of each kind, and where it is changed."""
    page = region_page(request, slug)
    if not page.may_arrange and not page.may("change_programme"):
        return sign_in_or_refuse(request)
    parts = contents(page.programme) if page.may("change_programme") else []
    return render(request, "actions/keeping/room.html", page.context("plan", parts=parts))


@require_http_methods(["GET", "HEAD", "POST"])
@_of_kind
def rows(request: PortalRequest, page: RegionPage, kind: Kind) -> HttpResponse:
    """All rows of a kind; a button moves one up or down."""
    if request.method == "POST":
        return _shifted(request, page, kind)
    found = entries(kind, page.programme)
    return render(request, "actions/keeping/rows.html", page.context("plan", kind=kind, entries=found))


def _shifted(request: PortalRequest, page: RegionPage, kind: Kind) -> HttpResponse:
    """Move the row of a button one place, and go back to it."""
    pk, places = request.POST.get("rij", ""), STEPS.get(request.POST.get("naar", ""))
    if pk.isdecimal() and len(pk) < 10 and places and kind.siblings is not None:
        page, row = row_of(page, kind, int(pk))
        if services.shift(kind, row, places=places, by=request.user):
            return redirect(_to(page, kind) + f"#rij-{pk}")
    messages.info(request, _("Er is niets verplaatst."))
    return redirect(_to(page, kind))


@require_http_methods(["GET", "HEAD", "POST"])
@_of_kind
def edit(request: PortalRequest, page: RegionPage, kind: Kind, pk: int | None = None) -> HttpResponse:
    """Change a row, or add one. Saved by somebody else meanwhile: both are shown, and nothing typed is lost."""
    if pk is None:
        row = kind.new_in(page.programme)
    else:
        page, row = row_of(page, kind, pk)
    if pk is None and not kind.can_be_added:
        raise Http404("Dit komt er hier niet bij.")
    form = form_of(kind, page.programme, row, request.POST if request.method == "POST" else None)
    clash = None
    if form.is_valid():
        try:
            return _saved(request, page, form, pk)
        except keeping.Changed:
            form, clash = _both(page, form, pk or 0)
        except keeping.Refusal as reason:
            form.add_error(None, str(reason))
    return _form_page(request, page, form, pk, clash)


def _form_page(
    request: PortalRequest, page: RegionPage, form: KeptForm, pk: int | None, clash: Clash | None
) -> HttpResponse:
    kind = form.kind
    row = kind.rows_of(page.programme).filter(pk=pk).first() if pk else None
    more = {
        "kind": kind, "form": form, "row": row, "conflict": clash, "back": _to(page, kind),
        "title": title_of(kind, row) if row else kind.new,
        "versions": versions_of(kind, pk, page.programme.day_in_words) if pk else [],
    }  # fmt: skip
    status = 409 if clash else 400 if form.errors else 200
    return render(request, "actions/keeping/form.html", page.context("plan", **more), status=status)


def _saved(request: PortalRequest, page: RegionPage, form: KeptForm, pk: int | None) -> HttpResponse:
    """Save and say so, with a button to take it back. Raises Changed, Refusal."""
    kind, typed, row = form.kind, form.cleaned_data, form.instance
    reason, way = typed["reason"], services.way_of(kind)
    if pk is None:
        row = services.add(kind, row, form.values, reason=reason, by=request.user)
        _tell(request, page, kind, row.pk, _("Toegevoegd."))
    elif keeping.change(way, row, form.values, version=typed["seen"], reason=reason, by=request.user):
        _tell(request, page, kind, pk, _("Opgeslagen."))
    else:
        messages.info(request, _("Er is niets veranderd."))
    return redirect(_to(page, kind))


def _both(page: RegionPage, form: KeptForm, pk: int) -> tuple[KeptForm, Clash]:
    """What both people made of it: the form with the proposal, and what to tell the second."""
    row = row_of(page, form.kind, pk)[1]
    now = values_of(form.kind, row)
    clash = clash_of(form.kind, pk, version=form.cleaned_data["seen"], now=now, mine=form.values)
    return form.proposing(clash.proposal, version=clash.version, row=row), clash


@require_http_methods(["GET", "HEAD", "POST"])
@_of_kind
def remove(request: PortalRequest, page: RegionPage, kind: Kind, pk: int) -> HttpResponse:
    """Remove a row; or first hang what hangs under it elsewhere."""
    page, row = row_of(page, kind, pk)
    if not kind.can_be_added:
        raise Http404("Dit gaat hier niet weg.")
    uses = services.uses(kind, row)
    others = targets(kind, row) if any(use.can_move for use in uses) else kind.rows.none()
    moving = MoveForm(request.POST if "verplaatsen" in request.POST else None, targets=others)
    if moving.is_valid():
        to = moving.cleaned_data["to"]
        count = services.move_uses(kind, row, to, by=request.user)
        messages.success(request, _("Verplaatst naar ‘%(to)s’: %(count)d.") % {"to": to, "count": count})
        return redirect(request.get_full_path())
    going = RemoveForm(request.POST if request.method == "POST" and not moving.is_bound else None)
    if going.is_valid():
        return _removed(request, page, kind, row, going.cleaned_data)
    more = {
        "kind": kind, "row": row, "title": title_of(kind, row), "uses": uses, "moving": moving if others else None,
        "form": going, "version": keeping.version_of(kind.model, pk), "back": _to(page, kind),
    }  # fmt: skip
    status = 400 if moving.errors or going.errors else 200
    return render(request, "actions/keeping/remove.html", page.context("plan", **more), status=status)


def _removed(request: PortalRequest, page: RegionPage, kind: Kind, row: Any, typed: dict[str, Any]) -> HttpResponse:
    pk = row.pk
    try:
        way = services.way_of(kind)
        keeping.remove(way, row, version=typed["seen"], reason=typed["reason"], by=request.user)
    except keeping.Changed:
        messages.warning(request, _("Iemand anders heeft dit intussen gewijzigd. Kijk eerst wat er nu staat."))
        return redirect(request.get_full_path())
    except keeping.Refusal as reason:
        messages.warning(request, str(reason))
        return redirect(request.get_full_path())
    _tell(request, page, kind, pk, _("Weggehaald."))
    return redirect(_to(page, kind))


@require_POST
@_of_kind
def undo(request: PortalRequest, page: RegionPage, kind: Kind, pk: int) -> HttpResponse:
    """Take the last change of a row back, unless somebody changed it since."""
    try:
        said = services.undo(kind, page.programme, pk, version=version_sent(request), by=request.user)
    except keeping.Changed:
        messages.warning(request, _("Het is daarna nog gewijzigd. Daarom is er niets ongedaan gemaakt."))
    except keeping.Refusal as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, said)
    return redirect(_to(page, kind))


def _to(page: RegionPage, kind: Kind) -> str:
    """The list of a kind, of this programme; of a kind that is there once, the contents."""
    if not kind.can_be_added:
        return reverse("actions:keeping", args=[page.region.slug]) + page.query
    return reverse("actions:kept-rows", args=[page.region.slug, kind.slug]) + page.query


def _tell(request: PortalRequest, page: RegionPage, kind: Kind, pk: int, said: str) -> None:
    """Say what was done, with a button to take it back."""
    address = reverse("actions:kept-undo", args=[page.region.slug, kind.slug, pk]) + page.query
    say_done(request, said, undo=address, version=keeping.version_of(kind.model, pk))
