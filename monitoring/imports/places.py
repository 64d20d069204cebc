"""The areas that figures may be about, with every name that files use for them, from the reference data."""

from collections import defaultdict
from collections.abc import Iterator

from actions.models import Programme
from monitoring.rules.areas import NETHERLANDS, PARTS, PROVINCES
from municipalities.models import Municipality, Region
from reading.figures.areas import KnownArea, KnownAreas

OTHER_NAMES = {"PV21": ("Friesland",)}  # as people and older tables write it


def known_areas(*, whole: str = "") -> KnownAreas:
    """Country, parts of the country, provinces, Veilig Thuis regions, and municipalities of all times. Four queries.

    `whole`: the code of the region that own deliveries are about, so that "Totaal" is that region.
    """
    return KnownAreas(_areas(), whole=whole)


def _areas() -> Iterator[KnownArea]:
    programmes = _programme_names()
    yield KnownArea(NETHERLANDS, "Nederland", ("The Netherlands", "Totaal Nederland"))
    for code, name in (PARTS | PROVINCES).items():
        yield KnownArea(code, name, OTHER_NAMES.get(code, ()))
    for region in Region.objects.exclude(code=""):
        organisation = region.organisation
        plain = organisation.removesuffix(" (fictief)")
        names = (region.statline_name, region.statline_name.removesuffix(" (VT)"), organisation, plain,
                 plain.removeprefix("Veilig Thuis "), programmes.get(region.pk, ""))  # fmt: skip
        yield KnownArea(region.code, region.name, tuple(filter(None, names)))
    for place in Municipality.objects.all():
        yield KnownArea(place.code, place.name, (place.name_cbs,) if place.name_cbs else ())


def _programme_names() -> dict[int, str]:
    """How the region is called that alone watches a Veilig Thuis region, and no other."""
    watching: dict[int, set[str]] = defaultdict(set)
    for programme in Programme.objects.select_related("region").prefetch_related("veilig_thuis_regions"):
        watched = list(programme.veilig_thuis_regions.all())
        if len(watched) == 1:
            watching[watched[0].pk].add(programme.region.name)
    return {pk: names.pop() for pk, names in watching.items() if len(names) == 1}
