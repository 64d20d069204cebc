"""The year of a programme: its calendar as a page, and as a file to subscribe to."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import standing
from accounts.asked import not_understood
from accounts.models import PortalRequest
from actions.pages.region import region_page
from regiovisie.pages.feed import calendar_file
from regiovisie.pages.year import FIRST_YEAR, LAST_YEAR, entries, year_of

ASKED = "jaar"
BACK, AHEAD = 1, 2  # years in the file, beside this one


@require_safe
def year(request: PortalRequest, slug: str) -> HttpResponse:
    """What falls in which month of a year: this one, or the one of `?jaar=`."""
    page = region_page(request, slug)
    today = standing.today()
    number = _asked(request) or today.year
    found = entries(page.programme, request.user, range(number, number + 1))
    return render(request, "regiovisie/year.html", page.context("region", year=year_of(found, number, today)))


def _asked(request: PortalRequest) -> int | None:
    """The year of the address; None when it asks none, or nothing that is a year: the page says so."""
    asked = request.GET.get(ASKED)
    if asked is None:
        return None
    if len(asked) == len("2027") and asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    not_understood(request, ASKED)
    return None


@require_safe
def feed(request: PortalRequest, slug: str) -> HttpResponse:
    """What everybody may see of last year until two years from now, as iCalendar; the same for whoever asks."""
    page = region_page(request, slug)
    if not page.programme.is_public:
        raise Http404("Dit programma is niet openbaar.")
    today = standing.today()
    years = range(today.year - BACK, today.year + AHEAD + 1)
    content = calendar_file(page.programme, entries(page.programme, AnonymousUser(), years), today=today)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="jaar-{page.programme.slug}.ics"'
    return response
