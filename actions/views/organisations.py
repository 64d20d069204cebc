"""Organisations of a region: where they are used, another name, two that are one. For who may change the plan."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import PortalRequest
from actions.forms.organisations import RenameForm, WhichForm
from actions.pages.organisations import alike_first, effect_of, names_before, organisations_of
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.services import organisations as services
from actions.views.incoming import View
from municipalities.models import Organisation


def _of_leader(view: View) -> View:
    """A view of the organisations of a region, for who may change its programme."""

    @wraps(view)
    def wrapped(request: PortalRequest, slug: str, **more: int) -> HttpResponse:
        page = region_page(request, slug)
        return view(request, page, **more) if page.may("change_programme") else sign_in_or_refuse(request)

    return wrapped


def _of_one(view: View) -> View:
    """The same, for one of them."""

    def found(request: PortalRequest, page: RegionPage, pk: int) -> HttpResponse:
        return view(request, page, get_object_or_404(page.region.organisations.select_related("region"), pk=pk))

    return _of_leader(wraps(view)(found))


@require_safe
@_of_leader
def show_all(request: PortalRequest, page: RegionPage) -> HttpResponse:
    """All organisations with where they are used, and first those that may be the same."""
    found = organisations_of(page.region, number=request.GET.get("pagina", "1"))
    return render(request, "actions/organisations.html", page.context("plan", found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@_of_one
def show(request: PortalRequest, page: RegionPage, organisation: Organisation) -> HttpResponse:
    """One organisation: another name, or the same as another one."""
    form = RenameForm(request.POST or None, initial={"name": organisation.name})
    if form.is_valid():
        before = organisation.name
        try:
            if services.rename(organisation, form.cleaned_data["name"], by=request.user):
                text = _("‘%(old)s’ heet nu ‘%(new)s’.")
                messages.success(request, text % {"old": before, "new": form.cleaned_data["name"]})
            return redirect("actions:organisations", page.region.slug)
        except services.Refusal as reason:
            form.add_error("name", str(reason))
    which = WhichForm(others=alike_first(organisation))
    context = page.context("plan", form=form, which=which, organisation=organisation, before=names_before(organisation))
    return render(request, "actions/organisation.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_of_one
def merge(request: PortalRequest, page: RegionPage, organisation: Organisation) -> HttpResponse:
    """What merging would change, and then do it; without the other one, which one it is."""
    asked = request.POST or request.GET
    which = WhichForm(asked if "met" in asked else None, others=alike_first(organisation))
    context = page.context("plan", organisation=organisation, which=which)
    if not which.is_valid():
        return render(request, "actions/organisation_merge.html", context, status=400 if which.errors else 200)
    other = get_object_or_404(page.region.organisations, pk=which.cleaned_data["met"])
    if request.method == "POST":
        return _merged(request, page, organisation, other)
    context |= {
        "other": other,
        "effect": effect_of(organisation),
        "why_not": services.why_not_merged(organisation, other),
        "becomes_known": services.becomes_known(organisation, other),
    }
    return render(request, "actions/organisation_merge.html", context)


def _merged(request: PortalRequest, page: RegionPage, old: Organisation, new: Organisation) -> HttpResponse:
    try:
        services.merge(old, new, by=request.user)
    except services.Refusal as reason:
        messages.warning(request, str(reason))
    else:
        text = _("‘%(old)s’ en ‘%(new)s’ zijn nu één organisatie: ‘%(new)s’.")
        messages.success(request, text % {"old": old.name, "new": new.name})
    return redirect("actions:organisations", page.region.slug)
