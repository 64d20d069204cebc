"""The deliveries of figures about a region: the list, releasing what Veilig Thuis counted, and taking back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import PortalRequest
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from monitoring import services
from monitoring.forms.deliveries import ReleaseForm, WithdrawForm
from monitoring.models import Delivery
from monitoring.pages.deliveries import deliveries_of, holding_again, narrowed_for, release_page, reports_for, rows_of
from monitoring.rules.rights import reads_in
from monitoring.services import defining


@require_safe
def deliveries(request: PortalRequest, slug: str) -> HttpResponse:
    """All deliveries about the region with their state, for who reports for it or decides on one of them."""
    page = region_page(request, slug)
    if not reads_in(request.user, page.programme):
        return sign_in_or_refuse(request)
    rows, listed = rows_of(page.programme, request.user, number=request.GET.get("pagina", "1"))
    narrowed = narrowed_for(page.programme, request.user)
    context = page.context("figures", rows=rows, listed=listed, narrowed=narrowed, reads_in=True)
    return render(request, "monitoring/deliveries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Look at what becomes public, and release it with a word of explanation."""
    page, found = _delivery(request, slug, pk)
    if not request.user.has_perm("monitoring.release_delivery", found):
        return sign_in_or_refuse(request)
    if found.state != Delivery.State.WAITING:
        return _back(page, found)
    shown = release_page(found)
    form = ReleaseForm(request.POST or None, fingerprint=shown.fingerprint, drafts=bool(shown.drafts))
    if form.is_valid():
        try:
            words, drafts_too = form.cleaned_data["interpretation"], bool(shown.drafts)
            services.release(found, interpretation=words, by=request.user, drafts_too=drafts_too)
            messages.success(request, _("De cijfers zijn vrijgegeven. Iedereen kan ze nu zien."))
            return _back(page, found)
        except services.ReleaseError as reason:
            form.add_error(None, str(reason))
    context = page.context("figures", delivery=found, shown=shown, form=form)
    return render(request, "monitoring/release.html", context, status=400 if form.errors else 200)


@require_POST
def set_aside(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Let what is not described yet wait in a delivery of its own, and go on with the rest."""
    page, found = _delivery(request, slug, pk)
    if not request.user.has_perm("monitoring.release_delivery", found):
        return sign_in_or_refuse(request)
    try:
        defining.set_aside(found)
        messages.success(request, _("Wat nog geen omschrijving heeft, wacht nu apart. De rest kunt u vrijgeven."))
    except defining.DefineError as reason:
        messages.error(request, str(reason))
    return redirect(reverse("monitoring:release", args=[page.region.slug, found.pk]) + page.query)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Take a delivery back, with the reason."""
    page, found = _delivery(request, slug, pk)
    if not request.user.has_perm("monitoring.withdraw_delivery", found):
        return sign_in_or_refuse(request)
    if found.withdrawn_at:
        return _back(page, found)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            closed = services.withdraw(found, by=request.user, **form.values())
            messages.success(request, _("De aanlevering is ingetrokken. Wat zij verving, geldt weer."))
            if closed:
                messages.success(request, _("Gesloten rapporten: %(count)s.") % {"count": closed})
            return _back(page, found)
        except services.ReleaseError as reason:
            form.add_error(None, str(reason))
    context = page.context("figures", delivery=found, form=form, reports=reports_for(found, request.user))
    context["again"] = holding_again(found)
    return render(request, "monitoring/withdraw.html", context, status=400 if form.errors else 200)


def _delivery(request: PortalRequest, slug: str, pk: int) -> tuple[RegionPage, Delivery]:
    """A delivery about the region."""
    page = region_page(request, slug)
    return page, get_object_or_404(deliveries_of(page.programme), pk=pk)


def _back(page: RegionPage, delivery: Delivery) -> HttpResponse:
    address = reverse("monitoring:deliveries", args=[page.region.slug])
    return redirect(f"{address}{page.query}#aanlevering-{delivery.pk}")
