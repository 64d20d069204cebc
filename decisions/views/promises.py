"""Questions, motions and promises: the term list of a council and of a region, and one of them."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import standing
from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.pages.region import region_page
from decisions.models import Promise
from decisions.pages.promise_history import history_of, may_read_who
from decisions.pages.promises import rows_of, term_list
from decisions.rules.offers import places_of_council, places_of_programme
from municipalities.models import Municipality


@shows_past("municipality")
@require_safe
def of_council(request: PortalRequest, slug: str) -> HttpResponse:
    """The term list of one council, of all programmes."""
    place = get_object_or_404(Municipality, slug=slug)
    found = term_list(request, Promise.objects.filter(municipality=place), several_councils=False)
    may_add = bool(places_of_council(place, request.user))
    context = {"place": place, "terms": found, "may_add": may_add, "today": standing.today()}
    return render(request, "decisions/promises_of_council.html", context)


@shows_past("region")
@require_safe
def of_region(request: PortalRequest, slug: str) -> HttpResponse:
    """The term list of all councils of a programme."""
    page = region_page(request, slug)
    asked = Promise.objects.filter(programme=page.programme)
    found = term_list(request, asked, several_councils=True, query=page.query)
    may_add = bool(places_of_programme(page.programme, request.user))
    context = page.context("decisions", terms=found, may_add=may_add, today=standing.today())
    return render(request, "decisions/promises_of_region.html", context)


def seen(request: HttpRequest) -> "QuerySet[Promise]":
    """What the reader may see, with all that its page needs."""
    found = Promise.objects.visible_to(request.user)
    return found.select_related("municipality", "programme__region", "programme__successor", "line", "closed_by")


@require_safe
def promise(request: PortalRequest, pk: int) -> HttpResponse:
    """One question, motion or promise with its history, and what this reader may do with it."""
    found = get_object_or_404(seen(request), pk=pk)
    (row,) = rows_of([found], request.user, standing.today())
    context = {
        "promise": found,
        "row": row,
        "versions": history_of(found, request.user),
        "reads_who": may_read_who(request.user, found),
        "may_change": request.user.has_perm("decisions.change_promise", found),
        "may_close": request.user.has_perm("decisions.close_promise", found),
    }
    return render(request, "decisions/promise.html", context)
