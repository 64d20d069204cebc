"""A new programme of a region: from its document or empty; changing it, and removing it while it is empty."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from accounts.once import answered
from accounts.uploads import receives_files
from actions.forms.starting import SPARE, BeginForm, ProgrammeForm
from actions.models import ProgrammeDraft
from actions.pages.region import RegionPage, may_start, region_of, region_page, sign_in_or_refuse
from actions.services import starting
from actions.views.incoming import View
from municipalities.models import Region
from tables.model import Refused

MORE = "meer"  # the button that asks for more rows for lines
EMPTY = "leeg"  # the button that begins without a document


def _of_draft(view: View) -> View:
    """A view of something that was begun in a region, for who may start a programme there."""

    @wraps(view)
    def wrapped(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
        region = region_of(request, slug)
        if not may_start(request, region):
            return sign_in_or_refuse(request)
        return view(request, region, get_object_or_404(region.programme_drafts, pk=pk))

    return wrapped


# --- Beginning ---


def _may_begin(request: PortalRequest, slug: str) -> HttpResponse | None:
    """Refuses, before the file is read, who may not start a programme of the region."""
    return None if may_start(request, region_of(request, slug)) else sign_in_or_refuse(request)


@receives_files(_may_begin)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PortalRequest, slug: str) -> HttpResponse:
    """Give the document of a new programme, or begin without one."""
    region = region_of(request, slug)
    if not may_start(request, region):
        return sign_in_or_refuse(request)
    if request.method != "POST":
        return _begin_page(request, region, BeginForm())
    return answered(request, lambda: _begun(request, region), any_page=True)


def _begun(request: PortalRequest, region: Region) -> HttpResponse:
    if EMPTY in request.POST:
        return redirect(starting.begin(region, content=None, name="", by=request.user))
    form = BeginForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            return redirect(starting.begin(region, content=file.read(), name=file.name, by=request.user))
        except Refused as reason:
            form.add_error("file", str(reason))
    return _begin_page(request, region, form)


def _begin_page(request: PortalRequest, region: Region, form: BeginForm) -> HttpResponse:
    context = {"region": region, "form": form, "begun": region.programme_drafts.select_related("created_by", "region")}
    return render(request, "actions/programme_begin.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_of_draft
def create(request: PortalRequest, region: Region, draft: ProgrammeDraft) -> HttpResponse:
    """Name, years and lines of a new programme; then on to reading in its document."""
    form = ProgrammeForm(request.POST or None, region=region, proposed=draft.outline)
    if MORE in request.POST:
        form = _with_more_rows(request, region=region, proposed=draft.outline)
    elif form.is_valid():
        try:
            return _created(request, region, draft, form)
        except starting.DraftGone:
            return redirect(region)
        except Refused as reason:
            form.add_error(None, str(reason))
    context = {"region": region, "form": form, "draft": draft}
    return render(request, "actions/programme_new.html", context, status=400 if form.errors else 200)


def _created(request: PortalRequest, region: Region, draft: ProgrammeDraft, form: ProgrammeForm) -> HttpResponse:
    programme, found = starting.start_programme(draft, form.details(), by=request.user)
    text = _("‘%(title)s’ is gemaakt. Het is nog niet openbaar: alleen wie in de regio werkt, ziet het.")
    messages.success(request, text % {"title": programme.title})
    if found is None:
        return redirect(programme)
    if not request.user.has_perm("actions.change_planimport", found):
        text = _("De projectleider kan ‘%(name)s’ nu nakijken en overnemen: bij het plan, onder ‘Plan inlezen’.")
        messages.info(request, text % {"name": found.name})
        return redirect(programme)
    return redirect("actions:import-columns", region.slug, found.pk) if found.is_draft else redirect(found)


def _with_more_rows(request: PortalRequest, **options: Any) -> ProgrammeForm:
    """What was typed, with more rows for lines and nothing said of it yet."""
    data = request.POST.copy()
    count = ProgrammeForm(data, **options).count
    data.setdefault(f"lijn-{count + SPARE - 1}-titel", "")
    form = ProgrammeForm(data, **options)
    form.errors.clear()
    return form


@require_POST
@_of_draft
def drop(request: PortalRequest, region: Region, draft: ProgrammeDraft) -> HttpResponse:
    """Throw away what was begun, with its file."""
    starting.drop_draft(draft)
    messages.success(request, _("Wat u was begonnen, is weggehaald. Er is geen programma gemaakt."))
    return redirect("actions:programme-begin", region.slug)


# --- Changing and removing ---


@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: PortalRequest, slug: str) -> HttpResponse:
    """Change name, years and lines of a programme, and make it public."""
    page = region_page(request, slug)
    if not page.may_arrange:
        return sign_in_or_refuse(request)
    options: dict[str, Any] = {
        "region": page.region,
        "programme": page.programme,
        "may_publish": page.may("change_programme"),
    }
    form = ProgrammeForm(request.POST or None, **options)
    if MORE in request.POST:
        form = _with_more_rows(request, **options)
    elif form.is_valid():
        try:
            return _changed(request, page, form)
        except starting.Refusal as reason:
            form.add_error(None, str(reason))
    context = page.context("plan", form=form, why_not=starting.why_not_removed(page.programme))
    return render(request, "actions/programme.html", context, status=400 if form.errors else 200)


def _changed(request: PortalRequest, page: RegionPage, form: ProgrammeForm) -> HttpResponse:
    was_public = page.programme.is_public
    seen = form.cleaned_data["seen"]
    asked = {"seen": seen, "by": request.user, "with_lines": form.has_lines}
    if starting.change_programme(page.programme, form.details(), **asked):
        page.programme.refresh_from_db()
        public = page.programme.is_public and not was_public
        messages.success(request, _("Het programma is nu openbaar.") if public else _("Het programma is gewijzigd."))
    return redirect(page.programme)


@require_POST
def remove(request: PortalRequest, slug: str) -> HttpResponse:
    """Remove a programme in which nothing is."""
    page = region_page(request, slug)
    if not page.may_start:
        return sign_in_or_refuse(request)
    try:
        starting.remove_programme(page.programme, by=request.user)
    except starting.Refusal as reason:
        messages.warning(request, str(reason))
        return redirect(page.programme)
    messages.success(request, _("‘%(title)s’ is weggehaald.") % {"title": page.programme.title})
    return redirect(page.region)
