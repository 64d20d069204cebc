"""Evaluations of a programme: the list, making one, its page, and its report as a private file."""

from dataclasses import replace

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.forms.classifying import GROUNDS, ClassificationForm
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.rules.stamps import file_mark, stamp_of
from evaluations import services
from evaluations.forms import EvaluationForm, NewEvaluationForm, first_values, values_of
from evaluations.models import Evaluation
from jobs.models import Job


@require_safe
def evaluation_list(request: PortalRequest, slug: str) -> HttpResponse:
    """The evaluations of a programme that the reader may see."""
    page = region_page(request, slug)
    evaluations = Evaluation.objects.visible_to(request.user).filter(programme=page.programme)
    context = page.context("evaluations", evaluations=evaluations.select_related("created_by", "programme__region"))
    return render(request, "evaluations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: PortalRequest, slug: str) -> HttpResponse:
    """Make an evaluation; its report is made in the background."""
    page = region_page(request, slug)
    if not page.may("report_programme"):
        return sign_in_or_refuse(request)
    form = NewEvaluationForm(request.POST or None, initial=first_values(page.programme))
    if form.is_valid():
        return redirect(services.create(page.programme, **form.values(), by=request.user))
    return render(request, "evaluations/form.html", page.context("evaluations", form=form))


@never_cache
@require_safe
def evaluation(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """One evaluation with its report, or how far the report is; htmx asks for that part only."""
    page, found = _evaluation(request, slug, pk)
    if found.is_closed_for(request.user):
        return _closed(request, page, found, status=200)
    context = page.context("evaluations", evaluation=found, job=_job(found), may_change=_may_change(request, found))
    return render(request, f"evaluations/{'_report' if request.wants_fragment else 'evaluation'}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Change the texts of an evaluation; its report is made again."""
    page, found = _evaluation(request, slug, pk)
    if not _may_change(request, found):
        return sign_in_or_refuse(request)
    form = EvaluationForm(request.POST or None, initial=values_of(found))
    if form.is_valid():
        services.rewrite(found, **form.values(), by=request.user)
        return redirect(found)
    return render(request, "evaluations/form.html", page.context("evaluations", form=form, evaluation=found))


@require_POST
def make(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Make the report again, from the plan as it is now."""
    _page, found = _evaluation(request, slug, pk)
    if not _may_change(request, found):
        return sign_in_or_refuse(request)
    if found.closed_at:
        messages.info(request, _("Lees eerst de teksten na. Als u ze opslaat, maakt het portaal een nieuw rapport."))
        return redirect("evaluations:edit", slug, pk)
    services.make_report(found, by=request.user)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def classify(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Change who may read an evaluation, and so the stamp on its report."""
    page, found = _evaluation(request, slug, pk)
    if not _may_change(request, found):
        return sign_in_or_refuse(request)
    sent = request.POST if request.method == "POST" else None
    form = ClassificationForm(sent, thing=found, offered=found.offered_to(request.user))
    if form.is_valid():
        changed = services.classify(found, by=request.user, **form.values)
        messages.success(request, _("Opgeslagen: wie dit mag zien.") if changed else _("Er is niets veranderd."))
        return redirect(found)
    more = {"form": form, "thing": found, "back": found.get_absolute_url(), "grounds": GROUNDS}
    status = 400 if form.errors else 200
    return render(request, "actions/classify.html", page.context("evaluations", **more), status=status)


@require_safe
def report(request: PortalRequest, slug: str, pk: int) -> HttpResponseBase:
    """The PDF, for who may see all that is in it; 410: called back or outdated, 404: not made yet, or gone."""
    page, found = _evaluation(request, slug, pk)
    if found.is_closed_for(request.user):
        return _closed(request, page, found, status=410)
    if found.pdf and found.is_outdated_for(request.user):
        context = page.context("evaluations", evaluation=found, may_change=_may_change(request, found))
        return render(request, "evaluations/outdated.html", context, status=410)
    try:
        name = file_mark(stamp_of([found])) + found.file_name
        return FileResponse(found.pdf.open("rb"), as_attachment=True, filename=name)
    except (ValueError, FileNotFoundError) as reason:
        raise Http404("Dit rapport is er (nog) niet.") from reason


def _evaluation(request: PortalRequest, slug: str, pk: int) -> tuple[RegionPage, Evaluation]:
    """A visible evaluation of the region, on the page of its own programme."""
    page = region_page(request, slug)
    visible = Evaluation.objects.visible_to(request.user).filter(programme__in=page.programmes)
    found = get_object_or_404(visible.select_related("programme__region", "created_by"), pk=pk)
    programme = next(programme for programme in page.programmes if programme.pk == found.programme_id)
    return replace(page, programme=programme), found


def _closed(request: PortalRequest, page: RegionPage, found: Evaluation, *, status: int) -> HttpResponse:
    """What stands in the place of a report that was called back; who may correct it, finds how."""
    context = page.context("evaluations", evaluation=found, may_change=_may_change(request, found))
    return render(request, "evaluations/closed.html", context, status=status)


def _job(evaluation: Evaluation) -> Job | None:
    """The job that makes the report now, or failed to; nothing when the last one is done."""
    job = Job.objects.about(Evaluation.JOB, evaluation.pk).first()
    return None if job is None or job.state == Job.State.DONE else job


def _may_change(request: PortalRequest, evaluation: Evaluation) -> bool:
    return request.user.has_perm("evaluations.change_evaluation", evaluation)
