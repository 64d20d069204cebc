"""Answers `?stand=2021-12-31` with the page as it stood at the end of that day."""

import datetime
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db.models import Min, Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.standing import ASKED
from actions.models import Action, Programme
from actions.models.base import Classification, Viewer
from municipalities.models import Membership, Merger, Municipality, Region
from reading import formats
from regiovisie.stand.reading import as_it_stood


class StandMiddleware:
    """For views that `shows_past` marks; the others say that they show today (`accounts.asked`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """The page of a day in the past; None lets the page of today be made."""
        place = getattr(view, "shows_past", None)
        if place is None or ASKED not in request.GET:
            return None
        day = _day(request.GET[ASKED])
        if day is None:
            return _instead(request, _("‘%s’ is geen dag. Schrijf de dag zo: 2021-12-31.") % request.GET[ASKED][:40])
        if day >= timezone.localdate():
            if day == timezone.localdate():
                return None
            return _instead(request, _("%s is nog niet geweest. Kies een dag die voorbij is.") % formats.day(day))
        regions = REGIONS[place](request.user, **kwargs)
        first = _first_day(request, regions)
        if first is None:
            return None  # nothing that this reader may see: the page of today says so
        if day < first:
            told = _("Van %(day)s is niets vastgelegd. Het eerste wat in dit portaal staat, is van %(first)s.")
            return _instead(request, told % {"day": formats.day(day), "first": formats.day(first)}, first)
        try:
            with as_it_stood(regions, day):
                response: HttpResponseBase = view(request, *args, **kwargs)
                return _named(response, day)
        except Http404:
            return _instead(request, _("Op %s bestond dit nog niet, of niet meer.") % formats.day(day))


def _named(response: HttpResponseBase, day: datetime.date) -> HttpResponseBase:
    """The answer, read while the stand is open; the name of a file says of which day it is."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = [response.getvalue()]
    name = response.get("Content-Disposition", "")
    if name and day.isoformat() not in name:
        response["Content-Disposition"] = re.sub(r'(\.[a-z]+"?)$', rf"-stand-{day.isoformat()}\1", name)
    return response


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _of_region(user: Viewer, slug: str, **other: Any) -> set[int]:
    return set(Region.objects.with_programme().filter(slug=slug).values_list("pk", flat=True))


def _of_municipality(user: Viewer, slug: str) -> set[int]:
    """Every region that the municipality, or one that merged into it, ever worked in: its page tells of all these."""
    merged = Merger.objects.filter(new__slug=slug).values("old")
    own = Municipality.objects.filter(Q(slug=slug) | Q(pk__in=merged))
    taking_part = Programme.objects.filter(documents__participants__in=own).values_list("region_id", flat=True)
    members = Membership.objects.filter(municipality__in=own, region__in=Region.objects.with_programme())
    return {*taking_part, *members.values_list("region_id", flat=True)}


def _of_action(user: Viewer, pk: int) -> set[int]:
    """Its region: of an action that the reader may see, or of one that is gone and that everybody could read before.

    Of any other nothing may be said: it answers as an action that never was.
    """
    seen = Action.objects.visible_to(user).filter(pk=pk).values_list("programme__region_id", flat=True)
    if seen or Action.objects.filter(pk=pk).exists():
        return set(seen)
    public = {"classification": Classification.PUBLIC, "released_at__isnull": False}
    told = Action.history.filter(id=pk, **public).values("programme_id")
    return set(Programme.objects.filter(pk__in=told).values_list("region_id", flat=True))


REGIONS: dict[str, Callable[..., set[int]]] = {
    "region": _of_region,
    "municipality": _of_municipality,
    "action": _of_action,
}


def _first_day(request: HttpRequest, regions: set[int]) -> datetime.date | None:
    """The first day of which anything is recorded of the programmes that this reader may see."""
    mine = Programme.objects.visible_to(request.user).filter(region__in=regions)
    if request.GET.get("programma"):
        mine = mine.filter(slug=request.GET["programma"])
    found = Programme.history.filter(id__in=mine.values("pk")).aggregate(first=Min("history_date"))["first"]
    return timezone.localdate(found) if found else None


def _instead(request: HttpRequest, sentence: str, first: datetime.date | None = None) -> HttpResponse:
    if not request.path.endswith("/"):  # a file: read by a program
        return HttpResponse(sentence, status=HTTPStatus.NOT_FOUND, content_type="text/plain; charset=utf-8")
    asked = request.GET.copy()
    asked.pop(ASKED, None)
    context = {
        "sentence": sentence,
        "first": first,
        "today": f"?{asked.urlencode()}" if asked else request.path,
        "kept": list(asked.items()),
    }
    return render(request, "regiovisie/no_stand.html", context, status=HTTPStatus.NOT_FOUND)
