"""The topics of a region: which wait for a description, describing one, and merging one into what is known."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from monitoring.forms.defining import IndicatorForm, MergeForm
from monitoring.models import Indicator
from monitoring.pages.deliveries import releasable_by
from monitoring.pages.topics import counts_of, likely, lines_of, topics_of
from monitoring.rules.rights import reads_in
from monitoring.services import defining


@require_safe
def topics(request: PortalRequest, slug: str) -> HttpResponse:
    """All topics of the region, those that wait for a description first."""
    page = region_page(request, slug)
    if not _may_see(request, page):
        return sign_in_or_refuse(request)
    lines, listed, waiting = lines_of(page.programme, request.user, number=request.GET.get("pagina", "1"))
    context = page.context("figures", lines=lines, listed=listed, waiting=waiting)
    context["releasable"] = releasable_by(request.user, page.programme)
    return render(request, "monitoring/topics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Describe a topic; from then on it is no draft."""
    page = region_page(request, slug)
    found = get_object_or_404(topics_of(page.programme), pk=pk)
    if not request.user.has_perm("monitoring.define_indicator", found):
        return sign_in_or_refuse(request)
    form = IndicatorForm(request.POST or None, indicator=found, counts=counts_of(page.programme, found))
    if form.is_valid():
        defining.define(found, form.values())
        messages.success(request, _("De omschrijving is bewaard."))
        return _back(page)
    return _page(request, page, found, form=form, merge_form=MergeForm(likely=likely(found, page.programme)))


@require_POST
def merge(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Make a draft one with a topic that is known."""
    page = region_page(request, slug)
    found = get_object_or_404(topics_of(page.programme), pk=pk)
    if not request.user.has_perm("monitoring.define_indicator", found):
        return sign_in_or_refuse(request)
    form = MergeForm(request.POST, likely=likely(found, page.programme))
    if form.is_valid():
        try:
            defining.merge(found, form.chosen)
            said = _("‘%(draft)s’ is nu ‘%(known)s’. De cijfers zijn mee verhuisd.")
            messages.success(request, said % {"draft": found.title, "known": form.chosen.title})
            return _back(page)
        except defining.DefineError as reason:
            form.add_error("into", str(reason))
    return _page(
        request,
        page,
        found,
        form=IndicatorForm(indicator=found, counts=counts_of(page.programme, found)),
        merge_form=form,
    )


def _page(
    request: PortalRequest, page: RegionPage, found: Indicator, *, form: IndicatorForm, merge_form: MergeForm
) -> HttpResponse:
    context = page.context("figures", indicator=found, form=form, merge_form=merge_form)
    wrong = bool(form.errors or merge_form.errors)
    return render(request, "monitoring/topic.html", context | {"wrong": wrong}, status=400 if wrong else 200)


def _may_see(request: PortalRequest, page: RegionPage) -> bool:
    return reads_in(request.user, page.programme)


def _back(page: RegionPage) -> HttpResponse:
    return redirect(reverse("monitoring:topics", args=[page.region.slug]) + page.query)
