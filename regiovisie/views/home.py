"""The way in: find your municipality or region."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from regiovisie.forms import SearchForm
from regiovisie.pages import overview


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Search, the regions with their state in one line, and the map."""
    regions = overview.region_states(request.user)
    return render(
        request, "regiovisie/home.html", {"form": SearchForm(), "regions": regions, "map_size": overview.MAP_SIZE}
    )


@require_safe
@cache_control(public=True, max_age=86_400)
def country_map(request: PortalRequest) -> HttpResponse:
    """The country as one grey shape: the same for everyone and for long, so apart from the page."""
    context = {"map_size": overview.MAP_SIZE, "outline": overview.country_outline()}
    return render(request, "regiovisie/country_map.svg", context, content_type="image/svg+xml")
