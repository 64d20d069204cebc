"""What changed in a document since it was adopted."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.models import Document
from actions.pages.region import region_page
from decisions.pages.since import chosen, decided_moments, since


@require_safe
def since_adoption(request: PortalRequest, slug: str, key: str) -> HttpResponse:
    """The document as adopted beside the document as it is; `?vastgesteld=` is the day, else the first."""
    page = region_page(request, slug)
    visible = Document.objects.visible_to(request.user).filter(programme=page.programme)
    document = get_object_or_404(visible, key=key)
    moments = decided_moments(document, request.user)
    asked = request.GET.get("vastgesteld")
    decided = chosen(moments, asked)
    if asked is not None and decided is None:
        raise Http404("Op deze dag is dit document niet vastgesteld.")
    found = since(page.programme, decided.moment, inside=page.may("read_programme")) if decided else None
    context = page.context("decisions", document=document, moments=moments, decided=decided, since=found)
    return render(request, "decisions/since.html", context)
