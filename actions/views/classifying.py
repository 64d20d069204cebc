"""Who may see an action or a document: on a page of its own, with a second look before something opens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.forms.classifying import GROUNDS, ClassificationForm
from actions.models import Action, Document
from actions.pages.action import action_page
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.services import classifying


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: PortalRequest, pk: int) -> HttpResponse:
    """Change who may see an action."""
    page, found = action_page(request, pk)
    if not request.user.has_perm("actions.change_action", found):
        return sign_in_or_refuse(request)
    return _classify(request, page, found, back=found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Change who may see a document."""
    page = region_page(request, slug)
    visible = Document.objects.visible_to(request.user).select_related("programme__region")
    found = get_object_or_404(visible.filter(programme=page.programme), pk=pk)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    back = reverse("decisions:decisions", args=[page.region.slug]) + page.query
    return _classify(request, page, found, back=back)


def _classify(request: PortalRequest, page: RegionPage, thing: Action | Document, *, back: str) -> HttpResponse:
    form = ClassificationForm(request.POST if request.method == "POST" else None, thing=thing)
    if form.is_valid():
        changed = classifying.classify(thing, by=request.user, **form.values)
        messages.success(request, _("Opgeslagen: wie dit mag zien.") if changed else _("Er is niets veranderd."))
        return redirect(back)
    context = page.context("plan", form=form, thing=thing, back=back, grounds=GROUNDS)
    return render(request, "actions/classify.html", context, status=400 if form.errors else 200)
