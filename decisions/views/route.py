"""The route of a document on one page: which bodies take which steps, for who may change the programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from actions.models import Document
from actions.pages.region import region_page, sign_in_or_refuse
from actions.pages.taking_back import say_done
from decisions.forms.route import RouteForm
from decisions.pages.route import versions_of
from decisions.services import route as service
from decisions.views.steps import query_of

BACK = "terug"  # the button that takes the last change back, with the version before it


@require_http_methods(["GET", "HEAD", "POST"])
def route(request: PortalRequest, slug: str, key: str) -> HttpResponse:
    """Set all steps at once. Changed by somebody else meanwhile: what is there now stands beside what was typed."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    visible = Document.objects.visible_to(request.user).filter(programme=page.programme)
    document = get_object_or_404(visible.select_related("programme"), key=key)
    if BACK in request.POST:
        return _taken_back(request, document)
    now, seen, clash = service.route_of(document), service.version_of(document), False
    form = RouteForm(request.POST if request.method == "POST" else None, steps=now, seen=seen)
    if form.is_valid():
        try:
            return _saved(request, document, form)
        except service.RouteChanged:
            clash = True
    context = page.context("plan", form=form, document=document, now=now, seen=seen, clash=clash)
    context |= {"versions": versions_of(document), "grid_query": query_of(page, document)}
    return render(request, "decisions/route.html", context, status=409 if clash else 400 if form.errors else 200)


def _saved(request: PortalRequest, document: Document, form: RouteForm) -> HttpResponse:
    """Save and say so, with a button to take it back. Raises RouteChanged."""
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    before = service.version_of(document)
    if not service.set_route(document, form.steps, version=seen, reason=reason, by=request.user):
        messages.info(request, _("Er is niets veranderd."))
        return redirect(request.get_full_path())
    sent = {"version": service.version_of(document), BACK: before}
    say_done(request, _("De route is opgeslagen."), undo=request.get_full_path(), **sent)
    return redirect(request.get_full_path())


def _taken_back(request: PortalRequest, document: Document) -> HttpResponse:
    sent = [request.POST.get(name, "") for name in (BACK, "version")]
    before, version = (int(text) if text.isdecimal() and len(text) < 10 else -1 for text in sent)
    try:
        then = service.route_then(document, before)
        reason = _("Laatste wijziging ongedaan gemaakt")
        service.set_route(document, then, version=version, reason=reason, by=request.user)
        messages.success(request, _("De laatste wijziging is ongedaan gemaakt."))
    except service.RouteChanged:
        messages.warning(request, _("Het is daarna nog gewijzigd. Daarom is er niets ongedaan gemaakt."))
    return redirect(request.get_full_path())
