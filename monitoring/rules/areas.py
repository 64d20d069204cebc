"""The areas whose figures belong to a region: its Veilig Thuis regions, its municipalities, province and country."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from actions.models import Programme
from municipalities.models import Membership, Municipality, Region

NETHERLANDS = "NL01"
# Provinces by the code of CBS (StatLine). Shown as provinces: also where they coincide with a Veilig Thuis region.
PROVINCES = {
    "PV20": "Groningen",
    "PV21": "Fryslân",
    "PV22": "Drenthe",
    "PV23": "Overijssel",
    "PV24": "Flevoland",
    "PV25": "Gelderland",
    "PV26": "Utrecht",
    "PV27": "Noord-Holland",
    "PV28": "Zuid-Holland",
    "PV29": "Zeeland",
    "PV30": "Noord-Brabant",
    "PV31": "Limburg",
}

PARTS = {  # landsdelen, by the code of CBS: files have them, no page shows them
    "LD01": "Noord-Nederland",
    "LD02": "Oost-Nederland",
    "LD03": "West-Nederland",
    "LD04": "Zuid-Nederland",
}


Span = tuple[datetime.date, datetime.date | None]  # from and until, both included


@dataclass(frozen=True)
class Area:
    """A place that figures are about, and how it is called on screen."""

    code: str
    name: str
    level: str  # veilig_thuis, region (all its municipalities), province, municipality or country
    member: tuple[Span, ...] = ()  # of a municipality: when it was one of the region


COUNTRY = Area(NETHERLANDS, "Nederland", "country")


def veilig_thuis_area(region: Region) -> Area:
    """A Veilig Thuis region as it is called everywhere."""
    return Area(region.code, f"{region.name} (Veilig Thuis-regio)", "veilig_thuis")


def province_area(code: str) -> Area:
    """A province as it is called everywhere."""
    return Area(code, f"{PROVINCES[code]} (provincie)", "province")


def municipality_area(place: Municipality, member: tuple[Span, ...] = ()) -> Area:
    """A municipality as it is called everywhere."""
    return Area(place.code, f"{place.name} (gemeente)", "municipality", member)


def areas_of(programme: Programme) -> dict[str, Area]:
    """The areas of a programme by code, in the order of showing. A fictitious region stands apart from real figures.

    The region itself has its name in addresses as its code: nobody publishes figures of it, only sums may be made.
    """
    return areas_of_all([programme])[programme.pk]


def areas_of_all(programmes: Sequence[Programme]) -> dict[int, dict[str, Area]]:
    """The same for several programmes, by id; as many queries as for one."""
    prefetch_related_objects(programmes, "region", "veilig_thuis_regions")
    regions = {programme.region_id for programme in programmes}
    rows = Membership.objects.filter(region__in=regions).select_related("municipality")
    members: dict[int, list[Membership]] = defaultdict(list)
    for each in rows.order_by("municipality__name"):
        members[each.region_id].append(each)
    return {programme.pk: _areas(programme, members[programme.region_id]) for programme in programmes}


def _areas(programme: Programme, members: Iterable[Membership]) -> dict[str, Area]:
    region = programme.region
    areas = [veilig_thuis_area(each) for each in programme.veilig_thuis_regions.all()]
    areas.append(Area(region.slug, f"{region.name} (alle gemeenten samen)", "region"))
    by_code: dict[str, list[Membership]] = defaultdict(list)
    for each in members:
        by_code[each.municipality.code].append(each)
    places = [several[0].municipality for several in by_code.values()]
    if not region.fictitious:
        inside = {place.province for place in places}
        areas += [province_area(code) for code, name in PROVINCES.items() if name in inside]
    for place in places:
        spans = tuple((each.valid_from, each.valid_until) for each in by_code[place.code])
        areas.append(municipality_area(place, spans))
    if not region.fictitious:
        areas.append(COUNTRY)
    return {area.code: area for area in areas}
