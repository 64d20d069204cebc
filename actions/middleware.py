"""Puts the stamp on a page that holds something not public, and tells in the trace who saw or took what is hidden."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import trace
from accounts.asked import refusal_of
from accounts.models import TraceEntry, User
from actions import seen
from actions.models import Programme
from actions.models.classified import GUARDED
from actions.rules.stamps import Stamp, stamp_of

logger = logging.getLogger(__name__)
# In base.html, and in a fragment that renews it; what people type is escaped, so it stands there only.
PLACE = b"<!--stempel-->"
# What shows something: the page itself, a form with a mistake, and what somebody else saved meanwhile.
SHOWN = (HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT)


class SeenMiddleware:
    """Knows of what a page reads from the database (actions/seen.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with seen.collecting() as noted:
            response = self.get_response(request)
        held = list(noted.values())
        if isinstance(response, HttpResponse) and PLACE in response.content:
            response.content = response.content.replace(PLACE, _banner(stamp_of(held)), 1)
        hidden = [thing for thing in held if thing.classification in GUARDED]
        is_given = response.status_code in SHOWN and not refusal_of(request, response)
        if hidden and is_given and isinstance(request.user, User):
            _tell(request.user, hidden, kind=_kind(response))
        return response


def _banner(stamp: Stamp) -> bytes:
    return render_to_string("actions/_stamp.html", {"stamp": stamp}).encode() if stamp else b""


def _kind(response: HttpResponseBase) -> str:
    is_page = response.get("Content-Type", "").startswith("text/html")
    return trace.Kind.SEEN if is_page else trace.Kind.EXPORTED


def _tell(user: User, hidden: list[Any], *, kind: str) -> None:
    """One entry per person, thing and hour. A database that only reads is no reason to show somebody no page."""
    hour = timezone.now().strftime("%Y%m%d%H")
    once = {f"{kind}:{user.pk}:{thing._meta.label_lower}:{thing.pk}:{hour}": thing for thing in hidden}
    try:
        with transaction.atomic():
            trace.record_once(once, lambda new: _entries(user, new, kind))
    except DatabaseError as error:
        logger.warning("not told in the trace: %s", type(error).__name__)


def _entries(user: User, things: dict[str, Any], kind: str) -> list[TraceEntry]:
    programmes = Programme.objects.filter(pk__in=[pk for pk in map(_programme, things.values()) if pk])
    regions: dict[Any, tuple[Any, ...]] = {
        row[0]: row[1:] for row in programmes.values_list("pk", "region_id", "region__name")
    }
    made = []
    for once, thing in things.items():
        region, place = regions.get(_programme(thing), (getattr(thing, "region_id", None), ""))
        made.append(
            trace.entry(
                kind,
                by=user,
                on=thing,
                label=thing.trace_label,
                region_id=region,
                municipality_id=getattr(thing, "municipality_id", None),
                place_name=place,
                once=once,
            )
        )
    return made


def _programme(thing: Any) -> int | None:
    return thing.pk if isinstance(thing, Programme) else getattr(thing, "programme_id", None)
