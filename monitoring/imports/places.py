"""The areas that figures may be about, with every name that files use for them, from the reference data."""

from collections.abc import Iterator

from monitoring.areas import NETHERLANDS, PARTS, PROVINCES
from monitoring.imports.reading.areas import KnownArea, KnownAreas
from municipalities.models import Municipality, Region

OTHER_NAMES = {"PV21": ("Friesland",)}  # as people and older tables write it


def known_areas() -> KnownAreas:
    """Country, parts of the country, provinces, Veilig Thuis regions, and municipalities of all times. Two queries."""
    return KnownAreas(_areas())


def _areas() -> Iterator[KnownArea]:
    yield KnownArea(NETHERLANDS, "Nederland", ("The Netherlands", "Totaal Nederland"))
    for code, name in (PARTS | PROVINCES).items():
        yield KnownArea(code, name, OTHER_NAMES.get(code, ()))
    for region in Region.objects.exclude(code=""):
        organisation = region.organisation
        names = (region.statline_name, region.statline_name.removesuffix(" (VT)"), organisation,
                 organisation.removeprefix("Veilig Thuis "))  # fmt: skip
        yield KnownArea(region.code, region.name, tuple(filter(None, names)))
    for place in Municipality.objects.all():
        yield KnownArea(place.code, place.name, (place.name_cbs,) if place.name_cbs else ())
