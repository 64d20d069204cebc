"""Which figure stands for a region. One of its municipalities never does.

The region's own figure; else the sum of all its municipalities, where the indicator may be added and every one of them
has a figure of that period; else that of the province around it or of the country, named as such; else nobody knows.
Pages, files and reports all ask here.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from monitoring.models import Figure, Indicator
from monitoring.rules.areas import Area
from reading import periods

LEVELS = ("veilig_thuis", "region", "province", "country")  # of areas that may stand for a region, the nearest first
OWN = LEVELS[:2]  # about the region itself
STATUSES = ("voorlopig", "nader_voorlopig", "onbekend", "gecorrigeerd", "definitief")  # the least sure first


def standing_area(known: Mapping[str, Sequence[Figure]], areas: Mapping[str, Area]) -> Area | None:
    """The area of which the figures stand for the region; None when its figure is not known.

    Where there are several of a level (two Veilig Thuis regions, two provinces), each is only a part.
    """
    for level in LEVELS:
        alike = [area for area in areas.values() if area.level == level]
        if len(alike) == 1 and any(figure.value is not None for figure in known.get(alike[0].code, [])):
            return alike[0]
    return None


def summed(
    indicator: Indicator, known: Mapping[str, Sequence[Figure]], areas: Mapping[str, Area]
) -> dict[str, list[Figure]]:
    """The sums of all municipalities, by period, under the code of the region; none where the region has a figure of
    its own. They are not saved.

    Counts of Veilig Thuis itself are rounded and partly hidden: they are never added up.
    """
    land = next((area for area in areas.values() if area.level == "region"), None)
    if not indicator.additive or land is None:
        return {}
    own = {figure.period for code in _codes(areas, "veilig_thuis") for figure in known.get(code, [])}
    parts = {code: {each.period: each for each in known.get(code, [])} for code in _codes(areas, "municipality")}
    told = {period for figures in parts.values() for period in figures} - own
    made = [_sum(land, period, _of_all(parts, areas, period)) for period in sorted(told)]
    sums = [figure for figure in made if figure is not None]
    return {land.code: sums} if sums else {}


def _codes(areas: Mapping[str, Area], level: str) -> list[str]:
    return [area.code for area in areas.values() if area.level == level]


def _of_all(parts: Mapping[str, Mapping[str, Figure]], areas: Mapping[str, Area], period: str) -> list[Figure | None]:
    """The figure of every municipality that the region had when the period began."""
    day = periods.first_day(period)
    members = [code for code in parts if day and _was_member(areas[code], day)]
    return [parts[code].get(period) for code in members]


def _was_member(area: Area, day: datetime.date) -> bool:
    return any(since <= day and (until is None or until >= day) for since, until in area.member)


def _sum(land: Area, period: str, parts: Collection[Figure | None]) -> Figure | None:
    """The sum, from one source and with no part unknown; as unsure as the least sure of its parts."""
    known = [part for part in parts if part is not None and part.value is not None]
    if not known or len(known) < len(parts) or len({part.delivery.source_id for part in known}) > 1:
        return None
    statuses = {part.status for part in known}
    return Figure(
        indicator=known[0].indicator,
        delivery=known[0].delivery,
        area_code=land.code,
        period=period,
        value=sum(part.value for part in known if part.value is not None),
        qualifier=Figure.Qualifier.CIRCA if any(part.qualifier for part in known) else "",
        status=next(each for each in STATUSES if each in statuses),
        note=_("Opgeteld door dit portaal: de %(number)d gemeenten die toen bij de regio hoorden.")
        % {"number": len(known)},
    )
