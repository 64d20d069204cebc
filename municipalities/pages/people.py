"""The people with access to a region: searched, filtered, in pages, and grouped per place."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.asked import not_understood, numbered
from accounts.models import PortalRequest, User
from municipalities.models import Assignment, Region
from municipalities.models.assignments import SOON, AssignmentQuerySet
from municipalities.rules.rights import Kind, administrators_of, confirms_in, reach
from municipalities.rules.wording import KINDS, name_of
from municipalities.services import left_to_review

AT_ONCE = 50  # people on a page
AT_REVIEW = 100  # people to go through at a time
NOW, SOON_OVER, OVER = "", "eindigt", "beeindigd"
PLACES = {"regio": "region", "organisatie": "organisation", "gemeente": "municipality"}


@dataclass(frozen=True)
class Person:
    """An assignment with whether the reader may end it."""

    assignment: Assignment
    may_end: bool


@dataclass(frozen=True)
class Group:
    """The people of one place."""

    title: str
    people: list[Person]
    address: str = ""  # of the page about access to that place alone


@dataclass(frozen=True)
class People:
    """What the page of access shows."""

    groups: list[Group]
    page: Page[Assignment]
    awaiting: list[tuple[Assignment, bool]]  # with whether the reader may decide; else: may withdraw
    asked: dict[str, str]
    in_all: int
    roles: list[tuple[str, str]]
    gives: frozenset[Kind]

    @property
    def pages_query(self) -> str:
        """What stands before the number of a page in an address."""
        return "?" + urlencode({name: value for name, value in self.asked.items() if value} | {"pagina": ""})

    @property
    def is_filtered(self) -> bool:
        """Whether something was asked."""
        return any(self.asked.values())


def people_of(request: PortalRequest, region: Region) -> People:
    """The people of a region as the address asks. The number of queries does not depend on how many there are."""
    asked, today = _asked(request), timezone.localdate()
    within, gives = Assignment.objects.within(region), reach(request.user, region)
    held = within.not_ended(today).filter(awaits=False)
    found = within.ended(today) if asked["toon"] == OVER else held
    page = numbered(_ordered(_filtered(found, asked), region), AT_ONCE, request.GET.get("pagina", "1"))
    waiting = list(within.awaiting(today).order_by("pk"))
    administrators = set(administrators_of([region.pk])) if waiting else set()
    return People(
        groups=list(_groups(page, region, gives)),
        page=page,
        awaiting=[(each, _decides(request.user, each, region, administrators)) for each in waiting],
        asked=asked,
        in_all=held.count(),
        roles=[("-".join(kind), name_of(kind)) for kind in KINDS if kind[1] != "portal"],
        gives=gives,
    )


def _asked(request: PortalRequest) -> dict[str, str]:
    """What the address asks; what is not understood is said."""
    known = {"toon": {NOW, SOON_OVER, OVER}, "plaats": {"", *PLACES}, "rol": {"", *("-".join(kind) for kind in KINDS)}}
    asked = {"zoek": request.GET.get("zoek", "").replace("\x00", "").strip()[:100]}
    for name, values in known.items():
        value = request.GET.get(name, "")
        if value not in values:
            not_understood(request, name)
            value = ""
        asked[name] = value
    return asked


def _filtered(found: AssignmentQuerySet, asked: dict[str, str]) -> AssignmentQuerySet:
    for word in asked["zoek"].split():
        names = ("user__name", "user__email", "organisation__name", "municipality__name")
        either = Q()
        for name in names:
            either |= Q(**{f"{name}__holds": word})
        found = found.filter(either)
    if asked["rol"]:
        role, _dash, place = asked["rol"].rpartition("-")
        found = found.filter(role=role, **{f"{place}__isnull": False})
    if asked["plaats"]:
        found = found.filter(**{f"{PLACES[asked['plaats']]}__isnull": False})
    if asked["toon"] == SOON_OVER:
        found = found.filter(valid_until__lte=timezone.localdate() + datetime.timedelta(days=SOON))
    return found


def _ordered(found: AssignmentQuerySet, region: Region) -> AssignmentQuerySet:
    """By place: the region first, then its Veilig Thuis, its municipalities and its organisations."""
    order = Case(
        When(region=region, then=Value(0)),
        When(region__isnull=False, then=Value(1)),
        When(municipality__isnull=False, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    names = ("municipality__name", "organisation__name", "organisation", "user__name", "user__email", "pk")
    return found.order_by(order, *names)


def _groups(page: Iterable[Assignment], region: Region, gives: frozenset[Kind]) -> Iterable[Group]:
    def place(one: Assignment) -> str:
        if one.region_id == region.pk:
            return _("Hele regio")
        if one.region_id:
            return _("Cijfers van %s") % one.place_name
        return _("Gemeente %s") % one.place_name if one.municipality_id else one.place_name

    for title, members in groupby(page, key=place):
        rows = [Person(one, (one.role, one.place_kind) in gives) for one in members]
        place_of = rows[0].assignment.municipality
        address = reverse("municipalities:council-access", args=[place_of.slug]) if place_of else ""
        yield Group(title, rows, address)


def _decides(user: User, assignment: Assignment, region: Region, administrators: set[int]) -> bool:
    """Whether the reader is the second person for this one."""
    if user.pk in (assignment.user_id, assignment.given_by_id):
        return False
    return confirms_in(user, assignment, region, administrators)


def to_review(user: User, region: Region) -> dict[str, Any]:
    """The next people to go through, per place, with how many there are and when it was done last."""
    left, gives = left_to_review(region), reach(user, region)
    shown = list(_ordered(left, region)[:AT_REVIEW])
    groups = [
        Group(group.title, [replace(one, may_end=one.may_end and one.assignment.user != user) for one in group.people])
        for group in _groups(shown, region, gives)
    ]
    last = region.access_reviews.exclude(finished_on=None).first()
    seen = ",".join(str(one.pk) for one in shown)
    return {"groups": groups, "seen": seen, "shown": len(shown), "left": left.count(), "last": last}
