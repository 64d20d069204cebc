"""What a municipality does itself beside the plan of its region, as pages show it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from actions.models import ActionLine, Programme, Theme
from actions.models.base import Viewer, is_so
from decisions.models import Addition
from decisions.models.additions import AdditionQuerySet
from decisions.rules.terms import addition_state, addition_when
from municipalities.models import Municipality
from municipalities.rules.why import why


@dataclass(frozen=True)
class Shown:
    """One addition in words; the line or theme only where the reader may see it."""

    addition: Addition
    label: str
    when: str
    beside: str  # the plan, with its line or theme
    of: str  # the municipality, where it is not the one of the page
    because: str  # why the reader sees it, where not everybody does


def additions_of(place: Municipality, user: Viewer, today: datetime.date, own_ids: Collection[int] = ()) -> list[Shown]:
    """The additions of a municipality that a reader may see, and of those that merged into it; one query."""
    found = _read(user).filter(municipality__in={place.pk, *own_ids})
    ordered = found.order_by("programme__region__name", "-programme__first_year", "pk")
    return [_shown(each, user, today, page_of=place) for each in ordered]


def additions_beside(programme: Programme, user: Viewer, today: datetime.date) -> list[Shown]:
    """The additions beside one plan that a reader may see, by municipality; one query."""
    found = _read(user).filter(programme=programme).order_by("municipality__name", "pk")
    return [_shown(each, user, today, page_of=None) for each in found]


def _read(user: Viewer) -> AdditionQuerySet:
    return (
        Addition.objects.visible_to(user)
        .select_related("programme__region", "line", "theme", "municipality")
        .annotate(
            shows_line=is_so(Q(line__in=ActionLine.objects.visible_to(user))),
            shows_theme=is_so(Q(theme__in=Theme.objects.visible_to(user))),
        )
    )


def _shown(addition: Addition, user: Viewer, today: datetime.date, *, page_of: Municipality | None) -> Shown:
    parts = [addition.programme.short_title]
    if addition.line and getattr(addition, "shows_line", False):
        parts.append(str(addition.line))
    if addition.theme and getattr(addition, "shows_theme", False):
        parts.append(str(addition.theme))
    return Shown(
        addition,
        label=addition_state(addition, today),
        when=addition_when(addition),
        beside=" › ".join(parts),
        of="" if page_of and addition.municipality_id == page_of.pk else addition.municipality.name,
        because=why(user, addition.read_through()),
    )


def programmes_beside(place: Municipality, user: Viewer, today: datetime.date) -> list[Programme]:
    """The plans beside which a municipality can do something: of its regions, and those that it takes part in.

    A municipality can have more than one: Hoeksche Waard is under the vision of another region than its plan.
    """
    regions = Q(region__memberships__in=place.memberships.on(today))
    joined = Q(documents__participations__municipality=place)
    found = Programme.objects.visible_to(user).filter(regions | joined).distinct()
    return list(found.select_related("region").order_by("region__name", "-first_year"))
