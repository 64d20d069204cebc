"""Reading in a plan, page by page: the file, its columns, the preview, one confirmation, and taking it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from accounts.once import answered
from accounts.uploads import receives_files
from actions.exports import feedback as feedback_workbook
from actions.forms.importing import PASTED_TOO_LARGE, ColumnsForm, ConfirmForm, StartForm
from actions.imports import previews
from actions.models import Action, PlanImport
from actions.pages.import_rows import kept_account
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.services import drafts, importing, undoing
from actions.views.import_drafts import GONE, of_draft, of_draft_file, of_leader, shown_of
from jobs.incoming import flow
from jobs.models import Job
from reading.plans.model import PlanReading
from tables.model import Refused, Tables

LISTED = 30  # earlier imports
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# --- The file ---


def _may_start(request: PortalRequest, slug: str) -> HttpResponse | None:
    """Refuses, before the file is read, who may not change the plan of the region."""
    return None if region_page(request, slug).may("change_programme") else sign_in_or_refuse(request)


@receives_files(_may_start)
@csrf_exempt  # only this first look: what is too much to receive must be said at its field; `_start` is protected
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PortalRequest, slug: str) -> HttpResponse:
    """Give a file or paste a table; nothing changes in the plan yet. Beneath: what was read in before."""
    if _sent(request) is None:
        request.POST = QueryDict()
        page = region_page(request, slug)
        if not page.may("change_programme"):
            return sign_in_or_refuse(request)
        form = StartForm({})
        form.errors.clear()
        form.add_error("paste", PASTED_TOO_LARGE)
        return _start_page(request, page, form)
    return _start(request, slug)


def _sent(request: PortalRequest) -> QueryDict | None:
    """What was sent, which is read here; None when a pasted table is more than a form may hold."""
    try:
        return request.POST
    except RequestDataTooBig:
        return None


@csrf_protect
def _start(request: PortalRequest, slug: str) -> HttpResponse:
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    if request.method != "POST":
        return _start_page(request, page, StartForm())
    return answered(request, lambda: _given(request, page), any_page=True)


def _given(request: PortalRequest, page: RegionPage) -> HttpResponse:
    form = StartForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _kept(request, page, form)
        except Refused as reason:
            form.refuse(str(reason))
    return _start_page(request, page, form)


def _kept(request: PortalRequest, page: RegionPage, form: StartForm) -> HttpResponse:
    """Keep the file and go on to its columns."""
    found = importing.keep_file(
        page.programme,
        content=form.content(),
        name=form.name(pasted=importing.PASTED),
        by=request.user,
        year=form.cleaned_data["year"],
        amounts_in=form.cleaned_data["amounts_in"],
    )
    if not found.is_draft:  # a job reads it first
        return redirect(found)
    return redirect("actions:import-columns", page.region.slug, found.pk)


def _start_page(request: PortalRequest, page: RegionPage, form: StartForm) -> HttpResponse:
    earlier = page.programme.plan_imports.select_related("created_by", "applied_by", "undone_by", "programme__region")
    context = page.context("plan", form=form, earlier=earlier[:LISTED])
    return render(request, "actions/import_start.html", context, status=400 if form.errors else 200)


# --- Its columns ---


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft_file
def columns(
    request: PortalRequest, page: RegionPage, found: PlanImport, tables: Tables, reading: PlanReading
) -> HttpResponse:
    """What each column is, to correct; then the preview."""
    if any(row.own is not None for row in reading.rows):
        return redirect(found)
    first = {"line": found.line, "year": found.year, "amounts_in": found.amounts_in}
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, programme=page.programme, reading=reading, tables=tables, initial=first)
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in first}
        try:
            drafts.set_columns(found, mapping=form.mapping(found.columns), **typed)
            return redirect(found)
        except Refused as reason:
            form.add_error(None, str(reason))
    context = page.context("plan", form=form, plan_import=found)
    return render(request, "actions/import_columns.html", context, status=400 if form.errors else 200)


# --- The preview, and what became of it ---


@never_cache
@require_safe
@of_leader
def show(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """The preview; how far the job is; or what was done. htmx asks for that part only."""
    return _show(request, page, found, ConfirmForm())


@require_POST
@of_draft
def confirm(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Put everything of the preview in the plan, in the background and in one go."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show(request, page, found, form, status=400)
    release = form.cleaned_data["release"] == "now"
    try:
        importing.confirm(found, fingerprint=form.cleaned_data["fingerprint"], release=release, by=request.user)
    except importing.NotConfirmed as reason:
        messages.warning(request, str(reason))
        return redirect(f"{found.get_absolute_url()}#tabellen")
    return redirect(found)


def _show(
    request: PortalRequest, page: RegionPage, found: PlanImport, form: ConfirmForm, *, status: int = 200
) -> HttpResponse:
    job = None if found.applied_at else _job_of(found)
    context = page.context("plan", plan_import=found, job=job, form=form)
    if found.applied_at:
        context |= _outcome(request, found)
    elif job and job.kind == PlanImport.READ_JOB and job.has_failed:
        context["refused"] = job.error
    elif job is None or job.is_finished:
        context |= _preview(request, found)
    template = "actions/_import.html" if request.wants_fragment else "actions/import.html"
    return render(request, template, context, status=status)


def _job_of(found: PlanImport) -> Job | None:
    """The last job on this file; a reading that is done leaves a draft like any other."""
    job = found.jobs().first()
    return None if job and job.kind == PlanImport.READ_JOB and job.state == Job.State.DONE else job


def _preview(request: PortalRequest, found: PlanImport) -> dict[str, Any]:
    """The preview of a draft, or why there is none."""
    try:
        preview = previews.preview_of(found)
    except Refused as reason:
        return {"refused": str(reason)}
    except FileNotFoundError:
        return {"refused": GONE}
    return {"shown": shown_of(request, found, preview)}


def _outcome(request: PortalRequest, found: PlanImport) -> dict[str, Any]:
    """What an import did, with the actions that are still there."""
    ids = {kind: [row["id"] for row in found.outcome[kind]] for kind in ("new", "changed")}
    actions = Action.objects.visible_to(request.user).filter(pk__in=[*ids["new"], *ids["changed"]])
    by_id = {action.pk: action for action in actions.select_related("line").prefetch_related("goals").in_plan_order()}
    return _undoing(found) | {
        "new_actions": [action for pk, action in by_id.items() if pk in set(ids["new"])],
        "changed_actions": [action for pk, action in by_id.items() if pk in set(ids["changed"])],
        "account": kept_account(found),
    }


def _undoing(found: PlanImport) -> dict[str, Any]:
    """What taking an import back would do; once that is done, which actions stayed."""
    if found.undone_at:
        kept = {row["id"]: row["why"] for row in found.outcome.get("stays", ())}
        rows = Action.objects.filter(pk__in=kept).prefetch_related("goals").in_plan_order()
        return {"stays": [(action, kept[action.pk]) for action in rows]}
    would = undoing.undoing_of(found)
    return {"undoing": would, "stays": would.stays, "why_not": undoing.why_not_undone(found, would)}


@require_POST
@of_leader
def undo(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Take the import back, as far as nobody went on with what it brought."""
    try:
        done = undoing.undo(found, by=request.user)
    except undoing.CannotUndo as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, done.sentence)
    return redirect(found)


@require_POST
@of_draft
def delete(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Remove a draft with its file."""
    flow.remove(found)
    messages.success(request, _("‘%(name)s’ is weggehaald. Het plan is niet veranderd.") % {"name": found.name})
    return redirect(reverse("actions:import-start", args=[page.region.slug]) + page.query)


@require_safe
@of_leader
def feedback(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """The user's own workbook with a comment at each cell to look at; of another kind of file a workbook like it."""
    try:
        content = feedback_workbook.workbook_of(found)
    except (Refused, FileNotFoundError) as reason:
        raise Http404("Dit bestand is niet meer te lezen.") from reason
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{feedback_workbook.file_name(found)}"'
    return response
