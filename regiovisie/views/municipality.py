"""Finding a municipality, and its page for the council."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from accounts.standing import shows_past
from regiovisie.forms import SearchForm
from regiovisie.pages.councils import council_page
from regiovisie.pages.places import known_places
from regiovisie.pages.search import Results, find


@require_safe
def search(request: PortalRequest) -> HttpResponse:
    """Places by (roughly) their name; the one place with exactly that name is opened at once."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    results = find(query, request.user) if query else Results([])
    if results.exact and not request.wants_fragment:
        return redirect(results.exact.address)
    template = "regiovisie/_suggestions.html" if request.wants_fragment else "regiovisie/search.html"
    return render(request, template, {"form": form, "query": query, "results": results})


@shows_past("municipality")
@require_safe
def municipality(request: PortalRequest, slug: str) -> HttpResponse:
    """What the region does for one municipality: promised, done, cost, figures and decisions."""
    place = get_object_or_404(known_places(), slug=slug)
    return render(request, "regiovisie/municipality.html", {"council": council_page(place, request.user)})
