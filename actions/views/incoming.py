"""Views of what comes in as a file, of plans and of figures alike."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.models import PortalRequest
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse

View = Callable[..., HttpResponse]
May = Callable[[PortalRequest, RegionPage], bool]


def of_one(rows: QuerySet[Any], may: May) -> Callable[[View], View]:
    """Mark a view of one of these rows: it gets the page of the row's programme, and the row.

    Who may not read in anything here is asked to sign in, or gets 403; 404 for what is not here, or of somebody else.
    """
    change = f"{rows.model._meta.app_label}.change_{rows.model._meta.model_name}"

    def mark(view: View) -> View:
        @wraps(view)
        def wrapped(request: PortalRequest, slug: str, pk: int, **more: Any) -> HttpResponse:
            page = region_page(request, slug)
            if not may(request, page):
                return sign_in_or_refuse(request)
            found = get_object_or_404(rows.filter(programme__in=page.programmes), pk=pk)
            if not request.user.has_perm(change, found):
                raise Http404("Dit bestand is van iemand anders.")
            programme = next(programme for programme in page.programmes if programme.pk == found.programme_id)
            return view(request, replace(page, programme=programme), found, **more)

        return wrapped

    return mark
